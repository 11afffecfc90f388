#include "word/write.h"

static const sl_docx_words plain = {.color = SL_COLOR_NONE};

static const char *style_of(sl_docx *w, sl_str role, const char *otherwise)
{
    bool known = false;
    for (size_t i = 0; i < w->layout->roles.n && !known; i++)
        known = sl_str_equal(w->layout->roles.at[i].name, role);
    return known ? sl_docx_style_id(w->arena, role).p : otherwise;
}

static const char *text_style(const sl_docx *w)
{
    return w->text_style ? w->text_style : "BodyText";
}

static void push_heading(sl_docx *w, const sl_node *n)
{
    int level = 0, depth = n->level >= 1 && n->level <= 6 ? n->level : 6;
    sl_docx_para p = {.style = sl_str_format(w->arena, "Heading%d", depth).p};
    p.list = sl_docx_number_heading(w, n->number, &level);
    p.level = level;
    p.late = true;
    sl_docx_mark(w, n->id);
    sl_docx_begin_paragraph(w, &p, n);
    if (n->number.n && !p.list) {
        sl_docx_push_run(w, &plain, n->number);
        sl_docx_push_run(w, &plain, SL_STR(" "));
    }
    sl_docx_begin_place(w, n);
    sl_docx_push_inlines(w, n, plain);
    sl_docx_end_paragraph(w);
}

static void push_text_paragraph(sl_docx *w, const sl_node *n)
{
    sl_docx_para p = {.style = style_of(w, n->role, text_style(w))};
    sl_docx_mark(w, n->id);
    if (n->number.n) {
        sl_docx_mark(w, sl_str_format(w->arena, "p%.*s", SL_FMT(n->number)));
        p.list = w->box || w->indent ? 0 : sl_docx_number_paragraph(w, n->number);
    }
    p.late = true;
    sl_docx_begin_paragraph(w, &p, n);
    if (n->number.n && !p.list) {
        uint32_t color = sl_layout_role(w->layout, SL_STR("paragraph-number"), NULL)->color;
        sl_docx_push_run(w, &(sl_docx_words){.color = color}, n->number);
        sl_docx_push_run(w, &plain, SL_STR(" "));
    }
    sl_docx_begin_place(w, n);
    sl_docx_push_inlines(w, n, plain);
    sl_docx_end_paragraph(w);
}

/* --- lists --- */

enum { STEP = 360 };

static void push_terms(sl_docx *w, const sl_node *list)
{
    for (const sl_node *n = list->first; n; n = n->next) {
        bool term = sl_str_equal_z(n->role, "term");
        const char *style = w->text_style;
        w->text_style = term ? "Term" : "Definition";
        if (n->first && sl_node_is_inline(n->first->kind))
            sl_docx_push_paragraph(w, &(sl_docx_para){.style = w->text_style}, n);
        else
            sl_docx_push_blocks(w, n);
        w->text_style = style;
    }
}

static void push_entry(sl_docx *w, const sl_node *item, const sl_docx_para *p)
{
    bool done = sl_str_equal_z(item->role, "task-done"),
         task = done || sl_str_equal_z(item->role, "task-open");
    const sl_node *first = item->first;
    bool inlines = first && sl_node_is_inline(first->kind),
         text = inlines || (first && first->kind == SL_NODE_PARAGRAPH);
    sl_docx_para head = *p;
    head.late = true;
    sl_docx_begin_paragraph(w, &head, NULL);
    if (task)
        sl_docx_push_run(w, &plain, done ? SL_STR("\u2611 ") : SL_STR("\u2610 "));
    sl_docx_begin_place(w, inlines ? item : text ? first : NULL);
    if (text)
        sl_docx_push_inlines(w, inlines ? item : first, plain);
    sl_docx_end_paragraph(w);
    const char *style = w->text_style;
    int indent = w->indent;
    w->indent += STEP;
    w->text_style = "ListContinue";
    for (const sl_node *n = inlines ? NULL : text ? first->next : first; n; n = n->next)
        w->push_block(w, n);
    w->text_style = style;
    w->indent = indent;
}

static void push_list(sl_docx *w, const sl_node *n)
{
    if (sl_str_equal_z(n->role, "definitions")) {
        push_terms(w, n);
        return;
    }
    unsigned depth = w->list_depth < SL_DOCX_LEVELS ? w->list_depth : SL_DOCX_LEVELS - 1;
    sl_docx_para p = {.style = n->ordered ? "ListNumber" : "ListBullet", .level = (int)depth};
    p.list = sl_docx_number_list(w, n, depth);
    p.left = STEP;
    p.hanging = STEP;
    w->list_depth++;
    for (const sl_node *item = n->first; item; item = item->next)
        push_entry(w, item, &p);
    w->list_depth--;
}

/* --- sections, frames --- */

static void push_section(sl_docx *w, const sl_node *n)
{
    if (n->fresh && w->section_count && (w->layout->chapter_pages || n->alone))
        w->page_break = true;
    w->section_count++;
    sl_docx_mark(w, n->id);
    sl_docx_push_blocks(w, n);
    if (sl_str_equal_z(n->role, "cover") && w->layout->cover)
        w->page_break = true;
}

static void push_box(sl_docx *w, const sl_node *n)
{
    const sl_style *box = w->box;
    int indent = w->indent;
    sl_docx_mark(w, n->id);
    w->box = sl_layout_role(w->layout, n->role, "box");
    w->indent += sl_docx_twips(w->box->bar_width) + 160;
    sl_docx_push_blocks(w, n);
    w->indent = indent;
    w->box = box;
    /* Two frames that follow each other would be one, of two sections too. */
    const sl_node *last = n;
    while (last->parent && !last->next)
        last = last->parent;
    if (!box && last->next && !w->in_cell)
        sl_docx_push(w, "<w:p><w:pPr><w:pStyle w:val=\"Space\"/></w:pPr></w:p>");
}

static void push_code(sl_docx *w, const sl_node *n)
{
    sl_docx_begin_paragraph(w, &(sl_docx_para){.style = "Code"}, n);
    sl_str rest = n->text, line;
    for (bool first = true; rest.n && sl_str_split(&rest, '\n', &line); first = false) {
        if (!first)
            sl_docx_push(w, "<w:r><w:br/></w:r>\n");
        sl_docx_push_run(w, &plain, line);
    }
    sl_docx_end_paragraph(w);
}

static void push_quote(sl_docx *w, const sl_node *n)
{
    const char *style = w->text_style;
    w->text_style = "Quote";
    sl_docx_push_blocks(w, n);
    w->text_style = style;
}

/* --- contents --- */

static sl_str page_of(sl_docx *w, sl_str id)
{
    const sl_str *label = sl_map_lookup(&w->page_of, id);
    return label ? *label : SL_STR_NONE;
}

static void push_contents_entry(sl_docx *w, const sl_node *n, bool first)
{
    const sl_docx_anchor *to = sl_docx_lookup(w, n->id);
    sl_docx_format(w, "<w:p><w:pPr><w:pStyle w:val=\"TOC%u\"/></w:pPr>", n->toc);
    if (first)
        sl_docx_format(w,
                       "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText "
                       "xml:space=\"preserve\"> TOC \\o &quot;1-%u&quot; \\h \\z \\u "
                       "</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>",
                       w->layout->contents_depth);
    sl_docx_format(w, "<w:hyperlink w:anchor=\"%.*s\" w:history=\"1\">", SL_FMT(to->name));
    sl_docx_push_run(w, &plain, to->number);
    sl_docx_push_run(w, &plain, to->number.n ? SL_STR(" ") : SL_STR_NONE);
    sl_docx_push_run(w, &plain, n->title);
    sl_str page = page_of(w, n->id);
    if (page.n) {
        sl_docx_push(w, "<w:r><w:tab/></w:r>");
        sl_docx_push_field(w, &plain, sl_str_format(w->arena, "PAGEREF %.*s \\h", SL_FMT(to->name)),
                           page);
    }
    sl_docx_push(w, "</w:hyperlink></w:p>");
}

void sl_docx_push_contents(sl_docx *w)
{
    SL_VEC(const sl_node *) entries = {0};
    const sl_node *root = w->book->root;
    for (const sl_node *n = root->first; n; n = sl_node_walk_blocks(root, n))
        if (n->kind == SL_NODE_SECTION && n->toc && n->toc <= w->layout->contents_depth &&
            sl_docx_lookup(w, n->id))
            SL_PUSH(w->arena, entries, n);
    if (!entries.n || !w->layout->contents)
        return;
    sl_docx_begin_paragraph(w, &(sl_docx_para){.style = "TOCHeading"}, NULL);
    sl_docx_push_run(w, &plain, sl_phrase(w->book->phrases, SL_SAY_CONTENTS));
    sl_docx_end_paragraph(w);
    for (size_t i = 0; i < entries.n; i++)
        push_contents_entry(w, entries.at[i], i == 0);
    /* The field ends in a line of its own, as Word has it: its entries come and go. */
    sl_docx_push(w, "<w:p><w:pPr><w:pStyle w:val=\"Space\"/></w:pPr><w:r><w:fldChar "
                    "w:fldCharType=\"end\"/></w:r></w:p>");
    w->page_break = w->layout->cover;
}

/* --- sheets --- */

void sl_docx_push_section(sl_docx *w, bool turned)
{
    const sl_layout *l = w->layout;
    int width = sl_docx_twips(l->page_width), height = sl_docx_twips(l->page_height);
    int margins[] = {sl_docx_twips(l->top), sl_docx_twips(l->outer), sl_docx_twips(l->bottom),
                     sl_docx_twips(l->inner)};
    const char *suffix = turned ? "3" : "1";
    sl_docx_format(w,
                   "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rIdHead%s\"/>"
                   "<w:footerReference w:type=\"default\" r:id=\"rIdFoot%s\"/>",
                   suffix, suffix);
    if (!w->turned && !turned && l->cover)
        sl_docx_push(w, "<w:headerReference w:type=\"first\" r:id=\"rIdHead2\"/>"
                        "<w:footerReference w:type=\"first\" r:id=\"rIdFoot2\"/>");
    sl_docx_format(w,
                   "<w:pgSz w:w=\"%d\" w:h=\"%d\"%s/><w:pgMar w:top=\"%d\" w:right=\"%d\" "
                   "w:bottom=\"%d\" w:left=\"%d\" w:header=\"567\" w:footer=\"567\" "
                   "w:gutter=\"0\"/>",
                   turned ? height : width, turned ? width : height,
                   turned ? " w:orient=\"landscape\"" : "", margins[turned ? 3 : 0],
                   margins[turned ? 0 : 1], margins[turned ? 1 : 2], margins[turned ? 2 : 3]);
    if (!w->turned && !turned && l->cover)
        sl_docx_push(w, "<w:titlePg/>");
    sl_docx_push(w, "</w:sectPr>");
}

void sl_docx_turn(sl_docx *w, bool turned)
{
    sl_docx_push(w, "<w:p><w:pPr><w:pStyle w:val=\"Space\"/>");
    sl_docx_push_section(w, !turned);
    sl_docx_push(w, "</w:pPr></w:p>");
    w->turned = true;
    w->page_break = false;
}

void sl_docx_push_block(sl_docx *w, const sl_node *n)
{
    bool wide = n->wide && !w->in_cell && !w->in_note && !w->box && !w->indent;
    /* What is wide and follows what is wide stays on sheets of its kind. */
    if (wide && !(n->prev && n->prev->wide))
        sl_docx_turn(w, true);
    switch ((int)n->kind) {
    case SL_NODE_SECTION: {
        sl_str lang = w->lang;
        w->lang = n->lang.n ? n->lang : lang;
        push_section(w, n);
        w->lang = lang;
        break;
    }
    case SL_NODE_CONTENTS:
        sl_docx_push_contents(w);
        break;
    case SL_NODE_HEADING:
        push_heading(w, n);
        break;
    case SL_NODE_PARAGRAPH:
        push_text_paragraph(w, n);
        break;
    case SL_NODE_QUOTE:
        push_quote(w, n);
        break;
    case SL_NODE_LIST:
        push_list(w, n);
        break;
    case SL_NODE_CODE_BLOCK:
        push_code(w, n);
        break;
    case SL_NODE_RULE:
        sl_docx_push(w, "<w:p><w:pPr><w:pStyle w:val=\"Rule\"/></w:pPr></w:p>");
        break;
    case SL_NODE_TABLE:
        sl_docx_push_table(w, n);
        break;
    case SL_NODE_BOX:
        push_box(w, n);
        break;
    case SL_NODE_BESIDE:
        sl_docx_push_beside(w, n);
        break;
    case SL_NODE_FIGURE:
        if (!sl_node_is_item_graph(n) && !sl_node_is_spark(n))
            sl_docx_push_figure(w, n);
        break;
    }
    if (wide && !(n->next && n->next->wide))
        sl_docx_turn(w, false);
}
