/* Values of several keys in few words: measures, and what speaks against an item. */
#include "load/house.h"

enum { WIDTH = 100 };

bool sl_house_is_plain(sl_str s, bool listed)
{
    if (!s.n || strchr("-?:,[]{}#&*!|>'\"%@`~", s.p[0]) || s.p[s.n - 1] == ':')
        return false;
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] == '\n' || (listed && s.p[i] == ';') ||
            (s.p[i] == ':' && i + 1 < s.n && s.p[i + 1] == ' ') ||
            (s.p[i] == '#' && i && s.p[i - 1] == ' '))
            return false;
    return true;
}

/* A value as one line of YAML has it; false: it would be another. */
static bool push_scalar(sl_buf *b, const sl_yaml *y)
{
    bool bare = !y->quoted && sl_house_is_plain(y->text, false) && !sl_yaml_is_null(y);
    bool quoted = sl_str_find_char(y->text, '"', 0) == SIZE_MAX &&
                  sl_str_find_char(y->text, '\\', 0) == SIZE_MAX &&
                  sl_str_find_char(y->text, '\n', 0) == SIZE_MAX;
    if (y->kind != SL_YAML_SCALAR || (!bare && !quoted))
        return false;
    sl_buf_push_format(b, bare ? "%.*s" : "\"%.*s\"", SL_FMT(y->text));
    return true;
}

static bool is_figure(sl_str s)
{
    sl_dec d;
    return sl_dec_parse(s, &d);
}

/* "22 (2019)" of {date, value}; false: it says something else too. */
static bool push_point(sl_buf *b, const sl_yaml *y)
{
    const sl_yaml *date = sl_yaml_lookup(y, "date"), *value = sl_yaml_lookup(y, "value");
    if (y->kind != SL_YAML_MAP || y->count != 2 || !date || !value ||
        date->kind != SL_YAML_SCALAR || value->kind != SL_YAML_SCALAR || !is_figure(value->text) ||
        !sl_house_is_plain(date->text, true) || sl_str_find_char(date->text, '(', 0) != SIZE_MAX ||
        sl_str_find_char(date->text, ')', 0) != SIZE_MAX)
        return false;
    sl_buf_push_format(b, "%.*s (%.*s)", SL_FMT(value->text), SL_FMT(date->text));
    return true;
}

/* Words in lines of a readable width, the later ones set in. */
static void push_words(sl_buf *b, sl_str text, size_t column, const char *lead)
{
    sl_str rest = text, word;
    for (bool first = true; sl_str_split(&rest, ' ', &word); first = false) {
        bool wraps = !first && column + 1 + word.n > WIDTH && !sl_str_equal_z(word, "-");
        if (!first)
            sl_buf_push_z(b, wraps ? lead : " ");
        column = wraps ? strlen(lead) - 1 : column + !first;
        sl_buf_push_str(b, word);
        column += word.n;
    }
}

/* A query as the text alone, of {query: SELECT ...} or of itself. */
static bool push_query(sl_buf *b, const sl_yaml *y)
{
    const sl_yaml *inner = y->kind == SL_YAML_MAP && y->count == 1 ? sl_yaml_lookup(y, "query") : y;
    if (!inner || inner->kind != SL_YAML_SCALAR)
        return false;
    sl_str text = sl_str_trim(inner->text);
    bool known = sl_str_starts(text, "SELECT ") || sl_str_starts(text, "WITH ");
    if (!known || !sl_house_is_plain(text, false) || sl_str_find(text, SL_STR("  "), 0) != SIZE_MAX)
        return false;
    push_words(b, text, sizeof "  actuals:" - 1, "\n    ");
    return true;
}

static bool push_points(sl_buf *b, const sl_yaml *y)
{
    bool good = y->kind == SL_YAML_LIST && y->count;
    SL_EACH (one, good ? y : NULL) {
        good = good && push_point(b, one);
        sl_buf_push_z(b, one->next ? "; " : "");
    }
    return good;
}

/* A key of a measure in one line, or in lines of a query; false: it stays as it stands. */
static bool push_key(sl_buf *b, const sl_yaml *y)
{
    bool point = sl_str_equal_z(y->key, "baseline") || sl_str_equal_z(y->key, "target");
    bool points = sl_str_equal_z(y->key, "path") || sl_str_equal_z(y->key, "actuals");
    sl_buf_push_format(b, "  %.*s: ", SL_FMT(y->key));
    if (points && push_query(b, y))
        return true;
    if (y->kind == SL_YAML_SCALAR)
        return push_scalar(b, y);
    if (points)
        return push_points(b, y);
    const sl_yaml *date = point && y->count == 1 ? sl_yaml_lookup(y, "date") : NULL;
    if (date && date->kind == SL_YAML_SCALAR && sl_house_is_plain(date->text, true)) {
        sl_buf_push_format(b, "{date: %.*s}", SL_FMT(date->text));
        return true;
    }
    return point && push_point(b, y);
}

sl_str sl_house_write_measure(sl_arena *a, const sl_yaml *y)
{
    sl_buf b;
    sl_buf_init(&b);
    bool good = true;
    sl_buf_push_format(&b, "%.*s:\n", SL_FMT(y->key));
    SL_EACH (one, y) {
        good = good && push_key(&b, one);
        sl_buf_push_char(&b, '\n');
    }
    sl_str text = good ? sl_buf_copy(&b, a) : SL_STR_NONE;
    sl_buf_done(&b);
    return text;
}

sl_str sl_house_write_contrary(sl_arena *a, const sl_yaml *y)
{
    sl_buf b;
    sl_buf_init(&b);
    bool good = y->count > 0;
    sl_buf_push_format(&b, "%.*s:", SL_FMT(y->key));
    SL_EACH (one, y) {
        const sl_yaml *id = sl_yaml_lookup(one, "id"), *answered = sl_yaml_lookup(one, "answered");
        good = good && one->kind == SL_YAML_MAP && one->count == 2 && id && answered &&
               id->kind == SL_YAML_SCALAR && sl_house_is_plain(id->text, true);
        bool alone = y->count == 1 && good && answered->kind == SL_YAML_SCALAR &&
                     answered->text.n + id->text.n + sizeof "contrary: {: \"\"}" < WIDTH;
        if (!good)
            break;
        sl_buf_push_format(&b, alone ? " {%.*s: " : "\n  %.*s: ", SL_FMT(id->text));
        bool flow = alone && strpbrk(sl_str_copy(a, answered->text).p, ",[]{}");
        const sl_yaml quoted = {.kind = answered->kind, .quoted = true, .text = answered->text};
        good = push_scalar(&b, flow ? &quoted : answered);
        sl_buf_push_z(&b, alone ? "}" : "");
    }
    sl_buf_push_char(&b, '\n');
    sl_str text = good ? sl_buf_copy(&b, a) : SL_STR_NONE;
    sl_buf_done(&b);
    return text;
}
