#include "check/check.h"
#include "check/checking.h"
#include "model/reach.h"
#include "record/review.h"
#include "model/waiver.h"

static void report_suspect(const sl_strategy *s, const sl_edge *e, const sl_review *r, bool from)
{
    const sl_item *item = s->items.at[from || e->to_evidence ? e->from : e->to];
    sl_str changed = from ? sl_edge_target_id(s, e) : s->items.at[e->from]->id;
    sl_finding *f = sl_diag_add_as(s->diags, sl_waiver_severity(s, item, SL_E0230), SL_E0230,
                                   e->span, "%.*s was read against %.*s, which has changed since",
                                   SL_FMT(item->id), SL_FMT(changed));
    sl_diag_note_at(s->diags, f, r->span, "reviewed on %.*s by %.*s", SL_FMT(r->date),
                    SL_FMT(r->by));
    if (from && e->to_evidence)
        sl_reach_note(s, f, s->evidence.at[e->to]);
    sl_diag_help(s->diags, f, "read it again, then run: sightline review %.*s", SL_FMT(item->id));
}

void sl_check_reviews(const sl_strategy *s)
{
    if (!s->has_reviews)
        return;
    for (size_t i = 0; i < s->edges.n; i++) {
        const sl_edge *e = &s->edges.at[i];
        const sl_review *r = &s->reviews[i];
        const sl_item *item = s->items.at[e->from];
        if (r->from_suspect)
            report_suspect(s, e, r, true);
        if (r->to_suspect)
            report_suspect(s, e, r, false);
        if (r->stamped || (!e->role->suspect_from && !e->role->suspect_to))
            continue;
        sl_str to = sl_edge_target_id(s, e);
        sl_finding *f =
            sl_diag_add_as(s->diags, sl_waiver_severity(s, item, SL_E0231), SL_E0231, e->span,
                           "nobody has read %.*s against %.*s yet", SL_FMT(item->id), SL_FMT(to));
        sl_diag_help(s->diags, f, "read both, then run: sightline review %.*s", SL_FMT(item->id));
    }
}
