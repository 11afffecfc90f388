/* annex.h: the annexes that the program makes, a file each (annex_*.c). Private to strategy.
 *
 * Each appends its blocks to the annex's section, below the heading and the lead. annex.c holds
 * the table of them: name in strategy.yaml, title, lead.
 */
#ifndef SL_STRATEGY_ANNEX_H
#define SL_STRATEGY_ANNEX_H

#include "strategy/compose.h"

/* The items of the type that groups, by the value of its grouping key, in order of appearance. */
void sl_annex_compose_owners(sl_compose *c, sl_node *to);
void sl_annex_compose_lines(sl_compose *c, sl_node *to);
void sl_annex_compose_figures(sl_compose *c, sl_node *to);
void sl_annex_compose_register(sl_compose *c, sl_node *to);
void sl_annex_compose_gaps(sl_compose *c, sl_node *to);

#endif
