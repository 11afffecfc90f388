/* phrase.h: everything that the program itself prints in a document, by ID, in its language.
 *
 * words.def names each message and its fields; layouts/words/LANG.yaml holds the texts, and a
 * strategy may have others (`words` in strategy.yaml). A text is a subset of ICU's MessageFormat,
 * which translators' tools know:
 *
 *   {title}                                      a field
 *   {n, plural, one {# path} other {# paths}}    by the plural category of the language (CLDR);
 *                                                # is the number, `other` is always there
 *   {n, spellout}       in words up to ten, with a capital where the text or a sentence begins
 *   {state, select, none {…} draft {…} other {…}}
 *                       by the field's own text; none: it is empty
 *
 * Branches may hold fields and branches. A sentence is one message, however many numbers are in
 * it, so that a language may order it as it needs. Quotes mean themselves: no text has a brace.
 */
#ifndef SL_STYLE_PHRASE_H
#define SL_STYLE_PHRASE_H

#include "base/num.h"

typedef enum sl_say_id {
#define X(id, fields) SL_SAY_##id,
#include "style/words.def"
#undef X
    SL_SAY__COUNT
} sl_say_id;

/* CLDR's categories of whole numbers. */
typedef enum sl_plural {
    SL_PLURAL_ZERO,
    SL_PLURAL_ONE,
    SL_PLURAL_TWO,
    SL_PLURAL_FEW,
    SL_PLURAL_MANY,
    SL_PLURAL_OTHER,
    SL_PLURAL__COUNT
} sl_plural;

/* A catalogue. Const once made; the built-in ones live as long as the program. */
typedef struct sl_phrases {
    const char *tag; /* primary subtag: "en", "cy" */
    const char *const *texts;
} sl_phrases;

typedef struct sl_say_field {
    const char *name;
    sl_str text;
    uint64_t n;
    bool is_number;
} sl_say_field;

#define SL_T(name_, text_)                                                                         \
    {                                                                                              \
        .name = (name_), .text = (text_)                                                           \
    }
#define SL_N(name_, n_)                                                                            \
    {                                                                                              \
        .name = (name_), .n = (uint64_t)(n_), .is_number = true                                    \
    }

/* The catalogue of a BCP 47 tag ("en-GB"); NULL when there is none. */
const sl_phrases *sl_phrases_lookup(sl_str language);
/* Whether it is one of those built in: it stays where it is, and a strategy's own does not. */
bool sl_phrases_are_shipped(const sl_phrases *p);
/* The n-th of those built in; NULL behind the last. */
const sl_phrases *sl_phrases_at(size_t n);
/* "front-sheet", as catalogues name it. */
const char *sl_phrase_name(sl_say_id id);
/* "n title": the fields of a message, as words.def has them. */
const char *sl_phrase_fields(sl_say_id id);
/* The ID of a name; SL_SAY__COUNT when there is none. */
sl_say_id sl_phrase_find(sl_str name);
/* A copy in which some texts are others: by ID, NULL = as in p. */
const sl_phrases *sl_phrases_override(sl_arena *a, const sl_phrases *p, const char *const *texts);
/* What is wrong with a text for a message in p's language: braces, fields that the message has
 * not, plural forms that the language wants. NULL: nothing. */
const char *sl_phrase_fault(sl_arena *a, const sl_phrases *p, sl_say_id id, sl_str text);
sl_plural sl_phrases_plural(const sl_phrases *p, uint64_t n);
/* Whether the language has the category for any whole number. */
bool sl_phrases_has_plural(const sl_phrases *p, sl_plural category);

/* A message without fields. */
sl_str sl_phrase(const sl_phrases *p, sl_say_id id);
/* A number as a sentence has it: in words up to ten, with a capital where it begins one. */
void sl_say_push_number(sl_buf *out, const sl_phrases *p, uint64_t n, bool begins);
/* A message with its fields: all that words.def names, in any order. */
void sl_say_push(sl_buf *out, const sl_phrases *p, sl_say_id id, const sl_say_field *fields,
                 size_t n);
sl_str sl_say_fields(const sl_phrases *p, sl_arena *a, sl_say_id id, const sl_say_field *fields,
                     size_t n);
#define sl_say(p, a, id, ...)                                                                      \
    sl_say_fields(p, a, id, (const sl_say_field[]){__VA_ARGS__},                                   \
                  sizeof((const sl_say_field[]){__VA_ARGS__}) / sizeof(sl_say_field))

/* 14 June 2019; June 2019; 2019. Empty for no date. */
void sl_say_push_date(sl_buf *out, const sl_phrases *p, sl_date d);
sl_str sl_say_date(const sl_phrases *p, sl_arena *a, sl_date d);
/* "a, b and c", or "a, b or c". */
sl_str sl_say_list(const sl_phrases *p, sl_arena *a, const sl_str *texts, size_t n, bool any);

#endif
