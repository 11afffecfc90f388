/* checking.h: what the checks share. Private to check. */
#ifndef SL_CHECK_CHECKING_H
#define SL_CHECK_CHECKING_H

#include "model/strategy.h"
#include "sight/audit.h"

/* The checks, a file each. */
/* Of a text, of an item or a block: its footnotes stand at its end. */
void sl_check_footnotes(const sl_strategy *s, const sl_node *body, const sl_node *words);
/* Where a LINK in the text of an item leads. */
void sl_check_link(const sl_strategy *s, const sl_item *item, const sl_node *link);
/* "Table 4" typed where a reference would follow the number. */
void sl_check_typed(const sl_strategy *s);
/* IDs that are nearly one. */
void sl_check_ids(const sl_strategy *s);
/* What is nearly a mark, and what was pasted or is not finished; of all texts. */
/* Terms that nothing uses, and a glossary that is not printed. */
void sl_check_glossary(const sl_strategy *s);
void sl_check_near(const sl_strategy *s);
/* Pull quotes of words that their text does not have. */
void sl_check_pull_quotes(const sl_strategy *s);
/* A SPAN that is marked for what it shows; item: the one whose own text it stands in, or NULL. */
void sl_check_shown(const sl_strategy *s, const sl_node *n, const sl_item *item);
/* Whether the last row of a TABLE that is a total is the sum of what stands above it. */
void sl_check_total(const sl_strategy *s, const sl_node *table);
void sl_check_claims(const sl_strategy *s);
void sl_check_dates(const sl_strategy *s);
/* Figures of measures that are overdue, and points of their course that were missed. */
void sl_check_measures(const sl_strategy *s);
/* What has happened by its own account, and lies after the document's day. */
void sl_check_ahead(const sl_strategy *s);
/* What is typed beside figures, and sentences that begin with one. */
void sl_check_signs(const sl_strategy *s);
/* Units of the register, of sums, costs and funding. */
void sl_check_units(const sl_strategy *s);
void sl_check_money(const sl_strategy *s);
/* Suspect links, links without a stamp. */
void sl_check_reviews(const sl_strategy *s);
/* Shelf lives, and what was superseded; after the audit. */
void sl_check_age(const sl_strategy *s, const sl_audit *audit);

#endif
