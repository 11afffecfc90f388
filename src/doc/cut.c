#include "doc/cut.h"

sl_span sl_cut_part_of(sl_span whole, sl_str text, size_t begin, size_t end)
{
    if (whole.end - whole.begin != text.n)
        return whole;
    return (sl_span){whole.file, whole.begin + (uint32_t)begin, whole.begin + (uint32_t)end};
}

void sl_cut_keep(sl_parse *p, sl_node *text, size_t begin, size_t end)
{
    sl_str source = sl_span_text(p->diags->sources, text->span);
    size_t from = sl_node_find_source(source, text->text, begin);
    size_t to = sl_node_find_source(source, text->text, end);
    if (from <= to && to <= source.n) { /* else its bytes are others: the whole is its place */
        text->span.end = text->span.begin + (uint32_t)to;
        text->span.begin += (uint32_t)from;
    }
    text->text = sl_str_slice(text->text, begin, end);
}

sl_node *sl_cut_text(sl_parse *p, sl_node *node, size_t at)
{
    sl_node *rest = sl_node_new(p->arena, SL_NODE_TEXT,
                                sl_cut_part_of(node->span, node->text, at, node->text.n));
    rest->text = sl_str_slice(node->text, at, node->text.n);
    node->span = sl_cut_part_of(node->span, node->text, 0, at);
    node->text = sl_str_slice(node->text, 0, at);
    if (node->next)
        sl_node_insert_before(node->next, rest);
    else
        sl_node_append(node->parent, rest);
    return rest;
}

void sl_cut_wrap(sl_parse *p, sl_node *n, size_t open, sl_node *last, size_t close,
                 size_t skip_open, size_t skip_close, sl_node *wrapper, sl_node *inner)
{
    sl_node *after = sl_cut_text(p, last, close + skip_close);
    last->span = sl_cut_part_of(last->span, last->text, 0, close); /* without the bracket */
    last->text.n = close;
    sl_node *body = sl_cut_text(p, n, open);
    sl_node *end = last == n ? body : last;
    body->span = sl_cut_part_of(body->span, body->text, skip_open, body->text.n);
    body->text = sl_str_slice(body->text, skip_open, body->text.n);
    sl_node_insert_before(body, wrapper);
    for (sl_node *child = body, *next; child != after; child = next) {
        next = child->next;
        bool stop = child == end;
        sl_node_unlink(child);
        sl_node_append(inner, child);
        if (stop)
            break;
    }
}
