/* load.h: what the parts of loading share. Private to strategy. */
#ifndef SL_STRATEGY_LOAD_H
#define SL_STRATEGY_LOAD_H

#include "strategy/strategy.h"

/* True when the map (an item's front matter, an entry, a response) is kept from whom the strategy
 * is read for; its ID is noted. */
bool sl_load_hides(sl_strategy *s, const sl_yaml *map);
/* Takes the audience blocks out of a text that are not for them. */
void sl_load_strip(const sl_strategy *s, sl_node *body);
/* Reads one file into the sources and checks its bytes; 0 with findings at span. */
uint32_t sl_load_file(sl_strategy *s, sl_str path, sl_span span, bool text, size_t limit);
/* How a file of items was read, so that a view need not read it again. */
typedef struct sl_reading {
    uint32_t file;       /* 0: it was not, or could not be */
    const sl_item *item; /* what sl_load_items gave */
} sl_reading;

/* Adds the items of one Markdown file. Where it is one item without blocks, whose text is the same
 * for every reader, that item; else NULL. */
const sl_item *sl_load_items(sl_strategy *s, uint32_t file);
/* Adds such an item of the whole to a view. */
void sl_load_item_again(sl_strategy *s, const sl_item *of_whole);
/* Reads the register; path below the folder. */
void sl_load_register(sl_strategy *s, sl_str path, sl_span span);
/* Runs the queries of the entries; after the edges are made: findings say what they touch. */
void sl_load_values(sl_strategy *s, sl_str register_path);
/* Notes at a finding which items at the end of the line an entry reaches. */
void sl_load_note_reach(sl_strategy *s, sl_finding *f, const sl_evidence *e);
/* Makes the edges of all items and the links back. */
void sl_load_edges(sl_strategy *s);
/* Reads `order`. */
void sl_load_order(sl_strategy *s);
/* Reports a second use of an id. */
void sl_load_report_duplicate(sl_strategy *s, sl_str id, sl_span span, sl_span other);

#endif
