/* starter.h: a process that starts the author's editor for one that may start nothing itself.
 * Private to serve.
 *
 * It is begun before the one that serves is confined (base/confine.h), knows the editor from the
 * command line, and is told a place and nothing else: a fault in what reads the strategy can have
 * it open a file of the strategy in the author's editor, and no more.
 */
#ifndef SL_SERVE_STARTER_H
#define SL_SERVE_STARTER_H

#include "base/str.h"

typedef struct sl_starter {
    int to; /* where it is told; -1: there is none */
} sl_starter;

/* folder: of the strategy. False when the system gives no process. */
bool sl_starter_begin(sl_starter *s, const char *editor, const char *folder);
/* False when the editor could not be started, or the file is none below the folder. */
bool sl_starter_open(const sl_starter *s, const char *file, unsigned line, unsigned column);
void sl_starter_end(sl_starter *s);

#endif
