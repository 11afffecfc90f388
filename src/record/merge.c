#include "record/merge.h"

#include <stdlib.h>

#include "base/map.h"
#include "record/review.h"

/* One link, and what each side holds of it. */
typedef struct link {
    sl_str key;
    sl_review at[SL_MERGE_SIDES];
    sl_str lines[SL_MERGE_SIDES];
} link;

typedef struct merging {
    sl_arena *a;
    sl_diags *d;
    sl_map keys; /* link */
    SL_VEC(link *) links;
    bool failed;
} merging;

/* Which of two stamps counts: above 0 when it is the first. */
static int compare_lines(const sl_review *a, sl_str line, const sl_review *b, sl_str other)
{
    int by_day = sl_str_compare(a->date, b->date);
    return by_day ? by_day : sl_str_compare(line, other);
}

/* --- reading --- */

static link *find_link(merging *m, sl_str key)
{
    link *l = sl_map_lookup(&m->keys, key);
    if (l)
        return l;
    l = SL_NEW(m->a, link);
    l->key = key;
    sl_map_add(&m->keys, key, l);
    SL_PUSH(m->a, m->links, l);
    return l;
}

static void take_line(merging *m, sl_merge_side side, sl_str line, sl_span span)
{
    sl_review r = {.span = span};
    sl_str key;
    if (!sl_review_parse(line, &key, &r)) {
        sl_finding *f = sl_diag_add(m->d, SL_E0233, span, "this line is no stamp of a link");
        sl_diag_help(m->d, f, "nothing was merged: mend it on its branch, then merge again");
        m->failed = true;
        return;
    }
    link *l = find_link(m, key);
    if (l->at[side].stamped && compare_lines(&l->at[side], l->lines[side], &r, line) >= 0)
        return;
    l->at[side] = r;
    l->lines[side] = line;
}

static void read_side(merging *m, sl_merge_side side, uint32_t file)
{
    sl_review_lines lines = sl_review_lines_of(sl_sources_lookup(m->d->sources, file)->bytes, file);
    sl_str line;
    sl_span span;
    while (sl_review_next_line(&lines, &line, &span))
        take_line(m, side, line, span);
}

/* --- merging --- */

static uint64_t merge_print(uint64_t base, uint64_t ours, uint64_t theirs, uint64_t later,
                            bool has_base, bool *decided)
{
    if (ours == theirs || (has_base && theirs == base))
        return ours;
    if (has_base && ours == base)
        return theirs;
    *decided = true;
    return later;
}

static void say_decided(merging *m, const link *l, sl_merge_side won, sl_merge_side lost)
{
    const sl_review *a = &l->at[won], *b = &l->at[lost];
    sl_finding *f = sl_diag_add(
        m->d, SL_E0780, b->span,
        "'%.*s' is stamped on both sides, against other words: the stamp of %.*s by %.*s counts, "
        "not that of %.*s by %.*s",
        SL_FMT(l->key), SL_FMT(a->date), SL_FMT(a->by), SL_FMT(b->date), SL_FMT(b->by));
    sl_diag_help(m->d, f, "the next 'sightline check' says whether it must be read again");
}

/* Both sides have stamped it, and not the same. */
static void merge_two(merging *m, link *l, sl_review *r)
{
    const sl_review *b = &l->at[SL_MERGE_BASE], *o = &l->at[SL_MERGE_OURS];
    const sl_review *t = &l->at[SL_MERGE_THEIRS];
    bool ours = compare_lines(o, l->lines[SL_MERGE_OURS], t, l->lines[SL_MERGE_THEIRS]) > 0;
    bool decided = false;
    *r = ours ? *o : *t;
    r->from = merge_print(b->from, o->from, t->from, r->from, b->stamped, &decided);
    r->to = merge_print(b->to, o->to, t->to, r->to, b->stamped, &decided);
    if (decided)
        say_decided(m, l, ours ? SL_MERGE_OURS : SL_MERGE_THEIRS,
                    ours ? SL_MERGE_THEIRS : SL_MERGE_OURS);
}

/* One side has it no more. Whether it stays. */
static bool keep_removed(merging *m, const link *l, sl_merge_side kept)
{
    if (!l->at[SL_MERGE_BASE].stamped)
        return true;
    if (sl_str_equal(l->lines[kept], l->lines[SL_MERGE_BASE]))
        return false;
    sl_finding *f = sl_diag_add(m->d, SL_E0780, l->at[kept].span,
                                "'%.*s' is stamped anew on one side and removed on the other: the "
                                "stamp of %.*s by %.*s stays",
                                SL_FMT(l->key), SL_FMT(l->at[kept].date), SL_FMT(l->at[kept].by));
    sl_diag_help(m->d, f, "where there is no such link any more the next review drops it");
    return true;
}

static bool merge_link(merging *m, link *l, sl_review *r)
{
    bool ours = l->at[SL_MERGE_OURS].stamped, theirs = l->at[SL_MERGE_THEIRS].stamped;
    if (!ours || !theirs) {
        sl_merge_side kept = ours ? SL_MERGE_OURS : SL_MERGE_THEIRS;
        *r = l->at[kept];
        return (ours || theirs) && keep_removed(m, l, kept);
    }
    *r = l->at[SL_MERGE_OURS];
    sl_str base = l->lines[SL_MERGE_BASE], of_theirs = l->lines[SL_MERGE_THEIRS];
    bool is_base = l->at[SL_MERGE_BASE].stamped && sl_str_equal(l->lines[SL_MERGE_OURS], base);
    if (is_base)
        *r = l->at[SL_MERGE_THEIRS];
    else if (!(l->at[SL_MERGE_BASE].stamped && sl_str_equal(of_theirs, base)) &&
             !sl_str_equal(l->lines[SL_MERGE_OURS], of_theirs))
        merge_two(m, l, r);
    return true;
}

bool sl_merge_reviews(sl_buf *out, sl_arena *a, sl_diags *d, const uint32_t files[SL_MERGE_SIDES])
{
    merging m = {.a = a, .d = d};
    sl_map_init(&m.keys, a);
    for (int side = 0; side < SL_MERGE_SIDES; side++)
        read_side(&m, (sl_merge_side)side, files[side]);
    if (m.failed)
        return false;
    sl_str *lines = SL_NEW_ARRAY(a, sl_str, m.links.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < m.links.n; i++) {
        sl_review r;
        if (merge_link(&m, m.links.at[i], &r))
            lines[n++] = sl_review_line(a, m.links.at[i]->key, &r);
    }
    sl_review_push_lines(out, lines, n);
    return true;
}
