/* check.h: every judgement of a strategy, as findings.
 *
 * Order of calls: after sl_strategy_load and sl_block_load_all; each reports all that it can. The
 * severities are the framework's (sl_waiver_severity).
 */
#ifndef SL_CHECK_CHECK_H
#define SL_CHECK_CHECK_H

#include "model/strategy.h"
#include "sight/audit.h"

/* The items, their texts, claims, dates, money, links and evidence. */
void sl_check_strategy(const sl_strategy *s, const sl_audit *audit);
/* Gates, responses, wordings and signatures against the strategy and its day. */
void sl_check_record(const sl_strategy *s);
/* Lines that are no money, sums over the cost, and costs that nobody covers. */
void sl_check_funding(const sl_strategy *s);
/* What the widest audience reads and only restricted evidence carries. */
void sl_check_audience(const sl_strategy *s);

/* Files that nothing reads or uses; last, when all that is used is known. */
void sl_check_files(const sl_strategy *s);

#endif
