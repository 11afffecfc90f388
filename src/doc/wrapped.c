#include "doc/wrapped.h"

#include "doc/cut.h"

enum { LINES = 8 }; /* that a mark may have */

static bool begins_mark(sl_str s)
{
    return sl_str_starts(s, "[@") || sl_str_starts(s, "[!@") ||
           (sl_str_starts(s, "[=") && s.n > 2 && s.p[2] >= 'A' && s.p[2] <= 'Z');
}

/* Where a mark is opened that the text does not close; SIZE_MAX: nowhere. */
static size_t find_open(sl_str s)
{
    for (size_t i = s.n; i > 0; i--) {
        if (s.p[i - 1] == ']')
            return SIZE_MAX;
        if (s.p[i - 1] == '[')
            return begins_mark(sl_str_slice(s, i - 1, s.n)) ? i - 1 : SIZE_MAX;
    }
    return SIZE_MAX;
}

/* The text of a later line that closes it, at *close; NULL: none does, before another opens. */
static sl_node *find_close(const sl_node *open, size_t *close)
{
    const sl_node *n = open;
    for (int line = 1; line < LINES; line++) {
        sl_node *text = n->next && n->next->kind == SL_NODE_SOFT_BREAK ? n->next->next : NULL;
        if (!text || text->kind != SL_NODE_TEXT)
            return NULL;
        size_t other = sl_str_find_char(text->text, '[', 0);
        *close = sl_str_find_char(text->text, ']', 0);
        if (*close != SIZE_MAX)
            return other == SIZE_MAX || other > *close ? text : NULL;
        if (other != SIZE_MAX)
            return NULL;
        n = text;
    }
    return NULL;
}

/* One TEXT of all between two, whose end it takes. */
static void join(sl_parse *p, sl_node *first, sl_node *last)
{
    sl_buf b;
    sl_buf_init(&b);
    sl_buf_push_str(&b, first->text);
    for (sl_node *n = first->next, *next; n; n = next) {
        bool stop = n == last;
        next = n->next;
        sl_buf_push_str(&b, n->kind == SL_NODE_SOFT_BREAK ? SL_STR(" ") : n->text);
        first->span.end = n->span.end > first->span.end ? n->span.end : first->span.end;
        sl_node_unlink(n);
        if (stop)
            break;
    }
    first->text = sl_buf_take(&b, p->arena);
}

void sl_wrapped_join(sl_parse *p, sl_node *parent)
{
    for (sl_node *n = parent->first; n; n = n->next) {
        if (n->kind != SL_NODE_TEXT || !n->next || n->next->kind != SL_NODE_SOFT_BREAK)
            continue;
        size_t open = find_open(n->text), close;
        sl_node *last = open == SIZE_MAX ? NULL : find_close(n, &close);
        if (!last)
            continue;
        sl_cut_text(p, last, close + 1);
        sl_node *mark = open ? sl_cut_text(p, n, open) : n;
        join(p, mark, last);
        n = mark;
    }
}
