/* grid.h: what the parts of a table share. Private to typeset. */
#ifndef SL_TYPESET_GRID_H
#define SL_TYPESET_GRID_H

#include "base/limits.h"
#include "typeset/setter.h"

typedef struct sl_column {
    sl_u least, most, width, x;
    sl_u natural; /* most, whatever the author has it */
    sl_u body; /* the most of its cells below the heads, whose words may stand below each other */
    sl_u fraction; /* widest part from a decimal point on */
    sl_u whole;    /* and before it, with the pads */
} sl_column;

/* A cell in its place. */
typedef struct sl_grid_cell {
    const sl_node *row, *node;
    unsigned column, columns, rows;
} sl_grid_cell;

typedef struct sl_grid {
    sl_setter *s;
    const sl_node *table;
    sl_column columns[SL_LIMIT_TABLE_COLUMNS];
    unsigned n;
    unsigned busy[SL_LIMIT_TABLE_COLUMNS]; /* rows that a cell from above still covers */
    sl_u left, measure;
    bool texts_first; /* columns of text have their room before short words have one line */
    bool plain;       /* facts, links and chains: no rules, no ground */
    sl_style label, value, head, cell,
        total; /* smaller than the layout's where the table is too wide */
} sl_grid;

/* Places the cells of a row; how many. To be called for each row in order. */
unsigned sl_grid_place_row(sl_grid *g, const sl_node *row,
                           sl_grid_cell cells[SL_LIMIT_TABLE_COLUMNS]);
const sl_style *sl_grid_cell_style(const sl_grid *g, const sl_grid_cell *c);
/* Least and most width of a cell's text with its pads, into its column or columns. */
void sl_grid_measure_cell(sl_grid *g, const sl_grid_cell *c);
/* The rows of a cell's text. */
void sl_grid_set_cell(sl_grid *g, const sl_grid_cell *c, uint32_t elem, sl_rows *rows);

#endif
