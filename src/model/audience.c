#include "model/audience.h"

sl_str sl_audience_widest(const sl_strategy *s)
{
    return sl_yaml_text(s->config, "everybody");
}

bool sl_audience_is_known(const sl_strategy *s, sl_str audience)
{
    SL_EACH (one, sl_yaml_lookup(s->config, "audiences"))
        if (sl_str_equal(one->text, audience))
            return true;
    return false;
}

bool sl_audience_hides(const sl_strategy *s, const sl_yaml *map, sl_str audience)
{
    if (!audience.n)
        return false;
    if (sl_str_equal_z(sl_yaml_text(map, "access"), "restricted") &&
        sl_str_equal(audience, sl_audience_widest(s)))
        return true;
    const sl_yaml *y = sl_yaml_lookup(map, "audience");
    if (!y)
        return false;
    if (y->kind == SL_YAML_SCALAR)
        return !sl_str_equal(y->text, audience);
    SL_EACH (one, y)
        if (sl_str_equal(one->text, audience))
            return false;
    return true;
}

bool sl_audience_hides_block(const sl_node *block, sl_str audience)
{
    sl_str words = block->title, word;
    if (!audience.n)
        return false;
    while (sl_str_split(&words, ' ', &word))
        if (sl_str_equal(word, audience))
            return false;
    return true;
}

bool sl_audience_leaves_out(sl_strategy *s, const sl_yaml *map)
{
    if (!sl_audience_hides(s, map, s->audience))
        return false;
    sl_audience_leave_out(s, map);
    return true;
}

void sl_audience_leave_out(sl_strategy *s, const sl_yaml *map)
{
    const sl_yaml *id = sl_yaml_lookup(map, "id");
    if (id && id->kind == SL_YAML_SCALAR)
        sl_map_add(&s->hidden, id->text, (void *)map);
}

bool sl_audience_is_hidden(const sl_strategy *s, const sl_yaml *y)
{
    const sl_yaml *id = y->kind == SL_YAML_MAP ? sl_yaml_lookup(y, "id") : y;
    return id && id->kind == SL_YAML_SCALAR && sl_map_lookup(&s->hidden, id->text);
}

bool sl_audience_names_hidden(const sl_strategy *s, const sl_yaml *list)
{
    SL_EACH (one, list)
        if (sl_audience_is_hidden(s, one))
            return true;
    return false;
}

void sl_audience_strip(const sl_strategy *s, sl_node *body)
{
    for (sl_node *n = body ? body->first : NULL, *next; n; n = next) {
        next = n->next;
        if (n->kind == SL_NODE_AUDIENCE && sl_audience_hides_block(n, s->audience))
            sl_node_unlink(n);
    }
}
