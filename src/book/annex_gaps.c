#include "book/annex.h"

void sl_annex_compose_gaps(sl_compose *c, sl_node *to)
{
    for (size_t i = 0; i < c->s->gaps.n; i++) {
        const sl_gap *g = c->s->gaps.at[i];
        sl_node *section = sl_compose_section(c, to, SL_STR("gap"), g->id, g->question, 0);
        sl_node *head = sl_compose_add(c, section, SL_NODE_PARAGRAPH, "evidence-head");
        sl_compose_text(c, sl_compose_add(c, head, SL_NODE_STRONG, NULL), g->question);
        sl_compose_paragraph(
            c, section, "evidence-source",
            sl_str_format(c->arena, "%.*s%s%.*s. %.*s",
                          SL_FMT(c->options->codes ? g->id : SL_STR_NONE),
                          c->options->codes ? ", " : "",
                          SL_FMT(sl_compose_say(c, SL_SAY_GAP_STATE, SL_T("state", g->state))),
                          SL_FMT(g->asked)));
        sl_node *p = NULL;
        for (size_t k = 0; k < g->bears_on.n; k++) {
            if (!p) {
                p = sl_compose_add(c, section, SL_NODE_PARAGRAPH, "evidence-use");
                sl_compose_text(c, p, sl_compose_word(c, SL_SAY_GAP_BEARS_ON));
            } else {
                sl_compose_text(c, p, SL_STR(", "));
            }
            sl_compose_item_number(c, p, c->s->items.at[g->bears_on.at[k]]);
        }
    }
}
