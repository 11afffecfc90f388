#include "model/funding.h"

#include "model/number.h"

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

const sl_yaml *sl_funding_value(const sl_item *item, bool cost)
{
    const sl_key *key = key_of(item->type, cost);
    return key ? sl_yaml_lookup_str(item->front, key->name) : NULL;
}

sl_funding sl_funding_gather(sl_arena *a, const sl_strategy *s)
{
    sl_funding all = {0};
    for (size_t i = 0; i < s->items.n; i++) {
        const sl_item *item = s->items.at[i];
        const sl_yaml *cost = sl_funding_value(item, true), *lines = sl_funding_value(item, false);
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
