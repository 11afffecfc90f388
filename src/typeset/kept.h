/* kept.h: the rows of a section as an earlier reading of the same folder set them (base/folder.h).
 * Private to typeset.
 *
 * Kept is what sections that hold no other ones are set as. Key: all that is read while one is set,
 * its tree with its places, the state of the setter and what its pictures show; layout, words and
 * pictures count by their address and are kept themselves, or nothing is. What was found fault with
 * is not kept: it is to be found again.
 *
 * Order of calls: sl_kept_set; where it is false the section is set, and then sl_kept_take.
 */
#ifndef SL_TYPESET_KEPT_H
#define SL_TYPESET_KEPT_H

#include "base/print.h"
#include "typeset/setter.h"

/* How much there is of what rows name by index. */
typedef struct sl_kept_base {
    uint32_t elem; /* of the section */
    size_t notes, frames, repeats, outline;
} sl_kept_base;

typedef struct sl_keeping {
    struct sl_folder *keeper; /* NULL: nothing is kept of this section */
    sl_print key;
    sl_kept_base base;
    size_t elems, findings, rows;
    sl_row last; /* above the section: who changes it is not kept */
    sl_row_more more;
} sl_keeping;

/* True: the rows are there, with all that they name. */
bool sl_kept_set(sl_setter *s, sl_rows *rows, const sl_node *section, uint32_t elem, sl_u left,
                 sl_u measure, sl_keeping *k);
void sl_kept_take(sl_setter *s, const sl_rows *rows, const sl_keeping *k);

#endif
