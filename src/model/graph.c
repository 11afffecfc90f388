#include "model/graph.h"

#include "base/assert.h"

typedef struct walking {
    sl_arena *arena;
    const sl_strategy *s;
    bool *items, *evidence; /* seen */
    sl_walk out;
} walking;

static void visit(walking *w, bool evidence, uint32_t index, uint32_t from, const sl_edge *edge)
{
    bool *seen = evidence ? w->evidence : w->items;
    if (seen[index])
        return;
    seen[index] = true;
    uint32_t depth = from == UINT32_MAX ? 0 : w->out.steps.at[from].depth + 1;
    SL_PUSH(w->arena, w->out.steps, ((sl_step){evidence, index, from, edge, depth}));
}

static walking start(sl_arena *a, const sl_strategy *s)
{
    walking w = {.arena = a, .s = s};
    w.items = SL_NEW_ARRAY(a, bool, s->items.n + 1);
    w.evidence = SL_NEW_ARRAY(a, bool, s->evidence.n + 1);
    return w;
}

sl_walk sl_graph_ground(sl_arena *a, const sl_strategy *s, const sl_item *item)
{
    walking w = start(a, s);
    visit(&w, false, item->index, UINT32_MAX, NULL);
    for (uint32_t i = 0; i < w.out.steps.n; i++) {
        if (w.out.steps.at[i].is_evidence)
            continue;
        const sl_item *at = s->items.at[w.out.steps.at[i].index];
        for (size_t k = 0; k < at->out.n; k++) {
            const sl_edge *e = &s->edges.at[at->out.at[k]];
            if (e->role->line)
                visit(&w, e->to_evidence, e->to, i, e);
        }
    }
    return w.out;
}

sl_walk sl_graph_reach(sl_arena *a, const sl_strategy *s, bool evidence, uint32_t index)
{
    walking w = start(a, s);
    visit(&w, evidence, index, UINT32_MAX, NULL);
    for (uint32_t i = 0; i < w.out.steps.n; i++) {
        sl_step at = w.out.steps.at[i];
        const sl_item *item = at.is_evidence ? NULL : s->items.at[at.index];
        const sl_evidence *entry = at.is_evidence ? s->evidence.at[at.index] : NULL;
        size_t n = item ? item->in.n : entry->in.n;
        for (size_t k = 0; k < n; k++) {
            const sl_edge *e = &s->edges.at[item ? item->in.at[k] : entry->in.at[k]];
            if (e->role->line)
                visit(&w, false, e->from, i, e);
        }
    }
    return w.out;
}

bool sl_graph_is_end(const sl_framework *f, const sl_type *type)
{
    bool from = false;
    for (size_t r = 0; r < f->roles.n; r++) {
        const sl_role *role = f->roles.at[r];
        if (role->line && role->to[type->index])
            return false;
        from = from || (role->line && role->from[type->index]);
    }
    return from;
}

/* --- cycles: depth-first colouring with a stack of our own, so that depth costs no C stack --- */

enum { WHITE, GREY, BLACK };

typedef struct frame {
    uint32_t item;
    size_t next; /* edge to look at */
} frame;

static void report_cycle(sl_strategy *s, const sl_edge *closing, const frame *stack, size_t n)
{
    size_t first = n;
    while (first && stack[first - 1].item != closing->to)
        first--;
    sl_finding *f =
        sl_diag_add(s->diags, SL_E0207, closing->span, "'%.*s' leads back to %.*s in %zu %s",
                    SL_FMT(closing->role->name), SL_FMT(s->items.at[closing->to]->id),
                    n - first + 1, n - first + 1 == 1 ? "step" : "steps");
    enum { SHOWN = 8 };
    for (size_t i = first; i < n && i < first + SHOWN; i++) {
        const sl_item *item = s->items.at[stack[i].item];
        sl_diag_note_at(s->diags, f, item->span, "by way of %.*s", SL_FMT(item->id));
    }
    sl_diag_help(s->diags, f, "remove one of these links");
}

static void follow(sl_strategy *s, const sl_role *role, uint32_t from, uint8_t *color, frame *stack)
{
    size_t n = 0;
    stack[n++] = (frame){from, 0};
    color[from] = GREY;
    while (n) {
        frame *top = &stack[n - 1];
        const sl_item *item = s->items.at[top->item];
        if (top->next == item->out.n) {
            color[top->item] = BLACK;
            n--;
            continue;
        }
        const sl_edge *e = &s->edges.at[item->out.at[top->next++]];
        if (e->role != role || e->to_evidence)
            continue;
        if (color[e->to] == GREY) {
            report_cycle(s, e, stack, n);
        } else if (color[e->to] == WHITE) {
            color[e->to] = GREY;
            stack[n++] = (frame){e->to, 0};
        }
    }
}

void sl_graph_check_cycles(sl_strategy *s)
{
    sl_arena *scratch = sl_arena_new();
    frame *stack = SL_NEW_ARRAY(scratch, frame, s->items.n + 1);
    for (size_t r = 0; r < s->framework->roles.n; r++) {
        const sl_role *role = s->framework->roles.at[r];
        if (!role->acyclic)
            continue;
        uint8_t *color = SL_NEW_ARRAY(scratch, uint8_t, s->items.n + 1);
        for (uint32_t i = 0; i < s->items.n; i++)
            if (color[i] == WHITE)
                follow(s, role, i, color, stack);
    }
    sl_arena_free(scratch);
}
