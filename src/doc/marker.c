#include "doc/marker.h"

#include "base/assert.h"
#include "doc/fence.h"

/* The classes of what may stand in a mark. */
typedef enum row { LOWER, UPPER, LOWER_ROMAN, UPPER_ROMAN, DIGITS, ROW__COUNT } row;

typedef struct mark {
    size_t begin, end; /* in the line: from the bracket, if any, to behind the stop */
    bool round;        /* ( before it */
    char stop;         /* . or ) */
    sl_str word;
} mark;

typedef struct masking {
    sl_arena *arena;
    sl_diags *diags;
    const sl_lines *lines;
    const char *text; /* as it is now */
    char *out;
    sl_marker *found;
    size_t n;
} masking;

static sl_str line_at(const masking *m, size_t i)
{
    sl_str line = sl_lines_at(m->lines, i);
    return (sl_str){m->text + (line.p - m->lines->text.p), line.n};
}

/* Length of what quotations and indentation put before a line. */
static size_t prefix_of(sl_str line)
{
    size_t n = 0;
    while (n < line.n && (line.p[n] == ' ' || line.p[n] == '>'))
        n++;
    return n;
}

static sl_marker_kind kind_at(const masking *m, size_t i)
{
    return m->found ? (sl_marker_kind)m->found[i].kind : SL_MARKER_NONE;
}

static bool is_blank(sl_str line)
{
    return prefix_of(line) == line.n || sl_str_trim(line).n == 0;
}

/* --- marks with letters --- */

static bool is_one(char c, const char *of)
{
    return c && strchr(of, c);
}

static bool read_mark(sl_str line, mark *m)
{
    size_t at = prefix_of(line);
    *m = (mark){.begin = at};
    m->round = at < line.n && line.p[at] == '(';
    size_t word = at += m->round;
    while (at < line.n && at - word < 6 && (sl_is_letter(line.p[at]) || sl_is_digit(line.p[at])))
        at++;
    m->word = sl_str_slice(line, word, at);
    if (at == word || at + 2 >= line.n || !is_one(line.p[at], m->round ? ")" : ".)"))
        return false;
    m->stop = line.p[at];
    m->end = at + 1;
    bool digits = sl_is_digit(m->word.p[0]);
    bool upper = m->word.p[0] >= 'A' && m->word.p[0] <= 'Z';
    /* "B. Russell" at the start of a line is a name: Pandoc asks for two spaces there. */
    size_t spaces = upper && m->stop == '.' && m->word.n == 1 ? 2 : 1;
    for (size_t i = 0; i < spaces; i++)
        if (line.p[m->end + i] != ' ')
            return false;
    /* 1. and 1) are CommonMark's own. */
    return (!digits || m->round) && sl_str_trim(sl_str_slice(line, m->end, line.n)).n > 0;
}

/* The value of a Roman number in small letters; 0: it is none. */
static int roman_of(sl_str s)
{
    static const char *const ones[] = {"", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"};
    static const char *const tens[] = {"", "x", "xx", "xxx", "xl", "l", "lx", "lxx", "lxxx", "xc"};
    for (int t = 0; t < 10; t++)
        for (int o = 0; o < 10; o++) {
            size_t n = strlen(tens[t]), k = strlen(ones[o]);
            if (t + o && s.n == n + k && memcmp(s.p, tens[t], n) == 0 &&
                memcmp(s.p + n, ones[o], k) == 0)
                return t * 10 + o;
        }
    return 0;
}

/* The place of a word in a row; 0: it does not belong there. */
static int place_in(sl_str word, row r)
{
    char low[8];
    int n = 0;
    bool upper = r == UPPER || r == UPPER_ROMAN;
    for (size_t i = 0; i < word.n; i++) {
        char c = word.p[i];
        bool fits = r == DIGITS ? sl_is_digit(c)
                    : upper     ? c >= 'A' && c <= 'Z'
                                : c >= 'a' && c <= 'z';
        if (!fits)
            return 0;
        low[i] = r == DIGITS ? c : (char)(c | 0x20);
        n = n * 10 + (c - '0');
    }
    if (r == DIGITS)
        return word.p[0] == '0' ? 0 : n;
    if (r == LOWER || r == UPPER)
        return word.n == 1 ? low[0] - 'a' + 1 : 0;
    return roman_of((sl_str){low, word.n});
}

/* The line with the next mark of the list that line i begins or goes on; SIZE_MAX: none. */
static size_t find_next(const masking *m, size_t i, const mark *here, row r)
{
    bool blank = false;
    int place = place_in(here->word, r);
    for (size_t k = i + 1; k < m->n; k++) {
        sl_str line = line_at(m, k);
        mark next;
        if (is_blank(line)) {
            blank = true;
            continue;
        }
        size_t prefix = prefix_of(line);
        if (prefix == here->begin && read_mark(line, &next) && next.round == here->round &&
            next.stop == here->stop && place_in(next.word, r) == place + 1)
            return k;
        if (prefix < here->begin || (prefix == here->begin && blank))
            return SIZE_MAX;
        blank = false;
    }
    return SIZE_MAX;
}

/* Where a list may begin: after an empty line, or in an entry of another list. */
static bool may_begin(const masking *m, size_t i, size_t prefix)
{
    if (i == 0 || is_blank(line_at(m, i - 1)) || kind_at(m, i - 1) == SL_MARKER_ITEM)
        return true;
    sl_str before = line_at(m, i - 1);
    size_t at = prefix_of(before), sign = at;
    while (sign < before.n && sl_is_digit(before.p[sign]))
        sign++;
    bool list = sign + 1 < before.n && before.p[sign + 1] == ' ' &&
                (sign > at ? is_one(before.p[sign], ".)") : is_one(before.p[at], "-*+"));
    return list && prefix > at;
}

static void write_out(masking *m)
{
    if (!m->found)
        m->found = SL_NEW_ARRAY(m->arena, sl_marker, m->n + 1);
    if (m->out)
        return;
    m->out = sl_arena_copy(m->arena, m->text, m->lines->text.n);
    m->text = m->out;
}

static void mask_item(masking *m, size_t i, const mark *at, row r, sl_str style)
{
    int place = place_in(at->word, r); /* its letters are written over */
    write_out(m);
    char *line = m->out + (sl_lines_at(m->lines, i).p - m->lines->text.p);
    for (size_t k = at->begin; k + 2 < at->end; k++)
        line[k] = '0';
    line[at->end - 2] = '1';
    m->found[i] = (sl_marker){SL_MARKER_ITEM, place, style};
}

static void mask_list(masking *m, size_t i)
{
    mark first;
    if (kind_at(m, i) || !read_mark(line_at(m, i), &first) || !may_begin(m, i, first.begin))
        return;
    /* i. goes before ii. rather than before j. */
    static const row order[] = {LOWER_ROMAN, UPPER_ROMAN, LOWER, UPPER, DIGITS};
    static const char *const signs[ROW__COUNT] = {"a", "A", "i", "I", "1"};
    for (size_t k = 0; k < SL_COUNT(order); k++) {
        row r = order[k];
        if (!place_in(first.word, r) || find_next(m, i, &first, r) == SIZE_MAX)
            continue;
        sl_str style =
            sl_str_format(m->arena, "%s%s%c", first.round ? "(" : "", signs[r], first.stop);
        mark here = first;
        for (size_t at = i; at != SIZE_MAX;) {
            size_t next = find_next(m, at, &here, r);
            mask_item(m, at, &here, r, style);
            at = next;
            if (at != SIZE_MAX)
                read_mark(line_at(m, at), &here);
        }
        return;
    }
}

/* --- definitions --- */

static bool is_definition(sl_str line)
{
    size_t at = prefix_of(line);
    return at + 2 < line.n && line.p[at] == ':' &&
           (line.p[at + 1] == ' ' || line.p[at + 1] == '\t') &&
           sl_str_trim(sl_str_slice(line, at + 1, line.n)).n > 0;
}

/* Whether a line may be a term: words, and no mark of a list, a heading or a table. */
static bool is_term(sl_str line)
{
    size_t at = prefix_of(line);
    if (at >= line.n || is_one(line.p[at], "|#:+") || at > 3 + 8)
        return false;
    bool list = at + 1 < line.n && is_one(line.p[at], "-*") && line.p[at + 1] == ' ';
    return !list;
}

static void report_term(masking *m, size_t i)
{
    sl_str line = sl_lines_at(m->lines, i);
    size_t at = (size_t)(line.p - m->lines->text.p) + prefix_of(line);
    sl_finding *f = sl_diag_add(m->diags, SL_E0135, sl_lines_span(m->lines, at, at + 1),
                                "a definition whose term cannot be told");
    sl_diag_help(
        m->diags, f,
        "put an empty line before the term, the term on a line of its own, and ': ' before "
        "what it means");
}

static void mask_definition(masking *m, size_t i)
{
    sl_str line = line_at(m, i);
    if (!is_definition(line) || i == 0)
        return;
    size_t term = i - 1, prefix = prefix_of(line);
    while (term > 0 && is_blank(line_at(m, term)))
        term--;
    sl_str above = line_at(m, term);
    if (is_blank(above))
        return;
    bool again = kind_at(m, term) == SL_MARKER_DEFINITION ||
                 (prefix_of(above) > prefix && is_blank(line_at(m, i - 1)));
    if (!again && !is_term(above))
        return;
    /* A term on the line behind a definition would go on with it. */
    size_t begin = term;
    while (!again && begin > 0 && !is_blank(line_at(m, begin - 1)))
        begin--;
    for (size_t k = begin; !again && k < term; k++)
        if (kind_at(m, k) == SL_MARKER_DEFINITION) {
            report_term(m, i);
            return;
        }
    write_out(m);
    m->out[sl_lines_at(m->lines, i).p - m->lines->text.p + (ptrdiff_t)prefix] = '+';
    m->found[i] = (sl_marker){.kind = SL_MARKER_DEFINITION};
}

sl_marker *sl_marker_mask(sl_arena *a, sl_diags *d, const sl_lines *lines, char **text)
{
    masking m = {.arena = a, .diags = d, .lines = lines, .text = *text ? *text : lines->text.p};
    m.out = *text;
    m.n = sl_lines_count(lines);
    sl_fence fence = {0};
    for (size_t i = 0; i < m.n; i++) {
        sl_str line = line_at(&m, i);
        size_t at = prefix_of(line);
        if (sl_fence_holds_within(&fence, line) || at + 3 >= line.n)
            continue;
        bool may = line.p[at] == '(' || line.p[at] == ':' || sl_is_letter(line.p[at]);
        bool near = line.p[at + 1] == ' ' || line.p[at + 1] == '\t' ||
                    is_one(line.p[at + 1], ".)") || line.p[at] == '(' ||
                    is_one(line.p[at], "ivxlcIVXLC");
        if (!may || !near)
            continue;
        if (line.p[at] == ':')
            mask_definition(&m, i);
        else
            mask_list(&m, i);
    }
    *text = m.out;
    return m.found;
}
