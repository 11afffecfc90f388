/* source.h: words of a composed paragraph in the file that they are from. Private to comments. */
#ifndef SL_COMMENTS_SOURCE_H
#define SL_COMMENTS_SOURCE_H

#include "doc/node.h"

/* The bytes of `words`, which stand behind `before` in the paragraph, both as sl_place_squeeze
 * gives them; of the place between words where they are empty. exact: the file has them letter by
 * letter; else they are in part what the program made, and the span is the nearest that the file
 * has. */
sl_span sl_source_find(sl_arena *a, const sl_sources *sources, const sl_node *paragraph,
                       sl_str before, sl_str words, bool *exact);

#endif
