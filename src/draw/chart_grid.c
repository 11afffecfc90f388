/* A grid of items: squares from low to high in two ways, darker and named where both are high; an
 * item is its number in a ring where it stands now, and on a disc where it is to stand. The names
 * to the numbers stand below. */
#include "draw/plot.h"

enum {
    RADIUS = SL_PT(7),
    STEP = SL_PT(17), /* between the middles of two numbers */
    GAP = SL_PT(5),
    LEAST_HEIGHT = SL_PT(34)
};

typedef struct square {
    size_t rings, discs; /* how many stand in it, and of these how many discs */
} square;

typedef struct board {
    sl_plot *p;
    const sl_chart_grid *g;
    square *squares; /* row-major, row 0 the lowest */
    sl_u left, width, *tops, *heights;
    size_t per_line;
    sl_u *x, *y; /* of each number: the rings, then the discs */
} board;

static square *square_at(const board *b, const sl_chart_square *at)
{
    return &b->squares[(size_t)at->row * b->g->column_count + at->column];
}

static bool is_moved(const board *b, size_t i)
{
    const sl_chart_square *x = &b->g->before[i], *y = b->g->after ? &b->g->after[i] : x;
    return y->known && (x->row != y->row || x->column != y->column);
}

/* A ring where it leaves, a disc where it stays or comes to. */
static void count(board *b)
{
    for (size_t i = 0; i < b->p->c->label_count; i++) {
        bool moved = is_moved(b, i);
        square_at(b, &b->g->before[i])->rings += moved || !b->g->after || !b->g->after[i].known;
        if (b->g->after && b->g->after[i].known)
            square_at(b, &b->g->after[i])->discs++;
    }
}

static void find_heights(board *b)
{
    sl_u y = 0;
    for (unsigned r = 0; r < b->g->row_count; r++) {
        unsigned row = b->g->row_count - 1u - r;
        size_t most = 1;
        for (unsigned k = 0; k < b->g->column_count; k++) {
            const square *s = &b->squares[row * b->g->column_count + k];
            size_t lines = (s->rings + b->per_line - 1) / b->per_line +
                           (s->discs + b->per_line - 1) / b->per_line;
            most = lines > most ? lines : most;
        }
        sl_u height = (sl_u)most * STEP + b->p->k->line + GAP;
        b->tops[row] = y;
        b->heights[row] = height > LEAST_HEIGHT ? height : LEAST_HEIGHT;
        y += b->heights[row];
    }
    b->p->y1 = y;
}

static void draw_square(board *b, unsigned row, unsigned column, sl_u top)
{
    sl_sketch *k = b->p->k;
    unsigned level = sl_chart_grid_level(b->g, row, column);
    sl_u x = b->left + (sl_u)column * b->width, y = top + b->tops[row], gap = SL_PT(0.8);
    sl_u right = x + b->width - gap, bottom = y + b->heights[row] - gap;
    const sl_u corners[] = {x + gap, y + gap, right, y + gap, right, bottom, x + gap, bottom};
    sl_sketch_fill(k, corners, 4, k->levels[level]);
    sl_sketch_label(k, b->g->levels[level], x + SL_PT(4), y + k->line - SL_PT(1), SL_ANCHOR_START,
                    false, k->text);
}

/* The middle of the nth number in a square, rings above discs. */
static void place(const board *b, const sl_chart_square *at, size_t nth, bool disc, sl_u top,
                  size_t i)
{
    const square *s = square_at(b, at);
    size_t before = disc ? (s->rings + b->per_line - 1) / b->per_line : 0;
    size_t line = before + nth / b->per_line, along = nth % b->per_line;
    size_t to = disc ? b->p->c->label_count + i : i;
    b->x[to] = b->left + (sl_u)at->column * b->width + SL_PT(4) + RADIUS + (sl_u)along * STEP;
    b->y[to] = top + b->tops[at->row] + b->p->k->line + GAP / 2 + RADIUS + (sl_u)line * STEP;
}

static void place_all(board *b, sl_u top)
{
    size_t squares = (size_t)b->g->row_count * b->g->column_count;
    square *met = SL_NEW_ARRAY(b->p->k->arena, square, squares);
    for (size_t i = 0; i < b->p->c->label_count; i++) {
        const sl_chart_square *from = &b->g->before[i];
        const sl_chart_square *to = b->g->after && b->g->after[i].known ? &b->g->after[i] : NULL;
        if (is_moved(b, i) || !to)
            place(b, from, met[square_at(b, from) - b->squares].rings++, false, top, i);
        if (to)
            place(b, to, met[square_at(b, to) - b->squares].discs++, true, top, i);
    }
}

static void draw_number(const board *b, size_t i, bool disc)
{
    sl_sketch *k = b->p->k;
    size_t at = disc ? b->p->c->label_count + i : i;
    sl_str number = sl_str_format(k->arena, "%zu", i + 1);
    sl_sketch_dot(k, b->x[at], b->y[at], RADIUS, k->accent, !disc);
    sl_sketch_label(k, number, b->x[at], b->y[at] + sl_sketch_middle(k), SL_ANCHOR_MIDDLE, disc,
                    disc ? SL_SKETCH_GROUND : k->text);
}

static void draw_axes(const board *b, sl_u top, const sl_sketch_lines *names)
{
    sl_sketch *k = b->p->k;
    for (unsigned r = 0; r < b->g->row_count; r++)
        sl_sketch_put_lines(k, &names[r], b->left - SL_PT(6), top + b->tops[r] + b->heights[r] / 2,
                            SL_ANCHOR_END, false, k->text);
    for (unsigned c = 0; c < b->g->column_count; c++) {
        sl_sketch_lines l = sl_sketch_wrap(k, b->g->columns[c], false, b->width - SL_PT(4));
        for (size_t i = 0; i < l.lines.n; i++)
            sl_sketch_label(k, l.lines.at[i], b->left + (sl_u)c * b->width + b->width / 2,
                            top + b->p->y1 + k->line * (sl_u)(i + 1), SL_ANCHOR_MIDDLE, false,
                            k->text);
    }
}

/* The most lines that a word of the columns takes. */
static sl_u column_lines(const board *b)
{
    size_t most = 1;
    for (unsigned c = 0; c < b->g->column_count; c++) {
        sl_sketch_lines l = sl_sketch_wrap(b->p->k, b->g->columns[c], false, b->width - SL_PT(4));
        most = l.lines.n > most ? l.lines.n : most;
    }
    return (sl_u)most;
}

/* "1 The weather", in as many columns as there is room for; the lowest. */
static sl_u draw_key(const board *b, sl_u y)
{
    enum { COLUMN = SL_PT(190) };
    sl_sketch *k = b->p->k;
    sl_u whole = k->picture->width, number = SL_PT(16);
    size_t n = b->p->c->label_count, columns = whole / COLUMN < 1 ? 1 : (size_t)(whole / COLUMN);
    columns = columns > 2 ? 2 : columns;
    size_t rows = (n + columns - 1) / columns;
    sl_u width = whole / (sl_u)columns, lowest = y;
    for (size_t c = 0; c < columns; c++) {
        sl_u at = y;
        for (size_t i = c * rows; i < n && i < (c + 1) * rows; i++) {
            sl_str text = sl_str_format(k->arena, "%zu", i + 1);
            sl_sketch_lines l =
                sl_sketch_wrap(k, b->p->c->labels[i], false, width - number - SL_PT(8));
            sl_sketch_label(k, text, (sl_u)c * width + number - SL_PT(5), at + k->line,
                            SL_ANCHOR_END, true, k->text);
            for (size_t m = 0; m < l.lines.n; m++, at += k->line)
                sl_sketch_label(k, l.lines.at[m], (sl_u)c * width + number, at + k->line,
                                SL_ANCHOR_START, false, k->text);
            at += SL_PT(2);
        }
        lowest = at > lowest ? at : lowest;
    }
    return lowest;
}

/* What rings and discs are; the lowest. */
static sl_u draw_signs(const board *b, sl_u y)
{
    sl_sketch *k = b->p->k;
    if (!b->g->after)
        return y;
    sl_u x = RADIUS, middle = y + k->line - sl_sketch_middle(k);
    for (size_t i = 0; i < SL_COUNT(b->g->signs); i++) {
        sl_str text = b->g->signs[i];
        sl_u width = sl_sketch_measure(k, text, false) + 3 * RADIUS;
        if (i && x + width > k->picture->width) {
            x = RADIUS;
            middle += STEP;
        }
        sl_sketch_dot(k, x, middle, RADIUS - SL_PT(1.5), k->accent, i == 0);
        sl_sketch_label(k, text, x + RADIUS + SL_PT(2), middle + sl_sketch_middle(k),
                        SL_ANCHOR_START, false, k->text);
        x += width + 2 * RADIUS;
    }
    return middle + STEP / 2 + SL_PT(2);
}

void sl_plot_draw_grid(sl_plot *p)
{
    sl_sketch *k = p->k;
    const sl_chart_grid *g = p->c->grid;
    sl_arena *a = k->arena;
    board b = {.p = p, .g = g};
    sl_u room = k->picture->width / 4, widest = 0;
    sl_sketch_lines *names = SL_NEW_ARRAY(a, sl_sketch_lines, g->row_count);
    for (unsigned r = 0; r < g->row_count; r++) {
        names[r] = sl_sketch_wrap(k, g->rows[r], false, room);
        for (size_t i = 0; i < names[r].lines.n; i++) {
            sl_u w = sl_sketch_measure(k, names[r].lines.at[i], false);
            widest = w > widest ? w : widest;
        }
    }
    b.left = widest + SL_PT(8);
    b.width = (k->picture->width - b.left) / g->column_count;
    sl_u free_width = b.width - SL_PT(8);
    b.per_line = free_width < STEP ? 1 : (size_t)((free_width - 2 * RADIUS) / STEP) + 1;
    b.squares = SL_NEW_ARRAY(a, square, (size_t)g->row_count * g->column_count);
    b.tops = SL_NEW_ARRAY(a, sl_u, g->row_count);
    b.heights = SL_NEW_ARRAY(a, sl_u, g->row_count);
    b.x = SL_NEW_ARRAY(a, sl_u, 2u * p->c->label_count + 1);
    b.y = SL_NEW_ARRAY(a, sl_u, 2u * p->c->label_count + 1);
    count(&b);
    find_heights(&b);
    sl_u top = k->line + SL_PT(4);
    sl_sketch_label(k, g->row_label, 0, k->line - SL_PT(2), SL_ANCHOR_START, true, k->text);
    for (unsigned r = 0; r < g->row_count; r++)
        for (unsigned c = 0; c < g->column_count; c++)
            draw_square(&b, r, c, top);
    place_all(&b, top);
    for (size_t i = 0; i < p->c->label_count; i++) {
        if (is_moved(&b, i) || !g->after || !g->after[i].known)
            draw_number(&b, i, false);
        if (g->after && g->after[i].known)
            draw_number(&b, i, true);
    }
    draw_axes(&b, top, names);
    sl_u y = top + p->y1 + k->line * column_lines(&b) + SL_PT(2);
    sl_sketch_label(k, g->column_label, k->picture->width, y + k->line, SL_ANCHOR_END, true,
                    k->text);
    y = draw_signs(&b, y + k->line + SL_PT(6));
    k->picture->height = draw_key(&b, y) + SL_PT(4);
}
