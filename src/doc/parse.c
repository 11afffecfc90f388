#include "doc/parse.h"

#include "base/limits.h"

void sl_parse_report_depth(sl_parse *p, sl_span span)
{
    if (p->depth_reported)
        return;
    p->depth_reported = true;
    sl_finding *f =
        sl_diag_add(p->diags, SL_E0115, span, "nested too deeply; what is inside is left out");
    sl_diag_help(p->diags, f, "quotations, lists and emphasis may lie %d deep",
                 SL_LIMIT_NODE_DEPTH - 4);
}

bool sl_parse_count_node(sl_parse *p, sl_span span)
{
    if (++p->count->nodes <= SL_LIMIT_NODES)
        return true;
    if (p->count->reported)
        return false;
    p->count->reported = true;
    sl_finding *f = sl_diag_add(p->diags, SL_E0171, span,
                                "the text has too many parts; what follows is left out");
    sl_diag_help(p->diags, f,
                 "a text may hold %u lines, marks, cells and paragraphs: divide it into "
                 "several items, or join its short lines",
                 SL_LIMIT_NODES);
    return false;
}
