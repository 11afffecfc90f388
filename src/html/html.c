#include "html/html.h"

#include "base/check.h"
#include "html/reader.h"
#include "page/image.h"

typedef struct writing {
    sl_buf *out;
    sl_arena *arena;
    const sl_book *book;
    const sl_picture *const *pictures;
    SL_VEC(const sl_node *) notes; /* called in the block under way */
} writing;

static void push(writing *w, const char *z)
{
    sl_buf_push_z(w->out, z);
}

static void push_text(writing *w, sl_str s)
{
    sl_buf_push_xml(w->out, s);
}

static void push_attribute(writing *w, const char *name, sl_str value)
{
    if (!value.n)
        return;
    sl_buf_push_format(w->out, " %s=\"", name);
    push_text(w, value);
    sl_buf_push_char(w->out, '"');
}

/* --- inlines --- */

static void push_inlines(writing *w, const sl_node *node);

/* Only what leads into the document or to a web address is a link. */
static bool is_safe(sl_str target)
{
    return sl_str_starts(target, "#") || sl_str_starts(target, "https://") ||
           sl_str_starts(target, "http://") || sl_str_starts(target, "mailto:");
}

static void push_link(writing *w, const sl_node *n)
{
    if (!is_safe(n->target)) {
        push_inlines(w, n);
        return;
    }
    push(w, "<a");
    push_attribute(w, "href", n->target);
    push_attribute(w, "class", n->role);
    if (sl_str_equal_z(n->role, "evidence-ref")) {
        /* A number alone says nothing to who hears it. */
        sl_str label = sl_str_format(w->arena, "%.*s, evidence: %.*s",
                                     SL_FMT(sl_node_plain(w->arena, n)), SL_FMT(n->title));
        push_attribute(w, "aria-label", label);
    }
    push(w, ">");
    push_inlines(w, n);
    push(w, "</a>");
}

static void push_call(writing *w, const sl_node *n)
{
    sl_buf_push_format(
        w->out, "<sup id=\"call-%d\"><a href=\"#note-%d\" aria-label=\"Note %d\">%d</a></sup>",
        n->start, n->start, n->start, n->start);
    SL_PUSH(w->arena, w->notes, n);
}

static void push_inlines(writing *w, const sl_node *node)
{
    for (const sl_node *n = node->first; n; n = n->next) {
        switch ((int)n->kind) {
        case SL_NODE_TEXT:
            push_text(w, n->text);
            break;
        case SL_NODE_SOFT_BREAK:
            push(w, "\n");
            break;
        case SL_NODE_LINE_BREAK:
            push(w, "<br>");
            break;
        case SL_NODE_CODE:
            push(w, "<code>");
            push_text(w, n->text);
            push(w, "</code>");
            break;
        case SL_NODE_EMPH:
            push(w, "<em>");
            push_inlines(w, n);
            push(w, "</em>");
            break;
        case SL_NODE_STRONG:
            push(w, "<strong>");
            push_inlines(w, n);
            push(w, "</strong>");
            break;
        case SL_NODE_SPAN:
            push(w, n->title.n ? "<abbr" : "<span");
            push_attribute(w, "lang", n->lang);
            push_attribute(w, "title", n->title);
            push(w, ">");
            push_inlines(w, n);
            push(w, n->title.n ? "</abbr>" : "</span>");
            break;
        case SL_NODE_LINK:
            push_link(w, n);
            break;
        case SL_NODE_NOTE:
            push_call(w, n);
            break;
        }
    }
}

/* --- blocks --- */

static void push_blocks(writing *w, const sl_node *node);

static bool has_blocks(const sl_node *n)
{
    return n->first && !sl_node_is_inline(n->first->kind);
}

static void push_children(writing *w, const sl_node *n)
{
    if (has_blocks(n))
        push_blocks(w, n);
    else
        push_inlines(w, n);
}

/* The notes of a block stand directly after it, as in the PDF's reading order. */
static void push_notes(writing *w)
{
    size_t n = w->notes.n;
    w->notes.n = 0;
    for (size_t i = 0; i < n; i++) {
        const sl_node *note = w->notes.at[i];
        sl_buf_push_format(
            w->out, "<div class=\"note\" role=\"note\" id=\"note-%d\" aria-label=\"Note %d\">",
            note->start, note->start);
        for (const sl_node *p = note->first; p; p = p->next) {
            push(w, "<p>");
            if (p == note->first)
                sl_buf_push_format(
                    w->out, "<a href=\"#call-%d\" aria-label=\"%d, back to the text\">%d</a> ",
                    note->start, note->start, note->start);
            push_inlines(w, p);
            push(w, "</p>");
        }
        push(w, "</div>\n");
    }
}

static void push_heading(writing *w, const sl_node *n)
{
    int level = n->level < 6 ? n->level + 1 : 6;
    sl_buf_push_format(w->out, "<h%d>", level);
    if (n->number.n) {
        push_text(w, n->number);
        push(w, " ");
    }
    push_inlines(w, n);
    sl_buf_push_format(w->out, "</h%d>\n", level);
    push_notes(w);
}

static void push_paragraph(writing *w, const sl_node *n)
{
    push(w, "<p");
    push_attribute(w, "class", n->role);
    push(w, ">");
    push_inlines(w, n);
    push(w, "</p>\n");
    push_notes(w);
}

static void push_list(writing *w, const sl_node *n)
{
    push(w, n->ordered ? "<ol" : "<ul");
    if (n->ordered && n->start != 1)
        sl_buf_push_format(w->out, " start=\"%d\"", n->start);
    push(w, ">\n");
    for (const sl_node *item = n->first; item; item = item->next) {
        push(w, "<li>");
        bool single =
            item->first && item->first == item->last && item->first->kind == SL_NODE_PARAGRAPH;
        if (single) {
            push_inlines(w, item->first);
            push_notes(w);
        } else {
            push_children(w, item);
        }
        push(w, "</li>\n");
    }
    push(w, n->ordered ? "</ol>\n" : "</ul>\n");
}

static void push_caption(writing *w, const sl_node *n, const char *tag)
{
    sl_buf_push_format(w->out, "<%s>", tag);
    if (n->number.n) {
        push_text(w, n->number);
        push(w, ". ");
    }
    push_inlines(w, n);
    sl_buf_push_format(w->out, "</%s>\n", tag);
}

static void push_cell(writing *w, const sl_node *row, const sl_node *cell)
{
    bool empty_head = cell->head && !cell->first;
    push(w, cell->head && !empty_head ? "<th" : "<td");
    if (cell->head && !empty_head)
        push(w, row->head ? " scope=\"col\"" : " scope=\"row\"");
    if (cell->columns > 1)
        sl_buf_push_format(w->out, " colspan=\"%u\"", cell->columns);
    if (cell->rows > 1)
        sl_buf_push_format(w->out, " rowspan=\"%u\"", cell->rows);
    if (cell->align == SL_ALIGN_RIGHT || cell->align == SL_ALIGN_DECIMAL)
        push(w, " class=\"n\"");
    if (cell->align == SL_ALIGN_CENTER)
        push(w, " class=\"c\"");
    push(w, ">");
    push_children(w, cell);
    push(w, cell->head && !empty_head ? "</th>" : "</td>");
}

static void push_table(writing *w, const sl_node *n)
{
    bool plain = n->role.n > 0;
    const sl_node *caption = n->first && n->first->kind == SL_NODE_CAPTION ? n->first : NULL;
    if (!plain) {
        push(w, "<div class=\"scroll\" role=\"region\" tabindex=\"0\"");
        sl_str label = caption ? sl_node_plain(w->arena, caption) : SL_STR("Table");
        if (caption && caption->number.n)
            label = sl_str_format(w->arena, "%.*s. %.*s", SL_FMT(caption->number), SL_FMT(label));
        push_attribute(w, "aria-label", label);
        push(w, ">\n");
    }
    push(w, "<table");
    push_attribute(w, "class", n->role);
    push_attribute(w, "id", n->id);
    push(w, ">\n");
    bool head = false, body = false;
    for (const sl_node *row = n->first; row; row = row->next) {
        if (row->kind == SL_NODE_CAPTION) {
            push_caption(w, row, "caption");
            continue;
        }
        if (row->head && !head)
            push(w, "<thead>\n");
        if (!row->head && !body)
            push(w, head ? "</thead>\n<tbody>\n" : "<tbody>\n");
        head = head || row->head;
        body = body || !row->head;
        push(w, "<tr>");
        for (const sl_node *cell = row->first; cell; cell = cell->next)
            push_cell(w, row, cell);
        push(w, "</tr>\n");
    }
    push(w, body ? "</tbody>\n" : head ? "</thead>\n" : "");
    push(w, "</table>\n");
    push(w, plain ? "" : "</div>\n");
    push_notes(w);
}

static void push_base64(sl_buf *out, sl_str s)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (size_t i = 0; i < s.n; i += 3) {
        uint32_t v = 0;
        size_t n = s.n - i < 3 ? s.n - i : 3;
        for (size_t k = 0; k < 3; k++)
            v = v << 8 | (k < n ? (unsigned char)s.p[i + k] : 0u);
        for (size_t k = 0; k < 4; k++)
            sl_buf_push_char(out, k <= n ? digits[v >> (18 - 6 * k) & 63] : '=');
    }
}

static void push_figure(writing *w, const sl_node *n)
{
    const sl_picture *picture = w->pictures[n->figure];
    push(w, "<figure");
    push_attribute(w, "id", n->id);
    push(w, ">\n");
    if (n->first && n->first->kind == SL_NODE_CAPTION)
        push_caption(w, n->first, "figcaption");
    if (picture && picture->image) {
        static const char *const kinds[] = {"png", "jpeg", "svg+xml"};
        const sl_image *im = picture->image;
        sl_buf_push_format(w->out, "<img width=\"%u\" height=\"%u\" src=\"data:image/%s;base64,",
                           im->width, im->height, kinds[im->kind]);
        push_base64(w->out, im->bytes);
        push(w, "\"");
        push_attribute(w, "alt", n->alt);
        push(w, ">");
    } else if (picture) {
        sl_draw_emit_svg(w->out, picture, n->alt);
    }
    for (const sl_node *p = n->first; p; p = p->next)
        if (p->kind == SL_NODE_PARAGRAPH)
            push_paragraph(w, p);
    push(w, "</figure>\n");
}

static void push_section(writing *w, const sl_node *n)
{
    /* What has a heading is a section; an entry of the register is a plain division. */
    const sl_node *heading = n->first;
    while (heading && heading->kind == SL_NODE_BOX)
        heading = heading->first;
    bool headed = heading && heading->kind == SL_NODE_HEADING;
    push(w, headed ? "<section" : "<div");
    push_attribute(w, "id", n->id);
    push_attribute(w, "class", n->role);
    push_attribute(w, "lang", n->lang);
    push(w, ">\n");
    push_blocks(w, n);
    push(w, headed ? "</section>\n" : "</div>\n");
}

static void push_block(writing *w, const sl_node *n)
{
    switch ((int)n->kind) {
    case SL_NODE_SECTION:
        push_section(w, n);
        break;
    case SL_NODE_HEADING:
        push_heading(w, n);
        break;
    case SL_NODE_PARAGRAPH:
        push_paragraph(w, n);
        break;
    case SL_NODE_QUOTE:
        push(w, "<blockquote>\n");
        push_blocks(w, n);
        push(w, "</blockquote>\n");
        break;
    case SL_NODE_LIST:
        push_list(w, n);
        break;
    case SL_NODE_CODE_BLOCK:
        push(w, "<pre><code>");
        push_text(w, n->text);
        push(w, "</code></pre>\n");
        break;
    case SL_NODE_RULE:
        push(w, "<hr>\n");
        break;
    case SL_NODE_TABLE:
        push_table(w, n);
        break;
    case SL_NODE_BOX:
        sl_buf_push_format(w->out, "<div class=\"box %.*s\"", SL_FMT(n->role));
        push_attribute(w, "id", n->id);
        push(w, ">\n");
        push_blocks(w, n);
        push(w, "</div>\n");
        break;
    case SL_NODE_FIGURE:
        push_figure(w, n);
        break;
    }
}

static void push_blocks(writing *w, const sl_node *node)
{
    for (const sl_node *n = node->first; n; n = n->next)
        push_block(w, n);
}

/* --- the page --- */

static void push_cover(writing *w, const sl_node *cover)
{
    push(w, "<header class=\"cover\">\n");
    for (const sl_node *n = cover->first; n; n = n->next) {
        bool title = sl_str_equal_z(n->role, "cover-title");
        sl_str name =
            sl_str_starts(n->role, "cover-") ? sl_str_slice(n->role, 6, n->role.n) : n->role;
        push(w, title ? "<h1" : "<p");
        push_attribute(w, "class", name);
        push(w, ">");
        push_inlines(w, n);
        push(w, title ? "</h1>\n" : "</p>\n");
    }
    push(w, "</header>\n");
}

static sl_str number_of(const sl_node *section)
{
    const sl_node *n = section->first;
    while (n && n->kind == SL_NODE_BOX)
        n = n->first;
    return n && n->kind == SL_NODE_HEADING ? n->number : SL_STR_NONE;
}

static void push_entry(writing *w, const sl_node *n)
{
    push(w, "<li><a href=\"#");
    push_text(w, n->id);
    push(w, "\">");
    sl_str number = number_of(n);
    if (number.n) {
        push_text(w, number);
        push(w, " ");
    }
    push_text(w, n->title);
    push(w, "</a>");
}

static void push_contents(writing *w, const sl_layout *layout)
{
    push(w, "<div class=\"toc\"><nav aria-labelledby=\"contents\">\n<h2 "
            "id=\"contents\">Contents</h2>\n<ol>\n");
    for (const sl_node *n = w->book->root->first; n; n = n->next) {
        if (n->kind != SL_NODE_SECTION || n->toc != 1)
            continue;
        push_entry(w, n);
        bool open = false;
        for (const sl_node *k = n->first; k && layout->contents_depth > 1; k = k->next) {
            if (k->kind != SL_NODE_SECTION || k->toc != 2)
                continue;
            push(w, open ? "" : "\n<ol>\n");
            open = true;
            push_entry(w, k);
            push(w, "</li>\n");
        }
        push(w, open ? "</ol></li>\n" : "</li>\n");
    }
    push(w, "</ol>\n</nav></div>\n");
}

static void push_head(writing *w, const sl_layout *layout)
{
    push(w, "<!DOCTYPE html>\n<html");
    push_attribute(w, "lang", w->book->language);
    push(w, ">\n<head>\n<meta charset=\"utf-8\">\n"
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
            "style-src 'unsafe-inline'; img-src data:\">\n"
            "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>");
    push_text(w, w->book->title);
    push(w, "</title>\n");
    if (w->book->subject.n) {
        push(w, "<meta name=\"description\"");
        push_attribute(w, "content", w->book->subject);
        push(w, ">\n");
    }
    push(w, "<style>\n");
    sl_layout_emit_css(w->out, layout);
    push(w, sl_html_reader);
    push(w, "</style>\n</head>\n");
}

void sl_html_emit(sl_buf *out, const sl_book *book, const sl_layout *layout,
                  const sl_picture *const *pictures)
{
    writing w = {.out = out, .arena = sl_arena_new(), .book = book, .pictures = pictures};
    push_head(&w, layout);
    push(&w, "<body>\n<a class=\"skip\" href=\"#main\">Skip to the text</a>\n");
    const sl_node *cover = book->root->first;
    push_cover(&w, cover);
    push(&w, "<div class=\"page\">\n");
    push_contents(&w, layout);
    push(&w, "<main id=\"main\">\n");
    for (const sl_node *n = cover->next; n; n = n->next)
        push_block(&w, n);
    push(&w, "</main>\n</div>\n</body>\n</html>\n");
    sl_arena_free(w.arena);
}
