/* framework.h: the kinds of item, the roles between them, the states and the rules, as data.
 *
 * Everything that makes a Local Industrial Strategy one stands in framework.yaml; no type, role
 * or state is named in C. Arena: book.
 */
#ifndef SL_MODEL_FRAMEWORK_H
#define SL_MODEL_FRAMEWORK_H

#include "model/numbering.h"
#include "data/schema.h"
#include "style/phrase.h"

#define SL_TYPES_MAX 64
#define SL_EVIDENCE_TYPE SL_TYPES_MAX /* index of the register's entries among a role's ends */

/* A front-matter key that a type declares. */
typedef struct sl_key {
    sl_field field; /* as the schema checks it */
    sl_str name, label;
    bool print;          /* in the item's table of facts */
    bool chain;          /* in the item's logic chain */
    sl_str by;           /* what the key that groups is called on the command line */
    bool group;          /* the annex of asks groups by it */
    bool figure;         /* an entry of the register, or ID.key: its figure is printed */
    bool money;          /* {amount, unit, years, source} */
    bool cost;           /* money: what the item costs */
    bool funding;        /* lines of {fund, amount, unit, year, state, match} */
    bool measure;        /* baseline, path, target and actual figures: measure.h */
    uint32_t amber, red; /* measure: per cent of the way that it may be short of its course */
} sl_key;

/* What sentences of an item must cite evidence for. */
enum { SL_CITE_FIGURES = 1, SL_CITE_SUPERLATIVES = 2, SL_CITE_COMPARISONS = 4 };

typedef struct sl_type {
    sl_str name, title, plural, prefix;
    uint32_t index;
    bool boxed;  /* set in the frame */
    bool filter; /* readers may narrow the items to those that reach one of them */
    sl_numerals numbering;
    uint8_t must_cite; /* SL_CITE_* */
    SL_VEC(sl_key) keys;
    SL_VEC(sl_str) states;
    sl_schema schema;        /* of the front matter */
    sl_str folder;           /* whose items are of the type without saying so; may be empty */
    const sl_yaml *defaults; /* MAP: keys of items that do not say them; may be NULL */
    sl_span span;
} sl_type;

/* Dates of a link's two ends: the start's key is not after (or, with after, not before) the
 * end's. */
typedef struct sl_in_time {
    sl_str from, to;
    bool after;
} sl_in_time;

/* Money of a link's two ends: the ends' sums together cover a share of the start's. */
typedef struct sl_covers {
    sl_str from, to; /* empty from: no such rule */
    uint32_t share;  /* per cent */
} sl_covers;

typedef struct sl_role {
    sl_str name, label, back;
    uint32_t index;
    bool from[SL_TYPES_MAX];
    bool to[SL_TYPES_MAX + 1];                              /* the last: evidence */
    uint32_t at_least[SL_TYPES_MAX], at_most[SL_TYPES_MAX]; /* at_most 0: any number */
    uint32_t demanded[SL_TYPES_MAX]; /* each item of the type is reached by so many */
    bool from_text[SL_TYPES_MAX]; /* evidence: what the text cites, where the item does not say */
    bool line; /* carries the line of sight, from the target's ground to the item */
    bool acyclic;
    bool suspect_from; /* a change of its end makes its start suspect */
    bool suspect_to;   /* … and the other way round */
    SL_VEC(sl_in_time) in_time;
    sl_covers covers;
    sl_span span;
} sl_role;

typedef struct sl_rule {
    sl_code code;
    sl_severity severity;
    struct sl_rule_state {
        sl_str state;
        sl_severity severity;
    } * states;
    size_t state_count;
} sl_rule;

/* One part of the transparency score; points in the order in which they are earned. */
typedef struct sl_score_part {
    sl_str name, label;
    const sl_yaml *points; /* LIST of MAPs: score.c */
} sl_score_part;

typedef struct sl_framework {
    sl_str name;
    SL_VEC(sl_type *) types;
    SL_VEC(sl_role *) roles;
    SL_VEC(sl_str) states;
    SL_VEC(sl_str) units; /* counted here beside those of units.def */
    SL_VEC(sl_rule) rules;
    uint32_t shelf_lives[6];    /* months that evidence of a grade stays good; 0 = for ever */
    const sl_yaml *claims;      /* words that rank and compare: wording.c; may be NULL */
    const sl_yaml *coverage;    /* LIST of tables: coverage.c; may be NULL */
    const sl_type *scored_type; /* NULL = none */
    SL_VEC(sl_score_part) score_parts;
    SL_VEC(sl_str) shown; /* names that sentences can be marked with: the points' `shows` */
    const sl_key *group;  /* the first key that groups, with its type; NULL = none */
    const sl_type *group_type;
} sl_framework;

/* Never NULL; faults are findings. */
sl_framework *sl_framework_load(sl_arena *a, sl_diags *d, const sl_yaml *yaml);
/* Reports rules, defaults and folders that name what there is not; of a framework that fits its
 * schema. */
void sl_framework_check(sl_diags *d, const sl_framework *f, const sl_yaml *yaml);
const sl_type *sl_framework_lookup_type(const sl_framework *f, sl_str name);
/* The front-matter key of a type; NULL when it has none of that name. */
const sl_key *sl_framework_lookup_key(const sl_type *type, sl_str name);
/* The type whose folder a path lies in; NULL: none. */
const sl_type *sl_framework_type_of_folder(const sl_framework *f, sl_str path);
const sl_role *sl_framework_lookup_role(const sl_framework *f, sl_str name);
/* What the framework's rules say of a code for an item in a state; the code's own else. */
sl_severity sl_framework_severity(const sl_framework *f, sl_code code, sl_str state);
/* How a front-matter key is called where it is printed; type may be NULL. */
sl_str sl_framework_key_label(const sl_framework *f, const sl_phrases *p, const sl_type *type,
                              sl_str key);
/* The schema of framework.yaml itself. */
const sl_schema *sl_framework_schema(void);
/* The schema of any item of a framework: all keys of all types. */
const sl_schema *sl_framework_item_schema(sl_arena *a, const sl_framework *f);

#endif
