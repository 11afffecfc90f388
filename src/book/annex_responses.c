/* You said, we did: every response with what came of it, and the same beside each item. */
#include "book/annex.h"
#include "record/record.h"

/* Who said it: a body only where it agreed to be named. */
static sl_str who(const sl_record *r, const sl_response *one)
{
    return !one->is_anonymous && one->partner ? r->partners.at[one->partner - 1].name : one->by;
}

static sl_str proof_of(const sl_compose *c, const sl_response *one)
{
    if (sl_response_is_open(one) || !one->has_before)
        return SL_STR_NONE;
    return sl_response_changed_text(c->s, one) ? sl_compose_word(c, SL_SAY_RESPONSE_TEXT_CHANGED)
                                               : sl_compose_word(c, SL_SAY_RESPONSE_TEXT_SAME);
}

void sl_annex_add_responses(sl_compose *c, sl_node *to, sl_str id, sl_str title)
{
    static const sl_say_id titles[] = {SL_SAY_WHO_AND_WHEN, SL_SAY_YOU_SAID, SL_SAY_WE_DID,
                                       SL_SAY_RESPONSE_ON};
    const sl_record *r = c->s->record;
    sl_node *table = sl_compose_captioned(c, to, id, title, titles, 4);
    for (size_t i = 0; i < r->responses.n; i++) {
        const sl_response *one = &r->responses.at[i];
        sl_node *row = sl_compose_row(c, table);
        sl_compose_text(c, sl_compose_cell(c, row, true),
                        sl_str_format(c->arena, "%.*s, %.*s", SL_FMT(who(r, one)),
                                      SL_FMT(sl_compose_date(c, one->date))));
        sl_node *said = sl_compose_cell_text(c, row, one->said);
        sl_compose_evidence_links(c, said, one->evidence.at, one->evidence.n);
        if (one->illustrative.n)
            sl_compose_text(c, said, sl_str_format(c->arena, " (%.*s)", SL_FMT(one->illustrative)));
        sl_node *did = sl_compose_cell(c, row, false);
        sl_compose_text(c, sl_compose_add(c, did, SL_NODE_STRONG, NULL),
                        one->decision.n
                            ? sl_compose_say(c, SL_SAY_DECISION, SL_T("decision", one->decision))
                            : sl_compose_word(c, SL_SAY_NOT_DECIDED));
        sl_compose_text(
            c, did,
            sl_str_format(c->arena, ". %.*s %.*s", SL_FMT(one->done), SL_FMT(proof_of(c, one))));
        sl_compose_item_links(c, sl_compose_cell(c, row, false), one->items.at, one->items.n);
    }
}

void sl_annex_compose_responses(sl_compose *c, sl_node *to)
{
    const sl_record *r = c->s->record;
    size_t open = sl_record_count_open_responses(c->s);
    sl_compose_paragraph(c, to, NULL,
                         sl_compose_say(c, SL_SAY_RESPONSES_COUNT, SL_N("n", r->responses.n),
                                        SL_T("some", open ? SL_STR("yes") : SL_STR_NONE),
                                        SL_N("open", open)));
    sl_annex_add_responses(c, to, SL_STR("annex-responses-table"),
                           sl_compose_word(c, SL_SAY_RESPONSES));
}

void sl_annex_compose_item_responses(sl_compose *c, sl_node *to, const sl_item *item)
{
    const sl_record *r = c->s->record;
    for (size_t i = 0; i < r->responses.n; i++) {
        const sl_response *one = &r->responses.at[i];
        bool about = false;
        for (size_t k = 0; k < one->items.n; k++)
            about = about || one->items.at[k] == item->index;
        if (!about)
            continue;
        sl_node *p = sl_compose_add(c, to, SL_NODE_PARAGRAPH, "response");
        sl_compose_text(c, sl_compose_add(c, p, SL_NODE_STRONG, NULL),
                        sl_compose_word(c, SL_SAY_YOU_SAID_LEAD));
        sl_compose_text(c, p, sl_str_format(c->arena, "%.*s ", SL_FMT(one->said)));
        sl_compose_text(c, sl_compose_add(c, p, SL_NODE_STRONG, NULL),
                        sl_compose_word(c, SL_SAY_WE_DID_LEAD));
        sl_compose_text(c, p, one->done.n ? one->done : sl_compose_word(c, SL_SAY_NOT_DECIDED_YET));
        if (one->illustrative.n)
            sl_compose_text(c, p, sl_str_format(c->arena, " (%.*s)", SL_FMT(one->illustrative)));
    }
}
