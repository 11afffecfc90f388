/* proof.h: the finished outputs hold nothing that is kept from their audience. Private to run.
 *
 * Every ID of what is kept, and every five words of it in a row that stand nowhere else in the
 * strategy, are looked for in the bytes of each output: as they are, and with the tags of a web
 * page taken out. Of a PDF the text, the structure, the links and the attachments are looked
 * through as src/pdf is given them. Order of calls: begin, then search for each output.
 */
#ifndef SL_RUN_PROOF_H
#define SL_RUN_PROOF_H

#include "page/page.h"
#include "strategy/audience.h"
#include "strategy/book.h"

typedef struct sl_proof sl_proof;

/* whole: the strategy read whole. view: as read for the audience. */
sl_proof *sl_proof_begin(sl_arena *a, const sl_strategy *whole, const sl_strategy *view);
/* False (with a finding) when bytes hold what they must not. */
bool sl_proof_search(sl_proof *p, sl_diags *d, const char *output, sl_str bytes);
/* The same of the pages, the book's own words and its attachments. */
bool sl_proof_search_pages(sl_proof *p, sl_diags *d, const char *output, const sl_pages *pages,
                           const sl_book *book);

#endif
