/* apply.h: tracked changes of Word files made in the sources. Private to run. */
#ifndef SL_RUN_APPLY_H
#define SL_RUN_APPLY_H

#include "base/outputs.h"
#include "comments/edit.h"
#include "session/session.h"

typedef struct sl_applying {
    sl_session *session;
    sl_diags *diags; /* what is not made is a finding there */
    sl_text_edits edits;
    sl_map files; /* of the sources that change, by their paths */
    size_t made, refused, conflicts, file_count;
    sl_buf diff;
} sl_applying;

void sl_apply_begin(sl_applying *a, sl_session *s, sl_diags *diags);
/* The changes among remarks, which must last; origin: of which file they are. */
void sl_apply_add(sl_applying *a, const sl_book *book, const sl_remarks *all, uint32_t origin);
/* Settles them; what would change is in diff then. */
void sl_apply_settle(sl_applying *a);
/* Replaces the files, all or none; NULL outputs: none. False with a finding. */
bool sl_apply_commit(sl_applying *a, sl_outputs *outputs);
/* "3 changes made in 2 files, 1 not made". */
void sl_apply_push_done(const sl_applying *a, sl_buf *out, bool is_written);
void sl_apply_done(sl_applying *a);

#endif
