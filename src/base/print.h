/* print.h: what tells two contents apart, in 128 bits: for keys of what is kept by content, in this
 * process alone. It stands in no output.
 */
#ifndef SL_BASE_PRINT_H
#define SL_BASE_PRINT_H

#include "base/str.h"

typedef struct sl_print {
    uint64_t at[2];
} sl_print;

static inline void sl_print_add(sl_print *p, uint64_t v)
{
    p->at[0] = sl_hash_mix(p->at[0], v);
    p->at[1] = sl_hash_mix(p->at[1] ^ 0x9E3779B97F4A7C15u, v);
}

static inline void sl_print_add_text(sl_print *p, sl_str s)
{
    uint64_t v;
    sl_print_add(p, s.n);
    while (sl_str_take_number(&s, &v))
        sl_print_add(p, v);
}

#endif
