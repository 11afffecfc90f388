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
    sl_sketch_lines *texts; /* by place; none for a bend */
    sl_u *ys;               /* by place: of its middle */
} plot;

/* --- places --- */

enum { AIR = SL_PT(3), MARK = SL_PT(5) /* between the bar of a node and its words */ };

static sl_str text_of(const plot *p, const sl_diagram_node *n)
{
    return n->number.n
               ? sl_str_format(p->k->arena, "%.*s %.*s", SL_FMT(n->number), SL_FMT(n->title))
               : n->title;
}

/* Room to spare: a browser may set the words in a wider face. */
static sl_u inner_width(const plot *p, uint32_t layer)
{
    return sl_u_scale(p->columns[layer], 95, 100) - MARK;
}

static void wrap_texts(plot *p)
{
    for (uint32_t i = 0; i < p->rank.places.n; i++) {
        const sl_rank_place *at = &p->rank.places.at[i];
        if (at->node != SL_RANK_BEND)
            p->texts[i] = sl_sketch_wrap(p->k, text_of(p, &p->d->nodes.at[at->node]), false,
                                         inner_width(p, at->layer));
    }
}

/* A bend is as high as the air around a line. */
static sl_u height_of(const plot *p, uint32_t place)
{
    return p->k->line * (sl_u)p->texts[place].lines.n + AIR;
}

/* How much each layer needs for all that it says; the most of them. */
static sl_u find_needs(const plot *p, sl_u needs[SL_DIAGRAM_MOST_LAYERS])
{
    sl_u most = 0;
    memset(needs, 0, sizeof(sl_u) * SL_DIAGRAM_MOST_LAYERS);
    for (uint32_t i = 0; i < p->rank.places.n; i++)
        needs[p->rank.places.at[i].layer] += height_of(p, i);
    for (uint32_t i = 0; i < p->d->layers.n; i++)
        most = needs[i] > most ? needs[i] : most;
    return most;
}

/* The middles: in their order, with what is left over shared between them. */
static void place_all(plot *p)
{
    sl_u needs[SL_DIAGRAM_MOST_LAYERS];
    find_needs(p, needs);
    for (uint32_t layer = 0; layer < p->d->layers.n; layer++) {
        uint32_t n = p->rank.counts[layer];
        sl_u *heights = SL_NEW_ARRAY(p->k->arena, sl_u, n + 1u);
        for (uint32_t i = 0; i < p->rank.places.n; i++)
            if (p->rank.places.at[i].layer == layer)
                heights[p->rank.places.at[i].position] = height_of(p, i);
        sl_u spare = n ? (p->height - needs[layer]) / (sl_u)n : 0, y = p->top;
        for (uint32_t k = 0; k < n; k++) {
            sl_u tall = heights[k] + spare;
            heights[k] = y + tall / 2;
            y += tall;
        }
        for (uint32_t i = 0; i < p->rank.places.n; i++)
            if (p->rank.places.at[i].layer == layer)
                p->ys[i] = heights[p->rank.places.at[i].position];
    }
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
        sl_u y0 = p->ys[link->low], y1 = p->ys[link->high];
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

/* So many nodes that not all they say has room on a page: the longest give lines until they do. */
static void cut_texts(plot *p, sl_u room)
{
    sl_u needs[SL_DIAGRAM_MOST_LAYERS];
    for (size_t lines = 8; lines && find_needs(p, needs) > room; lines--)
        for (uint32_t i = 0; i < p->rank.places.n; i++) {
            sl_sketch_lines *t = &p->texts[i];
            uint32_t layer = p->rank.places.at[i].layer;
            if (needs[layer] <= room || t->lines.n <= lines)
                continue;
            t->lines.n = lines;
            sl_str *last = &t->lines.at[lines - 1];
            *last = shorten(p, *last, inner_width(p, layer));
        }
}

static void draw_node(plot *p, uint32_t place)
{
    const sl_rank_place *at = &p->rank.places.at[place];
    const sl_diagram_node *n = &p->d->nodes.at[at->node];
    const sl_sketch_lines *text = &p->texts[place];
    sl_u x = p->lefts[at->layer], y = p->ys[place];
    sl_u height = (sl_u)text->lines.n * p->k->line + SL_PT(2);
    sl_sketch_rect(p->k, x, y - height / 2, SL_PT(2), height, p->k->accent);
    sl_sketch_put_lines(p->k, text, x + MARK, y, SL_ANCHOR_START, false, p->k->text);
    if (!n->target.n)
        return;
    sl_mark m = {.kind = SL_MARK_LINK};
    m.u.link =
        (sl_link){.x = x, .y = y - height / 2, .width = p->columns[n->layer], .height = height};
    m.u.link.target = n->target;
    m.u.link.contents = text_of(p, n);
    SL_PUSH(p->k->arena, p->k->picture->marks, m);
}

static void draw_nodes(plot *p)
{
    for (uint32_t i = 0; i < p->rank.places.n; i++) {
        const sl_rank_place *at = &p->rank.places.at[i];
        if (at->node == SL_RANK_BEND)
            continue;
        draw_node(p, i);
    }
    for (uint32_t i = 0; i < p->d->layers.n; i++) {
        sl_str rest = p->d->layers.at[i];
        for (sl_u y = p->k->line; rest.n && y < p->top; y += p->k->line)
            sl_sketch_label(p->k, take_line(p, &rest, p->columns[i]), p->lefts[i], y,
                            SL_ANCHOR_START, true, p->k->secondary);
    }
}

static void set_columns(plot *p, const sl_u *columns)
{
    sl_u at = 0;
    for (uint32_t i = 0; i < p->d->layers.n; i++) {
        p->lefts[i] = at;
        p->columns[i] = columns[i];
        at += columns[i] + p->gap;
    }
    wrap_texts(p);
}

/* The widest word of a layer, which is not to be divided. */
static sl_u widest_word(const plot *p, uint32_t layer)
{
    sl_u most = 0;
    for (uint32_t i = 0; i < p->d->nodes.n; i++) {
        sl_str rest = text_of(p, &p->d->nodes.at[i]), word;
        while (p->d->nodes.at[i].layer == layer && rest.n && sl_str_split(&rest, ' ', &word)) {
            sl_u w = word.n < 64 ? sl_sketch_measure(p->k, word, false) : 0;
            most = w > most ? w : most;
        }
    }
    return most;
}

/* A layer with many nodes needs width; then the one that needs most height takes from the one that
 * needs least, as long as the whole becomes lower. */
static void place_columns(plot *p, uint32_t layers, sl_u width)
{
    enum { STEPS = 40, STEP = SL_PT(6), LEAST = SL_PT(44) };
    uint32_t all = 0, most = 1;
    sl_u columns[SL_DIAGRAM_MOST_LAYERS], needs[SL_DIAGRAM_MOST_LAYERS],
        best[SL_DIAGRAM_MOST_LAYERS];
    for (uint32_t i = 0; i < layers; i++)
        most = p->rank.counts[i] > most ? p->rank.counts[i] : most;
    for (uint32_t i = 0; i < layers; i++)
        all += most + 2 * p->rank.counts[i];
    sl_u room = width - p->gap * (sl_u)(layers - 1), lowest = SL_U_MAX;
    sl_u least[SL_DIAGRAM_MOST_LAYERS];
    for (uint32_t i = 0; i < layers; i++) {
        least[i] = widest_word(p, i) * 20 / 19 + MARK + SL_PT(1);
        least[i] = least[i] > LEAST ? least[i] : LEAST;
    }
    for (uint32_t i = 0; i < layers; i++)
        columns[i] = sl_u_scale(room, (int64_t)most + 2 * (int64_t)p->rank.counts[i], all);
    for (int step = 0; step < STEPS; step++) {
        set_columns(p, columns);
        sl_u tall = find_needs(p, needs);
        if (tall < lowest)
            memcpy(best, columns, sizeof best);
        lowest = tall < lowest ? tall : lowest;
        uint32_t high = 0, low = 0;
        for (uint32_t i = 1; i < layers; i++) {
            high = needs[i] > needs[high] ? i : high;
            low = needs[i] < needs[low] ? i : low;
        }
        if (high == low || columns[low] - STEP < least[low])
            break;
        columns[high] += STEP;
        columns[low] -= STEP;
    }
    set_columns(p, best);
}

/* Whether the name of each layer stands on one line. */
static bool has_short_names(const plot *p)
{
    for (uint32_t i = 0; i < p->d->layers.n; i++)
        if (sl_sketch_measure(p->k, p->d->layers.at[i], true) > p->columns[i])
            return false;
    return true;
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
    uint32_t layers = (uint32_t)d->layers.n;
    p.gap = layers > 1 ? SL_PT(26) : 0;
    p.texts = SL_NEW_ARRAY(a, sl_sketch_lines, p.rank.places.n + 1);
    p.ys = SL_NEW_ARRAY(a, sl_u, p.rank.places.n + 1);
    place_columns(&p, layers, width);
    p.top = 3 * k.line;
    sl_u needs[SL_DIAGRAM_MOST_LAYERS], most = find_needs(&p, needs);
    if (!room) { /* as low as its words allow */
        p.top -= has_short_names(&p) ? k.line : 0;
        room = p.top + most;
    }
    if (most > room - p.top) /* then what leads up to it stands on the page before */
        room = room * 5 / 4;
    if (most > room - p.top) {
        cut_texts(&p, room - p.top);
        most = find_needs(&p, needs);
    }
    /* Two lines for each node where there is room, which air is the rest of. */
    uint32_t nodes = 1;
    for (uint32_t i = 0; i < layers; i++)
        nodes = p.rank.counts[i] > nodes ? p.rank.counts[i] : nodes;
    sl_u wanted = (sl_u)nodes * (2 * k.line + SL_PT(7));
    wanted = wanted < room - p.top ? wanted : room - p.top;
    p.height = most > wanted ? most : wanted;
    place_all(&p);
    picture->width = width;
    picture->height = p.top + p.height;
    draw_edges(&p);
    draw_nodes(&p);
    return picture;
}
