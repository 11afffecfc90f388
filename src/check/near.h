/* near.h: what those that look for near marks and blocks share. Private to check. */
#ifndef SL_CHECK_NEAR_H
#define SL_CHECK_NEAR_H

#include "model/strategy.h"

typedef struct sl_near {
    const sl_strategy *s;
    sl_map prefixes;     /* of items and evidence: "EV", "ASK" */
    const sl_node *said; /* the paragraph of the last list or table that is none */
    bool is_final;
    sl_source_walk walk; /* of the TEXT that is looked at */
} sl_near;

bool sl_near_is_word(char c);
/* Bytes of a TEXT as a place in its file; all of it where the two differ. */
sl_span sl_near_part(const sl_node *n, size_t begin, size_t end);
/* Whether a backslash in the source shows the mark at `at` as it is. */
bool sl_near_is_escaped(sl_near *c, const sl_node *n, size_t at);
void sl_near_report(sl_near *c, sl_code code, sl_span at, const char *what, const char *help);
/* Where a bracket closes that opens at `from` and holds what a mark may hold; SIZE_MAX: it holds
 * more, or does not close. */
size_t sl_near_find_close(sl_str s, char close, size_t from);

#endif
