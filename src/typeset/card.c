/* What stands beside the text of an item: its facts in a band, its links in lines, its chain across
 * the page. To readers of tags all of them are tables: a label and what it says. */
#include "base/assert.h"
#include "typeset/setter.h"

enum {
    MOST_FACTS = 24,
    NARROWEST = 56, /* points of a chain's cell that words have room in */
    GAP = 12        /* points between facts */
};

typedef struct fact {
    const sl_node *label, *value;
    sl_u width; /* that it wants */
} fact;

typedef struct facts {
    fact at[MOST_FACTS];
    unsigned n;
} facts;

/* Natural width of a cell's text, or of its longest word. */
static sl_u width_of(sl_setter *s, const sl_node *cell, const sl_style *style, bool longest)
{
    sl_u natural, widest;
    sl_para_measure_node(s, cell, style, &natural, &widest);
    return (longest ? widest : natural) + SL_PT(1);
}

/* False when it is no list of labels with values, or too long for a band. */
static bool gather(sl_setter *s, const sl_node *table, const sl_style *label, const sl_style *value,
                   sl_u measure, bool under, facts *out)
{
    out->n = 0;
    for (const sl_node *row = table->first; row; row = row->next) {
        if (out->n == MOST_FACTS || !row->first || !row->first->next || row->first->next->next)
            return false;
        fact *f = &out->at[out->n++];
        f->label = row->first;
        f->value = row->first->next;
        if (f->value->first && !sl_node_is_inline(f->value->first->kind))
            return false;
        sl_u a = under ? 0 : width_of(s, f->label, label, false),
             b = width_of(s, f->value, value, false);
        f->width = a > b ? a : b;
        sl_u share = measure / 7; /* a label stands below its figure, in a few lines */
        f->width = under && f->width < share ? share : f->width;
        f->width = f->width < measure ? f->width : measure;
    }
    return out->n > 0;
}

/* Rows of a cell, moved into `row` at y; where they end. */
static sl_u put_cell(sl_setter *s, sl_row *row, const sl_node *cell, const sl_style *style,
                     sl_tag tag, uint32_t tr, sl_u x, sl_u y, sl_u width)
{
    sl_rows rows = {0};
    uint32_t elem = sl_pages_add_elem(s->pages, tag, tr, false);
    if (tag == SL_TAG_TH)
        s->pages->elems.at[elem].scope = SL_SCOPE_ROW;
    sl_style plain = *style;
    /* A word that has no room otherwise is divided. */
    plain.hyphenate = plain.hyphenate || width_of(s, cell, style, true) > width;
    plain.before = plain.after = plain.indent = plain.left = plain.right = 0;
    sl_block_set_inlines(s, &rows, cell, &plain, elem, SL_STR_NONE, x, width);
    for (size_t i = 0; i < rows.rows.n; i++) {
        sl_u height = rows.rows.at[i].height;
        sl_row_absorb(s, row, &rows.rows.at[i], y);
        y += height;
    }
    return y;
}

static void push_ground(sl_setter *s, sl_row *row, sl_u left, sl_u width, sl_u top, sl_u height,
                        uint32_t color)
{
    sl_paint paint = {.kind = SL_PAINT_RECT, .elem = SL_ARTIFACT_LAYOUT};
    paint.u.rect = (sl_rect){left, top, width, height, color};
    sl_row_prepend(s, row, paint);
}

typedef struct band {
    sl_setter *s;
    sl_rows *rows;
    const sl_style *label, *value;
    uint32_t body;
    sl_u left, measure, pad;
    bool under; /* the label stands below its value */
} band;

/* Facts [from, to) side by side. */
static void set_line(const band *b, const facts *all, unsigned from, unsigned to)
{
    sl_setter *s = b->s;
    sl_row *row = sl_row_push(s, b->rows, 0);
    sl_u want = 0, room = b->measure - 2 * b->pad - (sl_u)(to - from - 1) * SL_PT(GAP);
    for (unsigned i = from; i < to; i++)
        want += all->at[i].width;
    sl_u x = b->left + b->pad, bottom = 0, more = room > want ? room - want : 0;
    for (unsigned i = from; i < to; i++) {
        const fact *f = &all->at[i];
        uint32_t tr = sl_pages_add_elem(s->pages, SL_TAG_TR, b->body, false);
        sl_u width = b->under ? f->width + (room - want) / (sl_u)(to - from)
                              : f->width + (i + 1 == to ? more : more / (sl_u)(to - from) / 2);
        if (x + width > b->left + b->measure - b->pad)
            width = b->left + b->measure - b->pad - x;
        sl_u y = b->pad;
        if (b->under) { /* the figure is read before what it says: both in the order of the eye */
            sl_u below = y + b->value->leading;
            y = put_cell(s, row, f->label, b->label, SL_TAG_TH, tr, x, below, width);
            put_cell(s, row, f->value, b->value, SL_TAG_TD, tr, x, b->pad, width);
        } else {
            y = put_cell(s, row, f->label, b->label, SL_TAG_TH, tr, x, y, width);
            y = put_cell(s, row, f->value, b->value, SL_TAG_TD, tr, x, y, width);
        }
        bottom = y > bottom ? y : bottom;
        x += width + SL_PT(GAP);
    }
    row->height = bottom + b->pad;
    if (b->value->ground != SL_COLOR_NONE)
        push_ground(s, row, b->left, b->measure, 0, row->height, b->value->ground);
}

static uint32_t add_table(sl_setter *s, uint32_t parent, uint32_t *body)
{
    uint32_t table = sl_pages_add_elem(s->pages, SL_TAG_TABLE, parent, false);
    *body = sl_pages_add_elem(s->pages, SL_TAG_TBODY, table, false);
    return table;
}

/* Space around what was set, and what keeps it beside the text. */
static void close(sl_rows *rows, size_t first, const sl_style *style, bool keep)
{
    if (rows->rows.n == first)
        return;
    rows->rows.at[first].before = style->before;
    for (size_t i = first + 1; i < rows->rows.n; i++)
        rows->rows.at[i].penalty = SL_BREAK_NEVER;
    sl_row *last = &rows->rows.at[rows->rows.n - 1];
    last->after = style->after;
    last->keep_next = keep;
}

static bool set_band(sl_setter *s, sl_rows *rows, const sl_node *table, uint32_t parent, sl_u left,
                     sl_u measure, bool figures)
{
    bool boxed = s->box && !figures;
    const char *names[2] = {figures ? "figures-label"
                            : boxed ? "band-label"
                                    : "fact-label",
                            figures ? "figures-value"
                            : boxed ? "band-value"
                                    : "fact-value"};
    band b = {.s = s, .rows = rows, .left = left, .measure = measure, .under = figures};
    b.label = sl_block_role(s, sl_str_from(names[0]), "fact-label");
    b.value = sl_block_role(s, sl_str_from(names[1]), "fact-value");
    b.pad = b.value->ground != SL_COLOR_NONE ? b.value->pad : 0;
    facts all;
    if (!gather(s, table, b.label, b.value, measure - 2 * b.pad, figures, &all))
        return false;
    add_table(s, parent, &b.body);
    size_t first = rows->rows.n;
    for (unsigned i = 0, from = 0; i < all.n; i++) {
        sl_u width = 0;
        for (unsigned k = from; k <= i; k++)
            width += all.at[k].width + (k > from ? SL_PT(GAP) : 0);
        bool last = i + 1 == all.n;
        bool full = !last && width + SL_PT(GAP) + all.at[i + 1].width > measure - 2 * b.pad;
        if (!last && !full)
            continue;
        set_line(&b, &all, from, i + 1);
        from = i + 1;
    }
    close(rows, first, b.value, table->next != NULL);
    return true;
}

/* The piece that begins here stands a word space and a gap behind the one before. */
static void set_apart(sl_para *p, size_t piece, sl_u gap)
{
    if (piece && piece < p->pieces.n) {
        p->pieces.at[piece].space_before = true;
        p->pieces.at[piece].gap = gap;
    }
}

void sl_card_push_pair(sl_setter *s, sl_para *p, const sl_node *row, uint32_t body,
                       const sl_style *label, const sl_style *style, sl_u apart)
{
    uint32_t tr = sl_pages_add_elem(s->pages, SL_TAG_TR, body, false);
    uint32_t th = sl_pages_add_elem(s->pages, SL_TAG_TH, tr, false);
    uint32_t td = sl_pages_add_elem(s->pages, SL_TAG_TD, tr, false);
    s->pages->elems.at[th].scope = SL_SCOPE_ROW;
    size_t begin = p->pieces.n;
    sl_para_push_text(s, p, sl_node_plain(s->work, row->first),
                      sl_para_push_style(s, p, label, (int32_t)th), SL_SPAN_NONE);
    set_apart(p, begin, apart);
    begin = p->pieces.n;
    sl_para_build(s, p, row->first->next, style, (int32_t)td, SL_STR_NONE);
    set_apart(p, begin, SL_PT(2));
}

/* "Rests on 8, 47, 12. Delivers …": labels and values in one paragraph. */
static void set_links(sl_setter *s, sl_rows *rows, const sl_node *table, uint32_t parent, sl_u left,
                      sl_u measure, const sl_style *label, const sl_style *style)
{
    uint32_t body;
    size_t first = rows->rows.n;
    add_table(s, parent, &body);
    sl_arena_mark mark = sl_arena_mark_now(s->scratch);
    sl_para p = {0};
    for (const sl_node *row = table->first; row; row = row->next)
        sl_card_push_pair(s, &p, row, body, label, style, SL_PT(7));
    sl_lines_break(s, rows, &p, style, 0, left, measure);
    sl_arena_reset(s->scratch, mark);
    if (first == rows->rows.n)
        return;
    close(rows, first, style, sl_str_equal_z(table->role, "facts") && table->next);
}

/* Whether a node has words alone, or one paragraph of them. */
static bool has_words(const sl_node *n)
{
    const sl_node *first = n->first;
    if (!first || sl_node_is_inline(first->kind))
        return true;
    return first->kind == SL_NODE_PARAGRAPH && !first->next;
}

/* What a step of a chain can show: words, or one list of them. Anything else is set as a table. */
static bool is_step(const sl_node *row)
{
    const sl_node *cell = row->first ? row->first->next : NULL, *list = cell ? cell->first : NULL;
    if (!cell || cell->next)
        return false;
    if (has_words(cell))
        return true;
    if (list->kind != SL_NODE_LIST || list->next)
        return false;
    for (const sl_node *item = list->first; item; item = item->next)
        if (!has_words(item))
            return false;
    return true;
}

/* The node that holds the words. */
static const sl_node *words_of(const sl_node *n)
{
    return n->first && !sl_node_is_inline(n->first->kind) ? n->first : n;
}

/* One step of a chain: its name, then what it is. */
static sl_u set_step(sl_setter *s, sl_row *row, const sl_node *step, uint32_t body, sl_u x,
                     sl_u width)
{
    const sl_style *label = sl_block_role(s, SL_STR("chain-label"), "fact-label");
    const sl_style *style = sl_block_role(s, SL_STR("chain-text"), "fact-value");
    uint32_t tr = sl_pages_add_elem(s->pages, SL_TAG_TR, body, false);
    sl_u pad = style->pad;
    sl_u y = put_cell(s, row, step->first, label, SL_TAG_TH, tr, x + pad, pad, width - 2 * pad);
    const sl_node *cell = step->first->next, *list = cell->first;
    if (!list || list->kind != SL_NODE_LIST)
        return put_cell(s, row, words_of(cell), style, SL_TAG_TD, tr, x + pad, y, width - 2 * pad) +
               pad;
    uint32_t td = sl_pages_add_elem(s->pages, SL_TAG_TD, tr, false);
    uint32_t l = sl_pages_add_elem(s->pages, SL_TAG_L, td, false);
    for (const sl_node *item = list->first; item; item = item->next) {
        uint32_t li = sl_pages_add_elem(s->pages, SL_TAG_LI, l, false);
        uint32_t lbody = sl_pages_add_elem(s->pages, SL_TAG_LBODY, li, false);
        y = put_cell(s, row, words_of(item), style, SL_TAG_P, lbody, x + pad, y, width - 2 * pad);
        y += style->after;
    }
    return y + pad;
}

/* About how deep a step is at a width, in hundredths of lines: letters are half as wide as high. */
static int64_t depth_of(sl_setter *s, const sl_node *step, sl_u width, const sl_style *style)
{
    enum { BETWEEN = 30 };
    int64_t lines = 0, letters = 2 * (int64_t)width / style->size;
    const sl_node *cell = step->first->next, *list = cell->first;
    bool is_list = list && list->kind == SL_NODE_LIST;
    for (const sl_node *item = is_list ? list->first : cell; item;
         item = is_list ? item->next : NULL) {
        int64_t n = (int64_t)sl_node_plain(s->work, item).n;
        lines += 100 * ((n + n / 10) / (letters > 1 ? letters : 1) + 1) + BETWEEN;
    }
    return lines;
}

/* What room there is goes, bit by bit, to the deepest step. */
static void share_room(sl_setter *s, const sl_node *table, const sl_style *style, sl_u room,
                       sl_u widths[MOST_FACTS])
{
    for (sl_u bit = SL_PT(4); room > 0; room -= bit) {
        unsigned i = 0, deepest = 0;
        int64_t most = -1;
        for (const sl_node *step = table->first; step; step = step->next, i++) {
            int64_t depth = depth_of(s, step, widths[i] - 2 * style->pad, style);
            if (depth > most) {
                most = depth;
                deepest = i;
            }
        }
        widths[deepest] += room < bit ? room : bit;
    }
}

static bool set_chain(sl_setter *s, sl_rows *rows, const sl_node *table, uint32_t parent, sl_u left,
                      sl_u measure)
{
    unsigned n = 0;
    const sl_style *style = sl_block_role(s, SL_STR("chain-text"), "fact-value");
    bool steps = true;
    for (const sl_node *row = table->first; row; row = row->next, n++)
        steps = steps && is_step(row);
    sl_u gap = SL_PT(6), least = SL_PT(NARROWEST) + 2 * style->pad;
    sl_u room = measure - (sl_u)n * (gap + least) + gap;
    if (!n || n > MOST_FACTS || room < 0 || !steps)
        return false;
    uint32_t body;
    add_table(s, parent, &body);
    sl_row *row = sl_row_push(s, rows, 0);
    sl_u height = 0, x = left, at[MOST_FACTS], widths[MOST_FACTS];
    unsigned i = 0;
    for (unsigned k = 0; k < n; k++)
        widths[k] = least;
    share_room(s, table, style, room, widths);
    for (const sl_node *step = table->first; step; step = step->next, i++) {
        at[i] = x;
        sl_u end = set_step(s, row, step, body, x, widths[i]);
        height = end > height ? end : height;
        x += widths[i] + gap;
    }
    row->height = height;
    row->before = style->before;
    row->after = SL_PT(10);
    uint32_t accent = sl_layout_color(s->layout, "accent");
    while (i-- > 0) {
        push_ground(s, row, at[i], widths[i], 0, SL_PT(2), accent);
        if (style->ground != SL_COLOR_NONE)
            push_ground(s, row, at[i], widths[i], 0, height, style->ground);
    }
    return true;
}

/* Labels with a line of text each. */
bool sl_card_has_lines(const sl_node *table)
{
    for (const sl_node *row = table->first; row; row = row->next)
        if (!row->first || !row->first->next || row->first->next->next ||
            (row->first->next->first && !sl_node_is_inline(row->first->next->first->kind)))
            return false;
    return true;
}

bool sl_card_set(sl_setter *s, sl_rows *rows, const sl_node *table, uint32_t parent, sl_u left,
                 sl_u measure)
{
    if (s->in_cell)
        return false;
    if (sl_str_equal_z(table->role, "facts") && s->box)
        return set_band(s, rows, table, parent, left, measure, false);
    if (sl_str_equal_z(table->role, "facts") && sl_card_has_lines(table)) {
        set_links(s, rows, table, parent, left, measure,
                  sl_block_role(s, SL_STR("fact-label"), "table-cell"),
                  sl_block_role(s, SL_STR("fact-value"), "table-cell"));
        return true;
    }
    if (sl_str_equal_z(table->role, "figures"))
        return set_band(s, rows, table, parent, left, measure, true);
    if (sl_str_equal_z(table->role, "chain"))
        return set_chain(s, rows, table, parent, left, measure);
    if (!sl_str_equal_z(table->role, "links"))
        return false;
    set_links(s, rows, table, parent, left, measure,
              sl_block_role(s, SL_STR("link-label"), "fact-label"),
              sl_block_role(s, SL_STR("link-line"), "fact-value"));
    return true;
}

/* What it costs to divide a card, beside a page of which some stays empty: a hundred is a fifth of
 * it, four hundred two fifths, and the emptiest page costs less than DIVIDED. Text that goes on is
 * nothing strange: what is high is divided sooner, and a frame later than none. */
static int32_t price_of(sl_u height, sl_u page, bool framed)
{
    enum { DIVIDED = 6000, FRAME_DIVIDED = 440, MIDDLE_DIVIDED = 420, HIGH_DIVIDED = 100 };
    if (framed)
        return height > page * 2 / 5 ? FRAME_DIVIDED : DIVIDED;
    return height > page * 3 / 5 ? HIGH_DIVIDED : height > page * 2 / 5 ? MIDDLE_DIVIDED : DIVIDED;
}

/* A card that fits on a page is divided only where too much of a page would stay empty otherwise,
 * and a low one never. A figure that may stand on a later page is no part of its height. */
void sl_card_hold(sl_setter *s, sl_rows *rows, size_t first)
{
    sl_u height = 0;
    const sl_row *last = NULL;
    bool framed = false;
    for (size_t i = first; i < rows->rows.n; i++) {
        const sl_row *r = &rows->rows.at[i];
        framed = framed || r->box;
        if (r->floats)
            continue;
        height += r->height + (last ? sl_row_gap(last, r) : 0);
        last = r;
    }
    sl_u page = sl_flow_form(s, false).height;
    if (height > page)
        return;
    int32_t price = price_of(height, page, framed);
    rows->rows.at[first].card = framed || height <= page * 3 / 5;
    for (size_t i = first + 1; i < rows->rows.n; i++)
        if (rows->rows.at[i].penalty < price && rows->rows.at[i].penalty > SL_BREAK_FORCED)
            rows->rows.at[i].penalty = price;
}
