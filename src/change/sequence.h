/* sequence.h: what two sequences have in common, in order.
 *
 * E. W. Myers, "An O(ND) Difference Algorithm and Its Variations", Algorithmica 1 (1986): the
 * fewest elements left out and put in.
 */
#ifndef SL_CHANGE_SEQUENCE_H
#define SL_CHANGE_SEQUENCE_H

#include <stdint.h>

#include "base/arena.h"
#include "base/map.h"

typedef enum sl_edit_kind { SL_EDIT_KEPT, SL_EDIT_GONE, SL_EDIT_NEW } sl_edit_kind;

/* n elements from `old` on of the old sequence (KEPT, GONE), from `now` on of the new (KEPT, NEW).
 */
typedef struct sl_edit {
    sl_edit_kind kind;
    size_t old, now, n;
} sl_edit;

typedef SL_VEC(sl_edit) sl_edits;

/* Elements are equal when their numbers are. Edits stand in order; where elements are replaced,
 * what is gone comes first. Beyond SL_LIMIT_DIFFERENCES all between the common ends is replaced. */
void sl_sequence_compare(sl_arena *a, const uint32_t *old, size_t n, const uint32_t *now, size_t m,
                         sl_edits *out);

/* The lines of a text, each with its end, and their numbers: equal lines of all texts that were
 * numbered by one map have one. */
typedef struct sl_lines_numbered {
    sl_str *at;
    uint32_t *numbers;
    size_t n;
} sl_lines_numbered;

sl_lines_numbered sl_sequence_number_lines(sl_arena *a, sl_map *known, sl_str text);

#endif
