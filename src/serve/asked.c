#include "serve/asked.h"

#include "load/house.h"

enum { MOST_DEPTH = 8 };

sl_str sl_asked_text(const json_t *o, const char *key)
{
    const json_t *t = json_object_get(o, key);
    return json_is_string(t) ? (sl_str){json_string_value(t), json_string_length(t)} : SL_STR_NONE;
}

const sl_yaml *sl_asked_find(sl_arena *a, const sl_thing *t, sl_str bytes, sl_way *way)
{
    sl_str yaml, text;
    *way = (sl_way){0};
    const sl_yaml *root = sl_file_edit_parts(bytes, t->part, &yaml, &text)
                              ? sl_yaml_parse_text(a, sl_str_copy(a, yaml))
                              : NULL;
    if (t->part.markdown && root)
        root = root->kind == SL_YAML_MAP ? root : NULL;
    if (t->part.markdown) {
        bool said = root && sl_yaml_lookup(root, "id"); /* else its file's name says it */
        return root && (!said || sl_str_equal(sl_yaml_text(root, "id"), t->id)) ? root : NULL;
    }
    uint32_t i = 0;
    SL_EACH (one, sl_yaml_lookup_str(root, t->kind)) {
        if (sl_str_equal(sl_yaml_text(one, "id"), t->id)) {
            sl_step *steps = SL_NEW_ARRAY(a, sl_step, 2);
            steps[0].key = t->kind;
            steps[1].index = i;
            *way = (sl_way){steps, 2};
            return one;
        }
        i++;
    }
    return NULL;
}

/* --- values --- */

/* What is no text stands as it is: numbers, days, true. */
static bool is_text(const sl_field *f)
{
    return f->kind == SL_FIELD_TEXT || f->kind == SL_FIELD_MARKDOWN || f->kind == SL_FIELD_PATH ||
           f->kind == SL_FIELD_URL || f->kind == SL_FIELD_CHOICE;
}

static sl_yaml *scalar(sl_arena *a, sl_str text, bool quoted)
{
    sl_yaml *y = SL_NEW(a, sl_yaml);
    y->text = sl_str_copy(a, text);
    y->quoted = quoted;
    return y;
}

static const char *value_of(sl_arena *a, const sl_field *f, const json_t *j, unsigned depth,
                            bool entry, sl_yaml **out);

static const char *map_of(sl_arena *a, const sl_field *f, const json_t *j, unsigned depth,
                          sl_yaml *out)
{
    sl_yaml **to = &out->first;
    const char *key, *why = NULL;
    json_t *one;
    out->kind = SL_YAML_MAP;
    json_object_foreach((json_t *)j, key, one)
    {
        const sl_field *inner = f->of ? sl_schema_lookup(f->of, sl_str_from(key)) : NULL;
        sl_field text = {.name = key, .kind = SL_FIELD_TEXT};
        if (json_is_null(one))
            continue;
        if (!inner && f->kind == SL_FIELD_MAP && f->of && f->many != SL_KEYED &&
            strncmp(key, "x-", 2) != 0)
            return "there is no such field";
        why = value_of(a, inner ? inner : &text, one, depth + 1, false, to);
        if (why)
            return why;
        (*to)->key = sl_str_copy(a, sl_str_from(key));
        to = &(*to)->next;
        out->count++;
    }
    return NULL;
}

static const char *value_of(sl_arena *a, const sl_field *f, const json_t *j, unsigned depth,
                            bool entry, sl_yaml **out)
{
    if (depth > MOST_DEPTH)
        return "it is nested too deeply";
    if (json_is_string(j)) {
        *out = scalar(a, (sl_str){json_string_value(j), json_string_length(j)}, is_text(f));
        return NULL;
    }
    *out = SL_NEW(a, sl_yaml);
    if (json_is_object(j))
        return map_of(a, f, j, depth, *out);
    if (!json_is_array(j) || entry || f->many == SL_ONE)
        return "a value is of another kind";
    sl_yaml **to = &(*out)->first;
    (*out)->kind = SL_YAML_LIST;
    for (size_t i = 0; i < json_array_size(j); i++) {
        const char *why = value_of(a, f, json_array_get(j, i), depth + 1, true, to);
        if (why)
            return why;
        to = &(*to)->next;
        (*out)->count++;
    }
    return NULL;
}

/* --- in few words, where the file has it so, or has it not yet --- */

/* "One; another": NULL where an entry holds what parts them. */
static sl_yaml *in_few(sl_arena *a, const sl_yaml *list)
{
    sl_buf b;
    sl_buf_init(&b);
    bool good = list->count > 0;
    SL_EACH (one, list) {
        good = good && one->kind == SL_YAML_SCALAR && sl_str_trim(one->text).n &&
               sl_str_find_char(one->text, ';', 0) == SIZE_MAX &&
               sl_str_find_char(one->text, '\n', 0) == SIZE_MAX;
        sl_buf_push_z(&b, one == list->first ? "" : "; ");
        sl_buf_push_str(&b, one->text);
    }
    sl_str text = sl_buf_take(&b, a);
    return good ? scalar(a, text, true) : NULL;
}

static const sl_yaml *shorten(sl_arena *a, const sl_thing *t, const sl_field *f, const sl_yaml *raw,
                              sl_yaml *value)
{
    const sl_yaml *there = raw ? sl_yaml_lookup(raw, f->name) : NULL;
    const sl_key *key = t->type ? sl_framework_lookup_key(t->type, sl_str_from(f->name)) : NULL;
    bool may = key && (!there || there->kind == SL_YAML_SCALAR);
    if (may && key->money && value->kind == SL_YAML_MAP) {
        sl_str text = sl_house_write_money(a, value);
        return text.n ? scalar(a, text, true) : value;
    }
    sl_yaml *few =
        may && f->kind == SL_FIELD_TEXT && f->many == SL_MANY && value->kind == SL_YAML_LIST
            ? in_few(a, value)
            : NULL;
    return few ? few : value;
}

/* --- changes --- */

static sl_way below(sl_arena *a, sl_way way, sl_str key)
{
    sl_step *steps = SL_NEW_ARRAY(a, sl_step, way.n + 1);
    if (way.n)
        memcpy(steps, way.at, way.n * sizeof *steps);
    steps[way.n].key = key;
    return (sl_way){steps, way.n + 1};
}

static const char *change_there(sl_arena *a, const sl_thing *t, const json_t *fields, sl_way way,
                                const sl_yaml *raw, sl_file_changes *out)
{
    const char *key, *why;
    json_t *one;
    json_object_foreach((json_t *)fields, key, one)
    {
        const sl_field *f = sl_schema_lookup(t->schema, sl_str_from(key));
        sl_file_change c = {.way = below(a, way, sl_str_copy(a, sl_str_from(key)))};
        sl_yaml *value = NULL;
        if (!f)
            return "there is no such field";
        if (t->part.block.n && strcmp(key, "title") == 0)
            return "its title is the heading in the file: change it in an editor";
        if (t->is_there && strcmp(key, "id") == 0)
            return "an ID is changed by 'sightline rename', which changes what refers to it too";
        if (json_is_null(one)) {
            c.kind = SL_CHANGE_REMOVE;
            if (!raw || !sl_yaml_lookup(raw, key))
                continue;
        } else {
            why = value_of(a, f, one, 0, false, &value);
            if (why)
                return why;
            c.value = shorten(a, t, f, raw, value);
        }
        SL_PUSH(a, *out, c);
    }
    return NULL;
}

/* A map of all that was filled in, in the order of the schema. */
static const char *add_entry(sl_arena *a, const sl_thing *t, const json_t *fields, sl_str bytes,
                             sl_file_changes *out)
{
    const sl_yaml *root = sl_yaml_parse_text(a, sl_str_copy(a, bytes)),
                  *list = root ? sl_yaml_lookup_str(root, t->kind) : NULL;
    sl_yaml *map = SL_NEW(a, sl_yaml), **to = &map->first;
    map->kind = SL_YAML_MAP;
    for (size_t i = 0; i < t->schema->n; i++) {
        const sl_field *f = &t->schema->fields[i];
        const json_t *one = json_object_get(fields, f->name);
        if (!one || json_is_null(one))
            continue;
        const char *why = value_of(a, f, one, 0, false, to);
        if (why)
            return why;
        (*to)->key = sl_str_from(f->name);
        to = &(*to)->next;
        map->count++;
    }
    sl_file_change c = {.kind = SL_CHANGE_INSERT,
                        .way = below(a, (sl_way){0}, t->kind),
                        .index = list && list->kind == SL_YAML_LIST ? list->count : 0,
                        .value = map};
    SL_PUSH(a, *out, c);
    return map->count ? NULL : "nothing is filled in";
}

const char *sl_asked_changes(sl_arena *a, const sl_thing *t, const json_t *asked, sl_str bytes,
                             sl_file_changes *out)
{
    const json_t *fields = json_object_get(asked, "fields"), *text = json_object_get(asked, "text");
    sl_way way = {0};
    const char *why = NULL;
    if (fields && !json_is_object(fields))
        return "the fields are no object";
    if (!t->is_there && !t->part.markdown)
        return add_entry(a, t, fields, bytes, out);
    const sl_yaml *raw = sl_asked_find(a, t, bytes, &way);
    if (!raw)
        return "the file holds it in a way that a form cannot change: change it in an editor";
    if (fields)
        why = change_there(a, t, fields, way, raw, out);
    if (!why && text && !json_is_string(text))
        return "the text is none";
    if (!why && text && !t->part.markdown)
        return "there is no text";
    if (!why && text)
        SL_PUSH(a, *out,
                ((sl_file_change){.kind = SL_CHANGE_TEXT, .text = sl_asked_text(asked, "text")}));
    return why;
}
