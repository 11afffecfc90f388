#include "base/check.h"
#include "typeset/setter.h"

static const sl_style *role(sl_setter *s, sl_str name, const char *otherwise)
{
    return sl_layout_role(s->layout, name.n ? name : sl_str_from(otherwise), otherwise);
}

sl_row *sl_block_push_space(sl_setter *s, sl_rows *rows, sl_u height, int32_t penalty)
{
    sl_row row = {.height = height, .penalty = penalty, .box = s->box};
    SL_PUSH(s->arena, *rows, row);
    return &rows->at[rows->n - 1];
}

/* The space after a block is a row without height: flow takes the larger of it and the space
 * before what follows, and drops both at a page's edge. */
static void add_after(sl_setter *s, sl_rows *rows, size_t first, sl_u after, bool keep)
{
    if (first >= rows->n)
        return;
    sl_row gap = {.height = 0, .before = after, .box = s->box, .penalty = SL_BREAK_NEVER};
    gap.keep_next = keep;
    SL_PUSH(s->arena, *rows, gap);
}

/* Lead text (a heading's number) and inline children as rows. */
static void set_inlines(sl_setter *s, sl_rows *rows, const sl_node *node, const sl_style *style,
                        uint32_t elem, sl_str lead, sl_u left, sl_u measure)
{
    sl_para p = {0};
    size_t first = rows->n;
    sl_para_build(s, &p, node, style, (int32_t)elem, lead);
    sl_lines_break(s, rows, &p, style, left + style->left, measure - style->left - style->right);
    if (first < rows->n)
        rows->at[first].before = style->before;
    add_after(s, rows, first, style->after, style->keep);
}

/* The notes called in the paragraph just set: each is a sibling after it in the structure, and is
 * painted at the foot of the page. */
static const sl_node *note_of(const sl_node *root, size_t index)
{
    for (const sl_node *n = root->first; n; n = sl_node_walk(root, n))
        if (n->kind == SL_NODE_NOTE && index-- == 0)
            return n;
    SL_NEVER("a note without its node");
}

static void set_note(sl_setter *s, const sl_node *note, uint32_t index, uint32_t parent)
{
    const sl_style *style = role(s, SL_STR("note"), "note");
    uint32_t elem = sl_pages_add_elem(s->pages, SL_TAG_NOTE, parent, false);
    s->pages->elems.at[elem].id = note->id;
    uint32_t label = sl_pages_add_elem(s->pages, SL_TAG_LBL, elem, false);
    sl_rows rows = {0};
    uint16_t box = s->box;
    s->box = 0;
    sl_u indent = SL_PT(16);
    for (const sl_node *n = note->first; n; n = n->next) {
        size_t first = rows.n;
        sl_block_set_text(s, &rows, n, style, SL_TAG_P, elem, indent, s->width - indent);
        if (n == note->first && rows.n > first) {
            sl_page hold = {0};
            sl_str number = sl_str_format(s->arena, "%d", note->start);
            sl_lines_push_label(s, &hold, style, number, 0, sl_setter_baseline(s, style),
                                (int32_t)label);
            for (size_t i = 0; i < hold.paints.n; i++)
                SL_PUSH(s->arena, rows.at[first].paints, hold.paints.at[i]);
            rows.at[first].dest = note->id;
        }
    }
    s->box = box;
    sl_note_rows *out = &s->notes.at[index];
    out->rows = rows;
    for (size_t i = 0; i < rows.n; i++)
        out->height += rows.at[i].height + rows.at[i].before;
}

void sl_block_set_notes(sl_setter *s, const sl_node *paragraph, uint32_t parent)
{
    size_t n = s->pending_notes.n;
    uint32_t first = n ? s->pending_notes.at[0] : 0;
    s->pending_notes.n = 0;
    for (size_t i = 0; i < n; i++)
        set_note(s, note_of(paragraph, i), first + (uint32_t)i, parent);
}

void sl_block_set_text(sl_setter *s, sl_rows *rows, const sl_node *node, const sl_style *style,
                       sl_tag tag, uint32_t parent, sl_u left, sl_u measure)
{
    uint32_t elem = sl_pages_add_elem(s->pages, tag, parent, false);
    set_inlines(s, rows, node, style, elem, SL_STR_NONE, left, measure);
    sl_block_set_notes(s, node, parent);
}

static void set_heading(sl_setter *s, sl_rows *rows, const sl_node *node, uint32_t parent,
                        sl_u left, sl_u measure)
{
    const char *name = sl_str_format(s->arena, "heading-%d", node->level).p;
    const sl_style *style = role(s, sl_str_from(name), "heading-6");
    sl_tag tag = (sl_tag)(SL_TAG_H1 + node->level - 1);
    uint32_t elem = sl_pages_add_elem(s->pages, tag, parent, false);
    size_t first = rows->n;
    set_inlines(s, rows, node, style, elem, node->number, left, measure);
    sl_block_set_notes(s, node, parent);
    if (!node->target.n || rows->n == first)
        return;
    /* The item's ID in the margin, for who works with the text. */
    sl_page hold = {0};
    const sl_style *margin = role(s, SL_STR("margin-id"), "margin-id");
    sl_lines_push_label(s, &hold, margin, node->target, s->width + SL_PT(8),
                        sl_setter_baseline(s, style), SL_ARTIFACT_LAYOUT);
    for (size_t i = 0; i < hold.paints.n; i++)
        SL_PUSH(s->arena, rows->at[first].paints, hold.paints.at[i]);
}

/* --- lists --- */

static void set_item(sl_setter *s, sl_rows *rows, const sl_node *item, sl_str label,
                     const sl_style *list, uint32_t parent, sl_u left, sl_u measure)
{
    uint32_t li = sl_pages_add_elem(s->pages, SL_TAG_LI, parent, false);
    uint32_t lbl = sl_pages_add_elem(s->pages, SL_TAG_LBL, li, false);
    uint32_t body = sl_pages_add_elem(s->pages, SL_TAG_LBODY, li, false);
    size_t first = rows->n;
    sl_block_set_all(s, rows, item, body, left + list->left, measure - list->left);
    while (first < rows->n && rows->at[first].height == 0)
        first++;
    if (first == rows->n)
        return;
    sl_page hold = {0};
    const sl_style *style = s->cell ? s->cell : role(s, SL_STR("paragraph"), "paragraph");
    sl_u width = sl_lines_measure_label(s, style, label);
    sl_lines_push_label(s, &hold, style, label, left + list->left - width - SL_PT(6),
                        sl_setter_baseline(s, style), (int32_t)lbl);
    sl_row *row = &rows->at[first];
    for (size_t i = 0; i < hold.paints.n; i++) {
        SL_PUSH(s->arena, row->paints, hold.paints.at[i]);
        /* The label is painted first: it is read first. */
        for (size_t k = row->paints.n - 1; k > i; k--) {
            sl_paint swap = row->paints.at[k];
            row->paints.at[k] = row->paints.at[k - 1];
            row->paints.at[k - 1] = swap;
        }
    }
}

static void set_list(sl_setter *s, sl_rows *rows, const sl_node *node, uint32_t parent, sl_u left,
                     sl_u measure)
{
    const sl_style *style = role(s, SL_STR("list"), "list");
    const sl_style *item_style = role(s, SL_STR("list-item"), "list-item");
    uint32_t elem = sl_pages_add_elem(s->pages, SL_TAG_L, parent, false);
    s->pages->elems.at[elem].ordered = node->ordered;
    int32_t number = node->start;
    size_t first = rows->n;
    for (const sl_node *n = node->first; n; n = n->next) {
        sl_str label = node->ordered ? sl_str_format(s->arena, "%d.", number++) : SL_STR("•");
        set_item(s, rows, n, label, style, elem, left, measure);
        /* Tight items stand closer than paragraphs do. */
        if (node->tight && rows->n && rows->at[rows->n - 1].height == 0)
            rows->at[rows->n - 1].before = item_style->after;
    }
    add_after(s, rows, first, style->after, false);
}

/* --- frames --- */

static void set_box(sl_setter *s, sl_rows *rows, const sl_node *node, uint32_t parent, sl_u left,
                    sl_u measure)
{
    const sl_style *style = role(s, node->role, "box");
    uint32_t elem = sl_pages_add_elem(s->pages, SL_TAG_DIV, parent, false);
    size_t first = rows->n;
    SL_PUSH(s->arena, s->frames, ((sl_frame){style, left, measure}));
    uint16_t outer = s->box;
    s->box = (uint16_t)s->frames.n;
    sl_block_push_space(s, rows, style->pad, 0);
    sl_u inset = style->pad + style->bar_width;
    size_t inner = rows->n;
    sl_block_set_all(s, rows, node, elem, left + inset, measure - inset - style->pad);
    if (inner < rows->n) {
        rows->at[inner].before = 0;
        rows->at[inner].penalty = SL_BREAK_NEVER;
    }
    while (rows->n > inner && rows->at[rows->n - 1].height == 0)
        rows->n--;
    sl_block_push_space(s, rows, style->pad, SL_BREAK_NEVER);
    s->box = outer;
    rows->at[first].before = style->before;
    if (node->id.n)
        rows->at[first].dest = node->id;
    add_after(s, rows, first, style->after, false);
}

/* --- figures --- */

static void move_run(sl_run *run, sl_u x, sl_u y)
{
    run->x += x;
    run->y += y;
}

static const sl_path *moved_path(sl_arena *a, const sl_path *path, sl_u x, sl_u y)
{
    sl_path *copy = SL_NEW(a, sl_path);
    *copy = *path;
    sl_u *coords = SL_NEW_ARRAY(a, sl_u, path->coord_count * 2u);
    for (uint32_t i = 0; i < path->coord_count; i++) {
        coords[2 * i] = path->coords[2 * i] + x;
        coords[2 * i + 1] = path->coords[2 * i + 1] + y;
    }
    copy->coords = coords;
    return copy;
}

static void put_marks(sl_setter *s, sl_row *row, const sl_picture *picture, int32_t elem, sl_u x)
{
    for (size_t i = 0; i < picture->marks.n; i++) {
        const sl_mark *m = &picture->marks.at[i];
        sl_paint paint = {.elem = elem};
        switch ((sl_mark_kind)m->kind) {
        case SL_MARK_RECT:
            paint.kind = SL_PAINT_RECT;
            paint.u.rect = m->u.rect;
            paint.u.rect.x += x;
            break;
        case SL_MARK_PATH:
            paint.kind = SL_PAINT_PATH;
            paint.u.path = moved_path(s->arena, &m->u.path, x, 0);
            break;
        case SL_MARK_LABEL:
            paint.kind = SL_PAINT_RUN;
            paint.u.run = m->u.label.run;
            move_run(&paint.u.run, x, 0);
            break;
        case SL_MARK_LINK:
            continue;
        }
        SL_PUSH(s->arena, row->paints, paint);
    }
    if (picture->image) {
        sl_paint paint = {.kind = SL_PAINT_IMAGE, .elem = elem};
        paint.u.image = (sl_picture_place){picture->image, x, 0, picture->width, picture->height};
        SL_PUSH(s->arena, row->paints, paint);
    }
}

static void set_figure(sl_setter *s, sl_rows *rows, const sl_node *node, uint32_t parent, sl_u left,
                       sl_u measure)
{
    const sl_picture *picture = s->pictures[node->figure];
    const sl_style *caption = role(s, SL_STR("caption"), "caption");
    size_t first = rows->n;
    if (node->first && node->first->kind == SL_NODE_CAPTION) {
        uint32_t p = sl_pages_add_elem(s->pages, SL_TAG_P, parent, false);
        sl_str lead = sl_str_format(s->arena, "%.*s.", SL_FMT(node->first->number));
        set_inlines(s, rows, node->first, caption, p, lead, left, measure);
        sl_block_set_notes(s, node->first, parent);
    }
    if (first < rows->n && node->id.n)
        rows->at[first].dest = node->id;
    if (picture) {
        uint32_t elem = sl_pages_add_elem(s->pages, SL_TAG_FIGURE, parent, false);
        s->pages->elems.at[elem].alt = node->alt;
        s->pages->elems.at[elem].data = s->book->figures.at[node->figure].data_path;
        sl_row *row =
            sl_block_push_space(s, rows, picture->height, rows->n > first ? SL_BREAK_NEVER : 0);
        row->figure_elem = elem + 1;
        put_marks(s, row, picture, (int32_t)elem, left);
        row->before = rows->n - 1 == first ? SL_PT(8) : 0;
        add_after(s, rows, first, SL_PT(4), true);
    }
    for (const sl_node *n = node->first; n; n = n->next)
        if (n->kind == SL_NODE_PARAGRAPH)
            sl_block_set_text(s, rows, n, role(s, n->role, "source"), SL_TAG_P, parent, left,
                              measure);
    add_after(s, rows, first, SL_PT(10), false);
}

/* --- the rest --- */

static void set_code(sl_setter *s, sl_rows *rows, const sl_node *node, uint32_t parent, sl_u left,
                     sl_u measure)
{
    const sl_style *style = role(s, SL_STR("code"), "code");
    uint32_t p = sl_pages_add_elem(s->pages, SL_TAG_P, parent, false);
    uint32_t elem = sl_pages_add_elem(s->pages, SL_TAG_CODE, p, true);
    size_t first = rows->n;
    sl_str rest = node->text, line;
    while (rest.n && sl_str_split(&rest, '\n', &line)) {
        sl_para para = {0};
        uint16_t how = sl_para_push_style(s, &para, style, (int32_t)elem);
        sl_para_push_text(s, &para, line, how, node->span);
        if (para.pieces.n)
            sl_lines_break(s, rows, &para, style, left + style->left, measure - style->left);
        else
            sl_block_push_space(s, rows, style->leading, 0);
    }
    add_after(s, rows, first, style->after, false);
}

static void set_rule(sl_setter *s, sl_rows *rows, sl_u left, sl_u measure)
{
    sl_row *row = sl_block_push_space(s, rows, SL_PT(17), 0);
    sl_paint paint = {.kind = SL_PAINT_RECT, .elem = SL_ARTIFACT_LAYOUT};
    paint.u.rect = (sl_rect){left + measure / 3, SL_PT(8), measure / 3, SL_PT(0.5),
                             sl_layout_color(s->layout, "hairline")};
    SL_PUSH(s->arena, row->paints, paint);
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
    size_t first = rows->n;
    sl_str lang = s->lang;
    if (node->lang.n)
        s->lang = node->lang;
    sl_block_set_all(s, rows, node, elem, left, measure);
    s->lang = lang;
    if (first < rows->n)
        rows->at[first].dest = node->id;
}

void sl_block_set(sl_setter *s, sl_rows *rows, const sl_node *node, uint32_t elem, sl_u left,
                  sl_u measure)
{
    switch ((int)node->kind) {
    case SL_NODE_SECTION:
        set_section(s, rows, node, elem, left, measure);
        break;
    case SL_NODE_HEADING:
        set_heading(s, rows, node, elem, left, measure);
        break;
    case SL_NODE_PARAGRAPH: {
        const sl_style *style =
            s->cell && !node->role.n ? s->cell : role(s, node->role, "paragraph");
        sl_block_set_text(s, rows, node, style, SL_TAG_P, elem, left, measure);
        break;
    }
    case SL_NODE_QUOTE: {
        const sl_style *style = role(s, SL_STR("quote"), "quote");
        uint32_t quote = sl_pages_add_elem(s->pages, SL_TAG_BLOCKQUOTE, elem, false);
        sl_block_set_all(s, rows, node, quote, left + style->left,
                         measure - style->left - style->right);
        break;
    }
    case SL_NODE_LIST:
        set_list(s, rows, node, elem, left, measure);
        break;
    case SL_NODE_CODE_BLOCK:
        set_code(s, rows, node, elem, left, measure);
        break;
    case SL_NODE_RULE:
        set_rule(s, rows, left, measure);
        break;
    case SL_NODE_TABLE: {
        size_t first = rows->n;
        sl_grid_set(s, rows, node, elem, left, measure);
        add_after(s, rows, first, SL_PT(10), false);
        break;
    }
    case SL_NODE_BOX:
        set_box(s, rows, node, elem, left, measure);
        break;
    case SL_NODE_FIGURE:
        set_figure(s, rows, node, elem, left, measure);
        break;
    case SL_NODE_CONTENTS:
        sl_contents_set(s, rows, elem);
        break;
    default:
        if (sl_node_is_inline(node->kind)) { /* inlines without a paragraph, as in a table's cell */
            SL_NEVER("an inline among blocks");
        }
        sl_block_set_all(s, rows, node, elem, left, measure);
    }
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
