/* The format's own marks among cmark's inlines: [@ID], [!@ID], [=ID.key], [^name], ^[note], […]{…}.
 *
 * cmark leaves a bracket that is no link as text, perhaps in several TEXTs with emphasis between
 * them. So marks that hold inlines (notes, brackets with braces, pairs such as ~~…~~) are resolved
 * first, over the children of a container: what lies between two places becomes the child of a new
 * node. Then each TEXT is split at the marks without inlines in it, and last of all neighbouring
 * TEXTs are joined, so that a word is in one node.
 *
 * A mark that nearly is one stays as it was typed, and is reported here when it cannot be read, or
 * by check/near.c when it was no mark at all. Depth is limited: marks nest by recursion.
 */
#include "base/assert.h"
#include "base/limits.h"
#include "doc/attribute.h"
#include "doc/bracket.h"
#include "doc/caption.h"
#include "doc/cut.h"
#include "doc/pair.h"
#include "doc/wrapped.h"

typedef struct marks {
    sl_parse *p;
} marks;

static bool is_id(sl_str s)
{
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (!((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
              c == '-' || c == '_'))
            return false;
    }
    return s.n > 0;
}

static void report(marks *m, sl_span span, const char *what)
{
    sl_finding *f = sl_diag_add(m->p->diags, SL_E0114, span, "%s", what);
    sl_diag_help(m->p->diags, f,
                 "write [@EV-01], [@EV-01, table 2; @EV-02], [!@EV-01] or [=EV-01.comparator], "
                 "[=EV-01 in words]; "
                 "a "
                 "backslash before [ shows it as it is");
}

/* One source of [@A, p. 4; !@B]: one is the text between the semicolons. */
static bool parse_source(marks *m, sl_node *cite, sl_str one, sl_span span)
{
    one = sl_str_trim(one);
    bool contrary = sl_str_starts(one, "!@");
    if (!contrary && !sl_str_starts(one, "@"))
        return false;
    one = sl_str_slice(one, contrary ? 2 : 1, one.n);
    size_t comma = sl_str_find_char(one, ',', 0);
    sl_str id = sl_str_trim(comma == SIZE_MAX ? one : sl_str_slice(one, 0, comma));
    size_t hash = sl_str_find_char(id, '#', 0);
    if (hash != SIZE_MAX
            ? !is_id(sl_str_slice(id, 0, hash)) || !is_id(sl_str_slice(id, hash + 1, id.n))
            : !is_id(id))
        return false;
    sl_node *n = sl_node_new(m->p->arena, SL_NODE_CITE_ITEM, span);
    n->id = id;
    n->contrary = contrary;
    if (comma != SIZE_MAX)
        n->text = sl_str_trim(sl_str_slice(one, comma + 1, one.n));
    /* The ID's own place, for findings about it. */
    sl_str bytes = sl_sources_lookup(m->p->diags->sources, span.file)->bytes;
    size_t at = sl_str_find(sl_str_slice(bytes, 0, span.end), id, span.begin);
    if (at != SIZE_MAX) {
        n->span.begin = (uint32_t)at;
        n->span.end = (uint32_t)(at + id.n);
    }
    sl_node_append(cite, n);
    return true;
}

static sl_node *parse_cite(marks *m, sl_str literal, sl_span span)
{
    sl_node *cite = sl_node_new(m->p->arena, SL_NODE_CITE, span);
    sl_str rest = sl_str_slice(literal, 1, literal.n - 1), one;
    sl_span from = span;
    while (sl_str_split(&rest, ';', &one)) {
        if (!parse_source(m, cite, one, from)) {
            report(m, span, "this citation cannot be read");
            return NULL;
        }
        from.begin = cite->last->span.end < from.end ? cite->last->span.end : from.begin;
    }
    return cite;
}

static sl_node *parse_value(marks *m, sl_str literal, sl_span span)
{
    sl_str inner = sl_str_trim(sl_str_slice(literal, 2, literal.n - 1));
    bool words = sl_str_ends(inner, " in words");
    if (words)
        inner = sl_str_trim(sl_str_slice(inner, 0, inner.n - strlen(" in words")));
    size_t dot = sl_str_find_char(inner, '.', 0);
    sl_str id = dot == SIZE_MAX ? inner : sl_str_slice(inner, 0, dot);
    sl_node *n = sl_node_new(m->p->arena, SL_NODE_VALUE, span);
    n->id = id;
    if (words)
        n->role = SL_STR("words");
    if (dot != SIZE_MAX)
        n->text = sl_str_slice(inner, dot + 1, inner.n);
    if (!is_id(id) || (dot != SIZE_MAX && !is_id(n->text))) {
        report(m, span, "this bound figure cannot be read");
        return NULL;
    }
    return n;
}

static sl_node *parse_call(marks *m, sl_str literal, sl_span span)
{
    sl_node *n = sl_node_new(m->p->arena, SL_NODE_NOTE_CALL, span);
    n->id = sl_str_slice(literal, 2, literal.n - 1);
    return n;
}

/* The next [@, [!@, [= or [^ at or after from, or SIZE_MAX. */
static size_t find_mark(sl_str s, size_t from)
{
    for (size_t i = from; (i = sl_str_find_char(s, '[', i)) != SIZE_MAX; i++) {
        sl_str rest = sl_str_slice(s, i + 1, s.n);
        if (sl_str_starts(rest, "@") || sl_str_starts(rest, "!@") || sl_str_starts(rest, "=") ||
            (sl_str_starts(rest, "^") && rest.n > 1 && rest.p[1] != ']' && rest.p[1] != ' '))
            return i;
    }
    return SIZE_MAX;
}

static void insert_text(marks *m, sl_node *next, sl_str text, sl_span span)
{
    if (text.n == 0)
        return;
    sl_node *n = sl_node_new(m->p->arena, SL_NODE_TEXT, span);
    n->text = text;
    sl_node_insert_before(next, n);
}

/* Splits one TEXT at its marks. */
static void resolve_text(marks *m, sl_node *node)
{
    sl_str s = node->text;
    size_t done = 0, at = 0;
    while ((at = find_mark(s, at)) != SIZE_MAX) {
        size_t end = sl_str_find_char(s, ']', at);
        if (end == SIZE_MAX) {
            bool figure =
                s.p[at + 1] == '=' && at + 2 < s.n && s.p[at + 2] >= 'A' && s.p[at + 2] <= 'Z';
            if (figure)
                report(m, sl_cut_part_of(node->span, s, at, at + 2),
                       "this bound figure is not closed in plain text");
            if (s.p[at + 1] != '^' && s.p[at + 1] != '=')
                report(m, sl_cut_part_of(node->span, s, at, at + 2),
                       "this citation is not closed in plain text");
            break;
        }
        sl_str literal = sl_str_slice(s, at, end + 1);
        sl_span span = sl_cut_part_of(node->span, s, at, end + 1);
        sl_node *mark = s.p[at + 1] == '='   ? parse_value(m, literal, span)
                        : s.p[at + 1] == '^' ? parse_call(m, literal, span)
                                             : parse_cite(m, literal, span);
        if (mark) {
            insert_text(m, node, sl_str_slice(s, done, at),
                        sl_cut_part_of(node->span, s, done, at));
            sl_node_insert_before(node, mark);
            done = end + 1;
        }
        at = end + 1;
    }
    if (done == 0)
        return;
    node->span = sl_cut_part_of(node->span, s, done, s.n);
    node->text = sl_str_slice(s, done, s.n);
    if (node->text.n == 0)
        sl_node_unlink(node);
}

/* Where the bracket opened before `from` in node's text closes: the node and *at, or NULL. */
static sl_node *find_close(sl_node *node, size_t from, size_t *at)
{
    int depth = 1;
    for (; node; node = node->next, from = 0) {
        if (node->kind != SL_NODE_TEXT)
            continue;
        for (size_t i = from; i < node->text.n; i++) {
            depth += node->text.p[i] == '[';
            depth -= node->text.p[i] == ']';
            if (depth == 0) {
                *at = i;
                return node;
            }
        }
    }
    return NULL;
}

static bool is_too_deep(const sl_node *n)
{
    int depth = 0, notes = 0;
    for (; n; n = n->parent, depth++)
        notes += n->kind == SL_NODE_NOTE;
    return depth > SL_LIMIT_NODE_DEPTH - 4 || notes >= SL_LIMIT_NOTE_DEPTH;
}

/* ^[…] among the children of parent becomes a NOTE with one paragraph. */
static void resolve_notes(marks *m, sl_node *parent)
{
    for (sl_node *n = parent->first; n; n = n->next) {
        size_t open = n->kind == SL_NODE_TEXT ? sl_str_find(n->text, SL_STR("^["), 0) : SIZE_MAX;
        if (open == SIZE_MAX)
            continue;
        size_t close;
        if (is_too_deep(parent)) {
            sl_parse_report_depth(m->p, sl_cut_part_of(n->span, n->text, open, open + 2));
            return;
        }
        sl_node *last = find_close(n, open + 2, &close);
        if (!last) {
            sl_finding *f =
                sl_diag_add(m->p->diags, SL_E0114, sl_cut_part_of(n->span, n->text, open, open + 2),
                            "this note is not closed");
            sl_diag_help(m->p->diags, f,
                         "end it with ] in the same paragraph, and in the same emphasis or link; a "
                         "backslash before [ shows it as it is");
            return;
        }
        sl_span span = sl_cut_part_of(n->span, n->text, open, n->text.n);
        sl_node *note = sl_node_new(m->p->arena, SL_NODE_NOTE, span);
        sl_node *text = sl_node_new(m->p->arena, SL_NODE_PARAGRAPH, span);
        sl_node_append(note, text);
        sl_cut_wrap(m->p, n, open, last, close, 2, 1, note, text);
        sl_mark_resolve(m->p, text);
        n = note;
    }
}

/* True when b goes on where a ends, as views of one text do. */
static bool is_followed_by(sl_str a, sl_str b)
{
    return a.p + a.n == b.p;
}

/* Joins neighbouring TEXTs, so that a word stands in one node where it can. */
static void join_texts(sl_arena *a, sl_node *parent)
{
    sl_buf text;
    sl_buf_init(&text);
    for (sl_node *n = parent->first, *next; n; n = next) {
        next = n->next;
        if (n->kind == SL_NODE_TEXT && !n->text.n && (n->next || n->prev)) {
            sl_node_unlink(n);
            continue;
        }
        if (n->kind != SL_NODE_TEXT || !n->next || n->next->kind != SL_NODE_TEXT)
            continue;
        text.n = 0;
        sl_str whole = n->text;
        while (n->next && n->next->kind == SL_NODE_TEXT) {
            sl_str more = n->next->text;
            if (!text.n && is_followed_by(whole, more)) {
                whole.n += more.n;
            } else {
                if (!text.n)
                    sl_buf_push_str(&text, whole);
                sl_buf_push_str(&text, more);
            }
            n->span.end = n->next->span.end > n->span.end ? n->next->span.end : n->span.end;
            sl_node_unlink(n->next);
        }
        n->text = text.n ? sl_buf_copy(&text, a) : whole;
        next = n->next;
    }
    sl_buf_done(&text);
}

/* A link holds no link: notes that it calls stand behind it. */
static void move_notes_out(sl_node *link)
{
    sl_node *after = link->next;
    for (sl_node *n = link->first, *next; n; n = next) {
        next = sl_node_walk(link, n);
        if (n->kind != SL_NODE_NOTE && n->kind != SL_NODE_NOTE_CALL)
            continue;
        for (const sl_node *up = next; up && up != link; up = up->parent)
            if (up == n) { /* what lies in the note goes with it */
                next = n->next;
                break;
            }
        sl_node_unlink(n);
        if (after)
            sl_node_insert_before(after, n);
        else
            sl_node_append(link->parent, n);
    }
}

/* Marks that hold other inlines, of all containers below parent but notes, which have theirs. */
static void resolve_containers(marks *m, sl_node *parent)
{
    sl_wrapped_join(m->p, parent);
    resolve_notes(m, parent);
    sl_bracket_resolve(m->p, parent);
    sl_pair_resolve(m->p, parent);
    for (sl_node *n = parent->first; n; n = n->next)
        if (n->first && n->kind != SL_NODE_NOTE && n->kind != SL_NODE_CITE)
            resolve_containers(m, n);
}

static bool is_in_link(const sl_node *n, const sl_node *parent)
{
    for (; n && n != parent; n = n->parent)
        if (n->kind == SL_NODE_LINK || n->kind == SL_NODE_IMAGE)
            return true;
    return false;
}

void sl_mark_resolve(sl_parse *p, sl_node *parent)
{
    marks m = {p};
    resolve_containers(&m, parent);
    /* Depth first by hand: marks may stand in emphasis and links. */
    sl_node *n = parent->first;
    while (n && n != parent) {
        sl_node *next = n->kind != SL_NODE_NOTE && n->first ? n->first : NULL;
        for (sl_node *up = n; !next && up != parent; up = up->parent)
            next = up->next;
        if (n->kind == SL_NODE_TEXT) {
            resolve_text(&m, n);
            if (n->text.n > 10 && !is_in_link(n, parent))
                sl_pair_resolve_addresses(p, n);
        }
        n = next;
    }
    join_texts(p->arena, parent);
    for (n = parent->first; n; n = sl_node_walk(parent, n))
        if (n->first && n->kind != SL_NODE_CITE)
            join_texts(p->arena, n);
    for (n = parent->first; n; n = sl_node_walk(parent, n))
        if (n->kind == SL_NODE_LINK)
            move_notes_out(n);
        else if (n->kind == SL_NODE_IMAGE) {
            sl_attribute_take(n);
            sl_caption_read(p, n);
        }
}
