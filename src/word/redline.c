#include "word/redline.h"

#include <stdlib.h>

#include "change/sequence.h"
#include "word/markup.h"
#include "word/steps.h"
#include "word/tracked.h"

enum {
    LIKE = 40,       /* per cent of the words that a pair shares */
    AHEAD = 24,      /* new blocks in which the pair of an old one is looked for */
    MOVED_LEAST = 24 /* bytes of a paragraph that says enough to be known at another place */
};

typedef struct merging {
    sl_docx *w;
    sl_arena *arena;
    sl_tracked t;
    sl_markup_keys keys;
    sl_markup old, now;
    uint32_t moves;
} merging;

static void push_blocks(merging *m, sl_markup_blocks *old, sl_markup_blocks *now, bool is_body);

/* --- which pairs there are --- */

static size_t likeness(const uint32_t *a, size_t n, const uint32_t *b, size_t k)
{
    size_t shared = 0, i = 0, j = 0;
    while (i < n && j < k) {
        uint32_t x = a[i], y = b[j];
        shared += x == y;
        i += x <= y;
        j += y <= x;
    }
    return n + k ? 200 * shared / (n + k) : 0;
}

/* How well an old block and a new one go together, 0: not at all. */
static size_t like_of(merging *m, sl_markup_block *old, sl_markup_block *now)
{
    if (old->is_table != now->is_table || !sl_markup_is_alike(old, now) ||
        (old->is_table && sl_markup_count_columns(old) != sl_markup_count_columns(now)))
        return 0;
    sl_markup_read(&m->old, old);
    sl_markup_read(&m->now, now);
    bool same = old->name.n && sl_str_equal(old->name, now->name);
    if (same || (!old->sorted_count && !now->sorted_count))
        return 100; /* the same thing, whatever it says */
    return likeness(old->sorted, old->sorted_count, now->sorted, now->sorted_count);
}

static void push_step(merging *m, sl_steps *out, size_t old, size_t now)
{
    SL_PUSH(m->arena, *out, ((sl_step){.old = old, .now = now}));
}

typedef size_t (*likeness_of)(merging *m, const void *old, size_t i, const void *now, size_t k);

/* Between what is the same: each old one with the likest new one of the next. */
static void pair_gap(merging *m, sl_steps *out, likeness_of like, const void *old,
                     const sl_edit *gone, const void *now, const sl_edit *come)
{
    size_t n = gone ? gone->n : 0, k = 0, count = come ? come->n : 0;
    for (size_t i = 0; i < n; i++) {
        size_t best = SL_STEP_NONE, score = LIKE - 1;
        for (size_t j = k; j < count && j < k + AHEAD; j++) {
            size_t here = like(m, old, gone->old + i, now, come->now + j);
            if (here > score) {
                best = j;
                score = here;
            }
        }
        if (best == SL_STEP_NONE) {
            push_step(m, out, gone->old + i, SL_STEP_NONE);
            continue;
        }
        for (; k < best; k++)
            push_step(m, out, SL_STEP_NONE, come->now + k);
        push_step(m, out, gone->old + i, come->now + k++);
    }
    for (; k < count; k++)
        push_step(m, out, SL_STEP_NONE, come->now + k);
}

/* The steps from `old` to `now`, by their keys. */
static void align(merging *m, sl_steps *out, likeness_of like, const void *old, const uint32_t *was,
                  size_t n, size_t first_old, const void *now, const uint32_t *is, size_t k,
                  size_t first_now)
{
    sl_edits edits = {0};
    sl_sequence_compare(m->arena, was + first_old, n, is + first_now, k, &edits);
    for (size_t i = 0; i < edits.n; i++) {
        sl_edit *e = &edits.at[i], *next = i + 1 < edits.n ? e + 1 : NULL;
        e->old += first_old;
        e->now += first_now;
        if (e->kind == SL_EDIT_KEPT) {
            for (size_t j = 0; j < e->n; j++)
                push_step(m, out, e->old + j, e->now + j);
            continue;
        }
        bool both = e->kind == SL_EDIT_GONE && next && next->kind == SL_EDIT_NEW;
        if (both) {
            next->old += first_old;
            next->now += first_now;
        }
        pair_gap(m, out, like, old, e->kind == SL_EDIT_GONE ? e : NULL, now,
                 both                     ? next
                 : e->kind == SL_EDIT_NEW ? e
                                          : NULL);
        i += both;
    }
}

static size_t like_blocks(merging *m, const void *old, size_t i, const void *now, size_t k)
{
    const sl_markup_blocks *a = old, *b = now;
    return like_of(m, &a->at[i], &b->at[k]);
}

static size_t like_rows(merging *m, const void *old, size_t i, const void *now, size_t k)
{
    const sl_markup_row *a = &((const sl_markup_rows *)old)->at[i],
                        *b = &((const sl_markup_rows *)now)->at[k];
    (void)m;
    if (a->shape != b->shape || a->cells.n != b->cells.n)
        return 0;
    return a->sorted_count || b->sorted_count
               ? likeness(a->sorted, a->sorted_count, b->sorted, b->sorted_count)
               : 100;
}

/* --- moves --- */

/* A paragraph without its other place yet. */
static bool is_alone(const sl_steps *all, size_t at)
{
    return at < all->n && sl_step_is_alone(&all->at[at]);
}

static bool is_move(const sl_steps *all, size_t from, size_t to, const sl_markup_blocks *old,
                    const sl_markup_blocks *now)
{
    if (!is_alone(all, from) || !is_alone(all, to))
        return false;
    const sl_step *a = &all->at[from], *b = &all->at[to];
    return !a->calls_first && !b->calls_first && a->old != SL_STEP_NONE && b->now != SL_STEP_NONE &&
           old->at[a->old].said == now->at[b->now].said && !old->at[a->old].is_table;
}

/* Paragraphs that stand once among what is gone and once among what is new, and those beside them
 * that went the same way. */
static void find_moves(merging *m, sl_steps *all, const sl_markup_blocks *old,
                       const sl_markup_blocks *now)
{
    sl_map places; /* by key: 1 + index of the step that is new; at SL_STEP_NONE: several are */
    sl_map_init(&places, m->arena);
    for (size_t i = 0; i < all->n; i++) {
        const sl_markup_block *b = sl_step_block(&all->at[i], old, now);
        if (all->at[i].old != SL_STEP_NONE || b->is_table)
            continue;
        sl_str key = {(const char *)&b->said, sizeof b->said};
        if (!sl_map_add(&places, key, (void *)(uintptr_t)(i + 1)))
            sl_map_add(&places, sl_str_format(m->arena, "again %u", b->said), m);
    }
    for (size_t i = 0; i < all->n; i++) {
        const sl_markup_block *b = sl_step_block(&all->at[i], old, now);
        sl_str key = {(const char *)&b->said, sizeof b->said};
        uintptr_t at = (uintptr_t)sl_map_lookup(&places, key);
        if (!at || b->xml.n - b->props.n < MOVED_LEAST + 60 ||
            sl_map_lookup(&places, sl_str_format(m->arena, "again %u", b->said)))
            continue;
        size_t from = i, to = (size_t)at - 1, n = 0;
        if (!is_move(all, from, to, old, now))
            continue;
        while (from > 0 && to > 0 && is_move(all, from - 1, to - 1, old, now)) {
            from--;
            to--;
        }
        m->moves++;
        for (; is_move(all, from + n, to + n, old, now); n++)
            all->at[from + n].move = all->at[to + n].move = m->moves;
    }
}

/* --- writing --- */

static void push_whole(merging *m, sl_markup_block *b, sl_tracked_state state, bool is_last);

static void push_cells(merging *m, const sl_markup_row *r, sl_tracked_state state)
{
    for (size_t i = 0; i < r->cells.n; i++) {
        sl_markup_cell *c = &r->cells.at[i];
        sl_tracked_push(&m->t, SL_STR("<w:tc>"));
        sl_tracked_push(&m->t, c->props);
        for (size_t k = 0; k < c->blocks.n; k++)
            push_whole(m, &c->blocks.at[k], state, false);
        sl_tracked_push(&m->t, SL_STR("</w:tc>"));
    }
}

static void push_row(merging *m, const sl_markup_row *r, sl_tracked_state state)
{
    sl_tracked_push(&m->t, SL_STR("<w:tr>"));
    sl_tracked_push_row_props(&m->t, r->props, state);
    push_cells(m, r, state);
    sl_tracked_push(&m->t, SL_STR("</w:tr>"));
}

/* All of a block as gone, new or moved. is_last: of its note. */
static void push_whole(merging *m, sl_markup_block *b, sl_tracked_state state, bool is_last)
{
    sl_markup *side = sl_tracked_is_old(state) ? &m->old : &m->now;
    sl_markup_read(side, b);
    if (!b->is_table) {
        sl_tracked_push_paragraph(&m->t, b, state, is_last);
        return;
    }
    sl_markup_rows rows = sl_markup_list_rows(side, b);
    sl_tracked_push(&m->t, SL_STR("<w:tbl>"));
    sl_tracked_push(&m->t, b->props);
    for (size_t i = 0; i < rows.n; i++)
        push_row(m, &rows.at[i], state);
    sl_tracked_push(&m->t, SL_STR("</w:tbl>"));
    if (!b->tail.n)
        return;
    sl_markup_blocks tail = sl_markup_list(side, b->tail);
    push_whole(m, &tail.at[0], state, is_last);
}

static void push_row_pair(merging *m, sl_markup_row *old, sl_markup_row *now)
{
    sl_tracked_push(&m->t, SL_STR("<w:tr><w:trPr>"));
    sl_tracked_push(&m->t, now->props);
    sl_tracked_push(&m->t, SL_STR("</w:trPr>"));
    for (size_t i = 0; i < now->cells.n; i++) {
        sl_tracked_push(&m->t, SL_STR("<w:tc>"));
        sl_tracked_push(&m->t, now->cells.at[i].props);
        push_blocks(m, &old->cells.at[i].blocks, &now->cells.at[i].blocks, false);
        sl_tracked_push(&m->t, SL_STR("</w:tc>"));
    }
    sl_tracked_push(&m->t, SL_STR("</w:tr>"));
}

static void push_table_pair(merging *m, const sl_markup_block *old, const sl_markup_block *now)
{
    sl_markup_rows was = sl_markup_list_rows(&m->old, old), is = sl_markup_list_rows(&m->now, now);
    uint32_t *a = SL_NEW_ARRAY(m->arena, uint32_t, was.n + 1),
             *b = SL_NEW_ARRAY(m->arena, uint32_t, is.n + 1);
    sl_steps all = {0};
    for (size_t i = 0; i < was.n; i++)
        a[i] = was.at[i].key;
    for (size_t i = 0; i < is.n; i++)
        b[i] = is.at[i].key;
    align(m, &all, like_rows, &was, a, was.n, 0, &is, b, is.n, 0);
    sl_tracked_push(&m->t, SL_STR("<w:tbl>"));
    sl_tracked_push(&m->t, now->props);
    for (size_t i = 0; i < all.n; i++) {
        const sl_step *s = &all.at[i];
        if (s->now == SL_STEP_NONE)
            push_row(m, &was.at[s->old], SL_TRACKED_GONE);
        else if (s->old == SL_STEP_NONE)
            push_row(m, &is.at[s->now], SL_TRACKED_NEW);
        else
            push_row_pair(m, &was.at[s->old], &is.at[s->now]);
    }
    sl_tracked_push(&m->t, SL_STR("</w:tbl>"));
    sl_tracked_push(&m->t, now->tail);
}

/* mark: of the paragraph's end. */
static void push_pair(merging *m, sl_markup_block *old, sl_markup_block *now, sl_tracked_state mark)
{
    bool lists = sl_str_find(now->xml, SL_STR("<w:numId "), 0) != SIZE_MAX;
    if (mark == SL_TRACKED_KEPT && old->key == now->key && !lists && old->tail.n == now->tail.n) {
        sl_tracked_push(&m->t, now->xml);
        sl_tracked_push(&m->t, now->tail);
        return;
    }
    sl_markup_read(&m->old, old);
    sl_markup_read(&m->now, now);
    if (now->is_table)
        push_table_pair(m, old, now);
    else
        sl_tracked_push_paragraph_pair(&m->t, old, now, mark);
}

/* --- a list of blocks --- */

/* The contents: lines from the one that begins their field to the one before its end. */
static size_t find_contents(const sl_markup_blocks *all, size_t *last)
{
    size_t first = SL_STEP_NONE;
    for (size_t i = 0; i < all->n; i++) {
        const sl_markup_block *b = &all->at[i];
        if (!b->is_table && sl_str_find(b->xml, SL_STR("> TOC "), 0) != SIZE_MAX)
            first = i;
        if (first != SL_STEP_NONE && !sl_str_starts(b->style, "TOC"))
            break;
        *last = i;
    }
    return first;
}

typedef struct aligning {
    sl_steps *out;
    sl_markup_blocks *old, *now;
    uint32_t *was, *is; /* their keys */
    size_t i, j;        /* how far it is */
} aligning;

/* Up to two blocks, and not with them. */
static void align_until(merging *m, aligning *a, size_t i, size_t j)
{
    align(m, a->out, like_blocks, a->old, a->was, i - a->i, a->i, a->now, a->is, j - a->j, a->j);
    a->i = i;
    a->j = j;
}

static void align_pair(merging *m, aligning *a, size_t i, size_t j)
{
    align_until(m, a, i, j);
    push_step(m, a->out, i, j);
    a->i++;
    a->j++;
}

static uint32_t *keys_of(merging *m, const sl_markup_blocks *all)
{
    uint32_t *keys = SL_NEW_ARRAY(m->arena, uint32_t, all->n + 1);
    for (size_t i = 0; i < all->n; i++)
        keys[i] = all->at[i].key;
    return keys;
}

/* Some blocks go together whatever they say: the last paragraphs of a text or a cell, which cannot
 * be taken out of it, and the first and last lines of the contents, between which their field is.
 */
static void align_blocks(merging *m, sl_steps *all, sl_markup_blocks *old, sl_markup_blocks *now,
                         bool is_body)
{
    aligning a = {all, old, now, keys_of(m, old), keys_of(m, now), 0, 0};
    bool ends = old->n && now->n && !old->at[old->n - 1].is_table && !now->at[now->n - 1].is_table;
    size_t last_old = 0, last_now = 0;
    size_t i = is_body ? find_contents(old, &last_old) : SL_STEP_NONE,
           j = is_body ? find_contents(now, &last_now) : SL_STEP_NONE;
    if (i != SL_STEP_NONE && j != SL_STEP_NONE && last_old + 1 < old->n && last_now + 1 < now->n) {
        align_pair(m, &a, i, j);
        if (last_old > i && last_now > j)
            align_pair(m, &a, last_old, last_now);
    }
    align_until(m, &a, old->n - ends, now->n - ends);
    if (ends)
        push_step(m, all, old->n - 1, now->n - 1);
}

static bool begins_move(const sl_steps *all, size_t i)
{
    const sl_step *s = &all->at[i];
    return s->move && (i == 0 || all->at[i - 1].move != s->move ||
                       (all->at[i - 1].old == SL_STEP_NONE) != (s->old == SL_STEP_NONE));
}

static bool ends_move(const sl_steps *all, size_t i)
{
    const sl_step *s = &all->at[i];
    return s->move && (i + 1 == all->n || all->at[i + 1].move != s->move ||
                       (all->at[i + 1].old == SL_STEP_NONE) != (s->old == SL_STEP_NONE));
}

/* LibreOffice keeps a paragraph that is gone right before a table, empty: with its number, if it
 * has one. It is to keep one that nobody sees. */
static bool wants_gap(const sl_steps *all, size_t i, const sl_markup_blocks *old,
                      const sl_markup_blocks *now)
{
    if (i == 0)
        return false;
    const sl_step *before = &all->at[i - 1], *s = &all->at[i];
    const sl_markup_block *b = s->now == SL_STEP_NONE ? &old->at[s->old] : &now->at[s->now];
    return b->is_table && (before->old == SL_STEP_NONE || before->now == SL_STEP_NONE) &&
           !sl_step_block(before, old, now)->is_table;
}

/* The end of a kept paragraph, behind which the last of others is joined. */
static sl_tracked_state mark_of(const sl_steps *all, size_t i)
{
    size_t k = i + 1;
    while (k < all->n && sl_step_is_alone(&all->at[k]) && !all->at[k].joined)
        k++;
    return k == all->n || !all->at[k].joined ? SL_TRACKED_KEPT
           : all->at[k].now == SL_STEP_NONE  ? SL_TRACKED_GONE
                                             : SL_TRACKED_NEW;
}

static void push_joined(merging *m, sl_markup_block *b, bool gone, sl_markup_block *before)
{
    sl_markup_read(gone ? &m->old : &m->now, b);
    sl_markup_read(gone ? &m->now : &m->old, before);
    sl_tracked_push_joined(&m->t, b, gone ? SL_TRACKED_GONE : SL_TRACKED_NEW, before);
}

static void push_blocks(merging *m, sl_markup_blocks *old, sl_markup_blocks *now, bool is_body)
{
    sl_steps all = {0};
    align_blocks(m, &all, old, now, is_body);
    if (is_body) {
        sl_steps_mark_note(&all, old, now);
        find_moves(m, &all, old, now);
        sl_steps_join_note(m->arena, &all, old, now);
    }
    for (size_t i = 0; i < all.n; i++) {
        const sl_step *s = &all.at[i];
        if (wants_gap(&all, i, old, now))
            sl_tracked_push_never(&m->t);
        if (s->old != SL_STEP_NONE && s->now != SL_STEP_NONE) {
            push_pair(m, &old->at[s->old], &now->at[s->now], mark_of(&all, i));
            continue;
        }
        bool gone = s->now == SL_STEP_NONE;
        if (s->joined) {
            push_joined(m, gone ? &old->at[s->old] : &now->at[s->now], gone,
                        gone ? &now->at[s->joined - 1] : &old->at[s->joined - 1]);
            continue;
        }
        if (begins_move(&all, i))
            sl_tracked_begin_move(&m->t, s->move, gone);
        push_whole(m, gone ? &old->at[s->old] : &now->at[s->now],
                   s->move ? gone ? SL_TRACKED_FROM : SL_TRACKED_TO
                   : gone  ? SL_TRACKED_GONE
                           : SL_TRACKED_NEW,
                   false);
        if (ends_move(&all, i))
            sl_tracked_end_move(&m->t, gone);
    }
}

/* --- notes --- */

static void push_note(merging *m, const char *id, const sl_str *old, const sl_str *now)
{
    sl_tracked_push(&m->t, sl_str_format(m->arena, "<w:footnote w:id=\"%s\">", id));
    sl_markup_blocks was = {0}, is = {0};
    if (old)
        was = sl_markup_list(&m->old, *old);
    if (now)
        is = sl_markup_list(&m->now, *now);
    if (old && now)
        push_blocks(m, &was, &is, false);
    for (size_t i = 0; old && !now && i < was.n; i++)
        push_whole(m, &was.at[i], SL_TRACKED_GONE, i + 1 == was.n);
    for (size_t i = 0; now && !old && i < is.n; i++)
        push_whole(m, &is.at[i], SL_TRACKED_NEW, i + 1 == is.n);
    sl_tracked_push(&m->t, SL_STR("</w:footnote>"));
}

/* Notes have no notes: none comes to the list while it is gone through. */
static void push_notes(merging *m, sl_str now)
{
    sl_str note;
    while (sl_markup_next(&now, &note)) {
        sl_str id = sl_markup_value(note, " w:id=\"");
        const sl_tracked_note *n = sl_map_lookup(&m->t.notes, id);
        const sl_str *text = sl_map_lookup(&m->now.notes, id);
        if (!n)
            sl_tracked_push(&m->t, note);
        else
            push_note(m, sl_str_copy(m->arena, id).p,
                      n->old.n ? sl_map_lookup(&m->old.notes, n->old) : NULL, text);
    }
    for (size_t i = 0; i < m->t.gone_notes.n; i++) {
        sl_str id = m->t.gone_notes.at[i];
        push_note(m, sl_tracked_gone_note(&m->t, id), sl_map_lookup(&m->old.notes, id), NULL);
    }
}

/* --- the whole --- */

/* What a list is like: two of them are one when this is the same. */
static sl_str list_of(void *context, sl_str number)
{
    sl_docx *w = context;
    uint32_t n = 0;
    if (!sl_num_parse(number, &n) || !n || n > w->lists.n)
        return SL_STR_NONE;
    const sl_docx_list *l = &w->lists.at[n - 1];
    sl_buf b;
    sl_buf_init(&b);
    sl_buf_push_format(&b, "list %d %.*s %d %u", (int)l->kind, SL_FMT(l->mark), l->letters,
                       l->level);
    for (unsigned i = 0; i < SL_DOCX_LEVELS; i++)
        sl_buf_push_format(&b, " %u", l->start[i]);
    return sl_buf_take(&b, w->arena);
}

static void push_once(merging *m, const sl_redline_text *old, const sl_redline_text *now,
                      sl_buf *body, sl_buf *notes)
{
    sl_markup_init(&m->old, &m->keys, old->notes);
    sl_markup_init(&m->now, &m->keys, now->notes);
    sl_markup_blocks was = sl_markup_list(&m->old, old->body),
                     is = sl_markup_list(&m->now, now->body);
    m->moves = 0;
    sl_tracked_begin(&m->t, body);
    push_blocks(m, &was, &is, true);
    m->t.out = notes;
    push_notes(m, now->notes);
}

void sl_redline_push(sl_docx *w, const sl_redline_text *old, const sl_redline_text *now,
                     sl_buf *body, sl_buf *notes)
{
    enum { MOST_TRIES = 4 };
    merging m = {.w = w, .arena = w->arena};
    sl_redline_text was = *old;
    m.keys = (sl_markup_keys){.arena = w->arena, .list_of = list_of, .context = w};
    sl_map_init(&m.keys.numbers, w->arena);
    sl_tracked_init(&m.t, w, &m.keys, now->body);
    /* What is gone may stand before what tells into which list it was; and what leads to it, when
     * the new text calls something else so, is another word than it seemed. */
    for (unsigned i = 0; i < MOST_TRIES; i++) {
        sl_buf unused;
        sl_buf_init(&unused);
        push_once(&m, &was, now, &unused, &unused);
        sl_buf_done(&unused);
        bool again = sl_tracked_rename(&m.t, &was.body);
        again = sl_tracked_rename(&m.t, &was.notes) || again;
        if (!again)
            break;
    }
    push_once(&m, &was, now, body, notes);
}
