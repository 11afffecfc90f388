#include "check/check.h"
#include "model/funding.h"
#include "model/waiver.h"

/* A framework may ask for costs alone. */
static bool may_say_funding(const sl_type *t)
{
    for (size_t i = 0; i < t->keys.n; i++)
        if (t->keys.at[i].funding)
            return true;
    return false;
}

static void check_cost(const sl_strategy *s, const sl_cost *one, const sl_currency *currency)
{
    if (!one->has_cost || one->funded == one->cost || !may_say_funding(one->item->type))
        return;
    bool over = one->funded > one->cost;
    sl_buf a, b;
    sl_buf_init(&a);
    sl_buf_init(&b);
    sl_funding_push(&a, s->phrases, one->funded, currency);
    sl_funding_push(&b, s->phrases, one->cost, currency);
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

/* More financial years than a table has columns for. */
static void check_years(const sl_strategy *s, const sl_funding *all)
{
    uint32_t years[SL_FUNDING_MOST_YEARS];
    size_t n = 0;
    for (size_t i = 0; i < all->lines.n; i++) {
        const sl_fund_line *l = &all->lines.at[i];
        bool known = l->year == 0;
        for (size_t k = 0; k < n; k++)
            known = known || years[k] == l->year;
        if (known)
            continue;
        if (n == SL_COUNT(years)) {
            sl_finding *f =
                sl_diag_add(s->diags, SL_E0147, l->span, "funding in more than %d financial years",
                            SL_FUNDING_MOST_YEARS);
            sl_diag_help(s->diags, f, "put what is far away into one line without a year");
            return;
        }
        years[n++] = l->year;
    }
}

void sl_check_funding(const sl_strategy *s)
{
    sl_arena *scratch = sl_arena_new();
    sl_funding all = sl_funding_gather(scratch, s);
    check_years(s, &all);
    for (size_t i = 0; i < all.costs.n; i++)
        check_cost(s, &all.costs.at[i], all.currency);
    sl_arena_free(scratch);
}
