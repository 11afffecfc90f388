/* Links: what front matter names under a role becomes an edge, with both ends knowing it.
 *
 * An edge leads from an item to an item or to an entry of the register; which the role allows is
 * the framework's to say. Edges stand in the order of items and of the roles in the framework, so
 * that their numbers do not depend on how a file is written. A role may also be read from the text:
 * then what the text cites counts as if the front matter had said it, and is exported so.
 *
 * How many links an item needs is counted by what it declares, even where a link leads nowhere:
 * that is a finding of its own, and one fault is reported once.
 */
#include "base/assert.h"
#include "data/yaml_overlay.h"
#include "model/audience.h"
#include "model/graph.h"
#include "load/loading.h"

static void report_target(sl_strategy *s, const sl_role *role, const sl_item *from, sl_str id,
                          const char *found, sl_span span)
{
    sl_finding *f =
        sl_diag_add(s->diags, SL_E0204, span, "'%.*s' of the type '%.*s' may not lead to %s %.*s",
                    SL_FMT(role->name), SL_FMT(from->type->name), found, SL_FMT(id));
    sl_buf list;
    sl_buf_init(&list);
    for (size_t i = 0; i < s->framework->types.n; i++)
        if (role->to[i])
            sl_buf_push_format(&list, "%s%.*s", list.n ? ", " : "",
                               SL_FMT(s->framework->types.at[i]->name));
    if (role->to[SL_EVIDENCE_TYPE])
        sl_buf_push_format(&list, "%sevidence", list.n ? ", " : "");
    sl_diag_help(s->diags, f, "it leads to: %s", list.n ? list.p : "nothing");
    sl_buf_done(&list);
}

/* The link that is named already, with the same place and note; NULL: there is none. An item's
 * links are added one after another, so that they stand last among those to an end. */
static const sl_edge *find_same(const sl_strategy *s, const sl_item *from, const sl_edge *e)
{
    enum { MOST = 64 };
    size_t n = e->to_evidence ? s->evidence.at[e->to]->in.n : s->items.at[e->to]->in.n;
    const uint32_t *in = e->to_evidence ? s->evidence.at[e->to]->in.at : s->items.at[e->to]->in.at;
    for (size_t i = n; i > 0 && n - i < MOST; i--) {
        const sl_edge *o = &s->edges.at[in[i - 1]];
        if (o->from != from->index)
            return NULL;
        if (o->role == e->role && sl_str_equal(o->at, e->at) && sl_str_equal(o->note, e->note))
            return o;
    }
    return NULL;
}

/* A slip, most often for the ID beside it; it would count as two paths. */
static void report_twice(sl_strategy *s, const sl_edge *e, const sl_edge *first, sl_str id)
{
    sl_finding *f = sl_diag_add(s->diags, SL_E0202, e->span, "'%.*s' stands twice under '%.*s'",
                                SL_FMT(id), SL_FMT(e->role->name));
    sl_diag_note_at(s->diags, f, first->span, "first here");
    sl_diag_help(s->diags, f, "keep one of the two; {id: %.*s, at: p. 4} names a place in it",
                 SL_FMT(id));
}

static void add_edge(sl_strategy *s, sl_item *from, const sl_role *role, const sl_yaml *y)
{
    const sl_yaml *id = y->kind == SL_YAML_MAP ? sl_yaml_lookup(y, "id") : y;
    if (!id || id->kind != SL_YAML_SCALAR || !id->text.n)
        return; /* the schema reported it */
    sl_edge e = {.role = role, .from = from->index, .span = id->span};
    if (y->kind == SL_YAML_MAP) {
        e.at = sl_yaml_text(y, "at");
        e.note = sl_yaml_text(y, "note");
        e.indirect = sl_str_equal_z(sl_yaml_text(y, "directness"), "indirect");
    }
    const sl_item *item = sl_strategy_lookup_item(s, id->text);
    const sl_evidence *entry = item ? NULL : sl_strategy_lookup_evidence(s, id->text);
    bool wants_evidence = role->to[SL_EVIDENCE_TYPE];
    if (!item && !entry) {
        bool wants_items = false;
        for (size_t i = 0; i < SL_TYPES_MAX; i++)
            wants_items = wants_items || role->to[i];
        sl_strategy_report_dangling(s, id->text, id->span, wants_evidence, wants_items);
        return;
    }
    if (entry) {
        if (!wants_evidence) {
            report_target(s, role, from, id->text, "the evidence", id->span);
            return;
        }
        e.to_evidence = true;
        e.to = entry->index;
    } else {
        if (!role->to[item->type->index]) {
            const char *what = sl_str_format(s->arena, "the %.*s", SL_FMT(item->type->name)).p;
            report_target(s, role, from, id->text, what, id->span);
            return;
        }
        e.to = item->index;
    }
    const sl_edge *same = find_same(s, from, &e);
    if (same) {
        report_twice(s, &e, same, id->text);
        return;
    }
    uint32_t index = (uint32_t)s->edges.n;
    SL_PUSH(s->arena, s->edges, e);
    SL_PUSH(s->arena, from->out, index);
    if (e.to_evidence)
        SL_PUSH(s->arena, s->evidence.at[e.to]->in, index);
    else
        SL_PUSH(s->arena, s->items.at[e.to]->in, index);
}

/* --- what the text cites --- */

typedef struct citing {
    sl_strategy *s;
    sl_item *item;
    const sl_role *role;
    size_t first; /* of its edges of the role */
    sl_yaml *list, *last;
} citing;

static void add_cited(citing *c, sl_str id, sl_span span)
{
    const sl_evidence *e = sl_strategy_lookup_evidence(c->s, id);
    if (!e)
        return; /* the checks of the text report it */
    for (size_t i = c->first; i < c->item->out.n; i++)
        if (c->s->edges.at[c->item->out.at[i]].to == e->index)
            return;
    sl_yaml *y = SL_NEW(c->s->arena, sl_yaml);
    *y = (sl_yaml){.text = id, .span = span};
    if (c->last)
        c->last->next = y;
    else
        c->list->first = y;
    c->last = y;
    c->list->count++;
    add_edge(c->s, c->item, c->role, y);
}

/* What a block says that it shows. */
static void add_block(citing *c, const sl_node *n)
{
    sl_diags quiet; /* the block is read again, and then what is wrong is said */
    sl_diags_init(&quiet, c->s->arena, c->s->sources);
    const sl_yaml *yaml =
        sl_yaml_parse(c->s->arena, &quiet, n->span.file, n->span.begin, n->span.end);
    const sl_yaml *y = yaml && yaml->kind == SL_YAML_MAP ? sl_yaml_lookup(yaml, "evidence") : NULL;
    if (y && y->kind == SL_YAML_SCALAR)
        add_cited(c, y->text, y->span);
    SL_EACH (one, y && y->kind == SL_YAML_LIST ? y : NULL)
        if (one->kind == SL_YAML_SCALAR)
            add_cited(c, one->text, one->span);
}

static void add_text_edges(sl_strategy *s, sl_item *item, const sl_role *role)
{
    citing c = {s, item, role, item->out.n, SL_NEW(s->arena, sl_yaml), NULL};
    *c.list = (sl_yaml){.key = role->name, .kind = SL_YAML_LIST, .span = item->span};
    c.list->key_span = item->span;
    for (const sl_node *n = item->body ? item->body->first : NULL; n;
         n = sl_node_walk(item->body, n)) {
        bool cites = (n->kind == SL_NODE_CITE_ITEM && !n->contrary) || n->kind == SL_NODE_VALUE;
        sl_span id = {n->span.file, n->span.begin + 2, n->span.begin + 2 + (uint32_t)n->id.n};
        if (cites)
            add_cited(&c, n->id, n->kind == SL_NODE_VALUE ? id : n->span);
        else if (n->kind == SL_NODE_BLOCK)
            add_block(&c, n);
    }
    if (!c.list->count)
        return;
    /* As if the front matter had said it: what is exported has it. */
    sl_yaml *over = SL_NEW(s->arena, sl_yaml);
    *over = (sl_yaml){.kind = SL_YAML_MAP, .first = c.list, .count = 1, .span = item->front->span};
    item->front = sl_yaml_overlay(s->arena, item->front, over);
}

static uint32_t count_edges(const sl_strategy *s, const sl_item *item, const sl_role *role)
{
    uint32_t n = 0;
    for (size_t i = 0; i < item->out.n; i++)
        n += s->edges.at[item->out.at[i]].role == role;
    return n;
}

static void check_counts(sl_strategy *s, const sl_item *item)
{
    uint32_t counts[SL_TYPES_MAX] = {0};
    SL_CHECK(s->framework->roles.n <= SL_COUNT(counts));
    for (size_t r = 0; r < s->framework->roles.n; r++) {
        const sl_role *role = s->framework->roles.at[r];
        /* What is declared counts, even where it leads nowhere: that is a finding of its own. */
        const sl_yaml *y = sl_yaml_lookup_str(item->front, role->name);
        counts[r] = y ? y->kind == SL_YAML_LIST ? y->count : 1 : count_edges(s, item, role);
        uint32_t least = role->at_least[item->type->index], most = role->at_most[item->type->index];
        sl_span at = y ? y->key_span : item->span;
        if (counts[r] < least) {
            sl_finding *f =
                sl_diag_add_as(s->diags, sl_framework_severity(s->framework, SL_E0205, item->state),
                               SL_E0205, at, "%.*s has %u of the %u '%.*s' that it needs",
                               SL_FMT(item->id), counts[r], least, SL_FMT(role->name));
            sl_diag_help(s->diags, f, "add '%.*s: [ID]' to its front matter", SL_FMT(role->name));
        }
        if (most && counts[r] > most) {
            sl_finding *f =
                sl_diag_add_as(s->diags, sl_framework_severity(s->framework, SL_E0206, item->state),
                               SL_E0206, at, "%.*s has %u '%.*s', at most %u are allowed",
                               SL_FMT(item->id), counts[r], SL_FMT(role->name), most);
            sl_diag_help(s->diags, f, "keep the ones that matter most");
        }
    }
}

static void check_demands(sl_strategy *s, const sl_item *item)
{
    for (size_t r = 0; r < s->framework->roles.n; r++) {
        const sl_role *role = s->framework->roles.at[r];
        uint32_t demanded = role->demanded[item->type->index], n = 0;
        if (!demanded)
            continue;
        for (size_t k = 0; k < item->in.n; k++)
            n += s->edges.at[item->in.at[k]].role == role;
        if (n >= demanded || s->unread_items)
            continue;
        sl_finding *f =
            sl_diag_add_as(s->diags, sl_framework_severity(s->framework, SL_E0221, item->state),
                           SL_E0221, item->span, "%u of the %u '%.*s' that %.*s needs lead to it",
                           n, demanded, SL_FMT(role->name), SL_FMT(item->id));
        sl_diag_help(s->diags, f, "name it under '%.*s:' in an item that does", SL_FMT(role->name));
    }
}

/* A question about something that is kept tells of it. */
static void leave_out_gaps(sl_strategy *s)
{
    size_t kept = 0;
    for (size_t i = 0; i < s->gaps.n; i++)
        if (sl_audience_names_hidden(s, sl_yaml_lookup(s->gaps.at[i]->yaml, "bears-on")))
            sl_audience_leave_out(s, s->gaps.at[i]->yaml);
        else
            s->gaps.at[kept++] = s->gaps.at[i];
    s->gaps.n = kept;
}

static void resolve_gaps(sl_strategy *s)
{
    leave_out_gaps(s);
    for (size_t i = 0; i < s->gaps.n; i++) {
        sl_gap *g = s->gaps.at[i];
        SL_EACH (id, sl_yaml_lookup(g->yaml, "bears-on")) {
            const sl_item *item = sl_strategy_lookup_item(s, id->text);
            if (item)
                SL_PUSH(s->arena, g->bears_on, item->index);
            else
                sl_strategy_report_dangling(s, id->text, id->span, false, true);
        }
        SL_EACH (id, sl_yaml_lookup(g->yaml, "filled-by")) {
            const sl_evidence *e = sl_strategy_lookup_evidence(s, id->text);
            if (e)
                SL_PUSH(s->arena, g->filled_by, e->index);
            else
                sl_strategy_report_dangling(s, id->text, id->span, true, false);
        }
    }
}

void sl_load_edges(sl_strategy *s)
{
    for (size_t i = 0; i < s->items.n; i++) {
        sl_item *item = s->items.at[i];
        for (size_t r = 0; r < s->framework->roles.n; r++) {
            const sl_role *role = s->framework->roles.at[r];
            const sl_yaml *y = sl_yaml_lookup_str(item->front, role->name);
            if (!y && role->from_text[item->type->index])
                add_text_edges(s, item, role);
            if (!y || !role->from[item->type->index])
                continue;
            if (y->kind == SL_YAML_LIST)
                SL_EACH (one, y)
                    add_edge(s, item, role, one);
            else
                add_edge(s, item, role, y);
        }
    }
    for (size_t i = 0; i < s->items.n; i++) {
        check_counts(s, s->items.at[i]);
        check_demands(s, s->items.at[i]);
    }
    sl_graph_check_cycles(s);
    resolve_gaps(s);
}
