#include "model/funding.h"

#include "model/figure.h"
#include "model/number.h"

bool sl_funding_read(const sl_yaml *y, int64_t *out, const sl_currency **currency)
{
    sl_dec amount;
    sl_str unit = sl_yaml_text(y, "unit");
    sl_unit u = sl_unit_of(unit);
    if (u.kind != SL_UNIT_MONEY || !sl_dec_parse(sl_yaml_text(y, "amount"), &amount) ||
        amount.mantissa < 0)
        return false;
    *currency = u.currency;
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

static const sl_currency *currency_of(const sl_yaml *money)
{
    int64_t amount;
    const sl_currency *c = NULL;
    return money && sl_funding_read(money, &amount, &c) ? c : NULL;
}

const sl_currency *sl_funding_currency(const sl_strategy *s)
{
    for (size_t i = 0; i < s->items.n; i++) {
        const sl_item *item = s->items.at[i];
        for (size_t k = 0; k < item->type->keys.n; k++) {
            const sl_key *key = &item->type->keys.at[k];
            const sl_yaml *y =
                key->money || key->funding ? sl_yaml_lookup_str(item->front, key->name) : NULL;
            const sl_currency *c = y && key->money ? currency_of(y) : NULL;
            SL_EACH (line, y && key->funding ? y : NULL)
                c = c ? c : currency_of(line);
            if (c)
                return c;
        }
    }
    return NULL;
}

bool sl_fund_is_secured(const sl_fund_line *line)
{
    return sl_str_equal_z(line->state, "agreed") || sl_str_equal_z(line->state, "spent");
}

sl_funding sl_funding_gather(sl_arena *a, const sl_strategy *s)
{
    sl_funding all = {.currency = sl_funding_currency(s)};
    for (size_t i = 0; i < s->items.n; i++) {
        const sl_item *item = s->items.at[i];
        const sl_yaml *cost = sl_funding_value(item, true), *lines = sl_funding_value(item, false);
        sl_cost one = {.item = item};
        const sl_currency *currency;
        one.has_cost = cost && sl_funding_read(cost, &one.cost, &currency);
        if (one.has_cost)
            one.span = cost->span;
        SL_EACH (y, lines) {
            sl_fund_line line = {.item = item, .fund = sl_yaml_text(y, "fund"), .span = y->span};
            line.state = sl_yaml_text(y, "state");
            line.match = sl_yaml_bool(y, "match", false);
            sl_num_parse(sl_yaml_text(y, "year"), &line.year);
            if (!sl_funding_read(y, &line.pence, &line.currency))
                continue;
            if (!one.span.file)
                one.span = line.span;
            one.funded += line.pence;
            if (sl_fund_is_secured(&line))
                one.secured += line.pence;
            else
                one.sought += line.pence;
            SL_PUSH(a, all.lines, line);
        }
        if (one.has_cost || one.funded)
            SL_PUSH(a, all.costs, one);
    }
    return all;
}

void sl_funding_push(sl_buf *out, const sl_phrases *p, int64_t pence, const sl_currency *currency)
{
    const sl_currency *c = currency ? currency : sl_currency_lookup(SL_STR("GBP"));
    sl_str unit = sl_str_from(c->code);
    sl_figure_push(out, p, (sl_dec){pence, 2}, unit, pence % 100 ? 2 : 0);
}
