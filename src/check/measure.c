/* Measures: figures that are overdue, and points of their course that were missed. */
#include "check/checking.h"
#include "model/measure.h"
#include "model/waiver.h"

static sl_str figure_of(const sl_strategy *s, const sl_measure *m, const sl_measure_point *p)
{
    sl_buf b;
    sl_buf_init(&b);
    sl_measure_push_point(&b, s->phrases, m, p);
    return sl_buf_take(&b, s->arena);
}

static void check_due(const sl_strategy *s, const sl_measure *m)
{
    if (!sl_measure_is_overdue(m, sl_date_days(s->as_of)))
        return;
    const sl_yaml *due = sl_yaml_lookup(m->yaml, "due");
    sl_finding *f = sl_diag_add_as(s->diags, sl_waiver_severity(s, m->item, SL_E0261), SL_E0261,
                                   due->span, "the next figure of %.*s was due by %.*s",
                                   SL_FMT(m->item->id), SL_FMT(sl_date_format(s->arena, m->due)));
    const sl_measure_point *latest = sl_measure_latest(m);
    if (latest)
        sl_diag_note_at(s->diags, f, latest->span, "the last one is %.*s",
                        SL_FMT(figure_of(s, m, latest)));
    sl_diag_help(s->diags, f, "add it to 'actuals', and say under 'due' when the next one comes");
}

static void check_milestone(const sl_strategy *s, const sl_measure *m)
{
    const sl_measure_point *passed = sl_measure_passed(m, sl_date_days(s->as_of));
    const sl_measure_point *latest = sl_measure_latest(m);
    if (!passed || !latest || latest->day < passed->day ||
        sl_measure_reaches(m, latest->value, passed->value))
        return;
    sl_finding *f =
        sl_diag_add_as(s->diags, sl_waiver_severity(s, m->item, SL_E0262), SL_E0262, passed->span,
                       "%.*s was to have %.*s, and has %.*s", SL_FMT(m->item->id),
                       SL_FMT(figure_of(s, m, passed)), SL_FMT(figure_of(s, m, latest)));
    sl_diag_note_at(s->diags, f, latest->span, "measured here");
    sl_diag_help(s->diags, f,
                 "say in the text why, and what follows; a new course is a new path or target");
}

void sl_check_measures(const sl_strategy *s)
{
    for (size_t i = 0; i < s->items.n; i++)
        for (size_t k = 0; k < s->items.at[i]->measures.n; k++) {
            check_due(s, s->items.at[i]->measures.at[k]);
            check_milestone(s, s->items.at[i]->measures.at[k]);
        }
}
