/* Ends of links that are named otherwise than by an ID: the ID is put in their place, in a front
 * matter of the item's own. What names nothing, or several items, is said here. */
#include "load/loading.h"
#include "model/called.h"

/* NULL: y stays as it is. Where nothing is meant, which is said, no ID stands. */
static sl_yaml *resolve_one(sl_strategy *s, const sl_role *role, const sl_yaml *y)
{
    const sl_yaml *id = y->kind == SL_YAML_MAP ? sl_yaml_lookup(y, "id") : y;
    sl_str found = SL_STR_NONE;
    if (!id || id->kind != SL_YAML_SCALAR || !id->text.n || sl_called_is_id(s, id->text))
        return NULL;
    if (sl_called_find(s, id->text, id->span, role, &found) == SL_CALLED_NONE)
        sl_called_report_none(s, id->text, id->span);
    sl_yaml *copy = SL_NEW(s->arena, sl_yaml), *text = copy;
    *copy = *y;
    if (y->kind == SL_YAML_MAP) {
        sl_yaml_copy_children(s->arena, copy, y);
        for (text = copy->first; !sl_str_equal_z(text->key, "id");)
            text = text->next;
    }
    text->text = found;
    return copy;
}

/* The value of a role with IDs in it; y itself where it has them already. */
static const sl_yaml *resolve(sl_strategy *s, const sl_role *role, const sl_yaml *y)
{
    if (y->kind != SL_YAML_LIST) {
        const sl_yaml *one = resolve_one(s, role, y);
        return one ? one : y;
    }
    sl_yaml *list = SL_NEW(s->arena, sl_yaml);
    bool any = false;
    *list = *y;
    sl_yaml_copy_children(s->arena, list, y);
    for (sl_yaml *each = list->first; each; each = each->next) {
        const sl_yaml *one = resolve_one(s, role, each);
        sl_yaml *next = each->next;
        any = any || one;
        if (one)
            *each = *one;
        each->next = next;
    }
    return any ? list : y;
}

static bool leads_to_items(const sl_role *role)
{
    for (size_t i = 0; i < SL_EVIDENCE_TYPE; i++)
        if (role->to[i])
            return true;
    return false;
}

static void resolve_role(sl_strategy *s, sl_item *item, const sl_role *role)
{
    const sl_yaml *y = sl_yaml_lookup_str(item->front, role->name);
    const sl_yaml *now = y ? resolve(s, role, y) : NULL;
    if (now == y)
        return;
    sl_yaml *front = SL_NEW(s->arena, sl_yaml);
    *front = *item->front;
    sl_yaml_copy_children(s->arena, front, item->front);
    for (sl_yaml *k = front->first; k; k = k->next)
        if (sl_str_equal(k->key, role->name)) {
            sl_yaml *next = k->next;
            *k = *now;
            k->next = next;
        }
    item->front = front;
}

void sl_load_ends(sl_strategy *s)
{
    for (size_t i = 0; i < s->items.n; i++)
        for (size_t r = 0; r < s->framework->roles.n; r++) {
            const sl_role *role = s->framework->roles.at[r];
            if (role->from[s->items.at[i]->type->index] && leads_to_items(role))
                resolve_role(s, s->items.at[i], role);
        }
}
