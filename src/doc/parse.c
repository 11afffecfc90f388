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
