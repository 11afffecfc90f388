#include "export/plain.h"

#include "model/figure.h"

/* Appends the items that a mark names; false: it names none. */
static bool push_items(sl_buf *out, const sl_strategy *s, const sl_node *cite)
{
    size_t before = out->n;
    for (const sl_node *n = cite->first; n; n = n->next) {
        const sl_item *item = sl_strategy_lookup_item(s, n->id);
        if (item)
            sl_buf_push_format(out, "%s%.*s", out->n > before ? "; " : "", SL_FMT(item->title));
    }
    return out->n > before;
}

static void push_words(sl_buf *out, const sl_strategy *s, const sl_node *node)
{
    for (const sl_node *n = node->first; n; n = n->next) {
        const sl_evidence *e;
        switch ((int)n->kind) {
        case SL_NODE_TEXT:
        case SL_NODE_CODE:
            sl_buf_push_str(out, n->text);
            break;
        case SL_NODE_SOFT_BREAK:
        case SL_NODE_LINE_BREAK:
            sl_buf_push_char(out, ' ');
            break;
        case SL_NODE_VALUE:
            e = sl_strategy_lookup_evidence(s, n->id);
            if (e)
                sl_figure_push_value(out, s->phrases, e, n);
            break;
        case SL_NODE_CITE: /* what is left out takes the space before it along */
            if (!push_items(out, s, n) && out->n && out->p[out->n - 1] == ' ')
                out->n--;
            break;
        case SL_NODE_IMAGE:
        case SL_NODE_NOTE:
        case SL_NODE_NOTE_CALL:
            break;
        default:
            push_words(out, s, n);
        }
    }
}

void sl_plain_push_text(sl_buf *out, const sl_strategy *s, const sl_node *body)
{
    size_t before = out->n;
    for (const sl_node *n = body->first; n; n = sl_node_walk_blocks(body, n)) {
        bool words = n->first && sl_node_is_inline(n->first->kind);
        if (n->kind == SL_NODE_FOOTNOTE || (!words && n->kind != SL_NODE_CODE_BLOCK))
            continue;
        if (n->parent->kind == SL_NODE_FOOTNOTE)
            continue;
        if (out->n > before)
            sl_buf_push_char(out, '\n');
        if (words)
            push_words(out, s, n);
        else
            sl_buf_push_str(out, n->text);
    }
    while (out->n > before && strchr(" \n", out->p[out->n - 1]))
        out->n--;
}

void sl_plain_push_value(sl_buf *out, const sl_strategy *s, const sl_item *item, const sl_yaml *y)
{
    for (size_t i = 0; i < item->texts.n; i++)
        if (item->texts.at[i].yaml == y) {
            sl_plain_push_text(out, s, item->texts.at[i].body);
            return;
        }
    sl_buf_push_str(out, y->text);
}
