/* block.h: one of several items in a file: a heading, a block ```item of keys, a text. Private to
 * edit. */
#ifndef SL_EDIT_BLOCK_H
#define SL_EDIT_BLOCK_H

#include "base/str.h"

/* The keys of the item with the ID, and its text up to the next heading of its level or one above;
 * false: there is none. */
bool sl_block_find(sl_str bytes, sl_str id, sl_str *yaml, sl_str *text);
/* All of it, with its heading; p NULL: there is none. */
sl_str sl_block_whole(sl_str bytes, sl_str id);

#endif
