/* proof.h: the finished outputs hold nothing that is kept from their audience.
 *
 * Every ID of what is kept, and every five words of it in a row that stand nowhere else in the
 * strategy (load/secrets.h says from where both are taken), are looked for in the finished bytes of
 * each output: of a web page as they are and with its tags taken out, of a Word file in each of its
 * parts, of a PDF in all that pdf/read.h reads from it. Order of calls: begin, then search for each
 * output.
 */
#ifndef SL_PROOF_PROOF_H
#define SL_PROOF_PROOF_H

#include "model/audience.h"

typedef struct sl_proof sl_proof;

/* whole: the strategy read whole. view: as read for the audience. */
sl_proof *sl_proof_begin(sl_arena *a, const sl_strategy *whole, const sl_strategy *view);
/* False (with a finding) when bytes hold what they must not. */
bool sl_proof_search(sl_proof *p, sl_diags *d, const char *output, sl_str bytes);
#endif
