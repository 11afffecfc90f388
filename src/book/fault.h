/* fault.h: errors in a draft, each set where it stands. Private to book. */
#ifndef SL_BOOK_FAULT_H
#define SL_BOOK_FAULT_H

#include "book/compose.h"

/* Takes the errors of the options; none for what is no draft. */
void sl_fault_begin(sl_compose *c, const sl_diags *found);
/* Appends each error that lies in a span, once. */
void sl_fault_add(sl_compose *c, sl_node *to, sl_span where);
/* The same of what the source's node came from. */
void sl_fault_add_of(sl_compose *c, sl_node *to, const sl_node *from);
/* Appends to the cover how many there are, and those that stand in nothing that is shown. */
void sl_fault_end(sl_compose *c, sl_node *cover);

#endif
