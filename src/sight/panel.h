/* panel.h: the audit as a scrutiny panel reads it: totals first, then what stands behind each.
 *
 * Made from the audit alone and printed by the annex, the terminal and JSON alike, so that they
 * say the same. Arena: the one given.
 */
#ifndef SL_SIGHT_PANEL_H
#define SL_SIGHT_PANEL_H

#include "sight/coverage.h"
#include "sight/score.h"

typedef struct sl_panel_entry {
    const sl_item *item; /* what it is about: one of the three, or a day in `detail` */
    const sl_evidence *evidence;
    const sl_gap *gap;
    sl_str detail;
} sl_panel_entry;

typedef struct sl_panel_section {
    const char *name; /* in JSON */
    sl_str title;     /* "Rests on one source alone" */
    sl_str lead;      /* what it means */
    SL_VEC(sl_panel_entry) entries;
} sl_panel_section;

typedef struct sl_panel_total {
    const char *name;
    sl_str label;
    uint32_t n, of; /* of 0: a plain count */
} sl_panel_total;

typedef struct sl_panel {
    const sl_audit *audit;
    const sl_scores *scores;
    const sl_coverages *coverages;
    SL_VEC(sl_panel_total) totals;
    SL_VEC(sl_panel_section) sections;
} sl_panel;

/* names: what its sentences call items and entries; NULL: by ID. */
const sl_panel *sl_panel_make(sl_arena *a, const sl_audit *audit, const sl_names_shown *names);

#endif
