#include "base/assert.h"
#include "typeset/grid.h"

const sl_style *sl_grid_cell_style(const sl_grid *g, const sl_grid_cell *c)
{
    if (g->plain)
        return c->node->head ? &g->label : &g->value;
    if (sl_str_equal_z(c->row->role, "total") || sl_str_equal_z(c->row->role, "group"))
        return &g->total;
    return c->row->head ? &g->head : &g->cell;
}

static bool has_blocks(const sl_node *cell)
{
    return cell->first && !sl_node_is_inline(cell->first->kind);
}

unsigned sl_grid_place_row(sl_grid *g, const sl_node *row,
                           sl_grid_cell cells[SL_LIMIT_TABLE_COLUMNS])
{
    unsigned n = 0, at = 0;
    unsigned covered[SL_LIMIT_TABLE_COLUMNS];
    memcpy(covered, g->busy, sizeof covered);
    for (unsigned i = 0; i < g->n; i++)
        g->busy[i] -= g->busy[i] > 0;
    for (const sl_node *cell = row->first; cell; cell = cell->next) {
        while (at < g->n && covered[at])
            at++;
        if (at == g->n)
            break; /* more cells than columns: the format reports it */
        unsigned wide = cell->columns > 1 ? cell->columns : 1,
                 rows = cell->rows > 1 ? cell->rows : 1;
        wide = at + wide > g->n ? g->n - at : wide;
        cells[n++] = (sl_grid_cell){row, cell, at, wide, rows};
        for (unsigned i = at; i < at + wide; i++)
            g->busy[i] = rows - 1;
        at += wide;
    }
    return n;
}

/* --- widths --- */

/* The part of a figure from its decimal point on, as it will be set. */
static sl_u fraction_width(const sl_grid *g, const sl_node *cell, const sl_style *style)
{
    sl_arena_mark mark = sl_arena_mark_now(g->s->scratch);
    sl_str text = sl_node_plain(g->s->scratch, cell);
    size_t begin = sl_str_find_char(text, '.', 0);
    bool point = begin != SIZE_MAX && begin + 1 < text.n && text.p[begin + 1] >= '0' &&
                 text.p[begin + 1] <= '9';
    if (!point) {
        begin = text.n;
        while (begin > 0 && !(text.p[begin - 1] >= '0' && text.p[begin - 1] <= '9'))
            begin--;
    }
    sl_u width = begin > 0 && begin < text.n
                     ? sl_label_measure(g->s, style, sl_str_slice(text, begin, text.n))
                     : 0;
    sl_arena_reset(g->s->scratch, mark);
    return width;
}

static void widen(const sl_grid *g, const sl_node *holder, const sl_style *style, sl_u extra,
                  sl_u *least, sl_u *most)
{
    sl_arena_mark mark = sl_arena_mark_now(g->s->scratch);
    sl_para para = {0};
    sl_u natural, widest;
    g->s->measure = g->s->width / 4; /* a picture that is larger takes what the column has */
    sl_para_build(g->s, &para, holder, style, 0, SL_STR_NONE);
    sl_para_measure(&para, &natural, &widest);
    *most = natural + extra > *most ? natural + extra : *most;
    *least = widest + extra > *least ? widest + extra : *least;
    sl_arena_reset(g->s->scratch, mark);
}

/* Blocks in a cell: paragraphs, and lists with the room of their labels. */
static void widen_blocks(const sl_grid *g, const sl_node *node, const sl_style *style, sl_u extra,
                         sl_u *least, sl_u *most)
{
    for (const sl_node *n = node->first; n; n = n->next) {
        if (n->first && sl_node_is_inline(n->first->kind))
            widen(g, n, style, extra, least, most);
        else
            widen_blocks(g, n, style,
                         n->kind == SL_NODE_LIST
                             ? extra + sl_block_role(g->s, SL_STR("list"), "list")->left
                             : extra,
                         least, most);
    }
}

/* What a cell over several columns needs more than they have is shared between them. */
static void share_span(sl_grid *g, const sl_grid_cell *c, sl_u least, sl_u most)
{
    sl_u have_least = 0, have_most = 0;
    for (unsigned i = c->column; i < c->column + c->columns; i++) {
        have_least += g->columns[i].least;
        have_most += g->columns[i].most;
    }
    for (unsigned i = c->column; i < c->column + c->columns; i++) {
        if (least > have_least)
            g->columns[i].least += (least - have_least) / (sl_u)c->columns;
        if (most > have_most)
            g->columns[i].most += (most - have_most) / (sl_u)c->columns;
    }
}

void sl_grid_measure_cell(sl_grid *g, const sl_grid_cell *c)
{
    const sl_style *style = sl_grid_cell_style(g, c);
    sl_u least = 0, most = 0;
    g->s->measuring = true;
    if (has_blocks(c->node))
        widen_blocks(g, c->node, style, 2 * style->pad, &least, &most);
    else
        widen(g, c->node, style, 2 * style->pad, &least, &most);
    g->s->measuring = false;
    if (c->columns > 1 && c->columns == g->n)
        return; /* the head of a group: it takes the room that the columns have */
    if (c->columns > 1) {
        share_span(g, c, least, most);
        return;
    }
    sl_column *column = &g->columns[c->column];
    column->least = least > column->least ? least : column->least;
    column->most = most > column->most ? most : column->most;
    if (!c->row->head)
        column->body = most > column->body ? most : column->body;
    if (c->node->align != SL_ALIGN_DECIMAL || c->row->head)
        return;
    sl_u fraction = fraction_width(g, c->node, style);
    column->fraction = fraction > column->fraction ? fraction : column->fraction;
    column->whole = most - fraction > column->whole ? most - fraction : column->whole;
    /* The points stand below each other: the widest before and the widest behind may be two cells'.
     */
    sl_u both = column->whole + column->fraction;
    column->least = both > column->least ? both : column->least;
    column->most = both > column->most ? both : column->most;
    column->body = both > column->body ? both : column->body;
}

/* --- text --- */

static uint8_t align_of(const sl_grid_cell *c, const sl_style *style)
{
    switch ((sl_align)c->node->align) {
    case SL_ALIGN_RIGHT:
    case SL_ALIGN_DECIMAL:
        return SL_SET_RIGHT;
    case SL_ALIGN_CENTER:
        return SL_SET_CENTER;
    default:
        return c->columns > 1 && c->row->head   ? SL_SET_CENTER
               : style->align == SL_SET_JUSTIFY ? SL_SET_LEFT
                                                : style->align;
    }
}

void sl_grid_set_cell(sl_grid *g, const sl_grid_cell *c, uint32_t elem, sl_rows *rows)
{
    sl_setter *s = g->s;
    sl_style style = *sl_grid_cell_style(g, c);
    sl_u width = 0, x = g->columns[c->column].x;
    for (unsigned i = c->column; i < c->column + c->columns; i++)
        width += g->columns[i].width;
    bool first = c->column == 0, last = c->column + c->columns == g->n;
    /* Text starts and ends with the table's edges. */
    sl_u left = first || g->plain ? 0 : style.pad;
    sl_u right = g->plain ? (last ? 0 : SL_PT(10)) : last ? 0 : style.pad;
    style.align = align_of(c, &style);
    style.before = style.after = style.indent = 0;
    if (sl_str_equal_z(c->row->role, "group"))
        style.color = sl_layout_color(s->layout, "accent");
    if (c->columns == 1 && width < g->columns[c->column].least)
        style.hyphenate = true; /* its longest word has no room otherwise */
    sl_u measure = width - left - right;
    if (c->node->align == SL_ALIGN_DECIMAL && !c->row->head && c->columns == 1)
        measure -= g->columns[c->column].fraction - fraction_width(g, c->node, &style);
    measure = measure < SL_PT(12) ? SL_PT(12) : measure;
    const sl_style *body = s->body;
    bool in_cell = s->in_cell;
    uint8_t depth = s->list_depth;
    s->body = &style;
    s->in_cell = true;
    s->list_depth = 0;
    if (has_blocks(c->node))
        sl_block_set_all(s, rows, c->node, elem, x + left, measure);
    else
        sl_block_set_inlines(s, rows, c->node, &style, elem, SL_STR_NONE, x + left, measure);
    s->body = body;
    s->in_cell = in_cell;
    s->list_depth = depth;
}
