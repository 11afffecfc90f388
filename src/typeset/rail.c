/* The rail: a narrow column at the right of the text, where the layout has one (page: rail). It
 * carries what stands beside an item's text: facts, links, what was said of it.
 *
 * What goes there is set as rows of its own. When the item's text is set, each of them is hung on
 * the row of the text that its middle falls on, so that a page break divides both together; sheet
 * then places them, one below the other, where their rows came to stand. What takes the whole width
 * (a figure, a wide table, a band) leaves no rail beside it; what is longer than the text goes on
 * below it. What stands beside other things or is a table that has no room in the text takes the
 * width of both; so does a figure where the rail is empty.
 */
#include "base/assert.h"
#include "typeset/setter.h"

enum {
    LEAST_TEXT = 255, /* points of text that a rail leaves */
    CLEAR = 8,        /* points between what takes the whole width and what is in the rail */
    RULE_RISE = 5     /* points from the rule at the head of a rail to its text */
};

sl_u sl_rail_column(const sl_layout *layout, sl_u measure)
{
    if (layout->rail <= 0 || layout->columns > 1)
        return 0;
    sl_u column = measure - layout->rail - layout->rail_gap;
    return column >= SL_PT(LEAST_TEXT) ? column : 0;
}

/* The frame of an item, not one in its text. */
static bool is_item_box(const sl_node *node)
{
    return node->kind == SL_NODE_BOX && node->parent && node->parent->kind == SL_NODE_SECTION &&
           node->role.n && sl_str_equal(node->role, node->parent->role);
}

/* What has text and rail inside it. */
bool sl_rail_is_ground(const sl_node *node)
{
    return node->kind == SL_NODE_SECTION || is_item_box(node);
}

/* Few facts make no band across a frame. */
static bool is_short(const sl_node *facts)
{
    return !facts->first || !facts->first->next || !facts->first->next->next;
}

static bool is_aside(const sl_node *node, bool boxed)
{
    if (sl_node_is_spark(node))
        return true;
    if (node->kind == SL_NODE_TABLE)
        return sl_str_equal_z(node->role, "links") ||
               (sl_str_equal_z(node->role, "facts") && sl_card_has_lines(node) &&
                (!boxed || is_short(node)));
    return node->kind == SL_NODE_PARAGRAPH && sl_str_equal_z(node->role, "response");
}

static bool has_asides(const sl_node *node)
{
    for (const sl_node *n = node->first; n; n = n->next)
        if (is_aside(n, node->kind == SL_NODE_BOX))
            return true;
    return false;
}

bool sl_rail_stands_beside(const sl_node *node)
{
    if (sl_node_is_item_graph(node)) /* it needs the width, and closes the item */
        return false;
    const sl_node *up = node->parent;
    while (up && !sl_rail_is_ground(up))
        up = up->parent;
    return up && has_asides(up);
}

bool sl_rail_spans(sl_setter *s, const sl_node *node, sl_u measure)
{
    if (node->kind == SL_NODE_FIGURE)
        return sl_node_is_item_graph(node) || !sl_rail_stands_beside(node);
    /* In a frame the facts stand in a band below the title: the rail begins below that. */
    if (node->kind == SL_NODE_BESIDE ||
        (node->kind == SL_NODE_HEADING && is_item_box(node->parent) && node->next &&
         sl_str_equal_z(node->next->role, "facts") && !is_aside(node->next, true)))
        return true;
    if (node->kind != SL_NODE_TABLE)
        return false;
    if (sl_str_equal_z(node->role, "chain"))
        return !sl_rail_stands_beside(node);
    static const char *const across[] = {"facts", "figures"};
    for (size_t i = 0; i < SL_COUNT(across); i++)
        if (sl_str_equal_z(node->role, across[i]))
            return true;
    return !sl_grid_fits(s, node, measure);
}

bool sl_rail_begins(const sl_setter *s, const sl_node *node)
{
    return s->column && !s->in_cell && sl_rail_is_ground(node) && has_asides(node);
}

/* --- onto the rows of the text --- */

typedef struct hanging {
    sl_setter *s;
    sl_rows *rows;
    size_t n;      /* rows of the text: what is longer follows them */
    size_t at;     /* the row of the text that the place falls on */
    size_t across; /* the next that takes the whole width, as far as it was looked for */
    sl_u *top;     /* of each row, from the first */
    size_t first;
    sl_u y; /* where the next row of the rail begins */
} hanging;

static sl_row *row_of(const hanging *h, size_t i)
{
    return &h->rows->rows.at[h->first + i];
}

/* What floats may stand on a later page: the rail is measured as if it did. */
static sl_u bottom_of(const hanging *h, size_t i)
{
    return h->top[i] + (row_of(h, i)->floats ? 0 : row_of(h, i)->height);
}

/* The next row that stays where it is; n: none. */
static size_t next_fixed(const hanging *h, size_t i)
{
    i++;
    while (i < h->n && row_of(h, i)->floats)
        i++;
    return i;
}

static void hang(hanging *h, size_t i, const sl_row *row, sl_u offset, sl_u gap)
{
    sl_row_more *more = sl_row_more_of(h->s, row_of(h, i));
    if (row->more && row->more->calls) { /* its notes stand at the foot of the text's page */
        *more->calls_end = row->more->calls;
        more->calls_end = row->more->calls_end;
    }
    sl_hung *one = SL_NEW(h->s->work, sl_hung), **end = &more->hung;
    one->row = *row;
    one->offset = offset;
    one->gap = gap;
    while (*end)
        end = &(*end)->next;
    *end = one;
}

/* The first row that takes the whole width, from `at` on, of those that keep their place; n: none.
 * Found once for all that stand before it. */
static size_t next_across(hanging *h)
{
    h->across = h->across > h->at ? h->across : h->at;
    while (h->across < h->n && !(row_of(h, h->across)->across && !row_of(h, h->across)->floats))
        h->across++;
    return h->across;
}

/* Below what takes the whole width, where the row of the rail would meet that. */
static void step_over(hanging *h, sl_u height)
{
    for (;;) {
        for (size_t i = next_fixed(h, h->at); i < h->n && h->y + height / 2 >= h->top[i];
             i = next_fixed(h, i))
            h->at = i;
        size_t across = next_across(h);
        if (across == h->n || h->y + height + SL_PT(CLEAR) <= h->top[across])
            return;
        while (across + 1 < h->n && row_of(h, across + 1)->across)
            across++;
        h->y = bottom_of(h, across) + SL_PT(CLEAR);
        if (next_fixed(h, across) >= h->n) {
            h->at = across;
            return;
        }
        h->at = next_fixed(h, across);
    }
}

/* What is longer than the text: rows of its own below it. */
static void push_below(hanging *h, const sl_row *row, sl_u gap)
{
    sl_row *last = &h->rows->rows.at[h->rows->rows.n - 1];
    sl_u after = last->after;
    last->after = 0;
    /* The first of them may begin beside the last row of the text. */
    sl_u beside = gap < 0 ? -gap : 0;
    sl_row *own = sl_row_push(h->s, h->rows, row->height > beside ? row->height - beside : 1);
    own->before = gap > 0 ? gap : 0;
    own->after = after;
    own->keep_next = row->keep_next;
    own->penalty = row->penalty;
    size_t n = h->rows->rows.n - 1 - h->first;
    hang(h, n, row, -beside, -1);
}

/* Where the rail of an item begins: beside its heading, or below the band at its head. */
static sl_u start_of(const hanging *h, const sl_row *row)
{
    enum { HEAD = 6 };
    for (size_t i = 0; i < h->n && i < HEAD; i++)
        if (row_of(h, i)->across && !row_of(h, i)->floats &&
            (i + 1 == h->n || !row_of(h, i + 1)->across))
            return bottom_of(h, i) + SL_PT(CLEAR);
    sl_u room = row_of(h, 0)->height - row->height;
    return room > 0 ? room : 0;
}

static void hang_all(sl_setter *s, sl_rows *rows, size_t first, const sl_rows *rail)
{
    hanging h = {.s = s, .rows = rows, .first = first, .n = rows->rows.n - first};
    h.top = SL_NEW_ARRAY(s->work, sl_u, h.n + 1);
    for (size_t i = 1, last = 0; i < h.n; i++) {
        h.top[i] = bottom_of(&h, last) + sl_row_gap(row_of(&h, last), row_of(&h, i));
        last = row_of(&h, i)->floats ? last : i;
    }
    sl_u end = bottom_of(&h, h.n - 1);
    bool below = false;
    if (row_of(&h, 0)->floats)
        h.at = next_fixed(&h, 0);
    h.y = start_of(&h, &rail->rows.at[0]);
    for (size_t i = 0; i < rail->rows.n; i++) {
        const sl_row *row = &rail->rows.at[i];
        sl_u gap = i ? sl_row_gap(row - 1, row) : 0;
        h.y += gap;
        sl_u y = h.y;
        if (!below)
            step_over(&h, row->height);
        if (!below && h.at < h.n && h.y + row->height <= end) {
            hang(&h, h.at, row, h.y - h.top[h.at], i && y == h.y ? gap : -1);
        } else {
            push_below(&h, row, below ? gap : h.y - end);
            below = true;
        }
        h.y += row->height;
    }
}

/* --- an item's asides --- */

typedef struct rail {
    sl_u left, width;
    sl_rows rows;
} rail;

/* A label, and what it says behind it. */
static void set_pair(sl_setter *s, rail *to, const sl_node *row, uint32_t body)
{
    const sl_style *label = sl_block_role(s, SL_STR("rail-label"), "fact-label");
    const sl_style *text = sl_block_role(s, SL_STR("rail-text"), "fact-value");
    size_t first = to->rows.rows.n;
    sl_arena_mark mark = sl_arena_mark_now(s->scratch);
    sl_para p = {0};
    sl_card_push_pair(s, &p, row, body, label, text, 0);
    sl_lines_break(s, &to->rows, &p, text, 0, to->left, to->width);
    sl_arena_reset(s->scratch, mark);
    if (first < to->rows.rows.n)
        to->rows.rows.at[first].before = label->before;
}

static void set_aside(sl_setter *s, rail *to, const sl_node *node, uint32_t elem)
{
    uint16_t box = s->box;
    bool first_text = s->first_text;
    s->box = 0;
    size_t first = to->rows.rows.n;
    if (node->kind == SL_NODE_TABLE) {
        uint32_t table = sl_pages_add_elem(s->pages, SL_TAG_TABLE, elem, false);
        uint32_t body = sl_pages_add_elem(s->pages, SL_TAG_TBODY, table, false);
        for (const sl_node *row = node->first; row; row = row->next)
            set_pair(s, to, row, body);
    } else if (node->kind == SL_NODE_FIGURE) {
        sl_figure_set(s, &to->rows, node, elem, to->left, to->width);
        if (to->rows.rows.n > first) { /* one row, without a caption */
            to->rows.rows.at[first].before = SL_PT(2);
            to->rows.rows.at[first].after = SL_PT(7);
        }
    } else {
        const sl_style *style = sl_block_role(s, SL_STR("rail-response"), "response");
        sl_block_set_text(s, &to->rows, node, style, SL_TAG_P, elem, to->left, to->width);
    }
    if (!first && to->rows.rows.n) { /* a rule at its head */
        sl_paint rule = {.kind = SL_PAINT_RECT, .elem = SL_ARTIFACT_LAYOUT};
        rule.u.rect = (sl_rect){to->left, -SL_PT(RULE_RISE), to->width, SL_PT(0.75),
                                sl_layout_color(s->layout, "accent")};
        sl_row_prepend(s, &to->rows.rows.at[0], rule);
    }
    s->box = box;
    s->first_text = first_text;
}

void sl_rail_set_all(sl_setter *s, sl_rows *rows, const sl_node *node, uint32_t elem, sl_u left,
                     sl_u measure)
{
    rail own = {.left = left + measure - s->layout->rail, .width = s->layout->rail};
    size_t first = rows->rows.n;
    bool boxed = node->kind == SL_NODE_BOX;
    for (const sl_node *n = node->first; n; n = n->next) {
        if (is_aside(n, boxed)) {
            set_aside(s, &own, n, elem);
            continue;
        }
        /* What is below an item has a rail of its own. */
        if (n->kind == SL_NODE_SECTION && own.rows.rows.n && rows->rows.n > first) {
            hang_all(s, rows, first, &own.rows);
            own.rows.rows.n = 0;
            first = rows->rows.n;
        }
        sl_block_set(s, rows, n, elem, left, measure);
    }
    if (!own.rows.rows.n)
        return;
    if (rows->rows.n == first)
        sl_row_push(s, rows, 1);
    hang_all(s, rows, first, &own.rows);
}
