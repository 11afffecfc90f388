/* file.h: reading files and folders under limits. outputs.h writes them. */
#ifndef SL_BASE_FILE_H
#define SL_BASE_FILE_H

#include "base/str.h"

typedef enum sl_file_status {
    SL_FILE_OK,
    SL_FILE_MISSING,
    SL_FILE_DENIED,    /* no permission, or a folder where a file should be */
    SL_FILE_TOO_LARGE, /* over the limit given */
    SL_FILE_FAILED,    /* the system said no; errno text in *why */
    SL_FILE_OUTSIDE,   /* a link or .. leads out of the folder */
    SL_FILE__COUNT
} sl_file_status;

/* Reads path whole (NUL after the bytes). why (may be NULL) is set to a static text on failure. */
sl_file_status sl_file_read(sl_arena *a, const char *path, size_t limit, sl_str *out,
                            const char **why);
bool sl_file_exists(const char *path);
/* A name that is taken, be it by a link that leads nowhere. */
bool sl_file_is_there(const char *path);
bool sl_file_is_folder(const char *path);
/* What is the same for two names of one file, and of it alone; false when there is none. */
bool sl_file_identify(const char *path, uint64_t id[2]);
bool sl_file_is_link(const char *path);
/* The same of a path below a folder, which no link on the way may lead out of. */
sl_file_status sl_file_read_beneath(sl_arena *a, const char *folder, const char *path, size_t limit,
                                    sl_str *out, const char **why);

/* What a listing could not take in: nothing of it is left out without a word. */
typedef enum sl_list_fault_kind {
    SL_LIST_UNREADABLE, /* a folder; why says how */
    SL_LIST_TOO_DEEP,   /* a folder below SL_LIMIT_FOLDER_DEPTH others */
    SL_LIST_TOO_MANY,   /* the folder in which file SL_LIMIT_FILES + 1 was met */
    SL_LIST_OUTSIDE     /* a link to a folder that is not below the one listed */
} sl_list_fault_kind;

typedef struct sl_list_fault {
    sl_str path; /* below the folder; empty: itself */
    sl_list_fault_kind kind;
    const char *why;
} sl_list_fault;

typedef struct sl_listing {
    SL_VEC(sl_str) paths; /* relative to the folder, sorted by bytes */
    SL_VEC(sl_list_fault) faults;
    bool is_full;
} sl_listing;

/* All files below folder. Hidden names are passed over; links to files are listed, links to folders
 * are not followed. */
void sl_file_list(sl_arena *a, const char *folder, sl_listing *out);
/* Makes folder and its parents. */
bool sl_file_make_folder(const char *path);
/* folder/name in the arena; name alone when folder is "." or empty. */
const char *sl_file_join(sl_arena *a, const char *folder, const char *name);
/* The folder of a path with its slash ("evidence/data/"; empty for a name alone), and the name. */
sl_str sl_file_parent(sl_str path);
sl_str sl_file_name(sl_str path);
/* The folder to be opened or made, in the arena: "evidence/data"; "." for a name alone. */
const char *sl_file_folder_of(sl_arena *a, sl_str path);
/* True when a relative path stays below its folder: no leading /, no .. that leads out, no \ or
 * NUL. */
bool sl_file_path_is_inside(sl_str path);

/* Test seam: the n-th system call of writing (open, write, fsync, rename) or reading fails. */
void sl_file_fail_at(unsigned long n);
/* Counts one call; true when it is the one that fails, with errno set. For base alone. */
bool sl_file_fails_now(void);
unsigned long sl_file_count_calls(void);

#endif
