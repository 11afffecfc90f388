#include "sight/matrix.h"

#include "model/graph.h"
#include "model/order.h"

/* A type at the start: its line roles lead to evidence only, and a line role leads to it. */
static bool is_start(const sl_framework *f, const sl_type *type)
{
    bool to_evidence = false, reached = false;
    for (size_t r = 0; r < f->roles.n; r++) {
        const sl_role *role = f->roles.at[r];
        if (!role->line)
            continue;
        reached = reached || role->to[type->index];
        if (!role->from[type->index])
            continue;
        to_evidence = to_evidence || role->to[SL_EVIDENCE_TYPE];
        for (size_t t = 0; t < f->types.n; t++)
            if (role->to[t])
                return false;
    }
    return to_evidence && reached;
}

/* Paths from every item down to one, over the order in which grounds come first. */
static void count_paths(const sl_strategy *s, const sl_order *order, const sl_item *to,
                        uint32_t *paths)
{
    memset(paths, 0, s->items.n * sizeof *paths);
    paths[to->index] = 1;
    for (size_t i = 0; i < s->items.n; i++) {
        const sl_item *item = s->items.at[order->items[i]];
        if (item == to)
            continue;
        uint64_t n = 0;
        for (size_t k = 0; k < item->out.n; k++) {
            const sl_edge *e = &s->edges.at[item->out.at[k]];
            if (e->role->line && !e->to_evidence &&
                order->knots[e->to] != order->knots[item->index])
                n += paths[e->to];
        }
        paths[item->index] = n < UINT32_MAX ? (uint32_t)n : UINT32_MAX;
    }
}

const sl_matrix *sl_matrix_make(sl_arena *a, const sl_audit *audit)
{
    const sl_strategy *s = audit->s;
    const sl_framework *f = s->framework;
    sl_matrix *m = SL_NEW(a, sl_matrix);
    bool starts[SL_TYPES_MAX] = {false}, ends[SL_TYPES_MAX] = {false};
    for (size_t t = 0; t < f->types.n; t++) {
        starts[t] = is_start(f, f->types.at[t]);
        ends[t] = sl_graph_is_end(f, f->types.at[t]) && sl_audit_is_claim(f, f->types.at[t]);
    }
    size_t n;
    const sl_item **items = sl_strategy_list_items(a, s, &n);
    for (size_t i = 0; i < n; i++) {
        if (ends[items[i]->type->index])
            SL_PUSH(a, m->rows, items[i]);
        if (starts[items[i]->type->index])
            SL_PUSH(a, m->columns, items[i]);
    }
    m->cells = SL_NEW_ARRAY(a, uint32_t, m->rows.n * m->columns.n + 1);
    sl_arena *scratch = sl_arena_new();
    sl_order order = sl_order_find(scratch, s);
    uint32_t *paths = SL_NEW_ARRAY(scratch, uint32_t, s->items.n + 1);
    for (size_t k = 0; k < m->columns.n; k++) {
        count_paths(s, &order, m->columns.at[k], paths);
        for (size_t r = 0; r < m->rows.n; r++)
            m->cells[r * m->columns.n + k] = paths[m->rows.at[r]->index];
    }
    sl_arena_free(scratch);
    return m;
}
