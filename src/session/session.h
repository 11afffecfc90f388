/* session.h: what every verb on a strategy starts with: reading, checking, reporting. */
#ifndef SL_SESSION_SESSION_H
#define SL_SESSION_SESSION_H

#include "session/options.h"
#include "model/strategy.h"
#include "sight/audit.h"

/* What a reading was found to rest on. */
typedef struct sl_audited {
    const sl_strategy *strategy;
    const sl_audit *audit;
} sl_audited;

typedef struct sl_session {
    sl_arena *arena;
    const sl_options *options;
    sl_sources sources;
    sl_diags diags;
    sl_strategy *strategy;          /* NULL when there is none to speak of */
    SL_VEC(sl_strategy *) editions; /* the same in other languages, as they were asked for */
    SL_VEC(sl_audited) audits;      /* of each that was completed, views of audiences too */
} sl_session;

void sl_session_init(sl_session *s, const sl_options *o);
void sl_session_done(sl_session *s);
/* Reads and checks the strategy. */
void sl_session_load(sl_session *s);
/* The strategy as a document in a language has it: its own, where that is the document's, none is
 * named or the run was asked for one. Any other is read and checked when it is first asked for.
 * NULL with findings. */
sl_strategy *sl_session_edition(sl_session *s, sl_str language);
/* What a book of a strategy that was read needs: its blocks, its names, what it cites, its audit.
 */
void sl_session_complete(sl_session *s, sl_strategy *strategy);
/* The audit of one that was completed; NULL: it was not. */
const sl_audit *sl_session_audit(const sl_session *s, const sl_strategy *strategy);
bool sl_session_has_errors(const sl_session *s);
/* Whether no output may be made: for errors, or, of a draft despite them, for those alone that an
 * output cannot be made of or be proved with. */
bool sl_session_is_stopped(const sl_session *s);
/* Folder of the program's own data: layouts or fonts. */
const char *sl_session_data(sl_session *s, const char *name);

#endif
