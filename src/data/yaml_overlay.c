#include "data/yaml_overlay.h"

const sl_yaml *sl_yaml_find_id(const sl_yaml *list, sl_str id)
{
    SL_EACH (one, list)
        if (id.n && sl_str_equal(sl_yaml_text(one, "id"), id))
            return one;
    return NULL;
}

static bool has_ids(const sl_yaml *list)
{
    SL_EACH (one, list)
        if (sl_yaml_text(one, "id").n)
            return true;
    return false;
}

/* A tree being made: children are copies, so that their `next` is free. */
typedef struct growing {
    sl_yaml *of, *last;
} growing;

static void append(sl_arena *a, growing *g, const sl_yaml *child)
{
    sl_yaml *copy = SL_NEW(a, sl_yaml);
    *copy = *child;
    copy->next = NULL;
    if (g->last)
        g->last->next = copy;
    else
        g->of->first = copy;
    g->last = copy;
    g->of->count++;
}

static growing begin(sl_arena *a, const sl_yaml *base)
{
    sl_yaml *copy = SL_NEW(a, sl_yaml);
    *copy = *base;
    copy->first = copy->next = NULL;
    copy->count = 0;
    return (growing){copy, NULL};
}

static const sl_yaml *overlay_map(sl_arena *a, const sl_yaml *base, const sl_yaml *over)
{
    growing g = begin(a, base);
    SL_EACH (one, base) {
        const sl_yaml *other = sl_yaml_lookup_str(over, one->key);
        append(a, &g, other ? sl_yaml_overlay(a, one, other) : one);
    }
    SL_EACH (other, over)
        if (!sl_yaml_lookup_str(base, other->key))
            append(a, &g, other);
    return g.of;
}

static const sl_yaml *overlay_list(sl_arena *a, const sl_yaml *base, const sl_yaml *over)
{
    growing g = begin(a, base);
    SL_EACH (one, base) {
        const sl_yaml *other = sl_yaml_find_id(over, sl_yaml_text(one, "id"));
        append(a, &g, other ? sl_yaml_overlay(a, one, other) : one);
    }
    SL_EACH (other, over)
        if (!sl_yaml_find_id(base, sl_yaml_text(other, "id")))
            append(a, &g, other);
    return g.of;
}

const sl_yaml *sl_yaml_overlay(sl_arena *a, const sl_yaml *base, const sl_yaml *over)
{
    if (base->kind == SL_YAML_MAP && over->kind == SL_YAML_MAP)
        return overlay_map(a, base, over);
    if (base->kind == SL_YAML_LIST && over->kind == SL_YAML_LIST && has_ids(base) && has_ids(over))
        return overlay_list(a, base, over);
    return over;
}
