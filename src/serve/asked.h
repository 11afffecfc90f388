/* asked.h: what a form was filled in with, as changes of its file. Private to serve. */
#ifndef SL_SERVE_ASKED_H
#define SL_SERVE_ASKED_H

#include <jansson.h>

#include "edit/file_edit.h"
#include "serve/thing.h"

typedef SL_VEC(sl_file_change) sl_file_changes;

/* {"fields": {name: value, or null to take it out}, "text"} as changes of a file with these bytes:
 * values as the fields' kinds have them. NULL and *out, or why not. */
const char *sl_asked_changes(sl_arena *a, const sl_thing *t, const json_t *asked, sl_str bytes,
                             sl_file_changes *out);
/* The map of a thing in its file: at *way, in the YAML of the file; NULL: it is not there. */
const sl_yaml *sl_asked_find(sl_arena *a, const sl_thing *t, sl_str bytes, sl_way *way);
sl_str sl_asked_text(const json_t *o, const char *key);

#endif
