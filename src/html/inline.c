#include "html/write.h"

/* Only what leads into the document or to a web address is a link. */
static bool is_safe(sl_str target)
{
    return sl_str_starts(target, "#") || sl_str_starts(target, "https://") ||
           sl_str_starts(target, "http://") || sl_str_starts(target, "mailto:") ||
           sl_str_starts(target, "tel:");
}

/* Characters that no address may hold (RFC 3986, 2) are written in per cent. */
static bool is_barred(unsigned char c)
{
    return c <= ' ' || c == 0x7f || strchr("\"<>\\^`{|}", c);
}

static void push_address(sl_html *w, sl_str s)
{
    size_t done = 0;
    sl_html_push(w, " href=\"");
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (!is_barred(c))
            continue;
        sl_html_push_text(w, sl_str_slice(s, done, i));
        sl_buf_push_format(w->out, "%%%02X", c);
        done = i + 1;
    }
    sl_html_push_text(w, sl_str_slice(s, done, s.n));
    sl_html_push(w, "\"");
}

static void push_link(sl_html *w, const sl_node *n)
{
    if (!is_safe(n->target)) {
        sl_html_push_inlines(w, n);
        return;
    }
    sl_html_push(w, "<a");
    /* Notes stand by other names here, which no ID of an item can have. */
    bool note = sl_str_equal_z(n->role, "note-ref");
    push_address(w, note ? sl_str_format(w->arena, "#_%.*s", (int)n->target.n - 1, n->target.p + 1)
                         : n->target);
    /* The script shows the entry beside it; without script it leads there. */
    if (sl_str_equal_z(n->role, "evidence-ref"))
        sl_html_push(w, " role=\"doc-noteref\"");
    else if (sl_str_equal_z(n->role, "term"))
        sl_html_push(w, " class=\"term\" role=\"doc-glossref\"");
    /* A number alone says where it leads to who points at it. */
    if (sl_str_equal_z(n->role, "item-ref") && n->first && n->first == n->last &&
        sl_str_find_char(n->first->text, ' ', 0) == SIZE_MAX)
        sl_html_push_attribute(w, "title", n->title);
    sl_html_push(w, ">");
    sl_html_push_inlines(w, n);
    sl_html_push(w, "</a>");
    if (sl_str_equal_z(n->role, "evidence-ref"))
        sl_html_push_age_mark(w, sl_str_slice(n->target, 1, n->target.n));
}

static sl_str note_name(const sl_html *w, const sl_node *n)
{
    return sl_html_say(w, SL_SAY_NOTE_NUMBER, SL_N("n", n->start));
}

static void push_call(sl_html *w, const sl_node *n)
{
    sl_html_push(w, "<sup");
    if (!n->again) /* the note leads back to its first call alone */
        sl_buf_push_format(w->out, " id=\"_call-%d\"", n->start);
    sl_buf_push_format(w->out, "><a href=\"#_note-%d\"", n->start);
    sl_html_push_attribute(w, "aria-label", note_name(w, n));
    sl_buf_push_format(w->out, ">%d</a></sup>", n->start);
    if (!n->again)
        SL_PUSH(w->arena, w->notes, n);
}

/* Of ~~struck~~, H~2~O, m^2^. */
static const char *tag_of(sl_str role)
{
    return sl_str_equal_z(role, "sub") ? "sub" : sl_str_equal_z(role, "sup") ? "sup" : "s";
}

static void push_wrapped(sl_html *w, const char *tag, const sl_node *n)
{
    sl_html_push(w, "<");
    sl_html_push(w, tag);
    if (n->kind == SL_NODE_SPAN) {
        sl_html_push_attribute(w, "lang", n->lang);
        sl_html_push_attribute(w, "title", n->title);
    }
    sl_html_push(w, ">");
    if (n->kind == SL_NODE_CODE)
        sl_html_push_text(w, n->text);
    else
        sl_html_push_inlines(w, n);
    sl_html_push(w, "</");
    sl_html_push(w, tag);
    sl_html_push(w, ">");
}

/* How a measure goes. */
static void push_rating(sl_html *w, const sl_node *n)
{
    sl_html_push(w, "<strong");
    sl_html_push_attribute(w, "class", n->role);
    sl_html_push(w, ">");
    sl_html_push_inlines(w, n);
    sl_html_push(w, "</strong>");
}

/* Said for those who do not see the marks. */
static void push_marked(sl_html *w, const char *tag, sl_say_id said, const sl_node *n)
{
    sl_buf_push_format(w->out, "<%s><span class=\"web said\">", tag);
    sl_html_push_word(w, said);
    sl_html_push(w, "</span>");
    sl_html_push_inlines(w, n);
    sl_buf_push_format(w->out, "</%s>", tag);
}

void sl_html_push_inlines(sl_html *w, const sl_node *node)
{
    for (const sl_node *n = node->first; n; n = n->next) {
        switch ((int)n->kind) {
        case SL_NODE_TEXT:
            sl_html_push_text(w, n->text);
            break;
        case SL_NODE_SOFT_BREAK:
            sl_html_push(w, "\n");
            break;
        case SL_NODE_LINE_BREAK:
            sl_html_push(w, "<br>");
            break;
        case SL_NODE_CODE:
            push_wrapped(w, "code", n);
            break;
        case SL_NODE_EMPH:
            push_wrapped(w, "em", n);
            w->slanted = true;
            break;
        case SL_NODE_STRONG:
            push_wrapped(w, "strong", n);
            break;
        case SL_NODE_SPAN:
            if (sl_str_equal_z(n->role, "page-of"))
                break; /* a page of the paper */
            if (sl_str_equal_z(n->role, "inserted"))
                push_marked(w, "ins", SL_SAY_WEB_INSERTED, n);
            else if (sl_str_equal_z(n->role, "deleted"))
                push_marked(w, "del", SL_SAY_WEB_DELETED, n);
            else if (sl_str_starts(n->role, "rating-"))
                push_rating(w, n);
            else if (n->role.n)
                push_wrapped(w, tag_of(n->role), n);
            else
                push_wrapped(w, n->title.n ? "abbr" : "span", n);
            break;
        case SL_NODE_LINK:
            push_link(w, n);
            break;
        case SL_NODE_IMAGE:
            sl_html_push_picture(w, n);
            break;
        case SL_NODE_NOTE:
            push_call(w, n);
            break;
        }
    }
}

void sl_html_push_children(sl_html *w, const sl_node *n)
{
    if (n->first && !sl_node_is_inline(n->first->kind))
        sl_html_push_blocks(w, n);
    else
        sl_html_push_inlines(w, n);
}

static void push_note(sl_html *w, const sl_node *note)
{
    sl_buf_push_format(w->out, "<div class=\"note\" role=\"note\" id=\"_note-%d\"", note->start);
    sl_html_push_attribute(w, "aria-label", note_name(w, note));
    sl_buf_push_format(w->out, "><p><a href=\"#_call-%d\"", note->start);
    sl_html_push_attribute(w, "aria-label",
                           sl_html_say(w, SL_SAY_WEB_NOTE_BACK, SL_N("n", note->start)));
    sl_buf_push_format(w->out, ">%d</a> ", note->start);
    const sl_node *p = note->first;
    if (p && p->kind == SL_NODE_PARAGRAPH) {
        sl_html_push_inlines(w, p);
        p = p->next;
    }
    sl_html_push(w, "</p>");
    if (p != note->first)
        sl_html_push_was(w, note->first);
    for (; p; p = p->next)
        w->push_block(w, p);
    sl_html_push(w, "</div>\n");
}

/* Notes that a note calls stand behind it. */
void sl_html_push_notes(sl_html *w)
{
    if (w->in_notes)
        return;
    w->in_notes = true;
    for (size_t i = 0; i < w->notes.n; i++)
        push_note(w, w->notes.at[i]);
    w->notes.n = 0;
    w->in_notes = false;
}
