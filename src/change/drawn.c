/* What a figure shows, as one text: what it says of itself (alt) names the highest and the lowest
 * alone, and a chart may differ where that does not. */
#include "change/parts.h"
#include "model/scheme.h"

static void push_texts(sl_buf *b, const sl_str *at, size_t n)
{
    for (size_t i = 0; i < n; i++)
        sl_buf_push_format(b, "%.*s\x1E", SL_FMT(at[i]));
}

static void push_values(sl_buf *b, const sl_chart *c)
{
    size_t n = (size_t)c->label_count * c->series_count;
    for (size_t i = 0; i < n; i++) {
        sl_chart_push_value(b, c, i);
        if (c->bounds && c->bounds[i].known) {
            sl_chart_push_figure(b, c, c->bounds[i].low);
            sl_chart_push_figure(b, c, c->bounds[i].high);
        }
        sl_buf_push_char(b, '\x1E');
    }
    size_t picked = sl_chart_highlights_series(c) ? c->series_count : c->label_count;
    for (size_t i = 0; c->highlight && i < picked; i++)
        sl_buf_push_char(b, c->highlight[i] ? '*' : ' ');
}

static void push_lines(sl_buf *b, const sl_chart *c)
{
    sl_str labels[] = {c->reference_label, c->target_label, c->band_label, c->unit, c->legend};
    push_texts(b, labels, SL_COUNT(labels));
    if (c->has_reference)
        sl_chart_push_figure(b, c, c->reference);
    if (c->has_target)
        sl_chart_push_figure(b, c, c->target);
    if (c->has_band) {
        sl_chart_push_figure(b, c, c->band_low);
        sl_chart_push_figure(b, c, c->band_high);
    }
    for (size_t i = 0; i < c->note_count; i++)
        sl_buf_push_format(b, "%u %.*s\x1E", c->notes[i].label, SL_FMT(c->notes[i].text));
    if (c->map)
        push_texts(b, c->map->class_names, c->map->class_count);
}

static void push_chart(sl_buf *b, const sl_chart *c)
{
    sl_buf_push_format(b, "chart %d %d%d%d\x1E", (int)c->kind, c->is_upright, c->is_share,
                       c->is_joined);
    push_texts(b, c->labels, c->label_count);
    push_texts(b, c->series, c->series_count);
    push_values(b, c);
    push_lines(b, c);
}

static void push_scheme(sl_buf *b, const sl_scheme *s)
{
    sl_buf_push_format(b, "scheme %d\x1E", (int)s->way);
    for (size_t i = 0; i < s->boxes.n; i++)
        sl_buf_push_format(b, "%u %.*s\x1E", s->boxes.at[i].layer, SL_FMT(s->boxes.at[i].title));
    for (size_t i = 0; i < s->arrows.n; i++) {
        const sl_scheme_arrow *one = &s->arrows.at[i];
        sl_buf_push_format(b, "%u %u %d %.*s\x1E", one->from, one->to, one->plain,
                           SL_FMT(one->label));
    }
    push_texts(b, s->lanes.at, s->lanes.n);
}

static void push_timeline(sl_buf *b, const sl_timeline *t)
{
    sl_buf_push_z(b, "timeline\x1E");
    for (size_t i = 0; i < t->rows.n; i++) {
        const sl_timeline_row *row = &t->rows.at[i];
        sl_buf_push_format(b, "%.*s %.*s %d%d%d\x1E", SL_FMT(row->label), SL_FMT(row->when),
                           row->is_point, row->is_gate, row->is_done);
    }
}

sl_str sl_change_drawn(sl_arena *a, const sl_figure *f)
{
    sl_buf b;
    sl_buf_init(&b);
    if (f->chart)
        push_chart(&b, f->chart);
    else if (f->scheme)
        push_scheme(&b, f->scheme->scheme);
    else if (f->timeline)
        push_timeline(&b, f->timeline);
    else if (!f->diagram && !f->measure) /* which are told by keys of their items */
        sl_buf_push_format(&b, "image %016llx %zu", (unsigned long long)sl_str_hash(f->bytes),
                           f->bytes.n);
    return sl_buf_take(&b, a);
}
