/* Three-way, by lines: what each has changed since the base is found apart; hunks that neither
 * meet nor touch are all made, those of both that say the same once. */
#include "edit/merge.h"

#include "base/buf.h"
#include "base/map.h"
#include "change/sequence.h"

/* Lines begin to end of the base are lines from to until now. */
typedef struct hunk {
    size_t begin, end, from, to;
} hunk;

typedef SL_VEC(hunk) hunks;

static void list_hunks(sl_arena *a, const sl_lines_numbered *base, const sl_lines_numbered *now,
                       hunks *out)
{
    sl_edits edits = {0};
    sl_sequence_compare(a, base->numbers, base->n, now->numbers, now->n, &edits);
    for (size_t i = 0; i < edits.n; i++) {
        const sl_edit *e = &edits.at[i];
        if (e->kind == SL_EDIT_KEPT)
            continue;
        hunk h = {e->old, e->old, e->now, e->now};
        for (; i < edits.n && edits.at[i].kind != SL_EDIT_KEPT; i++) {
            h.end += edits.at[i].kind == SL_EDIT_GONE ? edits.at[i].n : 0;
            h.to += edits.at[i].kind == SL_EDIT_NEW ? edits.at[i].n : 0;
        }
        SL_PUSH(a, *out, h);
    }
}

static bool says_same(const sl_lines_numbered *x, const hunk *h, const sl_lines_numbered *y,
                      const hunk *k)
{
    if (h->begin != k->begin || h->end != k->end || h->to - h->from != k->to - k->from)
        return false;
    for (size_t i = 0; i < h->to - h->from; i++)
        if (x->numbers[h->from + i] != y->numbers[k->from + i])
            return false;
    return true;
}

static void push(sl_buf *b, const sl_lines_numbered *l, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        sl_buf_push_str(b, l->at[i]);
}

bool sl_merge_lines(sl_arena *a, sl_str base, sl_str ours, sl_str theirs, sl_str *out)
{
    sl_map known;
    sl_map_init(&known, a);
    sl_lines_numbered was = sl_sequence_number_lines(a, &known, base),
                      mine = sl_sequence_number_lines(a, &known, ours),
                      other = sl_sequence_number_lines(a, &known, theirs);
    hunks here = {0}, there = {0};
    list_hunks(a, &was, &mine, &here);
    list_hunks(a, &was, &other, &there);
    sl_buf b;
    size_t done = 0, i = 0, k = 0;
    bool good = true;
    sl_buf_init(&b);
    while (good && (i < here.n || k < there.n)) {
        const hunk *h = i < here.n ? &here.at[i] : NULL, *o = k < there.n ? &there.at[k] : NULL;
        bool both = h && o && h->begin <= o->end && o->begin <= h->end;
        bool first = h && (!o || h->begin < o->begin);
        good = !both || says_same(&mine, h, &other, o);
        const hunk *one = both || first ? h : o;
        push(&b, &was, done, one->begin);
        push(&b, both || first ? &mine : &other, one->from, one->to);
        done = one->end;
        i += both || first;
        k += both || !first;
    }
    push(&b, &was, done, was.n);
    *out = sl_buf_take(&b, a);
    return good;
}
