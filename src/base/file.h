/* file.h: reading files under limits, and replacing a set of files all or nothing.
 *
 * sl_outputs collects finished files in memory, writes each to a temporary file beside its
 * place, syncs it, and renames them only when all are written. Until the first rename nothing
 * that existed has changed; a failure leaves no temporary file behind.
 */
#ifndef SL_BASE_FILE_H
#define SL_BASE_FILE_H

#include "base/str.h"

typedef enum sl_file_status {
    SL_FILE_OK,
    SL_FILE_MISSING,
    SL_FILE_DENIED,    /* no permission, or a folder where a file should be */
    SL_FILE_TOO_LARGE, /* over the limit given */
    SL_FILE_FAILED,    /* the system said no; errno text in *why */
    SL_FILE__COUNT
} sl_file_status;

/* Reads path whole (NUL after the bytes). why (may be NULL) is set to a static text on failure. */
sl_file_status sl_file_read(sl_arena *a, const char *path, size_t limit, sl_str *out,
                            const char **why);
bool sl_file_exists(const char *path);
bool sl_file_is_folder(const char *path);
/* Paths of all files below folder, relative to it, sorted by bytes. Hidden names and symbolic
 * links are passed over, folders deeper than SL_LIMIT_FOLDER_DEPTH too. False when unreadable. */
bool sl_file_list(sl_arena *a, const char *folder, sl_str **paths, size_t *n);
/* Makes folder and its parents. */
bool sl_file_make_folder(const char *path);
/* folder/name in the arena; name alone when folder is "." or empty. */
const char *sl_file_join(sl_arena *a, const char *folder, const char *name);
/* The folder of a path with its slash ("evidence/data/"; empty for a name alone), and the name. */
sl_str sl_file_parent(sl_str path);
sl_str sl_file_name(sl_str path);
/* True when a relative path stays below its folder: no leading /, no .. that leads out, no \ or
 * NUL. */
bool sl_file_path_is_inside(sl_str path);

typedef struct sl_outputs sl_outputs;

sl_outputs *sl_outputs_new(sl_arena *a);
/* The bytes are borrowed until sl_outputs_commit returns. */
void sl_outputs_add(sl_outputs *o, const char *path, sl_str bytes);
/* All or nothing up to the renames. On failure *path and *why say what could not be written. */
bool sl_outputs_commit(sl_outputs *o, const char **path, const char **why);
/* Removes temporary files of a commit under way; safe in an exhaustion handler. */
void sl_outputs_abandon(void);
/* Test seam: the n-th system call of writing (open, write, fsync, rename) or reading fails. */
void sl_file_fail_at(unsigned long n);
unsigned long sl_file_count_calls(void);

#endif
