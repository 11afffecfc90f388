/* Pipe tables (GFM 4.10) from the lines of what cmark took for a paragraph.
 *
 * cmark's CommonMark has no tables: one is a paragraph whose second line, or a later one, is a row
 * of delimiters with as many cells as the line above it, the head. Lines before the head stay a
 * paragraph. Cells are ranges of the gathered text, so that each inline keeps its place in the
 * file; only where a cell holds \| is its text copied without the backslash.
 *
 * A caption is a paragraph "Table: …" before or after its table, and is looked for when the whole
 * document is there, as either may come first. What GFM drops in silence (cells beyond the head's,
 * delimiters that do not match) is a finding here.
 */
#include "base/assert.h"
#include "base/limits.h"
#include "doc/cut.h"
#include "doc/parse.h"
#include "base/num.h"

/* One row's cells as ranges of the gathered text. */
typedef struct cells {
    sl_inline_range at[SL_LIMIT_TABLE_COLUMNS];
    size_t n;
    bool has_pipe, too_many;
} cells;

static sl_inline_range trim(sl_str s, size_t begin, size_t end)
{
    while (begin < end && (s.p[begin] == ' ' || s.p[begin] == '\t'))
        begin++;
    while (end > begin && (s.p[end - 1] == ' ' || s.p[end - 1] == '\t'))
        end--;
    return (sl_inline_range){begin, end};
}

/* Splits a line at its pipes; \| is no pipe, not even in code (GFM 4.10). */
static void split(const sl_lines *lines, size_t line, size_t indent, cells *out)
{
    sl_str s = lines->text, text = sl_lines_at(lines, line);
    size_t begin = lines->lines.at[line].begin, end = begin + text.n;
    for (size_t i = 0; i < indent && begin < end && strchr(" >\t", s.p[begin]); i++)
        begin++;
    sl_inline_range r = trim(s, begin, end);
    *out = (cells){0};
    if (r.begin < r.end && s.p[r.begin] == '|') {
        r.begin++;
        out->has_pipe = true;
    }
    for (size_t from = r.begin; from <= r.end;) {
        size_t at = from;
        while (at < r.end && s.p[at] != '|')
            at += s.p[at] == '\\' && at + 1 < r.end ? 2 : 1;
        if (at >= r.end && from == r.end && out->has_pipe && out->n)
            break; /* the pipe at the line's end */
        if (out->n == SL_LIMIT_TABLE_COLUMNS) {
            out->too_many = true;
            return;
        }
        out->at[out->n++] = trim(s, from, at < r.end ? at : r.end);
        if (at >= r.end)
            break;
        out->has_pipe = true;
        from = at + 1;
    }
}

/* :-: and so on; false when the cell is none of these. */
static bool parse_delimiter(sl_str s, sl_inline_range r, uint8_t *align)
{
    bool left = r.begin < r.end && s.p[r.begin] == ':';
    bool right = r.end > r.begin + 1 && s.p[r.end - 1] == ':';
    size_t begin = r.begin + left, end = r.end - right;
    if (begin >= end)
        return false;
    for (size_t i = begin; i < end; i++)
        if (s.p[i] != '-')
            return false;
    *align = left && right ? SL_ALIGN_CENTER
             : right       ? SL_ALIGN_RIGHT
             : left        ? SL_ALIGN_LEFT
                           : SL_ALIGN_NONE;
    return true;
}

static bool is_delimiter_row(const sl_lines *lines, size_t line, size_t indent, cells *row,
                             uint8_t *aligns)
{
    split(lines, line, indent, row);
    if (!row->has_pipe || row->too_many)
        return false;
    for (size_t i = 0; i < row->n; i++)
        if (!parse_delimiter(lines->text, row->at[i], &aligns[i]))
            return false;
    return row->n > 0;
}

static sl_str unescape_pipes(sl_arena *a, sl_str s)
{
    size_t at = sl_str_find(s, SL_STR("\\|"), 0);
    if (at == SIZE_MAX)
        return s;
    char *p = sl_arena_alloc(a, s.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++)
        if (!(s.p[i] == '\\' && i + 1 < s.n && s.p[i + 1] == '|'))
            p[n++] = s.p[i];
    return (sl_str){p, n};
}

static void add_row(sl_parse *p, sl_node *table, const cells *c, const uint8_t *aligns, bool head)
{
    const sl_lines *lines = p->lines;
    size_t first = c->at[0].begin, last = c->at[c->n - 1].end;
    sl_node *row = sl_node_new(p->arena, SL_NODE_TABLE_ROW, sl_lines_span(lines, first, last));
    row->head = head;
    sl_node_append(table, row);
    for (size_t i = 0; i < table->columns && sl_parse_count_node(p, row->span); i++) {
        sl_inline_range r = i < c->n ? c->at[i] : (sl_inline_range){last, last};
        sl_node *cell =
            sl_node_new(p->arena, SL_NODE_TABLE_CELL, sl_lines_span(lines, r.begin, r.end));
        cell->head = head;
        cell->align = aligns[i];
        sl_node_append(row, cell);
        sl_str text = sl_str_slice(lines->text, r.begin, r.end);
        sl_inline_parse(p, unescape_pipes(p->arena, text), cell, r);
    }
}

/* GFM leaves out the cells that are more than the head has (4.10): here that is said. */
static void check_width(sl_parse *p, const sl_node *table, const cells *row)
{
    const sl_lines *lines = p->lines;
    size_t i = table->columns;
    while (i < row->n && row->at[i].begin == row->at[i].end)
        i++;
    if (i >= row->n)
        return;
    sl_finding *f =
        sl_diag_add(p->diags, SL_E0134, sl_lines_span(lines, row->at[i].begin, row->at[i].end),
                    "this cell is more than the head of the table has");
    sl_diag_help(p->diags, f, "give the head %zu cells, or write a | within a cell as \\|", row->n);
}

static void report_delimiters(sl_parse *p, const cells *head, const cells *delimiters)
{
    sl_finding *f = sl_diag_add(
        p->diags, SL_E0134,
        sl_lines_span(p->lines, delimiters->at[0].begin, delimiters->at[delimiters->n - 1].end),
        "this line has %zu cells, and the head above it %zu", delimiters->n, head->n);
    sl_diag_help(p->diags, f, "give both as many");
}

static void add_leading(sl_parse *p, sl_node *parent, size_t first, size_t end)
{
    const sl_lines *lines = p->lines;
    size_t stop = lines->lines.at[end].begin;
    sl_inline_range r = {lines->lines.at[first].begin, stop ? stop - 1 : 0};
    r = trim(lines->text, r.begin, r.end);
    sl_node *n = sl_node_new(p->arena, SL_NODE_PARAGRAPH, sl_lines_span(lines, r.begin, r.end));
    sl_node_append(parent, n);
    sl_inline_parse(p, sl_str_slice(lines->text, r.begin, r.end), n, r);
}

bool sl_table_parse(sl_parse *p, sl_node *parent, size_t first, size_t last, size_t indent)
{
    const sl_lines *lines = p->lines;
    cells head, delimiters, row;
    uint8_t aligns[SL_LIMIT_TABLE_COLUMNS];
    size_t at = SIZE_MAX;
    for (size_t i = first + 1; i <= last && i < sl_lines_count(lines); i++) {
        if (!is_delimiter_row(lines, i, indent, &delimiters, aligns))
            continue;
        split(lines, i - 1, indent, &head);
        if (!head.too_many && head.n == delimiters.n) {
            at = i;
            break;
        }
        if (head.has_pipe)
            report_delimiters(p, &head, &delimiters);
    }
    if (at == SIZE_MAX)
        return false;
    if (at - 1 > first)
        add_leading(p, parent, first, at - 1);
    size_t begin = lines->lines.at[at - 1].begin;
    size_t end = last + 1 < sl_lines_count(lines) ? lines->lines.at[last + 1].begin : lines->text.n;
    sl_node *table = sl_node_new(p->arena, SL_NODE_TABLE, sl_lines_span(lines, begin, end));
    table->columns = (uint16_t)head.n;
    p->has_tables = true;
    sl_node_append(parent, table);
    add_row(p, table, &head, aligns, true);
    for (size_t i = at + 1; i <= last && i < sl_lines_count(lines); i++) {
        split(lines, i, indent, &row);
        check_width(p, table, &row);
        if (row.n)
            add_row(p, table, &row, aligns, false);
    }
    return true;
}

/* --- captions --- */

static bool is_caption(const sl_node *n)
{
    return n && n->kind == SL_NODE_PARAGRAPH && n->first && n->first->kind == SL_NODE_TEXT &&
           sl_str_starts(n->first->text, "Table: ");
}

/* widths=30,30,40: one share for each column. */
static bool is_widths(sl_str s, unsigned columns)
{
    sl_str rest = s, one;
    unsigned n = 0;
    uint32_t share;
    while (sl_str_split(&rest, ',', &one)) {
        if (!sl_num_parse(one, &share) || !share || share > 1000)
            return false;
        n++;
    }
    return n == columns;
}

static void report_option(sl_parse *p, const sl_node *caption, const sl_node *table, sl_str word)
{
    const sl_str known[] = {SL_STR("landscape"), SL_STR("small"), SL_STR("total")};
    sl_finding *f =
        sl_diag_add(p->diags, SL_E0636, caption->span, "a table has no '%.*s'", SL_FMT(word));
    if (!sl_diag_suggest(p->diags, f, word, known, SL_COUNT(known)))
        sl_diag_help(
            p->diags, f,
            "behind its name may stand landscape, small, total and widths=2,1,1: a share for "
            "each of its %u columns",
            table->columns);
}

/* How the table is set: the words behind its name. */
static void take_options(sl_parse *p, const sl_node *caption, sl_node *table, sl_str words)
{
    sl_str rest = words, word;
    while (sl_str_split(&rest, ' ', &word)) {
        if (!word.n)
            continue;
        sl_str shares = sl_str_starts(word, "widths=")
                            ? sl_str_slice(word, strlen("widths="), word.n)
                            : SL_STR_NONE;
        if (sl_str_equal_z(word, "landscape"))
            table->wide = true;
        else if (sl_str_equal_z(word, "small"))
            table->role = SL_STR("small");
        else if (sl_str_equal_z(word, "total") && table->last && !table->last->head)
            table->last->role = SL_STR("total");
        else if (shares.n && is_widths(shares, table->columns))
            table->title = shares;
        else
            report_option(p, caption, table, word);
    }
}

/* "{#tab-id}" at the end of the last text becomes the table's id. */
static void take_id(sl_parse *p, sl_node *caption, sl_node *table)
{
    sl_node *last = caption->last;
    if (!last || last->kind != SL_NODE_TEXT)
        return;
    sl_str s = last->text;
    while (s.n && strchr(" \t", s.p[s.n - 1]))
        s.n--;
    size_t open = sl_str_find(s, SL_STR("{#"), 0);
    if (open == SIZE_MAX || s.p[s.n - 1] != '}')
        return;
    sl_str inside = sl_str_slice(s, open + 2, s.n - 1);
    size_t space = sl_str_find_char(inside, ' ', 0);
    table->id = space == SIZE_MAX ? inside : sl_str_slice(inside, 0, space);
    if (space != SIZE_MAX)
        take_options(p, caption, table, sl_str_slice(inside, space, inside.n));
    while (open && strchr(" \t", s.p[open - 1]))
        open--;
    sl_cut_keep(p, last, 0, open);
    if (!last->text.n)
        sl_node_unlink(last);
}

static void attach(sl_parse *p, sl_node *caption, sl_node *table)
{
    sl_node_unlink(caption);
    caption->kind = SL_NODE_CAPTION;
    sl_node *text = caption->first;
    sl_cut_keep(p, text, strlen("Table: "), text->text.n);
    take_id(p, caption, table);
    sl_node_insert_before(table->first, caption);
}

static void attach_captions(sl_parse *p, sl_node *document)
{
    for (sl_node *n = document->first, *next; n; n = next) {
        next = sl_node_walk(document, n);
        if (n->kind == SL_NODE_TABLE) {
            if (is_caption(n->prev))
                attach(p, n->prev, n);
            else if (is_caption(n->next)) {
                attach(p, n->next, n);
                next = sl_node_walk(document, n);
            }
        }
    }
}

void sl_table_resolve_captions(sl_parse *p, sl_node *document)
{
    if (p->has_tables)
        attach_captions(p, document);
    for (sl_node *n = document->first; n; n = sl_node_walk(document, n))
        if (is_caption(n)) {
            sl_finding *f =
                sl_diag_add(p->diags, SL_E0128, n->span, "this caption stands beside no table");
            sl_diag_help(p->diags, f,
                         "put it in a paragraph of its own directly before or after the table");
        }
}
