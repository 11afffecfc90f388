#include "word/steps.h"

bool sl_step_is_alone(const sl_step *s)
{
    return !s->move && (s->old == SL_STEP_NONE || s->now == SL_STEP_NONE);
}

const sl_markup_block *sl_step_block(const sl_step *s, const sl_markup_blocks *old,
                                     const sl_markup_blocks *now)
{
    return s->old == SL_STEP_NONE ? &now->at[s->now] : &old->at[s->old];
}

static bool holds(const sl_markup_block *b, const char *what)
{
    return sl_str_find(b->xml, sl_str_from(what), 0) != SIZE_MAX;
}

/* A paragraph whose end may be another's. */
static bool is_free(const sl_markup_block *b)
{
    return !b->is_table && !holds(b, "<w:sectPr>") && !sl_str_starts(b->style, "TOC");
}

static bool calls_note(const sl_markup_block *b)
{
    return holds(b, "<w:footnoteReference ");
}

static bool is_of(const sl_step *s, bool gone)
{
    return (s->now == SL_STEP_NONE) == gone;
}

/* The run's steps from..end with those of a kind first; where the one at `at` is then. */
static size_t put_first(sl_arena *a, sl_steps *all, size_t from, size_t end, size_t at, bool gone)
{
    sl_steps run = {0};
    size_t there = at;
    for (unsigned k = 0; k < 2; k++)
        for (size_t i = from; i < end; i++) {
            if (is_of(&all->at[i], gone) == (k == 1))
                continue;
            there = i == at ? from + run.n : there;
            SL_PUSH(a, run, all->at[i]);
        }
    for (size_t i = 0; i < run.n; i++)
        all->at[from + i] = run.at[i];
    return there;
}

/* A paragraph of both texts whose end may be another's. */
static bool is_kept(const sl_step *s, const sl_markup_blocks *old, const sl_markup_blocks *now)
{
    return s->old != SL_STEP_NONE && s->now != SL_STEP_NONE && is_free(&old->at[s->old]) &&
           is_free(&now->at[s->now]);
}

/* The paragraph at `at`, and those before it in its run, from..end, behind the one before the run;
 * false: that cannot be. */
static bool join(sl_arena *a, sl_steps *all, size_t from, size_t end, size_t *at,
                 const sl_markup_blocks *old, const sl_markup_blocks *now)
{
    const sl_step *before = from > 0 ? &all->at[from - 1] : NULL;
    bool gone = is_of(&all->at[*at], true);
    if (!before || !is_kept(before, old, now))
        return false;
    *at = put_first(a, all, from, end, *at, gone);
    bool more = *at + 1 < end && is_of(&all->at[*at + 1], gone) &&
                !sl_step_block(&all->at[*at + 1], old, now)->is_table;
    bool is_good = gone || !more;
    for (size_t i = from; i <= *at; i++)
        is_good = is_good && is_free(sl_step_block(&all->at[i], old, now));
    if (is_good)
        all->at[*at].joined = 1 + (gone ? before->now : before->old);
    return is_good;
}

/* The paragraph at `at` stands for the kept one behind its run, from..end, which is gone, or new,
 * behind what is left of the run. */
static void take_end(sl_arena *a, sl_steps *all, size_t from, size_t end, size_t at,
                     const sl_markup_blocks *old, const sl_markup_blocks *now)
{
    const sl_markup_block *taken = sl_step_block(&all->at[at], old, now);
    sl_step *given = end < all->n ? &all->at[end] : NULL;
    if (!given || !is_kept(given, old, now) || !is_free(taken) ||
        !sl_markup_is_alike(&old->at[given->old], &now->at[given->now]) ||
        !sl_markup_is_alike(taken, &now->at[given->now]))
        return;
    bool gone = is_of(&all->at[at], true);
    at = put_first(a, all, from, end, at, !gone);
    size_t *to = gone ? &all->at[at].now : &all->at[at].old,
           *other = gone ? &given->now : &given->old;
    *to = *other;
    *other = SL_STEP_NONE;
}

void sl_steps_mark_note(sl_steps *all, const sl_markup_blocks *old, const sl_markup_blocks *now)
{
    for (size_t i = 0; i < all->n; i++) {
        sl_step *s = &all->at[i];
        bool was = s->old != SL_STEP_NONE && calls_note(&old->at[s->old]),
             is = s->now != SL_STEP_NONE && calls_note(&now->at[s->now]);
        if (!was && !is)
            continue;
        s->calls_first = true;
        return;
    }
}

void sl_steps_join_note(sl_arena *a, sl_steps *all, const sl_markup_blocks *old,
                        const sl_markup_blocks *now)
{
    size_t at = 0;
    while (at < all->n && !all->at[at].calls_first)
        at++;
    if (at == all->n || !sl_step_is_alone(&all->at[at]) ||
        sl_step_block(&all->at[at], old, now)->is_table)
        return;
    size_t from = at, end = at + 1;
    while (from > 0 && sl_step_is_alone(&all->at[from - 1]))
        from--;
    while (end < all->n && sl_step_is_alone(&all->at[end]))
        end++;
    if (!join(a, all, from, end, &at, old, now))
        take_end(a, all, from, end, at, old, now);
}
