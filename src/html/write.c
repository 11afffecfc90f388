#include "html/write.h"

void sl_html_push(sl_html *w, const char *z)
{
    sl_buf_push_z(w->out, z);
}

void sl_html_push_text(sl_html *w, sl_str s)
{
    sl_buf_push_xml(w->out, s);
}

void sl_html_push_attribute(sl_html *w, const char *name, sl_str value)
{
    if (!value.n)
        return;
    sl_html_push(w, " ");
    sl_html_push(w, name);
    sl_html_push(w, "=\"");
    sl_html_push_text(w, value);
    sl_buf_push_char(w->out, '"');
}

void sl_html_push_quoted(sl_html *w, const char *name, sl_str value)
{
    sl_buf_push_format(w->out, " %s='", name);
    for (size_t i = 0; i < value.n; i++) {
        const char *ref = value.p[i] == '\''  ? "&#39;"
                          : value.p[i] == '&' ? "&amp;"
                          : value.p[i] == '<' ? "&lt;"
                          : value.p[i] == '>' ? "&gt;"
                                              : NULL;
        if (ref)
            sl_html_push(w, ref);
        else
            sl_buf_push_char(w->out, value.p[i]);
    }
    sl_buf_push_char(w->out, '\'');
}

void sl_html_push_turn(sl_html *w)
{
    sl_html_push(w, "<script></script>\n");
    w->rested = w->out->n;
}

void sl_html_push_rest(sl_html *w)
{
    enum { TURN = 24 * 1024 /* bytes: some 20 ms of a slow telephone's parsing */ };
    if (w->out->n - w->rested >= TURN)
        sl_html_push_turn(w);
}

void sl_html_push_next_list(sl_html *w, size_t pushed)
{
    if (pushed && pushed % SL_HTML_LIST == 0)
        sl_html_push(w, "</ol>\n<ol>\n");
}

void sl_html_push_script(sl_html *w, const char *text)
{
    sl_html_push(w, "<script>");
    sl_html_push(w, text);
    sl_html_push(w, "</script>\n");
}

void sl_html_push_word(sl_html *w, sl_say_id id)
{
    sl_html_push_text(w, sl_phrase(w->book->phrases, id));
}

void sl_html_push_section_link(sl_html *w, const sl_node *section, sl_str number, sl_str title)
{
    sl_html_push(w, "<a href=\"#");
    sl_html_push_text(w, section->id);
    sl_html_push(w, "\">");
    if (number.n) {
        sl_html_push_text(w, number);
        sl_html_push(w, " ");
    }
    sl_html_push_text(w, title);
    sl_html_push(w, "</a>");
}

void sl_html_push_blocks(sl_html *w, const sl_node *node)
{
    for (const sl_node *n = node->first; n; n = n->next)
        w->push_block(w, n);
}

sl_str sl_html_cited_number(const sl_html *w, const sl_evidence *e)
{
    const sl_node *section = sl_map_lookup(&w->ids, e->id);
    const sl_node *head = section ? section->first : NULL;
    sl_str text = head ? sl_node_plain(w->arena, head) : e->id;
    for (size_t i = 0; i < text.n; i++)
        if (text.p[i] == '.')
            return sl_str_slice(text, 0, i);
    return e->id;
}
