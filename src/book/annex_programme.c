/* The programme: a line of time with its list, and each gate with what it still lacks. */
#include <stdlib.h>

#include "book/annex.h"
#include "record/record.h"

static int by_day(const void *a, const void *b)
{
    const sl_timeline_row *x = a, *y = b;
    int32_t d = sl_date_days(x->from) - sl_date_days(y->from);
    return d ? (d < 0 ? -1 : 1) : sl_str_compare(x->label, y->label);
}

static sl_str months(sl_compose *c, sl_date from, sl_date to)
{
    return sl_compose_say(c, SL_SAY_DATE_RANGE, SL_T("from", sl_compose_date(c, from)),
                          SL_T("to", sl_compose_date(c, to)));
}

static sl_timeline *gather(sl_compose *c)
{
    const sl_record *r = c->s->record;
    int32_t today = sl_date_days(c->s->as_of);
    sl_timeline *t = SL_NEW(c->arena, sl_timeline);
    t->today = c->s->as_of;
    for (size_t i = 0; i < r->stages.n; i++) {
        const sl_stage *s = &r->stages.at[i];
        sl_timeline_row row = {s->title, months(c, s->from, s->to),      s->from, s->to, false,
                               false,    sl_date_last_day(s->to) < today};
        SL_PUSH(c->arena, t->rows, row);
    }
    for (size_t i = 0; i < r->milestones.n; i++) {
        const sl_milestone *m = &r->milestones.at[i];
        sl_timeline_row row = {m->title, sl_compose_date(c, m->date),      m->date, m->date, true,
                               false,    sl_date_last_day(m->date) < today};
        SL_PUSH(c->arena, t->rows, row);
    }
    for (size_t i = 0; i < r->gates.n; i++) {
        const sl_gate *g = &r->gates.at[i];
        sl_timeline_row row = {g->title,
                               sl_compose_date(c, g->date),
                               g->date,
                               g->date,
                               true,
                               true,
                               sl_gate_state_of(c->s, g) == SL_GATE_PASSED};
        SL_PUSH(c->arena, t->rows, row);
    }
    if (t->rows.n)
        qsort(t->rows.at, t->rows.n, sizeof *t->rows.at, by_day);
    return t;
}

static void add_stages(sl_compose *c, sl_node *to)
{
    static const sl_say_id titles[] = {SL_SAY_STAGE, SL_SAY_MONTHS, SL_SAY_NOTE};
    const sl_record *r = c->s->record;
    if (!r->stages.n)
        return;
    sl_compose_heading(c, to, 2, SL_STR_NONE, sl_compose_word(c, SL_SAY_STAGES));
    sl_node *table = sl_compose_table(c, to, NULL, titles, 3);
    for (size_t i = 0; i < r->stages.n; i++) {
        const sl_stage *s = &r->stages.at[i];
        sl_node *row = sl_compose_row(c, table);
        sl_compose_text(c, sl_compose_cell(c, row, true), s->title);
        sl_compose_cell_text(c, row, months(c, s->from, s->to));
        sl_compose_cell_text(c, row, s->note);
    }
}

static void add_milestones(sl_compose *c, sl_node *to)
{
    static const sl_say_id titles[] = {SL_SAY_MILESTONE, SL_SAY_DATE_LABEL, SL_SAY_SOURCE};
    const sl_record *r = c->s->record;
    if (!r->milestones.n)
        return;
    sl_compose_heading(c, to, 2, SL_STR_NONE, sl_compose_word(c, SL_SAY_MILESTONES));
    sl_node *table = sl_compose_table(c, to, NULL, titles, 3);
    for (size_t i = 0; i < r->milestones.n; i++) {
        const sl_milestone *m = &r->milestones.at[i];
        sl_node *row = sl_compose_row(c, table);
        sl_compose_text(c, sl_compose_cell(c, row, true), m->title);
        sl_compose_cell_text(c, row, sl_compose_date(c, m->date));
        sl_node *cell = sl_compose_cell_text(c, row, m->illustrative);
        sl_compose_evidence_links(c, cell, m->evidence.at, m->evidence.n);
    }
}

static void add_gates(sl_compose *c, sl_node *to)
{
    static const sl_say_id titles[] = {SL_SAY_DATE_LABEL, SL_SAY_GATE_DECISION, SL_SAY_GATE_BOARD,
                                       SL_SAY_GATE_STANDING};
    const sl_record *r = c->s->record;
    sl_compose_heading(c, to, 2, SL_STR_NONE, sl_compose_word(c, SL_SAY_GATES));
    sl_node *table = sl_compose_table(c, to, NULL, titles, 4);
    for (size_t i = 0; i < r->gates.n; i++) {
        const sl_gate *g = &r->gates.at[i];
        sl_str state = sl_str_from(sl_gate_state_name(sl_gate_state_of(c->s, g)));
        sl_node *row = sl_compose_row(c, table);
        sl_compose_text(c, sl_compose_cell(c, row, true), sl_compose_date(c, g->date));
        sl_node *what = sl_compose_cell(c, row, false);
        sl_compose_text(c, sl_compose_add(c, what, SL_NODE_STRONG, NULL), g->title);
        sl_compose_text(c, what, sl_str_format(c->arena, ". %.*s. ", SL_FMT(g->decision)));
        sl_compose_evidence_links(c, what, g->evidence.at, g->evidence.n);
        sl_compose_cell_text(c, row, g->board);
        sl_compose_cell_text(c, row, sl_compose_say(c, SL_SAY_GATE_STATE, SL_T("state", state)));
    }
}

/* What a gate that is ahead still lacks. */
static void add_gate(sl_compose *c, sl_node *to, const sl_gate *g)
{
    sl_gate_state state = sl_gate_state_of(c->s, g);
    sl_lacks lacks = {0};
    if (state != SL_GATE_PASSED && state != SL_GATE_UNKNOWN)
        lacks = sl_gate_find_lacks(c->arena, c->phrases, c->s, g, c->options->codes);
    if (!lacks.n)
        return;
    sl_node *section = sl_compose_section(c, to, SL_STR("gate"), g->id, g->title, 0);
    sl_compose_heading(c, section, 3, SL_STR_NONE, g->title);
    sl_compose_paragraph(c, section, NULL, sl_compose_word(c, SL_SAY_GATE_LACKS));
    sl_node *list = sl_compose_add(c, section, SL_NODE_LIST, NULL);
    list->tight = true;
    for (size_t i = 0; i < lacks.n; i++)
        sl_compose_paragraph(c, sl_compose_add(c, list, SL_NODE_LIST_ITEM, NULL), NULL,
                             lacks.at[i]);
}

void sl_annex_add_timeline(sl_compose *c, sl_node *to, sl_str id, sl_str title)
{
    sl_figure figure = {.timeline = gather(c)};
    sl_compose_figure(c, to, figure, title)->id = id;
}

void sl_annex_compose_programme(sl_compose *c, sl_node *to)
{
    const sl_record *r = c->s->record;
    sl_annex_add_timeline(c, to, SL_STR("annex-programme-figure"),
                          sl_compose_word(c, SL_SAY_PROGRAMME_FIGURE));
    add_stages(c, to);
    add_milestones(c, to);
    if (r->gates.n)
        add_gates(c, to);
    for (size_t i = 0; i < r->gates.n; i++)
        add_gate(c, to, &r->gates.at[i]);
}
