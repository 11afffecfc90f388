/* flag_value.h: what flags take, read into the options. Private to run.
 *
 * Each is false when the value is none that its flag takes.
 */
#ifndef SL_RUN_FLAG_VALUE_H
#define SL_RUN_FLAG_VALUE_H

#include "session/options.h"

/* "pdf,html": these formats and no others. */
bool sl_flag_read_formats(sl_options *o, const char *list);
/* "human", "json" and so on; "csv" of trace and audit. */
bool sl_flag_read_report(sl_options *o, const char *word);
/* "auto" leaves it as it is. */
bool sl_flag_read_color(sl_options *o, const char *word);
/* Whether it may be somebody's name: it stands in a line of reviews.lock, and in what is printed of
 * it. */
bool sl_flag_is_name(sl_str s);

#endif
