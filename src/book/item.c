/* An item: its heading, its facts, its text, what it rests on and what rests on it. */
#include "book/item.h"

#include "book/annex.h"
#include "book/brief.h"
#include "book/fault.h"
#include "book/refer.h"
#include "model/figure.h"

/* What asks says in full on what it rests. */
static bool has_ground(const sl_compose *c, const sl_item *item)
{
    return item->type == c->s->framework->group_type && c->options->document;
}

void sl_item_find_common(sl_compose *c)
{
    const sl_framework *f = c->s->framework;
    c->common = SL_NEW_ARRAY(c->arena, sl_common, f->types.n + 1);
    for (size_t i = 0; i < c->s->items.n; i++) {
        const sl_item *item = c->s->items.at[i];
        sl_common *one = &c->common[item->type->index];
        one->differs = one->differs || (one->n && !sl_str_equal(one->state, item->state));
        one->state = item->state;
        one->n++;
        sl_str note = sl_yaml_text(item->front, "illustrative");
        if (note.n && (!one->notes || sl_str_equal(note, one->note))) {
            one->note = note;
            one->notes++;
        } else if (note.n && one->notes <= 2) { /* another may be the one of most */
            one->notes--;
        }
    }
    for (size_t i = 0; i < f->types.n; i++) {
        sl_common *one = &c->common[i];
        if (one->differs || one->n < 2)
            one->state = SL_STR_NONE;
        if (one->notes < 2)
            one->note = SL_STR_NONE;
    }
}

static bool is_common(const sl_compose *c, const sl_item *item, const char *key)
{
    const sl_common *one = &c->common[item->type->index];
    sl_str shared = strcmp(key, "state") == 0 ? one->state : one->note;
    return c->options->document && shared.n && sl_str_equal(sl_yaml_text(item->front, key), shared);
}

void sl_item_add_common(sl_compose *c, sl_node *to, const sl_type *type)
{
    const sl_common *one = &c->common[type->index];
    if (!c->options->document || (!one->state.n && !one->note.n))
        return;
    sl_node *p = sl_compose_add(c, to, SL_NODE_PARAGRAPH, "source");
    if (one->state.n)
        sl_compose_text(c, p,
                        sl_compose_say(c, SL_SAY_STATE_OF_ALL, SL_T("items", type->plural),
                                       SL_N("n", one->n), SL_T("state", one->state)));
    if (one->note.n)
        sl_compose_text(
            c, p, sl_str_format(c->arena, "%s%.*s", one->state.n ? " " : "", SL_FMT(one->note)));
}

static void add_fact(sl_compose *c, sl_node *table, sl_str label, const sl_item *item, sl_str key)
{
    if (!sl_yaml_lookup_str(item->front, key))
        return;
    sl_node *row = sl_compose_row(c, table);
    sl_compose_text(c, sl_compose_cell(c, row, true), label);
    sl_compose_value(c, sl_compose_cell(c, row, false), item, key);
}

/* What is said of an example stands behind the rest. */
static bool is_note(const sl_key *key)
{
    return sl_str_equal_z(key->name, "illustrative");
}

static void add_facts(sl_compose *c, sl_node *to, const sl_item *item)
{
    sl_node *table = sl_compose_table(c, to, "facts", NULL, 2);
    for (size_t i = 0; i < item->type->keys.n; i++)
        if (item->type->keys.at[i].print && !is_note(&item->type->keys.at[i]))
            add_fact(c, table, item->type->keys.at[i].label, item, item->type->keys.at[i].name);
    add_fact(c, table, sl_compose_word(c, SL_SAY_AREAS), item, SL_STR("areas"));
    if (!is_common(c, item, "state"))
        add_fact(c, table, sl_compose_word(c, SL_SAY_STATE), item, SL_STR("state"));
    add_fact(c, table, sl_compose_word(c, SL_SAY_OWNER), item, SL_STR("owner"));
    if (!table->first)
        sl_node_unlink(table);
}

/* What the item's measure has done, small, where that is more than the two figures that facts say.
 */
static void add_spark(sl_compose *c, sl_node *to, const sl_item *item)
{
    enum { LEAST = 3 };
    const sl_measure *m = c->options->sparks ? sl_measure_of(item, SL_STR_NONE) : NULL;
    size_t n = m ? sl_measure_list_points(m, NULL) : 0;
    if (n < LEAST || m->actuals.at[m->actuals.n - 1].day <= m->actuals.at[0].day)
        return;
    sl_node *figure = sl_compose_picture(c, to, (sl_figure){.measure = m, .span = item->span});
    figure->role = SL_STR("spark");
    sl_buf b;
    sl_buf_init(&b);
    sl_measure_push(&b, c->phrases, m);
    figure->alt = sl_compose_say(c, SL_SAY_SPARK_ALT, SL_N("n", n), SL_T("text", sl_buf_str(&b)));
    sl_buf_done(&b);
}

static void add_chain(sl_compose *c, sl_node *to, const sl_item *item)
{
    sl_node *table = sl_compose_table(c, to, "chain", NULL, 2);
    for (size_t i = 0; i < item->type->keys.n; i++) {
        const sl_key *key = &item->type->keys.at[i];
        const sl_yaml *y = key->chain ? sl_yaml_lookup_str(item->front, key->name) : NULL;
        if (!y)
            continue;
        sl_node *row = sl_compose_row(c, table);
        sl_compose_text(c, sl_compose_cell(c, row, true), key->label);
        sl_node *cell = sl_compose_cell(c, row, false);
        if (sl_compose_markdown(c, cell, item, y))
            continue;
        if (y->kind == SL_YAML_SCALAR) {
            sl_compose_text(c, cell, y->text);
            continue;
        }
        sl_node *list = sl_compose_add(c, cell, SL_NODE_LIST, NULL);
        list->tight = true;
        SL_EACH (one, y) {
            sl_node *entry = sl_compose_add(c, list, SL_NODE_LIST_ITEM, NULL);
            if (!sl_compose_markdown(c, entry, item, one))
                sl_compose_paragraph(c, entry, NULL, one->text);
        }
    }
    if (!table->first)
        sl_node_unlink(table);
}

/* What an item leads to by a role, or what leads to it. */
typedef struct role_links {
    SL_VEC(const sl_item *) items;
    SL_VEC(uint32_t) evidence;
} role_links;

static role_links links_of(const sl_compose *c, const sl_item *item, const sl_role *role, bool back)
{
    role_links out = {0};
    size_t n = back ? item->in.n : item->out.n;
    for (size_t i = 0; i < n; i++) {
        const sl_edge *e = &c->s->edges.at[back ? item->in.at[i] : item->out.at[i]];
        if (e->role != role)
            continue;
        if (!back && e->to_evidence) {
            SL_PUSH(c->arena, out.evidence, e->to);
            continue;
        }
        const sl_item *other = c->s->items.at[back ? e->from : e->to];
        if (sl_compose_may_read(c, other))
            SL_PUSH(c->arena, out.items, other);
    }
    return out;
}

/* The table that all of them stand in and nowhere else; or nothing. */
static sl_str common_table(const sl_compose *c, const role_links *l)
{
    sl_str id = c->item_anchor[l->items.at[0]->index];
    for (size_t i = 0; i < l->items.n; i++) {
        sl_str anchor = c->item_anchor[l->items.at[i]->index];
        if (!anchor.n || sl_str_equal(anchor, l->items.at[i]->id) || !sl_str_equal(anchor, id))
            return SL_STR_NONE;
    }
    return id;
}

/* So many titles make a column that nobody reads: rows of a table are counted and the table is
 * named, others go by their numbers. */
static void add_many(sl_compose *c, sl_node *cell, const role_links *l)
{
    sl_str table = common_table(c, l);
    if (table.n) {
        sl_compose_text(c, cell, sl_str_format(c->arena, "%zu (", l->items.n));
        sl_refer_add(c, cell, table);
        sl_compose_text(c, cell, SL_STR(")"));
        return;
    }
    for (size_t i = 0; i < l->items.n; i++) {
        sl_compose_text(c, cell, i ? SL_STR("; ") : SL_STR_NONE);
        sl_compose_item_number(c, cell, l->items.at[i]);
    }
}

/* "Rests on" and "Leads to": every role's links, and the links back. */
static void add_role_links(sl_compose *c, sl_node *table, const sl_item *item, const sl_role *role,
                           bool back)
{
    enum { FEW = 6 };
    role_links l = links_of(c, item, role, back);
    if (!l.items.n && !l.evidence.n)
        return;
    sl_node *row = sl_compose_row(c, table);
    row->role = back ? SL_STR("back") : SL_STR_NONE;
    sl_compose_text(c, sl_compose_cell(c, row, true), back ? role->back : role->label);
    sl_node *cell = sl_compose_cell(c, row, false);
    if (l.items.n > FEW)
        add_many(c, cell, &l);
    for (size_t i = 0; i < l.items.n && l.items.n <= FEW; i++) {
        sl_compose_text(c, cell, i ? SL_STR("; ") : SL_STR_NONE);
        sl_compose_item_link(c, cell, l.items.at[i]);
    }
    for (size_t i = 0; i < l.evidence.n; i++) {
        if (i || l.items.n)
            sl_compose_text(c, cell, SL_STR(", "));
        else
            sl_compose_text(c, cell, sl_compose_word(c, SL_SAY_EVIDENCE_LEAD));
        sl_compose_evidence_link(c, cell, l.evidence.at[i]);
    }
}

static void add_links(sl_compose *c, sl_node *to, const sl_item *item)
{
    sl_node *table = sl_compose_table(c, to, "links", NULL, 2);
    bool listed = has_ground(c, item); /* the entries follow, each with what it says */
    for (size_t r = 0; r < c->s->framework->roles.n; r++)
        if (!listed || !c->s->framework->roles.at[r]->to[SL_EVIDENCE_TYPE])
            add_role_links(c, table, item, c->s->framework->roles.at[r], false);
    for (size_t i = 0; i < item->type->keys.n; i++)
        if (item->type->keys.at[i].print && is_note(&item->type->keys.at[i]) &&
            !is_common(c, item, "illustrative"))
            add_fact(c, table, item->type->keys.at[i].label, item, item->type->keys.at[i].name);
    for (size_t r = 0; r < c->s->framework->roles.n; r++)
        add_role_links(c, table, item, c->s->framework->roles.at[r], true);
    if (!table->first)
        sl_node_unlink(table);
}

void sl_item_add_text(sl_compose *c, sl_node *to, const sl_item *item, unsigned base)
{
    if (!item->body)
        return;
    sl_abbreviations_restart(&c->abbreviations);
    c->base = base;
    c->item = item;
    c->apart += sl_compose_is_apart(c, item);
    if (item->lang.n && item->body->first) {
        to = sl_compose_section(c, to, SL_STR_NONE, SL_STR_NONE, SL_STR_NONE, 0);
        to->lang = item->lang;
    }
    sl_node *last = to->last;
    sl_compose_body(c, item->body, to);
    sl_node *first = last ? last->next : to->first;
    if (has_ground(c, item) && first && first->kind == SL_NODE_PARAGRAPH)
        first->role = SL_STR("ask-lead");
    c->apart -= sl_compose_is_apart(c, item);
    c->item = NULL;
}

void sl_compose_item(sl_compose *c, sl_node *parent, const sl_item *item, unsigned level)
{
    sl_node *section =
        sl_compose_section(c, parent, item->type->name, item->id, item->title, level);
    section->span = item->span;
    section->lang = sl_yaml_text(item->front, "lang");
    sl_node *to = section;
    if (item->type->boxed) {
        to = sl_compose_add(c, section, SL_NODE_BOX, NULL);
        to->role = item->type->name;
    }
    sl_compose_notes *outer = sl_compose_open_notes(c, item->body);
    sl_node *heading = sl_compose_add(c, to, SL_NODE_HEADING, NULL);
    heading->level = (uint8_t)level;
    heading->number = c->item_number[item->index];
    sl_abbreviations_restart(&c->abbreviations);
    sl_compose_title(c, heading, item->words, item->title);
    heading->span = item->span;
    heading->target = item->id; /* set in the margin beside it */
    sl_fault_add(c, to, item->front->span);
    add_facts(c, to, item);
    add_spark(c, to, item);
    sl_item_add_text(c, to, item, level);
    sl_compose_close_notes(c, outer);
    add_chain(c, to, item);
    add_links(c, to, item);
    if (has_ground(c, item))
        sl_brief_add_ground(c, to, item);
    sl_annex_compose_item_responses(c, to, item);
    if (item->type == c->s->framework->group_type && c->options->item_graphs)
        sl_annex_add_item_graph(c, to, item);
}
