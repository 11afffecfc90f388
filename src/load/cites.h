/* cites.h: the evidence that each item's text cites, for and against, and the pictures that items
 * and the glossary show.
 *
 * Order of calls: after sl_block_load_all, as blocks cite too; before the audit and every check.
 */
#ifndef SL_LOAD_CITES_H
#define SL_LOAD_CITES_H

#include "model/strategy.h"

/* Fills cites and contrary of every item, and reads the images of its texts; of an image that
 * cannot be read it says so, of what is cited and does not exist it is silent: the checks say that.
 */
void sl_cites_load(sl_strategy *s);

#endif
