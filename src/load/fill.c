#include "load/fill.h"

#include "base/assert.h"
#include "base/file.h"
#include "base/limits.h"
#include "doc/markdown.h"
#include "load/value.h"
#include "model/edition.h"
#include "model/files.h"

enum { DEEPEST = 8 };

typedef struct filling {
    sl_strategy *s;
    sl_node *document;    /* where footnotes of snippets go */
    sl_str open[DEEPEST]; /* what is being put in, each within the one before */
    unsigned depth;
} filling;

/* A mark in a TEXT: bytes [begin, end). */
typedef struct mark {
    size_t begin, end;
    sl_str name;
    bool snippet;
    sl_span span;
} mark;

static const char folder[] = "snippets/";

bool sl_fill_is_snippet(sl_str path)
{
    return sl_str_starts(path, folder);
}

/* walk: of the bytes of n. */
static sl_span part_of(const sl_node *n, sl_source_walk *walk, size_t begin, size_t end)
{
    size_t from = sl_source_walk_to(walk, begin);
    size_t to = sl_source_walk_to(walk, end);
    if (from == SIZE_MAX || to == SIZE_MAX)
        return n->span;
    return (sl_span){n->span.file, n->span.begin + (uint32_t)from, n->span.begin + (uint32_t)to};
}

static bool is_name(sl_str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (!sl_is_letter(s.p[i]) && !sl_is_digit(s.p[i]) && s.p[i] != '-' && s.p[i] != '_')
            return false;
    return s.n > 0;
}

/* The next mark of a form that is read, from `at` on; what has another form is said by the check.
 */
static bool find_mark(sl_str s, size_t at, mark *m)
{
    for (; (at = sl_str_find(s, SL_STR("{{"), at)) != SIZE_MAX; at++) {
        size_t end = sl_str_find(s, SL_STR("}}"), at);
        if (end == SIZE_MAX)
            return false;
        sl_str inner = sl_str_trim(sl_str_slice(s, at + 2, end));
        *m = (mark){.begin = at, .end = end + 2, .name = inner};
        if (sl_str_starts(inner, "snippet:")) {
            m->snippet = true;
            m->name = sl_str_trim(sl_str_slice(inner, strlen("snippet:"), inner.n));
        }

        if (is_name(m->name))
            return true;
    }
    return false;
}

/* --- findings --- */

static void suggest(filling *f, sl_finding *finding, const mark *m, const sl_str *names, size_t n,
                    const char *otherwise)
{
    if (!sl_diag_suggest(f->s->diags, finding, m->name, names, n))
        sl_diag_help(f->s->diags, finding, "%s", otherwise);
}

static void report_variable(filling *f, const mark *m)
{
    const sl_yaml *all = sl_yaml_lookup(f->s->config, "variables");
    sl_str *names = SL_NEW_ARRAY(f->s->arena, sl_str, (all ? all->count : 0) + 1);
    size_t n = 0;
    SL_EACH (one, all)
        names[n++] = one->key;
    sl_finding *finding =
        sl_diag_add(f->s->diags, SL_E0166, m->span, "there is no variable '%.*s'", SL_FMT(m->name));
    suggest(f, finding, m, names, n,
            "declare it in strategy.yaml, under 'variables'; a backslash before {{ shows it as it "
            "is");
}

static void report_snippet(filling *f, const mark *m)
{
    const sl_strategy *s = f->s;
    sl_str *names = SL_NEW_ARRAY(s->arena, sl_str, s->path_count + 1);
    size_t n = 0;
    for (size_t i = 0; i < s->path_count; i++)
        if (sl_fill_is_snippet(s->paths[i]) && sl_str_ends(s->paths[i], ".md"))
            names[n++] = sl_str_slice(s->paths[i], strlen(folder), s->paths[i].n - strlen(".md"));
    sl_finding *finding =
        sl_diag_add(f->s->diags, SL_E0167, m->span, "there is no snippet '%.*s'", SL_FMT(m->name));
    suggest(f, finding, m, names, n, "write it in snippets/, as a file of that name and .md");
}

/* Whether a name is put in within itself, or too much is put in. */
static bool is_refused(filling *f, const mark *m)
{
    bool circle = f->depth == DEEPEST;
    for (unsigned i = 0; i < f->depth; i++)
        circle = circle || sl_str_equal(f->open[i], m->name);
    if (!circle && f->s->filled++ < SL_LIMIT_FILLED)
        return false;
    sl_finding *finding =
        circle ? sl_diag_add(f->s->diags, SL_E0168, m->span, "'%.*s' is put in within itself%s",
                             SL_FMT(m->name), f->depth == DEEPEST ? ", or too deep" : "")
               : sl_diag_add(f->s->diags, SL_E0168, m->span,
                             "more than %u variables and snippets are put in", SL_LIMIT_FILLED);
    sl_diag_help(f->s->diags, finding, "write the words here instead");
    return true;
}

/* --- what is put in --- */

static void fill(filling *f, sl_node *root);

static void fill_within(filling *f, const mark *m, sl_node *root)
{
    sl_node *outer = f->document;
    f->open[f->depth++] = m->name;
    if (root->kind == SL_NODE_DOCUMENT)
        f->document = root;
    fill(f, root);
    f->document = outer;
    f->depth--;
}

/* The words of a variable as a PARAGRAPH; NULL: there is none, which is said. */
static sl_node *read_variable(filling *f, const mark *m)
{
    const sl_yaml *y = sl_yaml_lookup_str(sl_yaml_lookup(f->s->config, "variables"), m->name);
    if (!y || y->kind != SL_YAML_SCALAR) {
        report_variable(f, m);
        return NULL;
    }
    sl_node *words = sl_value_parse_words(f->s, y);
    if (!words) {
        words = sl_node_new(f->s->arena, SL_NODE_PARAGRAPH, y->span);
        sl_node_append_text(f->s->arena, words, y->text);
    }
    fill_within(f, m, words);
    return words;
}

static uint32_t load_snippet(filling *f, const mark *m)
{
    sl_strategy *s = f->s;
    sl_str path = sl_str_format(s->arena, "%s%.*s.md", folder, SL_FMT(m->name));
    const void *known = sl_map_lookup(&s->snippets, path);
    if (!known && s->whole)
        known = sl_map_lookup(&s->whole->snippets, path);
    if (known)
        return (uint32_t)(uintptr_t)known;
    if (!sl_strategy_has_file(s, path.p)) {
        report_snippet(f, m);
        return 0;
    }
    uint32_t file = sl_strategy_load_file(s, path, m->span, true, SL_LIMIT_FILE_BYTES);
    uint32_t beside = file ? sl_edition_load_beside(s, file) : 0;
    file = beside ? beside : file;
    sl_map_add(&s->snippets, path, (void *)(uintptr_t)file);
    return file;
}

/* Footnotes of a snippet have names of their own, so that they are none of the text around it. */
static void rename_notes(filling *f, sl_node *text, sl_str name)
{
    for (sl_node *n = text->first; n; n = sl_node_walk(text, n))
        if ((n->kind == SL_NODE_FOOTNOTE || n->kind == SL_NODE_NOTE_CALL) &&
            sl_str_find_char(n->id, '/', 0) == SIZE_MAX)
            n->id = sl_str_format(f->s->arena, "%.*s/%.*s", SL_FMT(name), SL_FMT(n->id));
}

/* The blocks of a snippet as a DOCUMENT; NULL: it cannot be read, which is said. */
static sl_node *read_snippet(filling *f, const mark *m)
{
    uint32_t file = load_snippet(f, m);
    if (!file)
        return NULL;
    uint32_t end = (uint32_t)sl_sources_lookup(f->s->sources, file)->bytes.n;
    sl_node *text = sl_markdown_parse_apart(f->s->arena, f->s->diags, file, 0, end);
    rename_notes(f, text, m->name);
    fill_within(f, m, text);
    return text;
}

static bool has_note(const sl_node *document, sl_str id)
{
    const sl_node *n = document->last;
    while (n && n->kind == SL_NODE_FOOTNOTE && !sl_str_equal(n->id, id))
        n = n->prev;
    return n && n->kind == SL_NODE_FOOTNOTE;
}

/* Moves the footnotes at the end of a snippet to that of the document, each once. */
static void take_notes(filling *f, sl_node *text)
{
    while (text->last && text->last->kind == SL_NODE_FOOTNOTE) {
        sl_node *note = text->last;
        sl_node_unlink(note);
        if (f->document && !has_note(f->document, note->id))
            sl_node_append(f->document, note);
    }
}

/* A paragraph that names a snippet and holds nothing else. */
static bool is_alone(const sl_node *paragraph, mark *m)
{
    const sl_node *n = paragraph->first;
    return paragraph->kind == SL_NODE_PARAGRAPH && n && n == paragraph->last &&
           n->kind == SL_NODE_TEXT && find_mark(n->text, 0, m) && m->snippet && !m->begin &&
           m->end == n->text.n && paragraph->parent;
}

static void put_blocks(filling *f, sl_node *paragraph, const mark *m)
{
    sl_node *text = is_refused(f, m) ? NULL : read_snippet(f, m);
    if (text)
        take_notes(f, text);
    while (text && text->first) {
        sl_node *block = text->first;
        sl_node_unlink(block);
        sl_node_insert_before(paragraph, block);
    }
    sl_node_unlink(paragraph);
}

/* The inlines of a mark, to be put in where it stands; NULL: none. */
static sl_node *read_inlines(filling *f, const mark *m)
{
    if (is_refused(f, m))
        return NULL;
    if (!m->snippet)
        return read_variable(f, m);
    sl_node *text = read_snippet(f, m);
    if (!text)
        return NULL;
    take_notes(f, text);
    if (text->first && text->first == text->last && text->first->kind == SL_NODE_PARAGRAPH)
        return text->first;
    sl_finding *finding =
        sl_diag_add(f->s->diags, SL_E0167, m->span, "the snippet '%.*s' is more than a paragraph",
                    SL_FMT(m->name));
    sl_diag_help(f->s->diags, finding, "put its mark in a paragraph of its own");
    return NULL;
}

static void insert_text(filling *f, sl_node *next, sl_str text, sl_span span)
{
    if (!text.n)
        return;
    sl_node *n = sl_node_new(f->s->arena, SL_NODE_TEXT, span);
    n->text = text;
    sl_node_insert_before(next, n);
}

/* Splits a TEXT at its marks. */
static void fill_text(filling *f, sl_node *n)
{
    size_t at = 0;
    mark m;
    sl_str s = n->text;
    const sl_node whole = *n;
    sl_source_walk walk = {.source = sl_span_text(f->s->sources, n->span), .text = s};
    if (sl_str_find(s, SL_STR("{{"), 0) == SIZE_MAX)
        return;
    for (size_t from = 0; find_mark(s, from, &m);) {
        from = m.end;
        if (sl_source_walk_is_coded(&walk, m.begin)) /* shown as it is */
            continue;
        sl_span before = part_of(&whole, &walk, at, m.begin);
        m.span = part_of(&whole, &walk, m.begin, m.end);
        sl_node *words = read_inlines(f, &m);
        insert_text(f, n, sl_str_slice(s, at, m.begin), before);
        while (words && words->first) {
            sl_node *one = words->first;
            sl_node_unlink(one);
            sl_node_insert_before(n, one);
        }
        at = m.end;
    }
    n->span = part_of(&whole, &walk, at, s.n);
    n->text = sl_str_slice(s, at, s.n);
    if (!n->text.n && at)
        sl_node_unlink(n);
}

/* A variable in an address is its plain words. */
static void fill_target(filling *f, sl_node *n)
{
    mark m;
    if (!n->target.n || sl_str_find(n->target, SL_STR("{{"), 0) == SIZE_MAX)
        return;
    sl_buf b;
    sl_buf_init(&b);
    size_t at = 0;
    while (find_mark(n->target, at, &m)) {
        m.span = n->span;
        sl_node *words = m.snippet || is_refused(f, &m) ? NULL : read_variable(f, &m);
        sl_buf_push_str(&b, sl_str_slice(n->target, at, m.begin));
        if (words)
            sl_buf_push_str(&b, sl_node_plain(f->s->arena, words));
        at = m.end;
    }
    sl_buf_push_str(&b, sl_str_slice(n->target, at, n->target.n));
    n->target = sl_buf_take(&b, f->s->arena);
}

static void fill(filling *f, sl_node *root)
{
    for (sl_node *n = root->first, *next; n; n = next) {
        mark m;
        next = sl_node_walk(root, n);
        if (is_alone(n, &m)) {
            m.span = n->first->span;
            for (next = n; next != root && !next->next; next = next->parent)
                ;
            next = next == root ? NULL : next->next;
            put_blocks(f, n, &m);
        } else if (n->kind == SL_NODE_TEXT) {
            fill_text(f, n);
        } else if (n->kind == SL_NODE_LINK || n->kind == SL_NODE_IMAGE) {
            fill_target(f, n);
        }
    }
}

void sl_fill(sl_strategy *s, sl_node *root)
{
    filling f = {.s = s, .document = root->kind == SL_NODE_DOCUMENT ? root : NULL};
    fill(&f, root);
}
