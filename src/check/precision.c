/* One figure of the register that is typed as finely in one place and less so in another. */
#include "check/precision.h"

#include "model/waiver.h"

/* Whether the two are one figure at two precisions: of one kind, and the finer one rounds to the
 * other. Small whole numbers are counts, and never rounded. */
static bool is_rounded(const sl_number *coarse, const sl_number *fine)
{
    return coarse->exponent > fine->exponent && sl_number_agrees(coarse, fine) &&
           !sl_number_agrees(fine, coarse);
}

void sl_precision_check(const sl_strategy *s, const sl_item *item, sl_precision *seen,
                        sl_precise one)
{
    for (size_t i = 0; i < seen->said.n; i++) {
        const sl_precise *before = &seen->said.at[i], *typed = one.is_bound ? before : &one;
        const sl_precise *other = one.is_bound ? &one : before;
        bool coarser = is_rounded(&typed->number, &other->number);
        if (typed->is_bound || (!coarser && !is_rounded(&other->number, &typed->number)))
            continue;
        sl_finding *f =
            sl_diag_add_as(s->diags, sl_waiver_severity(s, item, SL_E0241), SL_E0241, typed->span,
                           "'%.*s' has %s digits than the same figure elsewhere",
                           SL_FMT(typed->text), coarser ? "fewer" : "more");
        sl_diag_note_at(s->diags, f, other->span, "here it is '%.*s'", SL_FMT(other->text));
        sl_diag_help(s->diags, f,
                     "print it with [=ID] in both places, or write it with the same digits");
        return;
    }
    SL_PUSH(s->arena, seen->said, one);
}
