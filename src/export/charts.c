/* What charts of items show, a row for each label and series: no dataset of the strategy has it. */
#include "data/csv.h"
#include "export/export.h"
#include "load/block.h"

static bool is_of_items(const sl_block *b)
{
    return b->chart && sl_yaml_lookup(b->yaml, "items");
}

/* The figure as a spreadsheet reads it; where there is none, the words that stand in its place. */
static void push_figure(sl_buf *out, const sl_chart *c, size_t at)
{
    sl_buf b;
    sl_buf_init(&b);
    if (c->present[at])
        sl_buf_push_fixed(&b, c->values[at].mantissa, c->values[at].places);
    else
        sl_buf_push_str(&b, c->reasons[at]);
    sl_csv_push_cell(out, sl_buf_str(&b), true);
    sl_buf_done(&b);
}

static void push_chart(sl_buf *out, const sl_block *b)
{
    const sl_chart *c = b->chart;
    for (size_t i = 0; i < c->label_count; i++)
        for (size_t k = 0; k < c->series_count; k++) {
            const sl_str texts[] = {b->id, b->title, c->unit, c->labels[i], c->series[k]};
            for (size_t t = 0; t < SL_COUNT(texts); t++)
                sl_csv_push_cell(out, texts[t], false);
            push_figure(out, c, k * c->label_count + i);
        }
}

bool sl_export_has_charts(const sl_strategy *s)
{
    for (size_t i = 0; i < s->blocks.n; i++)
        if (is_of_items(s->blocks.at[i]))
            return true;
    return false;
}

void sl_export_emit_charts(sl_buf *out, const sl_strategy *s, const sl_numbers *numbers)
{
    static const char *const heads[] = {"chart", "title", "unit", "label", "series", "figure"};
    (void)numbers;
    for (size_t i = 0; i < SL_COUNT(heads); i++)
        sl_csv_push_cell(out, sl_str_from(heads[i]), i + 1 == SL_COUNT(heads));
    for (size_t i = 0; i < s->blocks.n; i++)
        if (is_of_items(s->blocks.at[i]))
            push_chart(out, s->blocks.at[i]);
}
