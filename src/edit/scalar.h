/* scalar.h: a value of YAML as it is written in a file. Private to edit.
 *
 * Texts are written plain where YAML reads them so, else in quotes or, with several lines, as a
 * block; long ones are wrapped. Arena: the one given.
 */
#ifndef SL_EDIT_SCALAR_H
#define SL_EDIT_SCALAR_H

#include "base/buf.h"
#include "data/yaml.h"

/* How a scalar is written. */
typedef enum sl_scalar_style {
    SL_SCALAR_PLAIN,
    SL_SCALAR_SINGLE, /* 'so' */
    SL_SCALAR_DOUBLE, /* "so" */
    SL_SCALAR_LITERAL,
    SL_SCALAR_FOLDED
} sl_scalar_style;

/* Where a value is to stand. */
typedef struct sl_spot {
    size_t indent; /* columns of the lines below its first */
    size_t column; /* where it begins */
    bool flow;     /* within [ ] or { } */
    const char *eol;
    sl_scalar_style style; /* of what stood there; PLAIN when nothing did */
} sl_spot;

/* head takes the place of the value; body stands on the lines below it, each with its indent and
 * its end, and is empty where the value needs none. */
typedef struct sl_written {
    sl_str head, body;
} sl_written;

/* A value: SCALAR quoted is a text, whatever YAML would read it as; not quoted, it is written as it
 * stands. */
sl_written sl_scalar_write(sl_arena *a, const sl_yaml *value, const sl_spot *at);
/* A key as it stands before its colon. */
sl_str sl_scalar_write_key(sl_arena *a, sl_str key);
/* Whether YAML reads an unquoted text as something else than that text: a number, a date, true. */
bool sl_scalar_is_ambiguous(sl_str text);
/* Whether a text may stand unquoted. */
bool sl_scalar_may_be_plain(sl_str text, bool flow);

#endif
