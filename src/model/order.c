#include "model/order.h"

typedef struct frame {
    uint32_t item;
    uint32_t next; /* link to look at */
} frame;

typedef struct finding_order {
    const sl_strategy *s;
    sl_order out;
    uint32_t *index, *low; /* 0 = not seen */
    bool *open;            /* stands on the stack of items without a knot */
    uint32_t *waiting;
    frame *stack;
    uint32_t seen, waiting_count, depth, placed;
} finding_order;

static void enter(finding_order *f, uint32_t item)
{
    f->index[item] = f->low[item] = ++f->seen;
    f->open[item] = true;
    f->waiting[f->waiting_count++] = item;
    f->stack[f->depth++] = (frame){item, 0};
}

static void lower(uint32_t *value, uint32_t to)
{
    if (to < *value)
        *value = to;
}

static void leave(finding_order *f)
{
    uint32_t item = f->stack[--f->depth].item;
    if (f->depth)
        lower(&f->low[f->stack[f->depth - 1].item], f->low[item]);
    if (f->low[item] != f->index[item])
        return;
    uint32_t member;
    do {
        member = f->waiting[--f->waiting_count];
        f->open[member] = false;
        f->out.knots[member] = f->out.knot_count;
        f->out.items[f->placed++] = member;
    } while (member != item);
    f->out.knot_count++;
}

static void step(finding_order *f)
{
    frame *top = &f->stack[f->depth - 1];
    const sl_item *item = f->s->items.at[top->item];
    if (top->next == item->out.n) {
        leave(f);
        return;
    }
    const sl_edge *e = &f->s->edges.at[item->out.at[top->next++]];
    if (!e->role->line || e->to_evidence)
        return;
    if (!f->index[e->to])
        enter(f, e->to);
    else if (f->open[e->to])
        lower(&f->low[top->item], f->index[e->to]);
}

sl_order sl_order_find(sl_arena *a, const sl_strategy *s)
{
    size_t n = s->items.n + 1;
    finding_order f = {.s = s};
    f.out.items = SL_NEW_ARRAY(a, uint32_t, n);
    f.out.knots = SL_NEW_ARRAY(a, uint32_t, n);
    sl_arena *scratch = sl_arena_new();
    f.index = SL_NEW_ARRAY(scratch, uint32_t, n);
    f.low = SL_NEW_ARRAY(scratch, uint32_t, n);
    f.open = SL_NEW_ARRAY(scratch, bool, n);
    f.waiting = SL_NEW_ARRAY(scratch, uint32_t, n);
    f.stack = SL_NEW_ARRAY(scratch, frame, n);
    for (uint32_t i = 0; i < s->items.n; i++) {
        if (f.index[i])
            continue;
        enter(&f, i);
        while (f.depth)
            step(&f);
    }
    sl_arena_free(scratch);
    return f.out;
}
