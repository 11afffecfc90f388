/* Head cells by name (ISO 32000-1, table 349, Headers). In a table with one row of heads the scopes
 * say enough; where heads span or stand in several rows, each cell names those that speak for it.
 */
#include "base/assert.h"
#include "base/limits.h"
#include "pdf/doc.h"

typedef struct cell {
    uint32_t elem;
    uint32_t row, column, rows, columns;
    uint8_t scope;
} cell;

typedef struct grid {
    uint32_t table, row_elem;
    uint32_t row, column;                   /* of the next cell */
    uint32_t taken[SL_LIMIT_TABLE_COLUMNS]; /* rows that a cell above still spans, by column */
    bool needed;
    uint32_t head_rows, last_head_row;
    SL_VEC(cell) heads, bodies;
} grid;

static uint32_t table_of(const sl_pages *pages, uint32_t row)
{
    uint32_t up = pages->elems.at[row].parent;
    return pages->elems.at[up].tag == SL_TAG_TABLE ? up : pages->elems.at[up].parent;
}

static void begin_row(grid *g, uint32_t elem)
{
    g->row = g->row_elem ? g->row + 1 : 0;
    g->row_elem = elem;
    g->column = 0;
    for (size_t c = 0; c < SL_COUNT(g->taken); c++)
        g->taken[c] -= g->taken[c] > 0;
}

static void add_cell(sl_pdf_doc *d, grid *g, uint32_t elem)
{
    const sl_elem *e = &d->pages->elems.at[elem];
    if (e->parent != g->row_elem)
        begin_row(g, e->parent);
    while (g->column < SL_COUNT(g->taken) && g->taken[g->column])
        g->column++;
    cell one = {elem,    g->row, g->column, e->rows ? e->rows : 1, e->columns ? e->columns : 1,
                e->scope};
    for (uint32_t c = 0; c < one.columns && g->column < SL_COUNT(g->taken); c++)
        g->taken[g->column++] = one.rows;
    if (e->tag == SL_TAG_TD) {
        SL_PUSH(d->arena, g->bodies, one);
        return;
    }
    SL_PUSH(d->arena, g->heads, one);
    g->needed = g->needed || one.rows > 1 || one.columns > 1;
    if (one.scope == SL_SCOPE_COLUMN && (!g->head_rows || g->last_head_row != one.row)) {
        g->head_rows++;
        g->last_head_row = one.row;
    }
}

static bool overlap(uint32_t a, uint32_t n, uint32_t b, uint32_t m)
{
    return a < b + m && b < a + n;
}

static bool speaks_for(const cell *head, const cell *body)
{
    if (head->scope == SL_SCOPE_ROW)
        return overlap(head->row, head->rows, body->row, body->rows);
    return head->row < body->row &&
           overlap(head->column, head->columns, body->column, body->columns);
}

static void finish(sl_pdf_doc *d, grid *g)
{
    bool needed = g->table && (g->needed || g->head_rows > 1);
    for (size_t i = 0; needed && i < g->bodies.n; i++) {
        const cell *body = &g->bodies.at[i];
        sl_pdf_headers *out = &d->headers[body->elem];
        out->first = (uint32_t)d->head_cells.n;
        for (size_t k = 0; k < g->heads.n; k++) {
            if (!speaks_for(&g->heads.at[k], body))
                continue;
            SL_PUSH(d->arena, d->head_cells, g->heads.at[k].elem);
            d->headers[g->heads.at[k].elem].is_named = true;
            out->count++;
        }
    }
    g->heads.n = g->bodies.n = 0;
}

void sl_pdf_headers_find(sl_pdf_doc *d)
{
    uint32_t n = (uint32_t)d->pages->elems.n;
    d->headers = SL_NEW_ARRAY(d->arena, sl_pdf_headers, n);
    grid g = {0};
    for (uint32_t i = 0; i < n; i++) {
        const sl_elem *e = &d->pages->elems.at[i];
        if (e->tag != SL_TAG_TH && e->tag != SL_TAG_TD)
            continue;
        uint32_t table = table_of(d->pages, e->parent);
        if (table != g.table) {
            finish(d, &g);
            g = (grid){.table = table, .heads = g.heads, .bodies = g.bodies};
        }
        add_cell(d, &g, i);
    }
    finish(d, &g);
}

void sl_pdf_headers_push(const sl_pdf_doc *d, sl_buf *b, uint32_t elem)
{
    const sl_pdf_headers *h = &d->headers[elem];
    if (!h->count)
        return;
    sl_buf_push_z(b, "/Headers[");
    for (uint32_t i = 0; i < h->count; i++)
        sl_buf_push_format(b, "(cell-%u)", d->head_cells.at[h->first + i]);
    sl_buf_push_char(b, ']');
}
