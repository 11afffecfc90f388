/* form.h: a thing as a form of the page: its fields as its schema has them, with what it says now.
 * Private to serve. */
#ifndef SL_SERVE_FORM_H
#define SL_SERVE_FORM_H

#include "base/buf.h"
#include "serve/thing.h"

/* "kind", "id", "title", "path", "isNew", "fields": [{"name", "label", "doc", "kind", "many",
 * "required", "choices", "find", "of", "value" …}] as members of an object that has begun. raw: the
 * map as it stands in the file, NULL of what is new. */
void sl_form_push(sl_buf *out, const sl_strategy *s, const sl_thing *t, const sl_yaml *raw);

#endif
