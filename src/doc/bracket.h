/* bracket.h: words in brackets of which braces behind them say something. Private to doc.
 */
#ifndef SL_DOC_BRACKET_H
#define SL_DOC_BRACKET_H

#include "doc/parse.h"

/* […]{lang=fr} among the children of parent becomes a SPAN in that language, […]{shows=limits} one
 * that is marked for what it shows. */
void sl_bracket_resolve(sl_parse *p, sl_node *parent);

#endif
