/* Texts compared: blocks that are the same are found first, then words within those that are alike.
 *
 * Both texts are flattened to rows of blocks (a paragraph, heading, caption, row of a table), each
 * to a row of words. Equal words have equal numbers, and so have equal blocks: the same comparison
 * of two rows of numbers (sequence.h) serves for both. Between blocks that are kept, an old block
 * is paired with the first of the next eight new ones that shares two words in five with it, in any
 * order; a pair is compared word by word, what finds none is gone or new as a whole. Pairs never
 * cross: a block that was moved is gone here and new there.
 *
 * What the program counts or prints from elsewhere is left out (numbers in references, facts,
 * links, the digest), as one thing put in would otherwise change every text behind it.
 */
#include <stdlib.h>
#include <string.h>

#include "base/assert.h"
#include "base/limits.h"
#include "change/parts.h"

/* Bytes of a text that print a figure of the register. */
typedef struct printed {
    size_t begin, end;
    sl_str figure; /* "EV-01.share" */
} printed;

typedef struct block {
    sl_node_kind kind;
    const sl_node *node;
    sl_str text;
    sl_str drawn; /* FIGURE: what its drawing shows */
    printed *figures;
    size_t figure_count;
    uint32_t *words;  /* numbers of the words, the same for the same word */
    uint32_t *sorted; /* the same in order of number */
    sl_str *spelt;    /* each with the spaces after it */
    size_t n;
} block;

typedef struct texts {
    sl_arena *arena;
    sl_map numbers;
    bool sections;           /* those below too */
    const sl_book *books[2]; /* the older one first */
    SL_VEC(block) old, now;
} texts;

/* A text as it is flattened. */
typedef struct flat {
    sl_arena *arena;
    sl_buf text;
    SL_VEC(printed) figures;
} flat;

/* --- what a text says --- */

/* Without the number that a link to an item ends with: "title (3.2)". */
static sl_str cut_number(sl_str s)
{
    size_t at = s.n;
    if (!at || s.p[at - 1] != ')')
        return s;
    for (at--; at > 0 && ((s.p[at - 1] >= '0' && s.p[at - 1] <= '9') || s.p[at - 1] == '.'); at--)
        continue;
    return at > 1 && s.p[at - 1] == '(' && s.p[at - 2] == ' ' ? sl_str_slice(s, 0, at - 2) : s;
}

static void push_inlines(flat *f, const sl_node *node)
{
    bool behind = false;
    for (const sl_node *n = node->first; n; n = n->next) {
        if (behind) { /* "Title (" number ")" of tables: the title alone is compared */
            behind = false;
            sl_buf_push_str(&f->text, sl_str_slice(n->text, 1, n->text.n));
            continue;
        }
        if (sl_str_equal_z(n->role, "item-number")) {
            behind = true;
            f->text.n -= strlen(" (");
            continue;
        }
        if (n->kind == SL_NODE_NOTE)
            continue;
        if (n->kind == SL_NODE_TEXT || n->kind == SL_NODE_CODE) {
            size_t begin = f->text.n;
            sl_buf_push_str(&f->text, n->text);
            if (n->kind == SL_NODE_TEXT && n->target.n)
                SL_PUSH(f->arena, f->figures, ((printed){begin, f->text.n, n->target}));
        } else if (n->kind == SL_NODE_SOFT_BREAK || n->kind == SL_NODE_LINE_BREAK)
            sl_buf_push_char(&f->text, ' ');
        else if (n->kind == SL_NODE_IMAGE)
            sl_buf_push_str(&f->text, n->alt);
        else if (sl_str_equal_z(n->role, "evidence-ref") && n->target.n)
            sl_buf_push_str(&f->text, sl_str_slice(n->target, 1, n->target.n));
        else if (sl_str_equal_z(n->role, "item-ref"))
            sl_buf_push_str(&f->text, cut_number(sl_node_plain(f->arena, n)));
        else if (sl_str_equal_z(n->role, "page-of"))
            continue; /* a page of the paper, which the program gives */
        else if (n->kind == SL_NODE_SPAN && n->alt.n)
            sl_buf_push_str(&f->text, n->alt);
        else
            push_inlines(f, n);
    }
}

/* What a cell says, whatever blocks are in it. */
static void push_cell(flat *f, const sl_node *cell)
{
    if (!cell->first || sl_node_is_inline(cell->first->kind)) {
        push_inlines(f, cell);
        return;
    }
    for (const sl_node *n = cell->first; n; n = n->next) {
        if (n != cell->first)
            sl_buf_push_char(&f->text, ' ');
        push_cell(f, n);
    }
}

static void push_row(flat *f, const sl_node *row)
{
    for (const sl_node *cell = row->first; cell; cell = cell->next) {
        if (cell != row->first)
            sl_buf_push_z(&f->text, " " SL_CHANGE_CELL " ");
        push_cell(f, cell);
    }
}

static uint32_t number_of(texts *t, sl_str word)
{
    void *known = sl_map_lookup(&t->numbers, word);
    if (!known) {
        known = (void *)(uintptr_t)(t->numbers.entries.n + 1);
        sl_map_add(&t->numbers, word, known);
    }
    return (uint32_t)(uintptr_t)known;
}

static int by_number(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

static void split(texts *t, block *b)
{
    size_t most = 1;
    for (size_t i = 0; i < b->text.n; i++)
        most += b->text.p[i] == ' ';
    b->words = SL_NEW_ARRAY(t->arena, uint32_t, most);
    b->spelt = SL_NEW_ARRAY(t->arena, sl_str, most);
    for (size_t at = 0; at < b->text.n;) {
        size_t end = sl_str_find_char(b->text, ' ', at);
        end = end == SIZE_MAX ? b->text.n : end;
        sl_str word = sl_str_slice(b->text, at, end);
        while (end < b->text.n && b->text.p[end] == ' ')
            end++;
        b->words[b->n] = number_of(t, word);
        b->spelt[b->n++] = sl_str_slice(b->text, at, end);
        at = end;
    }
    b->sorted = SL_NEW_ARRAY(t->arena, uint32_t, most);
    memcpy(b->sorted, b->words, b->n * sizeof(uint32_t));
    qsort(b->sorted, b->n, sizeof(uint32_t), by_number);
}

static void add(texts *t, bool is_old, const sl_node *node, flat *f)
{
    block b = {.kind = node->kind, .node = node};
    sl_str whole = sl_buf_take(&f->text, t->arena);
    b.text = sl_str_trim(whole);
    if (!b.text.n)
        return;
    size_t cut = (size_t)(b.text.p - whole.p);
    for (size_t i = 0; i < f->figures.n; i++) {
        f->figures.at[i].begin -= cut;
        f->figures.at[i].end -= cut;
    }
    b.figures = f->figures.at;
    b.figure_count = f->figures.n;
    if (node->kind == SL_NODE_FIGURE)
        b.drawn = sl_change_drawn(t->arena, &t->books[!is_old]->figures.at[node->figure]);
    split(t, &b);
    if (is_old)
        SL_PUSH(t->arena, t->old, b);
    else
        SL_PUSH(t->arena, t->now, b);
}

/* What is compared elsewhere or says nothing: facts (and what is drawn of them), links and the
 * chain are keys of the item; the headings of items and annexes are their titles; the digest is
 * another one after any change. */
static bool is_left_out(const texts *t, const sl_node *n)
{
    static const char *const roles[] = {"facts", "links", "chain", "digest", "spark"};
    for (size_t i = 0; i < SL_COUNT(roles); i++)
        if (sl_str_equal_z(n->role, roles[i]))
            return true;
    if (n->kind == SL_NODE_HEADING)
        return n->target.n || n->level == 1;
    return n->kind == SL_NODE_SECTION && !t->sections;
}

static void add_blocks(texts *t, bool is_old, const sl_node *node);

/* What the footnotes say that are called in a paragraph. */
static void add_notes(texts *t, bool is_old, const sl_node *paragraph)
{
    for (const sl_node *n = paragraph->first; n; n = n->next) {
        if (n->kind == SL_NODE_NOTE)
            add_blocks(t, is_old, n);
        else
            add_notes(t, is_old, n);
    }
}

static void add_blocks(texts *t, bool is_old, const sl_node *node)
{
    for (const sl_node *n = node ? node->first : NULL; n; n = n->next) {
        if (is_left_out(t, n))
            continue;
        flat f = {.arena = t->arena};
        sl_buf_init(&f.text);
        if (n->kind == SL_NODE_PARAGRAPH || n->kind == SL_NODE_HEADING ||
            n->kind == SL_NODE_CAPTION)
            push_inlines(&f, n);
        else if (n->kind == SL_NODE_TABLE_ROW)
            push_row(&f, n);
        else if (n->kind == SL_NODE_CODE_BLOCK)
            sl_buf_push_str(&f.text, n->text);
        else if (n->kind == SL_NODE_FIGURE)
            sl_buf_push_str(&f.text, n->alt);
        add(t, is_old, n, &f);
        if (n->first && sl_node_is_inline(n->first->kind))
            add_notes(t, is_old, n);
        else if (n->kind != SL_NODE_TABLE_ROW)
            add_blocks(t, is_old, n);
    }
}

/* --- figures of the register --- */

/* Some words as they would read whatever the figures in them: each is its own name. */
static void push_without_figures(sl_buf *out, const block *b, size_t begin, size_t end)
{
    for (size_t i = 0; i < b->figure_count; i++) {
        const printed *f = &b->figures[i];
        if (f->end <= begin || f->begin >= end)
            continue;
        if (f->begin > begin)
            sl_buf_push_str(out, sl_str_slice(b->text, begin, f->begin));
        sl_buf_push_format(out, "\x1F%.*s\x1F", SL_FMT(f->figure));
        begin = f->end < end ? f->end : end;
    }
    sl_buf_push_str(out, sl_str_slice(b->text, begin, end));
}

static sl_str without_figures(texts *t, const block *b, size_t at, size_t n)
{
    if (!n)
        return SL_STR_NONE;
    const char *end = sl_str_trim(b->spelt[at + n - 1]).p + sl_str_trim(b->spelt[at + n - 1]).n;
    sl_buf out;
    sl_buf_init(&out);
    push_without_figures(&out, b, (size_t)(b->spelt[at].p - b->text.p), (size_t)(end - b->text.p));
    return sl_buf_take(&out, t->arena);
}

/* The evidence whose figures stand in some words. */
static void add_causes(texts *t, sl_change_block *to, const block *b, size_t at, size_t n)
{
    size_t begin = (size_t)(b->spelt[at].p - b->text.p), end = begin;
    for (size_t i = 0; i < n; i++)
        end += b->spelt[at + i].n;
    for (size_t i = 0; i < b->figure_count; i++) {
        const printed *f = &b->figures[i];
        if (f->end <= begin || f->begin >= end)
            continue;
        size_t dot = sl_str_find_char(f->figure, '.', 0);
        sl_str id = dot == SIZE_MAX ? f->figure : sl_str_slice(f->figure, 0, dot);
        bool known = false;
        for (size_t k = 0; k < to->causes.n && !known; k++)
            known = sl_str_equal(to->causes.at[k], id);
        if (!known)
            SL_PUSH(t->arena, to->causes, id);
    }
}

/* --- what became of a block --- */

static void push_words(sl_arena *a, sl_change_block *to, sl_edit_kind kind, const block *b,
                       size_t at, size_t n)
{
    if (!n)
        return;
    const char *end = b->spelt[at + n - 1].p + b->spelt[at + n - 1].n;
    SL_PUSH(a, to->words,
            ((sl_change_words){kind, {b->spelt[at].p, (size_t)(end - b->spelt[at].p)}}));
}

static void push_whole(sl_arena *a, sl_change *out, sl_edit_kind kind, const block *b)
{
    bool is_new = kind == SL_EDIT_NEW;
    sl_change_block to = {
        .kind = b->kind, .was = is_new ? NULL : b->node, .now = is_new ? b->node : NULL};
    push_words(a, &to, kind, b, 0, b->n);
    *(is_new ? &to.words_new : &to.words_gone) = b->n;
    SL_PUSH(a, out->blocks, to);
}

/* A word or two that stay between two changes make them harder to read, not easier. */
static bool is_crumb(const sl_edits *edits, size_t i)
{
    enum { CRUMB = 2, REPLACED = 4 };
    if (edits->at[i].kind != SL_EDIT_KEPT || edits->at[i].n > CRUMB || i == 0 || i + 1 == edits->n)
        return false;
    return edits->at[i - 1].n + edits->at[i + 1].n >= REPLACED;
}

/* Changes from edit i on that are told together: until words are kept that are no crumb. */
static size_t push_replaced(texts *t, sl_change_block *to, const sl_edits *edits, size_t i,
                            const block *old, const block *now)
{
    size_t gone = 0, come = 0, first = i, was = edits->at[i].old, is = edits->at[i].now;
    for (; i < edits->n && (edits->at[i].kind != SL_EDIT_KEPT || is_crumb(edits, i)); i++) {
        gone += edits->at[i].kind != SL_EDIT_NEW ? edits->at[i].n : 0;
        come += edits->at[i].kind != SL_EDIT_GONE ? edits->at[i].n : 0;
    }
    push_words(t->arena, to, SL_EDIT_GONE, old, edits->at[first].old, gone);
    push_words(t->arena, to, SL_EDIT_NEW, now, edits->at[first].now, come);
    to->words_gone += gone;
    to->words_new += come;
    bool caused =
        gone && come &&
        sl_str_equal(without_figures(t, old, was, gone), without_figures(t, now, is, come));
    if (caused)
        add_causes(t, to, now, is, come);
    to->is_mixed = to->is_mixed || !caused;
    return i;
}

static void push_changed(texts *t, sl_change *out, const block *old, const block *now)
{
    sl_change_block to = {.kind = now->kind, .was = old->node, .now = now->node};
    sl_edits edits = {0};
    sl_sequence_compare(t->arena, old->words, old->n, now->words, now->n, &edits);
    for (size_t i = 0; i < edits.n;) {
        if (edits.at[i].kind == SL_EDIT_KEPT) {
            push_words(t->arena, &to, SL_EDIT_KEPT, now, edits.at[i].now, edits.at[i].n);
            i++;
        } else {
            i = push_replaced(t, &to, &edits, i, old, now);
        }
    }
    SL_PUSH(t->arena, out->blocks, to);
}

/* How many of a hundred words two blocks share, wherever they stand. */
static size_t likeness(const block *old, const block *now)
{
    size_t shared = 0, i = 0, k = 0;
    if (old->kind != now->kind)
        return 0;
    while (i < old->n && k < now->n) {
        uint32_t was = old->sorted[i], is = now->sorted[k];
        shared += was == is;
        i += was <= is;
        k += is <= was;
    }
    return 200 * shared / (old->n + now->n);
}

/* A block that is gone, from before the new one at `at`. */
static void push_gone(const texts *t, sl_change *out, const block *old, size_t at)
{
    push_whole(t->arena, out, SL_EDIT_GONE, old);
    if (t->now.n)
        out->blocks.at[out->blocks.n - 1].near = t->now.at[at ? at - 1 : 0].node;
}

/* Blocks between two that are the same: the old ones, each with the next new one that is like it.
 */
static void push_gap(texts *t, sl_change *out, const sl_edit *gone, const sl_edit *come)
{
    enum { LIKE = 40, AHEAD = 8 };
    size_t k = 0, n = gone ? gone->n : 0, m = come ? come->n : 0;
    size_t at = come ? come->now : gone->now;
    for (size_t i = 0; i < n; i++) {
        const block *old = &t->old.at[gone->old + i];
        size_t like = k;
        while (like < m && like < k + AHEAD && likeness(old, &t->now.at[come->now + like]) < LIKE)
            like++;
        if (like == m || like == k + AHEAD) {
            push_gone(t, out, old, at + k);
            continue;
        }
        for (; k < like; k++)
            push_whole(t->arena, out, SL_EDIT_NEW, &t->now.at[come->now + k]);
        push_changed(t, out, old, &t->now.at[come->now + k++]);
    }
    for (; k < m; k++)
        push_whole(t->arena, out, SL_EDIT_NEW, &t->now.at[come->now + k]);
}

/* The heading that stands before the new block at `at`, when it was not told yet. */
static void push_context(texts *t, sl_change *out, size_t *told, size_t at)
{
    for (size_t i = at; i > *told; i--) {
        if (t->now.at[i - 1].kind != SL_NODE_HEADING)
            continue;
        sl_change_block to = {.kind = SL_NODE_HEADING};
        push_words(t->arena, &to, SL_EDIT_KEPT, &t->now.at[i - 1], 0, t->now.at[i - 1].n);
        SL_PUSH(t->arena, out->blocks, to);
        break;
    }
    *told = at;
}

/* The same for blocks that differ in the register's figures alone: they are the same sentence. */
static uint32_t *number_blocks(texts *t, const block *at, size_t n)
{
    uint32_t *numbers = SL_NEW_ARRAY(t->arena, uint32_t, n + 1);
    for (size_t i = 0; i < n; i++) {
        sl_str text = without_figures(t, &at[i], 0, at[i].n);
        numbers[i] = number_of(t, sl_str_format(t->arena, "%d %.*s %.*s", (int)at[i].kind,
                                                SL_FMT(text), SL_FMT(at[i].drawn)));
    }
    return numbers;
}

/* Blocks that are kept but for their figures. */
static void push_kept(texts *t, sl_change *out, size_t *told, const sl_edit *edit)
{
    for (size_t i = 0; i < edit->n; i++) {
        const block *old = &t->old.at[edit->old + i], *now = &t->now.at[edit->now + i];
        if (sl_str_equal(old->text, now->text))
            continue;
        push_context(t, out, told, edit->now + i);
        push_changed(t, out, old, now);
    }
}

void sl_change_compare_text(sl_arena *a, const sl_changes *c, const sl_node *old,
                            const sl_node *now, bool sections, sl_change *out)
{
    texts t = {.arena = a, .sections = sections, .books = {c->old, c->now}};
    sl_edits edits = {0};
    sl_map_init(&t.numbers, a);
    add_blocks(&t, true, old);
    add_blocks(&t, false, now);
    uint32_t *was = number_blocks(&t, t.old.at, t.old.n),
             *is = number_blocks(&t, t.now.at, t.now.n);
    sl_sequence_compare(a, was, t.old.n, is, t.now.n, &edits);
    size_t told = 0;
    for (size_t i = 0; i < edits.n; i++) {
        const sl_edit *edit = &edits.at[i], *next = i + 1 < edits.n ? edit + 1 : NULL;
        if (edit->kind == SL_EDIT_KEPT) {
            push_kept(&t, out, &told, edit);
            continue;
        }
        push_context(&t, out, &told, edit->now);
        bool both = edit->kind == SL_EDIT_GONE && next && next->kind == SL_EDIT_NEW;
        push_gap(&t, out, edit->kind == SL_EDIT_GONE ? edit : NULL,
                 both                        ? next
                 : edit->kind == SL_EDIT_NEW ? edit
                                             : NULL);
        i += both;
    }
}
