#include "book/annex.h"
#include "book/reference.h"
#include "sight/panel.h"

enum { WIDE = 7 /* columns that fit an upright page */ };

static void push_number(sl_compose *c, sl_node *row, uint32_t n, bool zero)
{
    sl_node *cell = sl_compose_cell(c, row, false);
    cell->align = SL_ALIGN_RIGHT;
    if (n || zero)
        sl_compose_text(c, cell, sl_str_format(c->arena, "%u", n));
}

static sl_node *add_table(sl_compose *c, sl_node *to, sl_str title, unsigned columns)
{
    sl_node *table = sl_compose_table(c, to, NULL, NULL, columns);
    sl_node *caption = sl_compose_add(c, table, SL_NODE_CAPTION, NULL);
    caption->number = sl_compose_say(c, SL_SAY_TABLE_NUMBER, SL_N("n", ++c->tables));
    sl_compose_text(c, caption, title);
    return table;
}

static sl_node *add_head(sl_compose *c, sl_node *table, sl_str first)
{
    sl_node *head = sl_compose_row(c, table);
    head->head = true;
    sl_compose_text(c, sl_compose_cell(c, head, true), first);
    return head;
}

static void push_head(sl_compose *c, sl_node *head, sl_str text)
{
    sl_node *cell = sl_compose_cell(c, head, true);
    cell->align = SL_ALIGN_RIGHT;
    sl_compose_text(c, cell, text);
}

/* --- totals and sections --- */

static void compose_totals(sl_compose *c, sl_node *to, const sl_panel *p)
{
    sl_str day = sl_compose_date(c, p->audit->as_of);
    sl_node *table = add_table(c, to, sl_compose_say(c, SL_SAY_AUDIT_TOTALS, SL_T("date", day)), 3);
    sl_node *head = add_head(c, table, sl_compose_word(c, SL_SAY_AUDIT_LOOKED_AT));
    push_head(c, head, sl_compose_word(c, SL_SAY_COUNT));
    push_head(c, head, sl_compose_word(c, SL_SAY_OF));
    for (size_t i = 0; i < p->totals.n; i++) {
        const sl_panel_total *t = &p->totals.at[i];
        sl_node *row = sl_compose_row(c, table);
        sl_compose_text(c, sl_compose_cell(c, row, true), t->label);
        push_number(c, row, t->n, true);
        push_number(c, row, t->of, false);
    }
}

static void compose_entry(sl_compose *c, sl_node *list, const sl_panel_entry *e)
{
    sl_node *p = sl_compose_add(c, sl_compose_add(c, list, SL_NODE_LIST_ITEM, NULL),
                                SL_NODE_PARAGRAPH, NULL);
    if (e->item) {
        sl_compose_item_link(c, p, e->item);
    } else if (e->evidence) {
        sl_str said = e->evidence->statement;
        said.n -= sl_str_ends(said, "."); /* the sentence goes on */
        sl_compose_text(c, p, sl_str_format(c->arena, "%.*s [", SL_FMT(said)));
        sl_compose_evidence_link(c, p, e->evidence->index);
        sl_compose_text(c, p, SL_STR("]"));
    } else {
        sl_compose_text(c, p, e->gap->question);
    }
    if (e->detail.n)
        sl_compose_text(c, p,
                        sl_str_format(c->arena, e->gap ? " (%.*s)" : ": %.*s", SL_FMT(e->detail)));
}

static void compose_section(sl_compose *c, sl_node *to, const sl_panel_section *s)
{
    sl_node *list = NULL;
    for (size_t i = 0; i < s->entries.n; i++) {
        const sl_panel_entry *e = &s->entries.at[i];
        if (e->item && !c->item_anchor[e->item->index].n)
            continue; /* not for this audience */
        if (!list) {
            sl_compose_heading(c, to, 2, SL_STR_NONE, s->title);
            sl_compose_paragraph(c, to, NULL, s->lead);
            list = sl_compose_add(c, to, SL_NODE_LIST, NULL);
            list->tight = true;
        }
        compose_entry(c, list, e);
    }
}

/* --- scores --- */

static void compose_scores(sl_compose *c, sl_node *to, const sl_panel *p)
{
    const sl_framework *f = p->audit->s->framework;
    if (!p->scores->cards.n)
        return;
    sl_compose_heading(c, to, 2, SL_STR_NONE, sl_compose_word(c, SL_SAY_AUDIT_SCORES));
    sl_compose_paragraph(c, to, NULL,
                         sl_compose_say(c, SL_SAY_AUDIT_SCORES_LEAD, SL_N("most", SL_SCORE_MOST)));
    sl_node *table =
        add_table(c, to, sl_compose_word(c, SL_SAY_AUDIT_SCORE), (unsigned)f->score_parts.n + 2);
    sl_node *head = add_head(c, table, f->scored_type->title);
    for (size_t k = 0; k < f->score_parts.n; k++)
        push_head(c, head, f->score_parts.at[k].label);
    push_head(c, head, sl_compose_say(c, SL_SAY_OF_POINTS, SL_N("n", p->scores->most)));
    for (size_t i = 0; i < p->scores->cards.n; i++) {
        const sl_card *card = &p->scores->cards.at[i];
        if (!c->item_anchor[card->item->index].n)
            continue;
        sl_node *row = sl_compose_row(c, table);
        sl_compose_item_link(c, sl_compose_cell(c, row, true), card->item);
        for (size_t k = 0; k < f->score_parts.n; k++)
            push_number(c, row, card->scores[k].points, true);
        push_number(c, row, card->total, true);
    }
}

/* Only as much of a long sentence as shows which one it is. */
static sl_str brief(sl_compose *c, sl_str text)
{
    enum { SHOWN = 160 };
    if (text.n <= SHOWN)
        return text;
    size_t n = SHOWN;
    while (n && text.p[n] != ' ')
        n--;
    return sl_str_format(c->arena, "%.*s …", (int)n, text.p);
}

static void compose_reasons(sl_compose *c, sl_node *to, const sl_panel *p)
{
    for (size_t i = 0; i < p->scores->cards.n; i++) {
        const sl_card *card = &p->scores->cards.at[i];
        if (!c->item_anchor[card->item->index].n)
            continue;
        sl_node *head = sl_compose_add(c, to, SL_NODE_PARAGRAPH, "chain-head");
        sl_compose_item_link(c, head, card->item);
        sl_node *list = sl_compose_add(c, to, SL_NODE_LIST, NULL);
        list->tight = true;
        for (size_t k = 0; k < p->audit->s->framework->score_parts.n; k++) {
            const sl_score *s = &card->scores[k];
            sl_str last = s->points ? brief(c, s->earned[s->points - 1])
                                    : sl_compose_word(c, SL_SAY_SCORE_NOTHING);
            sl_str text = sl_str_format(c->arena, "%.*s, %u: %.*s", SL_FMT(s->part->label),
                                        s->points, SL_FMT(last));
            if (s->next.n)
                text = sl_str_format(
                    c->arena, "%.*s%s %.*s", SL_FMT(text),
                    sl_str_ends(text, ".") || sl_str_ends(text, "…") ? "" : ".",
                    SL_FMT(sl_compose_say(c, SL_SAY_SCORE_NEXT, SL_T("next", s->next))));
            sl_compose_paragraph(c, sl_compose_add(c, list, SL_NODE_LIST_ITEM, NULL), NULL, text);
        }
    }
}

/* --- coverage --- */

/* The head of a column. Where there are many, an item is named by its number alone. */
static void push_cover_head(sl_compose *c, sl_node *head, const sl_cover_head *h, bool many)
{
    sl_str number = h->item ? c->item_number[h->item->index] : SL_STR_NONE;
    if (!many || !number.n) {
        push_head(c, head, h->text);
        return;
    }
    sl_node *cell = sl_compose_cell(c, head, true);
    cell->align = SL_ALIGN_RIGHT;
    sl_node *link = sl_compose_add(c, cell, SL_NODE_LINK, NULL);
    link->target = sl_str_format(c->arena, "#%.*s", SL_FMT(c->item_anchor[h->item->index]));
    link->title = h->item->title;
    sl_compose_text(c, link, number);
}

static void name_entry(sl_compose *c, sl_node *to, const sl_evidence *e)
{
    if (!c->options->codes) {
        sl_compose_evidence_link(c, to, e->index);
        return;
    }
    sl_node *link = sl_compose_add(c, to, SL_NODE_LINK, "evidence-ref");
    link->target = sl_str_format(c->arena, "#%.*s", SL_FMT(e->id));
    link->title = e->statement;
    sl_compose_text(c, link, e->id);
}

static void compose_coverage(sl_compose *c, sl_node *to, const sl_coverage *t)
{
    unsigned columns = (unsigned)t->columns.n + 2;
    sl_node *table = add_table(c, to, t->title, columns);
    table->wide = columns > WIDE;
    sl_node *head = add_head(c, table, t->name);
    for (size_t k = 0; k < t->columns.n; k++)
        push_cover_head(c, head, &t->columns.at[k], table->wide);
    push_head(c, head, sl_compose_word(c, SL_SAY_ALL));
    for (size_t r = 0; r < t->rows.n; r++) {
        const sl_cover_head *h = &t->rows.at[r];
        if (h->item && !c->item_anchor[h->item->index].n)
            continue;
        sl_node *row = sl_compose_row(c, table);
        sl_node *first = sl_compose_cell(c, row, true);
        if (h->item) {
            sl_compose_item_link(c, first, h->item);
        } else if (h->evidence) {
            name_entry(c, first, h->evidence);
        } else {
            sl_compose_text(c, first, h->text);
        }
        for (size_t k = 0; k < t->columns.n; k++)
            push_number(c, row, t->cells[r * t->columns.n + k], false);
        push_number(c, row, h->total, true);
    }
}

/* Numbers in place of IDs; a title where there is none. */
static const sl_names_shown *number_things(sl_compose *c)
{
    sl_names_shown *names = SL_NEW(c->arena, sl_names_shown);
    sl_str *items = SL_NEW_ARRAY(c->arena, sl_str, c->s->items.n + 1),
           *entries = SL_NEW_ARRAY(c->arena, sl_str, c->s->evidence.n + 1);
    for (size_t i = 0; i < c->s->items.n; i++)
        items[i] = c->item_number[i].n ? c->item_number[i] : c->s->items.at[i]->title;
    for (uint32_t i = 0; i < c->s->evidence.n; i++)
        entries[i] = sl_str_format(c->arena, "[%.*s]", SL_FMT(sl_reference_label(c, i)));
    *names = (sl_names_shown){items, entries};
    return names;
}

void sl_annex_compose_audit(sl_compose *c, sl_node *to)
{
    const sl_panel *p =
        sl_panel_make(c->arena, c->book->audit, c->options->codes ? NULL : number_things(c));
    if (c->options->codes)
        c->book->panel = p;
    compose_totals(c, to, p);
    for (size_t i = 0; i < p->sections.n; i++)
        compose_section(c, to, &p->sections.at[i]);
    compose_scores(c, to, p);
    compose_reasons(c, to, p);
    if (p->coverages->tables.n)
        sl_compose_heading(c, to, 2, SL_STR_NONE, sl_compose_word(c, SL_SAY_AUDIT_COVERAGE));
    for (size_t i = 0; i < p->coverages->tables.n; i++)
        compose_coverage(c, to, &p->coverages->tables.at[i]);
}
