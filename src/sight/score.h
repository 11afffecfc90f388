/* score.h: how openly each item of one type gives its reasons, part by part, 0 to 3.
 *
 * The framework says which type is scored, in which parts and what earns each point; the order of
 * the points counts: the first that is not earned ends the part. (The measure is that of the
 * transparency frameworks for policy: could somebody outside see what is proposed, why, how, and
 * how it will be known to have worked?) Arena: the one given.
 */
#ifndef SL_SIGHT_SCORE_H
#define SL_SIGHT_SCORE_H

#include "sight/audit.h"

enum { SL_SCORE_MOST = 3 }; /* points of a part */

typedef struct sl_score {
    const sl_score_part *part;
    uint8_t points;
    sl_str earned[SL_SCORE_MOST]; /* by point: the sentence or field that earned it */
    sl_str next;                  /* what would earn the next point; empty at the top */
} sl_score;

typedef struct sl_card {
    const sl_item *item;
    sl_score *scores; /* by part of the framework */
    uint32_t total;
} sl_card;

typedef struct sl_scores {
    SL_VEC(sl_card) cards; /* items of the scored type, in the strategy's order */
    uint32_t most;         /* points that an item can have */
} sl_scores;

/* Never NULL; without `scores` in the framework there are no cards. names: as of the panel. */
const sl_scores *sl_score_run(sl_arena *a, const sl_audit *audit, const sl_names_shown *names);

#endif
