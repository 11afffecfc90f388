/* The order of the document: parts, chapters and what stands in them. */
#include "load/block.h"
#include "load/loading.h"
#include "load/texts.h"
#include "model/called.h"
#include "model/document.h"

/* --- titles in the place of IDs --- */

typedef struct naming {
    sl_strategy *s;
    const struct sl_called *titles; /* NULL: not asked for yet */
} naming;

/* Which of an entry's keys hold what may be named by a title, and theirs; a list has its entries'.
 */
typedef struct namable {
    const char *key; /* NULL: no more */
    const struct namable *below;
    bool annexes, parts; /* words of the program's stand among them */
} namable;

static const namable in_part[] = {
    {"intro", NULL, false, false}, {"items", NULL, false, false}, {0}};
static const namable in_document[] = {
    {"parts", NULL, false, true}, {"annexes", NULL, true, false}, {0}};
static const namable in_config[] = {{"order", in_part, false, false},
                                    {"annexes", NULL, true, false},
                                    {"documents", in_document, false, false},
                                    {0}};

/* Whether a text can be nothing but a title. */
static bool may_be_title(const naming *n, const namable *what, sl_str text)
{
    if (!text.n || sl_called_is_id(n->s, text))
        return false;
    if (what->parts && (sl_made_part_lookup(text) < SL_MADE__COUNT || !sl_document_is_item(text)))
        return false; /* what is none of the program's words is reported with them */
    return !what->annexes || sl_document_is_item(text);
}

/* The ID of the item that a title names, or the text. */
static sl_str id_of(naming *n, const sl_yaml *y)
{
    sl_str id = y->text;
    n->titles = n->titles ? n->titles : sl_called_titles(n->s);
    if (sl_called_find_titled(n->s, n->titles, y->text, y->span, &id) == SL_CALLED_NONE)
        sl_called_report_none(n->s, y->text, y->span);
    return id;
}

static const sl_yaml *name(naming *n, const sl_yaml *y, const namable *what);

/* A copy of a list or a map with its children named. */
static const sl_yaml *name_children(naming *n, const sl_yaml *y, const namable *what)
{
    sl_yaml *out = SL_NEW(n->s->arena, sl_yaml), **last = &out->first;
    *out = *y;
    out->first = NULL;
    SL_EACH (one, y) {
        const namable *below = y->kind == SL_YAML_LIST ? what : NULL;
        for (const namable *k = y->kind == SL_YAML_MAP ? what->below : NULL; k && k->key; k++)
            below = sl_str_equal_z(one->key, k->key) ? k : below;
        sl_yaml *copy = SL_NEW(n->s->arena, sl_yaml);
        *copy = below ? *name(n, one, below) : *one;
        copy->next = NULL;
        *last = copy;
        last = &copy->next;
    }
    return out;
}

static const sl_yaml *name(naming *n, const sl_yaml *y, const namable *what)
{
    if (y->kind != SL_YAML_SCALAR)
        return y->kind == SL_YAML_LIST || what->below ? name_children(n, y, what) : y;
    if (what->below == in_document || !may_be_title(n, what, y->text))
        return y;
    sl_yaml *copy = SL_NEW(n->s->arena, sl_yaml);
    *copy = *y;
    copy->text = id_of(n, y);
    return copy;
}

void sl_load_names(sl_strategy *s)
{
    const namable all = {.below = in_config};
    naming n = {.s = s};
    if (s->framework->types.n && s->config->kind == SL_YAML_MAP)
        s->config = name_children(&n, s->config, &all);
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
    if (!item && !sl_called_is_id(o->s, id->text))
        return NULL; /* that it names nothing is said */
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
    const sl_yaml *title = sl_yaml_lookup(y, "part");
    part->words = sl_load_title(o->s, title, &part->title);
    part->span = title ? title->span : SL_SPAN_NONE;
    part->id = sl_yaml_text(y, "id");
    const sl_yaml *intro = sl_yaml_lookup(y, "intro");
    if (intro)
        part->intro = place(o, intro);
    place_named(o, part, sl_yaml_lookup(y, "items"));
    SL_PUSH(o->s->arena, o->s->parts, part);
}

/* Items among the annexes, of the strategy or of one of its documents. */
static void read_appendices(ordering *o, const sl_yaml *annexes)
{
    SL_EACH (y, annexes) {
        if (y->kind != SL_YAML_SCALAR || !sl_document_is_item(y->text))
            continue;
        const sl_item *item = sl_strategy_lookup_item(o->s, y->text);
        bool known = false;
        for (size_t i = 0; item && i < o->s->parts.n; i++)
            known = known || (o->s->parts.at[i]->is_appendix && o->s->parts.at[i]->single == item);
        item = known ? NULL : place(o, y);
        if (!item)
            continue;
        sl_part *part = SL_NEW(o->s->arena, sl_part);
        part->single = item;
        part->is_appendix = true;
        SL_PUSH(o->s->arena, o->s->parts, part);
    }
}

/* A part all of whose items are kept has nothing to be called. */
static void leave_out_parts(sl_strategy *s)
{
    size_t kept = 0;
    for (size_t i = 0; i < s->parts.n; i++) {
        sl_part *part = s->parts.at[i];
        bool had = false;
        for (size_t k = 0; k < s->whole->parts.n && part->id.n; k++)
            if (sl_str_equal(s->whole->parts.at[k]->id, part->id))
                had = s->whole->parts.at[k]->items.n > 0;
        if (!had || part->items.n)
            s->parts.at[kept++] = part;
    }
    s->parts.n = kept;
}

/* Gaps and parts are addresses of the document as items and entries are: one that has another's ID
 * is left out, or has none. */
static void free_ids(sl_strategy *s)
{
    size_t kept = 0;
    for (size_t i = 0; i < s->gaps.n; i++) {
        const sl_gap *gap = s->gaps.at[i];
        const sl_span *other = sl_strategy_find_id(s, gap->id);
        if (other)
            sl_strategy_report_duplicate(s, gap->id, gap->span, *other);
        else
            s->gaps.at[kept++] = s->gaps.at[i];
    }
    s->gaps.n = kept;
    for (size_t i = 0; i < s->parts.n; i++) {
        sl_part *part = s->parts.at[i];
        const sl_gap *gap = part->id.n ? sl_map_lookup(&s->gap_ids, part->id) : NULL;
        const sl_span *other = part->id.n ? sl_strategy_find_id(s, part->id) : NULL;
        other = other ? other : gap ? &gap->span : NULL;
        for (size_t k = 0; k < i && part->id.n && !other; k++)
            if (sl_str_equal(s->parts.at[k]->id, part->id))
                other = &s->parts.at[k]->span;
        if (!other)
            continue;
        sl_strategy_report_duplicate(s, part->id, part->span, *other);
        part->id = SL_STR_NONE;
    }
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
    read_appendices(&o, sl_yaml_lookup(s->config, "annexes"));
    SL_EACH (document, sl_yaml_lookup(s->config, "documents"))
        read_appendices(&o, sl_yaml_lookup(document, "annexes"));
    /* Types come last: they take what nothing names. */
    SL_EACH (y, order)
        if (y->kind == SL_YAML_MAP) {
            while (part < s->parts.n && !sl_str_equal(s->parts.at[part]->id, sl_yaml_text(y, "id")))
                part++;
            if (part < s->parts.n)
                place_types(&o, s->parts.at[part], sl_yaml_lookup(y, "items"));
        }
    free_ids(s);
    if (s->whole)
        leave_out_parts(s);
}

/* Items that stand in the document: by the order, or as a row of a list in its text. */
static bool *find_shown(sl_strategy *s)
{
    bool *shown = SL_NEW_ARRAY(s->arena, bool, s->items.n + 1);
    for (size_t i = 0; i < s->parts.n; i++) {
        const sl_part *p = s->parts.at[i];
        if (p->single)
            shown[p->single->index] = true;
        if (p->intro)
            shown[p->intro->index] = true;
        for (size_t k = 0; k < p->items.n; k++)
            shown[p->items.at[k]->index] = true;
    }
    for (size_t i = 0; i < s->blocks.n; i++) {
        const sl_block *b = s->blocks.at[i];
        const sl_item_list *list = sl_block_items(b);
        bool stands = list && b->id.n && shown[b->item->index];
        for (size_t k = 0; stands && k < list->items.n; k++)
            shown[list->items.at[k]->index] = true;
    }
    return shown;
}

void sl_order_check(sl_strategy *s)
{
    const bool *shown = find_shown(s);
    for (size_t i = 0; i < s->items.n && s->framework->types.n; i++) {
        const sl_item *item = s->items.at[i];
        if (shown[i])
            continue;
        sl_finding *f =
            sl_diag_add_as(s->diags, sl_framework_severity(s->framework, SL_E0211, item->state),
                           SL_E0211, item->span, "'%.*s' is not in the document", SL_FMT(item->id));
        sl_diag_help(s->diags, f, "name it under 'order' in strategy.yaml, or show it in a list");
    }
}
