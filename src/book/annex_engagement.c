/* Partners, the calendar, and who was asked about what. */
#include "book/annex.h"
#include "record/record.h"

static sl_str days_of(sl_compose *c, const sl_event *e)
{
    sl_str from = sl_compose_date(c, e->from), to = sl_compose_date(c, e->to);
    return sl_str_equal(from, to)
               ? from
               : sl_compose_say(c, SL_SAY_DATE_RANGE, SL_T("from", from), SL_T("to", to));
}

static void add_words(sl_compose *c, sl_node *to, const sl_yaml *list)
{
    SL_EACH (one, list) {
        if (one != list->first)
            sl_compose_text(c, to, SL_STR(", "));
        sl_compose_text(c, to, one->text);
    }
}

void sl_annex_add_calendar(sl_compose *c, sl_node *to, sl_str id, sl_str title)
{
    static const sl_say_id titles[] = {SL_SAY_EVENT,  SL_SAY_DAYS,  SL_SAY_CHANNEL,
                                       SL_SAY_THEMES, SL_SAY_ASKED, SL_SAY_NOTE};
    const sl_record *r = c->s->record;
    sl_node *table = sl_compose_captioned(c, to, id, title, titles, 6);
    for (size_t i = 0; i < r->events.n; i++) {
        const sl_event *e = &r->events.at[i];
        sl_node *row = sl_compose_row(c, table);
        sl_compose_text(c, sl_compose_cell(c, row, true), e->title);
        sl_compose_cell_text(c, row, days_of(c, e));
        sl_compose_cell_text(
            c, row,
            e->place.n ? sl_str_format(c->arena, "%.*s, %.*s", SL_FMT(e->channel), SL_FMT(e->place))
                       : e->channel);
        add_words(c, sl_compose_cell(c, row, false), e->themes);
        sl_node *asked = sl_compose_cell(c, row, false);
        for (size_t k = 0; k < e->partners.n; k++) {
            sl_compose_text(c, asked, k ? SL_STR("; ") : SL_STR(""));
            sl_compose_text(c, asked, r->partners.at[e->partners.at[k]].name);
        }
        sl_node *note = sl_compose_cell_text(c, row, e->illustrative);
        sl_compose_evidence_links(c, note, e->evidence.at, e->evidence.n);
    }
}

static void add_partners(sl_compose *c, sl_node *to)
{
    static const sl_say_id titles[] = {SL_SAY_PARTNER, SL_SAY_KIND, SL_SAY_AREA, SL_SAY_ASKED_AT,
                                       SL_SAY_NOTE};
    const sl_record *r = c->s->record;
    sl_compose_heading(c, to, 2, SL_STR_NONE, sl_compose_word(c, SL_SAY_PARTNERS));
    sl_node *table = sl_compose_table(c, to, NULL, titles, 5);
    for (uint32_t i = 0; i < r->partners.n; i++) {
        const sl_partner *p = &r->partners.at[i];
        sl_node *row = sl_compose_row(c, table);
        sl_compose_text(c, sl_compose_cell(c, row, true), p->name);
        sl_compose_cell_text(c, row, p->kind);
        sl_compose_cell_text(c, row, p->area);
        sl_node *asked = sl_compose_cell(c, row, false);
        for (size_t e = 0; e < r->events.n; e++)
            for (size_t k = 0; k < r->events.at[e].partners.n; k++)
                if (r->events.at[e].partners.at[k] == i) {
                    sl_compose_text(c, asked, asked->first ? SL_STR("; ") : SL_STR(""));
                    sl_compose_text(c, asked, r->events.at[e].title);
                }
        if (!asked->first)
            sl_compose_text(c, asked, sl_compose_word(c, SL_SAY_NEVER_ASKED));
        sl_node *note = sl_compose_cell_text(c, row, p->note);
        sl_compose_evidence_links(c, note, p->evidence.at, p->evidence.n);
    }
}

/* Which items were put to whom; those put to nobody are counted. */
static void add_coverage(sl_compose *c, sl_node *to)
{
    static const sl_say_id titles[] = {SL_SAY_ITEM, SL_SAY_PUT_AT};
    const sl_record *r = c->s->record;
    sl_compose_heading(c, to, 2, SL_STR_NONE, sl_compose_word(c, SL_SAY_PUT_TO_WHOM));
    sl_node *table = sl_compose_table(c, to, NULL, titles, 2);
    size_t never = 0;
    for (uint32_t i = 0; i < c->s->items.n; i++) {
        const sl_item *item = c->s->items.at[i];
        if (!c->item_number[i].n || !sl_compose_may_read(c, item))
            continue;
        sl_node *where = NULL;
        for (size_t e = 0; e < r->events.n; e++)
            for (size_t k = 0; k < r->events.at[e].items.n; k++) {
                if (r->events.at[e].items.at[k] != i)
                    continue;
                if (!where) {
                    sl_node *row = sl_compose_row(c, table);
                    sl_compose_item_link(c, sl_compose_cell(c, row, true), item);
                    where = sl_compose_cell(c, row, false);
                } else {
                    sl_compose_text(c, where, SL_STR("; "));
                }
                sl_compose_text(c, where, r->events.at[e].title);
            }
        never += !where;
    }
    if (never)
        sl_compose_paragraph(c, to, NULL,
                             sl_compose_say(c, SL_SAY_PUT_TO_NOBODY, SL_N("n", never)));
}

void sl_annex_compose_engagement(sl_compose *c, sl_node *to)
{
    const sl_record *r = c->s->record;
    if (r->partners.n)
        add_partners(c, to);
    if (r->events.n) {
        sl_compose_heading(c, to, 2, SL_STR_NONE, sl_compose_word(c, SL_SAY_CALENDAR));
        sl_annex_add_calendar(c, to, SL_STR("annex-calendar"),
                              sl_compose_word(c, SL_SAY_CALENDAR_TITLE));
        add_coverage(c, to);
    }
}
