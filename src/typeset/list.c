#include "typeset/setter.h"

/* Signs of unordered lists by depth. */
static sl_str bullet_of(uint8_t depth)
{
    return depth == 1 ? SL_STR("•") : depth == 2 ? SL_STR("–") : SL_STR("·");
}

/* Where an entry's label and text stand in the structure. */
typedef struct entry {
    uint32_t li, lbl, body;
} entry;

static entry add_entry(sl_setter *s, uint32_t parent)
{
    entry e = {.li = sl_pages_add_elem(s->pages, SL_TAG_LI, parent, false)};
    e.lbl = sl_pages_add_elem(s->pages, SL_TAG_LBL, e.li, false);
    e.body = sl_pages_add_elem(s->pages, SL_TAG_LBODY, e.li, false);
    return e;
}

/* "ii" of 2, up to 99. */
static sl_str roman(sl_setter *s, int32_t n)
{
    static const char *const ones[] = {"", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"};
    static const char *const tens[] = {"", "x", "xx", "xxx", "xl", "l", "lx", "lxx", "lxxx", "xc"};
    return n > 0 && n < 100 ? sl_str_format(s->work, "%s%s", tens[n / 10], ones[n % 10])
                            : sl_str_format(s->work, "%d", n);
}

static sl_str capitals(sl_setter *s, sl_str small)
{
    char *p = sl_arena_copy(s->work, small.p, small.n);
    for (size_t i = 0; i < small.n; i++)
        p[i] = (char)(p[i] >= 'a' && p[i] <= 'z' ? p[i] - 'a' + 'A' : p[i]);
    return (sl_str){p, small.n};
}

static sl_numbering numbering_of(const sl_node *list)
{
    if (sl_str_equal_z(list->role, "definitions"))
        return SL_NUMBERING_NONE;
    if (!list->ordered)
        return SL_NUMBERING_DISC;
    char kind = list->role.n ? list->role.p[sl_str_starts(list->role, "(")] : '1';
    return kind == 'a'   ? SL_NUMBERING_LOWER_ALPHA
           : kind == 'A' ? SL_NUMBERING_UPPER_ALPHA
           : kind == 'i' ? SL_NUMBERING_LOWER_ROMAN
           : kind == 'I' ? SL_NUMBERING_UPPER_ROMAN
                         : SL_NUMBERING_DECIMAL;
}

/* The label of a list's n-th entry in its style: "a.", "(i)", "A)", "(1)"; empty: "1.". */
static sl_str label_of(sl_setter *s, sl_str style, int32_t n)
{
    bool round = sl_str_starts(style, "(");
    char kind = style.n ? style.p[round] : '1', stop = style.n ? style.p[style.n - 1] : '.';
    sl_str word = sl_str_format(s->work, "%d", n);
    if ((kind == 'a' || kind == 'A') && n > 0 && n <= 26)
        word = sl_str_format(s->work, "%c", kind + n - 1);
    else if (kind == 'i')
        word = roman(s, n);
    else if (kind == 'I')
        word = capitals(s, roman(s, n));
    return sl_str_format(s->work, "%s%.*s%c", round ? "(" : "", SL_FMT(word), stop);
}

static void set_item(sl_setter *s, sl_rows *rows, const sl_node *item, sl_str label,
                     const sl_style *list, entry e, sl_u left, sl_u measure)
{
    size_t first = rows->rows.n;
    s->first_text = true;
    sl_block_set_all(s, rows, item, e.body, left + list->left, measure - list->left);
    if (first == rows->rows.n)
        return;
    const sl_style *style = s->body ? s->body : sl_block_role(s, SL_STR("paragraph"), "paragraph");
    sl_u width = sl_label_measure(s, style, label);
    /* It is painted first: it is read first. */
    sl_row_prepend(s, &rows->rows.at[first],
                   sl_label_set(s, style, label, left + list->left - width - SL_PT(6),
                                sl_lines_baseline(s, style), (int32_t)e.lbl));
}

/* The room of the labels, where some are wider than the list has: (viii). */
static sl_u room_of(sl_setter *s, const sl_node *list, const sl_style *style)
{
    const sl_style *text = s->body ? s->body : sl_block_role(s, SL_STR("paragraph"), "paragraph");
    sl_u room = style->left;
    int32_t number = list->start;
    for (const sl_node *n = list->first; n && list->ordered; n = n->next, number++) {
        bool task = sl_str_starts(n->role, "task");
        if (!list->role.n && !task)
            continue;
        sl_str label = label_of(s, list->role, number);
        if (task)
            label = sl_str_format(s->work, "%.*s \u2610", SL_FMT(label));
        sl_u width = sl_label_measure(s, text, label) + SL_PT(6);
        room = width > room ? width : room;
    }
    return room;
}

/* A box, empty or ticked, for who sees it; its name for who does not. number: of the entry. */
static sl_str task_label(sl_setter *s, bool done, sl_str number, entry e)
{
    sl_str said = sl_phrase(s->book->phrases, done ? SL_SAY_TASK_DONE : SL_SAY_TASK_OPEN);
    const char *box = done ? "\u2611" : "\u2610";
    s->pages->elems.at[e.lbl].alt =
        number.n ? sl_str_format(s->arena, "%.*s %.*s", SL_FMT(number), SL_FMT(said)) : said;
    return number.n ? sl_str_format(s->work, "%.*s %s", SL_FMT(number), box) : sl_str_from(box);
}

/* --- terms and what they mean --- */

static void set_term(sl_setter *s, sl_rows *rows, const sl_node *item, uint32_t lbl, sl_u left,
                     sl_u measure)
{
    sl_style style = *(s->body ? s->body : sl_block_role(s, SL_STR("paragraph"), "paragraph"));
    style.weight = 700;
    style.indent = 0;
    style.keep = true;
    style.after = 0;
    for (const sl_node *p = item->first; p; p = p->next)
        sl_block_set_inlines(s, rows, p, &style, lbl, SL_STR_NONE, left, measure);
    sl_note_set_pending(s, lbl);
}

static void set_terms(sl_setter *s, sl_rows *rows, const sl_node *node, const sl_style *list,
                      uint32_t parent, sl_u left, sl_u measure)
{
    const sl_style *item = sl_block_role(s, SL_STR("list-item"), "list-item");
    entry e = {0};
    for (const sl_node *n = node->first; n; n = n->next) {
        bool term = sl_str_equal_z(n->role, "term");
        if (!e.li || (term && !(n->prev && sl_str_equal_z(n->prev->role, "term"))))
            e = add_entry(s, parent);
        size_t begin = rows->rows.n;
        s->first_text = true;
        if (term)
            set_term(s, rows, n, e.lbl, left, measure);
        else
            sl_block_set_all(s, rows, n, e.body, left + list->left, measure - list->left);
        if (!term && rows->rows.n > begin)
            rows->rows.at[rows->rows.n - 1].after = item->after;
    }
}

static void set_items(sl_setter *s, sl_rows *rows, const sl_node *node, const sl_style *style,
                      uint32_t parent, sl_u left, sl_u measure)
{
    const sl_style *item = sl_block_role(s, SL_STR("list-item"), "list-item");
    sl_style wide = *style;
    wide.left = room_of(s, node, style);
    int32_t number = node->start;
    for (const sl_node *n = node->first; n; n = n->next, number++) {
        entry e = add_entry(s, parent);
        bool done = sl_str_equal_z(n->role, "task-done");
        bool task = done || sl_str_equal_z(n->role, "task-open");
        sl_str label = node->ordered ? label_of(s, node->role, number)
                       : task        ? SL_STR_NONE
                                     : bullet_of(s->list_depth);
        if (task)
            label = task_label(s, done, label, e);
        size_t begin = rows->rows.n;
        set_item(s, rows, n, label, &wide, e, left, measure);
        /* Tight items stand closer than paragraphs do. */
        if (rows->rows.n > begin)
            rows->rows.at[rows->rows.n - 1].after = node->tight ? item->after : style->after;
    }
}

void sl_list_set(sl_setter *s, sl_rows *rows, const sl_node *node, uint32_t parent, sl_u left,
                 sl_u measure)
{
    const sl_style *style = sl_block_role(s, SL_STR("list"), "list");
    const sl_style *item = sl_block_role(s, SL_STR("list-item"), "list-item");
    uint32_t elem = sl_pages_add_elem(s->pages, SL_TAG_L, parent, false);
    s->pages->elems.at[elem].numbering = (uint8_t)numbering_of(node);
    size_t first = rows->rows.n;
    s->list_depth += s->list_depth < UINT8_MAX;
    if (sl_str_equal_z(node->role, "definitions"))
        set_terms(s, rows, node, style, elem, left, measure);
    else
        set_items(s, rows, node, style, elem, left, measure);
    s->list_depth--;
    if (rows->rows.n == first)
        return;
    if (rows->rows.at[first].before < style->before)
        rows->rows.at[first].before = style->before;
    rows->rows.at[rows->rows.n - 1].after = s->list_depth ? item->after : style->after;
}
