#include "edit/scalar.h"

#include "base/assert.h"

enum { WIDTH = 100 /* columns of a text that is wrapped */ };

/* Lines end at these too, for YAML 1.1; a byte order mark is none of a text. */
static bool is_special(uint32_t c)
{
    return (c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7F && c <= 0x9F) || c == 0x2028 ||
           c == 0x2029 || c == 0xFEFF;
}

static bool has_special(sl_str s)
{
    for (size_t at = 0; at < s.n;)
        if (is_special(sl_utf8_next(s, &at)))
            return true;
    return false;
}

bool sl_scalar_is_ambiguous(sl_str s)
{
    static const char *const words[] = {"null", "true", "false", "yes",   "no",   "on",
                                        "off",  "y",    "n",     "~",     "=",    "<<",
                                        ".",    ".inf", ".nan",  "+.inf", "-.inf"};
    for (size_t i = 0; i < SL_COUNT(words); i++)
        if (sl_str_equal_fold_z(s, words[i]))
            return true;
    if (!s.n || sl_str_starts(s, "0o"))
        return true;
    if (!sl_is_digit(s.p[0]) && !strchr("+-.", s.p[0]))
        return false;
    for (size_t i = 0; i < s.n; i++)
        if (!sl_is_digit(s.p[i]) && !strchr("+-.:_xXaAbBcCdDeEfFtTzZ ", s.p[i]))
            return false;
    return true;
}

bool sl_scalar_may_be_plain(sl_str s, bool flow)
{
    if (!s.n || has_special(s) || strchr(",[]{}#&*!|>'\"%@`=~<", s.p[0]) || s.p[0] == ' ' ||
        s.p[s.n - 1] == ' ' || s.p[s.n - 1] == ':' || sl_str_starts(s, "---") ||
        sl_str_starts(s, "..."))
        return false;
    if (strchr("-?:", s.p[0]) && (s.n == 1 || !(sl_is_digit(s.p[1]) || sl_is_letter(s.p[1]))))
        return false;
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i], next = i + 1 < s.n ? s.p[i + 1] : '\0';
        if (c == '\n' || c == '\t' || (c == ':' && next == ' ') || (c == ' ' && next == '#') ||
            (flow && strchr(",[]{}", c)) ||
            (flow && c == ':' && !sl_is_letter(next) && next != '/'))
            return false;
    }
    return true;
}

/* --- quotes --- */

static void push_escape(sl_buf *b, uint32_t c)
{
    if (c == '\n')
        sl_buf_push_z(b, "\\n");
    else if (c == '\t')
        sl_buf_push_z(b, "\\t");
    else
        sl_buf_push_format(b, c < 0x100 ? "\\x%02x" : "\\u%04x", (unsigned)c);
}

static sl_str write_double(sl_arena *a, sl_str s)
{
    sl_buf b;
    sl_buf_init(&b);
    sl_buf_push_char(&b, '"');
    for (size_t at = 0; at < s.n;) {
        uint32_t c = sl_utf8_next(s, &at);
        if (c == '"' || c == '\\')
            sl_buf_push_format(&b, "\\%c", (char)c);
        else if (is_special(c) || c == '\n' || c == '\t')
            push_escape(&b, c);
        else
            sl_buf_push_utf8(&b, c);
    }
    sl_buf_push_char(&b, '"');
    return sl_buf_take(&b, a);
}

static sl_str write_single(sl_arena *a, sl_str s)
{
    sl_buf b;
    sl_buf_init(&b);
    sl_buf_push_char(&b, '\'');
    for (size_t i = 0; i < s.n; i++)
        sl_buf_push_z(&b, s.p[i] == '\'' ? "''" : (char[]){s.p[i], '\0'});
    sl_buf_push_char(&b, '\'');
    return sl_buf_take(&b, a);
}

static void push_spaces(sl_buf *b, size_t n)
{
    for (size_t i = 0; i < n; i++)
        sl_buf_push_char(b, ' ');
}

/* Before such a word a line may end: it reads as nothing else at the start of one. */
static bool may_begin_line(sl_str word)
{
    return word.n &&
           (sl_is_letter(word.p[0]) || sl_is_digit(word.p[0]) || (unsigned char)word.p[0] >= 0xC2);
}

/* One line of words in lines of a readable width. */
static sl_str wrap(sl_arena *a, sl_str line, const sl_spot *at)
{
    sl_buf b;
    sl_buf_init(&b);
    sl_str rest = line, word;
    size_t column = at->column;
    bool first = true, after_word = false;
    while (sl_str_split(&rest, ' ', &word)) {
        size_t width = sl_utf8_count(word);
        bool wraps = after_word && may_begin_line(word) && column + 1 + width > WIDTH;
        if (wraps) {
            sl_buf_push_z(&b, at->eol);
            push_spaces(&b, at->indent);
            column = at->indent;
        } else if (!first) {
            sl_buf_push_char(&b, ' ');
            column++;
        }
        sl_buf_push_str(&b, word);
        column += width;
        first = false;
        after_word = word.n > 0 && word.p[word.n - 1] != '\\';
    }
    return sl_buf_take(&b, a);
}

/* --- blocks --- */

static size_t count_ends(sl_str s)
{
    size_t n = 0;
    while (n < s.n && s.p[s.n - 1 - n] == '\n')
        n++;
    return n;
}

static bool may_be_literal(sl_str s)
{
    return s.n && s.p[0] != ' ' && s.p[0] != '\n' && s.p[0] != '\t' && count_ends(s) < 2 &&
           !has_special(s);
}

static sl_written write_literal(sl_arena *a, sl_str s, const sl_spot *at)
{
    bool ends = count_ends(s) == 1;
    sl_buf b;
    sl_buf_init(&b);
    sl_str rest = sl_str_slice(s, 0, s.n - ends), line;
    while (sl_str_split(&rest, '\n', &line)) {
        push_spaces(&b, line.n ? at->indent : 0);
        sl_buf_push_str(&b, line);
        sl_buf_push_z(&b, at->eol);
    }
    return (sl_written){sl_str_from(ends ? "|" : "|-"), sl_buf_take(&b, a)};
}

/* One paragraph whose words have one space between them. */
static bool may_be_folded(sl_str s)
{
    s = sl_str_slice(s, 0, s.n - (count_ends(s) == 1));
    return s.n && s.p[0] != ' ' && s.p[s.n - 1] != ' ' && !has_special(s) &&
           sl_str_find_char(s, '\n', 0) == SIZE_MAX && sl_str_find_char(s, '\t', 0) == SIZE_MAX &&
           sl_str_find(s, SL_STR("  "), 0) == SIZE_MAX;
}

static sl_written write_folded(sl_arena *a, sl_str s, const sl_spot *at)
{
    bool ends = count_ends(s) == 1;
    sl_buf b;
    sl_buf_init(&b);
    sl_spot lines = *at;
    lines.column = at->indent;
    push_spaces(&b, at->indent);
    sl_buf_push_str(&b, wrap(a, sl_str_slice(s, 0, s.n - ends), &lines));
    sl_buf_push_z(&b, at->eol);
    return (sl_written){sl_str_from(ends ? ">" : ">-"), sl_buf_take(&b, a)};
}

/* --- values --- */

static sl_written write_text(sl_arena *a, const sl_yaml *v, const sl_spot *at)
{
    sl_str s = v->text;
    bool lines = sl_str_find_char(s, '\n', 0) != SIZE_MAX;
    bool same = !v->quoted || !sl_scalar_is_ambiguous(s);
    bool block = v->quoted && !at->flow && at->style != SL_SCALAR_DOUBLE;
    if (block && at->style == SL_SCALAR_FOLDED && may_be_folded(s))
        return write_folded(a, s, at);
    if (block && (lines || at->style == SL_SCALAR_LITERAL) && may_be_literal(s))
        return write_literal(a, s, at);
    bool quoted = v->quoted && (at->style == SL_SCALAR_SINGLE || at->style == SL_SCALAR_DOUBLE);
    sl_str out;
    if (!quoted && same && sl_scalar_may_be_plain(s, at->flow))
        out = s;
    else if (lines || at->style == SL_SCALAR_DOUBLE || has_special(s) ||
             sl_str_find_char(s, '\t', 0) != SIZE_MAX)
        out = write_double(a, s);
    else
        out = write_single(a, s);
    return (sl_written){at->flow ? out : wrap(a, out, at), SL_STR_NONE};
}

sl_str sl_scalar_write_key(sl_arena *a, sl_str key)
{
    bool plain = sl_scalar_may_be_plain(key, true) && !sl_scalar_is_ambiguous(key) &&
                 sl_str_find_char(key, ':', 0) == SIZE_MAX;
    return plain ? key : write_double(a, key);
}

static void push_flow(sl_buf *b, sl_arena *a, const sl_yaml *v)
{
    sl_spot at = {.flow = true, .eol = "\n"};
    if (v->kind == SL_YAML_SCALAR) {
        bool null = sl_yaml_is_null(v);
        sl_buf_push_str(b, null ? SL_STR("null") : write_text(a, v, &at).head);
        return;
    }
    sl_buf_push_char(b, v->kind == SL_YAML_LIST ? '[' : '{');
    SL_EACH (child, v) {
        if (child != v->first)
            sl_buf_push_z(b, ", ");
        if (v->kind == SL_YAML_MAP) {
            sl_buf_push_str(b, sl_scalar_write_key(a, child->key));
            sl_buf_push_z(b, ": ");
        }
        push_flow(b, a, child);
    }
    sl_buf_push_char(b, v->kind == SL_YAML_LIST ? ']' : '}');
}

/* A list of short words stands in one line. */
static bool is_short_list(sl_arena *a, const sl_yaml *v, const sl_spot *at)
{
    size_t n = at->column + 2;
    SL_EACH (one, v) {
        if (one->kind != SL_YAML_SCALAR || sl_str_find_char(one->text, ' ', 0) != SIZE_MAX)
            return false;
        n += write_text(a, one, &(sl_spot){.flow = true, .eol = "\n"}).head.n + 2;
    }
    return v->kind == SL_YAML_LIST && n <= WIDTH;
}

static void push_block(sl_buf *b, sl_arena *a, const sl_yaml *v, const sl_spot *at, bool in_line)
{
    SL_EACH (child, v) {
        if (!in_line)
            push_spaces(b, at->indent);
        in_line = false;
        size_t before = b->n;
        if (v->kind == SL_YAML_MAP) {
            sl_buf_push_str(b, sl_scalar_write_key(a, child->key));
            sl_buf_push_char(b, ':');
        } else {
            sl_buf_push_char(b, '-');
        }
        sl_spot inner = {
            .indent = at->indent + 2, .column = at->indent + (b->n - before) + 1, .eol = at->eol};
        if (v->kind == SL_YAML_LIST && child->kind == SL_YAML_MAP && child->count) {
            sl_buf_push_char(b, ' ');
            push_block(b, a, child, &inner, true);
            continue;
        }
        sl_written w = sl_scalar_write(a, child, &inner);
        sl_buf_push_z(b, w.head.n ? " " : "");
        sl_buf_push_str(b, w.head);
        sl_buf_push_z(b, at->eol);
        sl_buf_push_str(b, w.body);
    }
}

sl_written sl_scalar_write(sl_arena *a, const sl_yaml *v, const sl_spot *at)
{
    sl_buf b;
    if (v->kind == SL_YAML_SCALAR && !sl_yaml_is_null(v))
        return write_text(a, v, at);
    if (v->kind == SL_YAML_SCALAR)
        return (sl_written){at->flow ? SL_STR("null") : SL_STR_NONE, SL_STR_NONE};
    sl_buf_init(&b);
    if (at->flow || !v->count || is_short_list(a, v, at)) {
        push_flow(&b, a, v);
        return (sl_written){sl_buf_take(&b, a), SL_STR_NONE};
    }
    push_block(&b, a, v, at, false);
    return (sl_written){SL_STR_NONE, sl_buf_take(&b, a)};
}
