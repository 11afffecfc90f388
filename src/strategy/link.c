#include "base/check.h"
#include "strategy/graph.h"
#include "strategy/load.h"

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
    uint32_t index = (uint32_t)s->edges.n;
    SL_PUSH(s->arena, s->edges, e);
    SL_PUSH(s->arena, from->out, index);
    if (e.to_evidence)
        SL_PUSH(s->arena, s->evidence.at[e.to]->in, index);
    else
        SL_PUSH(s->arena, s->items.at[e.to]->in, index);
}

static void check_counts(sl_strategy *s, const sl_item *item)
{
    uint32_t counts[SL_TYPES_MAX] = {0};
    SL_CHECK(s->framework->roles.n <= SL_COUNT(counts));
    for (size_t r = 0; r < s->framework->roles.n; r++) {
        const sl_role *role = s->framework->roles.at[r];
        /* What is declared counts, even where it leads nowhere: that is a finding of its own. */
        const sl_yaml *y = sl_yaml_lookup_str(item->front, role->name);
        counts[r] = y ? y->kind == SL_YAML_LIST ? y->count : 1 : 0;
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
        if (n >= demanded)
            continue;
        sl_finding *f =
            sl_diag_add_as(s->diags, sl_framework_severity(s->framework, SL_E0221, item->state),
                           SL_E0221, item->span, "%u of the %u '%.*s' that %.*s needs lead to it",
                           n, demanded, SL_FMT(role->name), SL_FMT(item->id));
        sl_diag_help(s->diags, f, "name it under '%.*s:' in an item that does", SL_FMT(role->name));
    }
}

static void resolve_gaps(sl_strategy *s)
{
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

/* --- the document's order --- */

typedef struct ordering {
    sl_strategy *s;
    const sl_yaml **placed; /* by item: where it was placed */
} ordering;

static const sl_item *place(ordering *o, const sl_yaml *id)
{
    if (id->kind != SL_YAML_SCALAR || !id->text.n) {
        sl_finding *f =
            sl_diag_add(o->s->diags, SL_E0111, id->span, "this is neither an ID nor a part");
        sl_diag_help(o->s->diags, f,
                     "write an item's ID, {part: title, id: ID, items: [...]} or, inside a "
                     "part, {type: name}");
        return NULL;
    }
    const sl_item *item = sl_strategy_lookup_item(o->s, id->text);
    if (!item) {
        sl_strategy_report_dangling(o->s, id->text, id->span, false, true);
        return NULL;
    }
    const sl_yaml *other = o->placed[item->index];
    if (other) {
        sl_finding *f = sl_diag_add(o->s->diags, SL_E0213, id->span, "'%.*s' is placed already",
                                    SL_FMT(id->text));
        sl_diag_note_at(o->s->diags, f, other->span, "here");
        sl_diag_help(o->s->diags, f, "remove one of the two");
        return NULL;
    }
    o->placed[item->index] = id;
    return item;
}

static void place_named(ordering *o, sl_part *part, const sl_yaml *items)
{
    SL_EACH (one, items) {
        if (one->kind == SL_YAML_MAP)
            continue;
        const sl_item *item = place(o, one);
        if (item)
            SL_PUSH(o->s->arena, part->items, item);
    }
}

/* {type: T}: every item of the type that no entry names, in the order of the files. */
static void place_types(ordering *o, sl_part *part, const sl_yaml *items)
{
    SL_EACH (one, items) {
        if (one->kind != SL_YAML_MAP)
            continue;
        const sl_yaml *name = sl_yaml_lookup(one, "type");
        const sl_type *type = name ? sl_framework_lookup_type(o->s->framework, name->text) : NULL;
        if (!type) {
            sl_finding *f = sl_diag_add(o->s->diags, SL_E0201, name ? name->span : one->span,
                                        "this names no type of item");
            sl_diag_help(o->s->diags, f, "write {type: name} with a type of framework.yaml");
            continue;
        }
        for (size_t i = 0; i < o->s->items.n; i++) {
            const sl_item *item = o->s->items.at[i];
            if (item->type != type || o->placed[i])
                continue;
            o->placed[i] = one;
            SL_PUSH(o->s->arena, part->items, item);
        }
    }
}

static void read_entry(ordering *o, const sl_yaml *y)
{
    sl_part *part = SL_NEW(o->s->arena, sl_part);
    if (y->kind != SL_YAML_MAP) {
        part->single = place(o, y);
        if (part->single)
            SL_PUSH(o->s->arena, o->s->parts, part);
        return;
    }
    part->title = sl_yaml_text(y, "part");
    part->id = sl_yaml_text(y, "id");
    const sl_yaml *intro = sl_yaml_lookup(y, "intro");
    if (intro)
        part->intro = place(o, intro);
    place_named(o, part, sl_yaml_lookup(y, "items"));
    SL_PUSH(o->s->arena, o->s->parts, part);
}

void sl_load_order(sl_strategy *s)
{
    ordering o = {.s = s, .placed = SL_NEW_ARRAY(s->arena, const sl_yaml *, s->items.n + 1)};
    const sl_yaml *order = sl_yaml_lookup(s->config, "order");
    if (!s->framework->types.n)
        return; /* without a framework there are no items; that is reported */
    size_t part = 0;
    SL_EACH (y, order)
        read_entry(&o, y);
    /* Types come last: they take what nothing names. */
    SL_EACH (y, order)
        if (y->kind == SL_YAML_MAP) {
            while (part < s->parts.n && !sl_str_equal(s->parts.at[part]->id, sl_yaml_text(y, "id")))
                part++;
            if (part < s->parts.n)
                place_types(&o, s->parts.at[part], sl_yaml_lookup(y, "items"));
        }
    for (size_t i = 0; i < s->items.n; i++) {
        const sl_item *item = s->items.at[i];
        if (o.placed[i])
            continue;
        sl_finding *f =
            sl_diag_add_as(s->diags, sl_framework_severity(s->framework, SL_E0211, item->state),
                           SL_E0211, item->span, "'%.*s' is not in the document", SL_FMT(item->id));
        sl_diag_help(s->diags, f, "name it under 'order' in strategy.yaml");
    }
}

typedef struct listing {
    const sl_item **items;
    bool *listed;
    size_t n;
} listing;

static void list_item(listing *l, const sl_item *item)
{
    if (!item || l->listed[item->index])
        return;
    l->listed[item->index] = true;
    l->items[l->n++] = item;
}

const sl_item **sl_strategy_list_items(sl_arena *a, const sl_strategy *s, size_t *n)
{
    listing l = {SL_NEW_ARRAY(a, const sl_item *, s->items.n + 1),
                 SL_NEW_ARRAY(a, bool, s->items.n + 1), 0};
    for (size_t i = 0; i < s->parts.n; i++) {
        const sl_part *part = s->parts.at[i];
        list_item(&l, part->single);
        list_item(&l, part->intro);
        for (size_t k = 0; k < part->items.n; k++)
            list_item(&l, part->items.at[k]);
    }
    for (size_t i = 0; i < s->items.n; i++)
        list_item(&l, s->items.at[i]);
    *n = l.n;
    return l.items;
}
