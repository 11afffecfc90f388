/* found.h: where what somebody points at stands in the sources. Private to serve. */
#ifndef SL_SERVE_FOUND_H
#define SL_SERVE_FOUND_H

#include <jansson.h>

#include "serve/preview.h"
#include "serve/starter.h"

/* {"file", "line", "column"} of {"text"} or {"page", "x", "y"}, or {}; with "open" the editor is
 * opened there where that is allowed, and "address" or "opened" says so. editor: NULL: there is
 * none. */
void sl_found_push(sl_buf *b, sl_preview *p, const sl_options *options, const char *editor,
                   const sl_starter *starter, const json_t *asked);

#endif
