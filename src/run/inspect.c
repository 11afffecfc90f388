/* The verbs that print what a strategy holds: trace, audit, words. */
#include "base/check.h"
#include "run/session.h"
#include "run/verbs.h"
#include "strategy/fingerprint.h"
#include "strategy/graph.h"

/* --- trace --- */

static void push_name(sl_buf *b, const sl_strategy *s, const sl_step *step)
{
    sl_str id = step->is_evidence ? s->evidence.at[step->index]->id : s->items.at[step->index]->id;
    sl_str title = step->is_evidence ? s->evidence.at[step->index]->statement
                                     : s->items.at[step->index]->title;
    sl_buf_push_format(b, "%.*s  %.*s\n", SL_FMT(id), SL_FMT(title));
}

/* The walk as a tree: what was reached from each step is printed below it. */
static void push_tree(sl_buf *b, const sl_strategy *s, const sl_walk *w, uint32_t at, bool back)
{
    for (uint32_t i = 0; i < w->steps.n; i++) {
        const sl_step *step = &w->steps.at[i];
        if (step->from != at)
            continue;
        for (uint32_t k = 0; k < step->depth; k++)
            sl_buf_push_z(b, "  ");
        sl_str label = back ? step->edge->role->back : step->edge->role->label;
        sl_buf_push_format(b, "%.*s: ", SL_FMT(label));
        push_name(b, s, step);
        push_tree(b, s, w, i, back);
    }
}

static void push_json_walk(sl_buf *b, const sl_strategy *s, const sl_walk *w)
{
    sl_buf_push_char(b, '[');
    for (uint32_t i = 1; i < w->steps.n; i++) {
        const sl_step *step = &w->steps.at[i];
        const sl_step *from = &w->steps.at[step->from];
        sl_buf_push_z(b, i > 1 ? ", {\"id\": " : "{\"id\": ");
        sl_buf_push_json(b, step->is_evidence ? s->evidence.at[step->index]->id
                                              : s->items.at[step->index]->id);
        sl_buf_push_z(b, ", \"from\": ");
        sl_buf_push_json(b, from->is_evidence ? s->evidence.at[from->index]->id
                                              : s->items.at[from->index]->id);
        sl_buf_push_z(b, ", \"role\": ");
        sl_buf_push_json(b, step->edge->role->name);
        sl_buf_push_format(b, ", \"depth\": %u}", step->depth);
    }
    sl_buf_push_char(b, ']');
}

static void push_trace(sl_buf *b, sl_session *s, sl_str id)
{
    const sl_item *item = sl_strategy_lookup_item(s->strategy, id);
    const sl_evidence *e = sl_strategy_lookup_evidence(s->strategy, id);
    sl_walk down = {0},
            up = sl_graph_reach(s->arena, s->strategy, e != NULL, e ? e->index : item->index);
    if (item)
        down = sl_graph_ground(s->arena, s->strategy, item);
    if (s->options->report == SL_REPORT_JSON) {
        sl_buf_push_z(b, "{\"version\": 1, \"id\": ");
        sl_buf_push_json(b, id);
        sl_buf_push_z(b, ", \"rests-on\": ");
        push_json_walk(b, s->strategy, &down);
        sl_buf_push_z(b, ", \"leads-to\": ");
        push_json_walk(b, s->strategy, &up);
        sl_buf_push_z(b, "}\n");
        return;
    }
    push_name(b, s->strategy, &up.steps.at[0]);
    if (item)
        sl_buf_push_z(b, down.steps.n > 1 ? "rests on\n" : "rests on nothing\n");
    push_tree(b, s->strategy, &down, 0, false);
    sl_buf_push_z(b, up.steps.n > 1 ? "leads to\n" : "leads to nothing\n");
    push_tree(b, s->strategy, &up, 0, true);
}

/* Without an ID: one line for each item with the evidence that reaches it. */
static void push_overview(sl_buf *b, sl_session *s)
{
    for (size_t i = 0; i < s->strategy->items.n; i++) {
        const sl_item *item = s->strategy->items.at[i];
        sl_walk down = sl_graph_ground(s->arena, s->strategy, item);
        size_t evidence = 0;
        for (size_t k = 0; k < down.steps.n; k++)
            evidence += down.steps.at[k].is_evidence;
        sl_buf_push_format(b, "%-16.*s %3zu  %.*s\n", SL_FMT(item->id), evidence,
                           SL_FMT(item->title));
    }
}

/* Errors are reported; what can be shown is shown all the same. */
static int finish(sl_session *s, sl_buf *b, bool shown)
{
    int status = SL_EXIT_OK;
    if (shown)
        sl_session_print(b);
    if (!shown || sl_session_has_errors(s))
        status = sl_session_report(s, SL_STR_NONE);
    sl_buf_done(b);
    sl_session_done(s);
    return status;
}

int sl_run_trace(const sl_options *o)
{
    sl_session s;
    sl_buf b;
    sl_session_init(&s, o);
    sl_buf_init(&b);
    sl_session_load(&s);
    if (!s.strategy)
        return finish(&s, &b, false);
    sl_str id = sl_str_from(o->argument);
    if (!id.n) {
        push_overview(&b, &s);
    } else if (sl_strategy_lookup_item(s.strategy, id) ||
               sl_strategy_lookup_evidence(s.strategy, id)) {
        push_trace(&b, &s, id);
    } else {
        sl_strategy_report_dangling(s.strategy, id, SL_SPAN_NONE, true, true);
        return finish(&s, &b, false);
    }
    return finish(&s, &b, true);
}

/* --- audit --- */

typedef struct tally {
    size_t claims, untraced, weak, open_gaps, unused, contrary;
} tally;

static bool carries_line(const sl_framework *f, const sl_type *t)
{
    for (size_t r = 0; r < f->roles.n; r++)
        if (f->roles.at[r]->line && f->roles.at[r]->from[t->index])
            return true;
    return false;
}

/* Weak: what reaches it is graded 2 or lower, or is only second-hand. */
static bool is_weak(const sl_strategy *s, const sl_walk *w)
{
    bool any = false;
    for (size_t i = 0; i < w->steps.n; i++) {
        if (!w->steps.at[i].is_evidence)
            continue;
        const sl_evidence *e = s->evidence.at[w->steps.at[i].index];
        if (e->grade > 2 && sl_str_equal_z(e->confidence, "verified-in-source"))
            return false;
        any = true;
    }
    return any;
}

static void push_audit_item(sl_session *s, sl_buf *untraced, sl_buf *weak, tally *t,
                            const sl_item *item)
{
    if (!carries_line(s->strategy->framework, item->type))
        return;
    sl_walk w = sl_graph_ground(s->arena, s->strategy, item);
    bool traced = false;
    for (size_t i = 0; i < w.steps.n; i++)
        traced = traced || w.steps.at[i].is_evidence;
    t->claims++;
    if (!traced) {
        t->untraced++;
        sl_buf_push_format(untraced, "  %.*s  %.*s\n", SL_FMT(item->id), SL_FMT(item->title));
    } else if (is_weak(s->strategy, &w)) {
        t->weak++;
        sl_buf_push_format(weak, "  %.*s  %.*s\n", SL_FMT(item->id), SL_FMT(item->title));
    }
}

static void push_gaps(sl_session *s, sl_buf *b, tally *t)
{
    for (size_t i = 0; i < s->strategy->gaps.n; i++) {
        const sl_gap *g = s->strategy->gaps.at[i];
        if (!sl_str_equal_z(g->state, "open"))
            continue;
        t->open_gaps++;
        sl_buf_push_format(b, "  %.*s  %.*s\n", SL_FMT(g->id), SL_FMT(g->question));
    }
}

static void push_part(sl_buf *out, const char *title, const sl_buf *part)
{
    if (part->n)
        sl_buf_push_format(out, "\n%s\n%s", title, part->p);
}

int sl_run_audit(const sl_options *o)
{
    sl_session s;
    sl_buf out, untraced, weak, gaps;
    sl_buf *all[] = {&untraced, &weak, &gaps};
    sl_session_init(&s, o);
    sl_buf_init(&out);
    for (size_t i = 0; i < SL_COUNT(all); i++)
        sl_buf_init(all[i]);
    sl_session_load(&s);
    if (!s.strategy)
        return finish(&s, &out, false);
    tally t = {0};
    for (size_t i = 0; i < s.strategy->items.n; i++)
        push_audit_item(&s, &untraced, &weak, &t, s.strategy->items.at[i]);
    push_gaps(&s, &gaps, &t);
    for (size_t i = 0; i < s.diags.findings.n; i++) {
        t.unused += s.diags.findings.at[i]->code == SL_E0214;
        t.contrary += s.diags.findings.at[i]->code == SL_E0219;
    }
    if (o->report == SL_REPORT_JSON)
        sl_buf_push_format(&out,
                           "{\"version\": 1, \"items\": %zu, \"untraced\": %zu, \"weak\": %zu, "
                           "\"open-gaps\": %zu, "
                           "\"unused-evidence\": %zu, \"unanswered-contrary\": %zu}\n",
                           t.claims, t.untraced, t.weak, t.open_gaps, t.unused, t.contrary);
    else {
        sl_buf_push_format(&out,
                           "%zu of %zu items are traced to evidence\n%zu rest on weak or "
                           "second-hand evidence only\n"
                           "%zu evidence gaps are open\n%zu evidence entries are not used\n"
                           "%zu contrary citations are not answered\n",
                           t.claims - t.untraced, t.claims, t.weak, t.open_gaps, t.unused,
                           t.contrary);
        push_part(&out, "Not traced to evidence", &untraced);
        push_part(&out, "Weak or second-hand evidence only", &weak);
        push_part(&out, "Open evidence gaps", &gaps);
    }
    for (size_t i = 0; i < SL_COUNT(all); i++)
        sl_buf_done(all[i]);
    return finish(&s, &out, true);
}

/* --- words --- */

static size_t count_words(sl_arena *a, const sl_node *body)
{
    size_t n = 0;
    for (const sl_node *at = body ? body->first : NULL; at; at = sl_node_walk(body, at)) {
        if (at->kind != SL_NODE_PARAGRAPH && at->kind != SL_NODE_HEADING &&
            at->kind != SL_NODE_TABLE_CELL)
            continue;
        sl_str rest = sl_node_plain(a, at), word;
        while (sl_str_split(&rest, ' ', &word))
            n += sl_str_trim(word).n > 0;
    }
    return n;
}

int sl_run_words(const sl_options *o)
{
    sl_session s;
    sl_buf b;
    sl_session_init(&s, o);
    sl_buf_init(&b);
    sl_session_load(&s);
    if (!s.strategy)
        return finish(&s, &b, false);
    size_t total = 0;
    for (size_t i = 0; i < s.strategy->items.n; i++) {
        const sl_item *item = s.strategy->items.at[i];
        size_t n = count_words(s.arena, item->body);
        total += n;
        sl_buf_push_format(&b, "%7zu  %016llx  %-16.*s %.*s\n", n,
                           (unsigned long long)sl_fingerprint_item(item), SL_FMT(item->id),
                           SL_FMT(item->title));
    }
    sl_buf_push_format(&b, "%7zu  in all\n", total);
    return finish(&s, &b, true);
}
