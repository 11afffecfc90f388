/* loading.h: what the parts of loading share. Private to load. */
#ifndef SL_LOAD_LOADING_H
#define SL_LOAD_LOADING_H

#include "model/chart.h"
#include "model/strategy.h"
/* How a file of items was read, so that a view need not read it again. */
typedef struct sl_reading {
    uint32_t file;       /* 0: it was not, or could not be */
    const sl_item *item; /* what sl_load_items gave */
} sl_reading;

/* Adds the items of one Markdown file. Where it is one item without blocks, whose text is the same
 * for every reader, that item; else NULL. */
const sl_item *sl_load_items(sl_strategy *s, uint32_t file);
/* Adds an item by its front matter, which is no file's; NULL with findings. */
sl_item *sl_load_row(sl_strategy *s, const sl_yaml *front);
/* Adds such an item of the whole to a view. */
void sl_load_item_again(sl_strategy *s, const sl_item *of_whole);
/* The schema of an entry of the register. */
const sl_schema *sl_load_entry_schema(void);
/* Reads the register; path below the folder. */
void sl_load_register(sl_strategy *s, sl_str path, sl_span span);
/* Runs the queries of the entries; after the edges are made: findings say what they touch. */
void sl_load_values(sl_strategy *s, sl_str register_path);
/* Runs the queries of `holds` of an entry or a block: one that is not true is a finding at the
 * claim, its statement or title. After sl_load_values. */
void sl_load_check_holds(sl_strategy *s, const sl_yaml *map, const sl_yaml *claim);
/* The same of a block whose chart shows items: its queries read what it shows (shown.h), and are
 * judged in the strategy's own language and before all readers. */
void sl_load_check_shown(sl_strategy *s, const sl_yaml *block, const sl_chart *chart);
/* The rows of two columns that a query gives, at most `most`; false with a finding. dataset: the
 * path of the first that it reads. After sl_load_values. */
struct sl_query_row;
bool sl_load_rows(sl_strategy *s, const sl_yaml *sql, struct sl_query_row *rows, size_t most,
                  size_t *n, sl_str *dataset);
/* Works out the figures that entries derive, and prints them in their statements; after
 * sl_load_values. */
void sl_load_figures(sl_strategy *s);
/* Reads the keys of kind measure; after sl_load_edges. */
void sl_load_measures(sl_strategy *s);
/* Takes the marks out of titles, with the figures that they print; after sl_load_figures. */
void sl_load_titles(sl_strategy *s);
/* Puts IDs in the place of titles and numbers under the roles of all items; after sl_load_order. */
void sl_load_ends(sl_strategy *s);
/* Makes the edges of all items and the links back. */
void sl_load_edges(sl_strategy *s);
/* Chooses the words of the document's language, if that is one, and reads `words`. */
void sl_load_phrases(sl_strategy *s, bool is_language);
/* Reads glossary.yaml, when there is one. */
void sl_load_glossary(sl_strategy *s);
/* Reads `order`. */
void sl_load_order(sl_strategy *s);
/* Puts IDs in the place of titles in `order`, `annexes` and the documents' parts and annexes: of
 * the whole, before its order. */
void sl_load_names(sl_strategy *s);
/* Reports items that stand nowhere in the document; after the blocks. */
void sl_order_check(sl_strategy *s);
/* Reads `documents`; after the framework and the order. */
void sl_load_documents(sl_strategy *s);
extern const sl_schema sl_document_schema;
/* Checks `plan` and the keys of kind figure; after the figures. */
void sl_load_plan(sl_strategy *s);
extern const sl_schema sl_plan_schema;
extern const sl_schema sl_imprint_schema;

#endif
