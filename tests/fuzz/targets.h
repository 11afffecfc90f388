/* targets.h: what strangers' bytes are given to, one function for each parser. A target ends by
 * itself whatever the bytes are: it returns, or the program aborts and that is the finding. */
#ifndef SL_TESTS_FUZZ_TARGETS_H
#define SL_TESTS_FUZZ_TARGETS_H

#include "base/str.h"

typedef struct target {
    const char *name;
    void (*run)(sl_str bytes);
} target;

/* NULL: there is none of that name. The n-th: NULL behind the last. */
const target *target_find(const char *name);
const target *target_at(size_t n);

#endif
