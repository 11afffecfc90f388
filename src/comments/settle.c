/* Edits of several reviewers as one text. */
#include <stdlib.h>

#include "base/buf.h"
#include "change/sequence.h"
#include "comments/edit.h"

static int by_place(const void *a, const void *b)
{
    const sl_text_edit *x = a, *y = b;
    if (x->file != y->file)
        return x->file < y->file ? -1 : 1;
    if (x->begin != y->begin)
        return x->begin < y->begin ? -1 : 1;
    if (x->end != y->end)
        return x->end < y->end ? -1 : 1;
    if (x->origin != y->origin)
        return x->origin < y->origin ? -1 : 1;
    /* As they stand in the file. */
    return x->remark->number != y->remark->number ? x->remark->number < y->remark->number ? -1 : 1
                                                  : 0;
}

static bool is_same(const sl_text_edit *x, const sl_text_edit *y)
{
    return x->file == y->file && x->begin == y->begin && x->end == y->end &&
           sl_str_equal(x->text, y->text);
}

/* Words put in at one place by one reviewer, one after the other. */
static bool goes_on(const sl_text_edit *x, const sl_text_edit *y)
{
    return x->origin == y->origin && x->file == y->file && x->end == y->begin &&
           x->begin == x->end && y->begin == y->end;
}

/* Y begins no earlier than x. */
static bool overlaps(const sl_text_edit *x, const sl_text_edit *y)
{
    if (x->file != y->file || y->begin > x->end)
        return false;
    if (y->begin < x->end)
        return true;
    bool one_puts_in = x->begin == x->end || y->begin == y->end;
    return one_puts_in && x->origin != y->origin;
}

static void merge_same(sl_arena *a, sl_text_edits *all)
{
    size_t n = 0;
    for (size_t i = 0; i < all->n; i++) {
        sl_text_edit *last = n ? &all->at[n - 1] : NULL, *one = &all->at[i];
        if (last && is_same(last, one) && last->origin != one->origin)
            continue;
        if (last && goes_on(last, one)) {
            last->text = sl_str_format(a, "%.*s%.*s", SL_FMT(last->text), SL_FMT(one->text));
            continue;
        }
        /* Two deletions side by side both take the space between them. */
        if (last && last->origin == one->origin && last->file == one->file &&
            one->begin < last->end && one->end >= last->end)
            one->begin = last->end;
        all->at[n++] = *one;
    }
    all->n = n;
}

uint32_t sl_text_edits_settle(sl_arena *a, sl_text_edits *all)
{
    uint32_t conflicts = 0;
    if (all->n)
        qsort(all->at, all->n, sizeof *all->at, by_place);
    merge_same(a, all);
    size_t far = 0; /* the one that reaches furthest so far */
    for (size_t i = 1; i < all->n; i++) {
        sl_text_edit *x = &all->at[far], *y = &all->at[i];
        if (overlaps(x, y)) {
            if (!x->conflict)
                x->conflict = ++conflicts;
            y->conflict = x->conflict;
        }
        if (y->file != x->file || y->end >= x->end)
            far = i;
    }
    return conflicts;
}

sl_str sl_text_edits_make(sl_arena *a, const sl_sources *sources, const sl_text_edits *all,
                          uint32_t file)
{
    sl_str bytes = sl_sources_lookup(sources, file)->bytes;
    sl_buf b;
    size_t done = 0;
    sl_buf_init(&b);
    for (size_t i = 0; i < all->n; i++) {
        const sl_text_edit *e = &all->at[i];
        if (e->file != file || e->conflict)
            continue;
        sl_buf_push_str(&b, sl_str_slice(bytes, done, e->begin));
        sl_buf_push_str(&b, e->text);
        done = e->end;
    }
    sl_buf_push_str(&b, sl_str_slice(bytes, done, bytes.n));
    return sl_buf_take(&b, a);
}

/* --- what changes, line by line --- */

enum { AROUND = 3 };

static void push_lines(sl_buf *out, char mark, const sl_lines_numbered *l, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++) {
        sl_buf_push_char(out, mark);
        sl_buf_push_str(out, l->at[i]);
        if (!sl_str_ends(l->at[i], "\n"))
            sl_buf_push_z(out, "\n\\ No newline at end of file\n");
    }
}

/* Where n lines begin, which count from 1; none: the line before them. */
static void push_range(sl_buf *out, char mark, size_t from, size_t n)
{
    sl_buf_push_format(out, " %c%zu,%zu", mark, from + (n > 0), n);
}

/* Edits from i on that stand together: from where, to where. */
static size_t push_hunk(sl_buf *out, const sl_edits *edits, size_t i, const sl_lines_numbered *old,
                        const sl_lines_numbered *now)
{
    size_t end = i;
    while (end + 1 < edits->n && (edits->at[end + 1].kind != SL_EDIT_KEPT ||
                                  (edits->at[end + 1].n <= 2 * AROUND && end + 2 < edits->n)))
        end++;
    const sl_edit *first = &edits->at[i], *last = &edits->at[end];
    size_t lead = first->old < AROUND ? first->old : AROUND;
    size_t old_end = last->old + (last->kind != SL_EDIT_NEW ? last->n : 0),
           now_end = last->now + (last->kind != SL_EDIT_GONE ? last->n : 0);
    size_t tail = old->n - old_end < AROUND ? old->n - old_end : AROUND;
    sl_buf_push_z(out, "@@");
    push_range(out, '-', first->old - lead, old_end + tail - (first->old - lead));
    push_range(out, '+', first->now - lead, now_end + tail - (first->now - lead));
    sl_buf_push_z(out, " @@\n");
    push_lines(out, ' ', old, first->old - lead, first->old);
    for (size_t k = i; k <= end; k++) {
        const sl_edit *e = &edits->at[k];
        if (e->kind == SL_EDIT_NEW)
            push_lines(out, '+', now, e->now, e->now + e->n);
        else
            push_lines(out, e->kind == SL_EDIT_GONE ? '-' : ' ', old, e->old, e->old + e->n);
    }
    push_lines(out, ' ', old, old_end, old_end + tail);
    return end + 1;
}

void sl_text_edits_push_diff(sl_buf *out, sl_arena *a, sl_str name, sl_str old, sl_str now)
{
    sl_map known;
    sl_edits edits = {0};
    sl_map_init(&known, a);
    sl_lines_numbered was = sl_sequence_number_lines(a, &known, old),
                      is = sl_sequence_number_lines(a, &known, now);
    sl_sequence_compare(a, was.numbers, was.n, is.numbers, is.n, &edits);
    sl_buf_push_format(out, "--- %.*s\n+++ %.*s\n", SL_FMT(name), SL_FMT(name));
    for (size_t i = 0; i < edits.n;)
        if (edits.at[i].kind == SL_EDIT_KEPT)
            i++;
        else
            i = push_hunk(out, &edits, i, &was, &is);
}
