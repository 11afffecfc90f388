#include "model/fingerprint.h"
#include "record/record.h"

bool sl_response_is_open(const sl_response *r)
{
    return r->decision.n == 0;
}

size_t sl_record_count_open_responses(const sl_strategy *s)
{
    size_t n = 0;
    for (size_t i = 0; i < s->record->responses.n; i++)
        n += sl_response_is_open(&s->record->responses.at[i]);
    return n;
}

bool sl_response_changed_text(const sl_strategy *s, const sl_response *r)
{
    return r->has_before && r->items.n &&
           !sl_fingerprint_is(sl_fingerprint_item(s->items.at[r->items.at[0]]), r->before);
}
