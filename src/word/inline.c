#include "word/write.h"

static void push_properties(sl_docx *w, const sl_docx_words *h)
{
    sl_str lang = h->lang.n ? h->lang : w->lang;
    bool any = h->style || h->bold || h->italic || h->code || h->struck || h->place || lang.n ||
               h->color != SL_COLOR_NONE;
    if (!any)
        return;
    sl_docx_push(w, "<w:rPr>");
    if (h->style)
        sl_docx_format(w, "<w:rStyle w:val=\"%s\"/>", h->style);
    else if (h->code)
        sl_docx_push(w, "<w:rStyle w:val=\"CodeText\"/>");
    sl_docx_push(w, h->bold ? "<w:b/>" : "");
    sl_docx_push(w, h->italic ? "<w:i/>" : "");
    sl_docx_push(w, h->struck ? "<w:strike/>" : "");
    if (h->color != SL_COLOR_NONE)
        sl_docx_format(w, "<w:color w:val=\"%06X\"/>", h->color);
    if (h->place)
        sl_docx_format(w, "<w:vertAlign w:val=\"%s\"/>",
                       h->place == 'b' ? "subscript" : "superscript");
    if (lang.n) {
        sl_docx_push(w, "<w:lang w:val=\"");
        sl_docx_push_text(w, lang);
        sl_docx_push(w, "\"/>");
    }
    sl_docx_push(w, "</w:rPr>");
}

/* Spaces that programs would take for the file's own: at the ends, and several in a row. */
static bool has_spaces(sl_str text)
{
    if ((unsigned char)text.p[0] <= ' ' || (unsigned char)text.p[text.n - 1] <= ' ')
        return true;
    for (size_t i = 0; i < text.n; i++)
        if ((unsigned char)text.p[i] < ' ')
            return true;
    for (size_t i = 0; (i = sl_str_find_char(text, ' ', i)) != SIZE_MAX; i++)
        if ((unsigned char)text.p[i + 1] <= ' ')
            return true;
    return false;
}

void sl_docx_push_run(sl_docx *w, const sl_docx_words *how, sl_str text)
{
    if (!text.n)
        return;
    sl_docx_push(w, "<w:r>");
    push_properties(w, how);
    sl_docx_push(w, has_spaces(text) ? "<w:t xml:space=\"preserve\">" : "<w:t>");
    sl_docx_push_text(w, text);
    sl_docx_push(w, "</w:t></w:r>");
}

static void push_mark(sl_docx *w, const sl_docx_words *how, const char *kind)
{
    sl_docx_push(w, "<w:r>");
    push_properties(w, how);
    sl_docx_format(w, "<w:fldChar w:fldCharType=\"%s\"/></w:r>", kind);
}

static void begin_field(sl_docx *w, const sl_docx_words *how, sl_str instruction)
{
    push_mark(w, how, "begin");
    sl_docx_push(w, "<w:r>");
    push_properties(w, how);
    sl_docx_push(w, "<w:instrText xml:space=\"preserve\"> ");
    sl_docx_push_text(w, instruction);
    sl_docx_push(w, " </w:instrText></w:r>");
    push_mark(w, how, "separate");
}

void sl_docx_push_field(sl_docx *w, const sl_docx_words *how, sl_str instruction, sl_str result)
{
    begin_field(w, how, instruction);
    sl_docx_push_run(w, how, result);
    push_mark(w, how, "end");
}

/* What a reference says, where Word can say the same itself: a number, a label with one, a title.
 */
static sl_str reference_to(sl_docx *w, const sl_node *n, const sl_docx_anchor *to)
{
    sl_str said = sl_node_plain(w->arena, n);
    bool section = to->node->kind == SL_NODE_SECTION || to->node->kind == SL_NODE_HEADING;
    if (!said.n || sl_str_equal_z(n->role, "evidence-ref"))
        return SL_STR_NONE;
    if (section && sl_str_equal(said, to->number))
        return sl_str_format(w->arena, "REF %.*s \\r \\h", SL_FMT(to->name));
    if (!section && to->number.n && sl_str_equal(said, to->number))
        return sl_str_format(w->arena, "REF n_%.*s \\h", SL_FMT(to->name));
    return SL_STR_NONE;
}

static bool is_safe(sl_str target)
{
    return sl_str_starts(target, "https://") || sl_str_starts(target, "http://") ||
           sl_str_starts(target, "mailto:") || sl_str_starts(target, "tel:");
}

/* Characters that no address may hold (RFC 3986, 2) are written in per cent. */
static sl_str address_of(sl_docx *w, sl_str s)
{
    sl_buf b;
    sl_buf_init(&b);
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c <= ' ' || c >= 0x7f || strchr("\"<>\\^`{|}", c))
            sl_buf_push_format(&b, "%%%02X", c);
        else
            sl_buf_push_char(&b, (char)c);
    }
    return sl_buf_take(&b, w->arena);
}

/* A link that is called by its address, as readers on paper want it. Who hears links alone wants
 * the words before it too: they are part of the link then. */
static bool is_bare(sl_docx *w, const sl_node *n)
{
    return n && n->kind == SL_NODE_LINK && is_safe(n->target) &&
           sl_str_equal(sl_node_plain(w->arena, n), n->target);
}

/* Where those words begin: with the last sentence of the text, or with all of it. */
static size_t begin_of_lead(sl_str text)
{
    size_t at = text.n > 2 ? text.n - 2 : 0;
    while (at > 0 && !(text.p[at - 1] == '.' && text.p[at] == ' '))
        at--;
    return at ? at + 1 : 0;
}

static void push_link(sl_docx *w, const sl_node *n, sl_docx_words how)
{
    const sl_node *before = n->prev && n->prev->kind == SL_NODE_TEXT ? n->prev : NULL;
    if (is_safe(n->target)) {
        sl_str rel = sl_docx_relate(w, "hyperlink", address_of(w, n->target), true);
        sl_docx_format(w, "<w:hyperlink r:id=\"%.*s\">", SL_FMT(rel));
        if (before && is_bare(w, n))
            sl_docx_push_run(
                w, &how, sl_str_slice(before->text, begin_of_lead(before->text), before->text.n));
        how.style = "Hyperlink";
        sl_docx_push_inlines(w, n, how);
        sl_docx_push(w, "</w:hyperlink>");
        return;
    }
    const sl_docx_anchor *to = sl_str_starts(n->target, "#")
                                   ? sl_docx_lookup(w, sl_str_slice(n->target, 1, n->target.n))
                                   : NULL;
    if (!to) {
        sl_docx_push_inlines(w, n, how);
        return;
    }
    sl_str field = reference_to(w, n, to);
    /* A link all the same, where the program that shows it makes none of the field. */
    sl_docx_format(w, "<w:hyperlink w:anchor=\"%.*s\" w:history=\"1\">", SL_FMT(to->name));
    how.style = how.style ? how.style : "Reference";
    if (field.n) {
        begin_field(w, &how, field);
        sl_docx_push_inlines(w, n, how);
        push_mark(w, &how, "end");
    } else {
        sl_docx_push_inlines(w, n, how);
    }
    sl_docx_push(w, "</w:hyperlink>");
}

/* How words of a role look: of the layout, or above and below the line. */
static sl_docx_words style_span(sl_docx *w, const sl_node *n, sl_docx_words how)
{
    how.lang = n->lang.n ? n->lang : how.lang;
    if (sl_str_equal_z(n->role, "sub"))
        how.place = 'b';
    else if (sl_str_equal_z(n->role, "sup"))
        how.place = 'p';
    else if (sl_str_starts(n->role, "rating-")) {
        how.bold = true;
        how.color = sl_layout_role(w->layout, n->role, NULL)->color;
    } else if (sl_str_equal_z(n->role, "inserted") || sl_str_equal_z(n->role, "deleted")) {
        how.color = sl_layout_role(w->layout, n->role, NULL)->color;
        how.struck = sl_str_equal_z(n->role, "deleted");
    } else if (n->role.n && !sl_str_equal_z(n->role, "page-of")) {
        how.struck = true;
    }
    return how;
}

/* ", page 12" behind a reference: Word counts its own pages, and leads to the place. */
static void push_page_of(sl_docx *w, const sl_node *n, sl_docx_words how)
{
    sl_str id = sl_str_slice(n->target, 1, n->target.n);
    const sl_docx_anchor *to = sl_docx_lookup(w, id);
    const sl_str *label = sl_map_lookup(&w->page_of, id);
    if (!to || !label)
        return;
    sl_str said =
        sl_say(w->book->phrases, w->arena, SL_SAY_REFERENCE_PAGE, SL_T("page", SL_STR("\x1E")));
    size_t at = sl_str_find_char(said, 0x1E, 0);
    sl_docx_format(w, "<w:hyperlink w:anchor=\"%.*s\" w:history=\"1\">", SL_FMT(to->name));
    sl_docx_push_run(w, &how, sl_str_slice(said, 0, at == SIZE_MAX ? said.n : at));
    if (at != SIZE_MAX) {
        sl_docx_push_field(w, &how, sl_str_format(w->arena, "PAGEREF %.*s \\h", SL_FMT(to->name)),
                           *label);
        sl_docx_push_run(w, &how, sl_str_slice(said, at + 1, said.n));
    }
    sl_docx_push(w, "</w:hyperlink>");
}

void sl_docx_push_inlines(sl_docx *w, const sl_node *node, sl_docx_words how)
{
    for (const sl_node *n = node->first; n; n = n->next) {
        sl_docx_words inner = how;
        switch ((int)n->kind) {
        case SL_NODE_TEXT:
            sl_docx_push_run(w, &how,
                             is_bare(w, n->next) ? sl_str_slice(n->text, 0, begin_of_lead(n->text))
                                                 : n->text);
            break;
        case SL_NODE_SOFT_BREAK:
            sl_docx_push_run(w, &how, SL_STR(" "));
            break;
        case SL_NODE_LINE_BREAK:
            sl_docx_push(w, "<w:r><w:br/></w:r>\n");
            break;
        case SL_NODE_CODE:
            inner.code = true;
            sl_docx_push_run(w, &inner, n->text);
            break;
        case SL_NODE_EMPH:
            inner.italic = !how.italic;
            sl_docx_push_inlines(w, n, inner);
            break;
        case SL_NODE_STRONG:
            inner.bold = true;
            sl_docx_push_inlines(w, n, inner);
            break;
        case SL_NODE_SPAN:
            if (sl_str_equal_z(n->role, "page-of"))
                push_page_of(w, n, how);
            else
                sl_docx_push_inlines(w, n, style_span(w, n, how));
            break;
        case SL_NODE_LINK:
            push_link(w, n, how);
            break;
        case SL_NODE_IMAGE:
            sl_docx_push(w, "<w:r>");
            sl_docx_push_picture(w, n, SL_PT(400));
            sl_docx_push(w, "</w:r>");
            break;
        case SL_NODE_NOTE:
            w->push_note(w, n);
            break;
        }
    }
}

void sl_docx_push_paragraph(sl_docx *w, const sl_docx_para *p, const sl_node *node)
{
    sl_docx_begin_paragraph(w, p, node);
    sl_docx_push_inlines(w, node, (sl_docx_words){.color = SL_COLOR_NONE});
    sl_docx_end_paragraph(w);
}
