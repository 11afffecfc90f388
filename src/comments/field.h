/* field.h: fields of a Word file that are under way while it is read. Private to comments. */
#ifndef SL_COMMENTS_FIELD_H
#define SL_COMMENTS_FIELD_H

#include "base/str.h"

enum { SL_FIELDS_MOST = 16 };

/* Within each other; of those that are deeper only how many there are is known. */
typedef struct sl_fields {
    struct {
        char name[12];
        size_t n;
        bool result;
    } at[SL_FIELDS_MOST];
    unsigned n;
} sl_fields;

/* kind: begin, separate or end, as fldChar has it. */
void sl_fields_mark(sl_fields *f, sl_str kind);
/* A part of the instruction: its first word says what the field is. */
void sl_fields_read(sl_fields *f, sl_str text);
/* Whether what stands here is an instruction, or a number or reference that the program made. */
bool sl_fields_hide(const sl_fields *f);

#endif
