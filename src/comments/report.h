/* report.h: remarks as findings, and Word files that lie in the strategy's folder.
 *
 * What reviewers sent back is kept beside the record: each .docx below engagement/ is read with the
 * strategy by whatever shows it while it is written.
 */
#ifndef SL_COMMENTS_REPORT_H
#define SL_COMMENTS_REPORT_H

#include "comments/remark.h"

#define SL_REPLIES_FOLDER "engagement"

/* A Word file below the folder, and what is in it. */
typedef struct sl_reply_file {
    sl_str path;
    sl_remarks remarks;
} sl_reply_file;

typedef SL_VEC(sl_reply_file) sl_reply_files;

/* Where it stands, with its words; name: of the file that it is from. */
void sl_remark_report(sl_diags *d, sl_arena *a, const char *name, const sl_remark *r);
/* A file that cannot be read, and what to do. */
sl_finding *sl_reply_report_unread(sl_diags *d, const char *name, const char *why);
/* Whether there is any to read. Costs a listing of the folder. */
bool sl_replies_are_there(sl_arena *a, const char *folder);
/* All of them, in the order of their paths; one that cannot be read is a finding. book: composed
 * whole. */
sl_reply_files sl_replies_read(sl_arena *a, sl_diags *d, const sl_sources *sources,
                               const sl_book *book, const char *folder);

#endif
