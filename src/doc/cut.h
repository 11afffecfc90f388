/* cut.h: what the readers of marks share: cutting TEXTs, and putting what stands between two
 * marks below a node. Private to doc.
 */
#ifndef SL_DOC_CUT_H
#define SL_DOC_CUT_H

#include "doc/parse.h"

/* The span of bytes [begin, end) of a TEXT with the given span; the whole where its bytes are not
 * the source's. */
sl_span sl_cut_part_of(sl_span whole, sl_str text, size_t begin, size_t end);
/* Leaves of a TEXT its bytes [begin, end), with the place that they have, escapes among them too.
 */
void sl_cut_keep(sl_parse *p, sl_node *text, size_t begin, size_t end);
/* Splits a TEXT in two at `at`; the second half is returned (it may be empty). */
sl_node *sl_cut_text(sl_parse *p, sl_node *node, size_t at);
/* Moves what stands between the marks at `open` in n and `close` in last below `inner`; wrapper,
 * which may be the same, takes its place among the children of n's parent. skip: bytes of the
 * opening mark, and of the closing one. */
void sl_cut_wrap(sl_parse *p, sl_node *n, size_t open, sl_node *last, size_t close,
                 size_t skip_open, size_t skip_close, sl_node *wrapper, sl_node *inner);
#endif
