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

/* The paragraph at `at`, and those before it in its run, behind the one before the run. */
static void join(sl_arena *a, sl_steps *all, size_t at, const sl_markup_blocks *old,
                 const sl_markup_blocks *now)
{
    size_t from = at, end = at + 1;
    bool gone = is_of(&all->at[at], true);
    while (from > 0 && sl_step_is_alone(&all->at[from - 1]))
        from--;
    while (end < all->n && sl_step_is_alone(&all->at[end]))
        end++;
    const sl_step *before = from > 0 ? &all->at[from - 1] : NULL;
    if (!before || before->old == SL_STEP_NONE || before->now == SL_STEP_NONE ||
        !is_free(&old->at[before->old]) || !is_free(&now->at[before->now]))
        return;
    at = put_first(a, all, from, end, at, gone);
    bool more = at + 1 < end && is_of(&all->at[at + 1], gone) &&
                !sl_step_block(&all->at[at + 1], old, now)->is_table;
    bool is_good = gone || !more;
    for (size_t i = from; i <= at; i++)
        is_good = is_good && is_free(sl_step_block(&all->at[i], old, now));
    if (is_good)
        all->at[at].joined = 1 + (gone ? before->now : before->old);
}

void sl_steps_join_note(sl_arena *a, sl_steps *all, const sl_markup_blocks *old,
                        const sl_markup_blocks *now)
{
    for (size_t i = 0; i < all->n; i++) {
        const sl_step *s = &all->at[i];
        bool was = s->old != SL_STEP_NONE && calls_note(&old->at[s->old]),
             is = s->now != SL_STEP_NONE && calls_note(&now->at[s->now]);
        if (!was && !is)
            continue;
        if (sl_step_is_alone(s) && !sl_step_block(s, old, now)->is_table)
            join(a, all, i, old, now);
        return;
    }
}
