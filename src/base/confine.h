/* confine.h: from here on the process, and what it starts, reads and writes below some folders
 * only, starts no program (but from where it is allowed) and opens no connection.
 *
 * By Landlock (Linux 5.19 and later; Documentation/userspace-api/landlock.rst), which needs no
 * privilege and cannot be undone. Order of calls: begin, allow as often as there are paths, end.
 */
#ifndef SL_BASE_CONFINE_H
#define SL_BASE_CONFINE_H

#include <stdbool.h>

/* A ruleset, by its number; -1 where the kernel has none. */
int sl_confine_begin(void);
/* What stands at the path and below may be read. A path that is not there is passed over. */
void sl_confine_allow_reading(int rules, const char *path);
/* It may be read, and programs in it started: they are held to the same. */
void sl_confine_allow_starting(int rules, const char *path);
/* It may be read, made, changed and removed. */
void sl_confine_allow_writing(int rules, const char *path);
/* Empty folders in it may be removed, and nothing else. */
void sl_confine_allow_tidying(int rules, const char *path);
/* In force from here on; gives the ruleset back. False when it is not: nothing is confined. */
bool sl_confine_end(int rules);

#endif
