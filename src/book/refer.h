/* refer.h: references to figures, tables, headings and annexes by their names. Private to book. */
#ifndef SL_BOOK_REFER_H
#define SL_BOOK_REFER_H

#include "book/compose.h"

/* The id in the document of what has a name: ITEM.slug of ITEM#slug. */
sl_str sl_refer_anchor(sl_arena *a, sl_str name);
/* Appends a reference, whose words sl_refer_resolve puts in. */
void sl_refer_add(sl_compose *c, sl_node *to, sl_str name);
/* Appends the CITE_ITEMs from first up to end as one reference: "Figures 2 and 3". */
void sl_refer_add_group(sl_compose *c, sl_node *to, const sl_node *first, const sl_node *end);
/* Appends ", page 12" of what has the id, for paper alone. at: the mark that asks for it. */
void sl_refer_add_page(sl_compose *c, sl_node *to, sl_str id, sl_span at);
/* The same behind a reference to a footnote of the text, called by its name. */
void sl_refer_add_note_page(sl_compose *c, sl_node *to, sl_str name, sl_span at);
/* Appends a reference to a footnote of the text by "note-NAME"; false: there is none. */
bool sl_refer_add_note(sl_compose *c, sl_node *to, sl_str name);
/* Fills in those of the text that is composed. */
void sl_refer_resolve_notes(sl_compose *c);
/* A LINK to #name, where that is a heading of the item that it stands in, leads there. */
void sl_refer_link(sl_compose *c, sl_node *link);
/* Fills in what every reference prints; when the document is composed. */
void sl_refer_resolve(sl_compose *c);

#endif
