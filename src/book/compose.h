/* compose.h: what the parts of composing share. Private to strategy, but for the small makers,
 * which need its arena only: change/report.c makes its document with them. */
#ifndef SL_BOOK_COMPOSE_H
#define SL_BOOK_COMPOSE_H

#include "book/abbreviation.h"
#include "load/block.h"
#include "book/book.h"
#include "model/unit.h"

/* The footnotes of a text, and which are in the document already: each is bound where it is called
 * first, and what calls it again leads there. */
typedef struct sl_compose_notes {
    sl_map by_name;               /* FOOTNOTE nodes */
    sl_map bound;                 /* by name: the NOTE that holds its text */
    const sl_node *of;            /* the text */
    SL_VEC(sl_node *) references; /* LINKs to one by its name, in `target`, [@note-name] */
} sl_compose_notes;

/* What the items of a type have in common. */
typedef struct sl_common {
    sl_str state, note; /* empty: nothing */
    size_t n;
    int notes; /* that are alike */
    bool differs;
} sl_common;

typedef struct sl_compose {
    sl_arena *arena;
    const sl_phrases *phrases;
    const sl_strategy *s;
    sl_book *book;
    sl_str audience;
    const sl_book_options *options;
    sl_node *whole;   /* every chapter, of which the book may hold some */
    unsigned apart;   /* texts that lie around what is composed and that the first document lacks */
    const bool *only; /* by item: a sheet holds these alone; NULL = all */
    uint32_t *evidence_number; /* by evidence; 0 = not cited yet */
    sl_str *item_number;       /* by item */
    sl_str *item_anchor;       /* by item: where links to it lead; empty = not in the document */
    sl_common *common;         /* by type */
    uint32_t *own_numbers;     /* by type: given so far, of those with a numbering of their own */
    uint32_t cited;            /* numbers given so far */
    uint8_t reference_style;   /* sl_reference_style */
    sl_str *author_dates;      /* by evidence: "ONS 2023a"; NULL: it is cited by its number */
    uint32_t figures, tables, notes;
    const sl_currency *currency; /* of all money; NULL where there is none */
    bool in_millions;            /* what tables tell money in: money.h */
    sl_abbreviations abbreviations;
    sl_compose_notes *called;     /* the footnotes of the text being composed; NULL: none */
    sl_map heading_ids;           /* given so far */
    SL_VEC(sl_node *) references; /* LINKs whose words are known when all is composed */
    SL_VEC(sl_node *) groups;     /* SPANs of such LINKs that are said together: Figures 2 to 4 */
    SL_VEC(sl_node *) pages;      /* SPANs that print the page of their target, on paper alone */
    const sl_item *item;          /* whose text is being composed; NULL: none */
    unsigned note_depth;          /* notes that lie around what is being composed */
    unsigned base;                /* level of the heading that the text stands under */
    SL_VEC(const sl_finding *) faults; /* of a draft: fault.h */
    bool *fault_shown;                 /* by fault */
    uint32_t *counters;                /* numbers of the open headings */
} sl_compose;

/* A message of words.def, without fields and with them. */
static inline sl_str sl_compose_word(const sl_compose *c, sl_say_id id)
{
    return sl_phrase(c->phrases, id);
}
#define sl_compose_say(c, id, ...) sl_say((c)->phrases, (c)->arena, id, __VA_ARGS__)

/* Numbers evidence on its first use. */
uint32_t sl_compose_cite(sl_compose *c, uint32_t evidence);
/* Copies the inline children of from into to, every mark resolved. */
void sl_compose_inlines(sl_compose *c, const sl_node *from, sl_node *to);
/* A link to an item: "title (number)". */
void sl_compose_item_link(sl_compose *c, sl_node *to, const sl_item *item);
/* The same by its number alone; by its title where it has none. */
void sl_compose_item_number(sl_compose *c, sl_node *to, const sl_item *item);
/* Its number, which is the link, and its title: in tables and lists of items. */
void sl_compose_item_entry(sl_compose *c, sl_node *to, const sl_item *item);
/* A link to an evidence entry: its number. */
void sl_compose_evidence_link(sl_compose *c, sl_node *to, uint32_t evidence);
/* Opens the footnotes of a text before it is copied, for who calls them earlier: its title. Returns
 * what sl_compose_close_notes needs. */
sl_compose_notes *sl_compose_open_notes(sl_compose *c, const sl_node *body);
void sl_compose_close_notes(sl_compose *c, sl_compose_notes *outer);
/* Appends a title: its words with their marks, or the plain one where words is NULL. */
void sl_compose_title(sl_compose *c, sl_node *to, const sl_node *words, sl_str plain);
/* Copies a text, of an item or of a block, with its footnotes. */
void sl_compose_body(sl_compose *c, const sl_node *body, sl_node *to);
/* Copies blocks below from into to. */
void sl_compose_blocks(sl_compose *c, const sl_node *from, sl_node *to);

/* Whether the audience may read an item. */
bool sl_compose_may_read(const sl_compose *c, const sl_item *item);
/* Appends a value of the front matter that is Markdown, as blocks; false: it is none. */
bool sl_compose_markdown(sl_compose *c, sl_node *to, const sl_item *item, const sl_yaml *y);
/* The value of a front-matter key, as text or as blocks; of a measure also KEY.part. */
void sl_compose_value(sl_compose *c, sl_node *to, const sl_item *item, sl_str key);

/* How a key of a type, or KEY.part of a measure, is called. */
sl_str sl_compose_key_label(const sl_compose *c, const sl_type *type, sl_str key);

/* Small makers: all append to parent. */
sl_node *sl_compose_add(sl_compose *c, sl_node *parent, sl_node_kind kind, const char *role);
sl_node *sl_compose_paragraph(sl_compose *c, sl_node *parent, const char *role, sl_str text);
sl_node *sl_compose_text(sl_compose *c, sl_node *parent, sl_str text);
sl_node *sl_compose_heading(sl_compose *c, sl_node *parent, unsigned level, sl_str number,
                            sl_str title);
sl_node *sl_compose_section(sl_compose *c, sl_node *parent, sl_str role, sl_str id, sl_str title,
                            unsigned toc);
/* A table with its head row; titles may be NULL for none. */
sl_node *sl_compose_table(sl_compose *c, sl_node *parent, const char *role, const sl_say_id *titles,
                          unsigned columns);
/* The same with a head row of texts that are no words of the program. */
sl_node *sl_compose_titled(sl_compose *c, sl_node *parent, const sl_str *titles, unsigned columns);
sl_node *sl_compose_row(sl_compose *c, sl_node *table);
sl_node *sl_compose_cell(sl_compose *c, sl_node *row, bool head);
/* A cell of a body row with a text, which may be empty. */
sl_node *sl_compose_cell_text(sl_compose *c, sl_node *row, sl_str text);
/* A caption with its number: FIGURE_NUMBER, TABLE_NUMBER; count is the numbers given so far. */
sl_node *sl_compose_caption(sl_compose *c, sl_node *parent, sl_say_id word, uint32_t *count,
                            sl_str title);
/* The picture that an IMAGE of a text names; false: it cannot be read, which is said. */
bool sl_compose_read_image(sl_compose *c, const sl_node *image, sl_figure *out);
/* A FIGURE of the book without a caption. */
sl_node *sl_compose_picture(sl_compose *c, sl_node *to, sl_figure figure);
/* A FIGURE of the book; its caption is numbered when title is not empty. */
sl_node *sl_compose_figure(sl_compose *c, sl_node *to, sl_figure figure, sl_str title);
/* A table with a numbered caption, which stands before its head row. */
sl_node *sl_compose_captioned(sl_compose *c, sl_node *to, sl_str id, sl_str title,
                              const sl_say_id *titles, unsigned columns);
/* "14 June 2019" in the arena; empty for no date. */
sl_str sl_compose_date(sl_compose *c, sl_date date);
/* Items, each as the function has it, parted by semicolons, appended to a node of inlines. What the
 * audience may not read is left out. */
void sl_compose_items(sl_compose *c, sl_node *to, const uint32_t *items, size_t n,
                      void (*one)(sl_compose *c, sl_node *to, const sl_item *item));
/* Links to items or entries, parted by semicolons or commas, appended to a node of inlines. */
void sl_compose_item_links(sl_compose *c, sl_node *to, const uint32_t *items, size_t n);
void sl_compose_evidence_links(sl_compose *c, sl_node *to, const uint32_t *evidence, size_t n);

/* Every chapter, numbered, below root. */
void sl_compose_parts(sl_compose *c, sl_node *root);
/* The section of that ID below root; NULL: there is none. */
sl_node *sl_compose_find(const sl_node *root, sl_str id);
/* Whether the first document has no such item: it takes none of its numbers. */
bool sl_compose_is_apart(const sl_compose *c, const sl_item *item);

/* Numbers and anchors of items among the annexes of the document. */
void sl_annex_number_items(sl_compose *c);
/* Appends the annexes that strategy.yaml asks for. */
void sl_annex_compose(sl_compose *c);

#endif
