/* reviews.lock read, judged and written anew; its form stands in review.h.
 *
 * A stamp ties a link to the fingerprints of both its ends when somebody read them. It is looked up
 * by "FROM role TO", never by its place: lines are sorted so that two branches that stamp different
 * links merge without a conflict, and two stamps of one link may both stand there after a merge;
 * the later day counts. A link is suspect at an end when the other end's fingerprint is another
 * now.
 *
 * Writing keeps every line that still holds byte for byte, and the line of an end that was not read
 * again keeps that end's old fingerprint: reading one side says nothing of the other.
 */
#include "record/review.h"

#include <stdlib.h>

#include "base/assert.h"
#include "base/limits.h"
#include "model/fingerprint.h"
#include "model/files.h"

/* --- keys --- */

static sl_str key_of(sl_arena *a, const sl_strategy *s, const sl_edge *e)
{
    sl_str to = sl_edge_target_id(s, e);
    return sl_str_format(a, "%.*s %.*s %.*s", SL_FMT(s->items.at[e->from]->id),
                         SL_FMT(e->role->name), SL_FMT(to));
}

/* Fingerprints of everything, each taken once. */
typedef struct prints {
    sl_fingerprint *items, *evidence;
} prints;

static prints take_prints(sl_arena *a, const sl_strategy *s)
{
    prints p = {SL_NEW_ARRAY(a, sl_fingerprint, s->items.n + 1),
                SL_NEW_ARRAY(a, sl_fingerprint, s->evidence.n + 1)};
    for (size_t i = 0; i < s->items.n; i++)
        p.items[i] = sl_fingerprint_item(s->items.at[i]);
    for (size_t i = 0; i < s->evidence.n; i++)
        p.evidence[i] = sl_fingerprint_evidence(s->evidence.at[i]);
    return p;
}

/* --- reading --- */

bool sl_review_parse(sl_str line, sl_str *key, sl_review *r)
{
    sl_str rest = line, word;
    sl_date date;
    for (int i = 0; i < 3; i++)
        if (!sl_str_split(&rest, ' ', &word) || !word.n)
            return false;
    *key = sl_str_slice(line, 0, (size_t)(word.p - line.p) + word.n);
    if (!sl_str_split(&rest, ' ', &word) || !sl_fingerprint_parse(word, &r->from) ||
        !sl_str_split(&rest, ' ', &word) || !sl_fingerprint_parse(word, &r->to) ||
        !sl_str_split(&rest, ' ', &r->date) || !sl_date_parse(r->date, &date))
        return false;
    r->by = rest;
    r->stamped = true;
    return rest.n > 0;
}

sl_review_lines sl_review_lines_of(sl_str bytes, uint32_t file)
{
    sl_review_lines l = {bytes, bytes.p, file};
    if (sl_str_starts(bytes, "\xEF\xBB\xBF"))
        l.rest = sl_str_slice(bytes, 3, bytes.n);
    return l;
}

bool sl_review_next_line(sl_review_lines *l, sl_str *line, sl_span *span)
{
    while (sl_str_split(&l->rest, '\n', line)) {
        uint32_t at = (uint32_t)(line->p - l->begin);
        if (line->n && line->p[line->n - 1] == '\r')
            line->n--;
        *span = (sl_span){l->file, at, at + (uint32_t)line->n};
        if (line->n && line->p[0] != '#')
            return true;
    }
    return false;
}

typedef struct loading {
    sl_strategy *s;
    sl_map edges; /* key -> index of the edge + 1 */
} loading;

/* A merge has kept the stamps of both sides: which of them counts does not depend on which stands
 * first. */
static void choose_stamp(const loading *l, sl_str key, sl_review *to, const sl_review *r)
{
    sl_strategy *s = l->s;
    int order = sl_str_compare(to->date, r->date);
    if (!order)
        order = sl_str_compare(sl_review_line(s->arena, key, to), sl_review_line(s->arena, key, r));
    sl_review late = order <= 0 ? *r : *to, early = order <= 0 ? *to : *r;
    *to = late;
    if (late.from == early.from && late.to == early.to)
        return;
    sl_finding *f = sl_diag_add(
        s->diags, SL_E0780, early.span,
        "'%.*s' is stamped twice, against other words: the stamp of %.*s by "
        "%.*s counts, not that of %.*s by %.*s",
        SL_FMT(key), SL_FMT(late.date), SL_FMT(late.by), SL_FMT(early.date), SL_FMT(early.by));
    sl_diag_help(s->diags, f, "the next 'sightline review' drops the line");
}

static void take_line(loading *l, sl_str line, sl_span span)
{
    sl_review r = {.span = span};
    sl_str key;
    if (!sl_review_parse(line, &key, &r)) {
        sl_finding *f = sl_diag_add(l->s->diags, SL_E0233, span, "this line is no stamp of a link");
        sl_diag_help(l->s->diags, f,
                     "remove it, then run 'sightline review' for what it was about");
        return;
    }
    uintptr_t edge = (uintptr_t)sl_map_lookup(&l->edges, key);
    if (!edge && sl_strategy_is_partial(l->s))
        return;
    if (!edge) {
        sl_finding *f =
            sl_diag_add(l->s->diags, SL_E0232, span, "there is no link '%.*s'", SL_FMT(key));
        sl_diag_help(l->s->diags, f, "the next 'sightline review' drops the line");
        return;
    }
    sl_review *to = &l->s->reviews[edge - 1];
    if (to->stamped)
        choose_stamp(l, key, to, &r);
    else
        *to = r;
}

static void mark_suspects(sl_strategy *s)
{
    sl_arena *scratch = sl_arena_new();
    prints p = take_prints(scratch, s);
    for (size_t i = 0; i < s->edges.n; i++) {
        const sl_edge *e = &s->edges.at[i];
        sl_review *r = &s->reviews[i];
        /* What was read, and is stamped, are the strategy's own words, not a translation. */
        if (!r->stamped || s->edition.n)
            continue;
        sl_fingerprint to = e->to_evidence ? p.evidence[e->to] : p.items[e->to];
        r->from_suspect = e->role->suspect_from && !sl_fingerprint_is(to, r->to);
        r->to_suspect = e->role->suspect_to && !sl_fingerprint_is(p.items[e->from], r->from);
    }
    sl_arena_free(scratch);
}

void sl_review_load(sl_strategy *s)
{
    s->reviews = SL_NEW_ARRAY(s->arena, sl_review, s->edges.n + 1);
    s->has_reviews = sl_strategy_has_file(s, SL_REVIEW_FILE);
    if (!s->has_reviews)
        return;
    uint32_t file =
        sl_strategy_load_file(s, SL_STR(SL_REVIEW_FILE), SL_SPAN_NONE, true, SL_LIMIT_FILE_BYTES);
    if (!file) { /* which stamps it holds is not known: nothing is said of any */
        s->has_reviews = false;
        return;
    }
    loading l = {.s = s};
    sl_map_init(&l.edges, s->arena);
    for (size_t i = 0; i < s->edges.n; i++)
        sl_map_add(&l.edges, key_of(s->arena, s, &s->edges.at[i]), (void *)(uintptr_t)(i + 1));
    sl_review_lines lines = sl_review_lines_of(sl_sources_lookup(s->sources, file)->bytes, file);
    sl_str line;
    sl_span span;
    while (sl_review_next_line(&lines, &line, &span))
        take_line(&l, line, span);
    mark_suspects(s);
}

/* --- writing --- */

sl_str sl_review_line(sl_arena *a, sl_str key, const sl_review *r)
{
    return sl_str_format(a, "%.*s %016llx %016llx %.*s %.*s", SL_FMT(key),
                         (unsigned long long)r->from, (unsigned long long)r->to, SL_FMT(r->date),
                         SL_FMT(r->by));
}

void sl_review_push_lines(sl_buf *out, sl_str *lines, size_t n)
{
    qsort(lines, n, sizeof *lines, sl_str_by_bytes);
    sl_buf_push_z(out, "# Which links were read against what they lead to, written by 'sightline "
                       "review'.\n");
    for (size_t i = 0; i < n; i++)
        if (!i || !sl_str_equal(lines[i], lines[i - 1]))
            sl_buf_push_format(out, "%.*s\n", SL_FMT(lines[i]));
}

/* Who read it stays on record; behind the name stands who said that the words alone changed. */
static sl_str worded_by(const sl_strategy *s, const sl_review *r, sl_str date, sl_str by)
{
    size_t end = sl_str_find(r->by, SL_STR(" (wording: "), 0);
    sl_str reader = sl_str_slice(r->by, 0, end == SIZE_MAX ? r->by.n : end);
    return sl_str_format(s->arena, "%.*s (wording: %.*s, %.*s)", SL_FMT(reader), SL_FMT(by),
                         SL_FMT(date));
}

/* The stamp of one link as it is to be; false: nothing of it is new. */
static bool renew(const sl_strategy *s, const prints *p, size_t edge, unsigned chosen, sl_str date,
                  sl_str by, sl_review *r)
{
    const sl_edge *e = &s->edges.at[edge];
    uint64_t from = p->items[e->from].now;
    uint64_t to = (e->to_evidence ? p->evidence[e->to] : p->items[e->to]).now;
    *r = s->reviews[edge];
    if (!r->stamped) {
        if (!(chosen & (SL_READ_FROM | SL_READ_TO)))
            return false;
        *r = (sl_review){.stamped = true, .from = from, .to = to, .date = date, .by = by};
        return true;
    }
    bool read_to = (chosen & (SL_READ_FROM | SL_WORDED_TO)) && r->from_suspect;
    bool read_from = (chosen & (SL_READ_TO | SL_WORDED_FROM)) && r->to_suspect;
    if (!read_to && !read_from)
        return false;
    if (read_to)
        r->to = to;
    if (read_from)
        r->from = from;
    bool worded = chosen & (SL_WORDED_FROM | SL_WORDED_TO);
    r->by = worded ? worded_by(s, r, date, by) : by;
    r->date = worded ? r->date : date;
    return true;
}

size_t sl_review_emit(sl_buf *out, const sl_strategy *s, const uint8_t *chosen, sl_str date,
                      sl_str by)
{
    prints p = take_prints(s->arena, s);
    sl_str *lines = SL_NEW_ARRAY(s->arena, sl_str, s->edges.n + 1);
    size_t n = 0, stamped = 0;
    for (size_t i = 0; i < s->edges.n; i++) {
        sl_review r;
        stamped += renew(s, &p, i, chosen[i], date, by, &r);
        if (r.stamped)
            lines[n++] = sl_review_line(s->arena, key_of(s->arena, s, &s->edges.at[i]), &r);
    }
    sl_review_push_lines(out, lines, n);
    return stamped;
}

bool sl_review_choose(const sl_strategy *s, sl_str id, bool wording, uint8_t *chosen)
{
    const sl_item *item = sl_strategy_lookup_item(s, id);
    const sl_evidence *e = sl_strategy_lookup_evidence(s, id);
    bool role = false;
    for (size_t i = 0; i < s->framework->roles.n; i++)
        role = role || sl_str_equal(s->framework->roles.at[i]->name, id);
    for (size_t i = 0; i < s->edges.n; i++) {
        const sl_edge *edge = &s->edges.at[i];
        bool from = item && edge->from == item->index;
        bool to = item && !edge->to_evidence && edge->to == item->index;
        bool of_entry = e && edge->to_evidence && edge->to == e->index;
        bool of_role = sl_str_equal(edge->role->name, id);
        if (wording)
            chosen[i] |= (uint8_t)((from || of_role ? SL_WORDED_FROM : 0) |
                                   (to || of_entry || of_role ? SL_WORDED_TO : 0));
        else
            chosen[i] |=
                (uint8_t)(((from || of_entry || of_role) && edge->role->suspect_from ? SL_READ_FROM
                                                                                     : 0) |
                          ((to || of_role) && edge->role->suspect_to ? SL_READ_TO : 0));
    }
    return item || e || role;
}
