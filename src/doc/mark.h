/* mark.h: what the readers of marks share: cutting TEXTs, and putting what stands between two
 * marks below a node. Private to doc.
 */
#ifndef SL_DOC_MARK_H
#define SL_DOC_MARK_H

#include "doc/parse.h"

/* The span of bytes [begin, end) of a TEXT with the given span; the whole where its bytes are not
 * the source's. */
sl_span sl_mark_part_of(sl_span whole, sl_str text, size_t begin, size_t end);
/* Splits a TEXT in two at `at`; the second half is returned (it may be empty). */
sl_node *sl_mark_split(sl_parse *p, sl_node *node, size_t at);
/* Moves what stands between the marks at `open` in n and `close` in last below `inner`; wrapper,
 * which may be the same, takes its place among the children of n's parent. skip: bytes of the
 * opening mark, and of the closing one. */
void sl_mark_wrap(sl_parse *p, sl_node *n, size_t open, sl_node *last, size_t close,
                  size_t skip_open, size_t skip_close, sl_node *wrapper, sl_node *inner);
/* Among the children of parent: ~~struck~~, H~2~O and m^2^ become SPANs. */
void sl_mark_resolve_pairs(sl_parse *p, sl_node *parent);
/* Web addresses in a TEXT become LINKs; not within a link. */
void sl_mark_resolve_addresses(sl_parse *p, sl_node *text);

#endif
