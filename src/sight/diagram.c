#include "sight/diagram.h"

#include "model/order.h"

typedef struct layering {
    sl_arena *arena;
    const sl_audit *audit;
    const sl_strategy *s;
    const sl_str *anchors;
    const bool *among; /* by item: those of which it is made; NULL: all */
    uint32_t *layers;  /* by item + 1; 0 = not shown */
    uint32_t *nodes;   /* by item */
    sl_diagram *out;
} layering;

static bool is_shown(const layering *l, const sl_item *item)
{
    return (!l->among || l->among[item->index]) && l->anchors[item->index].n &&
           sl_audit_is_claim(l->s->framework, item->type);
}

static void find_layers(layering *l)
{
    sl_order order = sl_order_find(l->arena, l->s);
    for (size_t i = 0; i < l->s->items.n; i++) {
        const sl_item *item = l->s->items.at[order.items[i]];
        uint32_t layer = 1;
        if (!is_shown(l, item))
            continue;
        for (size_t k = 0; k < item->out.n; k++) {
            const sl_edge *e = &l->s->edges.at[item->out.at[k]];
            if (e->role->line && !e->to_evidence && l->layers[e->to] >= layer &&
                order.knots[e->to] != order.knots[item->index])
                layer = l->layers[e->to] + 1;
        }
        l->layers[item->index] = layer < SL_DIAGRAM_MOST_LAYERS ? layer : SL_DIAGRAM_MOST_LAYERS;
    }
}

static void add_nodes(layering *l, const sl_str *numbers)
{
    size_t count;
    const sl_item **items = sl_strategy_list_items(l->arena, l->s, &count);
    for (uint32_t layer = 1; layer <= SL_DIAGRAM_MOST_LAYERS; layer++)
        for (size_t k = 0; k < count; k++) {
            const sl_item *item = items[k];
            uint32_t i = item->index;
            if (l->layers[i] != layer)
                continue;
            sl_str brief = sl_yaml_text(item->front, "short");
            sl_diagram_node n = {numbers[i], brief.n ? brief : item->title, SL_STR_NONE, layer - 1,
                                 item};
            n.target = sl_str_format(l->arena, "#%.*s", SL_FMT(l->anchors[i]));
            l->nodes[i] = (uint32_t)l->out->nodes.n;
            SL_PUSH(l->arena, l->out->nodes, n);
        }
}

static void add_edges(layering *l)
{
    enum { WEAK = 2 };
    for (size_t i = 0; i < l->s->edges.n; i++) {
        const sl_edge *e = &l->s->edges.at[i];
        if (!e->role->line || e->to_evidence || l->layers[e->from] <= l->layers[e->to] ||
            !l->layers[e->to])
            continue;
        const sl_sight *ground = &l->audit->sights[e->to];
        bool weak = e->indirect || ground->strength <= WEAK || (ground->own && ground->own <= WEAK);
        SL_PUSH(l->arena, l->out->edges,
                ((sl_diagram_edge){l->nodes[e->from], l->nodes[e->to], weak}));
    }
}

/* "Commitments, asks": the types of what stands in each layer. */
static void name_layers(layering *l)
{
    for (uint32_t layer = 0; layer < SL_DIAGRAM_MOST_LAYERS; layer++) {
        bool named[SL_TYPES_MAX] = {false};
        sl_buf b;
        sl_buf_init(&b);
        for (size_t i = 0; i < l->out->nodes.n; i++) {
            const sl_diagram_node *n = &l->out->nodes.at[i];
            if (n->layer != layer || named[n->item->type->index])
                continue;
            named[n->item->type->index] = true;
            sl_buf_push_format(&b, "%s%.*s", b.n ? ", " : "", SL_FMT(n->item->type->plural));
        }
        if (b.n)
            SL_PUSH(l->arena, l->out->layers, sl_buf_copy(&b, l->arena));
        sl_buf_done(&b);
    }
}

static size_t count_shown(const layering *l)
{
    size_t n = 0;
    for (size_t i = 0; i < l->s->items.n; i++)
        n += is_shown(l, l->s->items.at[i]);
    return n;
}

static const sl_diagram *make(layering *l, const sl_str *numbers)
{
    l->layers = SL_NEW_ARRAY(l->arena, uint32_t, l->s->items.n + 1);
    l->nodes = SL_NEW_ARRAY(l->arena, uint32_t, l->s->items.n + 1);
    l->out = SL_NEW(l->arena, sl_diagram);
    find_layers(l);
    add_nodes(l, numbers);
    add_edges(l);
    name_layers(l);
    return l->out;
}

const sl_diagram *sl_diagram_make(sl_arena *a, const sl_audit *audit, const sl_str *numbers,
                                  const sl_str *anchors)
{
    layering l = {.arena = a, .audit = audit, .s = audit->s, .anchors = anchors};
    size_t shown = count_shown(&l);
    return shown && shown <= SL_DIAGRAM_MOST ? make(&l, numbers) : NULL;
}

const sl_diagram *sl_diagram_make_beside(sl_arena *a, const sl_audit *audit, const sl_str *numbers,
                                         const sl_str *anchors, const sl_item *item)
{
    layering l = {.arena = a, .audit = audit, .s = audit->s, .anchors = anchors};
    bool *among = SL_NEW_ARRAY(a, bool, l.s->items.n + 1);
    const sl_item **next = SL_NEW_ARRAY(a, const sl_item *, l.s->items.n + 1);
    size_t n = 1;
    next[0] = item;
    among[item->index] = true;
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < next[i]->out.n; k++) {
            const sl_edge *e = &l.s->edges.at[next[i]->out.at[k]];
            if (!e->role->line || e->to_evidence || among[e->to])
                continue;
            among[e->to] = true;
            next[n++] = l.s->items.at[e->to];
        }
    l.among = among;
    size_t shown = count_shown(&l);
    return shown > 1 && shown <= SL_DIAGRAM_MOST_BESIDE ? make(&l, numbers) : NULL;
}
