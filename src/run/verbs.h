/* verbs.h: one function for each verb; each returns the exit status. */
#ifndef SL_RUN_VERBS_H
#define SL_RUN_VERBS_H

#include "run/options.h"

enum { SL_EXIT_OK = 0, SL_EXIT_FINDINGS = 1, SL_EXIT_USAGE = 2, SL_EXIT_FILES = 3 };

int sl_run_program(int argc, char **argv);

int sl_run_new(const sl_options *o);
int sl_run_build(const sl_options *o);
int sl_run_check(const sl_options *o);
int sl_run_trace(const sl_options *o);
int sl_run_audit(const sl_options *o);
int sl_run_diff(const sl_options *o);
int sl_run_rename(const sl_options *o);
int sl_run_format(const sl_options *o);
int sl_run_update(const sl_options *o);
int sl_run_review(const sl_options *o);
int sl_run_comments(const sl_options *o);
int sl_run_words(const sl_options *o);
int sl_run_quote(const sl_options *o);
int sl_run_schema(const sl_options *o);
int sl_run_explain(const sl_options *o);

#endif
