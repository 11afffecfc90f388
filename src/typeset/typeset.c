#include "typeset/typeset.h"

#include "base/check.h"
#include "typeset/setter.h"

/* The cover's title stands at a third of the page. */
static void set_cover(sl_setter *s, const sl_node *cover, uint32_t parent)
{
    sl_rows rows = {0};
    uint32_t elem = sl_pages_add_elem(s->pages, SL_TAG_SECT, parent, false);
    s->pages->elems.at[elem].title = cover->title;
    sl_block_push_space(s, &rows, s->layout->page_height / 6, 0);
    sl_block_set_all(s, &rows, cover, elem, 0, s->width);
    sl_flow_paginate(s, &rows, SL_STR(""));
    /* A band in the accent colour at the outer edge. */
    sl_page *page = &s->pages->pages.at[0];
    sl_paint band = {.kind = SL_PAINT_RECT, .elem = SL_ARTIFACT_BACKGROUND};
    band.u.rect = (sl_rect){0, 0, SL_PT(22), page->height, sl_layout_color(s->layout, "accent")};
    SL_PUSH(s->arena, page->paints, band);
}

static void set_part(sl_setter *s, const sl_node *node, uint32_t root)
{
    sl_rows rows = {0};
    sl_block_set(s, &rows, node, root, 0, s->width);
    sl_flow_paginate(s, &rows, node->kind == SL_NODE_CONTENTS ? SL_STR("Contents") : node->title);
}

sl_pages *sl_typeset_book(sl_arena *a, sl_diags *d, const sl_layout *layout, sl_fonts *fonts,
                          sl_words *words, const sl_book *book, const sl_picture *const *pictures)
{
    sl_setter s = {
        .arena = a, .diags = d, .layout = layout, .fonts = fonts, .words = words, .book = book};
    s.pictures = pictures;
    s.scratch = sl_arena_new();
    s.pages = SL_NEW(a, sl_pages);
    sl_pages_init(s.pages, a);
    s.lang = book->language;
    s.width = layout->page_width - layout->inner - layout->outer;
    s.pages->elems.at[0].lang = book->language;
    for (const sl_node *n = book->root->first; n; n = n->next) {
        if (n->kind == SL_NODE_SECTION && sl_str_equal_z(n->role, "cover"))
            set_cover(&s, n, 0);
        else
            set_part(&s, n, 0);
    }
    sl_contents_fill(&s);
    sl_flow_paint_margins(&s);
    sl_arena_free(s.scratch);
    return s.pages;
}
