/* locate.h: where the parts of a YAML text stand, to the byte. Private to edit.
 *
 * What the parser says of a place is where its tokens end; here it is where a line of the file may
 * be taken out or put in.
 */
#ifndef SL_EDIT_LOCATE_H
#define SL_EDIT_LOCATE_H

#include "data/yaml.h"
#include "edit/scalar.h"

typedef struct sl_located {
    sl_str text;
    const sl_yaml *root;
} sl_located;

/* Behind the last byte of a value that is no blank; of a block that keeps the empty lines after it,
 * behind those. */
size_t sl_locate_end(sl_str text, const sl_yaml *y);
/* The same without those. */
size_t sl_locate_content_end(sl_str text, const sl_yaml *y);
/* How a scalar is written there. */
sl_scalar_style sl_locate_style(sl_str text, const sl_yaml *y);
bool sl_locate_is_flow(sl_str text, const sl_yaml *collection);
/* Over blanks, line ends and comments; the end of the text when there is nothing else. */
size_t sl_locate_skip(sl_str text, size_t at);
/* Whether there is nothing but blanks and line ends between. */
bool sl_locate_is_blank(sl_str text, size_t begin, size_t end);
size_t sl_locate_line(sl_str text, size_t at);
/* Behind the end of the line; the end of the text when it is the last. */
size_t sl_locate_next_line(sl_str text, size_t at);
/* In bytes from the start of its line. */
size_t sl_locate_column(sl_str text, size_t at);
/* Nothing but blanks stand before it on its line. */
bool sl_locate_is_first(sl_str text, size_t at);
/* Where the i-th of a block begins: its key, or its dash. SIZE_MAX: not found. */
size_t sl_locate_child(sl_str text, const sl_yaml *collection, const sl_yaml *child);
/* The child before it, NULL for the first; or the last one, for NULL. */
const sl_yaml *sl_locate_before(const sl_yaml *collection, const sl_yaml *child);

#endif
