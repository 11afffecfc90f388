/* reference.h: how evidence is cited: by number, by author and date, or in notes; and notes at the
 * end. Private to book. */
#ifndef SL_BOOK_REFERENCE_H
#define SL_BOOK_REFERENCE_H

#include "book/compose.h"

typedef enum sl_reference_style {
    SL_REFERENCE_NUMBERED,    /* [12] */
    SL_REFERENCE_AUTHOR_DATE, /* (ONS 2023a) */
    SL_REFERENCE_NOTES        /* a footnote that names the source */
} sl_reference_style;

/* What the strategy says of it; labels of author and date are given to all evidence. */
void sl_reference_begin(sl_compose *c);
/* What stands for an entry where it is cited: "12", "ONS 2023a". */
sl_str sl_reference_label(sl_compose *c, uint32_t evidence);
/* Entries in the order in which a reader looks for them: by number, or by author and date. */
void sl_reference_sort(const sl_compose *c, const sl_evidence **entries, size_t n);
/* Moves all notes to a section at the end, where the strategy asks for it. */
void sl_reference_end_notes(sl_compose *c);

#endif
