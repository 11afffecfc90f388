#include "data/schema.h"

#include "base/assert.h"
#include "base/num.h"

static const char *kind_text(const sl_field *f)
{
    static const char *const texts[SL_FIELD__COUNT] = {
        [SL_FIELD_TEXT] = "text",
        [SL_FIELD_MARKDOWN] = "text",
        [SL_FIELD_NUMBER] = "a number",
        [SL_FIELD_INTEGER] = "a whole number",
        [SL_FIELD_BOOLEAN] = "true or false",
        [SL_FIELD_DATE] = "a date such as 2021-04-30",
        [SL_FIELD_MONTH] = "a month such as 2021-04",
        [SL_FIELD_WHEN] = "a year, month or day such as 2021, 2021-04 or 2021-04-30",
        [SL_FIELD_YEARS] = "years such as 2021 to 2025",
        [SL_FIELD_URL] = "an address that starts with https:// or http://",
        [SL_FIELD_PATH] = "the path of a file in the strategy's folder",
        [SL_FIELD_ID] = "an ID (capital letters, digits and -)",
        [SL_FIELD_NAME] = "a name (small letters, digits and -)",
        [SL_FIELD_CHOICE] = "one of the words allowed",
        [SL_FIELD_MAP] = "keys with values",
        [SL_FIELD_ANY] = "anything",
    };
    return texts[f->kind];
}

static bool is_all(sl_str s, const char *letters_from, const char *letters_to, const char *others)
{
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        bool fits =
            (c >= *letters_from && c <= *letters_to) || (c >= '0' && c <= '9') || strchr(others, c);
        if (!fits || c == '\0')
            return false;
    }
    return s.n > 0;
}

static bool is_choice(const sl_field *f, sl_str text)
{
    sl_str rest = sl_str_from(f->choices), one;
    while (sl_str_split(&rest, '|', &one))
        if (sl_str_equal(one, text))
            return true;
    return false;
}

static bool is_years(sl_str s)
{
    size_t to = sl_str_find(s, SL_STR(" to "), 0);
    sl_date date;
    if (to == SIZE_MAX)
        return s.n == 4 && sl_date_parse(s, &date);
    sl_str from = sl_str_slice(s, 0, to), until = sl_str_slice(s, to + 4, s.n);
    return from.n == 4 && until.n == 4 && sl_date_parse(from, &date) &&
           sl_date_parse(until, &date) && sl_str_compare(from, until) <= 0;
}

/* 010 is a code and no number: nobody writes ten so. */
static bool is_code(sl_str text)
{
    return text.n > 1 && text.p[0] == '0' && sl_is_digit(text.p[1]);
}

bool sl_field_accepts(const sl_field *f, const sl_yaml *value)
{
    if (f->kind == SL_FIELD_ANY)
        return true;
    if (value->kind != SL_YAML_SCALAR || sl_yaml_is_null(value))
        return false;
    sl_str t = value->text;
    sl_dec dec;
    sl_date date;
    switch (f->kind) {
    case SL_FIELD_TEXT:
    case SL_FIELD_MARKDOWN:
    case SL_FIELD_ANY:
        return sl_str_trim(t).n > 0;
    case SL_FIELD_NUMBER:
        return sl_dec_parse(t, &dec) && !is_code(t);
    case SL_FIELD_INTEGER:
        return sl_dec_parse(t, &dec) && dec.places == 0 && !is_code(t) &&
               (!f->most || (dec.mantissa >= f->least && dec.mantissa <= f->most));
    case SL_FIELD_BOOLEAN:
        return !value->quoted && (sl_str_equal_z(t, "true") || sl_str_equal_z(t, "false"));
    case SL_FIELD_DATE:
        return t.n == 10 && sl_date_parse(t, &date);
    case SL_FIELD_MONTH:
        return t.n == 7 && sl_date_parse(t, &date);
    case SL_FIELD_WHEN:
        return sl_date_parse(t, &date);
    case SL_FIELD_YEARS:
        return is_years(t);
    case SL_FIELD_URL:
        return sl_str_starts(t, "https://") || sl_str_starts(t, "http://");
    case SL_FIELD_PATH:
        return t.n > 0;
    case SL_FIELD_ID:
        return f->called ? sl_str_trim(t).n > 0 : is_all(t, "A", "Z", "-");
    case SL_FIELD_NAME:
        return is_all(t, "a", "z", "-");
    case SL_FIELD_CHOICE:
        return is_choice(f, t) || (f->or_id && t.n && t.p[0] >= 'A' && t.p[0] <= 'Z');
    case SL_FIELD_MAP:
    case SL_FIELD__COUNT:
        return false;
    }
    SL_NEVER("field kind");
}

static bool check_map(sl_diags *d, const sl_schema *s, const sl_yaml *y, const char *what);

static void push_choices(sl_buf *b, const sl_field *f)
{
    sl_str rest = sl_str_from(f->choices), one;
    for (bool first = true; sl_str_split(&rest, '|', &one); first = false) {
        sl_buf_push_z(b, first ? "" : ", ");
        sl_buf_push_str(b, one);
    }
}

static void report_choice(sl_diags *d, const sl_field *f, const sl_yaml *value)
{
    sl_finding *g = sl_diag_add(d, SL_E0113, value->span, "'%.*s' is not allowed for '%s'",
                                SL_FMT(value->text), f->name);
    sl_str names[64], rest = sl_str_from(f->choices), one;
    size_t n = 0;
    sl_buf list;
    sl_buf_init(&list);
    while (n < SL_COUNT(names) && sl_str_split(&rest, '|', &one)) {
        sl_buf_push_z(&list, n ? ", " : "");
        sl_buf_push_str(&list, one);
        names[n++] = one;
    }
    const sl_str *near = sl_str_nearest(value->text, names, n);
    if (near)
        sl_diag_help(d, g, "did you mean '%.*s'? (one of: %s)", SL_FMT(*near), list.p);
    else
        sl_diag_help(d, g, "use one of: %s", list.p);
    sl_buf_done(&list);
}

/* What a value of a kind looks like. */
static const char *example_of(const sl_field *f)
{
    /* By what the keys of this format hold; where a key is of another, by its kind. */
    static const struct {
        const char *key, *form;
    } known[] = {
        {"amount", "12"},
        {"unit", "GBP million"},
        {"years", "2027 to 2031"},
        {"period", "2022"},
        {"publisher", "The statistics office"},
        {"by", "Department for Transport"},
        {"status", "applied for"},
    };
    static const char *const forms[SL_FIELD__COUNT] = {
        [SL_FIELD_TEXT] = "words",
        [SL_FIELD_MARKDOWN] = "words",
        [SL_FIELD_NUMBER] = "1236.40",
        [SL_FIELD_INTEGER] = "12",
        [SL_FIELD_BOOLEAN] = "true",
        [SL_FIELD_DATE] = "2026-03-31",
        [SL_FIELD_MONTH] = "2026-03",
        [SL_FIELD_WHEN] = "2026-03",
        [SL_FIELD_YEARS] = "2027 to 2031",
        [SL_FIELD_URL] = "https://www.gov.uk/page",
        [SL_FIELD_PATH] = "figures/name.png",
        [SL_FIELD_ID] = "ASK-01",
        [SL_FIELD_NAME] = "fig-output",
        [SL_FIELD_ANY] = "words",
    };
    if (f->example)
        return f->example;
    for (size_t i = 0; i < SL_COUNT(known) && f->kind <= SL_FIELD_INTEGER; i++)
        if (strcmp(known[i].key, f->name) == 0)
            return known[i].form;
    return forms[f->kind] ? forms[f->kind] : "words";
}

static void push_example(sl_buf *b, const sl_field *f, int depth)
{
    if (f->kind == SL_FIELD_MAP && f->of && depth < 2) {
        sl_buf_push_char(b, '{');
        size_t shown = 0;
        for (size_t i = 0; i < f->of->n && shown < 4; i++) {
            const sl_field *one = &f->of->fields[i];
            /* What must be there, and what sums and costs are mostly written with. */
            bool usual = strcmp(one->name, "unit") == 0 || strcmp(one->name, "years") == 0;
            if (!one->required && !usual)
                continue;
            sl_buf_push_format(b, "%s%s: ", shown++ ? ", " : "", one->name);
            if (one->many == SL_MANY)
                sl_buf_push_char(b, '[');
            push_example(b, one, depth + 1);
            if (one->many == SL_MANY)
                sl_buf_push_char(b, ']');
        }
        sl_buf_push_char(b, '}');
    } else if (f->kind == SL_FIELD_CHOICE) {
        sl_str rest = sl_str_from(f->choices), one;
        if (sl_str_split(&rest, '|', &one))
            sl_buf_push_str(b, one);
    } else {
        sl_buf_push_z(b, example_of(f));
    }
}

static void help_form(sl_diags *d, sl_finding *g, const sl_field *f)
{
    sl_buf b;
    sl_buf_init(&b);
    push_example(&b, f, 0);
    if (f->in_short && b.n <= 2) /* {}: any of its keys */
        sl_diag_help(d, g, "write %s: %s", f->name, f->in_short);
    else if (f->in_short)
        sl_diag_help(d, g, "write %s: %s; or %.*s", f->name, f->in_short, (int)b.n, b.p);
    else
        sl_diag_help(d, g, "write %s: %.*s", f->name, (int)b.n, b.p);
    sl_buf_done(&b);
}

static bool check_value(sl_diags *d, const sl_field *f, const sl_yaml *value)
{
    if (f->kind == SL_FIELD_MAP || (f->or_map && value->kind == SL_YAML_MAP)) {
        if (value->kind == SL_YAML_MAP)
            return check_map(d, f->of, value, f->name);
    } else if (sl_field_accepts(f, value)) {
        return true;
    }
    if (f->kind == SL_FIELD_CHOICE && value->kind == SL_YAML_SCALAR && value->text.n) {
        report_choice(d, f, value);
        return false;
    }
    bool ends = f->kind == SL_FIELD_INTEGER && f->most;
    sl_finding *g =
        ends ? sl_diag_add(d, SL_E0111, value->span, "'%s' must be a whole number from %d to %d",
                           f->name, (int)f->least, (int)f->most)
             : sl_diag_add(d, SL_E0111, value->span, "'%s' must be %s", f->name, kind_text(f));
    if (value->kind == SL_YAML_SCALAR && sl_yaml_is_null(value))
        sl_diag_help(d, g, "give it a value, or leave the key out");
    else
        help_form(d, g, f);
    return false;
}

static bool check_many(sl_diags *d, const sl_field *f, const sl_yaml *value)
{
    bool good = true;
    bool list = value->kind == SL_YAML_LIST, map = value->kind == SL_YAML_MAP;
    if (f->many == SL_ONE || (f->many == SL_ONE_OR_MANY && !list))
        return f->kind == SL_FIELD_ANY || check_value(d, f, value);
    if (f->many == SL_KEYED ? !map : !list) {
        sl_finding *g = sl_diag_add(d, SL_E0111, value->span, "'%s' must be %s", f->name,
                                    f->many == SL_KEYED ? "a map of keys" : "a list");
        if (f->many == SL_KEYED)
            sl_diag_help(d, g, "write one 'name: value' on each line below it");
        else
            sl_diag_help(d, g, "write [one, two], or one '- entry' on each line below it");
        return false;
    }
    SL_EACH (child, value)
        good = check_value(d, f, child) && good;
    return good;
}

const sl_field *sl_schema_lookup(const sl_schema *s, sl_str key)
{
    for (size_t i = 0; i < s->n; i++)
        if (sl_str_equal_z(key, s->fields[i].name))
            return &s->fields[i];
    return NULL;
}

static void report_unknown(sl_diags *d, const sl_schema *s, const sl_yaml *child, const char *what)
{
    sl_finding *f =
        sl_diag_add(d, SL_E0110, child->key_span, "%s has no key '%.*s'", what, SL_FMT(child->key));
    sl_str names[128];
    size_t n = 0;
    for (; n < s->n && n < SL_COUNT(names); n++)
        names[n] = sl_str_from(s->fields[n].name);
    if (!sl_diag_suggest(d, f, child->key, names, n))
        sl_diag_help(d, f, "keys of your own start with x-: x-%.*s", SL_FMT(child->key));
}

static bool check_map(sl_diags *d, const sl_schema *s, const sl_yaml *y, const char *what)
{
    bool good = true;
    SL_EACH (child, y) {
        const sl_field *f = sl_schema_lookup(s, child->key);
        if (f)
            good = check_many(d, f, child) && good;
        else if (!sl_str_starts(child->key, "x-")) {
            report_unknown(d, s, child, what);
            good = false;
        }
    }
    for (size_t i = 0; i < s->n; i++) {
        const sl_field *f = &s->fields[i];
        if (!f->required || sl_yaml_lookup(y, f->name))
            continue;
        sl_span at = {y->span.file, y->span.begin, y->span.begin};
        sl_finding *g = sl_diag_add(d, SL_E0112, at, "%s lacks the key '%s'", what, f->name);
        if (f->kind == SL_FIELD_CHOICE && f->many != SL_MANY) {
            sl_buf list;
            sl_buf_init(&list);
            push_choices(&list, f);
            sl_diag_help(d, g, "add '%s:' with one of: %.*s", f->name, (int)list.n, list.p);
            sl_buf_done(&list);
        } else {
            sl_diag_help(d, g, "add '%s:' with %s", f->name,
                         f->many == SL_MANY ? "a list" : kind_text(f));
        }
        good = false;
    }
    return good;
}

bool sl_schema_check(sl_diags *d, const sl_schema *s, const sl_yaml *y, const char *what)
{
    if (y->kind == SL_YAML_MAP)
        return check_map(d, s, y, what);
    sl_diag_help(d, sl_diag_add(d, SL_E0111, y->span, "%s must be keys with values", what),
                 "write one 'key: value' on each line");
    return false;
}

/* --- what is printed --- */

typedef struct saying {
    sl_arena *arena;
    sl_schema_say *say;
    void *context;
} saying;

static const sl_yaml *say_value(const saying *g, const sl_field *f, const sl_yaml *value)
{
    if (f->printed)
        return g->say(g->context, f, value);
    if (f->of && value->kind == SL_YAML_MAP)
        return sl_schema_map_printed(g->arena, f->of, value, g->say, g->context);
    return value;
}

static const sl_yaml *say_child(const saying *g, const sl_schema *s, const sl_field *of,
                                const sl_yaml *child);

/* The children of y as they are said: those of a map by its schema, those of a list or of a map
 * with free keys by the field that they are values of. Copied from the first that differs on. */
static const sl_yaml *say_children(const saying *g, const sl_schema *s, const sl_field *of,
                                   const sl_yaml *y)
{
    sl_yaml *map = NULL, **end = NULL;
    SL_EACH (child, y) {
        const sl_yaml *said = say_child(g, s, of, child);
        if (said == child && !map)
            continue;
        if (!map) {
            map = SL_NEW(g->arena, sl_yaml);
            *map = *y;
            end = &map->first;
            for (const sl_yaml *one = y->first; one != child; one = one->next) {
                *end = SL_NEW(g->arena, sl_yaml);
                **end = *one;
                end = &(*end)->next;
            }
        }
        *end = SL_NEW(g->arena, sl_yaml);
        **end = *said;
        (*end)->next = NULL;
        end = &(*end)->next;
    }
    return map ? map : y;
}

static const sl_yaml *say_child(const saying *g, const sl_schema *s, const sl_field *of,
                                const sl_yaml *child)
{
    if (of)
        return say_value(g, of, child);
    const sl_field *f = sl_schema_lookup(s, child->key);
    if (!f)
        return child;
    bool list = child->kind == SL_YAML_LIST && f->many != SL_ONE;
    bool keyed = child->kind == SL_YAML_MAP && f->many == SL_KEYED;
    if (list || keyed)
        return say_children(g, s, f, child);
    return f->many == SL_KEYED ? child : say_value(g, f, child);
}

const sl_yaml *sl_schema_map_printed(sl_arena *a, const sl_schema *s, const sl_yaml *y,
                                     sl_schema_say *say, void *context)
{
    saying g = {a, say, context};
    return y->kind == SL_YAML_MAP ? say_children(&g, s, NULL, y) : y;
}

/* --- JSON Schema --- */

static void emit_map(sl_buf *out, const sl_schema *s);

static void emit_choices(sl_buf *out, const char *choices)
{
    sl_str rest = sl_str_from(choices), one;
    sl_buf_push_z(out, "{\"enum\": [");
    for (bool first = true; sl_str_split(&rest, '|', &one); first = false) {
        sl_buf_push_z(out, first ? "" : ", ");
        sl_buf_push_json(out, one);
    }
    sl_buf_push_z(out, "]}");
}

static void emit_scalar(sl_buf *out, const sl_field *f)
{
    static const char *const types[SL_FIELD__COUNT] = {
        [SL_FIELD_TEXT] = "{\"type\": [\"string\", \"number\"]}",
        [SL_FIELD_MARKDOWN] = "{\"type\": \"string\"}",
        [SL_FIELD_NUMBER] = "{\"type\": \"number\"}",
        [SL_FIELD_INTEGER] = "{\"type\": \"integer\"}",
        [SL_FIELD_BOOLEAN] = "{\"type\": \"boolean\"}",
        [SL_FIELD_DATE] = "{\"type\": \"string\", \"pattern\": \"^[0-9]{4}-[0-9]{2}-[0-9]{2}$\"}",
        [SL_FIELD_MONTH] = "{\"type\": \"string\", \"pattern\": \"^[0-9]{4}-[0-9]{2}$\"}",
        [SL_FIELD_WHEN] = "{\"type\": [\"string\", \"integer\"], \"pattern\": "
                          "\"^[0-9]{4}(-[0-9]{2}){0,2}$\"}",
        [SL_FIELD_YEARS] = "{\"type\": [\"string\", \"integer\"]}",
        [SL_FIELD_URL] = "{\"type\": \"string\", \"pattern\": \"^https?://\"}",
        [SL_FIELD_PATH] = "{\"type\": \"string\"}",
        [SL_FIELD_ID] = "{\"type\": \"string\", \"pattern\": \"^[A-Z0-9-]+$\"}",
        [SL_FIELD_NAME] = "{\"type\": \"string\", \"pattern\": \"^[a-z0-9-]+$\"}",
        [SL_FIELD_ANY] = "true",
    };
    bool is_short = f->in_short && f->kind == SL_FIELD_MAP;
    bool several = f->or_map || f->or_id || is_short || f->printed;
    if (several)
        sl_buf_push_z(out, "{\"anyOf\": [");
    if (f->printed)
        sl_buf_push_z(out, "{\"type\": \"object\", \"minProperties\": 1, \"patternProperties\": "
                           "{\"^[a-z]{2,3}(-[A-Za-z0-9]+)*$\": {\"type\": \"string\"}}, "
                           "\"additionalProperties\": false}, ");
    if (is_short)
        sl_buf_push_z(out, "{\"type\": \"string\"}, ");
    if (f->kind == SL_FIELD_INTEGER && f->most)
        sl_buf_push_format(out, "{\"type\": \"integer\", \"minimum\": %d, \"maximum\": %d}",
                           (int)f->least, (int)f->most);
    else if (f->kind == SL_FIELD_CHOICE)
        emit_choices(out, f->choices);
    else if (f->kind == SL_FIELD_MAP)
        emit_map(out, f->of);
    else if (f->called)
        sl_buf_push_z(out, "{\"type\": [\"string\", \"number\"]}");
    else
        sl_buf_push_z(out, types[f->kind]);
    if (f->or_map) {
        sl_buf_push_z(out, ", ");
        emit_map(out, f->of);
    }
    if (f->or_id)
        sl_buf_push_z(out, ", {\"type\": \"string\", \"pattern\": \"^[A-Z]\"}");
    if (several)
        sl_buf_push_z(out, "]}");
}

static void emit_field(sl_buf *out, const sl_field *f)
{
    switch (f->many) {
    case SL_ONE:
        emit_scalar(out, f);
        break;
    case SL_ONE_OR_MANY:
        sl_buf_push_z(out, "{\"anyOf\": [");
        emit_scalar(out, f);
        sl_buf_push_z(out, ", {\"type\": \"array\", \"items\": ");
        emit_scalar(out, f);
        sl_buf_push_z(out, "}]}");
        break;
    case SL_MANY: {
        const char *other = f->in_short   ? "{\"type\": \"string\"}"
                            : f->or_keyed ? "{\"type\": \"object\", \"additionalProperties\": "
                                            "{\"type\": \"string\"}}"
                                          : NULL;
        if (other)
            sl_buf_push_format(out, "{\"anyOf\": [%s, ", other);
        sl_buf_push_z(out, "{\"type\": \"array\", \"items\": ");
        emit_scalar(out, f);
        sl_buf_push_z(out, other ? "}]}" : "}");
        break;
    }
    case SL_KEYED:
        sl_buf_push_z(out, "{\"type\": \"object\", \"additionalProperties\": ");
        emit_scalar(out, f);
        sl_buf_push_char(out, '}');
        break;
    }
}

static void emit_map(sl_buf *out, const sl_schema *s)
{
    sl_buf_push_z(out, "{\"type\": \"object\"");
    if (s->doc) {
        sl_buf_push_z(out, ", \"description\": ");
        sl_buf_push_json(out, sl_str_from(s->doc));
    }
    sl_buf_push_z(out, ", \"properties\": {");
    for (size_t i = 0; i < s->n; i++) {
        const sl_field *f = &s->fields[i];
        sl_buf_push_z(out, i ? ",\n  " : "\n  ");
        sl_buf_push_json(out, sl_str_from(f->name));
        sl_buf_push_z(out, ": {\"description\": ");
        sl_buf_push_json(out, sl_str_from(f->doc ? f->doc : ""));
        sl_buf_push_z(out, ", \"allOf\": [");
        emit_field(out, f);
        sl_buf_push_z(out, "]}");
    }
    sl_buf_push_z(out,
                  "\n}, \"patternProperties\": {\"^x-\": true}, \"additionalProperties\": false");
    bool first = true;
    for (size_t i = 0; i < s->n; i++) {
        if (!s->fields[i].required || s->fields[i].inferred)
            continue;
        sl_buf_push_z(out, first ? ", \"required\": [" : ", ");
        sl_buf_push_json(out, sl_str_from(s->fields[i].name));
        first = false;
    }
    sl_buf_push_z(out, first ? "}" : "]}");
}

void sl_schema_emit_json(sl_buf *out, const sl_schema *s, const char *id)
{
    sl_buf_push_format(out,
                       "{\"$schema\": \"https://json-schema.org/draft/2020-12/schema\",\n"
                       "\"$id\": \"%s\", \"title\": \"%s\", \"allOf\": [",
                       id, s->name);
    emit_map(out, s);
    sl_buf_push_z(out, "]}\n");
}
