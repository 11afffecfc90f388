#include "doc/comment.h"

#include "doc/fence.h"

typedef struct masking {
    sl_arena *arena;
    sl_diags *diags;
    const sl_lines *lines;
    sl_str text;
    char *out; /* NULL: nothing is masked yet */
} masking;

static bool is_space(char c)
{
    return c == ' ' || c == '\t';
}

static size_t line_end(sl_str s, size_t at)
{
    size_t end = sl_str_find_char(s, '\n', at);
    return end == SIZE_MAX ? s.n : end;
}

static bool is_blank(const char *p, size_t begin, size_t end)
{
    while (begin < end && (is_space(p[begin]) || p[begin] == '>'))
        begin++;
    return begin >= end;
}

/* Whether nothing stands before `at` on its line, and behind it. Looked at from there: a line may
 * be as long as the file. */
static bool is_first(const char *p, size_t at)
{
    while (at > 0 && (is_space(p[at - 1]) || p[at - 1] == '>'))
        at--;
    return at == 0 || p[at - 1] == '\n';
}

static bool is_last(const char *p, size_t at, size_t n)
{
    while (at < n && (is_space(p[at]) || p[at] == '>'))
        at++;
    return at >= n || p[at] == '\n';
}

/* Whether the line before that of `at` is blank, or there is none; the same of the line behind. */
static bool is_blank_above(const char *p, size_t at)
{
    while (at > 0 && p[at - 1] != '\n')
        at--;
    return at == 0 || is_first(p, at - 1);
}

static bool is_blank_below(const char *p, size_t at, size_t n)
{
    while (at < n && p[at] != '\n')
        at++;
    return at >= n || is_last(p, at + 1, n);
}

/* Where the paragraph that goes on at `at` ends: before a blank line. */
static size_t paragraph_end(sl_str s, size_t at)
{
    for (size_t end = line_end(s, at); end < s.n; end = line_end(s, end + 1))
        if (is_blank(s.p, end + 1, line_end(s, end + 1)))
            return end;
    return s.n;
}

/* Behind the code that the backquotes at `at` open; behind them where it is not closed. */
static size_t skip_code(sl_str s, size_t at)
{
    size_t n = 0;
    while (at + n < s.n && s.p[at + n] == '`')
        n++;
    for (size_t i = at + n; i < s.n && !(s.p[i] == '\n' && is_last(s.p, i + 1, s.n));) {
        size_t run = 0;
        while (i + run < s.n && s.p[i + run] == '`')
            run++;
        if (run == n)
            return i + n;
        i += run ? run : 1;
    }
    return at + n;
}

/* Whether %% stands alone on its line: such a pair may hold blank lines. */
static bool is_alone(sl_str s, size_t at)
{
    return is_first(s.p, at) && is_last(s.p, at + 2, s.n);
}

/* Where the comment that begins at `at` ends, behind its closing mark; SIZE_MAX: nowhere. */
static size_t find_end(sl_str s, size_t at)
{
    if (s.p[at] == '<') {
        size_t end = sl_str_find(s, SL_STR("-->"), at + 4);
        return end == SIZE_MAX ? SIZE_MAX : end + 3;
    }
    size_t end = sl_str_find(s, SL_STR("%%"), at + 2);
    if (end == SIZE_MAX)
        return SIZE_MAX;
    size_t line = line_end(sl_str_slice(s, 0, end), at);
    if (!is_alone(s, at))
        for (size_t i = line; i < end; i = line_end(s, i + 1))
            if (is_blank(s.p, i + 1, line_end(s, i + 1)))
                return SIZE_MAX; /* the paragraph ends before it */
    /* A mark that begins a line with words behind it opens another comment. */
    return line < end && is_first(s.p, end) && !is_alone(s, end) ? SIZE_MAX : end + 2;
}

static void report_open(masking *m, size_t at, bool html)
{
    if (!m->diags)
        return;
    sl_finding *f =
        sl_diag_add(m->diags, SL_E0165, sl_lines_span(m->lines, at, at + (html ? 4 : 2)),
                    "this comment is not closed");
    sl_diag_help(m->diags, f,
                 html
                     ? "end it with -->"
                     : "end it with %%%% in the same paragraph, or put both %%%% on lines of their "
                       "own; a backslash before %%%% shows it as it is");
}

static void fill(masking *m, size_t begin, size_t end, char with)
{
    if (!m->out)
        m->out = sl_arena_copy(m->arena, m->text.p, m->text.n);
    for (size_t i = begin; i < end; i++)
        if (m->out[i] != '\n')
            m->out[i] = with;
}

static void mask(masking *m, size_t begin, size_t end)
{
    sl_str s = m->text;
    const char *now = m->out ? m->out : s.p;
    if (is_first(now, begin) && is_last(now, end, s.n)) {
        /* On lines of its own: within a paragraph it must not end it. */
        bool ends = is_blank_above(now, begin) || is_blank_below(now, end, s.n);
        fill(m, begin, end, ends ? ' ' : SL_COMMENT_BYTE);
        return;
    }
    bool closes = end >= s.n || s.p[end] == '\n' || strchr(" \t.,;:!?)", s.p[end]);
    while (closes && begin > 0 && is_space(s.p[begin - 1]) && !is_first(s.p, begin))
        begin--;
    fill(m, begin, end, SL_COMMENT_BYTE);
}

/* Web addresses may hold %%. */
static bool is_in_address(sl_str s, size_t at)
{
    enum { MOST = 2048 };
    size_t begin = at;
    while (begin > 0 && at - begin < MOST && !strchr(" \t\n<(", s.p[begin - 1]))
        begin--;
    return sl_str_find(sl_str_slice(s, begin, at), SL_STR("://"), 0) != SIZE_MAX;
}

/* Scans one line from `at`; returns where to go on, which may be lines below. */
static size_t scan_line(masking *m, size_t at)
{
    sl_str s = m->text;
    while (at < s.n && s.p[at] != '\n') {
        sl_str rest = sl_str_slice(s, at, s.n);
        bool html = sl_str_starts(rest, "<!--");
        if (s.p[at] == '\\' && at + 1 < s.n && s.p[at + 1] != '\n') {
            at += sl_str_starts(sl_str_slice(s, at + 1, s.n), "%%") ? 3 : 2;
        } else if (s.p[at] == '`') {
            at = skip_code(s, at);
        } else if (html || (sl_str_starts(rest, "%%") && !is_in_address(s, at))) {
            size_t end = find_end(s, at);
            if (end == SIZE_MAX) {
                report_open(m, at, html);
                end = paragraph_end(s, at);
            }
            mask(m, at, end);
            at = end;
        } else {
            at++;
        }
    }
    return at;
}

sl_str sl_comment_mask(sl_arena *a, sl_diags *d, const sl_lines *lines)
{
    masking m = {.arena = a, .diags = d, .lines = lines, .text = lines->text};
    sl_str s = m.text;
    bool may = sl_str_find_char(s, '%', 0) != SIZE_MAX || sl_str_find_char(s, '<', 0) != SIZE_MAX;
    if (!may || (sl_str_find(s, SL_STR("%%"), 0) == SIZE_MAX &&
                 sl_str_find(s, SL_STR("<!--"), 0) == SIZE_MAX))
        return s;
    sl_fence fence = {0};
    for (size_t at = 0; at < s.n; at++) {
        bool begins = at == 0 || s.p[at - 1] == '\n';
        if (begins && sl_fence_holds_within(&fence, sl_str_slice(s, at, line_end(s, at))))
            at = line_end(s, at);
        else
            at = scan_line(&m, at);
    }
    return m.out ? (sl_str){m.out, s.n} : s;
}

sl_str sl_comment_drop(sl_arena *a, sl_str text)
{
    if (sl_str_find_char(text, SL_COMMENT_BYTE, 0) == SIZE_MAX)
        return text;
    char *p = sl_arena_alloc(a, text.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < text.n; i++)
        if (text.p[i] != SL_COMMENT_BYTE)
            p[n++] = text.p[i];
    return (sl_str){p, n};
}
