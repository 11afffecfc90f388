/* Drawings of every kind, kept from one reading of a folder to the next (base/folder.h).
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

/* A drawing that is looked for. */
typedef struct keeping {
    sl_folder *keeper; /* NULL: nothing is kept, and there is no key */
    sl_buf key;
} keeping;

/* What a drawing is known by, before what it shows. */
static keeping begin(const char *kind, const sl_layout *layout, const sl_words *words, sl_u width)
{
    keeping k = {.keeper = layout->is_kept ? sl_words_keeper(words) : NULL};
    if (!k.keeper)
        return k;
    sl_buf_init(&k.key);
    sl_buf_push_z(&k.key, kind);
    push_value(&k.key, layout);
    push_value(&k.key, words);
    push_value(&k.key, width);
    return k;
}

/* The end of it where that is known; NULL: it is to be drawn and remembered. */
static const sl_picture *recall(keeping *k)
{
    const sl_picture *const *known =
        k->keeper ? sl_folder_recall(k->keeper, sl_buf_str(&k->key)) : NULL;
    if (known)
        sl_buf_done(&k->key);
    return known ? *known : NULL;
}

static const sl_picture *remember(keeping *k, const sl_picture *drawn)
{
    if (!k->keeper)
        return drawn;
    sl_picture *p = sl_picture_copy(sl_folder_remembering(k->keeper), drawn);
    p->keeper = k->keeper;
    sl_folder_remember(k->keeper, sl_buf_str(&k->key), &p, sizeof p);
    sl_buf_done(&k->key);
    return p;
}

const sl_picture *sl_draw_chart_once(sl_arena *a, const sl_chart *chart, const sl_layout *layout,
                                     sl_fonts *fonts, sl_words *words, sl_u width)
{
    keeping k = begin("chart ", layout, words, width);
    if (k.keeper)
        push_chart(&k.key, chart);
    const sl_picture *known = recall(&k);
    return known ? known : remember(&k, sl_draw_chart(a, chart, layout, fonts, words, width));
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
    keeping k = begin("graph ", layout, words, width);
    if (k.keeper) {
        push_value(&k.key, room);
        push_diagram(&k.key, d);
    }
    const sl_picture *known = recall(&k);
    return known ? known : remember(&k, sl_draw_graph(a, d, layout, fonts, words, width, room));
}

static void push_scheme(sl_buf *b, const sl_scheme_view *view)
{
    const sl_scheme *d = view->scheme;
    push_value(b, d->way);
    push_value(b, d->layers);
    push_value(b, d->boxes.n);
    for (size_t i = 0; i < d->boxes.n; i++) {
        push_text(b, d->boxes.at[i].title);
        push_value(b, d->boxes.at[i].layer);
    }
    push_texts(b, view->targets, d->boxes.n);
    push_value(b, d->arrows.n);
    for (size_t i = 0; i < d->arrows.n; i++) {
        const sl_scheme_arrow *e = &d->arrows.at[i];
        const uint32_t arrow[] = {e->from, e->to, e->plain};
        push_value(b, arrow);
        push_text(b, e->label);
    }
    push_texts(b, d->lanes.at, d->lanes.n);
}

const sl_picture *sl_draw_scheme_once(sl_arena *a, const sl_scheme_view *view,
                                      const sl_layout *layout, sl_fonts *fonts, sl_words *words,
                                      sl_u width)
{
    keeping k = begin("scheme ", layout, words, width);
    if (k.keeper)
        push_scheme(&k.key, view);
    const sl_picture *known = recall(&k);
    return known ? known : remember(&k, sl_draw_scheme(a, view, layout, fonts, words, width));
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
    /* The words of a strategy's own go with its reading. */
    keeping k = {0};
    if (sl_phrases_are_shipped(p))
        k = begin("spark ", layout, words, width);
    if (k.keeper) {
        push_value(&k.key, p);
        push_measure(&k.key, m);
    }
    const sl_picture *known = recall(&k);
    return known ? known : remember(&k, sl_draw_spark(a, p, m, layout, fonts, words, width));
}

static void push_date(sl_buf *b, sl_date d)
{
    const int32_t day[] = {d.year, d.month, d.day};
    push_value(b, day);
}

static void push_timeline(sl_buf *b, const sl_timeline *t)
{
    push_date(b, t->today);
    push_value(b, t->rows.n);
    for (size_t i = 0; i < t->rows.n; i++) {
        const sl_timeline_row *r = &t->rows.at[i];
        const bool flags[] = {r->is_point, r->is_gate, r->is_done};
        push_text(b, r->label);
        push_text(b, r->when);
        push_date(b, r->from);
        push_date(b, r->to);
        push_value(b, flags);
    }
}

const sl_picture *sl_draw_timeline_once(sl_arena *a, const sl_timeline *t, const sl_layout *layout,
                                        sl_fonts *fonts, sl_words *words, sl_u width)
{
    keeping k = begin("timeline ", layout, words, width);
    if (k.keeper)
        push_timeline(&k.key, t);
    const sl_picture *known = recall(&k);
    return known ? known : remember(&k, sl_draw_timeline(a, t, layout, fonts, words, width));
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
