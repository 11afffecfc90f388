#include "book/money.h"

#include "model/figure.h"
#include "model/funding.h"

enum { MILLION = 100000000 /* hundredths */, TENTH = MILLION / 10, HUNDREDTH = MILLION / 100 };

void sl_money_begin(sl_compose *c)
{
    c->currency = sl_funding_currency(c->s);
    c->in_millions = false;
    for (size_t i = 0; i < c->s->items.n && !c->in_millions; i++) {
        const sl_item *item = c->s->items.at[i];
        for (size_t k = 0; k < item->type->keys.n; k++) {
            const sl_key *key = &item->type->keys.at[k];
            const sl_yaml *y =
                key->money || key->funding ? sl_yaml_lookup_str(item->front, key->name) : NULL;
            int64_t sum;
            const sl_currency *currency;
            if (y && key->money && sl_funding_read(y, &sum, &currency) && sum >= MILLION)
                c->in_millions = true;
            SL_EACH (line, y && key->funding ? y : NULL)
                if (sl_funding_read(line, &sum, &currency) && sum >= MILLION)
                    c->in_millions = true;
        }
    }
}

static const sl_currency *currency_of(const sl_compose *c)
{
    return c->currency ? c->currency : sl_currency_lookup(SL_STR("GBP"));
}

sl_str sl_money_unit(sl_compose *c)
{
    const sl_currency *currency = currency_of(c);
    sl_str sign = sl_str_from(currency->sign[0] ? currency->sign : currency->code);
    return c->in_millions ? sl_compose_say(c, SL_SAY_MONEY_UNIT, SL_T("sign", sign)) : sign;
}

/* 1,234.5 */
static void push_grouped(sl_buf *out, int64_t whole)
{
    if (whole >= 1000) {
        push_grouped(out, whole / 1000);
        sl_buf_push_format(out, ",%03d", (int)(whole % 1000));
    } else {
        sl_buf_push_format(out, "%d", (int)whole);
    }
}

void sl_money_push(sl_buf *out, const sl_compose *c, int64_t hundredths)
{
    if (hundredths < 0) { /* one sum less another */
        sl_buf_push_z(out, "\u2212");
        hundredths = -hundredths;
    }
    if (!c->in_millions) {
        push_grouped(out, hundredths / 100);
        if (hundredths % 100)
            sl_buf_push_format(out, ".%02d", (int)(hundredths % 100));
        return;
    }
    bool small = hundredths < TENTH / 2;
    int64_t step = small ? HUNDREDTH : TENTH, parts = small ? 100 : 10;
    int64_t n = (hundredths + step / 2) / step;
    push_grouped(out, n / parts);
    sl_buf_push_format(out, ".%0*d", small ? 2 : 1, (int)(n % parts));
}

sl_node *sl_money_add_cell(sl_compose *c, sl_node *row, int64_t hundredths)
{
    sl_node *cell = sl_compose_cell(c, row, false);
    cell->align = SL_ALIGN_RIGHT;
    sl_buf b;
    sl_buf_init(&b);
    if (hundredths)
        sl_money_push(&b, c, hundredths);
    else
        sl_buf_push_z(&b, "\u2013"); /* nil */
    sl_compose_text(c, cell, sl_buf_take(&b, c->arena));
    return cell;
}

sl_str sl_money_text(sl_compose *c, int64_t hundredths)
{
    sl_buf b;
    sl_buf_init(&b);
    if (c->in_millions && hundredths >= TENTH / 2) {
        sl_str unit = sl_str_format(c->arena, "%s million", currency_of(c)->code);
        int64_t tenths = (hundredths + TENTH / 2) / TENTH;
        sl_dec value = tenths % 10 ? (sl_dec){tenths, 1} : (sl_dec){tenths / 10, 0};
        sl_figure_push(&b, c->phrases, value, unit, -1);
    } else {
        sl_funding_push(&b, c->phrases, hundredths, c->currency);
    }
    return sl_buf_take(&b, c->arena);
}

sl_str sl_money_asked_key(const sl_framework *f)
{
    for (size_t k = 0; f->group_type && k < f->group_type->keys.n; k++)
        if (f->group_type->keys.at[k].money)
            return f->group_type->keys.at[k].name;
    return SL_STR_NONE;
}

int64_t sl_money_of(const sl_item *item, sl_str key)
{
    int64_t sum = 0;
    const sl_currency *currency;
    const sl_yaml *y = key.n ? sl_yaml_lookup_str(item->front, key) : NULL;
    return y && sl_funding_read(y, &sum, &currency) ? sum : 0;
}
