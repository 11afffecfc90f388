/* The front sheet of a board draft: what is to be decided, what is new, what is missing. */
#include "book/front.h"

#include "book/annex.h"
#include "model/funding.h"
#include "record/record.h"

/* The gate that comes next on the strategy's day; NULL when none is ahead. */
static sl_node *add_list(sl_compose *c, sl_node *to)
{
    sl_node *list = sl_compose_add(c, to, SL_NODE_LIST, NULL);
    list->tight = true;
    return list;
}

static sl_node *add_point(sl_compose *c, sl_node *list)
{
    return sl_compose_add(c, sl_compose_add(c, list, SL_NODE_LIST_ITEM, NULL), SL_NODE_PARAGRAPH,
                          NULL);
}

static void add_heading(sl_compose *c, sl_node *to, sl_say_id title)
{
    sl_compose_heading(c, to, 2, SL_STR_NONE, sl_compose_word(c, title));
}

/* Why the paper is on the table, and how its numbers are to be read. */
static void add_purpose(sl_compose *c, sl_node *to, const sl_gate *g)
{
    if (!c->options->document)
        return;
    add_heading(c, to, SL_SAY_FRONT_PURPOSE);
    if (g)
        sl_compose_paragraph(c, to, NULL,
                             sl_compose_say(c, SL_SAY_FRONT_PURPOSE_TEXT, SL_T("title", g->title),
                                            SL_T("date", sl_compose_date(c, g->date)),
                                            SL_T("board", g->board)));
    sl_compose_paragraph(c, to, "source", sl_compose_word(c, SL_SAY_FRONT_REFERENCES));
}

static void add_decisions(sl_compose *c, sl_node *to, const sl_gate *g)
{
    sl_node *list = sl_compose_add(c, to, SL_NODE_LIST, NULL);
    list->tight = list->ordered = true;
    list->start = 1;
    SL_EACH (one, g->decisions)
        sl_compose_text(c, add_point(c, list), one->text);
}

static void add_decision(sl_compose *c, sl_node *to, const sl_gate *g)
{
    if (!g && !c->s->record->gates.n)
        return; /* nothing is decided by gates */
    add_heading(c, to, SL_SAY_FOR_DECISION);
    if (!g) {
        sl_compose_paragraph(c, to, NULL, sl_compose_word(c, SL_SAY_NO_GATE_AHEAD));
        return;
    }
    sl_node *p = sl_compose_add(c, to, SL_NODE_PARAGRAPH, NULL);
    sl_compose_text(c, sl_compose_add(c, p, SL_NODE_STRONG, NULL), g->decision);
    sl_compose_text(c, p,
                    sl_compose_say(c, SL_SAY_FRONT_DECISION, SL_T("title", g->title),
                                   SL_T("date", sl_compose_date(c, g->date)),
                                   SL_T("board", g->board), SL_T("note", g->illustrative)));
    if (g->decisions)
        add_decisions(c, to, g);
    if (g->recommendation.n) {
        add_heading(c, to, SL_SAY_FRONT_RECOMMENDATION);
        sl_compose_paragraph(c, to, NULL, g->recommendation);
    }
}

static void add_lacks(sl_compose *c, sl_node *to, const sl_gate *g)
{
    sl_lacks lacks = {0};
    if (g)
        lacks = sl_gate_find_lacks(c->arena, c->phrases, c->s, g, false);
    if (!lacks.n)
        return;
    sl_compose_paragraph(c, to, NULL, sl_compose_word(c, SL_SAY_FRONT_LACKS));
    sl_node *list = add_list(c, to);
    for (size_t i = 0; i < lacks.n; i++)
        sl_compose_text(c, add_point(c, list), lacks.at[i]);
}

static void add_money(sl_compose *c, sl_node *to)
{
    sl_funding all = sl_funding_gather(c->arena, c->s);
    if (!c->options->document || !all.costs.n)
        return;
    add_heading(c, to, SL_SAY_FRONT_MONEY);
    sl_annex_add_balance(c, to, &all);
}

/* The items that ask, by who is asked: where they are many by their numbers. */
static void add_asks(sl_compose *c, sl_node *to)
{
    enum { MANY = 24 };
    size_t all = 0;
    for (size_t i = 0; i < c->s->items.n; i++)
        all += c->s->items.at[i]->type == c->s->framework->group_type;
    size_t n;
    const sl_str *groups = sl_book_find_groups(c->arena, c->s, &n);
    const sl_framework *f = c->s->framework;
    if (!n || c->options->document) /* which has a schedule of them */
        return;
    sl_compose_heading(c, to, 2, SL_STR_NONE, f->group_type->plural);
    const sl_str titles[] = {f->group->label, f->group_type->plural};
    sl_node *table = sl_compose_titled(c, to, titles, 2);
    for (size_t g = 0; g < n; g++) {
        sl_node *row = sl_compose_row(c, table);
        sl_compose_text(c, sl_compose_cell(c, row, true), groups[g]);
        sl_node *cell = sl_compose_cell(c, row, false);
        for (size_t i = 0; i < c->s->items.n; i++) {
            const sl_item *item = c->s->items.at[i];
            if (item->type != f->group_type || !sl_compose_may_read(c, item) ||
                !sl_str_equal(sl_yaml_text(item->front, f->group->field.name), groups[g]))
                continue;
            sl_compose_text(c, cell, cell->first ? SL_STR("; ") : SL_STR(""));
            if (all > MANY)
                sl_compose_item_number(c, cell, item);
            else
                sl_compose_item_link(c, cell, item);
        }
    }
}

/* The authors' change notes, newest first, then what responses have changed. */
static void add_changes(sl_compose *c, sl_node *to)
{
    const sl_yaml *changes = sl_yaml_lookup(c->s->config, "changes");
    const sl_record *r = c->s->record;
    sl_compose_heading(c, to, 2, SL_STR_NONE, sl_compose_word(c, SL_SAY_WHAT_IS_NEW));
    sl_node *list = add_list(c, to);
    SL_EACH (one, changes) {
        sl_date date = {0};
        sl_date_parse(sl_yaml_text(one, "date"), &date);
        sl_compose_text(c, add_point(c, list),
                        sl_compose_say(c, SL_SAY_CHANGE_NOTE,
                                       SL_T("version", sl_yaml_text(one, "version")),
                                       SL_T("date", sl_compose_date(c, date)),
                                       SL_T("note", sl_yaml_text(one, "note"))));
    }
    for (size_t i = 0; i < r->responses.n; i++) {
        const sl_response *one = &r->responses.at[i];
        if (!one->items.n || !sl_response_changed_text(c->s, one) ||
            !sl_compose_may_read(c, c->s->items.at[one->items.at[0]]))
            continue;
        sl_node *p = add_point(c, list);
        sl_compose_item_link(c, p, c->s->items.at[one->items.at[0]]);
        sl_compose_text(c, p, sl_compose_say(c, SL_SAY_AFTER_RESPONSE, SL_T("done", one->done)));
    }
    if (!list->first) {
        sl_node_unlink(list->prev); /* its heading */
        sl_node_unlink(list);
    }
}

static void add_gaps(sl_compose *c, sl_node *to)
{
    const sl_audit *audit = c->book->audit;
    size_t open = sl_strategy_count_open_gaps(c->s);
    add_heading(c, to, c->options->document ? SL_SAY_FRONT_RISKS : SL_SAY_WHAT_IS_MISSING);
    add_lacks(c, to, sl_gate_next(c->s));
    if (c->s->no_register) {
        sl_compose_paragraph(c, to, NULL, sl_compose_word(c, SL_SAY_IMPRINT_NO_REGISTER));
        return;
    }
    sl_compose_paragraph(c, to, NULL,
                         sl_compose_say(c, SL_SAY_FRONT_TRACED,
                                        SL_N("traced", audit->claim_count - audit->untraced_count),
                                        SL_N("items", audit->claim_count), SL_N("open", open)));
    sl_node *list = add_list(c, to);
    enum { SHOWN = 5 };
    size_t shown = 0;
    for (size_t i = 0; i < c->s->gaps.n && shown < SHOWN; i++)
        if (sl_gap_is_open(c->s->gaps.at[i])) {
            sl_compose_text(c, add_point(c, list), c->s->gaps.at[i]->question);
            shown++;
        }
    if (!shown)
        sl_node_unlink(list);
    else if (open > shown)
        sl_compose_paragraph(c, to, NULL,
                             sl_compose_say(c, SL_SAY_FRONT_OTHERS, SL_N("n", open - shown)));
}

void sl_front_compose(sl_compose *c, sl_node *root)
{
    sl_node *section = sl_compose_section(c, root, SL_STR("front"), SL_STR("front-sheet"),
                                          sl_compose_word(c, SL_SAY_FRONT_SHEET), 1);
    sl_compose_heading(c, section, 1, SL_STR_NONE, section->title);
    add_purpose(c, section, sl_gate_next(c->s));
    add_decision(c, section, sl_gate_next(c->s));
    add_asks(c, section);
    add_money(c, section);
    add_gaps(c, section);
    add_changes(c, section);
}
