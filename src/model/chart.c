#include "model/chart.h"

unsigned sl_chart_grid_level(const sl_chart_grid *g, unsigned row, unsigned column)
{
    unsigned rows = g->row_count - 1u, columns = g->column_count - 1u, most = 2 * rows * columns;
    unsigned at = row * columns + column * rows;
    return 3 * at < most ? 0 : 3 * at < 2 * most ? 1 : 2;
}

bool sl_chart_highlights_series(const sl_chart *c)
{
    switch (c->kind) {
    case SL_CHART_GROUPED_BAR:
    case SL_CHART_LINE:
    case SL_CHART_SLOPE:
    case SL_CHART_MULTIPLES:
        return true;
    default:
        return false;
    }
}

static void push(sl_buf *b, sl_str prefix, sl_str suffix, sl_dec scaled)
{
    if (scaled.mantissa < 0) {
        sl_buf_push_z(b, "\u2212");
        scaled.mantissa = -scaled.mantissa;
    }
    sl_buf_push_str(b, prefix);
    sl_buf_push_dec(b, scaled);
    sl_buf_push_str(b, suffix);
}

void sl_chart_push_figure(sl_buf *b, const sl_chart *c, sl_dec figure)
{
    push(b, c->prefix, c->suffix, sl_dec_scale(figure, c->places));
}

void sl_chart_push_across(sl_buf *b, const sl_chart *c, sl_dec figure)
{
    push(b, c->across->prefix, c->across->suffix, sl_dec_scale(figure, c->across->places));
}

void sl_chart_push_value(sl_buf *b, const sl_chart *c, size_t at)
{
    if (!c->present[at]) {
        sl_buf_push_str(b, c->reasons[at]);
        return;
    }
    if (c->across && at >= c->label_count)
        sl_chart_push_across(b, c, c->values[at]);
    else
        sl_chart_push_figure(b, c, c->values[at]);
    sl_buf_push_str(b, c->marks[at]);
}

void sl_chart_push_told(sl_buf *b, const sl_phrases *p, const sl_chart *c, size_t at)
{
    sl_buf parts[3];
    for (size_t i = 0; i < SL_COUNT(parts); i++)
        sl_buf_init(&parts[i]);
    sl_chart_push_value(&parts[0], c, at);
    if (c->bounds && c->present[at] && c->bounds[at].known) {
        sl_chart_push_figure(&parts[1], c, c->bounds[at].low);
        sl_chart_push_figure(&parts[2], c, c->bounds[at].high);
        sl_say_field fields[] = {SL_T("figure", sl_buf_str(&parts[0])),
                                 SL_T("low", sl_buf_str(&parts[1])),
                                 SL_T("high", sl_buf_str(&parts[2]))};
        sl_say_push(b, p, SL_SAY_CHART_BOUNDS, fields, SL_COUNT(fields));
    } else {
        sl_buf_push_str(b, sl_buf_str(&parts[0]));
    }
    for (size_t i = 0; i < SL_COUNT(parts); i++)
        sl_buf_done(&parts[i]);
}
