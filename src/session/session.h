/* session.h: what every verb on a strategy starts with: reading, checking, reporting. */
#ifndef SL_SESSION_SESSION_H
#define SL_SESSION_SESSION_H

#include "session/options.h"
#include "model/strategy.h"

typedef struct sl_session {
    sl_arena *arena;
    const sl_options *options;
    sl_sources sources;
    sl_diags diags;
    sl_strategy *strategy;          /* NULL when there is none to speak of */
    SL_VEC(sl_strategy *) editions; /* the same in other languages, as they were asked for */
} sl_session;

void sl_session_init(sl_session *s, const sl_options *o);
void sl_session_done(sl_session *s);
/* Reads and checks the strategy. */
void sl_session_load(sl_session *s);
/* The strategy as a document in a language has it: its own, where that is the document's, none is
 * named or the run was asked for one. Any other is read and checked when it is first asked for.
 * NULL with findings. */
sl_strategy *sl_session_edition(sl_session *s, sl_str language);
/* What a book of a strategy that was read needs beside it: its blocks, names and audit. */
void sl_session_complete(sl_strategy *s);
bool sl_session_has_errors(const sl_session *s);
/* Whether no output may be made: for errors, or, of a draft despite them, for those alone that an
 * output cannot be made of or be proved with. */
bool sl_session_is_stopped(const sl_session *s);
/* Folder of the program's own data: layouts or fonts. */
const char *sl_session_data(sl_session *s, const char *name);

#endif
