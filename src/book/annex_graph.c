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
            sl_compose_text(c, p, sl_compose_word(c, SL_SAY_GRAPH_AS_ABOVE));
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
    sl_buf layers;
    sl_buf_init(&layers);
    size_t weak = 0;
    for (size_t i = 0; i < d->edges.n; i++)
        weak += d->edges.at[i].weak;
    for (size_t i = 0; i < d->layers.n; i++)
        sl_buf_push_format(&layers, "%s%.*s", i ? "; " : "", SL_FMT(d->layers.at[i]));
    return sl_compose_say(c, SL_SAY_GRAPH_ALT, SL_N("items", d->nodes.n), SL_N("links", d->edges.n),
                          SL_T("layers", sl_buf_take(&layers, c->arena)), SL_N("weak", weak));
}

static sl_node *add_figure(sl_compose *c, sl_node *to, const sl_diagram *d)
{
    sl_figure figure = {.diagram = d};
    sl_node *n = sl_compose_add(c, to, SL_NODE_FIGURE, NULL);
    n->figure = (uint32_t)c->book->figures.n;
    n->alt = alternative(c, d);
    SL_PUSH(c->arena, c->book->figures, figure);
    return n;
}

void sl_annex_add_item_graph(sl_compose *c, sl_node *to, const sl_item *item)
{
    const sl_diagram *d =
        sl_diagram_make_beside(c->arena, c->book->audit, c->item_number, c->item_anchor, item);
    if (d)
        add_figure(c, to, d)->role = SL_STR("item-graph");
}

void sl_annex_compose_graph(sl_compose *c, sl_node *to)
{
    const sl_diagram *d = sl_diagram_make(c->arena, c->book->audit, c->item_number, c->item_anchor);
    if (!d) {
        sl_compose_paragraph(c, to, NULL, sl_compose_word(c, SL_SAY_GRAPH_TOO_MANY));
        return;
    }
    sl_node *n = add_figure(c, to, d);
    n->id = SL_STR("line-graph");
    sl_node *caption = sl_compose_add(c, n, SL_NODE_CAPTION, NULL);
    caption->number = sl_compose_say(c, SL_SAY_FIGURE_NUMBER, SL_N("n", ++c->figures));
    sl_compose_text(c, caption, sl_compose_word(c, SL_SAY_GRAPH_TITLE));
    sl_compose_paragraph(c, n, "source", sl_compose_word(c, SL_SAY_GRAPH_NOTE));
    sl_compose_heading(c, to, 2, SL_STR_NONE, sl_compose_word(c, SL_SAY_GRAPH_LIST));
    sl_node *list = sl_compose_add(c, to, SL_NODE_LIST, NULL);
    list->tight = true;
    bool *said = SL_NEW_ARRAY(c->arena, bool, d->nodes.n);
    for (uint32_t i = 0; i < d->nodes.n; i++)
        if (d->nodes.at[i].layer == 0)
            compose_below(c, list, d, i, said);
}
