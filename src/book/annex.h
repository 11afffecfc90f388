/* annex.h: the annexes that the program makes, a file each (annex_*.c). Private to book.
 *
 * Each appends its blocks to the annex's section, below the heading and the lead. annex.c holds
 * the table of them: name in strategy.yaml, title, lead.
 */
#ifndef SL_BOOK_ANNEX_H
#define SL_BOOK_ANNEX_H

#include "book/compose.h"

/* The items of the type that groups, by the value of its grouping key, in order of appearance. */
void sl_annex_compose_owners(sl_compose *c, sl_node *to);
/* What one body is asked, as a table. */
void sl_annex_add_schedule(sl_compose *c, sl_node *to, sl_str group);
struct sl_funding;
/* How what is asked for, what it costs and what is found stand to each other. */
void sl_annex_add_balance(sl_compose *c, sl_node *to, const struct sl_funding *all);
/* What is offered beside it, by who offers it; its type, NULL when there is none. */
const sl_type *sl_annex_offered_type(const sl_framework *f);
void sl_annex_compose_offers(sl_compose *c, sl_node *to);
void sl_annex_compose_lines(sl_compose *c, sl_node *to);
void sl_annex_compose_matrix(sl_compose *c, sl_node *to);
void sl_annex_compose_graph(sl_compose *c, sl_node *to);
/* What the item rests on, drawn: nothing where it rests on no other item, or on too many. */
void sl_annex_add_item_graph(sl_compose *c, sl_node *to, const sl_item *item);
void sl_annex_compose_audit(sl_compose *c, sl_node *to);
void sl_annex_compose_figures(sl_compose *c, sl_node *to);
void sl_annex_compose_register(sl_compose *c, sl_node *to);
void sl_annex_compose_glossary(sl_compose *c, sl_node *to);
/* Where an item uses a term first it leads to the glossary, if that is an annex. */
void sl_annex_link_terms(sl_compose *c);
/* Figures and tables of what stands before it; items by the places that they are about. */
void sl_annex_compose_list(sl_compose *c, sl_node *to);
void sl_annex_compose_places(sl_compose *c, sl_node *to);
void sl_annex_compose_gaps(sl_compose *c, sl_node *to);
void sl_annex_compose_measures(sl_compose *c, sl_node *to);
void sl_annex_compose_programme(sl_compose *c, sl_node *to);
void sl_annex_compose_engagement(sl_compose *c, sl_node *to);
/* You said, we did. */
void sl_annex_compose_responses(sl_compose *c, sl_node *to);
void sl_annex_compose_codesign(sl_compose *c, sl_node *to);
void sl_annex_compose_funding(sl_compose *c, sl_node *to);
void sl_annex_compose_funding_lines(sl_compose *c, sl_node *to);
void sl_annex_compose_coordination(sl_compose *c, sl_node *to);
void sl_annex_compose_signoff(sl_compose *c, sl_node *to);

/* What the annexes and the blocks of the text share: a figure or table with its caption. */
void sl_annex_add_timeline(sl_compose *c, sl_node *to, sl_str id, sl_str title);
void sl_annex_add_calendar(sl_compose *c, sl_node *to, sl_str id, sl_str title);
void sl_annex_add_responses(sl_compose *c, sl_node *to, sl_str id, sl_str title);
void sl_annex_add_matrix(sl_compose *c, sl_node *to, sl_str id, sl_str title);

/* The responses to one item, beside it. */
void sl_annex_compose_item_responses(sl_compose *c, sl_node *to, const sl_item *item);

#endif
