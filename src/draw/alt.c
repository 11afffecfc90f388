#include "base/assert.h"
#include "draw/draw.h"

static void push_value(sl_buf *b, const sl_chart *c, size_t at)
{
    sl_chart_push_value(b, c, at);
}

/* What is missing, and why; past a few only how many. */
static void push_missing(sl_buf *b, const sl_chart *c)
{
    enum { MOST = 6 };
    size_t n = 0;
    for (size_t i = 0; i < (size_t)c->label_count * c->series_count; i++) {
        if (c->present[i] || n++ >= MOST)
            continue;
        sl_str series = c->series[i / c->label_count];
        sl_buf_push_format(b, "%s%.*s%s%.*s: %.*s", n > 1 ? "; " : " No figure for ",
                           SL_FMT(series), series.n ? ", " : "",
                           SL_FMT(c->labels[i % c->label_count]), SL_FMT(c->reasons[i]));
    }
    if (n > MOST)
        sl_buf_push_format(b, "; and %zu more", n - MOST);
    if (n)
        sl_buf_push_char(b, '.');
}

static const char *kind_name(sl_chart_kind kind)
{
    static const char *const names[SL_CHART__COUNT] = {"Bar chart", "Grouped bar chart",
                                                       "Line chart", "Dot chart", "Slope chart"};
    return names[kind];
}

/* Highest and lowest among the labels of one series. */
static bool find_ends(const sl_chart *c, size_t series, size_t *high, size_t *low)
{
    bool any = false;
    for (size_t i = series * c->label_count; i < (series + 1) * c->label_count; i++) {
        if (!c->present[i])
            continue;
        if (!any || sl_dec_compare(c->values[i], c->values[*high]) > 0)
            *high = i;
        if (!any || sl_dec_compare(c->values[i], c->values[*low]) < 0)
            *low = i;
        any = true;
    }
    return any;
}

static void push_by_label(sl_buf *b, const sl_chart *c)
{
    for (size_t s = 0; s < c->series_count; s++) {
        size_t high = 0, low = 0;
        if (!find_ends(c, s, &high, &low))
            continue;
        if (c->series[s].n)
            sl_buf_push_format(b, " %.*s:", SL_FMT(c->series[s]));
        sl_buf_push_format(b, " highest %.*s, ", SL_FMT(c->labels[high % c->label_count]));
        push_value(b, c, high);
        sl_buf_push_format(b, "; lowest %.*s, ", SL_FMT(c->labels[low % c->label_count]));
        push_value(b, c, low);
        sl_buf_push_char(b, '.');
    }
}

/* From the first to the last period of each series. */
static void push_over_time(sl_buf *b, const sl_chart *c)
{
    for (size_t s = 0; s < c->series_count; s++) {
        size_t first = SIZE_MAX, last = 0;
        for (size_t i = s * c->label_count; i < (s + 1) * c->label_count; i++)
            if (c->present[i]) {
                first = first == SIZE_MAX ? i : first;
                last = i;
            }
        if (first == SIZE_MAX)
            continue;
        sl_buf_push_char(b, ' ');
        if (c->series[s].n)
            sl_buf_push_format(b, "%.*s: ", SL_FMT(c->series[s]));
        push_value(b, c, first);
        sl_buf_push_format(b, " in %.*s, ", SL_FMT(c->labels[first % c->label_count]));
        push_value(b, c, last);
        sl_buf_push_format(b, " in %.*s.", SL_FMT(c->labels[last % c->label_count]));
    }
}

sl_str sl_draw_alt(sl_arena *a, const sl_chart *c)
{
    bool time = c->kind == SL_CHART_LINE || c->kind == SL_CHART_SLOPE;
    sl_buf b;
    sl_buf_init(&b);
    sl_buf_push_format(&b, "%s", kind_name(c->kind));
    if (c->unit.n)
        sl_buf_push_format(&b, " of %.*s", SL_FMT(c->unit));
    if (time && c->label_count > 1)
        sl_buf_push_format(&b, ", %.*s to %.*s.", SL_FMT(c->labels[0]),
                           SL_FMT(c->labels[c->label_count - 1]));
    else
        sl_buf_push_format(&b, " for %u places or groups.", c->label_count);
    if (time)
        push_over_time(&b, c);
    else
        push_by_label(&b, c);
    if (c->has_reference) {
        sl_buf_push_format(&b, " %.*s: ", SL_FMT(c->reference_label));
        sl_chart_push_figure(&b, c, c->reference);
        sl_buf_push_char(&b, '.');
    }
    push_missing(&b, c);
    return sl_buf_take(&b, a);
}
