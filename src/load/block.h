/* block.h: fenced blocks whose body is YAML, read and checked against their datasets. */
#ifndef SL_LOAD_BLOCK_H
#define SL_LOAD_BLOCK_H

#include "load/grid.h"
#include "load/list.h"
#include "model/chart.h"
#include "model/scheme.h"
#include "model/strategy.h"

typedef enum sl_block_kind {
    SL_BLOCK_CHART,
    SL_BLOCK_MAP,
    SL_BLOCK_FUNDING,
    SL_BLOCK_TABLE,
    SL_BLOCK_FIGURE,
    SL_BLOCK_ASKS, /* a LIST that may lack a caption */
    SL_BLOCK_LIST,
    SL_BLOCK_CALLOUT,
    SL_BLOCK_CASE_STUDY,
    SL_BLOCK_SIDEBAR,
    SL_BLOCK_QUOTATION,
    SL_BLOCK_PULL_QUOTE,
    SL_BLOCK_SIGNATURE,
    SL_BLOCK_NUMBERS,
    SL_BLOCK_KEY_FACTS,
    SL_BLOCK_SWOT,
    SL_BLOCK_PANELS,
    SL_BLOCK_PICTURES,
    SL_BLOCK_DIAGRAM,
    SL_BLOCK_GRID,
    SL_BLOCK_TRAJECTORY,
    SL_BLOCK_TIMELINE,
    SL_BLOCK_CALENDAR,
    SL_BLOCK_RESPONSES,
    SL_BLOCK_MATRIX,
    SL_BLOCK__COUNT
} sl_block_kind;

/* A table cut out of a dataset: texts as they are printed. */
typedef struct sl_block_table {
    uint32_t column_count, row_count;
    sl_str *titles;
    uint8_t *aligns; /* sl_align */
    sl_str *cells;   /* row-major */
    bool total;      /* the last row adds up those above it; its first cell is empty */
    bool rounded;    /* what is printed adds up to another total, by its rounding */
    sl_str legend;   /* the marks of its figures in words */
} sl_block_table;

/* A text or a picture of a block that has several. */
typedef struct sl_block_part {
    const sl_yaml *yaml; /* the value that it is read from */
    sl_node *text;       /* a SECTION below the block's text; NULL: none */
    sl_asset *image;     /* NULL: none */
} sl_block_part;

typedef struct sl_block {
    sl_block_kind kind;
    const sl_item *item;
    const sl_yaml *yaml;
    sl_str id, title;     /* title: without its marks */
    const sl_node *words; /* the title as inlines; NULL: it has no marks */
    sl_span span;         /* of the fence */
    const sl_chart *chart;
    const sl_block_table *table;
    const sl_item_list *list; /* ASKS, LIST */
    const sl_item_grid *grid;
    const sl_item_times *times; /* TIMELINE of items; NULL: of the programme */
    sl_asset *image;
    const sl_scheme *scheme;     /* DIAGRAM */
    SL_VEC(sl_block_part) parts; /* of inset.h's kinds */
    sl_node *text;               /* what is Markdown in it; NULL: nothing */
    uint8_t percent;             /* FIGURE: its width in per cent of the measure; 0: its own */
    SL_VEC(uint32_t) evidence;   /* what it shows */
    sl_str data_path;
} sl_block;

/* The kind that a fence's word names; SL_BLOCK__COUNT when it is none. */
sl_block_kind sl_block_kind_of(sl_str role);
/* Reads every block of every item; faults are findings. */
void sl_block_load_all(sl_strategy *s);
/* The block of a BLOCK node, or NULL when it could not be read. */
const sl_block *sl_block_of(const sl_strategy *s, const sl_node *node);
/* The items that a block shows by name: of a list, a grid, a line of time; NULL for any other. */
static inline const sl_item_list *sl_block_items(const sl_block *b)
{
    return b->list ? b->list : b->grid ? &b->grid->list : b->times ? &b->times->list : NULL;
}
/* The part that was read from a value; NULL: it has none. */
const sl_block_part *sl_block_part_of(const sl_block *b, const sl_yaml *y);
/* Schemas for `sightline schema`. */
const sl_schema *sl_block_schema(sl_block_kind kind);
const char *sl_block_kind_name(sl_block_kind kind);

#endif
