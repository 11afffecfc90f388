/* load.h: the folder of a strategy -> the strategy as data, with the record of its making.
 *
 * Order of calls: sl_strategy_load reads every file and resolves links, sl_block_load_all
 * (block.h) the blocks in the texts; then check/check.h judges. Arena: the one given.
 */
#ifndef SL_LOAD_LOAD_H
#define SL_LOAD_LOAD_H

#include "model/strategy.h"

/* The schema of glossary.yaml. */
const sl_schema *sl_glossary_schema(void);
/* The same strategy without what is kept from an audience (audience.h). What does not depend on
 * whom it is for is taken from the whole, which must be without errors: files, YAML, datasets,
 * what queries compute, the texts of items without blocks. */
sl_strategy *sl_strategy_load_for(sl_arena *a, sl_sources *sources, sl_diags *d,
                                  const sl_strategy *whole, sl_str audience);

/* Reads the folder. NULL (with findings) when there is no strategy to speak of. */
sl_strategy *sl_strategy_load(sl_arena *a, sl_sources *sources, sl_diags *d, const char *folder);

/* The same in a language: the strategy's own, or that of an edition (model/edition.h). */
sl_strategy *sl_strategy_load_in(sl_arena *a, sl_sources *sources, sl_diags *d, const char *folder,
                                 sl_str language);

/* Schemas of the files, for `sightline schema`. */
const sl_schema *sl_strategy_schema(void);

const sl_schema *sl_register_schema(void);

#endif
