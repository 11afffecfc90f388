#include "base/assert.h"
#include "typeset/kept.h"
#include "typeset/setter.h"

const sl_style *sl_block_role(sl_setter *s, sl_str name, const char *otherwise)
{
    return sl_layout_role(s->layout, name.n ? name : sl_str_from(otherwise), otherwise);
}

static bool is_indented(const sl_setter *s, const sl_style *style, const sl_rows *rows)
{
    return style->indent > 0 && !s->first_text && !s->in_cell && rows->rows.n > 0;
}

void sl_block_break(sl_setter *s, sl_rows *rows, const sl_para *p, const sl_style *style, sl_u left,
                    sl_u measure)
{
    size_t first = rows->rows.n;
    sl_u indent = is_indented(s, style, rows) ? style->indent : 0;
    sl_lines_break(s, rows, p, style, indent, left + style->left,
                   measure - style->left - style->right);
    if (rows->rows.n == first)
        return;
    rows->rows.at[first].before = style->before;
    sl_row *last = &rows->rows.at[rows->rows.n - 1];
    last->after = style->after;
    last->keep_next = style->keep;
    for (size_t i = first + 1; i < rows->rows.n && style->keep; i++)
        rows->rows.at[i].penalty = SL_BREAK_NEVER;
    s->first_text = style->keep;
}

void sl_block_set_inlines(sl_setter *s, sl_rows *rows, const sl_node *node, const sl_style *style,
                          uint32_t elem, sl_str number, sl_u left, sl_u measure)
{
    sl_arena_mark mark = sl_arena_mark_now(s->scratch);
    sl_para p = {0};
    s->measure = measure - style->left - style->right;
    sl_para_build(s, &p, node, style, (int32_t)elem, number);
    sl_block_break(s, rows, &p, style, left, measure);
    sl_arena_reset(s->scratch, mark);
}

uint32_t sl_block_set_text(sl_setter *s, sl_rows *rows, const sl_node *node, const sl_style *style,
                           sl_tag tag, uint32_t parent, sl_u left, sl_u measure)
{
    uint32_t elem = sl_pages_add_elem(s->pages, tag, parent, false);
    sl_block_set_inlines(s, rows, node, style, elem, SL_STR_NONE, left, measure);
    sl_note_set_pending(s, parent);
    return elem;
}

/* A heading that begins no section of its own has its bookmark too, below that of the section. */
static void add_bookmark(sl_setter *s, sl_row *row, const sl_node *node)
{
    bool begins = false;
    for (const sl_node *up = node->parent; up && !begins; up = up->parent)
        begins = up->kind == SL_NODE_SECTION && sl_node_lookup_heading(up) == node;
    sl_str name = node->id;
    if (!begins && !name.n)
        name = sl_str_format(s->arena, "heading-%zu", s->pages->outline.n + 1);
    if (name.n)
        sl_row_add_name(s, row, name);
    if (begins || s->in_cell)
        return;
    sl_outline one = {node->level, sl_node_plain(s->arena, node), name};
    SL_PUSH(s->arena, s->pages->outline, one);
}

/* The first bytes of an ID that have room: up to a hyphen, or as many as there are. */
static size_t fit_code(sl_setter *s, const sl_style *style, sl_str id, sl_u room)
{
    size_t all = id.n, hyphen = 0;
    while (all > 1 && sl_label_measure(s, style, sl_str_slice(id, 0, all)) > room)
        all--;
    for (size_t i = 1; i < all && all < id.n; i++)
        hyphen = id.p[i] == '-' ? i + 1 : hyphen;
    return hyphen ? hyphen : all;
}

/* The item's ID in the margin, for who works with the text; in lines where it is long. */
static void add_code(sl_setter *s, sl_row *row, sl_str id, sl_u baseline)
{
    sl_style style = *sl_block_role(s, SL_STR("margin-id"), "margin-id");
    const sl_layout *l = s->layout;
    const sl_u apart = SL_PT(8), edge = SL_PT(12);
    sl_u room =
        l->page_width - (l->inner > l->outer ? l->inner : l->outer) - s->width - apart - edge;
    sl_u widest = 0;
    for (sl_str rest = id, part; sl_str_split(&rest, '-', &part);) {
        sl_u width = sl_label_measure(s, &style, part) + style.size / 3; /* and its hyphen */
        widest = width > widest ? width : widest;
    }
    if (widest > room && widest - room < widest / 4)
        style.size = sl_u_scale(style.size, room, widest);
    while (id.n) {
        size_t n = fit_code(s, &style, id, room);
        sl_row_append(s, row,
                      sl_label_set(s, &style, sl_str_slice(id, 0, n), s->width + apart, baseline,
                                   SL_ARTIFACT_LAYOUT));
        id = sl_str_slice(id, n, id.n);
        baseline += style.leading;
    }
}

static void set_heading(sl_setter *s, sl_rows *rows, const sl_node *node, uint32_t parent,
                        sl_u left, sl_u measure)
{
    static const char *const names[] = {"heading-1", "heading-2", "heading-3",
                                        "heading-4", "heading-5", "heading-6"};
    unsigned level = node->level >= 1 && node->level <= 6 ? node->level : 6;
    const sl_style *style = sl_block_role(s, sl_str_from(names[level - 1]), "heading-6");
    uint32_t elem = sl_pages_add_elem(s->pages, (sl_tag)(SL_TAG_H1 + level - 1), parent, false);
    size_t first = rows->rows.n;
    sl_block_set_inlines(s, rows, node, style, elem, node->number, left, measure);
    sl_note_set_pending(s, parent);
    if (rows->rows.n > first && style->rule_width && style->rule != SL_COLOR_NONE && !s->in_cell) {
        sl_paint rule = {.kind = SL_PAINT_RECT, .elem = SL_ARTIFACT_LAYOUT};
        rule.u.rect = (sl_rect){left, -style->pad - style->rule_width, s->width - left,
                                style->rule_width, style->rule};
        sl_row_prepend(s, &rows->rows.at[first], rule);
    }
    if (rows->rows.n > first && !s->measuring)
        add_bookmark(s, &rows->rows.at[first], node);
    if (!node->target.n || rows->rows.n == first || s->in_cell || !s->layout->codes)
        return;
    add_code(s, &rows->rows.at[first], node->target, sl_lines_baseline(s, style));
}

/* Lines of code are set one by one: none is broken where another would fit. */
static void set_code(sl_setter *s, sl_rows *rows, const sl_node *node, uint32_t parent, sl_u left,
                     sl_u measure)
{
    const sl_style *style = sl_block_role(s, SL_STR("code"), "code");
    uint32_t p = sl_pages_add_elem(s->pages, SL_TAG_P, parent, false);
    uint32_t elem = sl_pages_add_elem(s->pages, SL_TAG_CODE, p, true);
    size_t first = rows->rows.n;
    sl_str rest = node->text, line;
    while (rest.n && sl_str_split(&rest, '\n', &line)) {
        sl_arena_mark mark = sl_arena_mark_now(s->scratch);
        sl_para para = {0};
        uint16_t how = sl_para_push_style(s, &para, style, (int32_t)elem);
        sl_para_push_code(s, &para, line, how, node->span);
        if (para.pieces.n)
            sl_lines_break(s, rows, &para, style, 0, left + style->left, measure - style->left);
        else
            sl_row_push(s, rows, style->leading);
        sl_arena_reset(s->scratch, mark);
    }
    if (first < rows->rows.n) {
        rows->rows.at[first].before = style->before;
        rows->rows.at[rows->rows.n - 1].after = style->after;
    }
}

static void set_rule(sl_setter *s, sl_rows *rows, sl_u left, sl_u measure)
{
    sl_row *row = sl_row_push(s, rows, SL_PT(17));
    sl_paint paint = {.kind = SL_PAINT_RECT, .elem = SL_ARTIFACT_LAYOUT};
    paint.u.rect = (sl_rect){left + measure / 3, SL_PT(8), measure / 3, SL_PT(0.5),
                             sl_layout_color(s->layout, "hairline")};
    sl_row_append(s, row, paint);
}

/* Whether a landscape page is called on what may be the page of the row: it comes before a chapter
 * that begins there. */
static bool is_turned_before(const sl_setter *s, const sl_rows *rows, size_t row)
{
    sl_u height = 0, most = sl_flow_form(s, false).height;
    for (size_t i = row; i-- > 0 && height < most;) {
        const sl_row *r = &rows->rows.at[i];
        if (r->more && r->more->wide)
            return true;
        height += r->height + sl_row_gap(r, r + 1);
    }
    return false;
}

static void set_section(sl_setter *s, sl_rows *rows, const sl_node *node, uint32_t parent,
                        sl_u left, sl_u measure)
{
    uint32_t elem = sl_pages_add_elem(s->pages, SL_TAG_SECT, parent, false);
    s->pages->elems.at[elem].title = node->title;
    s->pages->elems.at[elem].id = node->id;
    s->pages->elems.at[elem].lang = node->lang;
    if (node->toc && node->id.n)
        SL_PUSH(s->arena, s->pages->outline, ((sl_outline){node->toc, node->title, node->id}));
    size_t first = rows->rows.n;
    sl_str lang = s->lang;
    const sl_layout *layout = s->layout;
    if (node->toc == 1)
        s->layout = sl_layout_part(layout, sl_node_chapter(node));
    if (node->lang.n)
        s->lang = node->lang;
    sl_keeping keeping;
    if (!sl_kept_set(s, rows, node, elem, left, measure, &keeping)) {
        if (sl_rail_begins(s, node))
            sl_rail_set_all(s, rows, node, elem, left, measure);
        else
            sl_block_set_all(s, rows, node, elem, left, measure);
        sl_kept_take(s, rows, &keeping);
    }
    s->lang = lang;
    s->layout = layout;
    if (first == rows->rows.n)
        return;
    sl_row_add_name(s, &rows->rows.at[first], node->id);
    if (node->toc && node->title.n)
        sl_row_more_of(s, &rows->rows.at[first])->section = node;
    if (node->toc == 2)
        sl_card_hold(s, rows, first);
    if (node->fresh && first && (s->layout->chapter_pages || node->alone))
        rows->rows.at[first].penalty = SL_BREAK_FORCED;
    if (node->toc == 1 && first && is_turned_before(s, rows, first))
        rows->rows.at[first].penalty = SL_BREAK_FORCED;
}

static void set_quote(sl_setter *s, sl_rows *rows, const sl_node *node, uint32_t parent, sl_u left,
                      sl_u measure)
{
    const sl_style *style = sl_block_role(s, node->role.n ? node->role : SL_STR("quote"), "quote"),
                   *body = s->body;
    uint32_t quote = sl_pages_add_elem(s->pages, SL_TAG_BLOCKQUOTE, parent, false);
    sl_style inner = *(body ? body : sl_block_role(s, SL_STR("paragraph"), "paragraph"));
    inner.color = style->color;
    inner.italic = style->italic;
    s->body = &inner;
    size_t first = rows->rows.n;
    sl_block_set_all(s, rows, node, quote, left + style->left,
                     measure - style->left - style->right);
    s->body = body;
    if (first < rows->rows.n && rows->rows.at[rows->rows.n - 1].after < style->after)
        rows->rows.at[rows->rows.n - 1].after = style->after;
}

/* The number stands in the margin, in one column on every page, and is read before the text. */
static void number_paragraph(sl_setter *s, sl_row *row, sl_str number, const sl_style *text,
                             uint32_t elem)
{
    const sl_style *style = sl_block_role(s, SL_STR("paragraph-number"), "margin-id");
    sl_u width = sl_label_measure(s, style, number);
    sl_paint paint = sl_label_set(s, style, number, -width - SL_PT(10), sl_lines_baseline(s, text),
                                  (int32_t)elem);
    paint.u.run.words[paint.u.run.n - 1].space = true;
    sl_row_prepend(s, row, paint);
}

static void set_paragraph(sl_setter *s, sl_rows *rows, const sl_node *node, uint32_t parent,
                          sl_u left, sl_u measure)
{
    const sl_style *style =
        s->body && !node->role.n ? s->body : sl_block_role(s, node->role, "paragraph");
    sl_style scaled = *style;
    if (s->figure_scale && sl_str_equal_z(node->role, "number-value")) {
        scaled.size = sl_u_scale(style->size, s->figure_scale, 100);
        style = &scaled;
    }
    size_t first = rows->rows.n;
    uint32_t elem = sl_block_set_text(s, rows, node, style, SL_TAG_P, parent, left, measure);
    /* The head of an annex does not stand alone at a foot. */
    if (sl_str_equal_z(node->role, "lead") && node->next && !node->next->wide &&
        first < rows->rows.n)
        rows->rows.at[rows->rows.n - 1].keep_next = true;
    if (node->number.n && first < rows->rows.n)
        number_paragraph(s, &rows->rows.at[first], node->number, style, elem);
    /* Where a table's figures come from stands below it, and below words whose they are. */
    static const char *const held[] = {"source", "attribution"};
    for (size_t i = 0; i < SL_COUNT(held); i++)
        if (first && first < rows->rows.n && sl_str_equal_z(node->role, held[i]))
            rows->rows.at[first].penalty = SL_BREAK_NEVER;
}

void sl_block_attach_wide(sl_setter *s, sl_rows *rows, const sl_rows *wide)
{
    if (!rows->rows.n)
        sl_row_push(s, rows, 1);
    sl_row_more *more = sl_row_more_of(s, &rows->rows.at[rows->rows.n - 1]);
    if (!more->wide) {
        more->wide = wide;
        return;
    }
    /* A second one behind the same row follows the first. */
    sl_rows *both = SL_NEW(s->work, sl_rows);
    const sl_rows *parts[] = {more->wide, wide};
    for (size_t i = 0; i < SL_COUNT(parts); i++)
        for (size_t k = 0; k < parts[i]->rows.n; k++) {
            SL_PUSH(s->work, both->rows, parts[i]->rows.at[k]);
            if (i && !k)
                both->rows.at[both->rows.n - 1].penalty = SL_BREAK_FORCED;
        }
    more->wide = both;
}

bool sl_block_turns(const sl_layout *layout, const sl_node *node)
{
    bool stands_free = true;
    for (const sl_node *up = node->parent; up; up = up->parent)
        stands_free = stands_free && up->kind != SL_NODE_BOX && up->kind != SL_NODE_BESIDE &&
                      up->kind != SL_NODE_TABLE_CELL;
    return node->wide && stands_free && layout->page_width < layout->page_height;
}

/* A table or figure that wants a landscape page: its rows come behind the row before it. A table
 * whose cells have room on an upright page stays there. */
static bool is_turned(sl_setter *s, const sl_node *node, sl_u measure)
{
    return sl_block_turns(s->layout, node) &&
           !(node->kind == SL_NODE_TABLE && sl_grid_fits(s, node, measure));
}

/* A heading right before it turns with it, but not the one that starts the section. */
static void take_headings(sl_setter *s, sl_rows *rows, sl_rows *wide)
{
    size_t first = rows->rows.n;
    while (first > 0 && (rows->rows.at[first - 1].keep_next ||
                         (first < rows->rows.n && rows->rows.at[first].penalty >= SL_BREAK_NEVER)))
        first--;
    if (!first)
        return;
    for (size_t i = first; i < rows->rows.n; i++)
        SL_PUSH(s->work, wide->rows, rows->rows.at[i]);
    rows->rows.n = first;
}

static void set_wide(sl_setter *s, sl_rows *rows, const sl_node *node, uint32_t parent)
{
    sl_rows *wide = SL_NEW(s->work, sl_rows);
    take_headings(s, rows, wide);
    sl_u width = s->width;
    s->width = sl_flow_measure(s, true);
    if (node->kind == SL_NODE_TABLE)
        sl_grid_set(s, wide, node, parent, 0, s->width);
    else
        sl_figure_set(s, wide, node, parent, 0, s->width);
    s->width = width;
    if (wide->rows.n)
        sl_block_attach_wide(s, rows, wide);
}

static void set_block(sl_setter *s, sl_rows *rows, const sl_node *node, uint32_t elem, sl_u left,
                      sl_u measure)
{
    switch ((int)node->kind) {
    case SL_NODE_SECTION:
        set_section(s, rows, node, elem, left, measure);
        break;
    case SL_NODE_HEADING:
        set_heading(s, rows, node, elem, left, measure);
        break;
    case SL_NODE_PARAGRAPH:
        if (sl_str_equal_z(node->role, "cover-credit") && !s->layout->cover)
            break; /* its picture is not there */
        set_paragraph(s, rows, node, elem, left, measure);
        break;
    case SL_NODE_QUOTE:
        set_quote(s, rows, node, elem, left, measure);
        break;
    case SL_NODE_LIST:
        sl_list_set(s, rows, node, elem, left, measure);
        break;
    case SL_NODE_CODE_BLOCK:
        set_code(s, rows, node, elem, left, measure);
        break;
    case SL_NODE_RULE:
        set_rule(s, rows, left, measure);
        break;
    case SL_NODE_TABLE:
        if (is_turned(s, node, measure))
            set_wide(s, rows, node, elem);
        else if (!sl_card_set(s, rows, node, elem, left, measure))
            sl_grid_set(s, rows, node, elem, left, measure);
        break;
    case SL_NODE_BOX:
        sl_box_set(s, rows, node, elem, left, measure);
        break;
    case SL_NODE_BESIDE:
        sl_beside_set(s, rows, node, elem, left, measure);
        break;
    case SL_NODE_FIGURE:
        if (sl_str_equal_z(node->role, "cover-picture") || sl_node_is_spark(node))
            break; /* on a cover and in a rail, which place it themselves */
        if (is_turned(s, node, measure))
            set_wide(s, rows, node, elem);
        else
            sl_figure_set(s, rows, node, elem, left, measure);
        break;
    case SL_NODE_CONTENTS:
        if (s->layout->contents)
            sl_contents_set(s, rows, elem);
        break;
    default:
        SL_CHECK(!sl_node_is_inline(node->kind)); /* never among blocks */
        sl_block_set_all(s, rows, node, elem, left, measure);
    }
    if (node->kind != SL_NODE_HEADING && node->kind != SL_NODE_SECTION &&
        node->kind != SL_NODE_PARAGRAPH)
        s->first_text = true; /* text after a list, a table or a box stands at the margin */
}

void sl_block_set(sl_setter *s, sl_rows *rows, const sl_node *node, uint32_t elem, sl_u left,
                  sl_u measure)
{
    sl_u column = s->column;
    if (!column || s->in_cell || sl_rail_is_ground(node)) {
        set_block(s, rows, node, elem, left, measure);
        return;
    }
    /* Beside a rail: text ends at the column, and so does all that is in it. */
    sl_u text = column - left < measure ? column - left : measure;
    bool across = sl_rail_spans(s, node, text);
    size_t first = rows->rows.n;
    s->column = 0;
    set_block(s, rows, node, elem, left, across ? measure : text);
    s->column = column;
    for (size_t i = first; across && i < rows->rows.n; i++)
        rows->rows.at[i].across = true;
}

void sl_block_set_all(sl_setter *s, sl_rows *rows, const sl_node *node, uint32_t elem, sl_u left,
                      sl_u measure)
{
    /* Narrow places (deep quotations) keep a measure that words fit in. */
    if (measure < SL_PT(60))
        measure = SL_PT(60);
    for (const sl_node *n = node->first; n; n = n->next)
        sl_block_set(s, rows, n, elem, left, measure);
}
