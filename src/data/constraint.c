#define PCRE2_CODE_UNIT_WIDTH 8
#include "data/constraint.h"

#include <pcre2.h>
#include <time.h>

/* What matching one cell may cost, so that no pattern and no cell takes more than a moment. */
enum { PATTERN_BYTES = 500, MATCH_LIMIT = 100000, HEAP_KIBIBYTES = 1024 };

struct sl_pattern {
    pcre2_code *code;
    pcre2_match_data *data;
    pcre2_match_context *context;
};

static void *take(size_t n, void *arena)
{
    return sl_arena_alloc(arena, n);
}

static void keep(void *p, void *arena)
{
    (void)p;
    (void)arena; /* the arena gives it back */
}

/* NULL with the reason, of at most n bytes, and its place in the pattern. */
static struct sl_pattern *compile(sl_arena *a, sl_str text, char *why, size_t n)
{
    pcre2_general_context *memory = pcre2_general_context_create(take, keep, a);
    pcre2_compile_context *limits = pcre2_compile_context_create(memory);
    pcre2_set_max_pattern_length(limits, PATTERN_BYTES);
    int error;
    PCRE2_SIZE at;
    pcre2_code *code =
        pcre2_compile((PCRE2_SPTR)text.p, text.n,
                      PCRE2_UTF | PCRE2_ANCHORED | PCRE2_ENDANCHORED | PCRE2_NEVER_BACKSLASH_C,
                      &error, &at, limits);
    if (!code) {
        pcre2_get_error_message(error, (PCRE2_UCHAR *)why, n);
        return NULL;
    }
    struct sl_pattern *p = SL_NEW(a, struct sl_pattern);
    p->code = code;
    p->data = pcre2_match_data_create_from_pattern(code, memory);
    p->context = pcre2_match_context_create(memory);
    pcre2_set_match_limit(p->context, MATCH_LIMIT);
    pcre2_set_depth_limit(p->context, MATCH_LIMIT);
    pcre2_set_heap_limit(p->context, HEAP_KIBIBYTES);
    return p;
}

/* --- formats --- */

/* Types that are kept as they are written, and formats of text. */
static const struct form {
    const char *type, *format, *pattern, *fault;
} forms[] = {
    {"string", "email", "[^@\\s]+@[^@\\s]+\\.[^@\\s.]+", "is no address of e-mail"},
    {"string", "uri", "[A-Za-z][A-Za-z0-9+.-]*:\\S+", "is no address that starts with its scheme"},
    {"string", "uuid", "[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}", "is no UUID"},
    {"string", "binary", "([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?",
     "is not in base64"},
    {"time", "default", "([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(\\.\\d+)?(Z|[+-]\\d\\d:?\\d\\d)?",
     "is no time such as 13:45:00"},
    {"datetime", "default",
     "\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])T([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(\\.\\d+)?"
     "(Z|[+-]\\d\\d:?\\d\\d)?",
     "is no date and time such as 2024-05-31T13:45:00Z"},
    {"yearmonth", "default", "-?\\d{4}-(0[1-9]|1[0-2])", "is no month such as 2024-05"},
    {"duration", "default",
     "-?P(?=.)(\\d+Y)?(\\d+M)?(\\d+W)?(\\d+D)?(T(?=.)(\\d+H)?(\\d+M)?(\\d+(\\.\\d+)?S)?)?",
     "is no duration such as P1Y6M"},
    {"geopoint", "default", "-?\\d+(\\.\\d+)?, ?-?\\d+(\\.\\d+)?",
     "is no point such as 1.38, 51.13"},
    {"geopoint", "array", "\\[ ?-?\\d+(\\.\\d+)?, ?-?\\d+(\\.\\d+)? ?\\]",
     "is no point such as [1.38, 51.13]"},
    {"object", "default", "(?s)\\s*\\{.*\\}\\s*", "is no object of JSON"},
    {"array", "default", "(?s)\\s*\\[.*\\]\\s*", "is no array of JSON"},
    {"geojson", "default", "(?s)\\s*\\{.*\\}\\s*", "is no object of GeoJSON"},
};

/* Formats that ask for nothing, or for what is looked at elsewhere. */
static bool is_free(sl_str type, sl_str format)
{
    bool any = sl_str_equal_z(format, "any") || sl_str_equal_z(format, "default");
    bool timed = sl_str_equal_z(type, "date") || sl_str_equal_z(type, "time") ||
                 sl_str_equal_z(type, "datetime");
    return any || (timed && sl_str_find_char(format, '%', 0) != SIZE_MAX) ||
           (sl_str_equal_z(type, "geopoint") && sl_str_equal_z(format, "object")) ||
           (sl_str_equal_z(type, "geojson") && sl_str_equal_z(format, "topojson"));
}

static bool read_format(sl_arena *a, sl_diags *d, sl_table_field *f, const sl_yaml *field)
{
    const sl_yaml *said = sl_yaml_lookup(field, "format");
    sl_str type = sl_yaml_text(field, "type");
    type = type.n ? type : SL_STR("string");
    sl_str format = said ? said->text : SL_STR("default");
    for (size_t i = 0; i < SL_COUNT(forms); i++)
        if (sl_str_equal_z(type, forms[i].type) && sl_str_equal_z(format, forms[i].format)) {
            char why[8];
            f->form = compile(a, sl_str_from(forms[i].pattern), why, sizeof why);
            f->form_fault = forms[i].fault;
            return true;
        }
    if (said && sl_str_find_char(format, '%', 0) != SIZE_MAX && is_free(type, format))
        f->clock = sl_str_format(a, "%.*s", SL_FMT(format)).p;
    f->any_date = sl_str_equal_z(format, "any");
    if (is_free(type, format))
        return true;
    sl_finding *g = sl_diag_add(d, SL_E0143, said->span, "'%.*s' is no format of the type '%.*s'",
                                SL_FMT(format), SL_FMT(type));
    sl_diag_help(d, g,
                 "Table Schema has default, email, uri, uuid and binary for a string, and "
                 "default, any or a pattern such as %%d/%%m/%%Y for a date");
    return false;
}

/* --- constraints --- */

static bool refuse(sl_diags *d, const sl_yaml *y, const char *help)
{
    sl_finding *f =
        sl_diag_add(d, SL_E0143, y->span, "'%.*s' cannot be followed here", SL_FMT(y->key));
    sl_diag_help(d, f, "%s", help);
    return false;
}

static bool is_figure(const sl_table_field *f)
{
    return f->type >= SL_TYPE_NUMBER && f->type <= SL_TYPE_YEAR;
}

/* One end of what a cell may be. */
static bool read_limit(sl_diags *d, const sl_table_field *f, const sl_yaml *constraints,
                       const char *key, const char *exclusive, sl_cell_limit *to)
{
    const sl_yaml *y = sl_yaml_lookup(constraints, key),
                  *beyond = sl_yaml_lookup(constraints, exclusive);
    if (!y && !beyond)
        return true;
    to->excluded = beyond != NULL;
    y = beyond ? beyond : y;
    sl_date date;
    to->text = y->text;
    to->known = true;
    if (is_figure(f) ? sl_dec_parse(y->text, &to->figure)
                     : f->type == SL_TYPE_DATE && !f->clock && sl_date_parse(y->text, &date))
        return true;
    return refuse(d, y,
                  is_figure(f) ? "write a figure"
                               : "give an end to a number, an integer, a year or a date such as "
                                 "2024-05-31");
}

static bool read_length(sl_diags *d, const sl_yaml *constraints, const char *key, uint32_t *to)
{
    const sl_yaml *y = sl_yaml_lookup(constraints, key);
    return !y || sl_num_parse(y->text, to) || refuse(d, y, "write a whole number");
}

static bool read_pattern(sl_arena *a, sl_diags *d, sl_table_field *f, const sl_yaml *constraints)
{
    const sl_yaml *y = sl_yaml_lookup(constraints, "pattern");
    char why[120];
    if (!y)
        return true;
    f->pattern = compile(a, y->text, why, sizeof why);
    if (f->pattern)
        return true;
    sl_finding *g = sl_diag_add(d, SL_E0143, y->span, "the pattern cannot be read: %s", why);
    sl_diag_help(d, g, "write it between single quotation marks, in at most %d bytes",
                 PATTERN_BYTES);
    return false;
}

/* A list of values, or of maps with a value and a label. */
static void read_values(sl_arena *a, sl_table_field *f, const sl_yaml *list)
{
    SL_EACH (one, list)
        SL_PUSH(a, f->among, one->kind == SL_YAML_MAP ? sl_yaml_text(one, "value") : one->text);
}

bool sl_constraint_read(sl_arena *a, sl_diags *d, sl_table_field *f, const sl_yaml *field)
{
    const sl_yaml *c = sl_yaml_lookup(field, "constraints"),
                  *json = sl_yaml_lookup(c, "jsonSchema");
    const sl_yaml *among = sl_yaml_lookup(c, "enum"),
                  *categories = sl_yaml_lookup(field, "categories");
    f->required = sl_yaml_bool(c, "required", false);
    f->unique = sl_yaml_bool(c, "unique", false);
    f->longest = UINT32_MAX;
    f->true_words = sl_yaml_lookup(field, "trueValues");
    f->false_words = sl_yaml_lookup(field, "falseValues");
    read_values(a, f, among);
    if (!among)
        read_values(a, f, categories);
    bool good = read_format(a, d, f, field);
    good = read_limit(d, f, c, "minimum", "exclusiveMinimum", &f->least) && good;
    good = read_limit(d, f, c, "maximum", "exclusiveMaximum", &f->most) && good;
    good = read_length(d, c, "minLength", &f->shortest) && good;
    good = read_length(d, c, "maxLength", &f->longest) && good;
    good = read_pattern(a, d, f, c) && good;
    if (among && among->kind != SL_YAML_LIST)
        good = refuse(d, among, "write a list: enum: [a, b]");
    if (json)
        good = refuse(d, json, "a cell's JSON is not looked into; take the constraint out");
    return good;
}

/* --- cells --- */

bool sl_constraint_is_boolean(const sl_table_field *f, sl_str text)
{
    static const char *const words[] = {"true",  "True",  "TRUE",  "1",
                                        "false", "False", "FALSE", "0"};
    size_t half = SL_COUNT(words) / 2;
    SL_EACH (one, f->true_words)
        if (sl_str_equal(one->text, text))
            return true;
    SL_EACH (one, f->false_words)
        if (sl_str_equal(one->text, text))
            return true;
    for (size_t i = f->true_words ? half : 0; i < (f->false_words ? half : SL_COUNT(words)); i++)
        if (sl_str_equal_z(text, words[i]))
            return true;
    return false;
}

static int match(const struct sl_pattern *p, sl_str text)
{
    return pcre2_match(p->code, (PCRE2_SPTR)(text.p ? text.p : ""), text.n, 0, 0, p->data,
                       p->context);
}

static int compare(const sl_table_field *f, sl_str text, const sl_cell *cell,
                   const sl_cell_limit *to)
{
    if (is_figure(f))
        return sl_dec_compare(cell->value, to->figure);
    size_t n = text.n < to->text.n ? text.n : to->text.n; /* dates: 2024-05-31 */
    return memcmp(text.p, to->text.p, n);
}

static bool is_among(const sl_table_field *f, sl_str text, const sl_cell *cell)
{
    for (size_t i = 0; i < f->among.n; i++) {
        sl_dec value;
        if (sl_str_equal(f->among.at[i], text) ||
            (is_figure(f) && sl_dec_parse(f->among.at[i], &value) &&
             sl_dec_compare(value, cell->value) == 0))
            return true;
    }
    return false;
}

/* Whether a text is what strptime(3) reads by the field's format, to its end. */
static bool fits_clock(const sl_table_field *f, sl_str text)
{
    char z[64];
    struct tm tm = {0};
    if (text.n >= sizeof z || memchr(text.p, '\0', text.n))
        return false;
    memcpy(z, text.p, text.n);
    z[text.n] = '\0';
    const char *end = strptime(z, f->clock, &tm);
    return end && *end == '\0';
}

const char *sl_constraint_fault(const sl_table_field *f, sl_str text, const sl_cell *cell)
{
    size_t length = f->shortest || f->longest != UINT32_MAX ? sl_utf8_count(text) : 0;
    if (f->form && match(f->form, text) < 0)
        return f->form_fault;
    if (f->clock && !fits_clock(f, text))
        return "is not in the format of the description";
    if (f->least.known && compare(f, text, cell, &f->least) < (f->least.excluded ? 1 : 0))
        return "is below the minimum of the description";
    if (f->most.known && compare(f, text, cell, &f->most) > (f->most.excluded ? -1 : 0))
        return "is above the maximum of the description";
    if (length < f->shortest)
        return "is shorter than the description has it";
    if (length > f->longest)
        return "is longer than the description has it";
    if (f->among.n && !is_among(f, text, cell))
        return "is none of the values that the description lists";
    int found = f->pattern ? match(f->pattern, text) : 1;
    if (found == PCRE2_ERROR_NOMATCH)
        return "does not fit the pattern of the description";
    return found < 0 ? "takes too long to be held against the pattern of the description" : NULL;
}
