/* Measures whose points are written in few words: 18 (2028); 15 (2030). */
#include "load/short_parts.h"
#include "load/written.h"

/* "1,236 (2024)": a figure, and when it is. Else as it stands. */
static sl_yaml *write_point(sl_arena *a, const sl_yaml *y, sl_str text)
{
    size_t open = sl_str_find_char(text, '(', 0);
    sl_str amount, figure, when;
    bool good = open != SIZE_MAX && sl_str_ends(text, ")");
    figure = sl_str_trim(sl_str_slice(text, 0, good ? open : 0));
    when = good ? sl_str_trim(sl_str_slice(text, open + 1, text.n - 1)) : SL_STR_NONE;
    bool minus = sl_str_starts(figure, "-");
    good = good && when.n && sl_short_amount(a, sl_str_slice(figure, minus, figure.n), &amount);
    if (!good) {
        sl_yaml *copy = SL_NEW(a, sl_yaml);
        *copy = *y;
        copy->next = NULL;
        copy->text = text;
        return copy;
    }
    sl_yaml *map = sl_short_replace(a, y, SL_YAML_MAP);
    sl_short_add(a, map, "date", sl_written_time(a, when), y->span);
    sl_short_add(a, map, "value", minus ? sl_str_format(a, "-%.*s", SL_FMT(amount)) : amount,
                 y->span);
    return map;
}

static bool is_query(sl_arena *a, sl_str text)
{
    sl_str lower = sl_str_lower(a, sl_str_slice(text, 0, text.n < 7 ? text.n : 7));
    return sl_str_starts(lower, "select ") || sl_str_starts(lower, "with ");
}

/* "18 (2028); 15 (2030)", a list in which points are so written, or a query. */
static const sl_yaml *write_points(sl_arena *a, const sl_yaml *y)
{
    sl_yaml *list = sl_short_replace(a, y, SL_YAML_LIST), *last = NULL;
    sl_str rest = y->text, one;
    if (y->kind == SL_YAML_SCALAR && is_query(a, sl_str_trim(y->text))) {
        sl_yaml *map = sl_short_replace(a, y, SL_YAML_MAP);
        sl_short_add(a, map, "query", sl_str_trim(y->text), y->span);
        return map;
    }
    const sl_yaml entry = {.text = y->text, .span = y->span}; /* of a list: it has no key */
    while (y->kind == SL_YAML_SCALAR && sl_str_split(&rest, ';', &one))
        sl_short_append(list, &last, write_point(a, &entry, sl_str_trim(one)));
    SL_EACH (child, y->kind == SL_YAML_LIST ? y : NULL)
        sl_short_append(
            list, &last,
            write_point(a, child, child->kind == SL_YAML_SCALAR ? child->text : SL_STR_NONE));
    return list;
}

const sl_yaml *sl_short_measure(sl_arena *a, const sl_yaml *y)
{
    sl_yaml *out = sl_short_replace(a, y, SL_YAML_MAP), *last = NULL;
    SL_EACH (one, y) {
        bool point = sl_str_equal_z(one->key, "baseline") || sl_str_equal_z(one->key, "target");
        bool points = sl_str_equal_z(one->key, "path") || sl_str_equal_z(one->key, "actuals");
        sl_yaml *copy = SL_NEW(a, sl_yaml);
        *copy = *one;
        if (point && one->kind == SL_YAML_SCALAR)
            copy = write_point(a, one, one->text);
        else if (points && one->kind != SL_YAML_MAP && !sl_yaml_is_null(one))
            *copy = *write_points(a, one);
        copy->key = one->key;
        copy->key_span = one->key_span;
        copy->next = NULL;
        sl_short_append(out, &last, copy);
    }
    return out;
}
