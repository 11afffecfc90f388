/* The other strategies, and the matrix of how items stand to them. */
#include "book/annex.h"
#include "record/record.h"

static void add_others(sl_compose *c, sl_node *to)
{
    static const sl_say_id titles[] = {SL_SAY_STRATEGY, SL_SAY_BODY, SL_SAY_AREA, SL_SAY_YEARS,
                                       SL_SAY_SOURCE};
    const sl_record *r = c->s->record;
    sl_node *table = sl_compose_table(c, to, NULL, titles, 5);
    for (size_t i = 0; i < r->neighbours.n; i++) {
        const sl_neighbour *n = &r->neighbours.at[i];
        sl_node *row = sl_compose_row(c, table);
        sl_compose_text(c, sl_compose_cell(c, row, true), n->title);
        sl_compose_cell_text(c, row, n->body);
        sl_compose_cell_text(c, row, n->area);
        sl_compose_cell_text(c, row, n->years);
        sl_compose_evidence_links(c, sl_compose_cell(c, row, false), n->evidence.at, n->evidence.n);
    }
}

static void add_alignment(sl_compose *c, sl_node *to)
{
    static const sl_say_id titles[] = {SL_SAY_ITEM, SL_SAY_RELATION, SL_SAY_STRATEGY,
                                       SL_SAY_BOUNDARY, SL_SAY_WHAT_FOLLOWS};
    const sl_record *r = c->s->record;
    sl_compose_heading(c, to, 2, SL_STR_NONE, sl_compose_word(c, SL_SAY_ITEM_BY_ITEM));
    sl_node *table = sl_compose_table(c, to, NULL, titles, 5);
    for (size_t i = 0; i < r->alignments.n; i++) {
        const sl_alignment *a = &r->alignments.at[i];
        const sl_item *item = c->s->items.at[a->item];
        if (!sl_compose_may_read(c, item))
            continue;
        sl_node *row = sl_compose_row(c, table);
        sl_compose_item_link(c, sl_compose_cell(c, row, true), item);
        sl_compose_cell_text(c, row,
                             sl_compose_say(c, SL_SAY_ALIGNMENT, SL_T("relation", a->relation)));
        sl_compose_cell_text(c, row, r->neighbours.at[a->neighbour].title);
        sl_compose_cell_text(c, row, a->boundary);
        sl_compose_cell_text(c, row, a->note);
    }
}

/* Items down, strategies across; a cell says the relation. */
static void add_matrix(sl_compose *c, sl_node *to)
{
    const sl_record *r = c->s->record;
    sl_compose_heading(c, to, 2, SL_STR_NONE, sl_compose_word(c, SL_SAY_ALIGNMENT_MATRIX));
    sl_node *table = sl_compose_table(c, to, NULL, NULL, (unsigned)r->neighbours.n + 1);
    table->wide = r->neighbours.n > 5;
    sl_node *head = sl_compose_row(c, table);
    head->head = true;
    sl_compose_text(c, sl_compose_cell(c, head, true), sl_compose_word(c, SL_SAY_ITEM));
    for (size_t n = 0; n < r->neighbours.n; n++)
        sl_compose_text(c, sl_compose_cell(c, head, true), r->neighbours.at[n].title);
    for (uint32_t i = 0; i < c->s->items.n; i++) {
        sl_node *row = NULL;
        for (size_t k = 0; k < r->alignments.n && !row; k++)
            if (r->alignments.at[k].item == i && sl_compose_may_read(c, c->s->items.at[i]))
                row = sl_compose_row(c, table);
        if (!row)
            continue;
        sl_compose_item_link(c, sl_compose_cell(c, row, true), c->s->items.at[i]);
        for (uint32_t n = 0; n < r->neighbours.n; n++) {
            sl_node *cell = sl_compose_cell(c, row, false);
            for (size_t k = 0; k < r->alignments.n; k++)
                if (r->alignments.at[k].item == i && r->alignments.at[k].neighbour == n) {
                    sl_compose_text(c, cell, cell->first ? SL_STR(", ") : SL_STR(""));
                    sl_compose_text(c, cell,
                                    sl_compose_say(c, SL_SAY_ALIGNMENT,
                                                   SL_T("relation", r->alignments.at[k].relation)));
                }
        }
    }
}

void sl_annex_compose_coordination(sl_compose *c, sl_node *to)
{
    const sl_record *r = c->s->record;
    add_others(c, to);
    if (!r->alignments.n)
        return;
    add_alignment(c, to);
    if (r->neighbours.n < 32)
        add_matrix(c, to);
}
