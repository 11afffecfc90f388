/* file_edit.h: the changes of a form, made in a file and saved.
 *
 * What may be changed is the YAML of a file (front matter of a text, the whole of another) and the
 * text below front matter. A file is replaced whole or not at all, and only while it is what the
 * changes were made for: it is known by the digest of its bytes. Arena: the one given.
 */
#ifndef SL_EDIT_FILE_EDIT_H
#define SL_EDIT_FILE_EDIT_H

#include "edit/yaml_edit.h"

typedef enum sl_change_kind {
    SL_CHANGE_SET,
    SL_CHANGE_REMOVE,
    SL_CHANGE_INSERT,
    SL_CHANGE_TEXT /* the text below the front matter; \n ends its lines */
} sl_change_kind;

typedef struct sl_file_change {
    sl_change_kind kind;
    sl_way way;
    uint32_t index;       /* INSERT */
    const sl_yaml *value; /* SET, INSERT */
    sl_str text;          /* TEXT */
} sl_file_change;

/* Which part of a file: the whole of a YAML file, the front matter of a text and what is below it,
 * or one of several items in a text. */
typedef struct sl_file_part {
    bool markdown;
    sl_str block; /* the ID of one of several items; empty: front matter */
} sl_file_part;

/* 64 hexadecimal digits. */
sl_str sl_file_edit_digest(sl_arena *a, sl_str bytes);
/* The YAML of a part, and the text below it: empty where there is none. False: the file has no such
 * part. */
bool sl_file_edit_parts(sl_str bytes, sl_file_part part, sl_str *yaml, sl_str *text);
/* One of several items in a file, with its heading; the whole file, where the part is none. p NULL:
 * there is none. */
sl_str sl_file_edit_whole(sl_str bytes, sl_file_part part);
/* The file with its changes, one after another; NULL, or why not. */
const char *sl_file_edit_make(sl_arena *a, sl_str bytes, sl_file_part part,
                              const sl_file_change *changes, size_t n, sl_str *out);

typedef enum sl_saved {
    SL_SAVED,
    SL_SAVED_CHANGED, /* the file is another than it was: *now is what it holds */
    SL_SAVED_NOT      /* it cannot be written; *why says why */
} sl_saved;

/* Puts bytes in the place of the file that has the digest, or, where digest is empty, where no file
 * is yet. folder/path must be no link. */
sl_saved sl_file_edit_save(sl_arena *a, const char *folder, sl_str path, sl_str digest,
                           sl_str bytes, sl_str *now, const char **why);

#endif
