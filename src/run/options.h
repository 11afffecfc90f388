/* options.h: the command line: verbs and flags read by one table. */
#ifndef SL_RUN_OPTIONS_H
#define SL_RUN_OPTIONS_H

#include "session/options.h"

typedef enum sl_parsed { SL_PARSED_RUN, SL_PARSED_DONE, SL_PARSED_WRONG } sl_parsed;

/* DONE: help or version is in out; WRONG: what is wrong is in err. */
sl_parsed sl_options_parse(sl_options *o, int argc, char **argv, sl_buf *out, sl_buf *err);
void sl_options_push_completions(sl_buf *out, const char *shell);

#endif
