/* funding.h: what items cost, who would pay, and what nobody pays yet; exact to the penny.
 *
 * An item's cost is its key of kind money that the framework marks `cost`; its funding is its key
 * of kind funding: lines of fund, amount and year. Sums are whole pence. Arena: the one given.
 */
#ifndef SL_MODEL_FUNDING_H
#define SL_MODEL_FUNDING_H

#include "model/strategy.h"
#include "model/unit.h"

/* Financial years that a table has room for; more are a finding. */
enum { SL_FUNDING_MOST_YEARS = 28 };

typedef struct sl_fund_line {
    const sl_item *item;
    sl_str fund, state; /* sought, offered, agreed, spent */
    uint32_t year;      /* financial year that starts in it; 0 = not said */
    int64_t pence;      /* hundredths */
    const sl_currency *currency;
    bool match; /* local money beside another fund */
    sl_span span;
} sl_fund_line;

typedef struct sl_cost {
    const sl_item *item;
    bool has_cost;
    int64_t cost, funded; /* hundredths; funded = secured + sought */
    int64_t secured;      /* agreed or spent */
    int64_t sought;       /* sought or offered: nobody has said yes */
    sl_span span;         /* of the cost, or of the first line */
} sl_cost;

typedef struct sl_funding sl_funding;
struct sl_funding {
    SL_VEC(sl_fund_line) lines;  /* in order of items, then as written */
    SL_VEC(sl_cost) costs;       /* items with a cost or a line */
    const sl_currency *currency; /* of all of them */
};

/* {amount, unit} in hundredths of a currency; false when it is no money that can be added up, less
 * than nothing or too large. */
bool sl_funding_read(const sl_yaml *y, int64_t *pence, const sl_currency **currency);
/* Whether somebody has said yes to it. */
bool sl_fund_is_secured(const sl_fund_line *line);
/* What an item says of its cost, or the lines of its funding; NULL when it says nothing. */
const sl_yaml *sl_funding_value(const sl_item *item, bool cost);
/* The currency of the first sum, cost or line of funding, which is that of all others (another is a
 * finding); NULL where there is no money. */
const sl_currency *sl_funding_currency(const sl_strategy *s);
sl_funding sl_funding_gather(sl_arena *a, const sl_strategy *s);
/* £1,250,000 or £1,250,000.50; a currency of NULL is pounds. */
void sl_funding_push(sl_buf *out, const sl_phrases *p, int64_t pence, const sl_currency *currency);

#endif
