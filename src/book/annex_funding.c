/* Costs and sources: by item with the gap, by fund and year, by who is asked, by what is served. */
#include "book/annex.h"
#include "book/money.h"
#include "model/funding.h"
#include "model/graph.h"

enum { MOST_YEARS = SL_FUNDING_MOST_YEARS };

/* "Item, £ million": the head of a table of sums. */
static sl_str in_unit(sl_compose *c, sl_say_id what)
{
    return sl_str_format(c->arena, "%.*s, %.*s", SL_FMT(sl_compose_word(c, what)),
                         SL_FMT(sl_money_unit(c)));
}

static void set_right(sl_node *table, unsigned from)
{
    unsigned at = 0;
    for (sl_node *cell = table->first->first; cell; cell = cell->next)
        cell->align = at++ >= from ? SL_ALIGN_RIGHT : cell->align;
}

/* What a sum over items comes to. */
typedef struct balance {
    int64_t cost, secured, sought, without; /* hundredths; without: no source is named */
    size_t costed;                          /* items that state a cost */
} balance;

static int64_t without_source(const sl_cost *one)
{
    return one->has_cost && one->cost > one->funded ? one->cost - one->funded : 0;
}

static balance add_up(const sl_compose *c, const sl_funding *all)
{
    balance s = {0};
    for (size_t i = 0; i < all->costs.n; i++) {
        const sl_cost *one = &all->costs.at[i];
        if (!sl_compose_may_read(c, one->item))
            continue;
        s.cost += one->cost;
        s.secured += one->secured;
        s.sought += one->sought;
        s.without += without_source(one);
        s.costed += one->has_cost;
    }
    return s;
}

static void add_sums_of(sl_compose *c, sl_node *row, int64_t secured, int64_t sought,
                        int64_t without)
{
    sl_money_add_cell(c, row, secured);
    sl_money_add_cell(c, row, sought);
    sl_money_add_cell(c, row, without);
}

static void add_items(sl_compose *c, sl_node *to, const sl_funding *all)
{
    const sl_str titles[] = {in_unit(c, SL_SAY_ITEM), sl_compose_word(c, SL_SAY_COST),
                             sl_compose_word(c, SL_SAY_SECURED), sl_compose_word(c, SL_SAY_SOUGHT),
                             sl_compose_word(c, SL_SAY_NO_SOURCE_YET)};
    sl_compose_heading(c, to, 2, SL_STR_NONE, sl_compose_word(c, SL_SAY_FUNDING_COSTS));
    sl_node *table = sl_compose_titled(c, to, titles, 5);
    set_right(table, 1);
    for (size_t i = 0; i < all->costs.n; i++) {
        const sl_cost *one = &all->costs.at[i];
        if (!sl_compose_may_read(c, one->item))
            continue;
        sl_node *row = sl_compose_row(c, table);
        sl_compose_item_entry(c, sl_compose_cell(c, row, true), one->item);
        if (one->has_cost)
            sl_money_add_cell(c, row, one->cost);
        else
            sl_compose_cell_text(c, row, sl_compose_word(c, SL_SAY_NOT_STATED))->align =
                SL_ALIGN_RIGHT;
        add_sums_of(c, row, one->secured, one->sought, without_source(one));
    }
    balance s = add_up(c, all);
    sl_node *row = sl_compose_row(c, table);
    row->role = SL_STR("total");
    sl_compose_text(c, sl_compose_cell(c, row, true), sl_compose_word(c, SL_SAY_IN_ALL));
    sl_money_add_cell(c, row, s.cost);
    add_sums_of(c, row, s.secured, s.sought, s.without);
}

/* The type whose items cost something, and how many of its items are in the document. */
static const sl_type *costing_type(const sl_compose *c, size_t *n)
{
    const sl_type *found = NULL;
    for (size_t i = 0; i < c->s->framework->types.n && !found; i++)
        for (size_t k = 0; k < c->s->framework->types.at[i]->keys.n; k++)
            if (c->s->framework->types.at[i]->keys.at[k].cost)
                found = c->s->framework->types.at[i];
    *n = 0;
    for (size_t i = 0; i < c->s->items.n; i++)
        *n += c->s->items.at[i]->type == found && sl_compose_may_read(c, c->s->items.at[i]);
    return found;
}

/* How what is asked for, what it costs and what is found stand to each other. */
void sl_annex_add_balance(sl_compose *c, sl_node *to, const sl_funding *all)
{
    const sl_framework *f = c->s->framework;
    sl_str key = sl_money_asked_key(f);
    size_t n;
    const sl_type *type = costing_type(c, &n);
    int64_t asked = 0, one;
    const sl_currency *currency;
    for (size_t i = 0; key.n && i < c->s->items.n; i++) {
        const sl_item *item = c->s->items.at[i];
        if (item->type == f->group_type && sl_compose_may_read(c, item) &&
            sl_funding_read(sl_yaml_lookup_str(item->front, key), &one, &currency))
            asked += one;
    }
    balance s = add_up(c, all);
    if (!asked || !type || !s.costed)
        return;
    sl_compose_paragraph(
        c, to, NULL,
        sl_compose_say(c, SL_SAY_FUNDING_BALANCE, SL_T("asks", f->group_type->plural),
                       SL_T("asked", sl_money_text(c, asked)), SL_T("type", type->plural),
                       SL_N("costed", s.costed), SL_N("n", n),
                       SL_T("cost", sl_money_text(c, s.cost)),
                       SL_T("secured", s.secured ? sl_money_text(c, s.secured) : SL_STR_NONE),
                       SL_T("sought", sl_money_text(c, s.sought)),
                       SL_T("without", sl_money_text(c, s.without))));
}

/* What the type that groups asks for in money, by who is asked. */
static void add_asked(sl_compose *c, sl_node *to)
{
    const sl_framework *f = c->s->framework;
    sl_str name = sl_money_asked_key(f);
    if (!name.n)
        return;
    sl_map seen;
    sl_map_init(&seen, c->arena);
    for (size_t i = 0; i < c->s->items.n; i++) {
        const sl_item *item = c->s->items.at[i];
        int64_t pence;
        const sl_currency *currency;
        if (item->type == f->group_type && sl_compose_may_read(c, item) &&
            sl_funding_read(sl_yaml_lookup_str(item->front, name), &pence, &currency))
            sl_map_add(&seen, sl_yaml_text(item->front, f->group->field.name), c);
    }
    if (!seen.entries.n)
        return;
    const sl_str titles[] = {f->group->label, f->group_type->plural, sl_money_unit(c)};
    sl_compose_heading(c, to, 2, SL_STR_NONE, sl_compose_word(c, SL_SAY_FUNDING_ASKED));
    sl_node *table = sl_compose_titled(c, to, titles, 3);
    set_right(table, 2);
    int64_t all = 0;
    for (size_t g = 0; g < seen.entries.n; g++) {
        sl_node *row = sl_compose_row(c, table);
        sl_compose_text(c, sl_compose_cell(c, row, true), seen.entries.at[g].key);
        sl_node *links = sl_compose_cell(c, row, false);
        int64_t sum = 0;
        for (size_t i = 0; i < c->s->items.n; i++) {
            const sl_item *item = c->s->items.at[i];
            int64_t pence;
            const sl_currency *currency;
            if (item->type != f->group_type || !sl_compose_may_read(c, item) ||
                !sl_str_equal(sl_yaml_text(item->front, f->group->field.name),
                              seen.entries.at[g].key) ||
                !sl_funding_read(sl_yaml_lookup_str(item->front, name), &pence, &currency))
                continue;
            sl_compose_text(c, links, links->first ? SL_STR("; ") : SL_STR(""));
            sl_compose_item_entry(c, links, item);
            sum += pence;
        }
        sl_money_add_cell(c, row, sum);
        all += sum;
    }
    sl_node *row = sl_compose_row(c, table);
    row->role = SL_STR("total");
    sl_compose_text(c, sl_compose_cell(c, row, true), sl_compose_word(c, SL_SAY_IN_ALL));
    sl_compose_cell(c, row, false);
    sl_money_add_cell(c, row, all);
}

static sl_str financial_year(sl_compose *c, uint32_t year)
{
    return sl_compose_say(c, SL_SAY_FUNDING_YEAR, SL_T("from", sl_str_format(c->arena, "%u", year)),
                          SL_T("to", sl_str_format(c->arena, "%02u", (year + 1) % 100)));
}

static void add_lines(sl_compose *c, sl_node *to, const sl_funding *all)
{
    const sl_str titles[] = {sl_compose_word(c, SL_SAY_FUND), sl_compose_word(c, SL_SAY_ITEM),
                             sl_compose_word(c, SL_SAY_YEAR), sl_compose_word(c, SL_SAY_STATE),
                             sl_money_unit(c)};
    sl_node *table = sl_compose_titled(c, to, titles, 5);
    set_right(table, 4);
    for (size_t i = 0; i < all->lines.n; i++) {
        const sl_fund_line *l = &all->lines.at[i];
        if (!sl_compose_may_read(c, l->item))
            continue;
        sl_str state = sl_compose_say(c, SL_SAY_FUNDING_STATE, SL_T("state", l->state));
        sl_node *row = sl_compose_row(c, table);
        sl_compose_text(c, sl_compose_cell(c, row, true), l->fund);
        sl_compose_item_entry(c, sl_compose_cell(c, row, false), l->item);
        sl_compose_cell_text(c, row, l->year ? financial_year(c, l->year) : SL_STR_NONE);
        sl_compose_cell_text(
            c, row,
            l->match ? sl_compose_say(c, SL_SAY_FUNDING_MATCH, SL_T("state", state)) : state);
        sl_money_add_cell(c, row, l->pence);
    }
}

/* --- sums by a name that each line has --- */

static sl_str fund_of(const sl_compose *c, const sl_fund_line *l)
{
    (void)c;
    return l->fund;
}

/* Who is asked: the item's own, or that of the ask that supports it, one for money first. What
 * others put beside it is charged to nobody who is asked. */
static sl_str group_of(const sl_compose *c, const sl_fund_line *l)
{
    const sl_framework *f = c->s->framework;
    sl_str found = SL_STR_NONE, key = sl_money_asked_key(f);
    if (l->match)
        return sl_compose_word(c, SL_SAY_MATCH_OF_OTHERS);
    if (f->group && l->item->type == f->group_type)
        return sl_yaml_text(l->item->front, f->group->field.name);
    for (size_t i = 0; f->group && i < l->item->in.n; i++) {
        const sl_item *from = c->s->items.at[c->s->edges.at[l->item->in.at[i]].from];
        if (from->type != f->group_type || !sl_compose_may_read(c, from))
            continue;
        bool money = key.n && sl_yaml_lookup_str(from->front, key);
        if (!found.n || money)
            found = sl_yaml_text(from->front, f->group->field.name);
        if (money)
            break;
    }
    return found.n ? found : sl_compose_word(c, SL_SAY_NOBODY_ASKED);
}

/* What is served: the first item that its line reaches of a type that readers filter by. */
static sl_str served_by(const sl_compose *c, const sl_fund_line *l)
{
    sl_walk walk = sl_graph_ground(c->arena, c->s, l->item);
    for (size_t i = 0; i < walk.steps.n; i++) {
        const sl_step *step = &walk.steps.at[i];
        if (!step->is_evidence && c->s->items.at[step->index]->type->filter)
            return c->s->items.at[step->index]->title;
    }
    return sl_compose_word(c, SL_SAY_SERVES_NONE);
}

typedef sl_str name_of(const sl_compose *c, const sl_fund_line *l);

/* Each year that a line is of, in order. */
static size_t find_years(const sl_funding *all, uint32_t years[MOST_YEARS])
{
    size_t n = 0;
    for (uint32_t last = 0, next; n < MOST_YEARS; last = next) {
        next = UINT32_MAX;
        for (size_t i = 0; i < all->lines.n; i++)
            if (all->lines.at[i].year > last && all->lines.at[i].year < next)
                next = all->lines.at[i].year;
        if (next == UINT32_MAX)
            break;
        years[n++] = next;
    }
    return n;
}

static void add_sum_row(sl_compose *c, sl_node *table, const sl_funding *all, name_of *name,
                        const sl_str *only, const uint32_t *years, size_t n, bool undated_too)
{
    int64_t total = 0, sums[MOST_YEARS] = {0}, undated = 0;
    for (size_t i = 0; i < all->lines.n; i++) {
        const sl_fund_line *l = &all->lines.at[i];
        if (!sl_compose_may_read(c, l->item) || (only && !sl_str_equal(name(c, l), *only)))
            continue;
        total += l->pence;
        undated += l->year ? 0 : l->pence;
        for (size_t y = 0; y < n; y++)
            sums[y] += l->year == years[y] ? l->pence : 0;
    }
    sl_node *row = sl_compose_row(c, table);
    row->role = only ? SL_STR_NONE : SL_STR("total");
    sl_compose_text(c, sl_compose_cell(c, row, true),
                    only ? *only : sl_compose_word(c, SL_SAY_IN_ALL));
    for (size_t y = 0; y < n; y++)
        sl_money_add_cell(c, row, sums[y]);
    if (undated_too)
        sl_money_add_cell(c, row, undated);
    sl_money_add_cell(c, row, total);
}

static void add_sums(sl_compose *c, sl_node *to, const sl_funding *all, sl_say_id title,
                     sl_say_id what, name_of *name)
{
    uint32_t years[MOST_YEARS];
    size_t n = find_years(all, years);
    sl_str titles[MOST_YEARS + 3] = {in_unit(c, what)};
    for (size_t y = 0; y < n; y++)
        titles[y + 1] = financial_year(c, years[y]);
    bool undated = false;
    for (size_t i = 0; i < all->lines.n; i++)
        undated = undated || (!all->lines.at[i].year && all->lines.at[i].pence);
    titles[n + 1] = sl_compose_word(c, undated ? SL_SAY_NO_YEAR : SL_SAY_IN_ALL);
    titles[n + 2] = sl_compose_word(c, SL_SAY_IN_ALL);
    sl_compose_heading(c, to, 2, SL_STR_NONE, sl_compose_word(c, title));
    sl_node *table = sl_compose_titled(c, to, titles, (unsigned)n + 2 + undated);
    table->wide = n > 4;
    set_right(table, 1);
    sl_map seen;
    sl_map_init(&seen, c->arena);
    for (size_t i = 0; i < all->lines.n; i++)
        if (sl_compose_may_read(c, all->lines.at[i].item))
            sl_map_add(&seen, name(c, &all->lines.at[i]), c);
    for (size_t i = 0; i < seen.entries.n; i++)
        add_sum_row(c, table, all, name, &seen.entries.at[i].key, years, n, undated);
    add_sum_row(c, table, all, name, NULL, years, n, undated);
}

void sl_annex_compose_funding(sl_compose *c, sl_node *to)
{
    sl_funding all = sl_funding_gather(c->arena, c->s);
    sl_annex_add_balance(c, to, &all);
    if (!c->options->document || !sl_document_has_annex(c->options->document, "asks-by-owner"))
        add_asked(c, to);
    if (!all.costs.n) {
        sl_compose_paragraph(c, to, NULL, sl_compose_word(c, SL_SAY_FUNDING_NONE));
        return;
    }
    add_items(c, to, &all);
    if (!all.lines.n)
        return;
    add_sums(c, to, &all, SL_SAY_FUNDING_BY_YEAR, SL_SAY_FUND, fund_of);
    if (c->s->framework->group) /* else nobody is asked for anything */
        add_sums(c, to, &all, SL_SAY_FUNDING_BY_ASKED, SL_SAY_ASKED_OF, group_of);
    add_sums(c, to, &all, SL_SAY_FUNDING_BY_SERVED, SL_SAY_SERVES, served_by);
    if (c->in_millions)
        sl_compose_paragraph(c, to, "source", sl_compose_word(c, SL_SAY_MONEY_ROUNDED));
}

void sl_annex_compose_funding_lines(sl_compose *c, sl_node *to)
{
    sl_funding all = sl_funding_gather(c->arena, c->s);
    if (all.lines.n)
        add_lines(c, to, &all);
    else
        sl_compose_paragraph(c, to, NULL, sl_compose_word(c, SL_SAY_FUNDING_NONE));
}
