#include "model/files.h"
#include "record/record.h"

const sl_yaml *sl_signoff_bodies(const sl_strategy *s)
{
    const sl_yaml *bodies = sl_yaml_lookup(s->config, "sign-off");
    return bodies ? bodies : sl_yaml_lookup(s->config, "owners");
}

/* The digest is printed in groups, and people copy it with their spaces. */
static bool is_digest(sl_str written, sl_str digest)
{
    size_t k = 0;
    for (size_t i = 0; i < written.n; i++) {
        if (written.p[i] == ' ')
            continue;
        if (k == digest.n || written.p[i] != digest.p[k++])
            return false;
    }
    return k == digest.n;
}

sl_signing sl_signoff_of(const sl_strategy *s, sl_str owner, const sl_signature **which)
{
    sl_signing best = SL_SIGNING_MISSING;
    for (size_t i = 0; i < s->record->signatures.n; i++) {
        const sl_signature *one = &s->record->signatures.at[i];
        if (!sl_str_equal(one->body, owner))
            continue;
        /* The newest counts. */
        best = is_digest(one->digest, sl_strategy_digest(s)) ? SL_SIGNING_VALID : SL_SIGNING_STALE;
        if (which)
            *which = one;
    }
    return best;
}
