#include "word/write.h"

static sl_u room_of(const sl_docx *w, const sl_node *n)
{
    const sl_layout *l = w->layout;
    bool turned = n->wide && !w->in_cell && !w->box && !w->indent;
    sl_u room = turned ? l->page_height - l->top - l->bottom : l->page_width - l->inner - l->outer;
    sl_u high = turned ? l->page_width - l->inner - l->outer : l->page_height - l->top - l->bottom;
    room -= sl_u_scale(w->indent, 1024, 20);
    if (w->cell_room)
        room = sl_u_scale(w->cell_room, 1024, 20);
    /* Its height must have room on a page, beside the caption. */
    const sl_picture *p = w->pictures[n->figure];
    high = high * 4 / 5;
    if (p && p->height > 0 && sl_u_scale(p->height, room, p->width > 0 ? p->width : 1) > high &&
        p->height > high)
        room = sl_u_scale(p->width, high, p->height);
    return room;
}

void sl_docx_push_figure(sl_docx *w, const sl_node *n)
{
    sl_docx_mark(w, n->id);
    if (n->first && n->first->kind == SL_NODE_CAPTION)
        sl_docx_push_caption(w, n->first, n->id);
    if (w->pictures[n->figure]) {
        sl_docx_begin_paragraph(w, &(sl_docx_para){.style = "Picture"}, NULL);
        sl_docx_push(w, "<w:r>");
        sl_docx_push_picture(w, n, room_of(w, n));
        sl_docx_push(w, "</w:r>");
        sl_docx_end_paragraph(w);
    }
    for (const sl_node *p = n->first; p; p = p->next)
        if (p->kind != SL_NODE_CAPTION)
            w->push_block(w, p);
}
