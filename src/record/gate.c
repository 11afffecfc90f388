#include "base/assert.h"
#include "record/record.h"

enum { DUE_DAYS = 60 };

/* --- gates --- */

sl_gate_state sl_gate_state_of(const sl_strategy *s, const sl_gate *g)
{
    int32_t today = sl_date_days(s->as_of), day = sl_date_last_day(g->date);
    switch (g->outcome) {
    case SL_OUTCOME_AHEAD:
        return today > day ? SL_GATE_MISSED : today + DUE_DAYS >= day ? SL_GATE_DUE : SL_GATE_AHEAD;
    case SL_OUTCOME_PASSED:
        return today < sl_date_days(g->date) ? SL_GATE_AHEAD : SL_GATE_PASSED;
    case SL_OUTCOME_NOT_PASSED:
        return today < sl_date_days(g->date) ? SL_GATE_AHEAD : SL_GATE_MISSED;
    case SL_OUTCOME_NOT_RECORDED:
        return today < sl_date_days(g->date) ? SL_GATE_AHEAD : SL_GATE_UNKNOWN;
    }
    SL_NEVER("outcome");
}

const char *sl_gate_state_name(sl_gate_state state)
{
    static const char *const names[] = {[SL_GATE_AHEAD] = "ahead",
                                        [SL_GATE_DUE] = "due",
                                        [SL_GATE_PASSED] = "passed",
                                        [SL_GATE_MISSED] = "missed",
                                        [SL_GATE_UNKNOWN] = "not recorded"};
    return names[state];
}

const sl_gate *sl_gate_next(const sl_strategy *s)
{
    const sl_gate *next = NULL;
    for (size_t i = 0; i < s->record->gates.n; i++) {
        const sl_gate *g = &s->record->gates.at[i];
        sl_gate_state state = sl_gate_state_of(s, g);
        bool waits = state == SL_GATE_AHEAD || state == SL_GATE_DUE;
        if (waits && (!next || sl_date_days(g->date) < sl_date_days(next->date)))
            next = g;
    }
    return next;
}

static bool is_in_states(const sl_item *item, const sl_yaml *states)
{
    SL_EACH (one, states)
        if (sl_str_equal(one->text, item->state))
            return true;
    return false;
}

/* "‘agreed’ or ‘put to Government’" */
static sl_str name_states(sl_arena *a, const sl_phrases *p, const sl_yaml *states)
{
    SL_VEC(sl_str) names = {0};
    SL_EACH (one, states)
        SL_PUSH(a, names, sl_str_format(a, "‘%.*s’", SL_FMT(one->text)));
    return sl_say_list(p, a, names.at, names.n, true);
}

/* "Asks: 3 of 17 have still to come to ‘agreed’ or ‘put to Government’: ASK-1, ASK-2, ASK-3"; which
 * they are goes without saying where it is all of them. */
static sl_str lack_of_states(sl_arena *a, const sl_phrases *p, const sl_strategy *s,
                             const sl_demand *d, bool codes)
{
    enum { SHOWN = 4 };
    size_t all = 0, short_of = 0;
    sl_buf names;
    sl_buf_init(&names);
    for (size_t i = 0; i < s->items.n; i++) {
        const sl_item *item = s->items.at[i];
        if (item->type != d->type)
            continue;
        all++;
        if (is_in_states(item, d->states))
            continue;
        if (short_of++ < SHOWN)
            sl_buf_push_format(&names, "%s%.*s", names.n ? ", " : "", SL_FMT(item->id));
    }
    sl_str ids = sl_buf_take(&names, a);
    if (!short_of)
        return SL_STR_NONE;
    bool every = short_of == all;
    ids = codes && !every ? ids : SL_STR_NONE;
    return sl_say(p, a, SL_SAY_LACK_STATES, SL_T("items", d->type->plural), SL_N("short", short_of),
                  SL_N("all", all), SL_T("states", name_states(a, p, d->states)), SL_T("ids", ids),
                  SL_T("every", every ? SL_STR("yes") : SL_STR_NONE),
                  SL_T("more", short_of > SHOWN ? SL_STR("yes") : SL_STR_NONE));
}

static void push_lack(sl_arena *a, sl_lacks *lacks, sl_str one)
{
    if (one.n)
        SL_PUSH(a, *lacks, one);
}

sl_lacks sl_gate_find_lacks(sl_arena *a, const sl_phrases *p, const sl_strategy *s,
                            const sl_gate *g, bool codes)
{
    sl_lacks lacks = {0};
    for (size_t i = 0; i < g->demands.n; i++) {
        const sl_demand *d = &g->demands.at[i];
        if (d->type && d->states)
            push_lack(a, &lacks, lack_of_states(a, p, s, d, codes));
        size_t open = d->decided ? sl_record_count_open_responses(s) : 0;
        if (open)
            push_lack(a, &lacks, sl_say(p, a, SL_SAY_LACK_RESPONSES, SL_N("n", open)));
        size_t gaps = d->has_most_gaps ? sl_strategy_count_open_gaps(s) : 0;
        if (gaps > d->most_gaps)
            push_lack(a, &lacks,
                      sl_say(p, a, SL_SAY_LACK_GAPS, SL_N("n", gaps), SL_N("most", d->most_gaps)));
        SL_EACH (owner, d->signed_off ? sl_signoff_bodies(s) : NULL)
            if (sl_signoff_of(s, owner->text, NULL) != SL_SIGNING_VALID)
                push_lack(a, &lacks,
                          sl_say(p, a, SL_SAY_LACK_SIGNATURE, SL_T("body", owner->text)));
    }
    return lacks;
}
