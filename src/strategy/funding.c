#include "strategy/funding.h"

#include "strategy/checking.h"
#include "strategy/number.h"

bool sl_funding_read(const sl_yaml *y, int64_t *out)
{
    sl_dec amount;
    sl_str unit = sl_yaml_text(y, "unit");
    if (!sl_str_starts(unit, "GBP") || !sl_dec_parse(sl_yaml_text(y, "amount"), &amount))
        return false;
    sl_number n = sl_number_of(amount, unit);
    return sl_number_pence(&n, out);
}

static const sl_key *key_of(const sl_type *t, bool cost)
{
    for (size_t i = 0; i < t->keys.n; i++)
        if (cost ? t->keys.at[i].cost : t->keys.at[i].funding)
            return &t->keys.at[i];
    return NULL;
}

static const sl_yaml *value_of(const sl_item *item, bool cost)
{
    const sl_key *key = key_of(item->type, cost);
    return key ? sl_yaml_lookup_str(item->front, key->name) : NULL;
}

sl_funding sl_funding_gather(sl_arena *a, const sl_strategy *s)
{
    sl_funding all = {0};
    for (size_t i = 0; i < s->items.n; i++) {
        const sl_item *item = s->items.at[i];
        const sl_yaml *cost = value_of(item, true), *lines = value_of(item, false);
        sl_cost one = {.item = item};
        one.has_cost = cost && sl_funding_read(cost, &one.cost);
        if (one.has_cost)
            one.span = cost->span;
        SL_EACH (y, lines) {
            sl_fund_line line = {.item = item, .fund = sl_yaml_text(y, "fund"), .span = y->span};
            line.state = sl_yaml_text(y, "state");
            line.match = sl_yaml_bool(y, "match", false);
            sl_num_parse(sl_yaml_text(y, "year"), &line.year);
            if (!sl_funding_read(y, &line.pence))
                continue;
            if (!one.span.file)
                one.span = line.span;
            one.funded += line.pence;
            SL_PUSH(a, all.lines, line);
        }
        if (one.has_cost || one.funded)
            SL_PUSH(a, all.costs, one);
    }
    return all;
}

void sl_funding_push(sl_buf *out, int64_t pence)
{
    sl_dec pounds = {pence, 2};
    sl_buf_push_z(out, "£");
    sl_buf_push_dec(out, pence % 100 ? pounds : sl_dec_scale(pounds, 0));
}

static void check_units(sl_strategy *s, const sl_item *item)
{
    SL_EACH (y, value_of(item, false)) {
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
    sl_finding *f = sl_diag_add_as(s->diags, sl_check_severity(s, one->item, code), code, one->span,
                                   "the funding of %.*s adds up to %s, its cost is %s",
                                   SL_FMT(one->item->id), a.p, b.p);
    sl_diag_help(s->diags, f,
                 over ? "put the cost or a line of the funding right"
                      : "name who would pay the rest, or leave it as a gap that is seen");
    sl_buf_done(&a);
    sl_buf_done(&b);
}

void sl_funding_check(sl_strategy *s)
{
    sl_arena *scratch = sl_arena_new();
    for (size_t i = 0; i < s->items.n; i++)
        check_units(s, s->items.at[i]);
    sl_funding all = sl_funding_gather(scratch, s);
    for (size_t i = 0; i < all.costs.n; i++)
        check_cost(s, &all.costs.at[i]);
    sl_arena_free(scratch);
}
