#include "load/short.h"

#include "base/assert.h"
#include "load/written.h"
#include "model/unit.h"

/* --- small trees --- */

static sl_yaml *add(sl_arena *a, sl_yaml *map, const char *key, sl_str text, sl_span span)
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
static sl_yaml *replace(sl_arena *a, const sl_yaml *y, sl_yaml_kind kind)
{
    sl_yaml *out = SL_NEW(a, sl_yaml);
    *out = (sl_yaml){.key = y->key, .kind = kind, .span = y->span, .key_span = y->key_span};
    return out;
}

/* --- money --- */

static const struct {
    const char *word, *scale;
} scales[] = {
    {"thousand", " thousand"}, {"million", " million"}, {"billion", " billion"},
    {"trillion", " trillion"}, {"k", " thousand"},      {"m", " million"},
    {"bn", " billion"},
};

static bool read_scale(sl_str word, const char **scale)
{
    *scale = "";
    for (size_t i = 0; word.n && i < SL_COUNT(scales); i++)
        if (sl_str_equal_z(word, scales[i].word)) {
            *scale = scales[i].scale;
            return true;
        }
    return word.n == 0;
}

/* 1,250,000.50: the figure without its commas, which stand where they may. */
static bool read_amount(sl_arena *a, sl_str text, sl_str *amount)
{
    sl_buf b;
    sl_dec value;
    size_t since = 0;
    bool commas = sl_str_find_char(text, ',', 0) != SIZE_MAX, fraction = false, good = text.n > 0;
    sl_buf_init(&b);
    for (size_t i = 0; i < text.n; i++) {
        if (text.p[i] == ',') {
            good = good && !fraction && since > 0 && since <= 3 && (b.n == since || since == 3);
            since = 0;
            continue;
        }
        good = good && (!commas || fraction || text.p[i] != '.' || since == 3);
        fraction = fraction || text.p[i] == '.';
        since += !fraction;
        sl_buf_push_char(&b, text.p[i]);
    }
    good = good && (!commas || since == 3 || fraction) && sl_dec_parse(sl_buf_str(&b), &value);
    *amount = sl_buf_take(&b, a);
    return good;
}

/* "£55 million", "GBP 6.75 million", "€3m": its amount and its unit. */
static bool read_sum(sl_arena *a, sl_str text, sl_str *amount, sl_str *unit)
{
    size_t end = 0;
    const sl_currency *c;
    const char *scale;
    while (end < text.n && (text.p[end] < '0' || text.p[end] > '9'))
        end++;
    sl_str head = sl_str_trim(sl_str_slice(text, 0, end));
    bool minus = sl_str_starts(head, "-") || sl_str_ends(head, "-");
    c = head.n && !minus ? sl_currency_lookup(head) : NULL;
    if (!c && head.n && !minus)
        c = sl_currency_ending(head);
    if (!c || (!sl_str_equal_z(head, c->code) && !sl_str_equal_z(head, c->sign)))
        return false;
    size_t from = end;
    while (end < text.n &&
           ((text.p[end] >= '0' && text.p[end] <= '9') || text.p[end] == '.' || text.p[end] == ','))
        end++;
    sl_str word = sl_str_trim(sl_str_slice(text, end, text.n));
    if (!read_scale(word, &scale) || !read_amount(a, sl_str_slice(text, from, end), amount))
        return false;
    *unit = sl_str_format(a, "%s%s", c->code, scale);
    return true;
}

/* The next part before ", ": commas within a figure part nothing. */
static bool next_part(sl_str *rest, sl_str *part)
{
    if (!rest->n)
        return false;
    size_t comma = sl_str_find(*rest, SL_STR(", "), 0);
    *part = sl_str_trim(sl_str_slice(*rest, 0, comma == SIZE_MAX ? rest->n : comma));
    *rest = comma == SIZE_MAX ? SL_STR_NONE : sl_str_slice(*rest, comma + 2, rest->n);
    return true;
}

static bool is_year(sl_str text)
{
    bool good = text.n >= 4;
    for (size_t i = 0; i < 4 && good; i++)
        good = text.p[i] >= '0' && text.p[i] <= '9';
    return good && (text.n == 4 || text.p[4] < '0' || text.p[4] > '9');
}

/* Whether a part can name what a sum comes from: nearly years ("27 to 32", "from 2027 to 2032"), a
 * second sum and what is still to be said cannot. */
static bool is_source(sl_arena *a, sl_str part)
{
    static const char *const never[] = {"tbc", "tbd", "n/a", "unknown", "various years", "?"};
    static const char *const begins[] = {"from ", "between ", "until ", "since ", "over ", "for "};
    sl_str lower = sl_str_lower(a, part), amount, unit;
    size_t digits = 0;
    while (digits < part.n && sl_is_digit(part.p[digits]))
        digits++;
    bool name = digits + 1 < part.n && part.p[digits] == ' ' && sl_is_upper(part.p[digits + 1]);
    bool number = digits && !name && (digits == part.n || strchr(" -/.\xE2", part.p[digits]));
    bool named = part.n && !number && !read_sum(a, part, &amount, &unit);
    for (size_t i = 0; i < SL_COUNT(never); i++)
        named = named && !sl_str_equal_z(lower, never[i]);
    for (size_t i = 0; i < SL_COUNT(begins); i++)
        named = named && !sl_str_starts(lower, begins[i]);
    return named;
}

const sl_yaml *sl_short_money(sl_arena *a, const sl_yaml *y)
{
    sl_str rest = y->text, part, amount, unit;
    if (y->kind != SL_YAML_SCALAR || !next_part(&rest, &part) || !read_sum(a, part, &amount, &unit))
        return NULL;
    sl_yaml *map = replace(a, y, SL_YAML_MAP);
    add(a, map, "amount", amount, y->span);
    add(a, map, "unit", unit, y->span);
    sl_str before = rest;
    if (next_part(&rest, &part) && is_year(part)) {
        add(a, map, "years", part, y->span);
        before = rest;
    }
    if (sl_str_starts(before, "from ")) /* printed before it anyhow */
        before = sl_str_slice(before, sizeof "from " - 1, before.n);
    for (rest = before; next_part(&rest, &part);)
        if (!is_source(a, part))
            return NULL;
    if (before.n) /* a name may have commas */
        add(a, map, "source", sl_str_trim(before), y->span);
    return map;
}

/* --- lines of funding --- */

static bool is_state(sl_str word)
{
    return sl_str_equal_z(word, "sought") || sl_str_equal_z(word, "offered") ||
           sl_str_equal_z(word, "agreed") || sl_str_equal_z(word, "spent");
}

/* What a line says. */
typedef struct line {
    sl_str fund, amount, unit, year, state, other; /* other: a part that is none of these */
    uint32_t first, last;                          /* years, of "2027 to 2030" */
    bool a_year, match;
} line;

static bool read_years(sl_str text, uint32_t *first, uint32_t *last)
{
    size_t to = sl_str_find(text, SL_STR(" to "), 0);
    return to != SIZE_MAX && sl_num_parse(sl_str_slice(text, 0, to), first) &&
           sl_num_parse(sl_str_slice(text, to + 4, text.n), last) && *first <= *last &&
           *last - *first < 50;
}

static void read_part(line *l, sl_str part)
{
    if (sl_str_equal_z(part, "match"))
        l->match = true;
    else if (is_state(part))
        l->state = part;
    else if (!l->year.n && (is_year(part) || read_years(part, &l->first, &l->last)))
        l->year = part;
    else
        l->other = part;
}

/* FUND, SUM[ a year][, YEAR or YEARS][, STATE][, match]: the fund is all before the sum. */
static bool read_line(sl_arena *a, sl_str text, line *l)
{
    sl_str rest = text, part, every = SL_STR(" a year");
    size_t fund = 0;
    bool found = false;
    *l = (line){.other = SL_STR_NONE};
    while (!found && next_part(&rest, &part)) {
        fund = (size_t)(part.p - text.p);
        l->a_year = sl_str_ends(part, " a year");
        if (l->a_year)
            part.n -= every.n;
        found = fund && read_sum(a, part, &l->amount, &l->unit);
    }
    if (!found)
        return false;
    l->fund = sl_str_trim(sl_str_slice(text, 0, fund));
    while (l->fund.n && (l->fund.p[l->fund.n - 1] == ',' || l->fund.p[l->fund.n - 1] == ' '))
        l->fund.n--;
    while (next_part(&rest, &part))
        read_part(l, part);
    read_years(l->year, &l->first, &l->last);
    /* A sum for each of several years says so, and one for all of them has no year to stand in. */
    if (l->other.n && l->year.n && l->state.n)
        return false;
    return l->a_year == (l->last > l->first) && (!l->a_year || !l->other.n);
}

static void append(sl_yaml *list, sl_yaml **last, sl_yaml *y)
{
    if (*last)
        (*last)->next = y;
    else
        list->first = y;
    *last = y;
    list->count++;
}

static sl_yaml *write_line(sl_arena *a, const sl_yaml *y, const line *l, sl_str year)
{
    sl_yaml *map = replace(a, y, SL_YAML_MAP);
    add(a, map, "fund", l->fund, y->span);
    add(a, map, "amount", l->amount, y->span);
    add(a, map, "unit", l->unit, y->span);
    if (year.n)
        add(a, map, "year", year, y->span); /* the schema says when it is none */
    sl_str state = !l->state.n && l->year.n ? l->other : l->state;
    if (state.n)
        add(a, map, "state", state, y->span);
    if (l->match)
        add(a, map, "match", SL_STR("true"), y->span);
    return map;
}

/* One line, or one for each of its years; as it stands where it is no such text. */
static void write_years(sl_arena *a, const sl_yaml *y, sl_yaml *list, sl_yaml **last)
{
    line l;
    if (y->kind != SL_YAML_SCALAR || !read_line(a, y->text, &l)) {
        sl_yaml *copy = SL_NEW(a, sl_yaml);
        *copy = *y;
        copy->next = NULL;
        append(list, last, copy);
        return;
    }
    if (!l.a_year) {
        append(list, last, write_line(a, y, &l, l.year.n ? l.year : l.other));
        return;
    }
    for (uint32_t year = l.first; year <= l.last; year++)
        append(list, last, write_line(a, y, &l, sl_str_format(a, "%u", year)));
}

/* --- measures --- */

/* "1,236 (2024)": a figure, and when it is. Else as it stands. */
static sl_yaml *write_point(sl_arena *a, const sl_yaml *y, sl_str text)
{
    size_t open = sl_str_find_char(text, '(', 0);
    sl_str amount, figure, when;
    bool good = open != SIZE_MAX && sl_str_ends(text, ")");
    figure = sl_str_trim(sl_str_slice(text, 0, good ? open : 0));
    when = good ? sl_str_trim(sl_str_slice(text, open + 1, text.n - 1)) : SL_STR_NONE;
    bool minus = sl_str_starts(figure, "-");
    good = good && when.n && read_amount(a, sl_str_slice(figure, minus, figure.n), &amount);
    if (!good) {
        sl_yaml *copy = SL_NEW(a, sl_yaml);
        *copy = *y;
        copy->next = NULL;
        copy->text = text;
        return copy;
    }
    sl_yaml *map = replace(a, y, SL_YAML_MAP);
    add(a, map, "date", sl_written_time(a, when), y->span);
    add(a, map, "value", minus ? sl_str_format(a, "-%.*s", SL_FMT(amount)) : amount, y->span);
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
    sl_yaml *list = replace(a, y, SL_YAML_LIST), *last = NULL;
    sl_str rest = y->text, one;
    if (y->kind == SL_YAML_SCALAR && is_query(a, sl_str_trim(y->text))) {
        sl_yaml *map = replace(a, y, SL_YAML_MAP);
        add(a, map, "query", sl_str_trim(y->text), y->span);
        return map;
    }
    const sl_yaml entry = {.text = y->text, .span = y->span}; /* of a list: it has no key */
    while (y->kind == SL_YAML_SCALAR && sl_str_split(&rest, ';', &one))
        append(list, &last, write_point(a, &entry, sl_str_trim(one)));
    SL_EACH (child, y->kind == SL_YAML_LIST ? y : NULL)
        append(list, &last,
               write_point(a, child, child->kind == SL_YAML_SCALAR ? child->text : SL_STR_NONE));
    return list;
}

static const sl_yaml *write_measure(sl_arena *a, const sl_yaml *y)
{
    sl_yaml *out = replace(a, y, SL_YAML_MAP), *last = NULL;
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
        append(out, &last, copy);
    }
    return out;
}

/* --- keys --- */

/* {EV-PEOP-05: In the third paragraph}: each entry with the place that answers it. */
static const sl_yaml *write_contrary(sl_arena *a, const sl_yaml *y)
{
    sl_yaml *list = replace(a, y, SL_YAML_LIST), *last = NULL;
    SL_EACH (one, y) {
        sl_yaml *map = replace(a, one, SL_YAML_MAP);
        map->key = SL_STR_NONE;
        add(a, map, "id", one->key, one->key_span);
        sl_yaml *answered = add(a, map, "answered", one->text, one->span);
        answered->kind = one->kind;
        answered->first = one->first;
        answered->count = one->count;
        answered->quoted = one->quoted;
        append(list, &last, map);
    }
    return list;
}

static const sl_yaml *write_list(sl_arena *a, const sl_yaml *y)
{
    sl_yaml *list = replace(a, y, SL_YAML_LIST), *last = NULL;
    sl_str rest = y->text, one;
    while (sl_str_split(&rest, ';', &one)) {
        sl_yaml *entry = SL_NEW(a, sl_yaml);
        *entry = (sl_yaml){.text = sl_str_trim(one), .span = y->span, .quoted = true};
        if (entry->text.n)
            append(list, &last, entry);
    }
    return list;
}

static const sl_yaml *write_lines(sl_arena *a, const sl_yaml *y)
{
    bool any = false;
    if (y->kind == SL_YAML_SCALAR)
        y = write_list(a, y);
    SL_EACH (one, y)
        any = any || one->kind == SL_YAML_SCALAR;
    if (!any)
        return y;
    sl_yaml *list = replace(a, y, SL_YAML_LIST), *last = NULL;
    SL_EACH (one, y)
        write_years(a, one, list, &last);
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
        return write_lines(a, y);
    if (key->measure && y->kind == SL_YAML_MAP)
        return write_measure(a, y);
    bool is_list = key->field.kind == SL_FIELD_TEXT && key->field.many == SL_MANY;
    return is_list && is_text ? write_list(a, y) : y;
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
    sl_yaml *out = replace(a, front, SL_YAML_MAP), *last = NULL;
    SL_EACH (y, front) {
        sl_yaml *copy = SL_NEW(a, sl_yaml);
        *copy = *write_entry(a, type, y);
        copy->next = NULL;
        append(out, &last, copy);
    }
    sl_span at = {front->span.file, front->span.begin, front->span.begin};
    if (!sl_yaml_lookup(front, "type"))
        last = add(a, out, "type", type->name, at);
    SL_EACH (y, type->defaults) {
        const sl_yaml *is = sl_short_default(type, y->key, front);
        if (!is || sl_yaml_lookup_str(front, y->key) || !has_field(type, y->key))
            continue;
        sl_yaml *own = SL_NEW(a, sl_yaml), *copy = SL_NEW(a, sl_yaml);
        *own = *is;
        own->key = y->key; /* of a default with another key, its own is "is" */
        *copy = *write_entry(a, type, own);
        copy->next = NULL;
        append(out, &last, copy);
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
