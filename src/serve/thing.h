/* thing.h: what a form is of: an item, an entry of the register, or of the record of the making.
 * Private to serve. */
#ifndef SL_SERVE_THING_H
#define SL_SERVE_THING_H

#include "edit/file_edit.h"
#include "model/strategy.h"

typedef struct sl_thing {
    sl_str kind; /* "item", or the list that it stands in: evidence, responses, events … */
    sl_str id;
    sl_str path;         /* of its file, below the folder */
    bool is_there;       /* it is to be changed, not to be added */
    sl_file_part part;   /* of its file */
    const sl_type *type; /* of an item, else NULL */
    const sl_schema *schema;
    const sl_yaml *written; /* as the strategy has it, written out; NULL: it is new */
} sl_thing;

/* NULL and *out, or why there is no such thing, or none that a form may change. Arena: what lasts
 * as long as the strategy, and no longer. */
const char *sl_thing_find(const sl_strategy *s, sl_str id, sl_thing *out);
/* One that is to be added: kind is a type of items or a list. Its ID and path are proposed. */
const char *sl_thing_propose(sl_arena *a, const sl_strategy *s, sl_str kind, sl_thing *out);
/* Where an item of the ID belongs. */
sl_str sl_thing_item_path(sl_arena *a, const sl_type *type, sl_str id);
/* Whether anything has the ID. */
bool sl_thing_is_known(const sl_strategy *s, sl_str id);
/* The lists whose entries can be changed: names, NULL at the end. */
const char *const *sl_thing_lists(void);
/* What an entry says of itself in a word: title, statement, name, said. */
sl_str sl_thing_title(const sl_yaml *entry);
/* All entries of a list, in every file. */
typedef SL_VEC(const sl_yaml *) sl_entries;
void sl_thing_list(sl_arena *a, const sl_strategy *s, sl_str list, sl_entries *out);

#endif
