#include "book/plan.h"

#include "book/annex.h"
#include "book/money.h"
#include "model/figure.h"
#include "model/funding.h"
#include "record/record.h"

static void add_heading(sl_compose *c, sl_node *to, sl_str title)
{
    sl_compose_heading(c, to, 2, SL_STR_NONE, title);
}

static sl_str figure_of(sl_compose *c, sl_str name)
{
    size_t dot = sl_str_find_char(name, '.', 0);
    sl_str id = dot == SIZE_MAX ? name : sl_str_slice(name, 0, dot);
    const sl_evidence *e = sl_strategy_lookup_evidence(c->s, id);
    if (!e)
        return sl_compose_word(c, SL_SAY_VALUE_HIDDEN);
    sl_buf b;
    sl_buf_init(&b);
    sl_figure_push_key(&b, c->phrases, e,
                       dot == SIZE_MAX ? SL_STR_NONE : sl_str_slice(name, dot + 1, name.n));
    return sl_buf_take(&b, c->arena);
}

static void add_numbers(sl_compose *c, sl_node *to, const sl_yaml *numbers)
{
    if (!numbers)
        return;
    sl_node *table = sl_compose_table(c, to, "figures", NULL, 2);
    SL_EACH (one, numbers) {
        sl_node *row = sl_compose_row(c, table);
        sl_compose_text(c, sl_compose_cell(c, row, true), sl_yaml_text(one, "text"));
        sl_compose_cell_text(c, row, figure_of(c, sl_yaml_text(one, "figure")));
    }
}

/* The items of a type, each with some of its keys. */
static void add_items(sl_compose *c, sl_node *to, const sl_yaml *plan)
{
    const sl_type *type = sl_framework_lookup_type(c->s->framework, sl_yaml_text(plan, "items"));
    const sl_yaml *columns = sl_yaml_lookup(plan, "columns");
    if (!type)
        return;
    add_heading(c, to, type->plural);
    sl_str titles[SL_TYPES_MAX] = {type->title};
    unsigned n = 1;
    SL_EACH (column, columns)
        if (n < SL_TYPES_MAX)
            titles[n++] = sl_compose_key_label(c, type, column->text);
    sl_node *table = sl_compose_titled(c, to, titles, n);
    size_t count;
    const sl_item **items = sl_strategy_list_items(c->arena, c->s, &count);
    for (size_t i = 0; i < count; i++) {
        const sl_item *item = items[i];
        if (item->type != type || !c->item_number[item->index].n)
            continue;
        sl_node *row = sl_compose_row(c, table);
        sl_compose_item_entry(c, sl_compose_cell(c, row, true), item);
        unsigned k = 1;
        SL_EACH (column, columns)
            if (k++ < n)
                sl_compose_value(c, sl_compose_cell(c, row, false), item, column->text);
    }
}

/* What is asked, in a line for each body. */
static void add_asked(sl_compose *c, sl_node *to)
{
    const sl_framework *f = c->s->framework;
    size_t groups_n;
    const sl_str *groups = sl_book_find_groups(c->arena, c->s, &groups_n);
    sl_str key = sl_money_asked_key(f);
    if (!groups_n)
        return;
    add_heading(c, to, f->group_type->plural);
    const sl_str titles[] = {f->group->label, f->group_type->plural, sl_money_unit(c)};
    sl_node *table = sl_compose_titled(c, to, titles, key.n ? 3 : 2);
    if (key.n)
        table->first->last->align = SL_ALIGN_RIGHT;
    int64_t all = 0;
    for (size_t g = 0; g < groups_n; g++) {
        sl_node *row = sl_compose_row(c, table);
        sl_compose_text(c, sl_compose_cell(c, row, true), groups[g]);
        sl_node *cell = sl_compose_cell(c, row, false);
        int64_t sum = 0;
        for (size_t i = 0; i < c->s->items.n; i++) {
            const sl_item *item = c->s->items.at[i];
            if (item->type != f->group_type || !c->item_number[i].n ||
                !sl_str_equal(sl_yaml_text(item->front, f->group->field.name), groups[g]))
                continue;
            sl_str brief = sl_yaml_text(item->front, "short");
            sl_compose_text(c, cell,
                            sl_str_format(c->arena, "%s%.*s %.*s", cell->first ? "; " : "",
                                          SL_FMT(c->item_number[i]),
                                          SL_FMT(brief.n ? brief : item->title)));
            sum += sl_money_of(item, key);
        }
        if (key.n)
            sl_money_add_cell(c, row, sum);
        all += sum;
    }
    if (!key.n)
        return;
    sl_node *row = sl_compose_row(c, table);
    row->role = SL_STR("total");
    sl_compose_text(c, sl_compose_cell(c, row, true), sl_compose_word(c, SL_SAY_IN_ALL));
    sl_compose_cell(c, row, false);
    sl_money_add_cell(c, row, all);
}

/* The decisions that are ahead. */
static void add_when(sl_compose *c, sl_node *to)
{
    static const sl_say_id titles[] = {SL_SAY_WHEN, SL_SAY_GATE_DECISION, SL_SAY_GATE_BOARD};
    const sl_record *r = c->s->record;
    sl_node *table = NULL;
    for (size_t i = 0; i < r->gates.n; i++) {
        const sl_gate *g = &r->gates.at[i];
        sl_gate_state state = sl_gate_state_of(c->s, g);
        if (state != SL_GATE_AHEAD && state != SL_GATE_DUE)
            continue;
        if (!table) {
            add_heading(c, to, sl_compose_word(c, SL_SAY_WHEN));
            table = sl_compose_table(c, to, NULL, titles, 3);
        }
        sl_node *row = sl_compose_row(c, table);
        sl_compose_text(c, sl_compose_cell(c, row, true), sl_compose_date(c, g->date));
        sl_compose_cell_text(c, row, g->decision);
        sl_compose_cell_text(c, row, g->board);
    }
}

void sl_plan_compose(sl_compose *c, sl_node *root)
{
    const sl_yaml *plan = sl_yaml_lookup(c->s->config, "plan");
    sl_node *section = sl_compose_section(c, root, SL_STR("plan"), SL_STR("plan"),
                                          sl_compose_word(c, SL_SAY_PLAN), 1);
    /* On a sheet of its own it has the strategy's title. */
    const sl_document *d = c->options->document;
    bool alone = d && d->parts && d->parts->count == 1;
    section->alone = true;
    sl_node *heading = sl_compose_heading(c, section, 1, SL_STR_NONE, SL_STR_NONE);
    sl_compose_title(c, heading, alone ? c->s->title_words : NULL,
                     alone ? c->s->title : section->title);
    sl_compose_paragraph(c, section, "plan-vision", sl_yaml_text(plan, "vision"));
    add_numbers(c, section, sl_yaml_lookup(plan, "numbers"));
    add_items(c, section, plan);
    sl_compose_paragraph(c, section, "source", sl_yaml_text(plan, "note"));
    if (!d || !sl_document_has_annex(d, "asks-by-owner")) /* it has a schedule of its own */
        add_asked(c, section);
    sl_funding all = sl_funding_gather(c->arena, c->s);
    if (all.costs.n) {
        add_heading(c, section, sl_compose_word(c, SL_SAY_PLAN_COST));
        sl_annex_add_balance(c, section, &all);
    }
    add_when(c, section);
}
