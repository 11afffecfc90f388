#include "draw/rank.h"

#include <stdlib.h>

typedef struct ranking {
    sl_arena *arena;
    const sl_diagram *d;
    sl_rank out;
    uint32_t *rows[SL_RANK_MOST_LAYERS]; /* places of each layer, from the top */
    uint32_t layer_count;
} ranking;

/* --- places and links --- */

static uint32_t add_place(ranking *r, uint32_t layer, uint32_t node)
{
    SL_PUSH(r->arena, r->out.places, ((sl_rank_place){layer, r->out.counts[layer]++, node}));
    return (uint32_t)r->out.places.n - 1;
}

static void build(ranking *r)
{
    const sl_diagram *d = r->d;
    uint32_t *places = SL_NEW_ARRAY(r->arena, uint32_t, d->nodes.n + 1);
    for (uint32_t i = 0; i < d->nodes.n; i++)
        places[i] = add_place(r, d->nodes.at[i].layer, i);
    for (uint32_t i = 0; i < d->edges.n; i++) {
        const sl_diagram_edge *e = &d->edges.at[i];
        uint32_t low = places[e->to], top = d->nodes.at[e->from].layer;
        for (uint32_t layer = d->nodes.at[e->to].layer + 1; layer <= top; layer++) {
            uint32_t high = layer == top ? places[e->from] : add_place(r, layer, SL_RANK_BEND);
            SL_PUSH(r->arena, r->out.links, ((sl_rank_link){low, high, i}));
            low = high;
        }
    }
    for (uint32_t layer = 0; layer < r->layer_count; layer++)
        r->rows[layer] = SL_NEW_ARRAY(r->arena, uint32_t, r->out.counts[layer] + 1);
    for (uint32_t i = 0; i < r->out.places.n; i++)
        r->rows[r->out.places.at[i].layer][r->out.places.at[i].position] = i;
}

/* --- crossings --- */

static bool crosses(const ranking *r, const sl_rank_link *a, const sl_rank_link *b)
{
    const sl_rank_place *p = r->out.places.at;
    if (p[a->low].layer != p[b->low].layer)
        return false;
    int64_t low = (int64_t)p[a->low].position - p[b->low].position;
    int64_t high = (int64_t)p[a->high].position - p[b->high].position;
    return (low < 0 && high > 0) || (low > 0 && high < 0);
}

static uint64_t count_crossings(const ranking *r)
{
    uint64_t n = 0;
    for (size_t i = 0; i < r->out.links.n; i++)
        for (size_t k = i + 1; k < r->out.links.n; k++)
            n += crosses(r, &r->out.links.at[i], &r->out.links.at[k]);
    return n;
}

/* --- sweeps --- */

typedef struct weighted {
    uint64_t sum, count; /* barycentre = sum / count, in 1/4096 of a layer's height */
    uint32_t place, position;
} weighted;

static int compare_weighted(const void *a, const void *b)
{
    const weighted *x = a, *y = b;
    uint64_t left = x->sum * y->count, right = y->sum * x->count;
    if (left != right)
        return left < right ? -1 : 1;
    return x->position < y->position ? -1 : x->position > y->position;
}

/* Orders one layer by the middle of its neighbours in the layer before (or after). */
static void order_layer(ranking *r, uint32_t layer, bool by_low, weighted *w)
{
    enum { SCALE = 4096 };
    sl_rank_place *p = r->out.places.at;
    uint32_t n = r->out.counts[layer];
    for (uint32_t i = 0; i < n; i++)
        w[i] = (weighted){0, 0, r->rows[layer][i], i};
    for (size_t i = 0; i < r->out.links.n; i++) {
        const sl_rank_link *link = &r->out.links.at[i];
        uint32_t own = by_low ? link->high : link->low, other = by_low ? link->low : link->high;
        if (p[own].layer != layer)
            continue;
        w[p[own].position].sum +=
            ((uint64_t)p[other].position * 2 + 1) * SCALE / (2 * r->out.counts[p[other].layer]);
        w[p[own].position].count++;
    }
    for (uint32_t i = 0; i < n; i++)
        if (!w[i].count) { /* nothing draws it: it stays where it is */
            w[i].sum = ((uint64_t)i * 2 + 1) * SCALE / (2 * n);
            w[i].count = 1;
        }
    qsort(w, n, sizeof *w, compare_weighted);
    for (uint32_t i = 0; i < n; i++) {
        r->rows[layer][i] = w[i].place;
        p[w[i].place].position = i;
    }
}

static void keep(const ranking *r, uint32_t *best)
{
    for (size_t i = 0; i < r->out.places.n; i++)
        best[i] = r->out.places.at[i].position;
}

sl_rank sl_rank_order(sl_arena *a, const sl_diagram *d, unsigned sweeps)
{
    ranking r = {.arena = a, .d = d, .layer_count = (uint32_t)d->layers.n};
    r.out.counts = SL_NEW_ARRAY(a, uint32_t, SL_RANK_MOST_LAYERS);
    build(&r);
    uint32_t *best = SL_NEW_ARRAY(a, uint32_t, r.out.places.n + 1);
    weighted *w = SL_NEW_ARRAY(a, weighted, r.out.places.n + 1);
    r.out.crossings = count_crossings(&r);
    keep(&r, best);
    for (unsigned i = 0; i < sweeps; i++) {
        for (uint32_t layer = 1; layer < r.layer_count; layer++)
            order_layer(&r, i % 2 ? r.layer_count - 1 - layer : layer, i % 2 == 0, w);
        uint64_t n = count_crossings(&r);
        if (n >= r.out.crossings)
            continue;
        r.out.crossings = n;
        keep(&r, best);
    }
    for (size_t i = 0; i < r.out.places.n; i++)
        r.out.places.at[i].position = best[i];
    return r.out;
}
