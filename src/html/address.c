#include "html/write.h"

static const sl_node *section_around(const sl_node *n)
{
    for (n = n->parent; n; n = n->parent)
        if (n->kind == SL_NODE_SECTION && n->id.n)
            return n;
    return NULL;
}

/* The words in lower case, with a hyphen for all that is no letter or figure of ASCII. */
static void push_slug(sl_buf *b, sl_str words)
{
    enum { MOST = 48 };
    size_t start = b->n;
    for (size_t i = 0; i < words.n && b->n - start < MOST; i++) {
        char c = words.p[i];
        bool upper = c >= 'A' && c <= 'Z';
        if (upper || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
            sl_buf_push_char(b, upper ? (char)(c - 'A' + 'a') : c);
        else if (b->n > start && b->p[b->n - 1] != '-')
            sl_buf_push_char(b, '-');
    }
    while (b->n > start && b->p[b->n - 1] == '-')
        b->n--;
}

/* Each name keeps the last number that was put behind it: the ten-thousandth table without a title
 * asks once. */
static sl_str make_unique(sl_html *w, sl_str name)
{
    unsigned *last = sl_map_lookup(&w->addresses, name);
    sl_str id = name;
    for (unsigned number = last && *last > 1 ? *last : 1;;) {
        unsigned *own = SL_NEW(w->arena, unsigned);
        *own = 1;
        if (sl_map_add(&w->addresses, id, own))
            return id;
        number++;
        id = sl_str_format(w->arena, "%.*s-%u", SL_FMT(name), number);
        *(unsigned *)sl_map_lookup(&w->addresses, name) = number;
    }
}

void sl_html_push_address(sl_html *w, const sl_node *n, const sl_node *words)
{
    const sl_node *section = section_around(n);
    if (n->kind == SL_NODE_HEADING && n->id.n) { /* references lead to it by that */
        sl_html_push_attribute(w, "id", n->id);
        return;
    }
    if (n->kind == SL_NODE_HEADING && section && sl_node_lookup_heading(section) == n)
        return;
    sl_buf b;
    sl_buf_init(&b);
    sl_buf_push_char(&b, '_');
    if (section)
        sl_buf_push_str(&b, section->id);
    sl_buf_push_z(&b, n->kind == SL_NODE_TABLE    ? ".table-"
                      : n->kind == SL_NODE_FIGURE ? ".figure-"
                                                  : ".");
    if (words)
        push_slug(&b, sl_node_plain(w->arena, words));
    sl_html_push_attribute(w, "id", make_unique(w, sl_buf_take(&b, w->arena)));
}
