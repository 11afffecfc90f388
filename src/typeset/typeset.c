#include "typeset/typeset.h"

#include "base/assert.h"
#include "typeset/setter.h"

/* An area of a map: what has few corners is its key, or a mark on it. */
static bool is_area(const sl_mark *m)
{
    enum { CORNERS = 12 };
    return m->kind == SL_MARK_PATH && m->u.path.filled && m->u.path.op_count > CORNERS;
}

/* Where the areas of a map lie: left, top, right, bottom; false when there are none. */
static bool measure_areas(const sl_picture *map, sl_u box[4])
{
    bool any = false;
    for (size_t i = 0; i < map->marks.n; i++) {
        const sl_path *path = &map->marks.at[i].u.path;
        for (uint32_t k = 0; is_area(&map->marks.at[i]) && k < path->coord_count; k++) {
            sl_u x = path->coords[2 * k], y = path->coords[2 * k + 1];
            box[0] = !any || x < box[0] ? x : box[0];
            box[1] = !any || y < box[1] ? y : box[1];
            box[2] = !any || x > box[2] ? x : box[2];
            box[3] = !any || y > box[3] ? y : box[3];
            any = true;
        }
    }
    return any && box[3] > box[1];
}

/* The first map of the document, without its names and its key: whose strategy it is, at a glance.
 * It stands below what the cover says. */
static void paint_motif(sl_setter *s, sl_page *page, sl_u below)
{
    const sl_picture *map = NULL;
    sl_u box[4], room = page->height - s->layout->bottom - below - SL_PT(24);
    for (size_t i = 0; i < s->book->figures.n && !map; i++)
        if (s->book->figures.at[i].chart && s->book->figures.at[i].chart->map)
            map = s->pictures[i];
    if (!map || room < SL_PT(60) || !measure_areas(map, box))
        return;
    map = sl_picture_scale(s->arena, map, room, box[3] - box[1]);
    measure_areas(map, box);
    sl_u x = page->width - s->layout->outer - box[2], y = page->height - s->layout->bottom - box[3];
    for (size_t i = 0; i < map->marks.n; i++) {
        if (!is_area(&map->marks.at[i]))
            continue;
        sl_paint paint = {.kind = SL_PAINT_PATH, .elem = SL_ARTIFACT_BACKGROUND};
        paint.u.path = &map->marks.at[i].u.path;
        sl_row_move_paint(s, &paint, x, y);
        SL_PUSH(s->arena, page->paints, paint);
    }
}

static const sl_node *find_cover_picture(const sl_node *cover)
{
    for (const sl_node *n = cover->first; n; n = n->next)
        if (n->kind == SL_NODE_FIGURE && sl_str_equal_z(n->role, "cover-picture"))
            return n;
    return NULL;
}

/* The picture that the layout has for its cover: as large as the foot of the page has room for, to
 * the page's edges. False when there is none, or no room. */
static bool paint_cover_picture(sl_setter *s, uint32_t index, const sl_node *n, uint32_t parent,
                                sl_u left, sl_u below)
{
    sl_page *page = &s->pages->pages.at[index];
    const sl_picture *p = n ? s->pictures[n->figure] : NULL;
    sl_u width = page->width - left, room = page->height - below - SL_PT(24);
    if (!p || !p->image || room < SL_PT(60))
        return false;
    sl_u height = sl_u_scale(width, p->height, p->width);
    if (height > room) {
        width = sl_u_scale(width, room, height);
        height = room;
    }
    uint32_t elem = sl_pages_add_elem(s->pages, SL_TAG_FIGURE, parent, false);
    sl_elem *e = &s->pages->elems.at[elem];
    e->alt = n->alt;
    e->bbox[0] = page->width - width;
    e->bbox[1] = page->height - height;
    e->bbox[2] = page->width;
    e->bbox[3] = page->height;
    sl_paint paint = {.kind = SL_PAINT_IMAGE, .elem = (int32_t)elem};
    paint.u.image = (sl_picture_place){p->image, e->bbox[0], e->bbox[1], width, height};
    SL_PUSH(s->arena, page->paints, paint);
    return true;
}

/* The cover's title stands at a third of the page. */
static void set_cover(sl_setter *s, const sl_node *cover, uint32_t parent)
{
    sl_rows rows = {0};
    uint32_t elem = sl_pages_add_elem(s->pages, SL_TAG_SECT, parent, false);
    s->pages->elems.at[elem].title = cover->title;
    sl_row_push(s, &rows, s->layout->page_height / 12);
    sl_block_set_all(s, &rows, cover, elem, 0, s->width);
    sl_row_add_name(s, &rows.rows.at[0], cover->id);
    size_t first = s->pages->pages.n;
    sl_sheet_paginate(s, &rows, sl_flow_form(s, false), SL_STR(""));
    /* A band in the accent colour at the outer edge. */
    sl_page *page = &s->pages->pages.at[first];
    sl_paint band = {.kind = SL_PAINT_RECT, .elem = SL_ARTIFACT_BACKGROUND};
    band.u.rect = (sl_rect){0, 0, SL_PT(22), page->height, sl_layout_color(s->layout, "accent")};
    SL_PUSH(s->arena, page->paints, band);
    sl_u below = s->layout->top + sl_row_sum_heights(&rows);
    if (!paint_cover_picture(s, (uint32_t)first, find_cover_picture(cover), elem, SL_PT(22), below))
        paint_motif(s, page, below);
}

/* The title at the head of the first page, where the layout has no cover. */
static void set_head(sl_setter *s, sl_rows *rows, const sl_node *cover, uint32_t parent)
{
    uint32_t elem = sl_pages_add_elem(s->pages, SL_TAG_SECT, parent, false);
    s->pages->elems.at[elem].title = cover->title;
    sl_block_set_all(s, rows, cover, elem, 0, s->width);
    if (rows->rows.n)
        sl_row_add_name(s, &rows->rows.at[0], cover->id);
}

/* What is set on a page of its own, in smaller type where it takes that. */
static bool is_page(const sl_node *section)
{
    return section->alone || sl_str_equal_z(section->role, "plan");
}

/* Chapters that follow one another on the page, from n on; the first that stands apart. */
static const sl_node *set_run(sl_setter *s, sl_rows *rows, const sl_node *n, uint32_t root)
{
    sl_str running = n->title;
    s->column = sl_rail_column(s->layout, s->width);
    for (; n && n->kind == SL_NODE_SECTION && !is_page(n) && !n->columns; n = n->next) {
        s->first_text = true;
        sl_block_set(s, rows, n, root, 0, s->width);
    }
    s->column = 0;
    sl_sheet_paginate(s, rows, sl_flow_form(s, false), running);
    return n;
}

/* Lists of short entries stand in columns, where the layout has them. */
static void set_part(sl_setter *s, const sl_node *node, uint32_t root)
{
    sl_rows rows = {0};
    const sl_layout *own = s->layout;
    sl_layout columns = *own;
    sl_u width = s->width;
    if (node->columns > 1 && own->list_columns > 1) {
        columns.columns = own->list_columns;
        s->layout = &columns;
        s->width = sl_flow_measure(s, false);
    }
    s->first_text = true;
    if (node->kind != SL_NODE_CONTENTS)
        s->column = sl_rail_column(s->layout, s->width);
    sl_block_set(s, &rows, node, root, 0, s->width);
    s->column = 0;
    sl_sheet_paginate(s, &rows, sl_flow_form(s, false),
                      node->kind == SL_NODE_CONTENTS ? sl_phrase(s->book->phrases, SL_SAY_CONTENTS)
                                                     : node->title);
    s->layout = own;
    s->width = width;
}

/* What a block takes from the measure of those in it. */
static sl_u inset_of(const sl_layout *layout, const sl_node *node)
{
    const sl_style *style;
    switch ((int)node->kind) {
    case SL_NODE_BOX:
        style = sl_layout_role(layout, node->role.n ? node->role : SL_STR("box"), "box");
        return 2 * style->pad + style->bar_width;
    case SL_NODE_QUOTE:
        style = sl_layout_role(layout, node->role.n ? node->role : SL_STR("quote"), "quote");
        return style->left + style->right;
    case SL_NODE_LIST:
        return sl_layout_role(layout, SL_STR("list"), "list")->left;
    }
    return 0;
}

sl_room sl_typeset_room(const sl_layout *layout, const sl_node *figure)
{
    sl_setter s = {.layout = layout};
    sl_form form = sl_flow_form(&s, sl_block_turns(layout, figure));
    /* A landscape page is the figure's own; on another one a title and a lead stand before it. */
    sl_u beside = form.landscape ? SL_PT(70) : SL_PT(205);
    sl_room room = {sl_flow_measure(&s, form.landscape), form.height - beside};
    if (layout->summary) /* it shows no figure: what else is made of the book has all its width */
        room.width = layout->page_width - layout->inner - layout->outer;
    for (const sl_node *up = figure->parent; up; up = up->parent)
        room.width -= inset_of(layout, up);
    sl_u column = form.landscape || layout->summary ? 0 : sl_rail_column(layout, room.width);
    if (column && sl_rail_stands_beside(figure))
        room.width = column;
    for (const sl_node *up = figure->parent; up && column; up = up->parent)
        if (!sl_rail_is_ground(up) && up->kind != SL_NODE_BESIDE && inset_of(layout, up)) {
            room.width = column; /* it stands in something of the text */
            break;
        }
    return room;
}

static sl_pages *set_book(sl_arena *a, sl_diags *d, const sl_layout *layout, sl_fonts *fonts,
                          sl_words *words, const sl_book *book, const sl_picture *const *pictures,
                          const sl_map *page_labels)
{
    sl_setter s = {
        .arena = a, .diags = d, .layout = layout, .fonts = fonts, .words = words, .book = book};
    s.pictures = pictures;
    s.page_labels = page_labels;
    s.scratch = sl_arena_new();
    s.work = sl_arena_new();
    s.pages = SL_NEW(a, sl_pages);
    sl_pages_init(s.pages, a);
    s.lang = book->language;
    s.width = sl_flow_measure(&s, false);
    s.pages->elems.at[0].lang = book->language;
    sl_arena_mark mark = sl_arena_mark_now(s.work);
    if (layout->summary)
        sl_summary_set(&s);
    for (const sl_node *n = layout->summary ? NULL : book->root->first; n;) {
        bool cover = n->kind == SL_NODE_SECTION && sl_str_equal_z(n->role, "cover");
        bool plan = n->kind == SL_NODE_SECTION && is_page(n);
        sl_rows rows = {0};
        if (cover && layout->cover) {
            set_cover(&s, n, 0);
            n = n->next;
        } else if (plan) {
            sl_plan_set(&s, n);
            n = n->next;
        } else if (n->kind == SL_NODE_SECTION && !n->columns && (cover || !layout->chapter_pages)) {
            if (cover)
                set_head(&s, &rows, n, 0);
            n = set_run(&s, &rows, cover ? n->next : n, 0);
        } else {
            set_part(&s, n, 0);
            n = n->next;
        }
        sl_row_forget(&s, mark);
    }
    sl_contents_fill(&s);
    sl_margin_paint(&s);
    sl_arena_free(s.scratch);
    sl_arena_free(s.work);
    return s.pages;
}

/* The labels of the pages that destinations are on. */
static sl_map *find_labels(sl_arena *a, const sl_pages *pages)
{
    sl_map *labels = SL_NEW(a, sl_map);
    sl_map_init(labels, a);
    for (size_t i = 0; i < pages->dests.n; i++) {
        const sl_dest *d = &pages->dests.at[i];
        sl_map_add(labels, d->name, &pages->pages.at[d->page].label);
    }
    return labels;
}

static bool is_same(const sl_map *a, const sl_map *b)
{
    for (size_t i = 0; i < a->entries.n; i++) {
        const sl_str *x = a->entries.at[i].value, *y = sl_map_lookup(b, a->entries.at[i].key);
        if (!y || !sl_str_equal(*x, *y))
            return false;
    }
    return true;
}

/* A number that still moves what it numbers is another than that of the page: it is said. */
static void report_unsettled(sl_diags *d, const sl_book *book, const sl_map *printed,
                             const sl_map *is)
{
    for (const sl_node *n = book->root->first; n; n = sl_node_walk(book->root, n)) {
        if (n->kind != SL_NODE_SPAN || !sl_str_equal_z(n->role, "page-of"))
            continue;
        sl_str id = sl_str_slice(n->target, 1, n->target.n);
        const sl_str *says = sl_map_lookup(printed, id), *stands = sl_map_lookup(is, id);
        if (!says || (stands && sl_str_equal(*says, *stands)))
            continue;
        sl_finding *f = sl_diag_add(
            d, SL_E0782, n->span,
            "the reference to '%.*s' says page %.*s, and it stands on page %.*s: each number moves "
            "it again",
            SL_FMT(id), SL_FMT(*says), SL_FMT(stands ? *stands : SL_STR("?")));
        sl_diag_help(d, f, "add or remove some words before it, or leave ', page' out");
    }
}

sl_pages *sl_typeset_book(sl_arena *a, sl_diags *d, const sl_layout *layout, sl_fonts *fonts,
                          sl_words *words, const sl_book *book, const sl_picture *const *pictures)
{
    enum { TRIES = 4 };
    const sl_map *labels = NULL;
    /* Numbers of pages may move what they number: until they stay where they are. */
    for (int i = 0; book->asks_pages && !layout->summary && i < TRIES; i++) {
        sl_diags unsaid;
        sl_diags_init(&unsaid, a, d->sources);
        const sl_map *now =
            find_labels(a, set_book(a, &unsaid, layout, fonts, words, book, pictures, labels));
        bool settled = labels && is_same(now, labels);
        labels = now;
        if (settled)
            break;
    }
    sl_pages *pages = set_book(a, d, layout, fonts, words, book, pictures, labels);
    if (labels)
        report_unsettled(d, book, labels, find_labels(a, pages));
    return pages;
}
