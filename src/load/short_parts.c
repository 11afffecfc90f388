#include "load/short_parts.h"

/* --- small trees --- */

sl_yaml *sl_short_add(sl_arena *a, sl_yaml *map, const char *key, sl_str text, sl_span span)
{
    sl_yaml *y = SL_NEW(a, sl_yaml), **last = &map->first;
    *y = (sl_yaml){.key = sl_str_from(key), .text = text, .span = span, .key_span = span};
    while (*last)
        last = &(*last)->next;
    *last = y;
    map->count++;
    return y;
}

/* A value in place of another, under its key. */
sl_yaml *sl_short_replace(sl_arena *a, const sl_yaml *y, sl_yaml_kind kind)
{
    sl_yaml *out = SL_NEW(a, sl_yaml);
    *out = (sl_yaml){.key = y->key, .kind = kind, .span = y->span, .key_span = y->key_span};
    return out;
}

void sl_short_append(sl_yaml *list, sl_yaml **last, sl_yaml *y)
{
    if (*last)
        (*last)->next = y;
    else
        list->first = y;
    *last = y;
    list->count++;
}

const sl_yaml *sl_short_list(sl_arena *a, const sl_yaml *y)
{
    sl_yaml *list = sl_short_replace(a, y, SL_YAML_LIST), *last = NULL;
    sl_str rest = y->text, one;
    while (sl_str_split(&rest, ';', &one)) {
        sl_yaml *entry = SL_NEW(a, sl_yaml);
        *entry = (sl_yaml){.text = sl_str_trim(one), .span = y->span, .quoted = true};
        if (entry->text.n)
            sl_short_append(list, &last, entry);
    }
    return list;
}
