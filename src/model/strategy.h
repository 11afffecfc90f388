/* strategy.h: a strategy as read: items, evidence and the links between them.
 *
 * Order of calls: sl_strategy_load reads every file and resolves links; sl_check_strategy
 * (check.h) judges; book.h composes. All is const after loading. Arena: book.
 */
#ifndef SL_MODEL_STRATEGY_H
#define SL_MODEL_STRATEGY_H

#include "base/map.h"
#include "base/num.h"
#include "base/print.h"
#include "data/datapackage.h"
#include "doc/node.h"
#include "model/document.h"
#include "model/framework.h"
#include "model/unit.h"
#include "style/phrase.h"

/* How sure a figure is: the register's `interval`. */
typedef struct sl_interval {
    bool known;
    sl_dec low, high;
    sl_str level; /* "95%"; may be empty */
} sl_interval;

/* A figure that an entry derives: `figures`. */
typedef struct sl_derived {
    sl_str name, unit;
    sl_dec value;
    int places; /* as sl_evidence.places */
} sl_derived;

/* One entry of the evidence register. */
typedef struct sl_evidence {
    uint32_t index;
    sl_str id, statement, unit, geography, period, confidence, notes, access, origin;
    sl_unit measure; /* `unit`, read: each print of a figure asks for it */
    /* What [=ID] prints in these words, once all is read: texts ask for it again and again. */
    sl_str printed;
    const sl_phrases *printed_in;
    bool has_value, has_comparator;
    bool query_failed;        /* reported: its figures are not known */
    sl_dec value, comparator; /* as written, or computed by the entry's queries */
    bool is_range;            /* from value to value_to */
    sl_dec value_to;
    sl_interval interval, comparator_interval;
    sl_str qualifier; /* about, estimated, provisional, revised; empty = none */
    SL_VEC(sl_derived) figures;
    int places; /* decimals when printed; -1 = as the value has them */
    sl_str comparator_geography;
    sl_str publisher, source_title, year, url, accessed, licence;
    uint32_t grade; /* 1 to 5; 0 = not graded */
    sl_str dataset; /* path below the strategy's folder; empty = none */
    const sl_yaml *yaml;
    SL_VEC(uint32_t) in; /* edges to it */
    sl_span span;        /* of the id */
} sl_evidence;

typedef struct sl_gap {
    sl_str id, question, asked, state;
    const sl_yaml *yaml;
    SL_VEC(uint32_t) bears_on;  /* items */
    SL_VEC(uint32_t) filled_by; /* evidence */
    sl_span span;
} sl_gap;

/* Evidence that an item cites against itself. */
typedef struct sl_contrary {
    uint32_t evidence;
    sl_str answered; /* where the text answers it; empty = nowhere */
} sl_contrary;

/* A value of an item's front matter that is Markdown. */
typedef struct sl_item_text {
    const sl_yaml *yaml;
    sl_node *body; /* DOCUMENT */
} sl_item_text;

/* One item of the strategy. */
typedef struct sl_item {
    uint32_t index;
    sl_str id, title, state;     /* title: without its marks */
    const sl_node *words;        /* the title as inlines; NULL: it has no marks */
    sl_str own_title, own_short; /* of an edition: in the strategy's own language; else empty */
    SL_VEC(sl_item_text) texts;
    const sl_type *type;
    const sl_yaml *front;
    sl_node *body; /* DOCUMENT, headings from level 2 */
    sl_str lang;   /* of its body, where that is not what the strategy is read in */
    sl_span span;  /* of the id */
    bool numbered;
    SL_VEC(uint32_t) out; /* edges from it, in the order of the front matter */
    SL_VEC(uint32_t) in;  /* edges to it */
    SL_VEC(sl_contrary) contrary;
    SL_VEC(uint32_t) cites; /* evidence cited in its text, each once, in order */
    SL_VEC(const struct sl_measure *) measures; /* by key, as its type has them: measure.h */
} sl_item;

/* A link declared in front matter. */
typedef struct sl_edge {
    const sl_role *role;
    uint32_t from;   /* item */
    uint32_t to;     /* item or evidence */
    sl_str at, note; /* place in the source; what to know */
    sl_span span;
    bool to_evidence;
    bool indirect;
} sl_edge;

/* One place of the document's order. */
typedef struct sl_part {
    sl_str id, title;     /* empty title: a single item as a chapter; without its marks */
    const sl_node *words; /* the title as inlines; NULL: it has no marks */
    sl_span span;         /* of the title */
    const sl_item *intro; /* its text stands under the part's heading */
    const sl_item *single;
    bool is_appendix; /* the single item stands among the annexes */
    SL_VEC(const sl_item *) items;
} sl_part;

/* A file that the text needs: image or dataset. */
typedef struct sl_asset {
    sl_str path;
    uint32_t file;                /* of the sources, 0 when it could not be read */
    sl_csv *csv;                  /* when it was read as a dataset */
    const sl_resource *described; /* by a datapackage.yaml beside it, or NULL */
    const struct sl_geo *geo;     /* when it was read as boundaries */
    bool csv_tried, typed_tried, geo_tried;
    bool is_image;
    bool is_private; /* read, and never attached: responses */
    sl_span span;    /* where it is first named */
} sl_asset;

/* What a signature signs: every file of the strategy that was read, but for the signatures and for
 * the texts of an edition, which say in another language what was signed. */
typedef struct sl_content {
    SL_VEC(uint32_t) files;
    SL_VEC(uint32_t) beside; /* of these, the texts of the edition */
    sl_str digest;           /* once it was asked for */
} sl_content;

/* What is noted beside a strategy while it is judged, and is no part of it: whoever judges may read
 * the strategy only. */
typedef struct sl_scratch {
    unsigned suggestions,
        reach_notes; /* made so far: they are costly, hostile files ask for many */
    sl_print world;  /* of all but the texts; 0: not taken: check/memo.h */
} sl_scratch;

typedef struct sl_strategy {
    sl_arena *arena;
    sl_sources *sources;
    sl_diags *diags;
    const char *folder;
    const sl_yaml *config;                       /* strategy.yaml */
    sl_str title, subtitle;                      /* of the document, without their marks */
    const sl_node *title_words, *subtitle_words; /* as inlines; NULL: they have no marks */
    sl_framework *framework;                     /* never NULL */
    sl_str language;                             /* its own, whatever it is read in: BCP 47 */
    sl_map spoken;  /* by place: languages of texts that are in another: edition.h */
    sl_str edition; /* the language it is read in, where that is not its own: edition.h */
    const sl_phrases *phrases; /* what the program prints, in the strategy's language */
    SL_VEC(sl_item *) items;   /* in order of path, then of place */
    SL_VEC(sl_evidence *) evidence;
    SL_VEC(sl_gap *) gaps;
    SL_VEC(sl_edge) edges;
    SL_VEC(struct sl_block *) blocks; /* by a BLOCK node's `figure`: block.h */
    SL_VEC(sl_part *) parts;
    sl_documents documents; /* none: the strategy alone */
    SL_VEC(sl_asset *) assets;
    sl_str *paths; /* every file below the folder, sorted */
    size_t path_count;
    struct sl_reading *readings;   /* by path: load.h */
    const sl_yaml *register_yaml;  /* NULL: it could not be read */
    const sl_yaml *framework_yaml; /* NULL: the built-in one, or it could not be read */
    const sl_yaml *glossary_yaml;  /* NULL: there is none, or it could not be read */
    sl_map packages;               /* by folder: what dataset.c read of its datapackage.yaml */
    sl_map item_ids, evidence_ids, gap_ids, asset_paths;
    sl_str audience;                    /* whom it was read for; empty = read whole */
    const struct sl_strategy *whole;    /* and what it is a view of then */
    sl_map names;                       /* of figures, tables, headings, annexes: load/names.h */
    sl_map computed;                    /* by the text of a query: sl_dec */
    struct sl_computing *computing;     /* the database of its queries: load/compute.c */
    const struct sl_glossary *glossary; /* glossary.h; NULL: there is none */
    sl_map former;                  /* by ID: what it was before it was renamed here, sl_str * */
    sl_map snippets;                /* by path: file of the sources */
    unsigned filled;                /* variables and snippets put in */
    const struct sl_called *called; /* what items are called beside their IDs: called.h */
    sl_map hidden;                  /* IDs of what was left out for that */
    const sl_yaml *sheet_record;    /* MAP: what of the record stands in sheets; NULL: nothing */
    sl_content *content;            /* a view for an audience has that of the whole */
    size_t file_count;
    bool unread_items;    /* a file of items could not be read: what it holds is not known */
    bool unread_evidence; /* nor the register */
    bool no_register;     /* it says that it has none */
    bool unread_record;   /* nor a file of the record */
    sl_scratch *scratch;
    size_t total_bytes;
    struct sl_review *reviews; /* by edge: review.h */
    bool has_reviews;          /* the strategy keeps a reviews.lock */
    sl_date as_of;             /* the day that is judged: the document's, unless set */
    struct sl_record *record;  /* of its making: record.h */
} sl_strategy;
const sl_item *sl_strategy_lookup_item(const sl_strategy *s, sl_str id);
const sl_evidence *sl_strategy_lookup_evidence(const sl_strategy *s, sl_str id);
/* Reports an ID that nothing has, with a suggestion; from: what may stand there. */
void sl_strategy_report_dangling(const sl_strategy *s, sl_str id, sl_span span, bool evidence,
                                 bool items);
/* Whether something could not be read that others lead to: it is said already, and nothing is said
 * of what follows from it. */
bool sl_strategy_is_partial(const sl_strategy *s);
/* The ID of what a link leads to. */
sl_str sl_edge_target_id(const sl_strategy *s, const sl_edge *e);
/* Whether an item has a section of its own, by the order of the document. */
bool sl_strategy_has_section(const sl_strategy *s, const sl_item *item);
/* Every item: those in the document first, in its order. */
const sl_item **sl_strategy_list_items(sl_arena *a, const sl_strategy *s, size_t *n);
/* Questions of the register that the evidence has not answered. */
bool sl_gap_is_open(const sl_gap *g);
size_t sl_strategy_count_open_gaps(const sl_strategy *s);
/* The date of strategy.yaml, zero when it has none. */
sl_date sl_strategy_date(const sl_strategy *s);

/* Where an ID stands that is an item's or an entry's; NULL: of neither. */
const sl_span *sl_strategy_find_id(const sl_strategy *s, sl_str id);
/* Reports a second use of an id. */
void sl_strategy_report_duplicate(sl_strategy *s, sl_str id, sl_span span, sl_span other);

#endif
