#include "load/short.h"

#include "load/short_parts.h"

/* --- keys --- */

/* {EV-PEOP-05: In the third paragraph}: each entry with the place that answers it. */
static const sl_yaml *write_contrary(sl_arena *a, const sl_yaml *y)
{
    sl_yaml *list = sl_short_replace(a, y, SL_YAML_LIST), *last = NULL;
    SL_EACH (one, y) {
        sl_yaml *map = sl_short_replace(a, one, SL_YAML_MAP);
        map->key = SL_STR_NONE;
        sl_short_add(a, map, "id", one->key, one->key_span);
        sl_yaml *answered = sl_short_add(a, map, "answered", one->text, one->span);
        answered->kind = one->kind;
        answered->first = one->first;
        answered->count = one->count;
        answered->quoted = one->quoted;
        sl_short_append(list, &last, map);
    }
    return list;
}

static const sl_yaml *write_value(sl_arena *a, const sl_key *key, const sl_yaml *y)
{
    bool is_text = y->kind == SL_YAML_SCALAR && !sl_yaml_is_null(y) && y->text.n;
    if (key->money && is_text) {
        const sl_yaml *map = sl_short_money(a, y);
        return map ? map : y;
    }
    if (key->funding && (y->kind == SL_YAML_LIST || is_text))
        return sl_short_lines(a, y);
    if (key->measure && y->kind == SL_YAML_MAP)
        return sl_short_measure(a, y);
    bool is_list = key->field.kind == SL_FIELD_TEXT && key->field.many == SL_MANY;
    return is_list && is_text ? sl_short_list(a, y) : y;
}

/* A default that no item can have is said once, in the framework. */
static bool has_field(const sl_type *type, sl_str name)
{
    for (size_t i = 0; i < type->schema.n; i++)
        if (sl_str_equal_z(name, type->schema.fields[i].name))
            return true;
    return false;
}

/* A value written out; itself, where it is. */
static const sl_yaml *write_entry(sl_arena *a, const sl_type *type, const sl_yaml *y)
{
    const sl_key *key = sl_framework_lookup_key(type, y->key);
    if (!key && sl_str_equal_z(y->key, "contrary") && y->kind == SL_YAML_MAP &&
        !sl_yaml_lookup(y, "id"))
        return write_contrary(a, y);
    return key ? write_value(a, key, y) : y;
}

static bool is_with(const sl_yaml *y)
{
    return y && sl_yaml_lookup(y, "with") && sl_yaml_lookup(y, "is");
}

const sl_yaml *sl_short_default(const sl_type *type, sl_str key, const sl_yaml *front)
{
    const sl_yaml *y = sl_yaml_lookup_str(type->defaults, key);
    bool several = y && y->kind == SL_YAML_LIST && is_with(y->first);
    if (!several && !is_with(y))
        return y;
    for (const sl_yaml *one = several ? y->first : y; one; one = several ? one->next : NULL)
        if (is_with(one) && sl_yaml_lookup_str(front, sl_yaml_text(one, "with")))
            return sl_yaml_lookup(one, "is");
    return NULL;
}

const sl_yaml *sl_short_write_out(sl_strategy *s, const sl_type *type, const sl_yaml *front)
{
    sl_arena *a = s->arena;
    bool any = !sl_yaml_lookup(front, "type");
    SL_EACH (y, type->defaults)
        any = any || !sl_yaml_lookup_str(front, y->key);
    SL_EACH (y, front)
        any = any || write_entry(a, type, y) != y;
    if (!any)
        return front;
    sl_yaml *out = sl_short_replace(a, front, SL_YAML_MAP), *last = NULL;
    SL_EACH (y, front) {
        sl_yaml *copy = SL_NEW(a, sl_yaml);
        *copy = *write_entry(a, type, y);
        copy->next = NULL;
        sl_short_append(out, &last, copy);
    }
    sl_span at = {front->span.file, front->span.begin, front->span.begin};
    if (!sl_yaml_lookup(front, "type"))
        last = sl_short_add(a, out, "type", type->name, at);
    SL_EACH (y, type->defaults) {
        const sl_yaml *is = sl_short_default(type, y->key, front);
        if (!is || sl_yaml_lookup_str(front, y->key) || !has_field(type, y->key))
            continue;
        sl_yaml *own = SL_NEW(a, sl_yaml), *copy = SL_NEW(a, sl_yaml);
        *own = *is;
        own->key = y->key; /* of a default with another key, its own is "is" */
        *copy = *write_entry(a, type, own);
        copy->next = NULL;
        sl_short_append(out, &last, copy);
    }
    return out;
}

/* --- the ID --- */

sl_str sl_short_id(sl_arena *a, const sl_type *type, sl_str path)
{
    static const char end[] = ".md";
    sl_str name = sl_file_name(path);
    if (!sl_str_ends(name, end) || !type->prefix.n)
        return SL_STR_NONE;
    name.n -= sizeof end - 1;
    char *text = (char *)sl_str_copy(a, name).p;
    bool good = name.n > 0;
    for (size_t i = 0; i < name.n; i++) {
        char c = text[i];
        text[i] = c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c == ' ' || c == '_' ? '-' : c;
        good = good && (sl_is_upper(text[i]) || sl_is_digit(text[i]) || text[i] == '-');
    }
    sl_str id = {text, name.n};
    size_t n = type->prefix.n;
    bool has = sl_str_starts(id, type->prefix.p) && id.n > n + 1 && text[n] == '-';
    return !good ? SL_STR_NONE
           : has ? id
                 : sl_str_format(a, "%.*s-%.*s", SL_FMT(type->prefix), SL_FMT(id));
}

bool sl_short_is_named(const sl_strategy *s, const sl_item *item)
{
    const sl_yaml *id = sl_yaml_lookup(item->front, "id");
    return id && id->span.begin == id->key_span.begin &&
           sl_str_ends(sl_sources_lookup(s->sources, item->span.file)->path, ".md");
}

const sl_yaml *sl_short_name(sl_strategy *s, const sl_yaml *front)
{
    if (!front || front->kind != SL_YAML_MAP || sl_yaml_lookup(front, "id"))
        return front;
    sl_str path = sl_sources_lookup(s->sources, front->span.file)->path;
    const sl_yaml *said = sl_yaml_lookup(front, "type");
    const sl_type *type = said ? sl_framework_lookup_type(s->framework, said->text)
                               : sl_framework_type_of_folder(s->framework, path);
    sl_str id = type ? sl_short_id(s->arena, type, path) : SL_STR_NONE;
    if (!id.n)
        return front;
    sl_yaml *out = SL_NEW(s->arena, sl_yaml), *own = SL_NEW(s->arena, sl_yaml);
    sl_span at = front->first ? front->first->key_span : front->span;
    *out = *front;
    *own = (sl_yaml){.key = SL_STR("id"), .text = id, .span = at, .key_span = at};
    sl_yaml_copy_children(s->arena, out, front);
    own->next = out->first;
    out->first = own;
    out->count++;
    return out;
}

/* --- the type --- */

static void report_unknown(sl_strategy *s, sl_str name, sl_span span)
{
    sl_finding *f =
        sl_diag_add(s->diags, SL_E0201, span, "no type of item is called '%.*s'", SL_FMT(name));
    sl_str names[SL_TYPES_MAX];
    size_t n = s->framework->types.n;
    for (size_t i = 0; i < n; i++)
        names[i] = s->framework->types.at[i]->name;
    if (!sl_diag_suggest(s->diags, f, name, names, n))
        sl_diag_help(s->diags, f, "the types are declared in framework.yaml");
}

const sl_type *sl_short_type(sl_strategy *s, const sl_yaml *front, const char *what)
{
    const sl_yaml *type = sl_yaml_lookup(front, "type");
    const sl_type *own =
        type ? NULL
             : sl_framework_type_of_folder(s->framework,
                                           sl_sources_lookup(s->sources, front->span.file)->path);
    if (own)
        return own;
    if (!type || type->kind != SL_YAML_SCALAR) {
        sl_span at = {front->span.file, front->span.begin, front->span.begin};
        sl_finding *f = sl_diag_add(s->diags, SL_E0112, at, "%s lacks the key 'type'", what);
        sl_diag_help(s->diags, f, "add 'type:' with a type of framework.yaml");
        return NULL;
    }
    const sl_type *t = sl_framework_lookup_type(s->framework, type->text);
    /* Without a framework there is one finding already. */
    if (!t && s->framework->types.n)
        report_unknown(s, type->text, type->span);
    return t;
}
