#include "book/annex.h"

#include "sight/diagram.h"

/* What rests on a node, node by node, as a nested list: the drawing in words. Where a node comes
 * again, what stands below it is not said again. */
static void compose_below(sl_compose *c, sl_node *list, const sl_diagram *d, uint32_t node,
                          bool *said)
{
    sl_node *one = sl_compose_add(c, list, SL_NODE_LIST_ITEM, NULL);
    sl_node *p = sl_compose_add(c, one, SL_NODE_PARAGRAPH, NULL);
    sl_compose_item_link(c, p, d->nodes.at[node].item);
    sl_node *below = NULL;
    bool again = said[node];
    said[node] = true;
    for (size_t i = 0; i < d->edges.n; i++) {
        if (d->edges.at[i].to != node)
            continue;
        if (again) {
            sl_compose_text(c, p, SL_STR(", as above"));
            break;
        }
        if (!below) {
            below = sl_compose_add(c, one, SL_NODE_LIST, NULL);
            below->tight = true;
        }
        compose_below(c, below, d, d->edges.at[i].from, said);
    }
}

static sl_str alternative(sl_compose *c, const sl_diagram *d)
{
    sl_buf b;
    sl_buf_init(&b);
    size_t weak = 0;
    for (size_t i = 0; i < d->edges.n; i++)
        weak += d->edges.at[i].weak;
    sl_buf_push_format(&b,
                       "Layered graph of %zu items and %zu links. From left to right:", d->nodes.n,
                       d->edges.n);
    for (size_t i = 0; i < d->layers.n; i++)
        sl_buf_push_format(&b, "%s %.*s", i ? ";" : "", SL_FMT(d->layers.at[i]));
    sl_buf_push_format(
        &b, ". %zu links are dashed as weak. The list below the graph says the same.", weak);
    return sl_buf_take(&b, c->arena);
}

void sl_annex_compose_graph(sl_compose *c, sl_node *to)
{
    const sl_diagram *d = sl_diagram_make(c->arena, c->book->audit, c->item_number, c->item_anchor);
    if (!d) {
        sl_compose_paragraph(c, to, NULL,
                             SL_STR("There are too many items, or none, to be drawn on one page."));
        return;
    }
    sl_figure figure = {.diagram = d};
    sl_node *n = sl_compose_add(c, to, SL_NODE_FIGURE, NULL);
    n->figure = (uint32_t)c->book->figures.n;
    n->id = SL_STR("line-graph");
    n->alt = alternative(c, d);
    SL_PUSH(c->arena, c->book->figures, figure);
    sl_node *caption = sl_compose_add(c, n, SL_NODE_CAPTION, NULL);
    caption->number = sl_str_format(c->arena, "Figure %u", ++c->figures);
    sl_compose_text(c, caption, SL_STR("What rests on what"));
    sl_compose_paragraph(
        c, n, "source",
        SL_STR("A line leads from each item to what rests on it. It is dashed where "
               "the item on the left names only weak evidence, or bears on the "
               "other indirectly."));
    sl_compose_heading(c, to, 2, SL_STR_NONE, SL_STR("The same as a list"));
    sl_node *list = sl_compose_add(c, to, SL_NODE_LIST, NULL);
    list->tight = true;
    bool *said = SL_NEW_ARRAY(c->arena, bool, d->nodes.n);
    for (uint32_t i = 0; i < d->nodes.n; i++)
        if (d->nodes.at[i].layer == 0)
            compose_below(c, list, d, i, said);
}
