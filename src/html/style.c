#include "html/web.h"
#include "html/write.h"

/* A length as a multiple of the paragraph's size, which is 1rem: thousandths. */
static void push_rem(sl_buf *out, sl_u v, sl_u one)
{
    sl_buf_push_fixed(out, sl_u_scale(v, 1000, one), 3);
    sl_buf_push_z(out, "rem");
}

/* --NAME: weight, size and leading, as the `font` property takes them before the family. */
static void push_role(sl_buf *out, const sl_layout *l, const char *name, sl_u one)
{
    const sl_style *s = sl_layout_role(l, sl_str_from(name), NULL);
    sl_buf_push_format(out, "--%s:%s%d ", name, s->italic ? "italic " : "", s->weight);
    push_rem(out, s->size, one);
    sl_buf_push_char(out, '/');
    sl_buf_push_fixed(out, sl_u_scale(s->leading, 1000, s->size), 3);
    sl_buf_push_char(out, ';');
}

/* --NAME: a text as a CSS string. */
static void push_text(sl_buf *out, const char *name, sl_str text)
{
    sl_buf_push_format(out, "--%s:\"", name);
    for (size_t i = 0; i < text.n; i++) {
        unsigned char c = (unsigned char)text.p[i];
        if (c < ' ' || strchr("\"\\<", c))
            sl_buf_push_format(out, "\\%x ", c);
        else
            sl_buf_push_char(out, text.p[i]);
    }
    sl_buf_push_z(out, "\";");
}

void sl_html_emit_shares(sl_buf *out, const sl_book *book)
{
    bool done[101] = {false};
    if (!book->figures.n)
        return;
    for (const sl_node *n = book->root->first; n; n = sl_node_walk(book->root, n)) {
        if (!n->percent || n->percent > 100 || done[n->percent])
            continue;
        done[n->percent] = true;
        sl_buf_push_format(out, ".share-%u{width:%u%%}", n->percent, n->percent);
    }
}

void sl_html_emit_insets(sl_buf *out, const sl_book *book)
{
    static const char *const roles[] = {"quotation", "pull-quote", "signature", "sidebar"};
    bool any = false;
    for (const sl_node *n = book->root->first; n && !any; n = sl_node_walk_blocks(book->root, n)) {
        any = n->kind == SL_NODE_BESIDE;
        for (size_t i = 0; i < sizeof roles / sizeof *roles && n->kind == SL_NODE_BOX; i++)
            any = any || sl_str_equal_z(n->role, roles[i]);
    }
    if (any)
        sl_buf_push_z(out, sl_html_inset_css);
}

/* The letters or numerals that entries of a list are marked by, as CSS names them. */
static const char *name_numerals(char c)
{
    return c == 'a'   ? "lower-alpha"
           : c == 'A' ? "upper-alpha"
           : c == 'i' ? "lower-roman"
           : c == 'I' ? "upper-roman"
                      : "decimal";
}

void sl_html_emit_marks(sl_buf *out, const sl_book *book)
{
    bool done[2][128] = {{false}};
    for (const sl_node *n = book->root->first; n; n = sl_node_walk(book->root, n)) {
        if (n->kind != SL_NODE_LIST || !n->ordered || !sl_str_ends(n->role, ")"))
            continue;
        bool round = sl_str_starts(n->role, "(");
        char c = n->role.p[round];
        if ((c == '1' && !round) || (unsigned char)c > 127 || done[round][(unsigned char)c])
            continue;
        done[round][(unsigned char)c] = true;
        const char *side = round ? "in" : "at";
        sl_buf_push_format(out,
                           "@counter-style %s-%c{system:extends %s;%ssuffix:\") \"}"
                           ".%s-%c{list-style-type:%s-%c}",
                           side, c, name_numerals(c), round ? "prefix:\"(\";" : "", side, c, side,
                           c);
    }
}

void sl_html_emit_tokens(sl_buf *out, const sl_layout *l, const sl_phrases *p)
{
    static const char *const roles[] = {"heading-1",  "heading-2", "heading-3", "heading-4",
                                        "lead",       "note",      "caption",   "source",
                                        "table-cell", "box-title", "box-kicker"};
    sl_layout_emit_css(out, l);
    sl_u one = sl_layout_role(l, SL_STR("paragraph"), NULL)->size;
    sl_buf_push_z(out, ":root{");
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
        push_role(out, l, roles[i], one);
    for (size_t i = 0; i < l->families.n; i++)
        sl_buf_push_format(out, "--family-%.*s:\"%.*s\";", SL_FMT(l->families.at[i].token),
                           SL_FMT(l->families.at[i].family));
    push_text(out, "then", sl_phrase(p, SL_SAY_WEB_THEN));
    push_text(out, "sideways", sl_phrase(p, SL_SAY_WEB_SIDEWAYS));
    sl_buf_push_char(out, '}');
    const sl_say_field fields[] = {SL_T("page", SL_STR("\"counter(page)\"")),
                                   SL_T("pages", SL_STR("\"counter(pages)\""))};
    sl_buf_push_z(out, "@page{@bottom-right{content:\"");
    sl_say_push(out, p, SL_SAY_WEB_PAGE_COUNT, fields, SL_COUNT(fields));
    sl_buf_push_z(out, "\"}}");
}
