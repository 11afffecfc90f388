/* report.h: what a verb on a strategy prints at its end. Private to run. */
#ifndef SL_RUN_REPORT_H
#define SL_RUN_REPORT_H

#include "session/session.h"

/* Prints the findings (stderr; JSON and SARIF to stdout) and the last line; the exit status.
 * done: what was done, for the last line; empty = nothing was written. */
int sl_session_report(sl_session *s, sl_str done);
/* Ends a verb that prints: what is in out goes to stdout, findings are reported when there are
 * errors or nothing could be printed; frees both. The exit status. */
int sl_session_finish(sl_session *s, sl_buf *out);
void sl_session_print(const sl_buf *b);

#endif
