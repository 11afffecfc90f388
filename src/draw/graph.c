/* A layered graph: columns of nodes from left (grounds) to right (what rests on them), edges as
 * curves, as few crossings as the sweeps find (K. Sugiyama, S. Tagawa and M. Toda, "Methods for
 * visual understanding of hierarchical system structures", 1981; barycentres, best order kept).
 * An edge over several layers goes by way of a bend in each. */
#include <stdlib.h>

#include "base/assert.h"
#include "draw/rank.h"
#include "draw/sketch.h"

enum { SWEEPS = 12 };

typedef struct plot {
    sl_sketch *k;
    const sl_diagram *d;
    sl_rank rank;
    sl_u columns[SL_DIAGRAM_MOST_LAYERS], lefts[SL_DIAGRAM_MOST_LAYERS];
    sl_u gap, top, height;
} plot;

/* --- places --- */

/* Middle of a place: a layer's places are spread over the whole height. */
static sl_u place_y(const plot *p, uint32_t place)
{
    const sl_rank_place *at = &p->rank.places.at[place];
    uint32_t n = p->rank.counts[at->layer];
    return p->top + sl_u_scale(p->height, 2 * (int64_t)at->position + 1, 2 * (int64_t)n);
}

/* --- edges --- */

static void draw_curve(plot *p, sl_u x0, sl_u y0, sl_u x1, sl_u y1, sl_rgb color, sl_u dash)
{
    static const uint8_t ops[] = {SL_PATH_MOVE, SL_PATH_CURVE};
    sl_u half = (x1 - x0) / 2;
    const sl_u points[] = {x0, y0, x0 + half, y0, x1 - half, y1, x1, y1};
    sl_u *coords = SL_NEW_ARRAY(p->k->arena, sl_u, SL_COUNT(points));
    memcpy(coords, points, sizeof points);
    sl_mark m = {.kind = SL_MARK_PATH};
    m.u.path = (sl_path){.ops = ops,
                         .coords = coords,
                         .op_count = SL_COUNT(ops),
                         .coord_count = SL_COUNT(points) / 2,
                         .stroke = color};
    m.u.path.stroked = true;
    m.u.path.width = SL_PT(0.75);
    m.u.path.dash[0] = m.u.path.dash[1] = dash;
    SL_PUSH(p->k->arena, p->k->picture->marks, m);
}

static void draw_edges(plot *p)
{
    for (size_t i = 0; i < p->rank.links.n; i++) {
        const sl_rank_link *link = &p->rank.links.at[i];
        const sl_rank_place *low = &p->rank.places.at[link->low];
        const sl_rank_place *high = &p->rank.places.at[link->high];
        bool weak = p->d->edges.at[link->edge].weak;
        sl_u x0 = p->lefts[low->layer], x1 = p->lefts[high->layer];
        sl_u right = x0 + p->columns[low->layer];
        /* A bend has no box: the curve goes straight through its column. */
        sl_u y0 = place_y(p, link->low), y1 = place_y(p, link->high);
        if (low->node == SL_RANK_BEND) {
            const sl_u through[] = {x0, y0, right, y0};
            sl_sketch_line(p->k, through, 2, SL_PT(0.75), weak ? p->k->accent : p->k->quiet,
                           weak ? SL_PT(2.5) : 0);
        }
        draw_curve(p, right, y0, x1, y1, weak ? p->k->accent : p->k->quiet, weak ? SL_PT(2.5) : 0);
    }
}

/* --- nodes --- */

/* As many words as fit the width; *rest goes on behind them. */
static sl_str take_line(plot *p, sl_str *rest, sl_u width)
{
    size_t end = 0;
    for (size_t i = 1; i <= rest->n; i++) {
        if (i < rest->n && rest->p[i] != ' ')
            continue;
        if (sl_sketch_measure(p->k, sl_str_slice(*rest, 0, i), false) > width && end)
            break;
        end = i;
    }
    sl_str line = sl_str_slice(*rest, 0, end);
    *rest = sl_str_trim(sl_str_slice(*rest, end, rest->n));
    return line;
}

/* The line cut at a character so that it and an ellipsis fit the width. */
static sl_str shorten(plot *p, sl_str line, sl_u width)
{
    for (size_t n = line.n; n > 0; n--) {
        if (n < line.n && ((unsigned char)line.p[n] & 0xC0) == 0x80)
            continue;
        sl_str cut = sl_str_format(p->k->arena, "%.*s…", (int)n, line.p);
        if (sl_sketch_measure(p->k, cut, false) <= width)
            return cut;
    }
    return SL_STR("…");
}

static void draw_node(plot *p, const sl_diagram_node *n, sl_u x, sl_u y, uint32_t lines)
{
    enum { MOST_LINES = 3 };
    sl_str text = n->number.n
                      ? sl_str_format(p->k->arena, "%.*s %.*s", SL_FMT(n->number), SL_FMT(n->title))
                      : n->title;
    sl_str shown[MOST_LINES], rest = text;
    /* Room to spare: a browser may set the words in a wider face. */
    sl_u inner = sl_u_scale(p->columns[n->layer], 93, 100) - SL_PT(6);
    uint32_t count = 0;
    for (lines = lines < MOST_LINES ? lines : MOST_LINES; count < lines && rest.n; count++) {
        shown[count] = take_line(p, &rest, inner);
        bool last = count + 1 == lines && rest.n;
        if (last || sl_sketch_measure(p->k, shown[count], false) > inner)
            shown[count] = shorten(
                p,
                last ? sl_str_format(p->k->arena, "%.*s %.*s", SL_FMT(shown[count]), SL_FMT(rest))
                     : shown[count],
                inner);
    }
    sl_u height = (sl_u)count * p->k->line + SL_PT(3);
    sl_sketch_rect(p->k, x, y - height / 2, p->columns[n->layer], height, 0xFFFFFF);
    sl_sketch_rect(p->k, x, y - height / 2, SL_PT(2), height, p->k->accent);
    sl_u base = y - (sl_u)count * p->k->line / 2 + p->k->line / 2 + sl_sketch_middle(p->k);
    for (uint32_t i = 0; i < count; i++)
        sl_sketch_label(p->k, shown[i], x + SL_PT(5), base + (sl_u)i * p->k->line, SL_ANCHOR_START,
                        false, p->k->text);
    if (!n->target.n)
        return;
    sl_mark m = {.kind = SL_MARK_LINK};
    m.u.link =
        (sl_link){.x = x, .y = y - height / 2, .width = p->columns[n->layer], .height = height};
    m.u.link.target = n->target;
    m.u.link.contents = text;
    SL_PUSH(p->k->arena, p->k->picture->marks, m);
}

static void draw_nodes(plot *p)
{
    for (uint32_t i = 0; i < p->rank.places.n; i++) {
        const sl_rank_place *at = &p->rank.places.at[i];
        if (at->node == SL_RANK_BEND)
            continue;
        sl_u pitch = p->height / (sl_u)p->rank.counts[at->layer] - SL_PT(4);
        uint32_t lines = pitch < 2 * p->k->line ? 1 : (uint32_t)(pitch / p->k->line);
        draw_node(p, &p->d->nodes.at[at->node], p->lefts[at->layer], place_y(p, i), lines);
    }
    for (uint32_t i = 0; i < p->d->layers.n; i++) {
        sl_str rest = p->d->layers.at[i];
        for (sl_u y = p->k->line; rest.n && y < p->top; y += p->k->line)
            sl_sketch_label(p->k, take_line(p, &rest, p->columns[i]), p->lefts[i], y,
                            SL_ANCHOR_START, true, p->k->secondary);
    }
}

/* A layer with many nodes has one line for each, which must be longer. */
static void place_columns(plot *p, uint32_t layers, sl_u width)
{
    uint32_t all = 0, most = 1;
    for (uint32_t i = 0; i < layers; i++)
        most = p->rank.counts[i] > most ? p->rank.counts[i] : most;
    for (uint32_t i = 0; i < layers; i++)
        all += most + 2 * p->rank.counts[i];
    sl_u at = 0, room = width - p->gap * (sl_u)(layers - 1);
    for (uint32_t i = 0; i < layers; i++) {
        p->lefts[i] = at;
        p->columns[i] = sl_u_scale(room, (int64_t)most + 2 * (int64_t)p->rank.counts[i], all);
        at += p->columns[i] + p->gap;
    }
}

const sl_picture *sl_draw_graph(sl_arena *a, const sl_diagram *d, const sl_layout *layout,
                                sl_fonts *fonts, sl_words *words, sl_u width, sl_u room)
{
    sl_picture *picture = SL_NEW(a, sl_picture);
    sl_sketch k = sl_sketch_start(a, picture, layout, fonts, words);
    k.style = sl_layout_role(layout, SL_STR("graph"), "chart");
    k.line = k.style->leading;
    plot p = {.k = &k, .d = d};
    p.rank = sl_rank_order(a, d, SWEEPS);
    uint32_t layers = (uint32_t)d->layers.n, most = 1;
    for (uint32_t i = 0; i < layers; i++)
        most = p.rank.counts[i] > most ? p.rank.counts[i] : most;
    p.gap = layers > 1 ? SL_PT(26) : 0;
    place_columns(&p, layers, width);
    p.top = 3 * k.line;
    /* Two lines for each node where the page has room for them below a title and a lead. */
    sl_u wanted = (sl_u)most * (2 * k.line + SL_PT(7));
    p.height = wanted < room - p.top ? wanted : room - p.top;
    picture->width = width;
    picture->height = p.top + p.height;
    draw_edges(&p);
    draw_nodes(&p);
    return picture;
}
