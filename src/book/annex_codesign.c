/* By department: each item under way with it, for the table in the meeting. */
#include "book/annex.h"
#include "record/record.h"

static sl_str wording_of(sl_compose *c, const sl_talk *t)
{
    if (!t->has_wording)
        return sl_compose_word(c, SL_SAY_WORDING_NONE);
    return sl_compose_say(c, t->holds ? SL_SAY_WORDING_HOLDS : SL_SAY_WORDING_CHANGED,
                          SL_T("date", sl_compose_date(c, t->agreed)));
}

static void add_history(sl_compose *c, sl_node *cell, const sl_talk *t)
{
    if (!t->history || !t->history->first)
        return;
    sl_node *list = sl_compose_add(c, cell, SL_NODE_LIST, NULL);
    list->tight = true;
    SL_EACH (move, t->history) {
        sl_date date = {0};
        sl_date_parse(sl_yaml_text(move, "date"), &date);
        sl_str text = sl_compose_say(c, SL_SAY_TALK_MOVE, SL_T("date", sl_compose_date(c, date)),
                                     SL_T("state", sl_yaml_text(move, "state")),
                                     SL_T("with", sl_yaml_text(move, "with")),
                                     SL_T("note", sl_yaml_text(move, "note")));
        sl_compose_paragraph(c, sl_compose_add(c, list, SL_NODE_LIST_ITEM, NULL), NULL, text);
    }
}

void sl_annex_compose_codesign(sl_compose *c, sl_node *to)
{
    static const sl_say_id titles[] = {SL_SAY_ITEM, SL_SAY_STATE, SL_SAY_TEXT_TODAY, SL_SAY_MOVES,
                                       SL_SAY_NOTE};
    const sl_record *r = c->s->record;
    sl_map seen;
    sl_map_init(&seen, c->arena);
    for (size_t i = 0; i < r->talks.n; i++)
        sl_map_add(&seen, r->talks.at[i].with, (void *)&r->talks.at[i]);
    for (size_t g = 0; g < seen.entries.n; g++) {
        sl_compose_heading(c, to, 2, SL_STR_NONE, seen.entries.at[g].key);
        sl_node *table = sl_compose_table(c, to, NULL, titles, 5);
        for (size_t i = 0; i < r->talks.n; i++) {
            const sl_talk *t = &r->talks.at[i];
            const sl_item *item = c->s->items.at[t->item];
            if (!sl_str_equal(t->with, seen.entries.at[g].key) || !sl_compose_may_read(c, item))
                continue;
            sl_node *row = sl_compose_row(c, table);
            sl_compose_item_link(c, sl_compose_cell(c, row, true), item);
            sl_compose_cell_text(c, row, item->state);
            sl_compose_cell_text(c, row, wording_of(c, t));
            add_history(c, sl_compose_cell(c, row, false), t);
            sl_compose_cell_text(c, row, t->illustrative);
        }
    }
}
