/* accounted.h: which files of the folder are no part of the strategy, by name.
 *
 * Every other file is read or used, or check/files.c reports it.
 */
#ifndef SL_MODEL_ACCOUNTED_H
#define SL_MODEL_ACCOUNTED_H

#include "model/strategy.h"

/* Whether a name fits a pattern in which * stands for any letters; folded: in any case. */
bool sl_name_fits(sl_str name, const char *pattern, bool folded);
/* About the strategy, and not of it, by its name: README.md. */
bool sl_file_is_about(sl_str path);
/* Whether it is the licence of what stands beside it, by its name. */
bool sl_file_is_licence(sl_str path);
/* Left behind by an editor, system, office program or Git; about the strategy (README.md); an
 * output; or listed under 'ignore' in strategy.yaml. */
bool sl_file_is_ignored(const sl_strategy *s, sl_str path);

#endif
