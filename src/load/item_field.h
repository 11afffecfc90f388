/* item_field.h: what every item of some types may have, by the name under which authors ask for it.
 *
 * A key that framework.yaml declares, a role that leads from the items, or what any item has
 * (title, state, areas, owner); of a measure also its parts, KEY.rating and the like. Arena: the
 * strategy's.
 */
#ifndef SL_LOAD_ITEM_FIELD_H
#define SL_LOAD_ITEM_FIELD_H

#include "model/measure.h"
#include "model/strategy.h"

typedef SL_VEC(const sl_type *) sl_types;

typedef enum sl_item_source {
    SL_FIELD_OF_ITEM, /* of its front matter */
    SL_FIELD_BY_ROLE, /* what it leads to */
    SL_FIELD_BACK,    /* what leads to it */
    SL_FIELD_WORKED_OUT,
} sl_item_source;

typedef struct sl_formula sl_formula; /* load/formula.h */

typedef struct sl_item_field {
    sl_item_source source;
    sl_str name;         /* of the key or role */
    const sl_key *key;   /* its declaration; NULL: a role, or what any item has */
    const sl_role *role; /* BY_ROLE, BACK */
    sl_str part;         /* of a measure: "rating" of track.rating; empty: the whole */
    sl_formula *formula; /* WORKED_OUT */
} sl_item_field;

typedef SL_VEC(sl_str) sl_field_names;

/* The field of a name; false with a finding at the span. */
bool sl_item_field_find(sl_strategy *s, const sl_types *types, sl_span at, sl_str name,
                        sl_item_field *out);
/* The same, where other names could have been meant too. */
bool sl_item_field_find_or(sl_strategy *s, const sl_types *types, sl_span at, sl_str name,
                           const sl_field_names *also, sl_item_field *out);
/* The same of a key or a part of a measure, without a finding. */
bool sl_item_field_lookup(const sl_types *types, sl_str name, sl_item_field *out);
/* All that the items may be asked for, in the strategy's arena. */
sl_field_names sl_item_field_names(sl_strategy *s, const sl_types *types);
/* Whether a role leads to items of one of the types. */
bool sl_types_are_reached(const sl_types *types, const sl_role *role);
/* What an item has of a field OF_ITEM, or NULL. */
const sl_yaml *sl_item_field_value(const sl_item_field *f, const sl_item *item);
/* The measure that it is of, NULL where the item has none, or the field is no measure. */
const sl_measure *sl_item_field_measure(const sl_item_field *f, const sl_item *item);
/* Whether an item has anything of it that rows are sorted by. */
bool sl_item_field_is_there(const sl_item_field *f, const sl_item *item);
/* What was worked out for an item; false where it lacks something that is asked for. */
bool sl_item_field_outcome(const sl_item_field *f, const sl_item *item, sl_dec *out);
/* Whether it holds sums of money, or figures that are none. */
bool sl_item_field_is_money(const sl_item_field *f);
bool sl_item_field_is_figure(const sl_item_field *f);
/* Whether it is a key that holds dates. */
bool sl_item_field_is_time(const sl_item_field *f);
/* The place of an item's state among those of its type, or of all. */
int sl_item_state_rank(const sl_strategy *s, const sl_item *item);
/* The place of a word among those of a field ("low|high"), which are in the order that counts; how
 * many there are where it is none of them. */
int sl_word_rank(const char *choices, sl_str word);
/* The order of what two items have of a field; what has none comes last. */
int sl_item_field_compare(const sl_strategy *s, const sl_item_field *f, const sl_item *a,
                          const sl_item *b);

#endif
