/* The verb trace: the line of sight of an item or entry, both ways; or of all as a matrix. */
#include "base/assert.h"
#include "export/export.h"
#include "run/report.h"
#include "run/verbs.h"
#include "sight/audit.h"
#include "sight/matrix.h"

/* --- one item as a tree --- */

enum { DEEPEST = 40 };

typedef struct drawing {
    sl_buf *out;
    const sl_audit *audit;
    const sl_strategy *s;
    bool back;              /* up to what rests on it; else down to what it rests on */
    bool *items, *evidence; /* drawn already */
    sl_str prefix;          /* of the lines below the one at hand */
} drawing;

static void push_thing(sl_buf *b, const sl_audit *audit, bool evidence, uint32_t index)
{
    const sl_strategy *s = audit->s;
    if (evidence) {
        const sl_evidence *e = s->evidence.at[index];
        const sl_backing *back = &audit->backings[index];
        sl_buf_push_format(b, "%.*s  %.*s [strength %u%s]", SL_FMT(e->id), SL_FMT(e->statement),
                           back->strength, back->stale ? ", out of date" : "");
        return;
    }
    const sl_item *item = s->items.at[index];
    sl_buf_push_format(b, "%.*s  %.*s [strength %u]", SL_FMT(item->id), SL_FMT(item->title),
                       audit->sights[index].strength);
}

static void draw_below(drawing *d, bool evidence, uint32_t index, int depth);

static void draw_branch(drawing *d, const sl_edge *e, bool last, int depth)
{
    bool evidence = !d->back && e->to_evidence;
    uint32_t to = d->back ? e->from : e->to;
    bool *drawn = evidence ? &d->evidence[to] : &d->items[to];
    sl_str label = d->back ? e->role->back : e->role->label;
    sl_buf_push_format(d->out, "%.*s%s %.*s: ", SL_FMT(d->prefix), last ? "└─" : "├─",
                       SL_FMT(label));
    push_thing(d->out, d->audit, evidence, to);
    if (e->indirect)
        sl_buf_push_z(d->out, ", indirectly");
    if (*drawn && !evidence) {
        sl_buf_push_z(d->out, " (see above)\n");
        return;
    }
    *drawn = true;
    sl_buf_push_char(d->out, '\n');
    if (evidence || depth == DEEPEST)
        return;
    sl_arena_mark mark = sl_arena_mark_now(d->s->arena);
    sl_str prefix = d->prefix;
    d->prefix = sl_str_format(d->s->arena, "%.*s%s", SL_FMT(prefix), last ? "   " : "│  ");
    draw_below(d, false, to, depth + 1);
    d->prefix = prefix;
    sl_arena_reset(d->s->arena, mark);
}

static void draw_below(drawing *d, bool evidence, uint32_t index, int depth)
{
    const sl_item *item = evidence ? NULL : d->s->items.at[index];
    size_t n = !item ? d->s->evidence.at[index]->in.n : d->back ? item->in.n : item->out.n;
    const uint32_t *edges = !item     ? d->s->evidence.at[index]->in.at
                            : d->back ? item->in.at
                                      : item->out.at;
    size_t last = n;
    for (size_t i = 0; i < n; i++)
        if (d->s->edges.at[edges[i]].role->line)
            last = i;
    for (size_t i = 0; i < n; i++)
        if (d->s->edges.at[edges[i]].role->line)
            draw_branch(d, &d->s->edges.at[edges[i]], i == last, depth);
}

static void draw_tree(sl_buf *b, const sl_audit *audit, bool evidence, uint32_t index, bool back)
{
    drawing d = {.out = b, .audit = audit, .s = audit->s, .back = back};
    d.items = SL_NEW_ARRAY(d.s->arena, bool, d.s->items.n + 1);
    d.evidence = SL_NEW_ARRAY(d.s->arena, bool, d.s->evidence.n + 1);
    if (!evidence)
        d.items[index] = true;
    size_t before = b->n;
    sl_buf_push_z(b, back ? "leads to\n" : "rests on\n");
    size_t head = b->n;
    draw_below(&d, evidence, index, 0);
    if (b->n == head) {
        b->n = before;
        sl_buf_push_z(b, back ? "leads to nothing\n" : "rests on nothing\n");
    }
}

static void push_trace(sl_buf *b, const sl_audit *audit, const sl_item *item, const sl_evidence *e)
{
    uint32_t index = item ? item->index : e->index;
    push_thing(b, audit, !item, index);
    sl_buf_push_char(b, '\n');
    if (item) {
        const sl_sight *sight = &audit->sights[index];
        sl_buf_push_format(b,
                           "%u entries of %u independent sources reach it by %u paths; without "
                           "the best source its strength is %u\n",
                           sight->evidence_count, sight->family_count, sight->path_count,
                           sight->second);
        draw_tree(b, audit, false, index, false);
    }
    draw_tree(b, audit, !item, index, true);
}

/* --- all of them --- */

static void push_overview(sl_buf *b, const sl_audit *audit)
{
    sl_buf_push_z(b, "ID               strength  entries  sources  title\n");
    for (size_t i = 0; i < audit->s->items.n; i++) {
        const sl_item *item = audit->s->items.at[i];
        const sl_sight *sight = &audit->sights[i];
        sl_buf_push_format(b, "%-16.*s %8u %8u %8u  %.*s\n", SL_FMT(item->id), sight->strength,
                           sight->evidence_count, sight->family_count, SL_FMT(item->title));
    }
}

static void push_matrix(sl_buf *b, const sl_audit *audit, const sl_matrix *m)
{
    for (size_t k = 0; k < m->columns.n; k++)
        sl_buf_push_format(b, "%3zu  %-16.*s %.*s\n", k + 1, SL_FMT(m->columns.at[k]->id),
                           SL_FMT(m->columns.at[k]->title));
    sl_buf_push_format(b, "\n%-16s", "");
    for (size_t k = 0; k < m->columns.n; k++)
        sl_buf_push_format(b, " %3zu", k + 1);
    sl_buf_push_z(b, "  strength\n");
    for (size_t r = 0; r < m->rows.n; r++) {
        sl_buf_push_format(b, "%-16.*s", SL_FMT(m->rows.at[r]->id));
        for (size_t k = 0; k < m->columns.n; k++) {
            uint32_t n = m->cells[r * m->columns.n + k];
            if (n)
                sl_buf_push_format(b, " %3u", n);
            else
                sl_buf_push_z(b, "   ·");
        }
        sl_buf_push_format(b, "  %8u\n", audit->sights[m->rows.at[r]->index].strength);
    }
}

static void push_all(sl_buf *b, const sl_options *o, sl_session *s)
{
    const sl_audit *audit = sl_session_audit(s, s->strategy);
    const sl_matrix *m = o->matrix ? sl_matrix_make(s->arena, audit) : NULL;
    if (o->report == SL_REPORT_JSON)
        sl_export_emit_trace(b, audit, NULL, NULL);
    else if (o->report_csv)
        sl_export_emit_matrix(b, audit, m ? m : sl_matrix_make(s->arena, audit));
    else if (m)
        push_matrix(b, audit, m);
    else
        push_overview(b, audit);
}

int sl_run_trace(const sl_options *o)
{
    sl_session s;
    sl_buf b;
    sl_session_init(&s, o);
    sl_buf_init(&b);
    sl_session_load(&s);
    sl_str id = sl_str_from(o->argument);
    const sl_item *item = s.strategy && id.n ? sl_strategy_lookup_item(s.strategy, id) : NULL;
    const sl_evidence *e = s.strategy && id.n ? sl_strategy_lookup_evidence(s.strategy, id) : NULL;
    if (s.strategy && !id.n)
        push_all(&b, o, &s);
    else if (!item && !e && s.strategy)
        sl_strategy_report_dangling(s.strategy, id, SL_SPAN_NONE, true, true);
    else if (s.strategy && o->report == SL_REPORT_JSON)
        sl_export_emit_trace(&b, sl_session_audit(&s, s.strategy), item, item ? NULL : e);
    else if (s.strategy)
        push_trace(&b, sl_session_audit(&s, s.strategy), item, e);
    return sl_session_finish(&s, &b);
}
