/* Measures: where each stood, stands and is to go, and how it goes. */
#include "book/annex.h"
#include "book/measure.h"

static const char *const parts[] = {"baseline", "latest", "expected", "target", "rating", "due"};

static bool has_measures(const sl_compose *c, const sl_item *item)
{
    return item->measures.n && sl_compose_may_read(c, item);
}

/* Which of the parts any measure has: the others get no column. */
static void find_parts(const sl_item **items, size_t n, bool *shown)
{
    for (size_t p = 0; p < SL_COUNT(parts); p++) {
        shown[p] = false;
        for (size_t i = 0; !shown[p] && i < n; i++)
            for (size_t k = 0; k < items[i]->measures.n; k++)
                shown[p] = shown[p] ||
                           sl_measure_has_part(items[i]->measures.at[k], sl_str_from(parts[p]));
    }
}

static void add_row(sl_compose *c, sl_node *table, const sl_measure *m, const bool *shown,
                    bool several)
{
    sl_node *row = sl_compose_row(c, table);
    sl_node *head = sl_compose_cell(c, row, true);
    sl_str name = m->name.n ? m->name : several ? m->key->label : SL_STR_NONE;
    if (name.n && c->item_number[m->item->index].n) {
        sl_compose_item_number(c, head, m->item);
        sl_compose_text(c, head, sl_str_format(c->arena, " %.*s", SL_FMT(name)));
    } else {
        sl_compose_item_entry(c, head, m->item);
        if (name.n)
            sl_compose_text(c, head, sl_str_format(c->arena, ": %.*s", SL_FMT(name)));
    }
    for (size_t p = 0; p < SL_COUNT(parts); p++)
        if (shown[p])
            sl_measure_compose_part(c, sl_compose_cell(c, row, false), m, sl_str_from(parts[p]));
}

/* What amber and red mean, where the measures of the table mean one thing by them. */
static void add_rule(sl_compose *c, sl_node *to, const sl_item **items, size_t n)
{
    const sl_key *key = NULL;
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < items[i]->measures.n; k++) {
            const sl_key *own = items[i]->measures.at[k]->key;
            if (key && (key->amber != own->amber || key->red != own->red))
                return;
            key = own;
        }
    sl_compose_paragraph(
        c, to, "source",
        sl_compose_say(c, SL_SAY_RATING_RULE, SL_N("amber", key->amber), SL_N("red", key->red)));
}

void sl_annex_compose_measures(sl_compose *c, sl_node *to)
{
    size_t all, n = 0;
    const sl_item **items = sl_strategy_list_items(c->arena, c->s, &all);
    for (size_t i = 0; i < all; i++)
        if (has_measures(c, items[i]))
            items[n++] = items[i];
    if (!n) {
        sl_compose_paragraph(c, to, NULL, sl_compose_word(c, SL_SAY_ANNEX_MEASURES_NONE));
        return;
    }
    bool shown[SL_COUNT(parts)];
    unsigned count = 1;
    sl_str titles[SL_COUNT(parts) + 1] = {sl_compose_word(c, SL_SAY_MEASURE)};
    find_parts(items, n, shown);
    for (size_t p = 0; p < SL_COUNT(parts); p++)
        if (shown[p])
            titles[count++] = sl_measure_part_label(c->phrases, sl_str_from(parts[p]));
    sl_node *table = sl_compose_titled(c, to, titles, count);
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < items[i]->measures.n; k++)
            add_row(c, table, items[i]->measures.at[k], shown, items[i]->measures.n > 1);
    if (shown[3]) /* a target, from which the rating follows */
        add_rule(c, to, items, n);
}
