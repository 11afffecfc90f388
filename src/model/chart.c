#include "model/chart.h"

void sl_chart_push_figure(sl_buf *b, const sl_chart *c, sl_dec figure)
{
    sl_dec scaled = sl_dec_scale(figure, c->places);
    if (scaled.mantissa < 0) {
        sl_buf_push_z(b, "\u2212");
        scaled.mantissa = -scaled.mantissa;
    }
    sl_buf_push_str(b, c->prefix);
    sl_buf_push_dec(b, scaled);
    sl_buf_push_str(b, c->suffix);
}

void sl_chart_push_value(sl_buf *b, const sl_chart *c, size_t at)
{
    if (!c->present[at]) {
        sl_buf_push_str(b, c->reasons[at]);
        return;
    }
    sl_chart_push_figure(b, c, c->values[at]);
    sl_buf_push_str(b, c->marks[at]);
}
