/* Frames beside each other: Word has a table for it, one without lines, in which each is a cell. */
#include "word/write.h"

enum { MOST = 4, GAP = 240, PAD = 160 };

static unsigned share_room(const sl_node *n, int room, int widths[MOST])
{
    unsigned columns = n->columns > MOST ? MOST : n->columns ? n->columns : 1;
    uint32_t shares[MOST] = {0}, all = 0;
    sl_str rest = n->title, one;
    for (unsigned i = 0; i < columns; i++) {
        if (!rest.n || !sl_str_split(&rest, ',', &one) || !sl_num_parse(one, &shares[i]))
            shares[i] = 1;
        all += shares[i];
    }
    for (unsigned i = 0; i < columns; i++)
        widths[i] = (int)((int64_t)room * shares[i] / all);
    return columns;
}

static void push_side(sl_docx *w, const char *side, uint32_t color, sl_u width)
{
    int eighths = sl_docx_twips(width) * 8 / 20;
    sl_docx_format(w, "<w:%s w:val=\"single\" w:sz=\"%d\" w:space=\"0\" w:color=\"%06X\"/>", side,
                   eighths < 2 ? 2 : eighths, color);
}

static void push_cell(sl_docx *w, const sl_node *box, int width)
{
    const sl_style *style = box ? sl_layout_role(w->layout, box->role, "box") : NULL;
    sl_docx_format(w, "<w:tc><w:tcPr><w:tcW w:w=\"%d\" w:type=\"dxa\"/>", width);
    if (style && style->rule != SL_COLOR_NONE && style->rule_width) {
        sl_docx_push(w, "<w:tcBorders>");
        push_side(w, "top", style->rule, style->rule_width);
        sl_docx_push(w, "</w:tcBorders>");
    }
    if (style && style->ground != SL_COLOR_NONE)
        sl_docx_format(w, "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"%06X\"/>",
                       style->ground);
    sl_docx_push(w, "</w:tcPr>");
    if (box && box->first) {
        w->cell_room = width - 2 * PAD;
        sl_docx_push_blocks(w, box);
    }
    if (!box || !box->first || box->last->kind == SL_NODE_TABLE)
        sl_docx_push(w, "<w:p><w:pPr><w:pStyle w:val=\"Space\"/></w:pPr></w:p>");
    sl_docx_push(w, "</w:tc>");
}

void sl_docx_push_beside(sl_docx *w, const sl_node *n)
{
    const sl_layout *l = w->layout;
    const sl_node *box = n->first;
    const char *text_style = w->text_style;
    const sl_style *frame = w->box;
    int indent = w->indent, cell_room = w->cell_room, widths[MOST];
    bool in_cell = w->in_cell;
    sl_docx_mark(w, n->id);
    if (box && box->kind == SL_NODE_CAPTION) {
        sl_docx_push_caption(w, box, n->id);
        box = box->next;
    }
    int room = cell_room ? cell_room : sl_docx_twips(l->page_width - l->inner - l->outer) - indent;
    unsigned columns = share_room(n, room, widths);
    sl_docx_open_page(w);
    sl_docx_format(w, "<w:tbl><w:tblPr><w:tblW w:w=\"%d\" w:type=\"dxa\"/>", room);
    if (indent)
        sl_docx_format(w, "<w:tblInd w:w=\"%d\" w:type=\"dxa\"/>", indent);
    sl_docx_format(w,
                   "<w:tblLayout w:type=\"fixed\"/><w:tblCellMar><w:top w:w=\"80\" "
                   "w:type=\"dxa\"/><w:left w:w=\"%d\" w:type=\"dxa\"/><w:bottom w:w=\"80\" "
                   "w:type=\"dxa\"/><w:right w:w=\"%d\" w:type=\"dxa\"/></w:tblCellMar>"
                   "<w:tblLook w:val=\"0000\"/></w:tblPr><w:tblGrid>",
                   PAD, PAD);
    for (unsigned i = 0; i < columns; i++)
        sl_docx_format(w, "<w:gridCol w:w=\"%d\"/>", widths[i]);
    sl_docx_push(w, "</w:tblGrid>");
    w->box = NULL;
    w->indent = 0;
    w->in_cell = true;
    w->text_style = "TableCell";
    while (box) {
        sl_docx_push(w, "<w:tr><w:trPr><w:cantSplit/></w:trPr>");
        for (unsigned i = 0; i < columns; i++) {
            push_cell(w, box, widths[i]);
            box = box ? box->next : NULL;
        }
        sl_docx_push(w, "</w:tr>");
    }
    sl_docx_push(w, "</w:tbl>");
    w->box = frame;
    w->indent = indent;
    w->in_cell = in_cell;
    w->cell_room = cell_room;
    w->text_style = text_style;
    if (!in_cell)
        sl_docx_push(w, "<w:p><w:pPr><w:pStyle w:val=\"Space\"/></w:pPr></w:p>");
}
