/* finding.h: a finding as JSON for the page. Private to serve. */
#ifndef SL_SERVE_FINDING_H
#define SL_SERVE_FINDING_H

#include "base/buf.h"
#include "diag/diag.h"

/* {"severity", "code", "message", "help", "file", "line", "column"}; no file: it has no place. */
void sl_finding_push(sl_buf *out, const sl_sources *sources, const sl_finding *f);

#endif
