/* plain.h: values of YAML that are plain words: marks in them would be printed as they are typed.
 * Private to check.
 */
#ifndef SL_CHECK_PLAIN_H
#define SL_CHECK_PLAIN_H

#include "model/strategy.h"

/* Reports the first mark of a value that has any. */
void sl_plain_check(const sl_strategy *s, const sl_yaml *y);
/* The same of all that is printed of a tree: marks of look, and comments wherever they stand. key:
 * under which the tree stands; empty: it is a file's. */
void sl_plain_check_values(const sl_strategy *s, const sl_yaml *y, sl_str key);
/* The same of a map by its schema, but for what is Markdown; titled: its title is checked already.
 */
void sl_plain_check_map(const sl_strategy *s, const sl_schema *schema, const sl_yaml *map,
                        bool titled);
/* The same of strategy.yaml, but for its titles and what is Markdown in it. */
void sl_plain_check_config(const sl_strategy *s);

#endif
