#include "change/sequence.h"

#include <string.h>

#include "base/assert.h"
#include "base/limits.h"

/* The furthest reaching paths of one number of differences d: by diagonal, from -d to d, how many
 * old elements are behind. */
typedef struct search {
    const uint32_t *old, *now;
    int n, m;
    int *reach;   /* of the last d, by diagonal + most */
    int **traces; /* by d: reach before it was searched, diagonals -d to d */
    int most;
} search;

/* Of a path of d differences to a diagonal: whether its last one puts an element in. */
static bool is_insertion(const int *reach, int d, int k)
{
    return k == -d || (k != d && reach[k - 1] < reach[k + 1]);
}

static int slide(const search *s, int x, int y)
{
    while (x < s->n && y < s->m && s->old[x] == s->now[y]) {
        x++;
        y++;
    }
    return x;
}

/* Searches with d differences; true when the end of both is reached. */
static bool extend(search *s, int d)
{
    int *reach = s->reach + s->most + 1;
    for (int k = -d; k <= d; k += 2) {
        int x = is_insertion(reach, d, k) ? reach[k + 1] : reach[k - 1] + 1;
        reach[k] = slide(s, x, x - k);
        if (reach[k] >= s->n && reach[k] - k >= s->m)
            return true;
    }
    return false;
}

static void push(sl_arena *a, sl_edits *out, sl_edit_kind kind, size_t old, size_t now, size_t n)
{
    sl_edit *last = out->n ? &out->at[out->n - 1] : NULL;
    if (n && last && last->kind == kind)
        last->n += n;
    else if (n)
        SL_PUSH(a, *out, ((sl_edit){kind, old, now, n}));
}

/* What each place of the middle is: marks of old elements left out and of new ones put in. */
static void walk_back(const search *s, int d, bool *gone, bool *come)
{
    int x = s->n, y = s->m;
    for (; d > 0; d--) {
        const int *reach = s->traces[d] + d + 1;
        int k = x - y;
        bool in = is_insertion(reach, d, k);
        k += in ? 1 : -1;
        x = reach[k];
        y = x - k;
        if (in)
            come[y] = true;
        else
            gone[x] = true;
    }
}

/* The shortest edit of the middle; false when it has more differences than are searched. */
static bool find(sl_arena *a, search *s, bool *gone, bool *come)
{
    int most = s->n + s->m < SL_LIMIT_DIFFERENCES ? s->n + s->m : SL_LIMIT_DIFFERENCES;
    s->most = most;
    s->reach = SL_NEW_ARRAY(a, int, 2 * (size_t)most + 4);
    s->traces = SL_NEW_ARRAY(a, int *, (size_t)most + 1);
    for (int d = 0; d <= most; d++) {
        size_t width = 2 * (size_t)d + 3;
        s->traces[d] = SL_NEW_ARRAY(a, int, width);
        memcpy(s->traces[d], s->reach + most - d, width * sizeof(int));
        if (extend(s, d)) {
            walk_back(s, d, gone, come);
            return true;
        }
    }
    return false;
}

void sl_sequence_compare(sl_arena *a, const uint32_t *old, size_t n, const uint32_t *now, size_t m,
                         sl_edits *out)
{
    size_t head = 0, tail = 0, least = n < m ? n : m;
    while (head < least && old[head] == now[head])
        head++;
    while (tail < least - head && old[n - 1 - tail] == now[m - 1 - tail])
        tail++;
    push(a, out, SL_EDIT_KEPT, 0, 0, head);
    size_t middle_old = n - head - tail, middle_now = m - head - tail;
    bool *gone = SL_NEW_ARRAY(a, bool, middle_old + 1),
         *come = SL_NEW_ARRAY(a, bool, middle_now + 1);
    search s = {.old = old + head, .now = now + head};
    s.n = (int)middle_old;
    s.m = (int)middle_now;
    sl_arena_mark mark = sl_arena_mark_now(a);
    bool found = find(a, &s, gone, come);
    sl_arena_reset(a, mark);
    if (!found) {
        memset(gone, true, middle_old);
        memset(come, true, middle_now);
    }
    for (size_t x = 0, y = 0; x < middle_old || y < middle_now;) {
        size_t x0 = x, y0 = y;
        while (x < middle_old && gone[x])
            x++;
        push(a, out, SL_EDIT_GONE, head + x0, head + y0, x - x0);
        while (y < middle_now && come[y])
            y++;
        push(a, out, SL_EDIT_NEW, head + x, head + y0, y - y0);
        x0 = x;
        y0 = y;
        while (x < middle_old && y < middle_now && !gone[x] && !come[y]) {
            x++;
            y++;
        }
        push(a, out, SL_EDIT_KEPT, head + x0, head + y0, x - x0);
    }
    push(a, out, SL_EDIT_KEPT, n - tail, m - tail, tail);
}

sl_lines_numbered sl_sequence_number_lines(sl_arena *a, sl_map *known, sl_str text)
{
    sl_lines_numbered l = {0};
    size_t most = 1;
    for (size_t i = 0; i < text.n; i++)
        most += text.p[i] == '\n';
    l.at = SL_NEW_ARRAY(a, sl_str, most);
    l.numbers = SL_NEW_ARRAY(a, uint32_t, most);
    for (size_t at = 0; at < text.n;) {
        size_t end = sl_str_find_char(text, '\n', at);
        end = end == SIZE_MAX ? text.n : end + 1;
        sl_str line = sl_str_slice(text, at, end);
        if (!sl_map_lookup(known, line))
            sl_map_add(known, line, (void *)(uintptr_t)(known->entries.n + 1));
        l.numbers[l.n] = (uint32_t)(uintptr_t)sl_map_lookup(known, line);
        l.at[l.n++] = line;
        at = end;
    }
    return l;
}
