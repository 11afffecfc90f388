/* changes: for each line of JSON on standard input, {"text", "markdown", "block", "changes"}, the
 * text with its changes, as one line of JSON: {"text"} or {"why"}. A change: {"op": "set" |
 * "remove" | "insert" | "text", "path", "index", "value"}. {"base", "ours", "theirs"}: the two as
 * one text. {"text", "cut"}: the text without the item of that ID. */
#include <jansson.h>
#include <stdio.h>

#include "edit/file_edit.h"
#include "edit/merge.h"
#include "edit/removal.h"

static sl_str text_of(const json_t *t)
{
    return json_is_string(t) ? (sl_str){json_string_value(t), json_string_length(t)} : SL_STR_NONE;
}

static sl_yaml *value_of(sl_arena *a, const json_t *j)
{
    sl_yaml *y = SL_NEW(a, sl_yaml), **to = &y->first;
    const char *key;
    json_t *one;
    size_t i;
    y->quoted = json_is_string(j);
    if (json_is_string(j))
        y->text = sl_str_format(a, "%.*s", SL_FMT(text_of(j)));
    else if (json_is_integer(j))
        y->text = sl_str_format(a, "%lld", (long long)json_integer_value(j));
    else if (json_is_real(j))
        y->text = sl_str_format(a, "%.15g", json_real_value(j));
    else if (json_is_boolean(j))
        y->text = sl_str_from(json_is_true(j) ? "true" : "false");
    else if (json_is_array(j))
        y->kind = SL_YAML_LIST;
    else if (json_is_object(j))
        y->kind = SL_YAML_MAP;
    json_array_foreach(j, i, one)
    {
        *to = value_of(a, one);
        to = &(*to)->next;
        y->count++;
    }
    json_object_foreach((json_t *)j, key, one)
    {
        *to = value_of(a, one);
        (*to)->key = sl_str_format(a, "%s", key);
        to = &(*to)->next;
        y->count++;
    }
    return y;
}

static sl_file_change change_of(sl_arena *a, const json_t *j)
{
    static const char *const kinds[] = {"set", "remove", "insert", "text"};
    sl_file_change c = {.index = (uint32_t)json_integer_value(json_object_get(j, "index"))};
    for (size_t i = 0; i < 4; i++)
        if (sl_str_equal_z(text_of(json_object_get(j, "op")), kinds[i]))
            c.kind = (sl_change_kind)i;
    const json_t *path = json_object_get(j, "path"), *value = json_object_get(j, "value");
    sl_step *steps = SL_NEW_ARRAY(a, sl_step, json_array_size(path) + 1);
    for (size_t i = 0; i < json_array_size(path); i++) {
        const json_t *one = json_array_get(path, i);
        steps[i] = (sl_step){json_is_string(one) ? sl_str_copy(a, text_of(one)) : SL_STR_NONE,
                             (uint32_t)json_integer_value(one)};
    }
    c.way = (sl_way){steps, json_array_size(path)};
    c.value = value_of(a, value);
    c.text = text_of(value);
    return c;
}

static void answer(const json_t *asked)
{
    sl_arena *a = sl_arena_new();
    const json_t *list = json_object_get(asked, "changes");
    size_t n = json_array_size(list);
    sl_file_change *changes = SL_NEW_ARRAY(a, sl_file_change, n + 1);
    sl_str out = SL_STR_NONE;
    for (size_t i = 0; i < n; i++)
        changes[i] = change_of(a, json_array_get(list, i));
    sl_str base = text_of(json_object_get(asked, "base")),
           cut = text_of(json_object_get(asked, "cut"));
    const char *why = NULL;
    if (base.p)
        why = sl_merge_lines(a, base, text_of(json_object_get(asked, "ours")),
                             text_of(json_object_get(asked, "theirs")), &out)
                  ? NULL
                  : "the same lines were changed";
    else if (cut.p)
        why = sl_removal_cut(a, text_of(json_object_get(asked, "text")), (sl_file_part){true, cut},
                             (sl_way){0}, &out);
    else
        why = sl_file_edit_make(a, text_of(json_object_get(asked, "text")),
                                (sl_file_part){json_is_true(json_object_get(asked, "markdown")),
                                               text_of(json_object_get(asked, "block"))},
                                changes, n, &out);
    json_t *said = why ? json_pack("{s:s}", "why", why)
                       : json_pack("{s:s%}", "text", out.p ? out.p : "", out.n);
    char *line = json_dumps(said, JSON_COMPACT);
    puts(line ? line : "null");
    fflush(stdout);
    free(line);
    json_decref(said);
    sl_arena_free(a);
}

int main(void)
{
    char *line = NULL;
    size_t room = 0;
    while (getline(&line, &room, stdin) > 0) {
        json_t *asked = json_loads(line, 0, NULL);
        answer(asked);
        json_decref(asked);
    }
    free(line);
    return 0;
}
