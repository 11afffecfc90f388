/* parts.h: what the parts of change share. Private to change. */
#ifndef SL_CHANGE_PARTS_H
#define SL_CHANGE_PARTS_H

#include "base/map.h"
#include "change/change.h"

/* Compares the texts below two sections of the books, one of which may be NULL, into the change:
 * with those of the sections below them, or without, as items are things of their own. */
void sl_change_compare_text(sl_arena *a, const sl_changes *c, const sl_node *old,
                            const sl_node *now, bool sections, sl_change *out);
/* All that the drawing of a figure shows, as one text: two that differ look otherwise. */
sl_str sl_change_drawn(sl_arena *a, const sl_figure *f);
/* Compares two maps of YAML, one of which may be NULL, into the change. Keys of the type are named
 * by its labels; type may be NULL. */
void sl_change_compare_fields(sl_arena *a, const sl_changes *c, const sl_type *type,
                              const sl_yaml *old, const sl_yaml *now, sl_change *out);

#endif
