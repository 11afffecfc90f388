/* Frames beside each other. A row of them is one row of the page, as high as its highest, which no
 * break divides, unless it is higher than half a page: then each frame gives as many lines to a
 * slice as fit. What cannot stand beside another stands below it. */
#include "base/assert.h"
#include "typeset/setter.h"

enum { MOST_COLUMNS = 4, LEAST = 64 /* points: 22 mm, a column that words fit in */ };

typedef struct column {
    const sl_node *box;
    const sl_style *style;
    sl_u left, width;
    sl_rows rows;
    size_t done; /* rows that were moved */
} column;

typedef struct beside {
    sl_setter *s;
    sl_rows *rows;
    sl_u gap;
    column columns[MOST_COLUMNS];
    unsigned n;
} beside;

/* --- widths --- */

static unsigned count_columns(const sl_node *node, sl_u measure, sl_u gap)
{
    unsigned n = node->columns ? node->columns : 1;
    n = n > MOST_COLUMNS ? MOST_COLUMNS : n;
    while (n > 1 && (measure - gap * (sl_u)(n - 1)) / (sl_u)n < SL_PT(LEAST))
        n--;
    return n;
}

static void share(beside *b, const sl_node *node, unsigned n, sl_u left, sl_u measure)
{
    uint32_t shares[MOST_COLUMNS] = {0};
    int64_t all = 0;
    sl_str rest = node->title, one;
    for (unsigned i = 0; i < n; i++) {
        if (!rest.n || !sl_str_split(&rest, ',', &one) || !sl_num_parse(one, &shares[i]))
            shares[i] = 1;
        all += shares[i];
    }
    sl_u room = measure - b->gap * (sl_u)(n - 1), x = left;
    for (unsigned i = 0; i < n; i++) {
        b->columns[i].left = x;
        b->columns[i].width = (sl_u)(room * (int64_t)shares[i] / all);
        x += b->columns[i].width + b->gap;
    }
}

/* --- a row of frames --- */

static void set_column(beside *b, column *c, uint32_t parent)
{
    sl_setter *s = b->s;
    sl_style body = *sl_block_role(s, SL_STR("beside"), "paragraph");
    body.before = 0;
    body.after = body.leading / 3;
    const sl_style *outer = s->body;
    bool in_cell = s->in_cell;
    uint8_t depth = s->list_depth;
    sl_u pad = c->style->pad;
    bool framed = c->style->ground != SL_COLOR_NONE || c->style->bar_width;
    uint32_t elem = sl_pages_add_elem(s->pages, SL_TAG_DIV, parent, false);
    s->body = &body;
    s->in_cell = true;
    s->first_text = true;
    s->list_depth = 0;
    c->rows = (sl_rows){0};
    c->done = 0;
    sl_u inset = c->style->bar_width + (framed ? pad : 0);
    sl_block_set_all(s, &c->rows, c->box, elem, c->left + inset,
                     c->width - inset - (framed ? pad : 0));
    s->body = outer;
    s->in_cell = in_cell;
    s->list_depth = depth;
}

/* The ground, the bar at the left and the rule at the top of a frame. */
static void paint_frame(beside *b, sl_row *row, const column *c, bool top)
{
    const sl_style *style = c->style;
    sl_paint paint = {.kind = SL_PAINT_RECT, .elem = SL_ARTIFACT_LAYOUT};
    if (style->bar_width && style->bar != SL_COLOR_NONE) {
        paint.u.rect = (sl_rect){c->left, 0, style->bar_width, row->height, style->bar};
        sl_row_prepend(b->s, row, paint);
    }
    if (top && style->rule_width && style->rule != SL_COLOR_NONE) {
        paint.u.rect = (sl_rect){c->left, 0, c->width, style->rule_width, style->rule};
        sl_row_prepend(b->s, row, paint);
    }
    if (style->ground != SL_COLOR_NONE) {
        paint.u.rect = (sl_rect){c->left, 0, c->width, row->height, style->ground};
        sl_row_prepend(b->s, row, paint);
    }
}

static sl_u top_of(const column *c)
{
    return c->style->pad + (c->style->rule != SL_COLOR_NONE ? c->style->rule_width : 0);
}

static void push_row(beside *b)
{
    sl_setter *s = b->s;
    sl_u frame = sl_flow_form(s, false).height, height = 0;
    for (unsigned i = 0; i < b->n; i++) {
        sl_u h = sl_row_sum_heights(&b->columns[i].rows) + top_of(&b->columns[i]) +
                 b->columns[i].style->pad;
        height = h > height ? h : height;
    }
    sl_u room = height > frame / 2 ? frame / 6 : SL_U_MAX / 2;
    for (bool more = true, first = true; more; first = false) {
        sl_row *row = sl_row_push(s, b->rows, 0);
        row->penalty = first ? 0 : 60;
        sl_u end = 0, pad = 0;
        more = false;
        for (unsigned i = 0; i < b->n; i++) {
            column *c = &b->columns[i];
            sl_u top = first ? top_of(c) : 0;
            sl_u y = sl_row_take(s, row, &c->rows, &c->done, top, room - top);
            end = y > end ? y : end;
            pad = c->style->pad > pad ? c->style->pad : pad;
            more = more || c->done < c->rows.rows.n;
        }
        row->height = end + (more ? 0 : pad);
        for (unsigned i = 0; i < b->n; i++)
            paint_frame(b, row, &b->columns[i], first);
    }
}

/* Large figures beside each other have one size, at which the widest has room in its column. */
static int scale_figures(beside *b, const sl_node *box)
{
    enum { LEAST_SCALE = 40 };
    sl_setter *s = b->s;
    const sl_style *style = sl_block_role(s, SL_STR("number-value"), "paragraph");
    sl_u widest = 0, room = b->columns[0].width;
    for (; box; box = box->next)
        for (const sl_node *n = box->first; n; n = n->next) {
            if (n->kind != SL_NODE_PARAGRAPH || !sl_str_equal_z(n->role, "number-value"))
                continue;
            sl_u all, word;
            sl_para_measure_node(s, n, style, &all, &word);
            widest = word > widest ? word : widest;
        }
    if (widest <= room)
        return 0;
    int scale = (int)((int64_t)room * 100 / widest);
    return scale < LEAST_SCALE ? LEAST_SCALE : scale;
}

void sl_beside_set(sl_setter *s, sl_rows *rows, const sl_node *node, uint32_t parent, sl_u left,
                   sl_u measure)
{
    const sl_style *style = sl_block_role(s, SL_STR("beside"), "paragraph");
    beside b = {.s = s, .rows = rows, .gap = SL_PT(12)};
    uint32_t elem = sl_pages_add_elem(s->pages, SL_TAG_DIV, parent, false);
    size_t first = rows->rows.n;
    const sl_node *box = node->first;
    if (box && box->kind == SL_NODE_CAPTION) {
        sl_str number = sl_str_format(s->work, "%.*s.", SL_FMT(box->number));
        uint32_t p = sl_pages_add_elem(s->pages, SL_TAG_P, elem, false);
        sl_block_set_inlines(s, rows, box, sl_block_role(s, SL_STR("caption"), "caption"), p,
                             box->number.n ? number : SL_STR_NONE, left, measure);
        if (rows->rows.n > first)
            rows->rows.at[rows->rows.n - 1].keep_next = true;
        box = box->next;
    }
    unsigned n = count_columns(node, measure, b.gap);
    share(&b, node, n, left, measure);
    int scale = s->figure_scale;
    s->figure_scale = scale_figures(&b, box);
    while (box) {
        size_t row = rows->rows.n;
        for (b.n = 0; b.n < n && box; box = box->next) {
            column *c = &b.columns[b.n++];
            c->box = box;
            c->style = sl_block_role(s, box->role, "box");
            set_column(&b, c, elem);
        }
        push_row(&b);
        rows->rows.at[row].before = row == first ? style->before : b.gap;
        sl_note_set_pending(s, elem);
    }
    s->figure_scale = scale;
    if (rows->rows.n == first)
        return;
    rows->rows.at[rows->rows.n - 1].after = style->after;
    sl_row_add_name(s, &rows->rows.at[first], node->id);
}
