/* Things are compared by their IDs and read by their numbers. */
#include "change/change.h"

void sl_change_list_numbers(sl_arena *a, const sl_book *book, sl_map *out)
{
    for (const sl_node *n = book->root->first; n; n = sl_node_walk(book->root, n)) {
        bool cites = n->kind == SL_NODE_LINK && sl_str_equal_z(n->role, "evidence-ref");
        sl_str id = n->kind == SL_NODE_SECTION ? n->id
                    : cites && n->target.n     ? sl_str_slice(n->target, 1, n->target.n)
                                               : SL_STR_NONE;
        if (!id.n || sl_map_lookup(out, id))
            continue;
        sl_str number = cites ? sl_node_plain(a, n) : sl_node_number_of(n);
        if (!number.n)
            continue;
        sl_str *kept = SL_NEW(a, sl_str);
        *kept = number;
        sl_map_add(out, id, kept);
    }
}

static bool is_name(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
}

/* Where a name ends that begins at `at`. */
static size_t end_of_name(sl_str s, size_t at)
{
    while (at < s.n && is_name(s.p[at]))
        at++;
    return at;
}

void sl_change_push_words(sl_buf *out, const sl_map *numbers, sl_str text)
{
    for (size_t i = 0; i < text.n;) {
        size_t end = end_of_name(text, i);
        sl_str name = sl_str_slice(text, i, end);
        const sl_str *number = name.n && numbers ? sl_map_lookup(numbers, name) : NULL;
        sl_buf_push_str(out, number ? *number : name);
        i = end;
        if (i < text.n && text.p[i] == SL_CHANGE_CELL[0])
            sl_buf_push_z(out, numbers ? "\u00b7" : "|");
        else if (i < text.n)
            sl_buf_push_char(out, text.p[i]);
        i++;
    }
}

sl_str sl_change_print(sl_arena *a, const sl_map *numbers, sl_str text)
{
    sl_buf b;
    sl_buf_init(&b);
    sl_change_push_words(&b, numbers, text);
    return sl_buf_take(&b, a);
}

void sl_change_push_json(sl_buf *out, sl_str text)
{
    sl_buf b;
    sl_buf_init(&b);
    sl_change_push_words(&b, NULL, text);
    sl_buf_push_json(out, sl_buf_str(&b));
    sl_buf_done(&b);
}
