#include "base/check.h"
#include "strategy/compose.h"
#include "strategy/figure.h"
#include "strategy/graph.h"

/* --- asks by owner --- */

/* The items of the type that groups, by the value of its grouping key, in order of appearance. */
static void compose_owners(sl_compose *c, sl_node *to)
{
    const sl_framework *f = c->s->framework;
    if (!f->group)
        return;
    sl_map seen;
    sl_map_init(&seen, c->arena);
    for (size_t i = 0; i < c->s->items.n; i++) {
        const sl_item *item = c->s->items.at[i];
        if (item->type == f->group_type && c->item_number[i].n)
            sl_map_add(&seen, sl_yaml_text(item->front, f->group->field.name), (void *)item);
    }
    const sl_type *type = f->group_type;
    const char *titles[SL_TYPES_MAX];
    const sl_key *keys[SL_TYPES_MAX];
    unsigned columns = 0;
    titles[columns++] = sl_arena_copy(c->arena, type->title.p, type->title.n);
    for (size_t k = 0; k < type->keys.n && columns < 5; k++)
        if (type->keys.at[k].print && !type->keys.at[k].group &&
            !sl_str_equal_z(type->keys.at[k].name, "illustrative")) {
            const sl_key *key = &type->keys.at[k];
            keys[columns] = key;
            titles[columns++] = sl_arena_copy(c->arena, key->label.p, key->label.n);
        }
    titles[columns++] = "State";
    for (size_t g = 0; g < seen.entries.n; g++) {
        sl_compose_heading(c, to, 2, SL_STR_NONE, seen.entries.at[g].key);
        sl_node *table = sl_compose_table(c, to, NULL, titles, columns);
        for (size_t i = 0; i < c->s->items.n; i++) {
            const sl_item *item = c->s->items.at[i];
            if (item->type != type || !c->item_number[i].n ||
                !sl_str_equal(sl_yaml_text(item->front, f->group->field.name),
                              seen.entries.at[g].key))
                continue;
            sl_node *row = sl_compose_row(c, table);
            sl_compose_item_link(c, sl_compose_cell(c, row, true), item);
            for (unsigned k = 1; k + 1 < columns; k++) {
                sl_node *cell = sl_compose_cell(c, row, false);
                const sl_yaml *y = sl_yaml_lookup_str(item->front, keys[k]->name);
                sl_buf b;
                sl_buf_init(&b);
                if (y && y->kind == SL_YAML_MAP)
                    sl_figure_push_money(&b, y);
                else if (y)
                    sl_buf_push_str(&b, y->text);
                if (b.n)
                    sl_compose_text(c, cell, sl_buf_copy(&b, c->arena));
                sl_buf_done(&b);
            }
            sl_compose_text(c, sl_compose_cell(c, row, false), item->state);
        }
    }
}

/* --- the line of sight --- */

/* A type at the end of the line: it has line roles and no line role leads to it. */
static bool ends_line(const sl_framework *f, const sl_type *type)
{
    bool from = false;
    for (size_t r = 0; r < f->roles.n; r++) {
        const sl_role *role = f->roles.at[r];
        if (role->line && role->to[type->index])
            return false;
        from = from || (role->line && role->from[type->index]);
    }
    return from;
}

static void compose_chain(sl_compose *c, sl_node *to, const sl_item *item)
{
    sl_walk walk = sl_graph_ground(c->arena, c->s, item);
    sl_node *list = sl_compose_add(c, to, SL_NODE_LIST, NULL);
    list->ordered = true;
    list->tight = true;
    list->start = 1;
    sl_node *p = NULL;
    uint32_t depth = UINT32_MAX;
    size_t evidence = 0;
    for (size_t i = 1; i < walk.steps.n; i++) {
        const sl_step *step = &walk.steps.at[i];
        if (step->is_evidence) {
            evidence++;
            continue;
        }
        if (step->depth != depth) {
            p = sl_compose_add(c, sl_compose_add(c, list, SL_NODE_LIST_ITEM, NULL),
                               SL_NODE_PARAGRAPH, NULL);
            sl_compose_text(c, p,
                            sl_str_format(c->arena, "%.*s: ", SL_FMT(step->edge->role->label)));
            depth = step->depth;
        } else {
            sl_compose_text(c, p, SL_STR("; "));
        }
        sl_compose_item_link(c, p, c->s->items.at[step->index]);
    }
    p = sl_compose_add(c, sl_compose_add(c, list, SL_NODE_LIST_ITEM, NULL), SL_NODE_PARAGRAPH,
                       NULL);
    if (!evidence) {
        sl_compose_text(c, p, SL_STR("No evidence reaches it."));
        return;
    }
    sl_compose_text(c, p, SL_STR("Evidence: "));
    bool first = true;
    for (size_t i = 1; i < walk.steps.n; i++) {
        if (!walk.steps.at[i].is_evidence)
            continue;
        sl_compose_text(c, p, first ? SL_STR("") : SL_STR(", "));
        sl_compose_evidence_link(c, p, walk.steps.at[i].index);
        first = false;
    }
}

static void compose_lines(sl_compose *c, sl_node *to)
{
    for (size_t i = 0; i < c->s->items.n; i++) {
        const sl_item *item = c->s->items.at[i];
        if (!ends_line(c->s->framework, item->type) || !c->item_number[i].n)
            continue;
        sl_node *p = sl_compose_add(c, to, SL_NODE_PARAGRAPH, "chain-head");
        sl_compose_item_link(c, p, item);
        compose_chain(c, to, item);
    }
}

/* --- the figures behind the charts --- */

static void push_chart_value(sl_buf *b, const sl_chart *chart, size_t at)
{
    if (!chart->present[at])
        return;
    sl_buf_push_str(b, chart->prefix);
    sl_buf_push_dec(b, sl_dec_scale(chart->values[at], chart->places));
    sl_buf_push_str(b, chart->suffix);
}

static void compose_chart_table(sl_compose *c, sl_node *to, const sl_block *block, uint32_t number)
{
    const sl_chart *chart = block->chart;
    sl_node *table = sl_compose_table(c, to, NULL, NULL, 1u + chart->series_count);
    table->id = sl_str_format(c->arena, "%.*s-data", SL_FMT(block->id));
    sl_node *caption = sl_compose_add(c, table, SL_NODE_CAPTION, NULL);
    caption->number = sl_str_format(c->arena, "Figure %u", number);
    sl_compose_text(c, caption, chart->title);
    sl_node *head = sl_compose_row(c, table);
    head->head = true;
    sl_node *first = sl_compose_cell(c, head, true);
    sl_compose_text(c, first, chart->unit.n ? chart->unit : SL_STR("Item"));
    for (size_t k = 0; k < chart->series_count; k++) {
        sl_node *cell = sl_compose_cell(c, head, true);
        cell->align = SL_ALIGN_DECIMAL;
        sl_compose_text(c, cell, chart->series[k].n ? chart->series[k] : SL_STR("Value"));
    }
    for (size_t i = 0; i < chart->label_count; i++) {
        sl_node *row = sl_compose_row(c, table);
        sl_compose_text(c, sl_compose_cell(c, row, true), chart->labels[i]);
        for (size_t k = 0; k < chart->series_count; k++) {
            sl_node *cell = sl_compose_cell(c, row, false);
            cell->align = SL_ALIGN_DECIMAL;
            sl_buf b;
            sl_buf_init(&b);
            push_chart_value(&b, chart, k * chart->label_count + i);
            if (b.n)
                sl_compose_text(c, cell, sl_buf_copy(&b, c->arena));
            sl_buf_done(&b);
        }
    }
}

static void compose_figures(sl_compose *c, sl_node *to)
{
    uint32_t number = 0;
    for (sl_node *n = c->book->root->first; n; n = sl_node_walk(c->book->root, n)) {
        if (n->kind != SL_NODE_FIGURE)
            continue;
        bool counted = n->first && n->first->kind == SL_NODE_CAPTION;
        number += counted;
        const sl_chart *chart = c->book->figures.at[n->figure].chart;
        for (size_t i = 0; chart && i < c->s->blocks.n; i++)
            if (c->s->blocks.at[i]->chart == chart)
                compose_chart_table(c, to, c->s->blocks.at[i], number);
    }
}

/* --- the register --- */

static void push_source(sl_buf *b, const sl_evidence *e)
{
    sl_buf_push_format(b, "%.*s, ", SL_FMT(e->publisher));
    sl_buf_push_str(b, e->source_title);
    if (e->year.n)
        sl_buf_push_format(b, ", %.*s", SL_FMT(e->year));
    else
        sl_buf_push_z(b, ", undated");
    sl_buf_push_z(b, ".");
}

static const char *confidence_text(sl_str confidence)
{
    if (sl_str_equal_z(confidence, "verified-in-source"))
        return "Read in the source";
    if (sl_str_equal_z(confidence, "second-hand"))
        return "Read second-hand";
    return "From general knowledge, not checked";
}

static void compose_uses(sl_compose *c, sl_node *to, const sl_evidence *e)
{
    sl_node *p = NULL;
    for (size_t i = 0; i < c->s->items.n; i++) {
        const sl_item *item = c->s->items.at[i];
        bool uses = false;
        for (size_t k = 0; k < item->cites.n && !uses; k++)
            uses = item->cites.at[k] == e->index;
        for (size_t k = 0; k < item->out.n && !uses; k++) {
            const sl_edge *edge = &c->s->edges.at[item->out.at[k]];
            uses = edge->to_evidence && edge->to == e->index;
        }
        if (!uses || !c->item_number[i].n)
            continue;
        if (!p) {
            p = sl_compose_add(c, to, SL_NODE_PARAGRAPH, "evidence-use");
            sl_compose_text(c, p, SL_STR("What rests on it: "));
        } else {
            sl_compose_text(c, p, SL_STR("; "));
        }
        sl_compose_item_link(c, p, item);
    }
    if (!p)
        sl_compose_paragraph(c, to, "evidence-use", SL_STR("Nothing rests on it yet."));
}

static void compose_entry(sl_compose *c, sl_node *to, const sl_evidence *e)
{
    sl_node *section = sl_compose_section(c, to, SL_STR("evidence"), e->id, e->statement, 0);
    section->span = e->span;
    sl_node *head = sl_compose_add(c, section, SL_NODE_PARAGRAPH, "evidence-head");
    sl_compose_text(c, head, sl_str_format(c->arena, "%u. ", c->evidence_number[e->index]));
    sl_node *strong = sl_compose_add(c, head, SL_NODE_STRONG, NULL);
    sl_compose_text(c, strong, e->statement);
    sl_buf b;
    sl_buf_init(&b);
    sl_buf_push_format(&b, "%.*s. ", SL_FMT(e->id));
    push_source(&b, e);
    if (e->geography.n)
        sl_buf_push_format(&b, " %.*s", SL_FMT(e->geography));
    if (e->period.n)
        sl_buf_push_format(&b, ", %.*s.", SL_FMT(e->period));
    sl_buf_push_format(&b, " %s", confidence_text(e->confidence));
    if (e->grade)
        sl_buf_push_format(&b, "; grade %u of 5", e->grade);
    sl_buf_push_z(&b, ". ");
    sl_node *source =
        sl_compose_paragraph(c, section, "evidence-source", sl_buf_copy(&b, c->arena));
    sl_buf_done(&b);
    if (e->url.n) {
        sl_node *link = sl_compose_add(c, source, SL_NODE_LINK, NULL);
        link->target = e->url;
        link->title =
            sl_str_format(c->arena, "Source of %.*s: %.*s", SL_FMT(e->id), SL_FMT(e->source_title));
        sl_compose_text(c, link, e->url);
    }
    compose_uses(c, section, e);
}

static void compose_register(sl_compose *c, sl_node *to)
{
    sl_compose_paragraph(c, to, NULL, sl_yaml_text(c->s->config, "attribution"));
    /* What the text does not cite comes last, in the register's order. */
    for (uint32_t i = 0; i < c->s->evidence.n; i++)
        sl_compose_cite(c, i);
    const sl_evidence **by_number =
        SL_NEW_ARRAY(c->arena, const sl_evidence *, c->s->evidence.n + 1);
    for (size_t i = 0; i < c->s->evidence.n; i++)
        by_number[c->evidence_number[i] - 1] = c->s->evidence.at[i];
    for (size_t i = 0; i < c->s->evidence.n; i++)
        compose_entry(c, to, by_number[i]);
}

static void compose_gaps(sl_compose *c, sl_node *to)
{
    for (size_t i = 0; i < c->s->gaps.n; i++) {
        const sl_gap *g = c->s->gaps.at[i];
        sl_node *section = sl_compose_section(c, to, SL_STR("gap"), g->id, g->question, 0);
        sl_node *head = sl_compose_add(c, section, SL_NODE_PARAGRAPH, "evidence-head");
        sl_compose_text(c, sl_compose_add(c, head, SL_NODE_STRONG, NULL), g->question);
        sl_compose_paragraph(c, section, "evidence-source",
                             sl_str_format(c->arena, "%.*s, %.*s. %.*s", SL_FMT(g->id),
                                           SL_FMT(g->state), SL_FMT(g->asked)));
        sl_node *p = NULL;
        for (size_t k = 0; k < g->bears_on.n; k++) {
            if (!p) {
                p = sl_compose_add(c, section, SL_NODE_PARAGRAPH, "evidence-use");
                sl_compose_text(c, p, SL_STR("Bears on: "));
            } else {
                sl_compose_text(c, p, SL_STR("; "));
            }
            sl_compose_item_link(c, p, c->s->items.at[g->bears_on.at[k]]);
        }
    }
}

typedef struct annex {
    const char *name, *title, *lead;
    void (*compose)(sl_compose *, sl_node *);
} annex;

static const annex annexes[] = {
    {"asks-by-owner", "Asks by who is asked", "Each ask with what it needs and where it stands.",
     compose_owners},
    {"line-of-sight", "Line of sight",
     "How each commitment and ask leads back, step by step, to the evidence.", compose_lines},
    {"figures", "Figures behind the charts", "The figures that each chart shows.", compose_figures},
    {"evidence", "Evidence register",
     "Every entry of the register, by the number under which the text cites it.", compose_register},
    {"gaps", "Evidence gaps", "Questions that the evidence did not answer.", compose_gaps},
};

void sl_annex_compose(sl_compose *c)
{
    const sl_yaml *list = sl_yaml_lookup(c->s->config, "annexes");
    char letter = 'A';
    /* Citations lead to the register: it is there even when nobody asks for it. */
    bool has_register = false;
    SL_EACH (one, list)
        has_register = has_register || sl_str_equal_z(one->text, "evidence");
    sl_yaml register_entry = {.text = SL_STR("evidence")};
    const sl_yaml *one = list ? list->first : NULL;
    while (one || !has_register) {
        const sl_yaml *entry = one ? one : &register_entry;
        for (size_t i = 0; i < SL_COUNT(annexes); i++) {
            if (!sl_str_equal_z(entry->text, annexes[i].name))
                continue;
            sl_str id = sl_str_format(c->arena, "annex-%s", annexes[i].name);
            sl_node *section = sl_compose_section(c, c->book->root, SL_STR("annex"), id,
                                                  sl_str_from(annexes[i].title), 1);
            sl_compose_heading(c, section, 1, sl_str_format(c->arena, "Annex %c", letter++),
                               section->title);
            sl_compose_paragraph(c, section, "lead", sl_str_from(annexes[i].lead));
            annexes[i].compose(c, section);
        }
        if (!one)
            break;
        one = one->next;
    }
}
