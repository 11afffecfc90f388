#include "check/check.h"
#include "model/files.h"
#include "record/matter.h"

static void check_gate(const sl_strategy *s, const sl_gate *g)
{
    sl_gate_state state = sl_gate_state_of(s, g);
    bool counts = state == SL_GATE_MISSED || state == SL_GATE_DUE || state == SL_GATE_AHEAD;
    sl_lacks lacks = {0};
    if (counts)
        lacks = sl_gate_find_lacks(s->arena, sl_phrases_lookup(SL_STR("en")), s, g, true);
    sl_str day = sl_date_format(s->arena, g->date);
    sl_code code = state == SL_GATE_MISSED           ? SL_E0602
                   : state == SL_GATE_DUE && lacks.n ? SL_E0603
                                                     : SL_E0604;
    const char *how[] = {[SL_GATE_AHEAD] = "is ahead",
                         [SL_GATE_DUE] = "is due",
                         [SL_GATE_PASSED] = "was passed",
                         [SL_GATE_MISSED] = "was missed",
                         [SL_GATE_UNKNOWN] = "is past, and the record does not say how it ended"};
    sl_finding *f = sl_diag_add(s->diags, code, g->span, "the gate '%.*s' (%.*s, %.*s) %s",
                                SL_FMT(g->title), SL_FMT(g->board), SL_FMT(day), how[state]);
    for (size_t i = 0; f && i < lacks.n; i++)
        sl_diag_note_at(s->diags, f, g->span, "it lacks: %.*s", SL_FMT(lacks.at[i]));
    static const char *const helps[] = {
        [SL_GATE_AHEAD] = "do what it lacks before that day, then write its outcome",
        [SL_GATE_DUE] = "do what it lacks before that day, then write its outcome",
        [SL_GATE_PASSED] = "nothing is to be done: its outcome stands",
        [SL_GATE_MISSED] = "write its outcome, or a new date",
        [SL_GATE_UNKNOWN] = "write passed or not passed when a source for it is found"};
    sl_diag_help(s->diags, f, "%s", helps[state]);
}

static void check_response(const sl_strategy *s, const sl_response *r)
{
    if (sl_response_is_open(r)) {
        sl_diag_help(s->diags,
                     sl_diag_add(s->diags, SL_E0605, r->span, "the response %.*s is not decided",
                                 SL_FMT(r->id)),
                     "write its decision, and what was done about it");
        return;
    }
    bool accepted =
        sl_str_equal_z(r->decision, "accepted") || sl_str_equal_z(r->decision, "partly accepted");
    if (!accepted || !r->has_before || !r->items.n || sl_response_changed_text(s, r))
        return;
    const sl_item *item = s->items.at[r->items.at[0]];
    sl_finding *f = sl_diag_add(s->diags, SL_E0606, r->span,
                                "the response is %.*s, but the text of %.*s is what it was",
                                SL_FMT(r->decision), SL_FMT(item->id));
    sl_diag_note_at(s->diags, f, item->span, "this item");
    sl_diag_help(s->diags, f, "change the text as was promised, or write decision: no change");
}

static void check_talk(const sl_strategy *s, const sl_talk *t)
{
    if (!t->has_wording || t->holds)
        return;
    const sl_item *item = s->items.at[t->item];
    sl_finding *f = sl_diag_add(s->diags, SL_E0607, t->span,
                                "the text of %.*s is no longer the wording agreed with %.*s",
                                SL_FMT(item->id), SL_FMT(t->with));
    sl_diag_note_at(s->diags, f, item->span, "this item");
    sl_diag_help(
        s->diags, f,
        "agree the new wording and write its fingerprint and day, or go back to the old one");
}

static bool is_owner(const sl_strategy *s, sl_str body)
{
    SL_EACH (owner, sl_signoff_bodies(s))
        if (sl_str_equal(owner->text, body))
            return true;
    return false;
}

static void check_signature(const sl_strategy *s, const sl_signature *one)
{
    const sl_signature *newest = NULL;
    if (!is_owner(s, one->body)) {
        sl_finding *f = sl_diag_add(s->diags, SL_E0608, one->span,
                                    "'%.*s' is not one of the bodies that sign", SL_FMT(one->body));
        sl_str owners[32];
        size_t n = 0;
        SL_EACH (owner, sl_signoff_bodies(s))
            if (n < SL_COUNT(owners))
                owners[n++] = owner->text;
        if (!sl_diag_suggest(s->diags, f, one->body, owners, n))
            sl_diag_help(s->diags, f,
                         "they are listed under 'sign-off' (or 'owners') in strategy.yaml");
    } else if (sl_signoff_of(s, one->body, &newest) == SL_SIGNING_STALE && newest == one) {
        sl_finding *f =
            sl_diag_add(s->diags, SL_E0609, one->span,
                        "the content has changed since %.*s signed it", SL_FMT(one->body));
        sl_diag_help(s->diags, f, "have this text signed: its digest is %.*s",
                     SL_FMT(sl_strategy_digest(s)));
    }
}

static void check_final(const sl_strategy *s)
{
    const sl_yaml *status = sl_yaml_lookup(s->config, "status");
    if (!status || !sl_str_equal_z(status->text, "final"))
        return;
    SL_EACH (owner, sl_signoff_bodies(s)) {
        if (sl_signoff_of(s, owner->text, NULL) == SL_SIGNING_VALID)
            continue;
        sl_finding *f =
            sl_diag_add(s->diags, SL_E0610, status->span,
                        "the strategy is not final: it is not signed by %.*s", SL_FMT(owner->text));
        sl_diag_note_at(s->diags, f, owner->span, "it must sign");
        sl_diag_help(s->diags, f,
                     "add its signature of the digest %.*s to signoff.yaml, or write status: draft",
                     SL_FMT(sl_strategy_digest(s)));
    }
}

/* --- engagement --- */

static void check_partners(const sl_strategy *s)
{
    const sl_record *r = s->record;
    for (uint32_t p = 0; p < r->partners.n && r->events.n; p++) {
        bool asked = false;
        for (size_t e = 0; e < r->events.n && !asked; e++)
            for (size_t k = 0; k < r->events.at[e].partners.n; k++)
                asked = asked || r->events.at[e].partners.at[k] == p;
        if (asked)
            continue;
        sl_finding *f =
            sl_diag_add(s->diags, SL_E0611, r->partners.at[p].span,
                        "no event of the calendar asks %.*s", SL_FMT(r->partners.at[p].name));
        sl_diag_help(s->diags, f, "name it in an event's partners, or say why not in its note");
    }
}

static void check_days(const sl_strategy *s)
{
    for (size_t i = 0; i < s->record->stages.n; i++) {
        const sl_stage *stage = &s->record->stages.at[i];
        if (sl_date_last_day(stage->to) >= sl_date_days(stage->from))
            continue;
        sl_diag_help(
            s->diags,
            sl_diag_add(s->diags, SL_E0612, stage->span, "the stage ends before it begins"),
            "put 'from' and 'to' right");
    }
    for (size_t i = 0; i < s->record->events.n; i++) {
        const sl_event *e = &s->record->events.at[i];
        if (sl_date_days(e->to) >= sl_date_days(e->from))
            continue;
        sl_diag_help(s->diags,
                     sl_diag_add(s->diags, SL_E0612, e->span, "the event ends before it begins"),
                     "put 'date' and 'until' right");
    }
}

static void check_annexes(const sl_strategy *s, const sl_yaml *annexes)
{
    SL_EACH (one, annexes) {
        const char *lacks = sl_annex_lacks(s, one->text);
        if (!lacks || sl_str_equal_z(one->text, "gaps")) /* to have none is no lack */
            continue;
        sl_finding *f = sl_diag_add(s->diags, SL_E0799, one->span,
                                    "the annex '%.*s' is left out: %s", SL_FMT(one->text), lacks);
        sl_diag_help(s->diags, f, "take it out of 'annexes', or leave it there for later");
    }
}

void sl_check_record(const sl_strategy *s)
{
    const sl_record *r = s->record;
    for (size_t i = 0; i < r->gates.n; i++)
        check_gate(s, &r->gates.at[i]);
    for (size_t i = 0; i < r->responses.n; i++)
        check_response(s, &r->responses.at[i]);
    for (size_t i = 0; i < r->talks.n; i++)
        check_talk(s, &r->talks.at[i]);
    for (size_t i = 0; i < r->signatures.n; i++)
        check_signature(s, &r->signatures.at[i]);
    check_final(s);
    if (r->neighbours.n > 31 && r->alignments.n) {
        sl_finding *f = sl_diag_add(s->diags, SL_E0239, r->neighbours.at[31].span,
                                    "the matrix of %zu strategies is too wide and is left out",
                                    r->neighbours.n);
        sl_diag_help(s->diags, f, "keep the 31 that matter most; all are listed either way");
    }
    check_partners(s);
    check_days(s);
    const sl_yaml *annexes = sl_yaml_lookup(s->config, "annexes");
    check_annexes(s, annexes);
    for (size_t i = 0; i < s->documents.n; i++)
        if (s->documents.at[i].annexes != annexes)
            check_annexes(s, s->documents.at[i].annexes);
}
