#include "book/annex.h"

enum { MOST_UPRIGHT = 5 /* series that an upright page has room for */ };

static void compose_chart_table(sl_compose *c, sl_node *to, const sl_block *block, sl_str number)
{
    const sl_chart *chart = block->chart;
    sl_node *table = sl_compose_table(c, to, NULL, NULL, 1u + chart->series_count);
    table->id = sl_str_format(c->arena, "%.*s-data", SL_FMT(block->id));
    table->wide = chart->series_count > MOST_UPRIGHT;
    sl_node *caption = sl_compose_add(c, table, SL_NODE_CAPTION, NULL);
    caption->number = number;
    sl_compose_text(c, caption, chart->title);
    sl_node *head = sl_compose_row(c, table);
    head->head = true;
    sl_node *first = sl_compose_cell(c, head, true);
    sl_compose_text(
        c, first, chart->unit.n && !chart->across ? chart->unit : sl_compose_word(c, SL_SAY_ITEM));
    for (size_t k = 0; k < chart->series_count; k++) {
        sl_node *cell = sl_compose_cell(c, head, true);
        cell->align = chart->grid ? SL_ALIGN_LEFT : SL_ALIGN_DECIMAL;
        sl_compose_text(c, cell,
                        chart->series[k].n ? chart->series[k] : sl_compose_word(c, SL_SAY_VALUE));
    }
    for (size_t i = 0; i < chart->label_count; i++) {
        sl_node *row = sl_compose_row(c, table);
        sl_compose_text(c, sl_compose_cell(c, row, true), chart->labels[i]);
        for (size_t k = 0; k < chart->series_count; k++) {
            sl_node *cell = sl_compose_cell(c, row, false);
            cell->align = chart->grid ? SL_ALIGN_LEFT : SL_ALIGN_DECIMAL;
            sl_buf b;
            sl_buf_init(&b);
            sl_chart_push_told(&b, c->s->phrases, chart, k * chart->label_count + i);
            if (b.n)
                sl_compose_text(c, cell, sl_buf_copy(&b, c->arena));
            sl_buf_done(&b);
        }
    }
}

static void compose_timeline_table(sl_compose *c, sl_node *to, const sl_node *figure,
                                   const sl_timeline *timeline, sl_str number)
{
    static const sl_say_id titles[] = {SL_SAY_WHAT, SL_SAY_WHEN};
    sl_node *table = sl_compose_table(c, to, NULL, titles, 2);
    table->id = sl_str_format(c->arena, "%.*s-data", SL_FMT(figure->id));
    sl_node *caption = sl_node_new(c->arena, SL_NODE_CAPTION, to->span);
    sl_node_insert_before(table->first, caption);
    caption->number = number;
    sl_compose_text(c, caption, sl_node_plain(c->arena, figure->first));
    for (size_t i = 0; i < timeline->rows.n; i++) {
        sl_node *row = sl_compose_row(c, table);
        sl_compose_text(c, sl_compose_cell(c, row, true), timeline->rows.at[i].label);
        sl_compose_cell_text(c, row, timeline->rows.at[i].when);
    }
}

/* The figures below root, in order. */
static void compose_below(sl_compose *c, sl_node *to, const sl_node *root)
{
    for (sl_node *n = root->first; n; n = sl_node_walk(root, n)) {
        if (n->kind != SL_NODE_FIGURE || sl_node_is_item_graph(n) || sl_node_is_spark(n))
            continue;
        const sl_node *caption = n->first && n->first->kind == SL_NODE_CAPTION ? n->first : NULL;
        sl_str number = caption ? caption->number : SL_STR_NONE;
        const sl_chart *chart = c->book->figures.at[n->figure].chart;
        for (size_t i = 0; chart && i < c->s->blocks.n; i++)
            if (c->s->blocks.at[i]->chart == chart)
                compose_chart_table(c, to, c->s->blocks.at[i], number);
        const sl_timeline *timeline = c->book->figures.at[n->figure].timeline;
        if (timeline && n->first)
            compose_timeline_table(c, to, n, timeline, number);
    }
}

void sl_annex_compose_figures(sl_compose *c, sl_node *to)
{
    compose_below(c, to, c->book->root);
    /* And of the chapters that this document does not hold. */
    if (c->whole != c->book->root)
        compose_below(c, to, c->whole);
}
