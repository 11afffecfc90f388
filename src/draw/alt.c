#include "base/assert.h"
#include "draw/draw.h"
#include "draw/plot.h"

typedef struct telling {
    sl_buf *out;
    sl_arena *arena;
    const sl_phrases *phrases;
    const sl_chart *c;
} telling;

static sl_str value_of(const telling *t, size_t at)
{
    sl_buf b;
    sl_buf_init(&b);
    sl_chart_push_told(&b, t->phrases, t->c, at);
    return sl_buf_take(&b, t->arena);
}

static void push_sentence(const telling *t, sl_str sentence)
{
    sl_buf_push_z(t->out, t->out->n ? " " : "");
    sl_buf_push_str(t->out, sentence);
}

/* What is missing, and why; past a few only how many. */
static void push_missing(const telling *t)
{
    enum { MOST = 6 };
    const sl_chart *c = t->c;
    size_t n = 0;
    sl_str list = SL_STR_NONE;
    for (size_t i = 0; i < (size_t)c->label_count * c->series_count; i++) {
        if (c->present[i] || n++ >= MOST)
            continue;
        sl_str one = sl_say(
            t->phrases, t->arena, SL_SAY_CHART_GAP, SL_T("series", c->series[i / c->label_count]),
            SL_T("label", c->labels[i % c->label_count]), SL_T("reason", c->reasons[i]));
        list = n == 1 ? one : sl_str_format(t->arena, "%.*s; %.*s", SL_FMT(list), SL_FMT(one));
    }
    if (n > MOST)
        list = sl_say(t->phrases, t->arena, SL_SAY_CHART_MORE, SL_T("list", list),
                      SL_N("n", n - MOST));
    if (n && !c->is_joined)
        push_sentence(t, sl_say(t->phrases, t->arena, SL_SAY_CHART_NO_FIGURE, SL_T("list", list)));
}

/* As the messages tell them apart. */
static sl_str kind_name(sl_chart_kind kind)
{
    static const char *const names[SL_CHART__COUNT] = {
        "bar",       "grouped",   "line",  "dot",     "slope", "column", "stacked",
        "diverging", "multiples", "strip", "scatter", "area",  "grid",   "map"};
    return sl_str_from(names[kind]);
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

static void push_by_label(const telling *t)
{
    const sl_chart *c = t->c;
    for (size_t s = 0; s < c->series_count; s++) {
        size_t high = 0, low = 0;
        if (!find_ends(c, s, &high, &low))
            continue;
        push_sentence(t,
                      sl_say(t->phrases, t->arena, SL_SAY_CHART_ENDS, SL_T("series", c->series[s]),
                             SL_T("high", c->labels[high % c->label_count]),
                             SL_T("highest", value_of(t, high)),
                             SL_T("low", c->labels[low % c->label_count]),
                             SL_T("lowest", value_of(t, low))));
    }
}

/* From the first to the last period of each series. */
static void push_over_time(const telling *t)
{
    const sl_chart *c = t->c;
    for (size_t s = 0; s < c->series_count; s++) {
        size_t first = SIZE_MAX, last = 0;
        for (size_t i = s * c->label_count; i < (s + 1) * c->label_count; i++)
            if (c->present[i]) {
                first = first == SIZE_MAX ? i : first;
                last = i;
            }
        if (first == SIZE_MAX)
            continue;
        push_sentence(t, sl_say(t->phrases, t->arena, SL_SAY_CHART_CHANGE,
                                SL_T("series", c->series[s]), SL_T("first", value_of(t, first)),
                                SL_T("from", c->labels[first % c->label_count]),
                                SL_T("last", value_of(t, last)),
                                SL_T("to", c->labels[last % c->label_count])));
    }
}

/* How many places each class of a map has. */
static void push_classes(const telling *t)
{
    const sl_chart_map *map = t->c->map;
    sl_str list = SL_STR_NONE;
    for (unsigned k = 0; k < map->class_count; k++) {
        size_t n = 0;
        for (size_t i = 0; i < t->c->label_count; i++)
            n += t->c->present[i] && map->classes[i] == k;
        sl_str one = sl_say(t->phrases, t->arena, SL_SAY_MAP_CLASS,
                            SL_T("class", map->class_names[k]), SL_N("n", n));
        list = k ? sl_str_format(t->arena, "%.*s; %.*s", SL_FMT(list), SL_FMT(one)) : one;
    }
    push_sentence(t, sl_say(t->phrases, t->arena, SL_SAY_MAP_CLASSES, SL_T("list", list)));
}

static sl_str figure_of(const telling *t, sl_dec figure)
{
    sl_buf b;
    sl_buf_init(&b);
    sl_chart_push_figure(&b, t->c, figure);
    return sl_buf_take(&b, t->arena);
}

/* A line to compare with, or to reach. */
static void push_level(const telling *t, bool there, sl_str label, sl_dec figure)
{
    if (!there)
        return;
    sl_buf_push_format(t->out, " %.*s: ", SL_FMT(label));
    sl_buf_push_str(t->out, figure_of(t, figure));
    sl_buf_push_char(t->out, '.');
}

/* The chart with each figure as the share of its label's whole, as it is drawn. */
static const sl_chart *tell_shares(sl_arena *a, const sl_chart *c)
{
    sl_chart *shares = SL_NEW(a, sl_chart);
    *shares = *c;
    shares->prefix = SL_STR_NONE;
    shares->suffix = SL_STR("%");
    shares->values = SL_NEW_ARRAY(a, sl_dec, (size_t)c->label_count * c->series_count);
    for (size_t i = 0; i < c->label_count; i++) {
        sl_dec whole = sl_plot_sum(c, i, false);
        for (size_t k = 0; k < c->series_count; k++)
            shares->values[k * c->label_count + i] = sl_plot_share(c, k, i, whole);
    }
    return shares;
}

/* Every item with its words, before and after. */
static void push_grid(const telling *t)
{
    const sl_chart *c = t->c;
    const sl_chart_grid *g = c->grid;
    push_sentence(t, sl_say(t->phrases, t->arena, SL_SAY_CHART_GRID, SL_T("row", g->row_label),
                            SL_T("column", g->column_label), SL_N("n", c->label_count)));
    for (size_t i = 0; i < c->label_count; i++) {
        const sl_chart_square *from = &g->before[i];
        const sl_chart_square *to = g->after && g->after[i].known ? &g->after[i] : NULL;
        bool moved = to && (to->row != from->row || to->column != from->column);
        sl_say_field fields[] = {
            SL_T("label", c->labels[i]), SL_T("row", g->rows[from->row]),
            SL_T("column", g->columns[from->column]),
            SL_T("row_after", moved ? g->rows[to->row] : SL_STR_NONE),
            SL_T("column_after", moved ? g->columns[to->column] : SL_STR_NONE)};
        sl_buf_push_char(t->out, ' ');
        sl_say_push(t->out, t->phrases, moved ? SL_SAY_CHART_GRID_MOVED : SL_SAY_CHART_GRID_ITEM,
                    fields, moved ? SL_COUNT(fields) : 3);
    }
}

sl_str sl_draw_alt(sl_arena *a, const sl_phrases *p, const sl_chart *c)
{
    bool time = c->kind == SL_CHART_LINE || c->kind == SL_CHART_SLOPE || c->kind == SL_CHART_AREA ||
                (c->days && (c->kind == SL_CHART_MULTIPLES || c->kind == SL_CHART_COLUMN));
    sl_buf b;
    sl_buf_init(&b);
    if (c->is_share)
        c = tell_shares(a, c);
    telling t = {&b, a, p, c};
    if (c->grid) {
        push_grid(&t);
        return sl_buf_take(&b, a);
    }
    if (time && c->label_count > 1)
        push_sentence(&t, sl_say(p, a, SL_SAY_CHART_OVER_TIME, SL_T("kind", kind_name(c->kind)),
                                 SL_T("unit", c->unit), SL_T("from", c->labels[0]),
                                 SL_T("to", c->labels[c->label_count - 1])));
    else if (c->map)
        push_sentence(&t, sl_say(p, a, SL_SAY_MAP_OF_PLACES, SL_T("unit", c->unit),
                                 SL_N("n", c->label_count)));
    else
        push_sentence(&t, sl_say(p, a, SL_SAY_CHART_OF_GROUPS, SL_T("kind", kind_name(c->kind)),
                                 SL_T("unit", c->unit), SL_N("n", c->label_count)));
    if (time)
        push_over_time(&t);
    else
        push_by_label(&t);
    if (c->map)
        push_classes(&t);
    push_level(&t, c->has_reference, c->reference_label, c->reference);
    push_level(&t, c->has_target, c->target_label, c->target);
    if (c->has_band)
        push_sentence(&t, sl_say(p, a, SL_SAY_CHART_BAND, SL_T("label", c->band_label),
                                 SL_T("low", figure_of(&t, c->band_low)),
                                 SL_T("high", figure_of(&t, c->band_high))));
    for (size_t i = 0; i < c->note_count; i++)
        push_sentence(&t,
                      sl_say(p, a, SL_SAY_CHART_NOTE, SL_T("label", c->labels[c->notes[i].label]),
                             SL_T("text", c->notes[i].text)));
    if (c->kind != SL_CHART_STRIP || c->series_count == 1)
        push_missing(&t);
    return sl_buf_take(&b, a);
}
