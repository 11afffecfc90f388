/* markdown_html: our tree as the HTML that CommonMark's examples expect; refused HTML is printed as
 * the word REFUSED, so that the runner counts it. */
#include <stdio.h>

#include "base/buf.h"
#include "diag/diag.h"
#include "doc/markdown.h"

static void inlines(sl_buf *b, const sl_node *node);
static void blocks(sl_buf *b, const sl_node *node, bool tight);

static void push_text(sl_buf *b, sl_str s)
{
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        sl_buf_push_z(b, c == '&'   ? "&amp;"
                         : c == '<' ? "&lt;"
                         : c == '>' ? "&gt;"
                         : c == '"' ? "&quot;"
                                    : "");
        if (!strchr("&<>\"", c))
            sl_buf_push_char(b, c);
    }
}

/* As cmark writes addresses (houdini_escape_href). */
static void push_href(sl_buf *b, sl_str s)
{
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                     (c && strchr("-_.+!*(),%#@?=;:/,$~", c));
        if (plain)
            sl_buf_push_char(b, (char)c);
        else if (c == '&')
            sl_buf_push_z(b, "&amp;");
        else if (c == '\'')
            sl_buf_push_z(b, "&#x27;");
        else
            sl_buf_push_format(b, "%%%02X", c);
    }
}

static void plain(sl_buf *b, const sl_node *node)
{
    for (const sl_node *n = node->first; n; n = n->next) {
        if (n->kind == SL_NODE_TEXT || n->kind == SL_NODE_CODE)
            push_text(b, n->text);
        else if (n->kind == SL_NODE_SOFT_BREAK || n->kind == SL_NODE_LINE_BREAK)
            sl_buf_push_char(b, ' ');
        else if (n->kind != SL_NODE_CAPTION) /* the title: it is an attribute here */
            plain(b, n);
    }
}

static void push_title(sl_buf *b, sl_str title)
{
    if (!title.n)
        return;
    sl_buf_push_z(b, " title=\"");
    push_text(b, title);
    sl_buf_push_char(b, '"');
}

static void inlines(sl_buf *b, const sl_node *node)
{
    for (const sl_node *n = node->first; n; n = n->next) {
        switch ((int)n->kind) {
        case SL_NODE_TEXT:
            push_text(b, n->text);
            break;
        case SL_NODE_CODE:
            sl_buf_push_z(b, "<code>");
            push_text(b, n->text);
            sl_buf_push_z(b, "</code>");
            break;
        case SL_NODE_SOFT_BREAK:
            sl_buf_push_char(b, '\n');
            break;
        case SL_NODE_LINE_BREAK:
            sl_buf_push_z(b, "<br />\n");
            break;
        case SL_NODE_EMPH:
        case SL_NODE_STRONG: {
            const char *tag = n->kind == SL_NODE_EMPH ? "em" : "strong";
            sl_buf_push_format(b, "<%s>", tag);
            inlines(b, n);
            sl_buf_push_format(b, "</%s>", tag);
            break;
        }
        case SL_NODE_SPAN: { /* what is read beyond CommonMark, as it was written */
            const char *mark = sl_str_equal_z(n->role, "struck") ? "~~"
                               : sl_str_equal_z(n->role, "sub")  ? "~"
                                                                 : "^";
            sl_buf_push_z(b, mark);
            inlines(b, n);
            sl_buf_push_z(b, mark);
            break;
        }
        case SL_NODE_LINK:
            if (sl_str_equal_z(n->role, "bare")) {
                inlines(b, n);
                break;
            }
            sl_buf_push_z(b, "<a href=\"");
            push_href(b, n->target);
            sl_buf_push_char(b, '"');
            push_title(b, n->title);
            sl_buf_push_char(b, '>');
            inlines(b, n);
            sl_buf_push_z(b, "</a>");
            break;
        case SL_NODE_IMAGE:
            sl_buf_push_z(b, "<img src=\"");
            push_href(b, n->target);
            sl_buf_push_z(b, "\" alt=\"");
            plain(b, n);
            sl_buf_push_char(b, '"');
            push_title(b, n->title);
            sl_buf_push_z(b, " />");
            break;
        default:
            sl_buf_push_z(b, "REFUSED");
        }
    }
}

static void fresh_line(sl_buf *b)
{
    if (b->n && b->p[b->n - 1] != '\n' && b->p[b->n - 1] != 0x1E)
        sl_buf_push_char(b, '\n');
}

static void list(sl_buf *b, const sl_node *n)
{
    fresh_line(b);
    if (n->ordered && n->start != 1)
        sl_buf_push_format(b, "<ol start=\"%d\">\n", n->start);
    else
        sl_buf_push_z(b, n->ordered ? "<ol>\n" : "<ul>\n");
    for (const sl_node *item = n->first; item; item = item->next) {
        fresh_line(b);
        sl_buf_push_z(b, "<li>");
        blocks(b, item, n->tight);
        sl_buf_push_z(b, "</li>\n");
    }
    sl_buf_push_z(b, n->ordered ? "</ol>\n" : "</ul>\n");
}

static void code(sl_buf *b, const sl_node *n)
{
    sl_str info = n->title, word;
    fresh_line(b);
    sl_buf_push_z(b, "<pre><code");
    if (info.n && sl_str_split(&info, ' ', &word)) {
        sl_buf_push_z(b, " class=\"language-");
        push_text(b, word);
        sl_buf_push_char(b, '"');
    }
    sl_buf_push_char(b, '>');
    push_text(b, n->text);
    sl_buf_push_z(b, "</code></pre>\n");
}

static void blocks(sl_buf *b, const sl_node *node, bool tight)
{
    for (const sl_node *n = node->first; n; n = n->next) {
        switch ((int)n->kind) {
        case SL_NODE_PARAGRAPH:
            if (tight) {
                inlines(b, n);
                break;
            }
            fresh_line(b);
            sl_buf_push_z(b, "<p>");
            inlines(b, n);
            sl_buf_push_z(b, "</p>\n");
            break;
        case SL_NODE_HEADING:
            fresh_line(b);
            sl_buf_push_format(b, "<h%u>", n->level);
            inlines(b, n);
            sl_buf_push_format(b, "</h%u>\n", n->level);
            break;
        case SL_NODE_QUOTE:
            fresh_line(b);
            sl_buf_push_z(b, "<blockquote>\n");
            blocks(b, n, false);
            fresh_line(b);
            sl_buf_push_z(b, "</blockquote>\n");
            break;
        case SL_NODE_LIST:
            list(b, n);
            break;
        case SL_NODE_CODE_BLOCK:
            code(b, n);
            break;
        case SL_NODE_RULE:
            fresh_line(b);
            sl_buf_push_z(b, "<hr />\n");
            break;
        default:
            sl_buf_push_z(b, "REFUSED\n");
        }
    }
}

int main(void)
{
    sl_arena *a = sl_arena_new();
    sl_sources sources;
    sl_diags diags;
    sl_sources_init(&sources, a);
    sl_diags_init(&diags, a, &sources);
    sl_buf text, out;
    sl_buf_init(&text);
    sl_buf_init(&out);
    /* Examples come one after another, each ended by a byte that no text holds. */
    for (int c; (c = getchar()) != EOF;) {
        if (c != 0x1E) {
            sl_buf_push_char(&text, (char)c);
            continue;
        }
        sl_str copy = sl_buf_copy(&text, a);
        uint32_t file = sl_sources_add(&sources, SL_STR("-"), SL_STR("-"), copy);
        blocks(&out, sl_markdown_parse(a, &diags, file, 0, (uint32_t)copy.n), false);
        sl_buf_push_char(&out, 0x1E);
        text.n = 0;
    }
    fwrite(out.p ? out.p : "", 1, out.n, stdout);
    sl_buf_done(&text);
    sl_buf_done(&out);
    sl_arena_free(a);
    return 0;
}
