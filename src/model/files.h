/* files.h: files below the strategy's folder, each read once and under limits.
 */
#ifndef SL_MODEL_FILES_H
#define SL_MODEL_FILES_H

#include "model/strategy.h"

/* Reads one file into the sources and checks its bytes; 0 with findings at span. */
uint32_t sl_strategy_load_file(sl_strategy *s, sl_str path, sl_span span, bool text, size_t limit);
/* Reads a file below the folder once; the asset's file is 0 (with findings at span) when it
 * cannot be read. Text files but for datasets are checked to be UTF-8. */
sl_asset *sl_strategy_load_asset(sl_strategy *s, sl_str path, sl_span span, bool text);

/* Checks a file of the sources to be UTF-8 without control characters and marks of a merge; false
 * with a finding. */
bool sl_strategy_check_text(sl_strategy *s, uint32_t file);
/* Whether a file stands below the folder. */
bool sl_strategy_has_file(const sl_strategy *s, const char *path);

/* SHA-256 of the content, in 64 hexadecimal digits: of path and bytes of each file, by path, as
 * sl_digest_make joins them. */
sl_str sl_strategy_digest(const sl_strategy *s);

#endif
