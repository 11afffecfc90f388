/* Measures: each with its course, how it stands and how that is rated, a row each. */
#include "data/csv.h"
#include "export/export.h"
#include "model/measure.h"

static void push(sl_buf *out, sl_str text, bool last)
{
    sl_csv_push_cell(out, text, last);
}

static void push_value(sl_buf *out, bool there, sl_dec value)
{
    sl_buf b;
    sl_buf_init(&b);
    if (there)
        sl_buf_push_fixed(&b, value.mantissa, value.places);
    push(out, sl_buf_str(&b), false);
    sl_buf_done(&b);
}

static void push_point(sl_buf *out, const sl_measure_point *p)
{
    push(out, p ? p->when : SL_STR_NONE, false);
    push_value(out, p != NULL, p ? p->value : (sl_dec){0, 0});
}

static void push_row(sl_buf *out, const sl_measure *m, sl_str number)
{
    const sl_str texts[] = {m->item->id,    number,
                            m->item->title, m->name.n ? m->name : m->key->label,
                            m->unit,        m->is_down ? SL_STR("down") : SL_STR("up")};
    const sl_measure_point *latest = sl_measure_latest(m);
    sl_dec expected = {0, 0};
    bool has_course = latest && sl_measure_expected(m, latest->day, &expected);
    sl_buf due;
    for (size_t i = 0; i < SL_COUNT(texts); i++)
        push(out, texts[i], false);
    push_point(out, m->has_baseline ? &m->baseline : NULL);
    push_point(out, latest);
    push_value(out, has_course, expected);
    push_point(out, m->has_target ? &m->target : NULL);
    push(out, sl_str_from(sl_rating_name(sl_measure_rate(m))), false);
    sl_buf_init(&due);
    sl_buf_push_str(&due, sl_yaml_text(m->yaml, "due"));
    push(out, sl_buf_str(&due), true);
    sl_buf_done(&due);
}

void sl_export_emit_measures(sl_buf *out, const sl_strategy *s, const sl_numbers *numbers)
{
    static const char *const heads[] = {"id",       "number", "title",           "measure",
                                        "unit",     "better", "baseline on",     "baseline",
                                        "measured", "latest", "planned by then", "target on",
                                        "target",   "rating", "next figure"};
    for (size_t i = 0; i < SL_COUNT(heads); i++)
        push(out, sl_str_from(heads[i]), i + 1 == SL_COUNT(heads));
    for (size_t i = 0; i < s->items.n; i++)
        for (size_t k = 0; k < s->items.at[i]->measures.n; k++)
            push_row(out, s->items.at[i]->measures.at[k], numbers->items[i]);
}
