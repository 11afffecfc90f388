#include "sight/facet.h"

#include "model/graph.h"

typedef struct finding {
    sl_arena *arena, *scratch;
    const sl_strategy *s;
    sl_facets out;
    sl_facet_set *items;
} finding;

static uint32_t add_kind(finding *f, sl_str name, sl_str label)
{
    sl_facet kind = {.name = name, .label = label};
    sl_map_init(&kind.values, f->arena);
    SL_PUSH(f->arena, f->out.kinds, kind);
    return (uint32_t)f->out.kinds.n - 1;
}

static void add_value(finding *f, const sl_item *item, uint32_t kind, sl_str text)
{
    if (!text.n)
        return;
    sl_map *values = &f->out.kinds.at[kind].values;
    sl_map_add(values, text, (void *)(uintptr_t)(values->entries.n + 1));
    uint32_t value = (uint32_t)(uintptr_t)sl_map_lookup(values, text) - 1;
    SL_PUSH(f->arena, f->items[item->index].values, ((sl_facet_value){kind, value}));
}

static void add_list(finding *f, const sl_item *item, uint32_t kind, const char *key)
{
    const sl_yaml *y = sl_yaml_lookup(item->front, key);
    if (y && y->kind == SL_YAML_SCALAR)
        add_value(f, item, kind, y->text);
    else
        SL_EACH (one, y)
            add_value(f, item, kind, one->text);
}

/* What the item reaches, itself among it; kinds: by type, UINT32_MAX = no filter. */
static void add_reached(finding *f, const sl_item *item, const uint32_t *kinds, const bool *shown)
{
    sl_arena_mark mark = sl_arena_mark_now(f->scratch);
    sl_walk walk = sl_graph_ground(f->scratch, f->s, item);
    for (size_t i = 0; i < walk.steps.n; i++) {
        const sl_step *step = &walk.steps.at[i];
        const sl_item *other = step->is_evidence ? NULL : f->s->items.at[step->index];
        if (other && shown[other->index] && kinds[other->type->index] != UINT32_MAX)
            add_value(f, item, kinds[other->type->index], other->title);
    }
    sl_arena_reset(f->scratch, mark);
}

sl_facets sl_facets_find(sl_arena *a, const sl_strategy *s, const bool *shown)
{
    finding f = {.arena = a, .scratch = sl_arena_new(), .s = s};
    f.items = SL_NEW_ARRAY(a, sl_facet_set, s->items.n + 1);
    const sl_key *group = s->framework->group;
    uint32_t by_group = 0, by_type[SL_TYPES_MAX];
    if (group)
        by_group = add_kind(&f, group->name, group->label);
    bool any_type = false;
    for (size_t t = 0; t < s->framework->types.n; t++) {
        const sl_type *type = s->framework->types.at[t];
        by_type[t] = type->filter ? add_kind(&f, type->name, type->title) : UINT32_MAX;
        any_type = any_type || type->filter;
    }
    uint32_t by_area = add_kind(&f, SL_STR("area"), sl_phrase(s->phrases, SL_SAY_AREA));
    uint32_t by_state = add_kind(&f, SL_STR("state"), sl_phrase(s->phrases, SL_SAY_STATE));
    for (size_t i = 0; i < s->items.n; i++) {
        const sl_item *item = s->items.at[i];
        if (!shown[i])
            continue;
        if (group)
            add_list(&f, item, by_group, group->field.name);
        if (any_type)
            add_reached(&f, item, by_type, shown);
        add_list(&f, item, by_area, "areas");
        add_value(&f, item, by_state, item->state);
    }
    sl_arena_free(f.scratch);
    f.out.items = f.items;
    return f.out;
}
