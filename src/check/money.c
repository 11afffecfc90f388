/* Money that does not add up: offers that do not cover what they stand beside. */
#include "check/checking.h"
#include "model/figure.h"
#include "model/number.h"
#include "model/waiver.h"

static bool read_money(const sl_yaml *y, sl_number *out)
{
    sl_dec amount;
    if (!y || y->kind != SL_YAML_MAP || !sl_dec_parse(sl_yaml_text(y, "amount"), &amount))
        return false;
    *out = sl_number_of(amount, sl_yaml_text(y, "unit"));
    return true;
}

static int64_t pence(const sl_number *n)
{
    int64_t v;
    return sl_number_pence(n, &v) ? v : INT64_MAX / 1000;
}

static void push_pence(sl_buf *b, const sl_phrases *p, int64_t v)
{
    if (v >= 100000000)
        sl_figure_push(b, p, (sl_dec){v, 8}, SL_STR("GBP million"), -1);
    else
        sl_figure_push(b, p, (sl_dec){v, 2}, SL_STR("GBP"), -1);
}

static void check_cover(const sl_strategy *s, const sl_item *item, const sl_role *role)
{
    const sl_covers *rule = &role->covers;
    const sl_yaml *y = sl_yaml_lookup_str(item->front, rule->from);
    sl_number sum, one;
    if (!read_money(y, &sum))
        return;
    int64_t offered = 0, all = pence(&sum);
    int64_t wanted = all / 100 * rule->share + (all % 100 * rule->share + 99) / 100;
    for (size_t i = 0; i < item->out.n; i++) {
        const sl_edge *e = &s->edges.at[item->out.at[i]];
        if (e->role != role || e->to_evidence ||
            !read_money(sl_yaml_lookup_str(s->items.at[e->to]->front, rule->to), &one))
            continue;
        offered += pence(&one);
    }
    if (offered >= wanted)
        return;
    sl_buf has, wants;
    sl_buf_init(&has);
    sl_buf_init(&wants);
    push_pence(&has, s->phrases, offered);
    push_pence(&wants, s->phrases, wanted);
    sl_finding *f =
        sl_diag_add_as(s->diags, sl_waiver_severity(s, item, SL_E0238), SL_E0238, y->span,
                       "what stands under '%.*s' adds up to %s of the %s that %.*s needs",
                       SL_FMT(role->name), has.p, wants.p, SL_FMT(item->id));
    sl_diag_help(s->diags, f, "the framework asks that they cover %u%% of '%.*s'", rule->share,
                 SL_FMT(rule->from));
    sl_buf_done(&has);
    sl_buf_done(&wants);
}

void sl_check_money(const sl_strategy *s)
{
    for (size_t r = 0; r < s->framework->roles.n; r++) {
        const sl_role *role = s->framework->roles.at[r];
        for (size_t i = 0; role->covers.from.n && i < s->items.n; i++)
            if (role->from[s->items.at[i]->type->index])
                check_cover(s, s->items.at[i], role);
    }
}
