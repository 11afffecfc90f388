#include "data/csv.h"
#include "html/write.h"

void sl_html_push_caption(sl_html *w, const sl_node *n)
{
    if (n->number.n) {
        sl_html_push_text(w, n->number);
        sl_html_push(w, ". ");
    }
    sl_html_push_inlines(w, n);
    sl_html_push_was(w, n);
}

/* --- facts, chains and links: a label and what it says --- */

/* The links that lead on from an item stand apart from those that it rests on. */
static bool is_back(const sl_node *row)
{
    return sl_str_equal_z(row->role, "back");
}

static void push_pair(sl_html *w, const sl_node *row)
{
    sl_html_push(w, "<div><dt>");
    sl_html_push_children(w, row->first);
    sl_html_push(w, "</dt><dd>");
    for (const sl_node *cell = row->first->next; cell; cell = cell->next)
        sl_html_push_children(w, cell);
    sl_html_push_was(w, row);
    sl_html_push(w, "</dd></div>\n");
}

static void push_pairs(sl_html *w, const sl_node *n)
{
    sl_html_push(w, "<dl");
    sl_html_push_attribute(w, "class", n->role);
    sl_html_push_attribute(w, "id", n->id);
    sl_html_push(w, ">\n");
    for (const sl_node *row = n->first; row; row = row->next)
        push_pair(w, row);
    sl_html_push(w, "</dl>\n");
    sl_html_push_notes(w);
}

static const sl_item *item_around(const sl_html *w, const sl_node *n)
{
    while (n && n->kind != SL_NODE_SECTION)
        n = n->parent;
    return n ? sl_strategy_lookup_item(w->book->strategy, n->id) : NULL;
}

static void push_links_title(sl_html *w, const char *attribute, sl_say_id title)
{
    sl_buf_push_format(w->out, "<div%s><p class=\"web\">", attribute);
    sl_html_push_word(w, title);
    sl_html_push(w, "</p>\n<dl>\n");
}

static void push_links(sl_html *w, const sl_node *n)
{
    static const sl_say_id titles[] = {SL_SAY_WEB_RESTS_ON, SL_SAY_WEB_LEADS_TO};
    const sl_item *item = item_around(w, n);
    if (item)
        sl_html_push_grounds(w, item);
    sl_html_push(w, "<div class=\"links\">\n");
    for (int back = 0; back < 2; back++) {
        bool open = false;
        for (const sl_node *row = n->first; row; row = row->next) {
            if (is_back(row) != (back > 0))
                continue;
            if (!open)
                push_links_title(w, back ? "" : " class=\"rests\"", titles[back]);
            open = true;
            push_pair(w, row);
        }
        sl_html_push(w, open ? "</dl></div>\n" : "");
    }
    sl_html_push(w, "</div>\n");
}

/* --- tables of data --- */

static bool is_matrix(const sl_node *table)
{
    return sl_str_equal_z(table->role, "matrix");
}

/* A figure of the matrix in digits, where it stands as dots. */
static sl_str in_digits(sl_html *w, sl_str text)
{
    const sl_str dot = SL_STR("●");
    size_t n = text.n / dot.n;
    for (size_t i = 0; i < n; i++)
        if (!sl_str_equal(sl_str_slice(text, i * dot.n, (i + 1) * dot.n), dot))
            return text;
    return n && n * dot.n == text.n ? sl_str_format(w->arena, "%zu", n) : text;
}

/* What a figure of the matrix counts, and that there is none, for who does not see the column. */
static void push_words(sl_html *w, const sl_node *cell)
{
    bool linked =
        cell->first && (cell->first->kind == SL_NODE_LINK || cell->first->kind == SL_NODE_SPAN);
    if (!linked && cell->first)
        return;
    sl_html_push(w, "<span class=\"web said\">");
    if (linked) {
        uint32_t n = 0;
        sl_str text = sl_node_plain(w->arena, cell), digits = in_digits(w, text);
        sl_num_parse(digits, &n);
        if (!sl_str_equal(text, digits)) { /* dots are no number to who hears them */
            sl_html_push(w, " ");
            sl_html_push_text(w, digits);
        }
        sl_html_push_text(w, sl_html_say(w, SL_SAY_WEB_PATHS, SL_N("n", n)));
    } else {
        sl_html_push_word(w, SL_SAY_WEB_NONE);
    }
    sl_html_push(w, "</span>");
}

static void push_cell(sl_html *w, const sl_node *row, const sl_node *cell)
{
    bool head = cell->head && cell->first;
    sl_html_push(w, head ? "<th" : "<td");
    if (head)
        sl_html_push(w, row->head ? " scope=\"col\"" : " scope=\"row\"");
    if (cell->columns > 1)
        sl_buf_push_format(w->out, " colspan=\"%u\"", cell->columns);
    if (cell->rows > 1)
        sl_buf_push_format(w->out, " rowspan=\"%u\"", cell->rows);
    if (cell->align == SL_ALIGN_RIGHT || cell->align == SL_ALIGN_DECIMAL)
        sl_html_push(w, " class=\"n\"");
    else if (cell->role.n)
        sl_html_push_attribute(w, "class", cell->role);
    if (cell->align == SL_ALIGN_CENTER)
        sl_html_push(w, " class=\"c\"");
    sl_html_push(w, ">");
    sl_html_push_children(w, cell);
    if (!head && is_matrix(row->parent))
        push_words(w, cell);
    if (!cell->next)
        sl_html_push_was(w, row);
    sl_html_push(w, head ? "</th>" : "</td>");
}

static void push_rows(sl_html *w, const sl_node *n)
{
    bool head = false, body = false;
    for (const sl_node *row = n->first; row; row = row->next) {
        if (row->kind == SL_NODE_CAPTION)
            continue;
        if (row->head && !head)
            sl_html_push(w, "<thead>\n");
        if (!row->head && !body)
            sl_html_push(w, head ? "</thead>\n<tbody>\n" : "<tbody>\n");
        head = head || row->head;
        body = body || !row->head;
        sl_html_push(w, "<tr");
        sl_html_push_attribute(w, "class", row->role);
        sl_html_push(w, ">");
        for (const sl_node *cell = row->first; cell; cell = cell->next)
            push_cell(w, row, cell);
        sl_html_push(w, "</tr>\n");
        sl_html_push_rest(w);
    }
    sl_html_push(w, body ? "</tbody>\n" : head ? "</thead>\n" : "");
}

/* The table as a file to keep, within the page: safe in a spreadsheet as every CSV of ours. */
static void push_csv(sl_html *w, const sl_node *table)
{
    sl_buf csv;
    sl_buf_init(&csv);
    for (const sl_node *row = table->first; row; row = row->next)
        for (const sl_node *cell = row->kind == SL_NODE_CAPTION ? NULL : row->first; cell;
             cell = cell->next)
            sl_csv_push_cell(&csv, in_digits(w, sl_node_plain(w->arena, cell)), !cell->next);
    sl_html_push(w, "<p class=\"web source\"><a download=\"");
    sl_html_push_text(w, table->id);
    sl_html_push(w, ".csv\" href=\"data:text/csv;charset=utf-8,");
    for (size_t i = 0; i < csv.n; i++) {
        char c = csv.p[i];
        if (strchr("\"%#<>&'\\^`{|}\r\n", c) || (unsigned char)c <= ' ')
            sl_buf_push_format(w->out, "%%%02X", (unsigned char)c);
        else
            sl_buf_push_char(w->out, c);
    }
    sl_html_push(w, "\">");
    sl_html_push_word(w, SL_SAY_WEB_MATRIX_CSV);
    sl_html_push(w, "</a></p>\n");
    sl_buf_done(&csv);
}

/* What scrolls sideways can be reached by keyboard and has a name: its caption, else the heading
 * it stands under. Only wide tables are landmarks. */
static void push_data(sl_html *w, const sl_node *n)
{
    const sl_node *caption = n->first && n->first->kind == SL_NODE_CAPTION ? n->first : NULL;
    unsigned number = ++w->tables;
    sl_buf_push_format(w->out, "<div class=\"scroll%s\" role=\"%s\" tabindex=\"0\"",
                       n->wide ? " wide" : "", n->wide ? "region" : "group");
    if (caption)
        sl_buf_push_format(w->out, " aria-labelledby=\"_caption-%u\"", number);
    else
        sl_html_push_attribute(w, "aria-label",
                               w->heading ? sl_node_plain(w->arena, w->heading)
                                          : sl_phrase(w->book->phrases, SL_SAY_TABLE));
    sl_html_push(w, ">\n<table");
    sl_html_push_attribute(w, "class", n->role);
    sl_html_push_attribute(w, "id", n->id);
    if (!n->id.n)
        sl_html_push_address(w, n, caption ? caption : w->heading);
    sl_html_push(w, ">\n");
    if (caption) {
        sl_buf_push_format(w->out, "<caption id=\"_caption-%u\">", number);
        sl_html_push_caption(w, caption);
        sl_html_push(w, "</caption>\n");
    }
    push_rows(w, n);
    sl_html_push(w, "</table>\n</div>\n");
    if (is_matrix(n))
        push_csv(w, n);
    sl_html_push_notes(w);
}

void sl_html_push_table(sl_html *w, const sl_node *n)
{
    if (sl_str_equal_z(n->role, "links"))
        push_links(w, n);
    else if (sl_str_equal_z(n->role, "facts") || sl_str_equal_z(n->role, "chain") ||
             sl_str_equal_z(n->role, "figures") || sl_str_equal_z(n->role, "imprint") ||
             sl_str_equal_z(n->role, "key-fact"))
        push_pairs(w, n);
    else
        push_data(w, n);
}
