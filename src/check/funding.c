#include "check/check.h"
#include "model/funding.h"
#include "model/waiver.h"

static void check_units(sl_strategy *s, const sl_item *item)
{
    SL_EACH (y, sl_funding_value(item, false)) {
        const sl_yaml *unit = sl_yaml_lookup(y, "unit");
        int64_t pence;
        if (!unit || sl_funding_read(y, &pence))
            continue;
        sl_finding *f = sl_diag_add(s->diags, SL_E0613, unit->span,
                                    "'%.*s' is no money that can be added up", SL_FMT(unit->text));
        sl_diag_help(s->diags, f, "write GBP, GBP thousand, GBP million or GBP billion");
    }
}

static void check_cost(sl_strategy *s, const sl_cost *one)
{
    if (!one->has_cost || one->funded == one->cost)
        return;
    bool over = one->funded > one->cost;
    sl_buf a, b;
    sl_buf_init(&a);
    sl_buf_init(&b);
    sl_funding_push(&a, one->funded);
    sl_funding_push(&b, one->cost);
    sl_code code = over ? SL_E0614 : SL_E0615;
    sl_finding *f = sl_diag_add_as(s->diags, sl_waiver_severity(s, one->item, code), code,
                                   one->span, "the funding of %.*s adds up to %s, its cost is %s",
                                   SL_FMT(one->item->id), a.p, b.p);
    sl_diag_help(s->diags, f,
                 over ? "put the cost or a line of the funding right"
                      : "name who would pay the rest, or leave it as a gap that is seen");
    sl_buf_done(&a);
    sl_buf_done(&b);
}

void sl_check_funding(sl_strategy *s)
{
    sl_arena *scratch = sl_arena_new();
    for (size_t i = 0; i < s->items.n; i++)
        check_units(s, s->items.at[i]);
    sl_funding all = sl_funding_gather(scratch, s);
    for (size_t i = 0; i < all.costs.n; i++)
        check_cost(s, &all.costs.at[i]);
    sl_arena_free(scratch);
}
