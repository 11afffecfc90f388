/* documents.h: the documents of a strategy, made one after the other from one reading. Private to
 * run. */
#ifndef SL_RUN_DOCUMENTS_H
#define SL_RUN_DOCUMENTS_H

#include "run/emit.h"
#include "run/since.h"

/* Whether the options leave the strategy's own documents in force. */
bool sl_documents_are_wanted(const sl_session *s);
/* All that is wanted of them, the data of the first with it, their pages marked with what changed
 * since; false with findings. */
bool sl_documents_emit(sl_emission *e, sl_making *m, sl_since *since);
/* A file's name for a body: its ASCII letters and digits behind `before`. Bodies whose names are
 * then alike are told apart by a number, in the order of the calls. */
const char *sl_documents_stem(sl_arena *a, sl_map *taken, const char *before, sl_str body);

/* Composes the one document that the options name, and what it takes its numbers and pages from; as
 * a newer strategy has the IDs, unless that is NULL. False with findings. */
bool sl_documents_compose(sl_making *m, const sl_strategy *newer);

#endif
