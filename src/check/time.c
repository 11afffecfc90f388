/* Evidence that is out of date or replaced, and dates that do not follow each other. */
#include "base/assert.h"
#include "model/reach.h"
#include "model/waiver.h"
#include "sight/audit.h"
#include "check/checking.h"
#include "model/shelf.h"

/* --- evidence --- */

static void check_life(const sl_strategy *s, const sl_evidence *e)
{
    const sl_yaml *own = sl_yaml_lookup(e->yaml, "shelf-life");
    uint32_t months;
    if (own && !sl_shelf_parse(own->text, &months)) {
        sl_finding *f = sl_diag_add(s->diags, SL_E0111, own->span, "'shelf-life' must be a length");
        sl_diag_help(s->diags, f, "write 'n months', 'n years' or none");
    }
    const sl_yaml *old = sl_yaml_lookup(e->yaml, "supersedes");
    if (!old)
        return;
    const sl_evidence *other = sl_strategy_lookup_evidence(s, old->text);
    if (!other) {
        sl_strategy_report_dangling(s, old->text, old->span, true, false);
    } else if (other == e) {
        sl_finding *f = sl_diag_add(s->diags, SL_E0207, old->span,
                                    "'supersedes' leads back to %.*s", SL_FMT(e->id));
        sl_diag_help(s->diags, f, "name the entry whose place it takes");
    }
}

static void report_stale(const sl_strategy *s, const sl_evidence *e, sl_date since)
{
    sl_str day = sl_date_format(s->arena, since);
    sl_finding *f = sl_diag_add_as(
        s->diags, sl_framework_severity(s->framework, SL_E0234, SL_STR_NONE), SL_E0234, e->span,
        "%.*s has been out of date since %.*s", SL_FMT(e->id), SL_FMT(day));
    sl_reach_note(s, f, e);
    sl_diag_help(
        s->diags, f,
        "look for a newer figure; when there is none, say so with 'reviewed:' and the day");
}

/* Links to an entry whose place another has taken. */
static void report_superseded(const sl_strategy *s, const sl_evidence *old,
                              const sl_evidence *newer)
{
    for (size_t i = 0; i < old->in.n; i++) {
        const sl_edge *e = &s->edges.at[old->in.at[i]];
        const sl_item *item = s->items.at[e->from];
        sl_finding *f = sl_diag_add_as(s->diags, sl_waiver_severity(s, item, SL_E0235), SL_E0235,
                                       e->span, "%.*s rests on %.*s, which %.*s replaces",
                                       SL_FMT(item->id), SL_FMT(old->id), SL_FMT(newer->id));
        sl_diag_note_at(s->diags, f, newer->span, "%.*s", SL_FMT(newer->statement));
        sl_diag_help(s->diags, f, "rest it on %.*s, and mend what the text says",
                     SL_FMT(newer->id));
    }
}

void sl_check_age(const sl_strategy *s, const sl_audit *audit)
{
    for (size_t i = 0; i < s->evidence.n; i++) {
        const sl_evidence *e = s->evidence.at[i];
        const sl_backing *b = &audit->backings[i];
        check_life(s, e);
        if (b->superseded)
            report_superseded(s, e, s->evidence.at[b->newer]);
        if (b->stale && e->in.n)
            report_stale(s, e, b->stale_on);
    }
}

/* --- dates of items --- */

static bool read_date(const sl_item *item, sl_str key, const sl_yaml **at, sl_date *out)
{
    *at = sl_yaml_lookup_str(item->front, key);
    return *at && (*at)->kind == SL_YAML_SCALAR && sl_date_parse((*at)->text, out);
}

static void check_order(const sl_strategy *s, const sl_edge *e, const sl_in_time *rule)
{
    const sl_item *from = s->items.at[e->from], *to = s->items.at[e->to];
    const sl_yaml *first, *second;
    sl_date one, two;
    if (!read_date(from, rule->from, &first, &one) || !read_date(to, rule->to, &second, &two))
        return;
    /* A month or a year may mean any of its days. */
    if (rule->after ? sl_date_last_day(one) >= sl_date_days(two)
                    : sl_date_days(one) <= sl_date_last_day(two))
        return;
    sl_str day = sl_date_format(s->arena, one), other = sl_date_format(s->arena, two);
    sl_finding *f =
        sl_diag_add_as(s->diags, sl_waiver_severity(s, from, SL_E0237), SL_E0237, first->span,
                       "'%.*s' of %.*s is %.*s, %s '%.*s' of %.*s in %.*s", SL_FMT(rule->from),
                       SL_FMT(from->id), SL_FMT(day), rule->after ? "before" : "after",
                       SL_FMT(rule->to), SL_FMT(to->id), SL_FMT(other));
    sl_diag_note_at(s->diags, f, second->span, "%.*s", SL_FMT(other));
    sl_diag_help(s->diags, f, "move one of the two dates, or say why by waiving out-of-order");
}

void sl_check_dates(const sl_strategy *s)
{
    for (size_t i = 0; i < s->edges.n; i++) {
        const sl_edge *e = &s->edges.at[i];
        for (size_t k = 0; !e->to_evidence && k < e->role->in_time.n; k++)
            check_order(s, e, &e->role->in_time.at[k]);
    }
}
