/* reading.h: the text of a Word file while it is read. Private to comments. */
#ifndef SL_COMMENTS_READING_H
#define SL_COMMENTS_READING_H

#include "base/buf.h"
#include "base/map.h"
#include "comments/field.h"
#include "comments/returned.h"

/* What holds paragraphs that follow each other: a body, a cell, a note, a text box. */
typedef struct sl_reading_level {
    uint32_t last;  /* 1 + index of the paragraph before; 0: none */
    uint32_t index; /* of the one under way, if there is one */
    bool is_open;
    sl_str was; /* of it, while a text box in it is read */
} sl_reading_level;

/* Of whom a change is. */
typedef struct sl_reading_who {
    sl_str author, date;
} sl_reading_who;

typedef struct sl_reading {
    sl_arena *arena;
    sl_returned *out;
    sl_map comments; /* by id: 1 + index */
    bool in_note;
    SL_VEC(sl_reading_level) levels;
    uint32_t count;
    /* the stretch under way; made: words of the program's among its own, which are not in `was` */
    sl_buf was, piece, made;
    sl_stretch_kind kind;
    bool moved;
    sl_str author, date;
    size_t at; /* where it began */
    /* what is open */
    SL_VEC(sl_reading_who) who;
    unsigned inserted, deleted, moved_from, moved_to, anchors, skipped_run, unused;
    unsigned properties, looks; /* of anything; of a paragraph */
    bool in_text, in_instruction;
    sl_fields fields;
    /* a change of looks where no paragraph is: the next one's */
    bool is_formatted;
    sl_str formatter, formatted;
    /* comments: whose end is to come; that begin where no paragraph is; of the paragraph and what
       is in it */
    SL_VEC(uint32_t) open_comments, waiting, placed;
} sl_reading;

/* Attributes as libxml2's SAX2 gives them, five pointers each. */
typedef struct sl_attributes {
    const unsigned char **at;
    int n;
} sl_attributes;

/* In the arena; empty: there is none. name: without its prefix. */
sl_str sl_attribute(sl_reading *r, sl_attributes all, const char *name);

void sl_reading_begin_part(sl_reading *r, bool in_note);
void sl_reading_begin(sl_reading *r, const char *name, sl_attributes all);
void sl_reading_end(sl_reading *r, const char *name);
/* Characters of the text. */
void sl_reading_add(sl_reading *r, sl_str text);

#endif
