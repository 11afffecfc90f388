/* outputs.h: replacing a set of files, all or none.
 *
 * Finished files are collected in memory. sl_outputs_commit writes each to a new file of the
 * folder, syncs it, keeps a second name of what it replaces, and writes a journal; only then are
 * the names changed. What fails before leaves everything as it was; what fails between two names
 * puts the first ones back. An end by a signal waits until the folder is whole. After a kill
 * within the changing of names the next commit in that folder reads the journal and finishes it;
 * what a killed run left before that is removed. A folder is locked while it is committed to.
 *
 * The journal, .sightline-journal: a line for each file, "NEW\tOLD\tNAME", and a last line "end".
 * NEW and OLD are names in the folder, OLD is - where there was nothing; NAME is the file's.
 */
#ifndef SL_BASE_OUTPUTS_H
#define SL_BASE_OUTPUTS_H

#include "base/str.h"

typedef struct sl_outputs sl_outputs;

/* How a commit ended. */
typedef enum sl_commit_end {
    SL_COMMIT_DONE,
    SL_COMMIT_KEPT, /* everything is as it was */
    SL_COMMIT_MIXED /* some files are new and could not be put back; the journal is left */
} sl_commit_end;

/* folder: must be there when the outputs are locked or committed. */
sl_outputs *sl_outputs_new(sl_arena *a, const char *folder);
/* Nobody else commits to the folder from here on, until sl_outputs_done; waits for who does. For
 * who reads what he will replace; a commit locks by itself. False with *why when there is no such
 * folder. */
bool sl_outputs_lock(sl_outputs *o, const char **why);
/* name: below the folder, in a folder that is there. The bytes are borrowed until
 * sl_outputs_commit returns. */
void sl_outputs_add(sl_outputs *o, const char *name, sl_str bytes);
/* Files that are there already are no longer replaced: they make the commit fail. */
void sl_outputs_keep_old(sl_outputs *o);
/* On failure *path and *why say what could not be written. Unlocks. */
sl_commit_end sl_outputs_commit(sl_outputs *o, const char **path, const char **why);
/* Unlocks what was locked and not committed. */
void sl_outputs_done(sl_outputs *o);
/* Removes what a commit under way has written; safe in an exhaustion handler. False when outputs
 * have been replaced, by it or by one before. */
bool sl_outputs_abandon(void);

#endif
