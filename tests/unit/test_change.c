#include "tap.h"

#include <string.h>

#include "base/limits.h"
#include "change/sequence.h"

static sl_arena *a;

/* --- against the longest common subsequence by the plain table --- */

enum { LONGEST = 40, ROUNDS = 3000 };

static size_t longest_common(const uint32_t *old, size_t n, const uint32_t *now, size_t m)
{
    size_t best[LONGEST + 1][LONGEST + 1] = {0};
    for (size_t i = 1; i <= n; i++)
        for (size_t k = 1; k <= m; k++) {
            size_t across = best[i - 1][k] > best[i][k - 1] ? best[i - 1][k] : best[i][k - 1];
            best[i][k] = old[i - 1] == now[k - 1] ? best[i - 1][k - 1] + 1 : across;
        }
    return best[n][m];
}

/* Whether the edits cover both sequences in order and keep only what is equal; counts what is kept.
 */
static bool is_whole(const sl_edits *edits, const uint32_t *old, size_t n, const uint32_t *now,
                     size_t m, size_t *kept)
{
    size_t x = 0, y = 0;
    *kept = 0;
    for (size_t i = 0; i < edits->n; i++) {
        const sl_edit *e = &edits->at[i];
        if (!e->n || (i && edits->at[i - 1].kind == e->kind) ||
            (i && edits->at[i - 1].kind == SL_EDIT_NEW && e->kind == SL_EDIT_GONE))
            return false;
        if ((e->kind != SL_EDIT_NEW && e->old != x) || (e->kind != SL_EDIT_GONE && e->now != y))
            return false;
        for (size_t k = 0; k < e->n && e->kind == SL_EDIT_KEPT; k++, (*kept)++)
            if (old[e->old + k] != now[e->now + k])
                return false;
        x += e->kind != SL_EDIT_NEW ? e->n : 0;
        y += e->kind != SL_EDIT_GONE ? e->n : 0;
    }
    return x == n && y == m;
}

static void check_random(void)
{
    uint32_t seed = 1, old[LONGEST], now[LONGEST];
    size_t broken = 0, longer = 0, changed = 0;
    for (int round = 0; round < ROUNDS; round++) {
        sl_arena_mark mark = sl_arena_mark_now(a);
        size_t size[2];
        for (int side = 0; side < 2; side++) {
            seed = seed * 1664525 + 1013904223;
            size[side] = (seed >> 16) % (LONGEST + 1);
            for (size_t i = 0; i < size[side]; i++) {
                seed = seed * 1664525 + 1013904223;
                (side ? now : old)[i] = (seed >> 16) % (2 + (uint32_t)round % 9);
            }
        }
        sl_edits edits = {0};
        size_t kept;
        sl_sequence_compare(a, old, size[0], now, size[1], &edits);
        broken += !is_whole(&edits, old, size[0], now, size[1], &kept);
        longer += kept != longest_common(old, size[0], now, size[1]);
        changed += edits.n > 1;
        sl_arena_reset(a, mark);
    }
    ok(!broken, "edits cover both sequences, in order, and keep what is equal");
    ok(!longer && changed > ROUNDS / 2, "and as much of it as there is in common");
}

/* --- limits --- */

static void check_limit(void)
{
    enum { LONG = SL_LIMIT_DIFFERENCES * 20 };
    uint32_t *old = SL_NEW_ARRAY(a, uint32_t, LONG), *now = SL_NEW_ARRAY(a, uint32_t, LONG);
    for (size_t i = 0; i < LONG; i++) {
        old[i] = i < 10 || i + 10 >= LONG ? 0 : (uint32_t)i;
        now[i] = i < 10 || i + 10 >= LONG ? 0 : (uint32_t)(LONG - i);
    }
    sl_edits edits = {0};
    size_t kept;
    sl_sequence_compare(a, old, LONG, now, LONG, &edits);
    ok(is_whole(&edits, old, LONG, now, LONG, &kept) && edits.n == 4 && kept == 20,
       "with more differences than are looked for, what is between the common ends is replaced");
    edits.n = 0;
    sl_sequence_compare(a, old, LONG, old, LONG, &edits);
    ok(edits.n == 1 && edits.at[0].kind == SL_EDIT_KEPT, "the same is kept as it is");
    edits.n = 0;
    sl_sequence_compare(a, old, 0, now, 0, &edits);
    ok(edits.n == 0, "nothing has no edits");
}

int main(void)
{
    a = sl_arena_new();
    check_random();
    check_limit();
    sl_arena_free(a);
    return done();
}
