/* asking.h: one request of somebody who edits, while it is answered. Private to serve. */
#ifndef SL_SERVE_ASKING_H
#define SL_SERVE_ASKING_H

#include "serve/asked.h"
#include "serve/edit.h"

typedef struct sl_asking {
    sl_editing *e;
    const sl_strategy *s;
    sl_arena *arena;
    const json_t *asked;
    sl_buf *out;
    bool saved;
    sl_thing thing;
    sl_str bytes;  /* of its file as it is; of what is new, what it begins as */
    sl_str digest; /* of the same; empty: there is no file yet */
} sl_asking;

/* {"error"} in place of whatever was pushed; the status. */
unsigned sl_asking_refuse(const sl_asking *q, unsigned status, const char *why);
const char *sl_asking_folder(const sl_asking *q);
/* What was told of files until now is seen with this, a save of ours first of all. What was found
 * before is gone then. */
void sl_asking_update(sl_asking *q);
/* Finds the thing that "id" names, or what "new" is to be, and reads its file; the status of a
 * refusal, 0: all is well. */
unsigned sl_asking_open(sl_asking *q);
/* Whether the digest that was sent is that of the file as it is. */
bool sl_asking_is_current(const sl_asking *q);

#endif
