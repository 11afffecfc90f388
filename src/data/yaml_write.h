/* yaml_write.h: a tree of YAML as text: block style, no comments, nothing that is not in the tree.
 *
 * A plain scalar is written plain, every other one in double quotes (a JSON string is one,
 * YAML 1.2.2 section 7.3.1), so that reading what was written gives the same tree.
 */
#ifndef SL_DATA_YAML_WRITE_H
#define SL_DATA_YAML_WRITE_H

#include "base/buf.h"
#include "data/yaml.h"

/* Whether a value of a map or list is left out; context: the caller's. */
typedef bool sl_yaml_leaves_out(void *context, const sl_yaml *value);

/* Appends the value and a line end; leaves_out may be NULL. */
void sl_yaml_write(sl_buf *out, const sl_yaml *y, sl_yaml_leaves_out *leaves_out, void *context);

#endif
