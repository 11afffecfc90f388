/* document.h: the documents that one build makes, as `documents` of strategy.yaml lists them.
 *
 * The first is the strategy itself: numbers of chapters, items, evidence, figures and paragraphs
 * are its own in every other, which is a part of it. Arena: the strategy's.
 */
#ifndef SL_MODEL_DOCUMENT_H
#define SL_MODEL_DOCUMENT_H

#include "data/schema.h"
#include "doc/node.h"

enum {
    SL_DOCUMENT_NAME_MOST = 60 /* bytes of a name: a file has 255 with what is put behind it */
};

#define SL_ANNEX_NAMES                                                                             \
    "asks-by-owner|offers-by-owner|line-of-sight|matrix|graph|audit|figures|evidence|gaps|"        \
    "programme|measures|engagement|responses|co-design|funding|funding-lines|coordination|"        \
    "glossary|list-of-figures|index-of-places|"                                                    \
    "sign-off"

typedef struct sl_document {
    sl_str name;                    /* of its files, or of the folder of one for each */
    sl_str title, layout, audience; /* empty: the strategy's own; the title without its marks */
    const sl_node *words;           /* the title as inlines; NULL: it has no marks */
    sl_str language;                /* the edition that it is of; empty: none */
    const sl_yaml *parts, *annexes; /* in order; NULL: all that the strategy has */
    uint32_t pages;                 /* at most, 0: any number */
    bool is_each;                   /* one for each body that is asked */
    bool pdf, html, docx;           /* what is made of it */
    sl_span span, layout_span, pages_span;
} sl_document;

typedef SL_VEC(sl_document) sl_documents;

/* What the program makes and `parts` may name beside chapters. */
typedef enum sl_made_part {
    SL_MADE_FRONT_SHEET,
    SL_MADE_PLAN,
    SL_MADE_IMPRINT,
    SL_MADE__COUNT
} sl_made_part;

/* The part of that name, SL_MADE__COUNT when it is none. */
sl_made_part sl_made_part_lookup(sl_str name);
const char *sl_made_part_name(sl_made_part part);
/* Whether an entry of `annexes` is an item's ID, and no name of what the program makes. */
bool sl_document_is_item(sl_str entry);
bool sl_document_has_annex(const sl_document *d, const char *name);

#endif
