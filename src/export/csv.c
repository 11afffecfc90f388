#include "data/csv.h"
#include "export/export.h"
#include "export/plain.h"

#include "model/figure.h"
#include "model/funding.h"
#include "model/graph.h"
#include "model/measure.h"

static void push_value(sl_buf *out, const sl_strategy *s, const sl_item *item, sl_str key)
{
    const sl_yaml *y = sl_yaml_lookup_str(item->front, key);
    const sl_measure *m = sl_measure_of(item, key);
    sl_buf b;
    sl_buf_init(&b);
    if (m)
        sl_measure_push(&b, s->phrases, m);
    else if (y && y->kind == SL_YAML_MAP)
        sl_figure_push_money(&b, s->phrases, y);
    else if (y && y->kind == SL_YAML_LIST)
        SL_EACH (one, y) {
            sl_buf_push_z(&b, one == y->first ? "" : "; ");
            sl_plain_push_value(&b, s, item, one);
        }
    else if (y)
        sl_plain_push_value(&b, s, item, y);
    sl_csv_push_cell(out, sl_buf_str(&b), false);
    sl_buf_done(&b);
}

/* The evidence that reaches an item, as IDs. */
static void push_ground(sl_buf *out, sl_arena *a, const sl_strategy *s, const sl_item *item)
{
    sl_walk walk = sl_graph_ground(a, s, item);
    sl_buf b;
    sl_buf_init(&b);
    for (size_t i = 0; i < walk.steps.n; i++)
        if (walk.steps.at[i].is_evidence) {
            sl_buf_push_z(&b, b.n ? "; " : "");
            sl_buf_push_str(&b, s->evidence.at[walk.steps.at[i].index]->id);
        }
    sl_csv_push_cell(out, sl_buf_str(&b), true);
    sl_buf_done(&b);
}

void sl_export_emit_asks(sl_buf *out, const sl_strategy *s, const sl_numbers *numbers)
{
    const sl_type *type = s->framework->group_type;
    sl_csv_push_cell(out, SL_STR("id"), false);
    sl_csv_push_cell(out, SL_STR("number"), false);
    sl_csv_push_cell(out, SL_STR("title"), false);
    for (size_t k = 0; type && k < type->keys.n; k++)
        sl_csv_push_cell(out, type->keys.at[k].name, false);
    sl_csv_push_cell(out, SL_STR("state"), false);
    sl_csv_push_cell(out, SL_STR("areas"), false);
    sl_csv_push_cell(out, SL_STR("evidence that reaches it"), true);
    sl_arena *scratch = sl_arena_new();
    for (size_t i = 0; i < s->items.n; i++) {
        const sl_item *item = s->items.at[i];
        if (item->type != type || !numbers->items[i].n)
            continue;
        sl_csv_push_cell(out, item->id, false);
        sl_csv_push_cell(out, numbers->items[i], false);
        sl_csv_push_cell(out, item->title, false);
        for (size_t k = 0; k < type->keys.n; k++)
            push_value(out, s, item, type->keys.at[k].name);
        sl_csv_push_cell(out, item->state, false);
        push_value(out, s, item, SL_STR("areas"));
        push_ground(out, scratch, s, item);
    }
    sl_arena_free(scratch);
}

/* A figure as a program reads it; empty where there is none. */
static sl_str plain(sl_arena *a, bool there, sl_dec value)
{
    sl_buf b;
    sl_buf_init(&b);
    if (there)
        sl_buf_push_fixed(&b, value.mantissa, value.places);
    return sl_buf_take(&b, a);
}

void sl_export_emit_evidence(sl_buf *out, const sl_strategy *s, const sl_numbers *numbers)
{
    static const char *const heads[] = {
        "number", "id",        "statement",  "value",     "to",         "low",       "high",
        "level",  "qualifier", "unit",       "geography", "period",     "publisher", "title",
        "year",   "url",       "confidence", "grade",     "rests on it"};
    size_t n = sizeof heads / sizeof *heads;
    sl_arena *scratch = sl_arena_new();
    for (size_t i = 0; i < n; i++)
        sl_csv_push_cell(out, sl_str_from(heads[i]), i + 1 == n);
    for (size_t i = 0; i < s->evidence.n; i++) {
        const sl_evidence *e = s->evidence.at[i];
        sl_buf b;
        sl_buf_init(&b);
        sl_buf_push_int(&b, numbers->evidence[i]);
        sl_csv_push_cell(out, sl_buf_str(&b), false);
        const sl_str cells[] = {e->id,
                                e->statement,
                                plain(scratch, e->has_value, e->value),
                                plain(scratch, e->is_range, e->value_to),
                                plain(scratch, e->interval.known, e->interval.low),
                                plain(scratch, e->interval.known, e->interval.high),
                                e->interval.level,
                                e->qualifier,
                                e->unit,
                                e->geography,
                                e->period,
                                e->publisher,
                                e->source_title,
                                e->year,
                                e->url,
                                e->confidence,
                                sl_yaml_text(e->yaml, "grade")};
        for (size_t k = 0; k < sizeof cells / sizeof *cells; k++)
            sl_csv_push_cell(out, cells[k], false);
        b.n = 0;
        for (size_t k = 0; k < e->in.n; k++) {
            sl_buf_push_z(&b, k ? "; " : "");
            sl_buf_push_str(&b, s->items.at[s->edges.at[e->in.at[k]].from]->id);
        }
        sl_csv_push_cell(out, sl_buf_str(&b), true);
        sl_buf_done(&b);
    }
    sl_arena_free(scratch);
}

void sl_export_emit_funding(sl_buf *out, const sl_strategy *s)
{
    sl_arena *scratch = sl_arena_new();
    sl_funding all = sl_funding_gather(scratch, s);
    sl_buf sum;
    sl_buf_init(&sum);
    static const char *const titles[] = {"item",  "title", "fund",  "year",
                                         "state", "match", "pounds"};
    for (size_t i = 0; i < 7; i++)
        sl_csv_push_cell(out, sl_str_from(titles[i]), i == 6);
    for (size_t i = 0; i < all.lines.n; i++) {
        const sl_fund_line *l = &all.lines.at[i];
        sl_csv_push_cell(out, l->item->id, false);
        sl_csv_push_cell(out, l->item->title, false);
        sl_csv_push_cell(out, l->fund, false);
        sl_csv_push_cell(out, l->year ? sl_str_format(scratch, "%u", l->year) : SL_STR_NONE, false);
        sl_csv_push_cell(out, l->state, false);
        sl_csv_push_cell(out, l->match ? SL_STR("yes") : SL_STR("no"), false);
        sum.n = 0;
        sl_buf_push_fixed(&sum, l->pence, 2);
        sl_csv_push_cell(out, sl_buf_str(&sum), true);
    }
    sl_buf_done(&sum);
    sl_arena_free(scratch);
}
