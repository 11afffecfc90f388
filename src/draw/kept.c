/* Drawings of charts, graphs, lines of time and sparks, kept from one reading of a folder to the
 * next (base/folder.h).
 *
 * Key: all that is shown, the width, the layout and the words, of which the latter two count
 * by their address: they are kept in the same place (style/layout_kept.c, text/word.h) and go with
 * it. What is not kept there has nothing kept by it. The SVG of a drawing that is kept stands
 * beside it, by the drawing's address and the words that say what it shows. */
#include "base/folder.h"
#include "draw/draw.h"
#include "page/copy.h"

static void push_raw(sl_buf *b, const void *p, size_t n)
{
    sl_buf_push_str(b, (sl_str){p, n});
}

#define push_value(b, value) push_raw(b, &(value), sizeof(value))

static void push_text(sl_buf *b, sl_str s)
{
    push_value(b, s.n);
    sl_buf_push_str(b, s);
}

/* n of them, or that there are none. */
static void push_array(sl_buf *b, const void *p, size_t n, size_t size)
{
    n = p ? n : 0;
    push_value(b, n);
    if (n)
        push_raw(b, p, n * size);
}

static void push_texts(sl_buf *b, const sl_str *at, size_t n)
{
    n = at ? n : 0;
    push_value(b, n);
    for (size_t i = 0; i < n; i++)
        push_text(b, at[i]);
}

static void push_dec(sl_buf *b, sl_dec d)
{
    push_value(b, d.mantissa);
    push_value(b, d.places);
}

static void push_map(sl_buf *b, const sl_chart_map *m, size_t n)
{
    push_array(b, m->features, n, sizeof *m->features);
    push_array(b, m->classes, n, sizeof *m->classes);
    push_array(b, m->named, n, sizeof *m->named);
    push_texts(b, m->class_names, m->class_count);
    push_text(b, m->credit);
    const sl_geo *g = m->geo;
    push_value(b, g->grid);
    push_text(b, g->credit);
    push_value(b, g->low);
    push_value(b, g->high);
    push_array(b, g->rings.at, g->rings.n, sizeof *g->rings.at);
    push_array(b, g->positions.at, g->positions.n, sizeof *g->positions.at);
    for (size_t i = 0; i < g->features.n; i++) {
        const sl_geo_feature *f = &g->features.at[i];
        const uint32_t rings[] = {f->is_point, f->first_ring, f->ring_count};
        push_value(b, rings);
    }
}

static void push_squares(sl_buf *b, const sl_chart_square *at, size_t n)
{
    n = at ? n : 0;
    push_value(b, n);
    for (size_t i = 0; i < n; i++) {
        const uint8_t square[] = {at[i].known, at[i].row, at[i].column};
        push_value(b, square);
    }
}

static void push_grid(sl_buf *b, const sl_chart_grid *g, size_t n)
{
    push_text(b, g->row_label);
    push_text(b, g->column_label);
    push_texts(b, g->rows, g->row_count);
    push_texts(b, g->columns, g->column_count);
    push_texts(b, g->levels, SL_COUNT(g->levels));
    push_texts(b, g->signs, SL_COUNT(g->signs));
    push_squares(b, g->before, n);
    push_squares(b, g->after, n);
}

static void push_lines(sl_buf *b, const sl_chart *c)
{
    const bool has[] = {c->has_reference, c->has_target, c->has_band,
                        c->is_joined,     c->is_upright, c->is_share};
    push_value(b, has);
    push_dec(b, c->reference);
    push_dec(b, c->target);
    push_dec(b, c->band_low);
    push_dec(b, c->band_high);
    push_text(b, c->reference_label);
    push_text(b, c->target_label);
    push_text(b, c->band_label);
    push_value(b, c->note_count);
    for (size_t i = 0; i < c->note_count; i++) {
        push_value(b, c->notes[i].label);
        push_text(b, c->notes[i].text);
    }
}

static void push_values(sl_buf *b, const sl_chart *c)
{
    size_t n = (size_t)c->label_count * c->series_count;
    for (size_t i = 0; i < n; i++)
        push_dec(b, c->values[i]);
    push_array(b, c->present, n, sizeof *c->present);
    push_texts(b, c->reasons, n);
    push_texts(b, c->marks, n);
    const bool has_bounds = c->bounds != NULL;
    push_value(b, has_bounds);
    for (size_t i = 0; c->bounds && i < n; i++) {
        push_value(b, c->bounds[i].known);
        push_dec(b, c->bounds[i].low);
        push_dec(b, c->bounds[i].high);
    }
}

static void push_chart(sl_buf *b, const sl_chart *c)
{
    push_value(b, c->kind);
    push_value(b, c->places);
    push_value(b, c->label_count);
    push_value(b, c->series_count);
    const sl_str texts[] = {c->title, c->unit, c->prefix, c->suffix, c->level, c->legend};
    push_texts(b, texts, SL_COUNT(texts));
    push_texts(b, c->labels, c->label_count);
    push_texts(b, c->series, c->series_count);
    push_values(b, c);
    push_array(b, c->days, c->label_count, sizeof *c->days);
    size_t picked = sl_chart_highlights_series(c) ? c->series_count : c->label_count;
    push_array(b, c->highlight, picked, sizeof *c->highlight);
    push_array(b, c->compared, c->series_count, sizeof *c->compared);
    push_array(b, c->ratings, c->series_count > 1 ? c->series_count : c->label_count,
               sizeof *c->ratings);
    push_lines(b, c);
    if (c->across) {
        const sl_str axis[] = {c->across->unit, c->across->prefix, c->across->suffix};
        push_value(b, c->across->places);
        push_texts(b, axis, SL_COUNT(axis));
    }
    if (c->map)
        push_map(b, c->map, c->label_count);
    if (c->grid)
        push_grid(b, c->grid, c->label_count);
}

/* What a drawing is known by, before what it shows. */
static void begin_key(sl_buf *key, const char *kind, const sl_layout *layout, const sl_words *words,
                      sl_u width)
{
    sl_buf_init(key);
    sl_buf_push_z(key, kind);
    push_value(key, layout);
    push_value(key, words);
    push_value(key, width);
}

static const sl_picture *recall(const sl_folder *keeper, const sl_buf *key)
{
    const sl_picture *const *known = sl_folder_recall(keeper, sl_buf_str(key));
    return known ? *known : NULL;
}

static const sl_picture *remember(sl_folder *keeper, const sl_buf *key, const sl_picture *drawn)
{
    sl_picture *p = sl_picture_copy(sl_folder_remembering(keeper), drawn);
    p->keeper = keeper;
    sl_folder_remember(keeper, sl_buf_str(key), &p, sizeof p);
    return p;
}

const sl_picture *sl_draw_chart_once(sl_arena *a, const sl_chart *chart, const sl_layout *layout,
                                     sl_fonts *fonts, sl_words *words, sl_u width)
{
    sl_folder *keeper = layout->is_kept ? sl_words_keeper(words) : NULL;
    if (!keeper)
        return sl_draw_chart(a, chart, layout, fonts, words, width);
    sl_buf key;
    begin_key(&key, "chart ", layout, words, width);
    push_chart(&key, chart);
    const sl_picture *p = recall(keeper, &key);
    if (!p)
        p = remember(keeper, &key, sl_draw_chart(a, chart, layout, fonts, words, width));
    sl_buf_done(&key);
    return p;
}

static void push_diagram(sl_buf *b, const sl_diagram *d)
{
    push_value(b, d->nodes.n);
    for (size_t i = 0; i < d->nodes.n; i++) {
        const sl_diagram_node *n = &d->nodes.at[i];
        push_text(b, n->number);
        push_text(b, n->title);
        push_text(b, n->target);
        push_value(b, n->layer);
    }
    push_value(b, d->edges.n);
    for (size_t i = 0; i < d->edges.n; i++) {
        const uint32_t edge[] = {d->edges.at[i].from, d->edges.at[i].to, d->edges.at[i].weak};
        push_value(b, edge);
    }
    push_texts(b, d->layers.at, d->layers.n);
}

const sl_picture *sl_draw_graph_once(sl_arena *a, const sl_diagram *d, const sl_layout *layout,
                                     sl_fonts *fonts, sl_words *words, sl_u width, sl_u room)
{
    sl_folder *keeper = layout->is_kept ? sl_words_keeper(words) : NULL;
    if (!keeper)
        return sl_draw_graph(a, d, layout, fonts, words, width, room);
    sl_buf key;
    begin_key(&key, "graph ", layout, words, width);
    push_value(&key, room);
    push_diagram(&key, d);
    const sl_picture *p = recall(keeper, &key);
    if (!p)
        p = remember(keeper, &key, sl_draw_graph(a, d, layout, fonts, words, width, room));
    sl_buf_done(&key);
    return p;
}

static void push_points(sl_buf *b, const sl_measure_point *at, size_t n)
{
    push_value(b, n);
    for (size_t i = 0; i < n; i++) {
        const int32_t days[] = {at[i].day, at[i].last};
        push_dec(b, at[i].value);
        push_value(b, days);
        push_text(b, at[i].when);
        push_text(b, at[i].note);
    }
}

static void push_measure(sl_buf *b, const sl_measure *m)
{
    const int32_t flags[] = {m->places, m->is_down, m->has_baseline, m->has_target};
    push_value(b, flags);
    push_text(b, m->unit);
    push_points(b, &m->baseline, m->has_baseline);
    push_points(b, &m->target, m->has_target);
    push_points(b, m->path.at, m->path.n);
    push_points(b, m->actuals.at, m->actuals.n);
}

const sl_picture *sl_draw_spark_once(sl_arena *a, const sl_phrases *p, const sl_measure *m,
                                     const sl_layout *layout, sl_fonts *fonts, sl_words *words,
                                     sl_u width)
{
    sl_folder *keeper = layout->is_kept ? sl_words_keeper(words) : NULL;
    /* The words of a strategy's own go with its reading. */
    if (!keeper || sl_phrases_lookup(sl_str_from(p->tag)) != p)
        return sl_draw_spark(a, p, m, layout, fonts, words, width);
    sl_buf key;
    begin_key(&key, "spark ", layout, words, width);
    push_value(&key, p);
    push_measure(&key, m);
    const sl_picture *drawn = recall(keeper, &key);
    if (!drawn)
        drawn = remember(keeper, &key, sl_draw_spark(a, p, m, layout, fonts, words, width));
    sl_buf_done(&key);
    return drawn;
}

static void push_date(sl_buf *b, sl_date d)
{
    const int32_t day[] = {d.year, d.month, d.day};
    push_value(b, day);
}

const sl_picture *sl_draw_timeline_once(sl_arena *a, const sl_timeline *t, const sl_layout *layout,
                                        sl_fonts *fonts, sl_words *words, sl_u width)
{
    sl_folder *keeper = layout->is_kept ? sl_words_keeper(words) : NULL;
    if (!keeper)
        return sl_draw_timeline(a, t, layout, fonts, words, width);
    sl_buf key;
    begin_key(&key, "timeline ", layout, words, width);
    push_date(&key, t->today);
    push_value(&key, t->rows.n);
    for (size_t i = 0; i < t->rows.n; i++) {
        const sl_timeline_row *r = &t->rows.at[i];
        const bool flags[] = {r->is_point, r->is_gate, r->is_done};
        push_text(&key, r->label);
        push_text(&key, r->when);
        push_date(&key, r->from);
        push_date(&key, r->to);
        push_value(&key, flags);
    }
    const sl_picture *p = recall(keeper, &key);
    if (!p)
        p = remember(keeper, &key, sl_draw_timeline(a, t, layout, fonts, words, width));
    sl_buf_done(&key);
    return p;
}

void sl_draw_push_svg(sl_buf *out, const sl_picture *picture, sl_str alt)
{
    if (!picture->keeper) {
        sl_draw_emit_svg(out, picture, alt);
        return;
    }
    sl_buf key;
    sl_buf_init(&key);
    sl_buf_push_z(&key, "svg ");
    push_value(&key, picture);
    sl_buf_push_str(&key, alt);
    const sl_str *known = sl_folder_recall(picture->keeper, sl_buf_str(&key));
    if (known) {
        sl_buf_push_str(out, *known);
    } else {
        size_t from = out->n;
        sl_draw_emit_svg(out, picture, alt);
        sl_str svg = sl_str_copy(sl_folder_remembering(picture->keeper),
                                 sl_str_slice(sl_buf_str(out), from, out->n));
        sl_folder_remember(picture->keeper, sl_buf_str(&key), &svg, sizeof svg);
    }
    sl_buf_done(&key);
}
