#include "text/hyphen.h"

#include "text/hyphen_table.h"

enum { EDGE = 27 };

/* Raises the levels by every pattern that starts at letters[from]. */
static void match(const uint8_t *letters, size_t n, size_t from, uint8_t *levels)
{
    uint32_t state = 0;
    for (size_t i = from; i < n; i++) {
        uint32_t next = sl_hyphen_base[state] + letters[i];
        if (next >= sl_hyphen_size || sl_hyphen_check[next] != letters[i])
            return;
        state = next;
        uint16_t value = sl_hyphen_value[state];
        if (value) {
            const uint8_t *v = sl_hyphen_values + value;
            uint8_t *at = levels + from + v[0];
            for (size_t k = 0; k < v[1]; k++)
                if (v[2 + k] > at[k])
                    at[k] = v[2 + k];
        }
        if (!sl_hyphen_base[state])
            return;
    }
}

void sl_hyphen_word(sl_str word, bool breaks[SL_HYPHEN_LONGEST + 1])
{
    memset(breaks, 0, (SL_HYPHEN_LONGEST + 1) * sizeof *breaks);
    if (word.n < SL_HYPHEN_LEFT + SL_HYPHEN_RIGHT || word.n > SL_HYPHEN_LONGEST)
        return;
    uint8_t letters[SL_HYPHEN_LONGEST + 2], levels[2 * SL_HYPHEN_LONGEST] = {0};
    size_t n = 0;
    letters[n++] = EDGE;
    for (size_t i = 0; i < word.n; i++)
        letters[n++] = (uint8_t)(word.p[i] - 'a' + 1);
    letters[n++] = EDGE;
    for (size_t from = 0; from < n; from++)
        match(letters, n, from, levels);
    /* Level i stands before letter i of `letters`; odd levels divide. */
    for (size_t i = SL_HYPHEN_LEFT; i + SL_HYPHEN_RIGHT <= word.n; i++)
        breaks[i] = levels[i + 1] & 1;
}
