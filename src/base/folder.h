/* folder.h: a folder that is read again and again, with texts that are not saved laid over it.
 *
 * It keeps what was read until the file has changed on disk, and beside each file what readers
 * made of its bytes. Wherever a folder is asked for, NULL is the disk alone, with nothing kept.
 *
 * Order of calls: sl_folder_new; then any number of lays, each followed by one sl_folder_settle
 * before the folder is read again: bytes that were handed out before it are gone then.
 */
#ifndef SL_BASE_FOLDER_H
#define SL_BASE_FOLDER_H

#include "base/file.h"

typedef struct sl_folder sl_folder;

/* One file as it was last read. */
typedef struct sl_folder_file {
    sl_str path;      /* below the folder */
    sl_str bytes;     /* with a NUL after them */
    uint32_t number;  /* of the caller's, the same as long as the folder lives; 0: none yet */
    uint64_t version; /* another whenever the bytes are others, and never one that was before */
    sl_arena *arena;  /* lives as long as the bytes; what is made of them goes here */
    SL_VEC(struct sl_folder_made) made;
} sl_folder_file;

/* root: as sl_file_read_beneath takes it. */
sl_folder *sl_folder_new(const char *root);
void sl_folder_free(sl_folder *f);

/* Lays a text over a file, which need not exist; the bytes are copied. */
void sl_folder_lay(sl_folder *f, sl_str path, sl_str bytes);
/* Takes such a text away; the file counts again. */
void sl_folder_lift(sl_folder *f, sl_str path);
/* Whether a text lies over the file. */
bool sl_folder_is_laid(const sl_folder *f, sl_str path);
/* What follows reads the texts as they are laid now. asks: also asks the disk, file by file, what
 * has changed since; else only what is laid may have. */
void sl_folder_settle(sl_folder *f, bool asks);
/* The greatest number that a caller has given to a file. */
uint32_t sl_folder_most(const sl_folder *f);

/* As sl_file_read_beneath. file (may be NULL): what is kept of it; NULL where there is no folder.
 */
sl_file_status sl_folder_read(sl_folder *f, sl_arena *a, const char *root, const char *path,
                              size_t limit, sl_str *out, const char **why, sl_folder_file **file);
/* What is kept of a file that was read; NULL when nothing is. */
sl_folder_file *sl_folder_find(const sl_folder *f, sl_str path);
/* What a reader, whom `by` stands for, made of the bytes from an offset on; NULL: nothing yet.
 * It is not to be changed by anybody. */
void *sl_folder_made(const sl_folder_file *file, const void *by, uint32_t from);
void sl_folder_keep(sl_folder_file *file, const void *by, uint32_t from, void *made);
/* Bytes that were worked out from all that the key holds; NULL: not yet, or not any more. */
const void *sl_folder_recall(const sl_folder *f, sl_str key);
/* For what such bytes lead to: it lives as long as what is remembered. */
sl_arena *sl_folder_remembering(sl_folder *f);
void sl_folder_remember(sl_folder *f, sl_str key, const void *bytes, size_t n);

/* As sl_file_exists and sl_file_list. */
bool sl_folder_has(sl_folder *f, sl_arena *a, const char *root, const char *path);
void sl_folder_list(sl_folder *f, sl_arena *a, const char *root, sl_listing *out);

#endif
