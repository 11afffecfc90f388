/* Total fit: the breaks of a section into pages at the least sum of costs, by dynamic programming
 * over the rows (Plass, "Optimal Pagination Techniques", 1981). A state is a break before a row
 * and how many floats before it wait for a page; lines of notes that were called are painted in
 * order, and what finds no room goes to the next page. Nothing is impossible: what is forbidden
 * is only so dear that every other way is taken first. */
#include "base/assert.h"
#include "base/limits.h"
#include "typeset/setter.h"

enum {
    PENDING = 3,         /* floats that may wait */
    WAITING = 100,       /* cost of each on each page */
    DEAR = 6000,         /* penalty of a break that is tried where there is no other way */
    MANY = 2400,         /* rows of which the pages together cost more than a dear break */
    FORBIDDEN = 100000,  /* times what a dear break costs */
    SPLIT_NOTE = 1200,   /* a note that goes on on the next page */
    PARTED = 900,        /* a table with figures between its rows, or figures out of their order */
    OVERFULL = 50000000, /* a row higher than its page */
    QUARTER = 30,        /* hundredths: and a line, so that it is seen to be one */
    TAIL = 12            /* each hundredth by which a last page is less than a quarter full */
};

/* The best way to come to a state. */
typedef struct stop {
    int64_t cost;  /* of all pages before it; INT64_MAX: none is known */
    uint32_t from; /* the row that starts the last of them */
    uint32_t notes;
    uint32_t pages;
    sl_u used; /* on the last page */
    uint8_t from_pending, top, deferred;
} stop;

typedef struct paging {
    sl_flow *f;
    stop *stops; /* [row * (PENDING + 1) + pending] */
    uint32_t first_page;
    uint32_t begin; /* rows before it are paged already */
    int32_t dear;   /* breaks of this penalty and of higher ones are not tried */
} paging;

static stop *stop_at(const paging *g, uint32_t row, unsigned pending)
{
    return &g->stops[(size_t)row * (PENDING + 1) + pending];
}

/* --- heights --- */

static sl_u float_height(const sl_flow *f, uint32_t k)
{
    const sl_row *r = &f->rows[f->floats.at[k]];
    return r->height + r->after;
}

/* Rows [i, j), which are `all` high, without their last `deferred` floats. */
static sl_u rows_height(const sl_flow *f, uint32_t i, uint32_t j, sl_u all, unsigned deferred)
{
    const sl_row *rows = f->rows;
    sl_u h = all;
    for (uint32_t k = f->floats_before[j] - deferred; k < f->floats_before[j];) {
        /* Those that follow one another leave one space in their place. */
        uint32_t first = f->floats.at[k], end = first;
        for (; k < f->floats_before[j] && f->floats.at[k] == end; k++, end++)
            h -= rows[end].height + (end > i ? sl_row_gap(&rows[end - 1], &rows[end]) : 0);
        if (end < j)
            h -= sl_row_gap(&rows[end - 1], &rows[end]);
        if (end < j && first > i)
            h += sl_row_gap(&rows[first - 1], &rows[end]);
    }
    return h;
}

/* --- notes --- */

static int64_t note_height(const sl_flow *f, uint32_t begin, uint32_t end)
{
    if (begin >= end)
        return 0;
    return f->note_gap - f->note_lines.at[begin].before + f->note_sums[end] - f->note_sums[begin];
}

/* The least line that must be on the page of its call: the second of the last note called. */
static uint32_t least_notes(const sl_flow *f, uint32_t i, uint32_t j)
{
    uint32_t end = f->calls_before[j], k = end;
    if (end == f->calls_before[i])
        return 0;
    do
        k--;
    while (k > 0 && !f->note_lines.at[k].first);
    return k + 2 < end ? k + 2 : end;
}

/* How many note lines fit into room; false when fewer than must. */
static bool fit_notes(const sl_flow *f, uint32_t from, uint32_t least, uint32_t end, sl_u room,
                      uint32_t *fitted)
{
    if (note_height(f, from, end) <= room) {
        *fitted = end;
        return true;
    }
    uint32_t low = from, high = end > from ? end : from;
    while (low < high) {
        uint32_t middle = low + (high - low + 1) / 2;
        if (note_height(f, from, middle) > room)
            high = middle - 1;
        else
            low = middle;
    }
    *fitted = low;
    return low >= least;
}

/* --- costs --- */

static int32_t penalty_before(const sl_flow *f, uint32_t j)
{
    if (j >= f->n)
        return 0;
    int32_t p = f->rows[j].penalty;
    return p > SL_BREAK_FORCED && f->rows[j - 1].keep_next ? SL_BREAK_NEVER : p;
}

/* Whether a break before a row is one that this search leaves out. */
static bool is_dear(const paging *g, uint32_t j)
{
    return penalty_before(g->f, j) >= g->dear;
}

static bool is_right_hand(const paging *g, uint32_t page)
{
    uint32_t index = g->first_page + page;
    return !g->f->s->layout->two_sided || index % 2 == 0;
}

static int64_t penalty_cost(const paging *g, uint32_t j, uint32_t page)
{
    int32_t p = penalty_before(g->f, j);
    /* A divided word goes over no right-hand page's end, and over others unwillingly. */
    if (j < g->f->n && g->f->rows[j - 1].hyphen)
        p += is_right_hand(g, page) ? 2000 : 100;
    if (p >= SL_BREAK_NEVER)
        return (int64_t)p * FORBIDDEN / 10000;
    return p > 0 ? p : 0;
}

/* ragged: it ends before a card, which is held together. */
static int64_t page_cost(const paging *g, const stop *from, sl_u used, bool last, bool ragged)
{
    sl_u height = g->f->form.height;
    int64_t empty = height > used ? ((int64_t)(height - used) * 100) / height : 0;
    if (last)
        return from->pages && empty > 100 - QUARTER ? (empty - 100 + QUARTER) * TAIL : 0;
    int64_t cost = empty * empty / 4;
    /* Facing pages end at one height. */
    if (!ragged && g->f->s->layout->two_sided && from->pages && is_right_hand(g, from->pages)) {
        int64_t apart = (int64_t)(used - from->used) * 100 / height;
        cost += apart * apart * 4;
    }
    return cost;
}

/* --- the search --- */

typedef struct attempt {
    uint32_t i, j;
    unsigned pending, top, deferred;
    sl_u rows; /* height of the rows and of what is above them */
} attempt;

static void record(const paging *g, const attempt *a, const stop *from, uint32_t notes, sl_u used,
                   int64_t more)
{
    const sl_flow *f = g->f;
    unsigned left = a->pending - a->top + a->deferred;
    stop *to = stop_at(g, a->j, left);
    if (from->cost >= to->cost || is_dear(g, a->j))
        return; /* a page costs nothing or more */
    bool last = a->j == f->n && !left && notes == f->note_lines.n;
    bool ragged = a->j < f->n && f->rows[a->j].card;
    int64_t cost = from->cost + page_cost(g, from, used, last, ragged) + more;
    cost += penalty_cost(g, a->j, from->pages) + (int64_t)left * WAITING;
    if (notes < f->calls_before[a->j])
        cost += SPLIT_NOTE;
    if (left && (sl_flow_goes_on(f, a->j) || sl_flow_overtakes(f, a->i, a->j, a->deferred, left)))
        cost += PARTED;
    if (cost >= to->cost)
        return;
    *to = (stop){.cost = cost, .from = a->i, .notes = notes, .pages = from->pages + 1};
    to->used = used;
    to->from_pending = (uint8_t)a->pending;
    to->top = (uint8_t)a->top;
    to->deferred = (uint8_t)a->deferred;
}

/* One page from a state to a break; false when it is too full. */
static bool try_page(const paging *g, const attempt *a, const stop *from)
{
    const sl_flow *f = g->f;
    bool framed = a->j < f->n && f->rows[a->j].box && f->rows[a->j - 1].box;
    sl_u used = a->rows + (framed ? sl_flow_frame_pad(f->s, f->rows, a->j) : 0);
    if (!f->note_lines.n) {
        if (used <= f->form.height)
            record(g, a, from, 0, used, 0);
        return used <= f->form.height;
    }
    uint32_t end = f->calls_before[a->j], notes;
    uint32_t least = least_notes(f, a->i, a->j);
    if (used > f->form.height ||
        !fit_notes(f, from->notes, least, end, f->form.height - used, &notes))
        return false;
    record(g, a, from, notes, used + (sl_u)note_height(f, from->notes, notes), 0);
    return true;
}

/* Where nothing fits, a page holds one row, or one float, and as many lines of notes as there is
 * room for; the rest of them follow on the next. What makes rows sees to it that none is higher. */
static void force_page(const paging *g, const attempt *a, const stop *from)
{
    const sl_flow *f = g->f;
    uint32_t notes = from->notes;
    if (a->rows < f->form.height)
        fit_notes(f, from->notes, from->notes, f->calls_before[a->j], f->form.height - a->rows,
                  &notes);
    record(g, a, from, notes, f->form.height, OVERFULL);
}

/* Floats that find no page with a row below them: a page of their own, so that every state leads
 * on. */
static void try_floats_alone(const paging *g, uint32_t i, unsigned pending)
{
    const sl_flow *f = g->f;
    stop from = *stop_at(g, i, pending);
    uint32_t first = f->floats_before[i] - pending;
    sl_u used = 0;
    for (unsigned top = 1; top <= pending; top++) {
        used += float_height(f, first + top - 1);
        attempt a = {i, i, pending, top, 0, used};
        if (top == 1 && used > f->form.height)
            force_page(g, &a, &from);
        else if (used <= f->form.height)
            record(g, &a, &from, from.notes, used, 0);
        else
            break;
    }
}

/* Whether a page would be less than a third full where it need not be: never the best one while
 * a fuller one is possible, so it is not tried at first. */
static bool is_sparse(const sl_flow *f, uint32_t j, sl_u used)
{
    return used < f->form.height / 3 && j < f->n && f->rows[j].penalty != SL_BREAK_FORCED;
}

/* All pages that start in a state with so many floats at the top; true when there is one. */
static bool try_from(const paging *g, uint32_t i, unsigned pending, unsigned top, bool sparse)
{
    const sl_flow *f = g->f;
    stop from = *stop_at(g, i, pending);
    uint32_t first_float = f->floats_before[i] - pending;
    sl_u above = sl_flow_top(f, i), rows = 0;
    for (unsigned k = 0; k < top; k++)
        above += float_height(f, first_float + k);
    bool any = false;
    for (uint32_t j = i + 1; j <= f->n; j++) {
        const sl_row *r = &f->rows[j - 1];
        rows += r->height + (j - 1 > i ? sl_row_gap(r - 1, r) : 0);
        if (!sparse && is_sparse(f, j, above + rows))
            continue;
        if (any && is_dear(g, j) && above + rows <= f->form.height)
            continue;
        unsigned inside = f->floats_before[j] - f->floats_before[i];
        unsigned least = top < pending ? inside : 0, most = inside < PENDING ? inside : PENDING;
        bool too_full = true;
        for (unsigned deferred = least; deferred <= most; deferred++) {
            attempt a = {i, j, pending, top, deferred, above + rows};
            if (pending - top + deferred > PENDING || (deferred == j - i && !top))
                continue; /* a page with nothing on it */
            if (deferred)
                a.rows = above + rows_height(f, i, j, rows, deferred);
            bool fits = try_page(g, &a, &from);
            too_full = too_full && !fits;
            any = any || fits;
            if (!fits && !any && j == i + 1 && deferred == least && !top) {
                force_page(g, &a, &from);
                return true;
            }
        }
        bool forced = j < f->n && f->rows[j].penalty == SL_BREAK_FORCED;
        if (forced || (too_full && (!inside || above + rows > f->form.height * 2)))
            break;
    }
    return any;
}

/* Floats that wait after the last row. */
static void try_last_floats(const paging *g)
{
    const sl_flow *f = g->f;
    for (unsigned pending = PENDING; pending > 0; pending--) {
        stop from = *stop_at(g, f->n, pending);
        if (from.cost == INT64_MAX)
            continue;
        sl_u used = 0;
        for (unsigned top = 1; top <= pending; top++) {
            used += float_height(f, (uint32_t)f->floats.n - pending + top - 1);
            if (used > f->form.height && top > 1)
                break;
            attempt a = {f->n, f->n, pending, top, 0, used};
            record(g, &a, &from, from.notes, used, 0);
        }
    }
}

static void search_once(paging *g)
{
    const sl_flow *f = g->f;
    size_t n = ((size_t)f->n + 1) * (PENDING + 1);
    for (size_t i = 0; i < n; i++)
        g->stops[i].cost = INT64_MAX;
    *stop_at(g, g->begin, 0) = (stop){0};
    for (uint32_t i = g->begin; i < f->n; i++)
        for (unsigned pending = PENDING + 1; pending-- > 0;) {
            if (stop_at(g, i, pending)->cost == INT64_MAX)
                continue;
            bool any = false;
            for (unsigned top = pending ? 1 : 0; top <= pending; top++)
                any = try_from(g, i, pending, top, false) || try_from(g, i, pending, top, true) ||
                      any;
            if (!any)
                try_floats_alone(g, i, pending);
        }
    try_last_floats(g);
}

/* First without the breaks that are dear, as most within cards and tables are: a way with one of
 * them costs as much at least, so that what is found without them is the best if it costs less. */
static void search(paging *g)
{
    static const struct {
        int32_t dear;
        int64_t most;
    } tries[] = {{DEAR, DEAR}, {SL_BREAK_NEVER, FORBIDDEN}, {INT32_MAX, INT64_MAX}};
    for (size_t i = g->f->n > MANY; i < SL_COUNT(tries); i++) {
        g->dear = tries[i].dear;
        search_once(g);
        if (stop_at(g, g->f->n, 0)->cost < tries[i].most)
            return;
    }
}

/* --- the pages --- */

static void collect(const paging *g, sl_sheets *out)
{
    const sl_flow *f = g->f;
    size_t first = out->n;
    uint32_t row = f->n;
    unsigned pending = 0;
    while (row > g->begin || pending) {
        const stop *to = stop_at(g, row, pending);
        SL_CHECK(to->cost != INT64_MAX);
        const stop *from = stop_at(g, to->from, to->from_pending);
        sl_sheet sheet = {.begin = to->from, .end = row, .top = to->top, .deferred = to->deferred};
        sheet.floats = f->floats_before[to->from] - to->from_pending;
        sheet.note_begin = from->notes;
        sheet.note_end = to->notes;
        SL_PUSH(f->s->scratch, *out, sheet);
        row = to->from;
        pending = to->from_pending;
    }
    for (size_t i = first, k = out->n; i + 1 < k; i++, k--) {
        sl_sheet swap = out->at[i];
        out->at[i] = out->at[k - 1];
        out->at[k - 1] = swap;
    }
}

/* Notes that found no room on the last page: pages of their own. */
static void push_last_notes(const sl_flow *f, sl_sheets *all)
{
    uint32_t at = all->n ? all->at[all->n - 1].note_end : 0;
    while (at < f->note_lines.n) {
        uint32_t end;
        fit_notes(f, at, at + 1, (uint32_t)f->note_lines.n, f->form.height, &end);
        end = end > at ? end : at + 1;
        SL_PUSH(f->s->scratch, *all,
                ((sl_sheet){.begin = f->n,
                            .end = f->n,
                            .floats = (uint32_t)f->floats.n,
                            .note_begin = at,
                            .note_end = end}));
        at = end;
    }
}

/* The columns of the last page end at one height: the least that holds them. */
static void balance_columns(paging *g, sl_sheets *all)
{
    sl_flow *f = g->f;
    size_t whole = (all->n - 1) / f->form.columns * f->form.columns;
    uint32_t begin = all->at[whole].begin;
    if (all->at[whole].floats < f->floats_before[begin] || all->at[whole].note_begin)
        return;
    sl_u full = f->form.height, low = 0, high = full;
    while (high - low > SL_PT(2)) {
        f->form.height = low + (high - low) / 2;
        g->begin = begin;
        search(g);
        const stop *end = stop_at(g, f->n, 0);
        if (end->cost < OVERFULL && end->pages <= f->form.columns)
            high = f->form.height;
        else
            low = f->form.height;
    }
    f->form.height = high;
    search(g);
    all->n = whole;
    collect(g, all);
    f->form.height = full;
}

/* The lines of a note, and behind them those of the notes that it calls: at most
 * SL_LIMIT_NOTE_DEPTH lie in one another. */
static void push_note_lines(sl_flow *f, uint32_t index)
{
    sl_rows *note = &f->s->notes.at[index].rows;
    for (size_t k = 0; k < note->rows.n; k++) {
        sl_row *row = &note->rows.at[k];
        sl_u gap = k ? sl_row_gap(row - 1, row) : row->before;
        SL_PUSH(f->s->scratch, f->note_lines, ((sl_note_line){row, gap, k == 0}));
    }
    for (size_t k = 0; k < note->rows.n; k++) {
        const sl_row *row = &note->rows.at[k];
        for (sl_call *call = row->more ? row->more->calls : NULL; call; call = call->next)
            push_note_lines(f, call->note);
    }
}

/* Indices of the floats, and the lines of the notes in the order of their calls. */
static void prepare(sl_flow *f)
{
    sl_setter *s = f->s;
    f->floats_before = SL_NEW_ARRAY(s->scratch, uint32_t, f->n + 1);
    f->fixed_before = SL_NEW_ARRAY(s->scratch, uint32_t, f->n + 1);
    f->calls_before = SL_NEW_ARRAY(s->scratch, uint32_t, f->n + 1);
    for (uint32_t i = 0; i < f->n; i++) {
        f->floats_before[i] = (uint32_t)f->floats.n;
        f->calls_before[i] = (uint32_t)f->note_lines.n;
        const sl_row *r = &f->rows[i];
        f->fixed_before[i + 1] = f->fixed_before[i] + (!r->floats && r->more && r->more->figures);
        if (r->floats)
            SL_PUSH(s->scratch, f->floats, i);
        for (sl_call *call = r->more ? r->more->calls : NULL; call; call = call->next)
            push_note_lines(f, call->note);
    }
    f->floats_before[f->n] = (uint32_t)f->floats.n;
    f->calls_before[f->n] = (uint32_t)f->note_lines.n;
    f->note_sums = SL_NEW_ARRAY(s->scratch, int64_t, f->note_lines.n + 1);
    for (size_t i = 0; i < f->note_lines.n; i++)
        f->note_sums[i + 1] =
            f->note_sums[i] + f->note_lines.at[i].before + f->note_lines.at[i].row->height;
}

/* Whether the last page of several holds less than a quarter. */
static bool has_tail(const paging *g)
{
    const stop *end = stop_at(g, g->f->n, 0);
    return end->cost < OVERFULL && end->pages > 1 && end->used < g->f->form.height * QUARTER / 100;
}

/* Searches anew; whether fewer pages hold all. */
static bool try_fewer(paging *g, uint32_t pages)
{
    search(g);
    const stop *end = stop_at(g, g->f->n, 0);
    return end->cost < OVERFULL && end->pages < pages;
}

/* The line that a page may hold more, as far from what stands at its foot as that can be. */
static sl_u spare_line(const sl_flow *f)
{
    const sl_layout *l = f->s->layout;
    sl_u line = sl_layout_role(l, SL_STR("paragraph"), NULL)->leading,
         foot = sl_layout_role(l, SL_STR("running-foot"), NULL)->size;
    return f->form.landscape || line + foot > SL_FOOT_DROP - SL_PT(4) ? 0 : line;
}

/* A few lines that would stand on a last page alone: a line more on each of the others, and then
 * less space between the rows, may hold them. What does not help is taken back. */
static void pull_tail(paging *g)
{
    sl_flow *f = g->f;
    uint32_t pages = stop_at(g, f->n, 0)->pages;
    sl_u line = spare_line(f);
    f->form.height += line;
    if (line && try_fewer(g, pages))
        return;
    const sl_row *loose = f->rows;
    sl_row *tight = SL_NEW_ARRAY(f->s->scratch, sl_row, f->n);
    for (uint32_t i = 0; i < f->n; i++) {
        tight[i] = loose[i];
        tight[i].before = loose[i].before * 3 / 4;
        tight[i].after = loose[i].after * 3 / 4;
    }
    f->rows = tight;
    if (try_fewer(g, pages))
        return;
    f->rows = loose;
    f->form.height -= line;
    search(g);
}

/* The best sheets for all rows, in scratch. */
static void find_sheets(sl_flow *f, sl_sheets *all)
{
    sl_setter *s = f->s;
    f->note_gap = SL_PT(14);
    prepare(f);
    paging g = {.f = f, .first_page = (uint32_t)s->pages->pages.n};
    g.stops = SL_NEW_ARRAY(s->scratch, stop, ((size_t)f->n + 1) * (PENDING + 1));
    f->form.height -= f->form.top; /* of the first page: the others are as short */
    sl_print key;
    if (sl_paged_recall(f, g.first_page, &key, all))
        return;
    const sl_row *rows = f->rows;
    search(&g);
    if (f->form.columns == 1 && has_tail(&g))
        pull_tail(&g);
    collect(&g, all);
    if (f->form.columns > 1 && all->n)
        balance_columns(&g, all);
    push_last_notes(f, all);
    if (f->rows == rows)
        sl_paged_remember(f, &key, all);
}

size_t sl_flow_count_sheets(sl_setter *s, sl_rows *rows, sl_form form)
{
    sl_arena_mark mark = sl_arena_mark_now(s->scratch);
    sl_flow f = {.s = s, .rows = rows->rows.at, .n = (uint32_t)rows->rows.n, .form = form};
    sl_sheets all = {0};
    if (f.n)
        find_sheets(&f, &all);
    sl_arena_reset(s->scratch, mark);
    return all.n;
}

const sl_sheet *sl_flow_find_sheets(sl_flow *f, size_t *n)
{
    sl_sheets all = {0};
    find_sheets(f, &all);
    *n = all.n;
    return all.at;
}
