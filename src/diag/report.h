/* report.h: findings as text for people, one line each, JSON, SARIF 2.1.0 or for GitHub Actions. */
#ifndef SL_DIAG_REPORT_H
#define SL_DIAG_REPORT_H

#include "base/buf.h"
#include "diag/diag.h"

typedef enum sl_report_format {
    SL_REPORT_HUMAN,
    SL_REPORT_SHORT,
    SL_REPORT_JSON,
    SL_REPORT_SARIF,
    SL_REPORT_GITHUB,
    SL_REPORT__COUNT
} sl_report_format;

/* Each finding with its excerpt (at most 80 columns, centred on the caret). d must be sorted. */
void sl_report_human(sl_buf *out, const sl_diags *d, bool color);
/* file:line:column: severity[code]: message */
void sl_report_short(sl_buf *out, const sl_diags *d);
/* The object of `--format json` (schema: `sightline schema findings`); summary is a JSON object
 * put in as it is. */
void sl_report_json(sl_buf *out, const sl_diags *d, sl_str summary);
void sl_report_sarif(sl_buf *out, const sl_diags *d);
/* A workflow command of GitHub Actions a line, which shows the finding beside its line. */
void sl_report_github(sl_buf *out, const sl_diags *d);

#endif
