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

static size_t line_begin(sl_str s, size_t at)
{
    while (at > 0 && s.p[at - 1] != '\n')
        at--;
    return at;
}

static bool is_blank(const char *p, size_t begin, size_t end)
{
    while (begin < end && (is_space(p[begin]) || p[begin] == '>'))
        begin++;
    return begin >= end;
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
    size_t n = 0, stop = paragraph_end(s, at);
    while (at + n < s.n && s.p[at + n] == '`')
        n++;
    for (size_t i = at + n; i < stop;) {
        size_t run = 0;
        while (i + run < stop && s.p[i + run] == '`')
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
    return is_blank(s.p, line_begin(s, at), at) && is_blank(s.p, at + 2, line_end(s, at));
}

/* Where the comment that begins at `at` ends, behind its closing mark; SIZE_MAX: nowhere. */
static size_t find_end(sl_str s, size_t at)
{
    if (s.p[at] == '<') {
        size_t end = sl_str_find(s, SL_STR("-->"), at + 4);
        return end == SIZE_MAX ? SIZE_MAX : end + 3;
    }
    bool block = is_alone(s, at);
    size_t stop = block ? s.n : paragraph_end(s, at);
    size_t end = sl_str_find(sl_str_slice(s, 0, stop), SL_STR("%%"), at + 2);
    /* A mark that begins a line with words behind it opens another comment. */
    if (end != SIZE_MAX && line_begin(s, end) > at && is_blank(s.p, line_begin(s, end), end) &&
        !is_alone(s, end))
        return SIZE_MAX;
    return end == SIZE_MAX ? SIZE_MAX : end + 2;
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
    size_t first = line_begin(s, begin), last = line_end(s, end);
    if (is_blank(now, first, begin) && is_blank(now, end, last)) {
        /* On lines of its own: within a paragraph it must not end it. */
        bool ends = !first || is_blank(now, line_begin(s, first - 1), first - 1) || last >= s.n ||
                    is_blank(now, last + 1, line_end(s, last + 1));
        fill(m, begin, end, ends ? ' ' : SL_COMMENT_BYTE);
        return;
    }
    bool closes = end >= s.n || s.p[end] == '\n' || strchr(" \t.,;:!?)", s.p[end]);
    while (closes && begin > first && is_space(s.p[begin - 1]) && !is_blank(s.p, first, begin))
        begin--;
    fill(m, begin, end, SL_COMMENT_BYTE);
}

/* Web addresses may hold %%. */
static bool is_in_address(sl_str s, size_t at)
{
    size_t begin = at;
    while (begin > 0 && !strchr(" \t\n<(", s.p[begin - 1]))
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
