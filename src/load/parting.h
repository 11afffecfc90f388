/* parting.h: how the items of a chart are parted: by the words of a key, the year of a date, where
 * a role leads, how a measure goes, or each by itself. Private to load.
 *
 * Arena: the strategy's.
 */
#ifndef SL_LOAD_PARTING_H
#define SL_LOAD_PARTING_H

#include "load/item_field.h"

/* A value of the key that parts the items, and where it stands among the others. */
typedef struct sl_group {
    sl_str text;
    int64_t rank;
} sl_group;

typedef struct sl_parting {
    const sl_yaml *yaml; /* what names it; NULL: nothing parts the items */
    sl_item_field field;
    bool by_year; /* KEY.year of a date */
    bool each;    /* title: every item stands for itself */
    SL_VEC(sl_group) groups;
} sl_parting;

/* Places of groups among them. */
typedef SL_VEC(size_t) sl_group_places;

/* What y names, of items of the types; false with a finding. */
bool sl_parting_read(sl_strategy *s, const sl_types *types, const sl_yaml *y, sl_parting *p);
/* The groups in which an item stands, one at least; what is new is put behind the others. */
sl_group_places sl_parting_place(sl_strategy *s, sl_parting *p, const sl_item *item);
/* The places of all groups in the order in which they are shown. */
const size_t *sl_parting_order(sl_strategy *s, const sl_parting *p);
/* What an item is called where each stands by itself. */
sl_str sl_parting_name(const sl_item *item);
/* Years that no item has between those that some have, at most so many in all: they count none. */
void sl_parting_fill_years(sl_strategy *s, sl_parting *p, size_t most);
/* Labels or series that are groups, as readers see them: words of keys begin with a capital,
 * ratings and answers are said, dates written out. */
void sl_parting_print(const sl_strategy *s, const sl_parting *p, sl_str *texts, size_t n);

#endif
