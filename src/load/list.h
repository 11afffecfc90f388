/* list.h: which items a `list` block shows, in which order, and what of each.
 *
 * A condition, a column, `sort` and `group` name a key of the types, a role that leads from them,
 * or what every item has (state, areas, owner); a column may also go back along a role, or be
 * worked out (formula.h). What names nothing, or a value that no item has, is a finding. Arena: the
 * strategy's.
 */
#ifndef SL_LOAD_LIST_H
#define SL_LOAD_LIST_H

#include "load/item_field.h"

typedef struct sl_list_column {
    sl_span span;
    sl_item_field field;
    sl_str title;          /* empty: the field's own label */
    sl_str suffix, places; /* of what is worked out */
    bool total;
} sl_list_column;

typedef struct sl_item_list {
    sl_types types;
    SL_VEC(const sl_item *) items; /* that fit, in order */
    sl_str head;                   /* of the items' titles; empty: what an item is called */
    SL_VEC(sl_list_column) columns;
    const sl_item_field *group; /* NULL: none */
    sl_str widths;              /* "3,1,1": a share for each column; empty: none is said */
} sl_item_list;

/* Schema of the block. */
extern const sl_schema sl_list_schema, sl_asks_schema;

/* The items that fit `where`, of the types that the block's key `types` names, into an empty list,
 * in the order of the document; false with findings. */
bool sl_list_gather(sl_strategy *s, const sl_yaml *block, const char *types, sl_item_list *l);
/* Puts items in the order of a field; what is equal keeps its order, what has none comes last. */
void sl_list_sort(sl_strategy *s, const sl_item_field *by, const sl_item **items, size_t n);
/* Of a block that fits its schema; NULL with findings. */
const sl_item_list *sl_list_read(sl_strategy *s, const sl_yaml *block);

#endif
