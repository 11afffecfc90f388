/* Bytes of a text and their places, as what looks for near marks shares them. */
#include "check/near.h"

bool sl_near_is_word(char c)
{
    return sl_is_letter(c) || sl_is_digit(c) || (unsigned char)c >= 0x80;
}

sl_span sl_near_part(const sl_node *n, size_t begin, size_t end)
{
    sl_span whole = n->span;
    if (whole.end - whole.begin != n->text.n)
        return whole;
    return (sl_span){whole.file, whole.begin + (uint32_t)begin, whole.begin + (uint32_t)end};
}

/* Whether a backslash in the source shows the mark at `at` as it is. */
bool sl_near_is_escaped(sl_near *c, const sl_node *n, size_t at)
{
    if (c->walk.text.p != n->text.p || c->walk.text.n != n->text.n)
        c->walk = (sl_source_walk){.source = sl_span_text(c->s->sources, n->span), .text = n->text};
    return sl_source_walk_is_coded(&c->walk, at);
}

void sl_near_report(sl_near *c, sl_code code, sl_span at, const char *what, const char *help)
{
    sl_diag_help(c->s->diags, sl_diag_add(c->s->diags, code, at, "%s", what), "%s", help);
}

size_t sl_near_find_close(sl_str s, char close, size_t from)
{
    enum { MOST = 120 };
    sl_str part = sl_str_slice(s, 0, from + MOST + 1 < s.n ? from + MOST + 1 : s.n);
    return sl_str_find_char(part, close, from);
}
