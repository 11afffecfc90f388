/* Column widths as in CSS 2.2, 17.5.2.2 (automatic table layout), solved once. */
#include "base/check.h"
#include "base/limits.h"
#include "typeset/setter.h"

typedef struct column {
    sl_u least, most, width, x;
    sl_u fraction; /* widest part after a decimal point */
} column;

typedef struct grid {
    sl_setter *s;
    const sl_node *table;
    column columns[SL_LIMIT_TABLE_COLUMNS];
    unsigned n;
    sl_u left, measure;
    bool plain; /* facts, links and chains: no rules, no ground */
    uint32_t first_header;
    uint16_t header_rows;
} grid;

static const sl_style *cell_style(const grid *g, const sl_node *row, const sl_node *cell)
{
    const char *name = g->plain    ? (cell->head ? "fact-label" : "fact-value")
                       : row->head ? "table-head"
                                   : "table-cell";
    return sl_layout_role(g->s->layout, sl_str_from(name), "table-cell");
}

static bool has_blocks(const sl_node *cell)
{
    return cell->first && !sl_node_is_inline(cell->first->kind);
}

/* --- widths --- */

/* The part of a figure after its decimal point, as it will be set. */
static sl_u fraction_width(grid *g, const sl_node *cell, const sl_style *style)
{
    sl_str text = sl_node_plain(g->s->scratch, cell);
    size_t point = sl_str_find_char(text, '.', 0);
    if (point != SIZE_MAX && point + 1 < text.n && text.p[point + 1] >= '0' &&
        text.p[point + 1] <= '9')
        return sl_lines_measure_label(g->s, style, sl_str_slice(text, point, text.n));
    size_t end = text.n;
    while (end > 0 && !(text.p[end - 1] >= '0' && text.p[end - 1] <= '9'))
        end--;
    return end && end < text.n
               ? sl_lines_measure_label(g->s, style, sl_str_slice(text, end, text.n))
               : 0;
}

/* Least and most width of a cell's text; elements made while measuring are taken back. */
static void measure_cell(grid *g, const sl_node *row, const sl_node *cell, column *c)
{
    const sl_style *style = cell_style(g, row, cell);
    size_t elems = g->s->pages->elems.n, notes = g->s->notes.n, pending = g->s->pending_notes.n;
    sl_u natural, widest, pad = 2 * style->pad;
    for (const sl_node *n = cell->first; n; n = has_blocks(cell) ? n->next : NULL) {
        const sl_node *holder = has_blocks(cell) ? n : cell;
        if (holder->kind == SL_NODE_LIST) {
            for (const sl_node *item = holder->first; item; item = item->next)
                for (const sl_node *p = item->first; p; p = p->next) {
                    sl_para para = {0};
                    sl_para_build(g->s, &para, p, style, 0, SL_STR_NONE);
                    sl_lines_measure(g->s, &para, &natural, &widest);
                    c->most =
                        natural + pad + SL_PT(24) > c->most ? natural + pad + SL_PT(24) : c->most;
                    c->least =
                        widest + pad + SL_PT(24) > c->least ? widest + pad + SL_PT(24) : c->least;
                }
            continue;
        }
        sl_para para = {0};
        sl_para_build(g->s, &para, holder, style, 0, SL_STR_NONE);
        sl_lines_measure(g->s, &para, &natural, &widest);
        c->most = natural + pad > c->most ? natural + pad : c->most;
        c->least = widest + pad > c->least ? widest + pad : c->least;
    }
    g->s->pages->elems.n = elems;
    g->s->notes.n = notes;
    g->s->pending_notes.n = pending;
    if (cell->align == SL_ALIGN_DECIMAL && !row->head) {
        sl_u fraction = fraction_width(g, cell, style);
        c->fraction = fraction > c->fraction ? fraction : c->fraction;
    }
}

static void share_width(grid *g)
{
    int64_t least = 0, most = 0;
    for (unsigned i = 0; i < g->n; i++) {
        column *c = &g->columns[i];
        if (c->least > g->measure / 2)
            c->least = g->measure / 2; /* an address: it is divided */
        if (c->most < c->least)
            c->most = c->least;
        least += c->least;
        most += c->most;
    }
    sl_u room = g->measure, x = g->left;
    for (unsigned i = 0; i < g->n; i++) {
        column *c = &g->columns[i];
        if (most <= room)
            c->width = c->most + (g->plain && i + 1 < g->n
                                      ? 0
                                      : (sl_u)((room - most) * c->most / (most ? most : 1)));
        else if (least < room)
            c->width = c->least + (sl_u)((room - least) * (c->most - c->least) /
                                         (most - least ? most - least : 1));
        else
            c->width = (sl_u)((int64_t)room * c->least / least);
        c->x = x;
        x += c->width;
    }
    if (g->plain && g->n == 2) { /* labels of one width down the page */
        sl_u label = g->measure * 24 / 100;
        if (g->columns[0].most > label)
            label =
                g->columns[0].most < g->measure * 2 / 5 ? g->columns[0].most : g->measure * 2 / 5;
        g->columns[0].width = label;
        g->columns[1].x = g->left + label;
        g->columns[1].width = g->measure - label;
    }
}

/* --- rows --- */

typedef struct cell_rows {
    sl_rows rows;
    sl_u height;
} cell_rows;

static void set_cell(grid *g, const sl_node *row, const sl_node *cell, unsigned at, uint32_t elem,
                     cell_rows *out)
{
    sl_style style = *cell_style(g, row, cell);
    column *c = &g->columns[at];
    sl_u left = c->x + (at ? style.pad : 0), measure = c->width - (at ? 2 : 1) * style.pad;
    if (g->plain)
        left = c->x, measure = c->width - (at + 1 < g->n ? SL_PT(10) : 0);
    if (cell->align == SL_ALIGN_RIGHT || cell->align == SL_ALIGN_DECIMAL)
        style.align = SL_SET_RIGHT;
    else if (cell->align == SL_ALIGN_CENTER)
        style.align = SL_SET_CENTER;
    if (cell->align == SL_ALIGN_DECIMAL && !row->head)
        measure -= c->fraction - fraction_width(g, cell, &style);
    style.before = style.after = 0;
    if (measure < SL_PT(12))
        measure = SL_PT(12);
    if (has_blocks(cell)) {
        const sl_style *outer = g->s->cell;
        g->s->cell = &style;
        sl_block_set_all(g->s, &out->rows, cell, elem, left, measure);
        g->s->cell = outer;
    } else {
        sl_para para = {0};
        sl_para_build(g->s, &para, cell, &style, (int32_t)elem, SL_STR_NONE);
        sl_lines_break(g->s, &out->rows, &para, &style, left, measure);
    }
    out->height = 2 * style.pad;
    while (out->rows.n && out->rows.at[out->rows.n - 1].height == 0)
        out->rows.n--;
    for (size_t i = 0; i < out->rows.n; i++) {
        sl_row *r = &out->rows.at[i];
        out->height += r->height + (i ? r->before : 0);
    }
    if (!out->rows.n)
        out->height += style.leading;
}

/* A cell's rows become part of the table's row, moved down. */
static void merge_cell(sl_setter *s, sl_row *row, const cell_rows *cell, sl_u pad)
{
    sl_u y = pad;
    for (size_t i = 0; i < cell->rows.n; i++) {
        const sl_row *r = &cell->rows.at[i];
        y += i ? r->before : 0;
        for (size_t k = 0; k < r->paints.n; k++) {
            sl_paint paint = r->paints.at[k];
            if (paint.kind == SL_PAINT_RUN)
                paint.u.run.y += y;
            else if (paint.kind == SL_PAINT_RECT)
                paint.u.rect.y += y;
            SL_PUSH(s->arena, row->paints, paint);
        }
        for (size_t k = 0; k < r->links.n; k++) {
            sl_link link = r->links.at[k];
            link.y += y;
            SL_PUSH(s->arena, row->links, link);
        }
        for (size_t k = 0; k < r->notes.n; k++)
            SL_PUSH(s->arena, row->notes, r->notes.at[k]);
        y += r->height;
    }
}

static void push_line(sl_setter *s, sl_row *row, const grid *g, sl_u y, bool strong)
{
    sl_paint paint = {.kind = SL_PAINT_RECT, .elem = SL_ARTIFACT_LAYOUT};
    paint.u.rect = (sl_rect){g->left, y, g->measure, strong ? SL_PT(1) : SL_PT(0.5),
                             sl_layout_color(s->layout, strong ? "text" : "hairline")};
    SL_PUSH(s->arena, row->paints, paint);
}

static uint32_t cell_elem(grid *g, const sl_node *row, const sl_node *cell, uint32_t tr)
{
    uint32_t elem = sl_pages_add_elem(g->s->pages, cell->head ? SL_TAG_TH : SL_TAG_TD, tr, false);
    if (cell->head)
        g->s->pages->elems.at[elem].scope = row->head ? SL_SCOPE_COLUMN : SL_SCOPE_ROW;
    g->s->pages->elems.at[elem].columns = cell->columns;
    g->s->pages->elems.at[elem].rows = cell->rows;
    return elem;
}

static void set_row(grid *g, sl_rows *rows, const sl_node *node, uint32_t group, bool first)
{
    uint32_t tr = sl_pages_add_elem(g->s->pages, SL_TAG_TR, group, false);
    cell_rows cells[SL_LIMIT_TABLE_COLUMNS] = {0};
    sl_u height = 0;
    unsigned at = 0;
    for (const sl_node *cell = node->first; cell && at < g->n; cell = cell->next, at++) {
        set_cell(g, node, cell, at, cell_elem(g, node, cell, tr), &cells[at]);
        height = cells[at].height > height ? cells[at].height : height;
    }
    sl_row *row = sl_block_push_space(g->s, rows, height, first ? SL_BREAK_NEVER : 20);
    sl_u pad = node->first ? cell_style(g, node, node->first)->pad : 0;
    for (unsigned i = 0; i < at; i++)
        merge_cell(g->s, row, &cells[i], pad);
    if (!g->plain)
        push_line(g->s, row, g, height - SL_PT(0.5), node->head);
    if (node->head && !g->plain) {
        if (!g->header_rows)
            g->first_header = (uint32_t)rows->n - 1;
        g->header_rows++;
    } else {
        row->header = g->header_rows ? g->first_header + 1 : 0;
        row->header_count = g->header_rows;
    }
}

void sl_grid_set(sl_setter *s, sl_rows *rows, const sl_node *table, uint32_t parent, sl_u left,
                 sl_u measure)
{
    grid g = {.s = s, .table = table, .left = left, .measure = measure};
    g.n = table->columns < SL_LIMIT_TABLE_COLUMNS ? table->columns : SL_LIMIT_TABLE_COLUMNS;
    g.plain = sl_str_equal_z(table->role, "facts") || sl_str_equal_z(table->role, "links") ||
              sl_str_equal_z(table->role, "chain");
    for (const sl_node *row = table->first; row; row = row->next) {
        unsigned at = 0;
        for (const sl_node *cell = row->kind == SL_NODE_TABLE_ROW ? row->first : NULL;
             cell && at < g.n; cell = cell->next)
            measure_cell(&g, row, cell, &g.columns[at++]);
    }
    share_width(&g);
    uint32_t elem = sl_pages_add_elem(s->pages, SL_TAG_TABLE, parent, false);
    s->pages->elems.at[elem].data = table->target;
    uint32_t head = 0, body = 0;
    size_t first = rows->n;
    for (const sl_node *n = table->first; n; n = n->next) {
        if (n->kind == SL_NODE_CAPTION) {
            const sl_style *style = sl_layout_role(s->layout, SL_STR("caption"), NULL);
            uint32_t caption = sl_pages_add_elem(s->pages, SL_TAG_CAPTION, elem, false);
            sl_para para = {0};
            sl_str lead = sl_str_format(s->arena, "%.*s.", SL_FMT(n->number));
            sl_para_build(s, &para, n, style, (int32_t)caption, lead);
            sl_lines_break(s, rows, &para, style, left, measure);
            if (first < rows->n)
                rows->at[first].before = style->before;
            for (size_t i = first + 1; i < rows->n; i++)
                rows->at[i].penalty = SL_BREAK_NEVER;
            continue;
        }
        if (n->head && !head)
            head = sl_pages_add_elem(s->pages, SL_TAG_THEAD, elem, false);
        if (!n->head && !body)
            body = sl_pages_add_elem(s->pages, SL_TAG_TBODY, elem, false);
        bool keeps = rows->n > first &&
                     (n->head || (n->prev && n->prev->head) || n->prev == table->first || !n->next);
        set_row(&g, rows, n, n->head ? head : body, keeps);
    }
    sl_block_set_notes(s, table, parent);
    if (first < rows->n && table->id.n)
        rows->at[first].dest = table->id;
}
