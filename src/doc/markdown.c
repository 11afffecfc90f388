/* Markdown in two readings of the same lines: cmark's for what CommonMark knows, ours for the rest.
 *
 * cmark must not see what it would take for something else, and every node must keep its place in
 * the file. So nothing is cut out: comments, footnotes and ::: lines are masked in a copy, byte for
 * byte, by spaces or by a thematic break that ends a paragraph as the line does. Line and column of
 * a node of cmark's then lead to the same bytes of the source, and a masked line to what it was.
 *
 * cmark's blocks are converted node by node; their inlines come from inline.c, which walks cmark's
 * inlines over the source, so that marks within them are found at their places. Footnotes are
 * parsed as texts of their own and stand at the document's end, tables are read from the lines of a
 * paragraph (table.c). A tree that came of a kept file is shared by later readings, unless it has
 * blocks, which who reads them takes apart.
 */
#include "doc/markdown.h"

#include <cmark.h>

#include "base/assert.h"
#include "base/limits.h"
#include "doc/comment.h"
#include "doc/commonmark.h"
#include "doc/cut.h"
#include "doc/block_word.h"
#include "doc/fence.h"
#include "doc/marker.h"
#include "doc/parse.h"
#include "doc/tree.h"

/* What a line was before it was masked for cmark. */
typedef enum masked { MASKED_NOT, MASKED_OPEN, MASKED_CLOSE, MASKED_NOTE } masked;

typedef struct blocks {
    sl_parse p;
    char *text;        /* the gathered text with masked lines; NULL when none is */
    uint8_t *was;      /* by line: masked; NULL too */
    sl_marker *marks;  /* by line: what cmark sees as another list; NULL too */
    sl_node *audience; /* open now */
    sl_node *parent;
    int depth;
} blocks;

/* --- before cmark: audience lines and footnotes --- */

static void mask(blocks *b, size_t line, const char *with, masked was)
{
    const sl_lines *lines = b->p.lines;
    if (!b->text)
        b->text = sl_arena_copy(b->p.arena, lines->text.p, lines->text.n);
    if (!b->was)
        b->was = SL_NEW_ARRAY(b->p.arena, uint8_t, sl_lines_count(lines) + 1);
    sl_str s = sl_lines_at(lines, line);
    char *at = b->text + (s.p - lines->text.p);
    memset(at, ' ', s.n);
    memcpy(at, with, strlen(with));
    b->was[line] = (uint8_t)was;
}

/* Length of "[^name]:" at the start of a line, 0 when there is none; *name is set. */
static size_t note_label(sl_str line, sl_str *name)
{
    if (!sl_str_starts(line, "[^"))
        return 0;
    size_t end = sl_str_find_char(line, ']', 2);
    if (end == SIZE_MAX || end == 2 || end + 1 >= line.n || line.p[end + 1] != ':')
        return 0;
    *name = sl_str_slice(line, 2, end);
    if (sl_str_find_char(*name, ' ', 0) != SIZE_MAX)
        return 0;
    return end + 2;
}

static size_t indent_of(sl_str line)
{
    size_t n = 0;
    while (n < line.n && line.p[n] == ' ')
        n++;
    return n;
}

/* Lines after the first that belong to a footnote: up to a blank line that no indented line
 * follows. */
static size_t note_end(const blocks *b, size_t first)
{
    const sl_lines *lines = b->p.lines;
    size_t n = sl_lines_count(lines), i = first + 1;
    for (; i < n; i++) {
        sl_str line = sl_lines_at(lines, i), name;
        if (sl_str_trim(line).n == 0) {
            size_t next = i;
            while (next < n && sl_str_trim(sl_lines_at(lines, next)).n == 0)
                next++;
            if (next == n || indent_of(sl_lines_at(lines, next)) < 4)
                break;
            i = next;
        } else if (note_label(line, &name) || line.p[0] == '#' || sl_str_starts(line, "```") ||
                   sl_str_starts(line, ":::")) {
            break;
        }
    }
    return i;
}

static sl_node *parse_tree(sl_arena *a, sl_diags *d, const sl_lines *lines, bool plain_fences,
                           sl_parse_count *inside_note);

static void take_note(blocks *b, size_t first, size_t end, size_t label, sl_str name)
{
    const sl_lines *lines = b->p.lines;
    sl_str bytes = sl_sources_lookup(b->p.diags->sources, lines->file)->bytes;
    sl_lines *note = SL_NEW(b->p.arena, sl_lines);
    sl_lines_init(note, b->p.arena, lines->file);
    for (size_t i = first; i < end; i++) {
        sl_str line = sl_lines_at(lines, i);
        size_t skip = i == first ? label : indent_of(line) < 4 ? indent_of(line) : 4;
        uint32_t begin = lines->lines.at[i].source + (uint32_t)skip;
        sl_lines_add(note, bytes, begin, lines->lines.at[i].source + (uint32_t)line.n);
        mask(b, i, "", MASKED_NOTE);
    }
    sl_lines_finish(note);
    /* Its comments are masked already, and what is wrong with them is said. */
    char *text = sl_arena_copy(b->p.arena, note->text.p, note->text.n), *to = text;
    for (size_t i = first; i < end; i++) {
        sl_str line = sl_lines_at(lines, i), kept = sl_lines_at(note, i - first);
        memcpy(to, line.p + line.n - kept.n, kept.n);
        to += kept.n + 1;
    }
    note->text.p = text;
    sl_node *tree = parse_tree(b->p.arena, b->p.diags, note, true, b->p.count);
    tree->kind = SL_NODE_FOOTNOTE;
    tree->id = name;
    size_t at = lines->lines.at[first].begin;
    tree->span = sl_lines_span(lines, at, at + label);
    if (!b->p.footnotes)
        b->p.footnotes = sl_node_new(b->p.arena, SL_NODE_DOCUMENT, tree->span);
    sl_node_append(b->p.footnotes, tree);
}

static void mask_lines(blocks *b, bool inside_note)
{
    sl_fence f = {0};
    size_t n = sl_lines_count(b->p.lines);
    for (size_t i = 0; i < n; i++) {
        sl_str line = sl_lines_at(b->p.lines, i), name;
        if (sl_fence_holds(&f, line))
            continue;
        size_t label = inside_note ? 0 : note_label(line, &name);
        if (label) {
            size_t end = note_end(b, i);
            take_note(b, i, end, label, name);
            i = end - 1;
        } else if (sl_str_starts(line, ":::") && !inside_note) {
            /* A thematic break ends a paragraph as the line does and keeps the count of lines. */
            bool opens = sl_str_trim(sl_str_slice(line, 3, line.n)).n > 0;
            mask(b, i, "***", opens ? MASKED_OPEN : MASKED_CLOSE);
        }
    }
}

/* --- cmark's blocks --- */

static sl_inline_range range_of(const blocks *b, cmark_node *c)
{
    const sl_lines *lines = b->p.lines;
    size_t n = sl_lines_count(lines);
    size_t first = (size_t)cmark_node_get_start_line(c), last = (size_t)cmark_node_get_end_line(c);
    if (first < 1 || first > n)
        return (sl_inline_range){lines->text.n, lines->text.n};
    size_t begin = lines->lines.at[first - 1].begin + (size_t)(cmark_node_get_start_column(c) - 1);
    size_t end = last < n ? lines->lines.at[last].begin : lines->text.n;
    if (begin > lines->text.n)
        begin = lines->text.n;
    return (sl_inline_range){begin, end < begin ? begin : end};
}

static sl_span span_of(const blocks *b, cmark_node *c)
{
    sl_inline_range r = range_of(b, c);
    size_t end = r.end;
    while (end > r.begin && b->p.lines->text.p[end - 1] == '\n')
        end--;
    return sl_lines_span(b->p.lines, r.begin, end);
}

/* The part of a span that stands on its first line. */
static sl_span first_line(const blocks *b, sl_span at)
{
    sl_str shown = sl_span_text(b->p.diags->sources, at);
    size_t end = 0;
    while (end < shown.n && shown.p[end] != '\n' && shown.p[end] != '\r')
        end++;
    at.end = at.begin + (uint32_t)end;
    return at;
}

static sl_str copy_z(const blocks *b, const char *z)
{
    return sl_comment_drop(b->p.arena, sl_str_copy(b->p.arena, sl_str_from(z ? z : "")));
}

static sl_node *add(blocks *b, sl_node_kind kind, cmark_node *c)
{
    sl_node *n = sl_node_new(b->p.arena, kind, span_of(b, c));
    sl_node_append(b->parent, n);
    return n;
}

static void warn_nearly_block(blocks *b, cmark_node *c, sl_str word)
{
    sl_str near = sl_block_word_near(b->p.arena, word);
    if (!near.n)
        return;
    sl_finding *f = sl_diag_add(b->p.diags, SL_E0119, span_of(b, c),
                                "there is no block type '%.*s': it is set as code", SL_FMT(word));
    sl_diag_help(b->p.diags, f, "did you mean '%.*s'?", SL_FMT(near));
}

/* Whether the last line of fenced code is a fence that closes what the first one opened. */
static bool is_closed(const blocks *b, cmark_node *c)
{
    const sl_lines *lines = b->p.lines;
    size_t first = (size_t)cmark_node_get_start_line(c), last = (size_t)cmark_node_get_end_line(c);
    sl_fence f = {0};
    if (first < 1 || last <= first || last > sl_lines_count(lines))
        return false;
    sl_fence_holds(&f, sl_lines_at(lines, first - 1));
    sl_fence_holds(&f, sl_lines_at(lines, last - 1));
    return f.width == 0;
}

/* Fenced code in the first column, which no quotation or list ends. */
static bool starts_with_fence(const blocks *b, cmark_node *c)
{
    size_t first = (size_t)cmark_node_get_start_line(c);
    if (cmark_node_get_start_column(c) != 1 || first < 1 || first > sl_lines_count(b->p.lines))
        return false;
    sl_str line = sl_lines_at(b->p.lines, first - 1);
    return sl_str_starts(line, "```") || sl_str_starts(line, "~~~");
}

static void add_code(blocks *b, cmark_node *c)
{
    const char *info = cmark_node_get_fence_info(c);
    sl_str rest = sl_str_trim(sl_str_from(info ? info : "")), word = rest;
    size_t space = sl_str_find_char(rest, ' ', 0);
    if (space != SIZE_MAX)
        word = sl_str_slice(rest, 0, space);
    const sl_str *type = b->p.plain_fences ? NULL : sl_block_word_lookup(word);
    sl_node *n = add(b, type ? SL_NODE_BLOCK : SL_NODE_CODE_BLOCK, c);
    n->text = copy_z(b, cmark_node_get_literal(c));
    n->title = sl_str_copy(b->p.arena, rest);
    if (!type) {
        if (!b->p.plain_fences && word.n)
            warn_nearly_block(b, c, word);
        if (starts_with_fence(b, c) && !is_closed(b, c)) {
            sl_finding *f = sl_diag_add(b->p.diags, SL_E0114, first_line(b, n->span),
                                        "this code is not closed: it goes to the end of the text");
            sl_diag_help(b->p.diags, f, "end it with a line of its own: ```");
        }
        return;
    }
    n->role = *type;
    if (cmark_node_get_start_column(c) != 1) {
        sl_diag_help(
            b->p.diags,
            sl_diag_add(b->p.diags, SL_E0114, n->span, "a '%.*s' block is indented", SL_FMT(*type)),
            "start the fence at the beginning of its line");
        n->kind = SL_NODE_CODE_BLOCK;
        return;
    }
    if (!is_closed(b, c)) {
        sl_finding *f = sl_diag_add(b->p.diags, SL_E0114, first_line(b, n->span),
                                    "the '%.*s' block is not closed", SL_FMT(*type));
        sl_diag_help(b->p.diags, f, "end it with a line of its own: ```");
    }
    /* Where the YAML stands: the lines between the fences. */
    const sl_lines *lines = b->p.lines;
    size_t first = (size_t)cmark_node_get_start_line(c);
    size_t begin = first < sl_lines_count(lines) ? lines->lines.at[first].begin : lines->text.n;
    n->start = (int32_t)n->span.begin; /* of the fence, for findings about the block itself */
    n->span = sl_lines_span(lines, begin, begin + n->text.n);
    if (n->text.n == 0)
        n->span.end = n->span.begin;
}

static void add_paragraph(blocks *b, cmark_node *c)
{
    sl_inline_range r = range_of(b, c);
    size_t first = (size_t)cmark_node_get_start_line(c), last = (size_t)cmark_node_get_end_line(c);
    if (last > first && sl_table_parse(&b->p, b->parent, first - 1, last - 1,
                                       (size_t)cmark_node_get_start_column(c) - 1))
        return;
    sl_node *n = add(b, SL_NODE_PARAGRAPH, c);
    sl_inline_convert(&b->p, c, n, r);
    if (!n->first) /* it held a comment alone */
        sl_node_unlink(n);
}

/* Before an entry that another mark begins than the list's ends that list. */
static void add_item(blocks *b, cmark_node *c)
{
    size_t line = (size_t)cmark_node_get_start_line(c) - 1;
    const sl_marker *m = b->marks && line < sl_lines_count(b->p.lines) ? &b->marks[line] : NULL;
    sl_str style = !m || !m->kind                    ? SL_STR_NONE
                   : m->kind == SL_MARKER_DEFINITION ? SL_STR("definitions")
                                                     : m->style;
    sl_node *list = b->parent;
    if (list->first && !sl_str_equal(list->role, style)) {
        sl_node *next = sl_node_new(b->p.arena, SL_NODE_LIST, span_of(b, c));
        next->ordered = list->ordered;
        next->tight = list->tight;
        next->start = 1;
        sl_node_append(list->parent, next);
        b->parent = list = next;
    }
    if (!list->first && style.n) {
        list->role = style;
        list->ordered = m->kind == SL_MARKER_ITEM;
        list->start = m->number;
    }
    b->parent = add(b, SL_NODE_LIST_ITEM, c);
}

static void refuse_html(blocks *b, cmark_node *c)
{
    sl_node *n = add(b, SL_NODE_HTML, c);
    n->text = copy_z(b, cmark_node_get_literal(c));
    sl_finding *f =
        sl_diag_add(b->p.diags, SL_E0106, first_line(b, n->span), "raw HTML is not read");
    sl_diag_help(b->p.diags, f, "write it as Markdown, or between backquotes to show it as it is");
}

static void report_audience(blocks *b, sl_span span, const char *what, const char *help)
{
    sl_diag_help(b->p.diags, sl_diag_add(b->p.diags, SL_E0118, span, "%s", what), "%s", help);
}

static void add_rule(blocks *b, cmark_node *c)
{
    size_t line = (size_t)cmark_node_get_start_line(c) - 1;
    masked was = b->was && line < sl_lines_count(b->p.lines) ? (masked)b->was[line] : MASKED_NOT;
    if (was == MASKED_NOT) {
        add(b, SL_NODE_RULE, c);
    } else if (was == MASKED_OPEN) {
        if (b->audience) {
            report_audience(b, span_of(b, c), "an audience block starts inside another",
                            "close the first one with a line :::");
            return;
        }
        sl_node *n = add(b, SL_NODE_AUDIENCE, c);
        sl_str words = sl_lines_at(b->p.lines, line);
        n->title = sl_str_trim(sl_str_slice(words, 3, words.n));
        b->audience = n;
        b->parent = n;
    } else if (!b->audience) {
        report_audience(b, span_of(b, c), "no audience block is open here",
                        "open one with a line '::: audience NAME', or remove this line");
    } else {
        b->parent = b->audience->parent;
        b->audience = NULL;
    }
}

/* "{#name}" at the end of a heading is what it is called by. */
static void take_heading_id(sl_parse *p, sl_node *heading)
{
    sl_node *last = heading->last;
    sl_str s = last && last->kind == SL_NODE_TEXT ? last->text : SL_STR_NONE;
    size_t open = sl_str_find(s, SL_STR("{#"), 0);
    if (open == SIZE_MAX || s.p[s.n - 1] != '}' || s.n - open < 4)
        return;
    for (size_t i = open + 2; i + 1 < s.n; i++) {
        char c = s.p[i];
        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
              c == '-' || c == '_'))
            return;
    }
    heading->id = sl_str_slice(s, open + 2, s.n - 1);
    while (open && s.p[open - 1] == ' ')
        open--;
    sl_cut_keep(p, last, 0, open);
    if (!open)
        sl_node_unlink(last);
}

/* Adds the block; true when its children are to be visited. */
static bool add_block(blocks *b, cmark_node *c)
{
    sl_node *n;
    switch ((int)cmark_node_get_type(c)) {
    case CMARK_NODE_BLOCK_QUOTE:
        b->parent = add(b, SL_NODE_QUOTE, c);
        return true;
    case CMARK_NODE_LIST:
        n = add(b, SL_NODE_LIST, c);
        n->ordered = cmark_node_get_list_type(c) == CMARK_ORDERED_LIST;
        n->tight = cmark_node_get_list_tight(c) != 0;
        n->start = cmark_node_get_list_start(c);
        b->parent = n;
        return true;
    case CMARK_NODE_ITEM:
        add_item(b, c);
        return true;
    case CMARK_NODE_HEADING:
        n = add(b, SL_NODE_HEADING, c);
        n->level = (uint8_t)cmark_node_get_heading_level(c);
        sl_inline_convert(&b->p, c, n, range_of(b, c));
        take_heading_id(&b->p, n);
        return false;
    case CMARK_NODE_PARAGRAPH:
        add_paragraph(b, c);
        return false;
    case CMARK_NODE_CODE_BLOCK:
        add_code(b, c);
        return false;
    case CMARK_NODE_HTML_BLOCK:
        refuse_html(b, c);
        return false;
    case CMARK_NODE_THEMATIC_BREAK:
        add_rule(b, c);
        return false;
    }
    return false;
}

static void convert(blocks *b, cmark_node *document)
{
    cmark_node *c = cmark_node_first_child(document);
    while (c && sl_parse_count_node(&b->p, span_of(b, c))) {
        bool inside = false;
        if (b->depth < SL_LIMIT_NODE_DEPTH - 4) {
            inside = add_block(b, c) && cmark_node_first_child(c);
            cmark_node_type type = cmark_node_get_type(c);
            bool container = type == CMARK_NODE_BLOCK_QUOTE || type == CMARK_NODE_LIST ||
                             type == CMARK_NODE_ITEM;
            if (container && !inside)
                b->parent = b->parent->parent;
        } else {
            sl_parse_report_depth(&b->p, span_of(b, c));
        }
        if (inside) {
            c = cmark_node_first_child(c);
            b->depth++;
            continue;
        }
        while (c != document && !cmark_node_next(c)) {
            c = cmark_node_parent(c);
            if (c != document) {
                b->parent = b->parent->parent;
                b->depth--;
            }
        }
        c = c == document ? NULL : cmark_node_next(c);
    }
}

static sl_node *parse_tree(sl_arena *a, sl_diags *d, const sl_lines *lines, bool plain_fences,
                           sl_parse_count *inside_note)
{
    sl_parse_count own = {0};
    blocks b = {.p = {.arena = a, .diags = d, .lines = lines, .plain_fences = plain_fences}};
    b.p.count = inside_note ? inside_note : &own;
    sl_lines shown = *lines;
    shown.text = sl_comment_mask(a, d, lines);
    b.p.lines = &shown;
    mask_lines(&b, inside_note != NULL);
    b.marks = sl_marker_mask(a, d, &shown, &b.text);
    sl_node *root = sl_node_new(a, SL_NODE_DOCUMENT, sl_lines_span(lines, 0, lines->text.n));
    b.parent = root;
    sl_commonmark tree = sl_commonmark_parse(b.text ? b.text : shown.text.p, shown.text.n);
    convert(&b, tree.document);
    sl_commonmark_done(&tree);
    if (b.audience)
        report_audience(&b, b.audience->span, "this audience block is not closed",
                        "put a line ::: after its text");
    sl_list_resolve(&b.p, root);
    sl_table_resolve_captions(&b.p, root);
    while (b.p.footnotes && b.p.footnotes->first) {
        sl_node *note = b.p.footnotes->first;
        sl_node_unlink(note);
        sl_node_append(root, note);
    }
    SL_CHECK_TREE(root, false);
    return root;
}

sl_node *sl_markdown_parse_apart(sl_arena *a, sl_diags *d, uint32_t file, uint32_t begin,
                                 uint32_t end)
{
    sl_lines *lines = SL_NEW(a, sl_lines);
    sl_lines_read(lines, a, file, sl_sources_lookup(d->sources, file)->bytes, begin, end);
    return parse_tree(a, d, lines, false, NULL);
}

/* A tree as it was made of bytes that are kept, with what was found. */
typedef struct made {
    sl_node *document;
    sl_diags diags;
    bool is_used_up; /* its blocks are changed by who reads them */
} made;

/* Blocks are read in their places, and what "{{" names is put in. */
static bool is_changed(const sl_node *document, sl_str text)
{
    if (sl_str_find(text, SL_STR("{{"), 0) != SIZE_MAX)
        return true;
    for (const sl_node *n = document->first; n; n = sl_node_walk_blocks(document, n))
        if (n->kind == SL_NODE_BLOCK || n->kind == SL_NODE_AUDIENCE)
            return true;
    return false;
}

sl_node *sl_markdown_parse(sl_arena *a, sl_diags *d, uint32_t file, uint32_t begin, uint32_t end)
{
    static const char by;
    const sl_source *source = sl_sources_lookup(d->sources, file);
    sl_folder_file *kept = source->kept;
    made *m = kept ? sl_folder_made(kept, &by, begin) : NULL;
    if (!kept || (m && m->is_used_up))
        return sl_markdown_parse_apart(a, d, file, begin, end);
    if (!m) {
        m = SL_NEW(kept->arena, made);
        sl_diags_init(&m->diags, kept->arena, d->sources);
        m->document = sl_markdown_parse_apart(kept->arena, &m->diags, file, begin, end);
        m->is_used_up = is_changed(m->document, sl_str_slice(source->bytes, begin, end));
        sl_folder_keep(kept, &by, begin, m);
    }
    sl_diags_repeat(d, &m->diags);
    return m->document;
}

sl_node *sl_markdown_parse_lines(sl_arena *a, sl_diags *d, const sl_lines *lines)
{
    return parse_tree(a, d, lines, true, NULL);
}

sl_node *sl_markdown_parse_words(sl_arena *a, sl_diags *d, const sl_lines *lines)
{
    sl_parse_count count = {0};
    sl_parse p = {.arena = a, .count = &count, .diags = d, .lines = lines};
    size_t end = lines->text.n;
    while (end && lines->text.p[end - 1] == '\n')
        end--;
    sl_node *words = sl_node_new(a, SL_NODE_PARAGRAPH, sl_lines_span(lines, 0, end));
    sl_inline_parse_lines(&p, lines, words);
    return words;
}

sl_str sl_markdown_drop_comments(sl_arena *a, sl_str text)
{
    const sl_lines lines = {.arena = a, .text = text};
    return sl_comment_drop(a, sl_comment_mask(a, NULL, &lines));
}
