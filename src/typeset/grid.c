/* A table as rows: widths of columns as in CSS 2.2, 17.5.2.2 (automatic table layout), solved once.
 *
 * Every cell tells its column the least width (its widest word) and the most (all on one line); a
 * cell over several columns adds what they lack. Between the sums the room is shared in proportion,
 * so that a column of figures stays narrow and a column of text takes what is left. Where even the
 * least has no room the type is made smaller, in three steps, before words are divided.
 *
 * A row of the table is one row of the page, which no break divides, unless it is higher than half
 * a page: then each of its cells gives as many lines to a slice as fit. A cell that covers rows
 * below holds those together and must find its height in the last of them. Heads, with a caption
 * that says "continued", are kept to be repeated on later pages as artifacts: they are read once.
 */
#include "typeset/grid.h"

#include "base/assert.h"

enum { MOST_CELLS = SL_LIMIT_TABLE_COLUMNS, NARROW = 80 /* points: 28 mm */ };

/* --- widths --- */

static sl_style style_of(const sl_setter *s, const char *role, int scale)
{
    sl_style style = *sl_layout_role(s->layout, sl_str_from(role), "table-cell");
    sl_u *lengths[] = {&style.size, &style.leading, &style.pad};
    for (size_t i = 0; i < SL_COUNT(lengths) && scale != 100; i++)
        *lengths[i] = sl_u_scale(*lengths[i], scale, 100);
    return style;
}

static void take_styles(sl_grid *g, int scale)
{
    g->label = style_of(g->s, "fact-label", scale);
    g->value = style_of(g->s, "fact-value", scale);
    bool matrix = sl_str_equal_z(g->table->role, "matrix"); /* of dots: all of it on a page */
    g->head = style_of(g->s, matrix ? "matrix-head" : "table-head", scale);
    g->cell = g->total = style_of(g->s, matrix ? "matrix-cell" : "table-cell", scale);
    g->total.weight = 700;
}

static void measure_all(sl_grid *g)
{
    memset(g->columns, 0, sizeof g->columns);
    sl_grid_cell cells[MOST_CELLS];
    /* Cells of one column first: those that span share what is still wanting. */
    for (int spanning = 0; spanning < 2; spanning++) {
        memset(g->busy, 0, sizeof g->busy);
        for (const sl_node *row = g->table->first; row; row = row->next) {
            unsigned n = row->kind == SL_NODE_TABLE_ROW ? sl_grid_place_row(g, row, cells) : 0;
            for (unsigned i = 0; i < n; i++)
                if ((cells[i].columns > 1) == spanning)
                    sl_grid_measure_cell(g, &cells[i]);
        }
    }
    memset(g->busy, 0, sizeof g->busy);
}

/* Whether even the words of the columns have no room beside one another. */
static bool is_too_wide(const sl_grid *g)
{
    int64_t least = 0;
    for (unsigned i = 0; i < g->n; i++)
        least += g->columns[i].least < g->measure / 2 ? g->columns[i].least : g->measure / 2;
    return least > g->measure;
}

/* Labels of facts have one width down the page. */
static void share_facts(sl_grid *g)
{
    sl_u label = g->measure * 24 / 100, most = g->columns[0].most;
    if (most > label)
        label = most < g->measure * 2 / 5 ? most : g->measure * 2 / 5;
    g->columns[0].width = label;
    g->columns[1].x = g->left + label;
    g->columns[1].width = g->measure - label;
}

/* Figures, years and short words stay on one line, and columns of text have 28 mm, as far as there
 * is room; the sum of what the columns need then. */
static int64_t widen_least(sl_grid *g, bool shared)
{
    int64_t least = 0;
    for (unsigned i = 0; i < g->n; i++)
        least += g->columns[i].least;
    for (int round = 0; round < 2 && !g->plain && !shared; round++)
        for (unsigned i = 0; i < g->n; i++) {
            sl_column *c = &g->columns[i];
            bool texts = (round == 1) != g->texts_first;
            bool brief = c->most <= SL_PT(NARROW);
            sl_u want = brief == texts ? 0 : brief ? c->most : SL_PT(NARROW);
            if (want <= c->least || least + want - c->least > g->measure)
                continue;
            least += want - c->least;
            c->least = want;
        }
    return least;
}

/* As the author has it, so far as words have room: what a word needs beyond its share, others with
 * more than they need give. False where nothing is said. */
static bool take_shares(sl_grid *g)
{
    sl_str rest = g->table->title, one;
    int64_t all = 0;
    uint32_t shares[MOST_CELLS] = {0};
    for (unsigned i = 0; i < g->n && sl_str_split(&rest, ',', &one); i++) {
        sl_num_parse(one, &shares[i]);
        all += shares[i];
    }
    for (unsigned i = 0; i < g->n && all; i++) {
        sl_u width = (sl_u)(g->measure * (int64_t)shares[i] / all);
        g->columns[i].most = width > g->columns[i].least ? width : g->columns[i].least;
    }
    return all > 0;
}

/* Where room is wanting, heads have the width of their longest word; the sum of the most then. */
static int64_t forget_heads(sl_grid *g)
{
    int64_t most = 0;
    for (unsigned i = 0; i < g->n; i++) {
        sl_column *c = &g->columns[i];
        sl_u body = c->body > c->least ? c->body : c->least;
        c->most = !g->plain && c->body && body < c->most ? body : c->most;
        most += c->most;
    }
    return most;
}

static void share_width(sl_grid *g)
{
    for (unsigned i = 0; i < g->n; i++)
        g->columns[i].natural = g->columns[i].most;
    bool shared = take_shares(g);
    int64_t least, most = 0;
    for (unsigned i = 0; i < g->n; i++) {
        sl_column *c = &g->columns[i];
        if (c->least > g->measure / 2)
            c->least = g->measure / 2; /* an address: it is divided */
        if (c->most < c->least)
            c->most = c->least;
        most += c->most;
    }
    if (most > g->measure && !shared)
        most = forget_heads(g);
    least = widen_least(g, shared);
    sl_u room = g->measure, x = g->left;
    for (unsigned i = 0; i < g->n; i++) {
        sl_column *c = &g->columns[i];
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
    if (g->plain && g->n == 2)
        share_facts(g);
}

/* Says where text has less than what can be read; of tables that authors write. */
static void report_narrow(const sl_grid *g)
{
    sl_setter *s = g->s;
    if (g->plain || s->trial || !g->table->written)
        return;
    for (unsigned i = 0; i < g->n; i++) {
        const sl_column *c = &g->columns[i];
        if (c->width >= SL_PT(NARROW) || c->natural < SL_PT(NARROW) * 3 / 2)
            continue;
        sl_finding *f =
            sl_diag_add(s->diags, SL_E0757, g->table->span, "column %u of the table is %d mm wide",
                        i + 1, (int)(c->width * 127LL / 360 / 1024));
        sl_diag_help(s->diags, f,
                     "turn it with 'landscape', give the column more with 'widths', "
                     "or take a column out");
        return;
    }
}

/* Whether a column of text is a pillar of many short lines beside others that have all their room.
 */
static bool is_cramped(const sl_grid *g)
{
    enum { SLIM = 110 /* points: 39 mm */, LINES = 4 };
    for (unsigned i = 0; i < g->n && !g->plain; i++)
        if (g->columns[i].width < SL_PT(SLIM) && g->columns[i].most > LINES * g->columns[i].width)
            return true;
    return false;
}

/* Sets the widths at the layout's sizes, then smaller where that gives columns of text more room,
 * and smaller again where nothing else will do. */
static void fit_width(sl_grid *g)
{
    static const int scales[] = {100, 92, 84, 76};
    enum { LEAST_CRAMPED = 2 };
    size_t first = sl_str_equal_z(g->table->role, "small") ? 2 : 0;
    for (size_t i = first; i < SL_COUNT(scales); i++) {
        take_styles(g, scales[i]);
        measure_all(g);
        bool last = i + 1 == SL_COUNT(scales);
        if (is_too_wide(g) && !last)
            continue;
        g->texts_first = i >= LEAST_CRAMPED;
        share_width(g);
        if (g->texts_first || !is_cramped(g))
            return;
    }
}

/* --- rows --- */

/* The rows of each cell of one row of the table. */
typedef struct cells {
    sl_grid_cell at[MOST_CELLS];
    sl_rows rows[MOST_CELLS];
    size_t done[MOST_CELLS]; /* rows that were moved */
    unsigned n;
    sl_u height, pad;
} cells;

typedef struct over { /* a cell that goes on below its row */
    unsigned rows;    /* that it still covers */
    sl_u height;      /* that it still needs */
} over;

typedef struct making {
    sl_grid *g;
    sl_rows *rows;
    uint32_t head, body; /* THEAD, TBODY */
    size_t first_body;
    over covered[MOST_CELLS];
    sl_rows repeated;
    uint16_t repeat; /* 1 + index */
} making;

static uint32_t add_cell(const sl_grid *g, const sl_grid_cell *c, uint32_t tr)
{
    bool head = c->node->head;
    uint32_t i = sl_pages_add_elem(g->s->pages, head ? SL_TAG_TH : SL_TAG_TD, tr, false);
    sl_elem *e = &g->s->pages->elems.at[i];
    if (head)
        e->scope = c->row->head ? SL_SCOPE_COLUMN : SL_SCOPE_ROW;
    e->columns = c->columns > 1 ? (uint16_t)c->columns : c->node->columns;
    e->rows = c->node->rows;
    return i;
}

static void push_line(const sl_grid *g, sl_row *row, bool strong)
{
    sl_paint paint = {.kind = SL_PAINT_RECT, .elem = SL_ARTIFACT_LAYOUT};
    paint.u.rect =
        (sl_rect){g->left, row->height - SL_PT(0.5), g->measure, strong ? SL_PT(1) : SL_PT(0.5),
                  sl_layout_color(g->s->layout, strong ? "text" : "hairline")};
    sl_row_append(g->s, row, paint);
}

/* A hairline below heads that span columns. */
static void push_span_lines(const sl_grid *g, sl_row *row, const cells *c)
{
    for (unsigned i = 0; i < c->n; i++) {
        const sl_grid_cell *cell = &c->at[i];
        if (cell->columns < 2 || !cell->node->next)
            continue;
        sl_u x = g->columns[cell->column].x, width = 0;
        for (unsigned k = cell->column; k < cell->column + cell->columns; k++)
            width += g->columns[k].width;
        sl_paint paint = {.kind = SL_PAINT_RECT, .elem = SL_ARTIFACT_LAYOUT};
        paint.u.rect = (sl_rect){x + c->pad, row->height - SL_PT(0.5), width - 2 * c->pad,
                                 SL_PT(0.5), sl_layout_color(g->s->layout, "hairline")};
        sl_row_append(g->s, row, paint);
    }
}

static void measure_cells(making *m, cells *c)
{
    c->height = 0;
    for (unsigned i = 0; i < c->n; i++) {
        const sl_style *style = sl_grid_cell_style(m->g, &c->at[i]);
        sl_u h = sl_row_sum_heights(&c->rows[i]);
        h = (h ? h : style->leading) + 2 * style->pad;
        c->pad = style->pad;
        if (c->at[i].rows > 1)
            m->covered[c->at[i].column] = (over){c->at[i].rows, h};
        else if (h > c->height)
            c->height = h;
    }
    /* A cell from above that ends in this row must find its height. */
    for (unsigned i = 0; i < m->g->n; i++) {
        over *o = &m->covered[i];
        if (o->rows && --o->rows == 0 && o->height > c->height)
            c->height = o->height;
    }
    for (unsigned i = 0; i < m->g->n; i++)
        m->covered[i].height -= c->height;
}

static bool is_covered(const making *m)
{
    for (unsigned i = 0; i < m->g->n; i++)
        if (m->covered[i].rows)
            return true;
    return false;
}

/* A row higher than half a page goes to several: each cell gives as many lines as fit. */
static void push_slices(making *m, cells *c, sl_u slice)
{
    sl_setter *s = m->g->s;
    for (bool more = true, first = true; more; first = false) {
        sl_row *row = sl_row_push(s, m->rows, 0);
        row->repeat = m->repeat;
        row->penalty = first ? 0 : 60;
        sl_u pad = first ? c->pad : 0, end = pad;
        more = false;
        for (unsigned i = 0; i < c->n; i++) {
            sl_u y = sl_row_take(s, row, &c->rows[i], &c->done[i], pad, slice);
            end = y > end ? y : end;
            more = more || c->done[i] < c->rows[i].rows.n;
        }
        row->height = end + (more ? 0 : c->pad);
    }
}

/* Behind a cell that has a role of its own: how high it stands. */
static void push_grounds(making *m, sl_row *row, const cells *c)
{
    const sl_grid *g = m->g;
    for (unsigned i = c->n; i-- > 0;) {
        const sl_grid_cell *cell = &c->at[i];
        const sl_style *style =
            cell->node->role.n ? sl_layout_role(g->s->layout, cell->node->role, NULL) : NULL;
        if (!style || style->ground == SL_COLOR_NONE)
            continue;
        sl_paint paint = {.kind = SL_PAINT_RECT, .elem = SL_ARTIFACT_LAYOUT};
        sl_u width = 0;
        for (unsigned k = cell->column; k < cell->column + cell->columns; k++)
            width += g->columns[k].width;
        paint.u.rect = (sl_rect){g->columns[cell->column].x, 0, width, row->height, style->ground};
        sl_row_prepend(g->s, row, paint);
    }
}

static void push_whole(making *m, cells *c)
{
    sl_row *row = sl_row_push(m->g->s, m->rows, c->height);
    push_grounds(m, row, c);
    for (unsigned i = 0; i < c->n; i++)
        sl_row_take(m->g->s, row, &c->rows[i], &c->done[i],
                    sl_grid_cell_style(m->g, &c->at[i])->pad, SL_U_MAX);
}

static bool is_total(const sl_node *row)
{
    return sl_str_equal_z(row->role, "total");
}

static void set_row(making *m, const sl_node *node, uint32_t group)
{
    sl_grid *g = m->g;
    uint32_t tr = sl_pages_add_elem(g->s->pages, SL_TAG_TR, group, false);
    cells all = {0}, *c = &all;
    c->n = sl_grid_place_row(g, node, c->at);
    bool inside = is_covered(m);
    for (unsigned i = 0; i < c->n; i++)
        sl_grid_set_cell(g, &c->at[i], add_cell(g, &c->at[i], tr), &c->rows[i]);
    measure_cells(m, c);
    size_t first = m->rows->rows.n;
    sl_u frame = sl_flow_form(g->s, false).height;
    if (c->height > frame / 2 && !inside && !is_covered(m))
        push_slices(m, c, frame / 6);
    else
        push_whole(m, c);
    if (inside)
        m->rows->rows.at[first].penalty = SL_BREAK_NEVER;
    sl_row *last = &m->rows->rows.at[m->rows->rows.n - 1];
    bool next_head = node->next && node->next->head;
    if (!g->plain && node->head && next_head)
        push_span_lines(g, last, c);
    else if (!g->plain && !is_covered(m) && !sl_str_equal_z(node->role, "group"))
        push_line(g, last, node->head || (node->next && is_total(node->next)));
    for (size_t i = first; i < m->rows->rows.n && !node->head; i++)
        m->rows->rows.at[i].repeat = m->repeat;
    if (node->head || sl_str_equal_z(node->role, "group"))
        last->keep_next = true;
}

/* --- heads --- */

static void set_caption(making *m, const sl_node *node, uint32_t table)
{
    sl_setter *s = m->g->s;
    const sl_style *style = sl_block_role(s, SL_STR("caption"), "caption");
    uint32_t caption = sl_pages_add_elem(s->pages, SL_TAG_CAPTION, table, false);
    sl_str number = sl_str_format(s->work, "%.*s.", SL_FMT(node->number));
    sl_block_set_inlines(s, m->rows, node, style, caption, number, m->g->left, m->g->measure);
    if (m->rows->rows.n)
        m->rows->rows.at[m->rows->rows.n - 1].keep_next = true;
    /* The same for the pages after the first. */
    sl_arena_mark mark = sl_arena_mark_now(s->scratch);
    sl_para p = {0};
    uint16_t how = sl_para_push_style(s, &p, style, SL_ARTIFACT_LAYOUT);
    sl_str text = sl_say(s->book->phrases, s->work, SL_SAY_CAPTION_CONTINUED,
                         SL_T("number", node->number), SL_T("title", sl_node_plain(s->work, node)));
    sl_para_push_text(s, &p, text, how, node->span);
    sl_lines_break(s, &m->repeated, &p, style, 0, m->g->left, m->g->measure);
    if (m->repeated.rows.n)
        m->repeated.rows.at[m->repeated.rows.n - 1].after = style->after;
    sl_arena_reset(s->scratch, mark);
}

/* What the rows after the heads repeat when they start a page. */
static void close_heads(making *m, size_t first)
{
    sl_setter *s = m->g->s;
    for (size_t i = first; i < m->rows->rows.n; i++) {
        sl_row copy = m->rows->rows.at[i];
        copy.more = NULL;
        SL_PUSH(s->work, m->repeated.rows, copy);
    }
    if (!m->repeated.rows.n || s->repeats.n == UINT16_MAX)
        return;
    sl_repeat r = {.rows = m->repeated, .height = sl_row_sum_heights(&m->repeated)};
    if (first == m->rows->rows.n)
        r.height += r.rows.rows.at[r.rows.rows.n - 1].after; /* a caption alone */
    if (r.height > sl_flow_form(s, false).height / 3)
        return; /* so high that too little would follow */
    SL_PUSH(s->work, s->repeats, r);
    m->repeat = (uint16_t)s->repeats.n;
}

/* Prices of breaks: none after the first row or before the last one, dearer in a small table. */
static void price_rows(making *m, size_t first)
{
    sl_rows *rows = m->rows;
    sl_u height = 0;
    for (size_t i = first; i < rows->rows.n; i++)
        height += rows->rows.at[i].height;
    int32_t price = height < sl_flow_form(m->g->s, false).height / 4 ? 300 : 20;
    size_t n = rows->rows.n - m->first_body;
    for (size_t i = 1; i < n; i++) {
        sl_row *r = &rows->rows.at[m->first_body + i];
        int32_t p = i == 1 || i + 1 == n ? 1500 : price;
        if (r->penalty < p)
            r->penalty = p;
    }
}

static void set_body(making *m, uint32_t table, size_t first)
{
    sl_setter *s = m->g->s;
    size_t heads = m->rows->rows.n;
    bool open = true; /* heads may follow */
    for (const sl_node *n = m->g->table->first; n; n = n->next) {
        if (n->kind == SL_NODE_CAPTION) {
            set_caption(m, n, table);
            heads = m->rows->rows.n;
            continue;
        }
        if (n->head && !m->head)
            m->head = sl_pages_add_elem(s->pages, SL_TAG_THEAD, table, false);
        if (!n->head && !m->body)
            m->body = sl_pages_add_elem(s->pages, SL_TAG_TBODY, table, false);
        if (!n->head && open) {
            if (!m->g->plain)
                close_heads(m, heads);
            m->first_body = m->rows->rows.n;
            open = false;
        }
        set_row(m, n, n->head ? m->head : m->body);
    }
    if (open)
        m->first_body = m->rows->rows.n;
    price_rows(m, first);
}

static sl_grid open_grid(sl_setter *s, const sl_node *table, sl_u left, sl_u measure)
{
    sl_grid g = {.s = s, .table = table, .left = left, .measure = measure};
    g.n = table->columns < SL_LIMIT_TABLE_COLUMNS ? table->columns : SL_LIMIT_TABLE_COLUMNS;
    g.plain = sl_str_equal_z(table->role, "facts") || sl_str_equal_z(table->role, "links") ||
              sl_str_equal_z(table->role, "chain");
    return g;
}

bool sl_grid_fits(sl_setter *s, const sl_node *table, sl_u measure)
{
    sl_grid g = open_grid(s, table, 0, measure);
    int64_t most = 0;
    take_styles(&g, 100);
    measure_all(&g);
    for (unsigned i = 0; i < g.n; i++)
        most += g.columns[i].most;
    return most <= measure;
}

void sl_grid_set(sl_setter *s, sl_rows *rows, const sl_node *table, uint32_t parent, sl_u left,
                 sl_u measure)
{
    sl_grid g = open_grid(s, table, left, measure);
    if (!g.n)
        return;
    fit_width(&g);
    report_narrow(&g);
    uint32_t elem = sl_pages_add_elem(s->pages, SL_TAG_TABLE, parent, false);
    s->pages->elems.at[elem].data = table->target;
    size_t first = rows->rows.n;
    making m = {.g = &g, .rows = rows};
    set_body(&m, elem, first);
    sl_note_set_pending(s, parent);
    if (first == rows->rows.n)
        return;
    sl_row_add_name(s, &rows->rows.at[first], table->id);
    sl_row *last = &rows->rows.at[rows->rows.n - 1];
    last->after = last->after > SL_PT(10) ? last->after : SL_PT(10);
    /* Facts stand between a heading and its text: none of them is left behind. */
    last->keep_next = sl_str_equal_z(table->role, "facts") && table->next && !s->in_cell;
}
