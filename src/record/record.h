/* record.h: the making of the strategy: programme, engagement, responses, co-design, sign-off and
 * the strategies beside it, as its authors keep them.
 *
 * Read from programme.yaml, the YAML files of engagement/, strategies.yaml and signoff.yaml, each
 * of which may be missing. Order of calls: sl_record_load after sl_strategy_load, then
 * sl_check_record. Arena: the strategy's.
 */
#ifndef SL_RECORD_RECORD_H
#define SL_RECORD_RECORD_H

#include "model/strategy.h"

typedef SL_VEC(uint32_t) sl_indices;

/* --- programme --- */

typedef struct sl_stage {
    sl_str id, title, note;
    sl_date from, to;
    sl_span span;
} sl_stage;

typedef struct sl_milestone {
    sl_str id, title, illustrative;
    sl_date date;
    sl_indices evidence; /* what says so */
} sl_milestone;

/* What must hold before a gate opens: one kind of demand each. */
typedef struct sl_demand {
    const sl_type *type;   /* every item of it … */
    const sl_yaml *states; /* … is in one of these states, or */
    bool decided;          /* every response is decided, or */
    bool signed_off;       /* every owner has signed this text, or */
    bool has_most_gaps;    /* no more gaps are open than */
    uint32_t most_gaps;
    sl_span span;
} sl_demand;

typedef enum sl_outcome {
    SL_OUTCOME_AHEAD, /* nothing is recorded yet */
    SL_OUTCOME_PASSED,
    SL_OUTCOME_NOT_PASSED,
    SL_OUTCOME_NOT_RECORDED, /* it is past, and the record does not say */
} sl_outcome;

typedef struct sl_gate {
    sl_str id, title, board, decision, recommendation, illustrative;
    const sl_yaml *decisions; /* LIST, or NULL: the decision alone */
    sl_date date;
    sl_outcome outcome;
    sl_indices evidence;
    SL_VEC(sl_demand) demands;
    sl_span span;
} sl_gate;

/* --- engagement --- */

typedef struct sl_partner {
    sl_str id, name, kind, area, note;
    sl_indices evidence;
    sl_span span;
} sl_partner;

typedef struct sl_event {
    sl_str id, title, channel, place, illustrative;
    sl_date from, to; /* to is from when it is one day */
    const sl_yaml *themes, *yaml;
    sl_indices partners, items, evidence;
    sl_span span;
} sl_event;

typedef struct sl_response {
    sl_str id, by, said, decision, done, illustrative;
    bool is_anonymous; /* who said it is not printed: the default */
    sl_date date;
    uint32_t event, partner; /* 1 + index; 0 = none */
    sl_indices items, evidence;
    const sl_yaml *yaml;
    uint64_t before; /* fingerprint of the first item as it was then */
    bool has_before;
    sl_span span;
} sl_response;

/* --- co-design --- */

typedef struct sl_talk {
    uint32_t item;
    const sl_yaml *history; /* {date, state, with, note} */
    sl_date agreed;         /* when the wording was last agreed; year 0 = never */
    sl_str with, illustrative;
    uint64_t wording;        /* fingerprint of the item then */
    bool has_wording, holds; /* holds: its text still is the wording that was agreed */
    sl_span span;
} sl_talk;

/* --- sign-off --- */

typedef struct sl_signature {
    sl_str body, digest, illustrative;
    sl_date date;
    sl_span span;
} sl_signature;

/* --- the strategies beside it --- */

typedef struct sl_neighbour {
    sl_str id, title, body, area, years;
    sl_indices evidence;
    sl_span span;
} sl_neighbour;

typedef struct sl_alignment {
    uint32_t item, neighbour;
    sl_str relation, boundary, note;
    sl_span span;
} sl_alignment;

typedef struct sl_record sl_record;
struct sl_record {
    SL_VEC(sl_stage) stages;
    SL_VEC(sl_milestone) milestones;
    SL_VEC(sl_gate) gates;
    SL_VEC(sl_partner) partners;
    SL_VEC(sl_event) events;
    SL_VEC(sl_response) responses;
    SL_VEC(sl_talk) talks;
    SL_VEC(sl_signature) signatures;
    SL_VEC(sl_neighbour) neighbours;
    SL_VEC(sl_alignment) alignments;
    SL_VEC(const sl_yaml *) roots; /* of its files */
    sl_map ids;                    /* of all of them: a struct place of record_load.c */
};

/* The rows of a CSV file of responses that `import` names, as the list that YAML would give. */
typedef const sl_yaml *sl_record_import(sl_strategy *s, const sl_yaml *path);
/* Never fails: what cannot be read is a finding. Sets s->record. */
void sl_record_load(sl_strategy *s, sl_record_import *import);

/* --- judgements that outputs print --- */

typedef enum sl_gate_state {
    SL_GATE_AHEAD,
    SL_GATE_DUE,
    SL_GATE_PASSED,
    SL_GATE_MISSED,
    SL_GATE_UNKNOWN
} sl_gate_state;

/* How a gate stands on the strategy's day; due: within 60 days. */
sl_gate_state sl_gate_state_of(const sl_strategy *s, const sl_gate *g);
const char *sl_gate_state_name(sl_gate_state state);
/* The first gate that is not passed yet; NULL when there is none. */
const sl_gate *sl_gate_next(const sl_strategy *s);
/* What a gate still lacks, one sentence each in the words of p, in the arena; empty when it may
 * open. */
typedef SL_VEC(sl_str) sl_lacks;
/* codes: with the IDs of what it is said of. */
sl_lacks sl_gate_find_lacks(sl_arena *a, const sl_phrases *p, const sl_strategy *s,
                            const sl_gate *g, bool codes);

bool sl_response_is_open(const sl_response *r);
size_t sl_record_count_open_responses(const sl_strategy *s);
/* Whether the first item that a response is about reads otherwise than it did then. */
bool sl_response_changed_text(const sl_strategy *s, const sl_response *r);

/* The bodies that must sign: `sign-off` of strategy.yaml, or else its owners. */
const sl_yaml *sl_signoff_bodies(const sl_strategy *s);

typedef enum sl_signing { SL_SIGNING_MISSING, SL_SIGNING_STALE, SL_SIGNING_VALID } sl_signing;
/* How an owner stands to this text: no signature, one of another text, one of this. */
sl_signing sl_signoff_of(const sl_strategy *s, sl_str owner, const sl_signature **which);

/* Schemas, for `sightline schema`. */
const sl_schema *sl_programme_schema(void);
const sl_schema *sl_engagement_schema(void);
const sl_schema *sl_neighbours_schema(void);
const sl_schema *sl_signoff_schema(void);

#endif
