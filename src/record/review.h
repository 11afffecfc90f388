/* review.h: which links somebody has read against what they lead to, and which must be read again.
 *
 * reviews.lock stands in the strategy's folder: sorted, one line a link,
 *   FROM role TO 16-hex-digits-of-FROM 16-hex-digits-of-TO YYYY-MM-DD who
 * so that git merges it line by line (merge=union in .gitattributes), or merge.h does; of two
 * stamps of one link the later counts, and of one day the one whose line comes later by its bytes.
 * Only `sightline review` writes it. Arena: the strategy's.
 */
#ifndef SL_RECORD_REVIEW_H
#define SL_RECORD_REVIEW_H

#include "model/strategy.h"

#define SL_REVIEW_FILE "reviews.lock"

typedef struct sl_review {
    bool stamped;
    uint64_t from, to; /* fingerprints at the time */
    sl_str date, by;
    sl_span span;
    bool from_suspect, to_suspect; /* which end must be read again: the other has changed */
} sl_review;

/* The stamps of a file, line by line, without their ends; comments and empty lines are passed
 * over. */
typedef struct sl_review_lines {
    sl_str rest;
    const char *begin;
    uint32_t file;
} sl_review_lines;

sl_review_lines sl_review_lines_of(sl_str bytes, uint32_t file);
bool sl_review_next_line(sl_review_lines *l, sl_str *line, sl_span *span);
/* A line's link as "FROM role TO" and its stamp, all but the span; false: it is none. */
bool sl_review_parse(sl_str line, sl_str *key, sl_review *r);
/* The line of a stamp, in the arena. */
sl_str sl_review_line(sl_arena *a, sl_str key, const sl_review *r);
/* The file of these lines, each once; sorts them. */
void sl_review_push_lines(sl_buf *out, sl_str *lines, size_t n);

/* Reads reviews.lock, when there is one, and marks what is suspect: fills s->reviews (by edge).
 * Faults of the file are findings. */
void sl_review_load(sl_strategy *s);
/* Which ends of a link were read again; or the other end has changed in its wording alone. */
enum {
    SL_READ_FROM = 1,   /* the item that it leads from, against the end that it leads to */
    SL_READ_TO = 2,     /* the item that it leads to, against the one that it leads from */
    SL_WORDED_FROM = 4, /* the item that it leads from has other words for the same */
    SL_WORDED_TO = 8    /* what it leads to has */
};
/* Marks the ends of links that reading a thing covers: of an item, its own ends; of an entry, every
 * item that rests on it; of a role, all links of it. wording: the other ends, which need not be
 * read again. False when nothing has the name. */
bool sl_review_choose(const sl_strategy *s, sl_str id, bool wording, uint8_t *chosen);
/* The file anew. chosen: by edge, the ends as above. A stamp that still holds stays as it is, and
 * so does the other end of one that is renewed; a link that nobody has read is stamped at both.
 * Returns how many were stamped. */
size_t sl_review_emit(sl_buf *out, const sl_strategy *s, const uint8_t *chosen, sl_str date,
                      sl_str by);

#endif
