#include "html/write.h"

/* What a reader copies to point at it: its ID, a link to itself. */
static void push_permalink(sl_html *w, sl_str id)
{
    sl_html_push(w, "<a class=\"web id\" href=\"#");
    sl_html_push_text(w, id);
    sl_html_push(w, "\">");
    sl_html_push_text(w, id);
    sl_html_push(w, "</a>\n");
}

static void push_heading(sl_html *w, const sl_node *n)
{
    int level = n->level < 6 ? n->level + 1 : 6;
    char tag[] = "<h1>", end[] = "</h1>\n";
    tag[2] = end[3] = (char)('0' + level);
    tag[3] = '\0';
    sl_html_push(w, tag);
    sl_html_push_address(w, n, n);
    sl_html_push(w, ">");
    if (n->number.n) {
        sl_html_push_text(w, n->number);
        sl_html_push(w, " ");
    }
    sl_html_push_inlines(w, n);
    sl_html_push(w, end);
    w->heading = n;
    if (n->target.n)
        push_permalink(w, n->target);
    sl_html_push_was(w, n);
    const sl_node *section = n->parent;
    while (section && section->kind != SL_NODE_SECTION)
        section = section->parent;
    if (section && sl_node_lookup_heading(section) == n)
        sl_html_push_thing_was(w, section->id);
    sl_html_push_notes(w);
    /* An ask opens with its chain. */
    const sl_item *item = sl_strategy_lookup_item(w->book->strategy, n->target);
    if (item && item->type == w->book->strategy->framework->group_type)
        sl_html_push_sight(w, item);
}

static void push_paragraph(sl_html *w, const sl_node *n)
{
    sl_html_push(w, "<p");
    if (!n->number.n)
        sl_html_push_attribute(w, "class", n->role);
    sl_str of = n->first && n->first->target.n > 1
                    ? sl_str_slice(n->first->target, 1, n->first->target.n)
                    : SL_STR_NONE;
    if (of.n && sl_map_lookup(&w->lines, of) == n) {
        sl_html_push(w, " id=\"_line-");
        sl_html_push_text(w, of);
        sl_html_push(w, "\"");
    }
    if (n->number.n) {
        sl_html_push(w, " class=\"np");
        sl_html_push(w, n->role.n ? " " : "");
        sl_html_push_text(w, n->role);
        sl_html_push(w, "\" id=\"p");
        sl_html_push_text(w, n->number);
        sl_html_push(w, "\"><span class=\"pn\">");
        sl_html_push_text(w, n->number);
        sl_html_push(w, " </span>");
    } else {
        sl_html_push(w, ">");
    }
    sl_html_push_inlines(w, n);
    sl_html_push(w, "</p>\n");
    sl_html_push_was(w, n);
    sl_html_push_notes(w);
}

/* How its entries are marked. What has brackets has a style of its own, in-a or at-a. */
static void push_marks(sl_html *w, sl_str style)
{
    bool round = sl_str_starts(style, "(");
    if (!style.n)
        return;
    if (sl_str_ends(style, ")"))
        sl_buf_push_format(w->out, " class=\"%s-%c\"", round ? "in" : "at", style.p[round]);
    sl_buf_push_format(w->out, " type=\"%c\"", style.p[round]);
}

/* A box that nobody ticks here: it says what it is. */
static void push_task(sl_html *w, bool done)
{
    sl_html_push(w, "<span class=\"box-mark\" role=\"img\"");
    sl_html_push_attribute(w, "aria-label",
                           sl_phrase(w->book->phrases, done ? SL_SAY_TASK_DONE : SL_SAY_TASK_OPEN));
    sl_html_push(w, ">");
    sl_html_push_text(w, done ? SL_STR("\u2611") : SL_STR("\u2610"));
    sl_html_push(w, "</span> ");
}

static void push_entry(sl_html *w, const sl_node *item)
{
    bool term = sl_str_equal_z(item->role, "term");
    bool of_term = term || sl_str_equal_z(item->role, "definition");
    bool done = sl_str_equal_z(item->role, "task-done");
    bool task = done || sl_str_equal_z(item->role, "task-open");
    sl_html_push(w, term ? "<dt>" : of_term ? "<dd>" : task ? "<li class=\"task\">" : "<li>");
    if (task)
        push_task(w, done);
    const sl_node *first = item->first;
    bool only = first && first == item->last && first->kind == SL_NODE_PARAGRAPH;
    if (only || (task && first && first->kind == SL_NODE_PARAGRAPH)) {
        sl_html_push_inlines(w, first);
        sl_html_push_was(w, first);
        sl_html_push_notes(w);
        for (const sl_node *n = first->next; n; n = n->next)
            sl_html_push_block(w, n);
    } else {
        sl_html_push_children(w, item);
    }
    sl_html_push(w, term ? "</dt>\n" : of_term ? "</dd>\n" : "</li>\n");
}

static void push_list(sl_html *w, const sl_node *n)
{
    bool terms = sl_str_equal_z(n->role, "definitions");
    sl_html_push(w, terms ? "<dl class=\"terms\"" : n->ordered ? "<ol" : "<ul");
    if (n->ordered)
        push_marks(w, n->role);
    if (n->ordered && n->start != 1)
        sl_buf_push_format(w->out, " start=\"%d\"", n->start);
    sl_html_push(w, ">\n");
    for (const sl_node *item = n->first; item; item = item->next) {
        push_entry(w, item);
        sl_html_push_rest(w);
    }
    sl_html_push(w, terms ? "</dl>\n" : n->ordered ? "</ol>\n" : "</ul>\n");
}

/* Which of the layout's colours a chapter has: chapter-1, chapter-2 … */
static sl_str name_class(sl_html *w, const sl_node *n)
{
    uint32_t chapter = n->parent == w->book->root ? sl_node_chapter(n) : 0;
    if (!chapter || !w->layout->parts.n)
        return n->role;
    return sl_str_format(w->arena, "%.*s%schapter-%zu", SL_FMT(n->role), n->role.n ? " " : "",
                         (chapter - 1) % w->layout->parts.n + 1);
}

/* What a browser lays out for a block, roughly: what is far from the screen is laid out by
 * sections, so that one weighs little itself. */
static size_t weigh(const sl_node *block)
{
    enum { SECTION = 10 };
    if (block->kind == SL_NODE_SECTION)
        return SECTION;
    size_t nodes = 1;
    for (const sl_node *n = block->first; n; n = sl_node_walk(block, n))
        nodes++;
    return nodes;
}

/* The blocks of a chapter; those of a long one in groups, of which a browser lays out those that
 * are near (reader.css). A group begins with a heading or a section where one is at hand. */
static void push_chapter(sl_html *w, const sl_node *chapter)
{
    enum { GROUP = 120, MOST = 2 * GROUP };
    size_t all = 0, group = 0;
    for (const sl_node *n = chapter->first; n; n = n->next)
        all += weigh(n);
    bool open = false;
    for (const sl_node *n = chapter->first; n; n = n->next) {
        bool begins = n->kind == SL_NODE_SECTION || n->kind == SL_NODE_HEADING ||
                      sl_str_equal_z(n->role, "chain-head");
        bool stays = sl_str_equal_z(n->role, "source"); /* beside its table */
        if (open && !stays && (group >= MOST || (group >= GROUP && begins))) {
            sl_html_push(w, "</div>\n");
            open = false;
        }
        if (!open && all > MOST && n != chapter->first) {
            sl_html_push(w, "<div class=\"far\">\n");
            open = true;
            group = 0;
        }
        group += weigh(n);
        sl_html_push_block(w, n);
    }
    if (open)
        sl_html_push(w, "</div>\n");
}

static void push_section(sl_html *w, const sl_node *n)
{
    /* What has a heading is a section; an entry of the register is a plain division. */
    bool headed = sl_node_lookup_heading(n) != NULL;
    sl_html_push(w, headed ? "<section" : "<div");
    sl_html_push_attribute(w, "id", n->id);
    sl_html_push_attribute(w, "class", name_class(w, n));
    sl_html_push_attribute(w, "lang", n->lang);
    /* Filters are for the items of a part: the chapters around them stay. */
    const sl_item *item = sl_strategy_lookup_item(w->book->strategy, n->id);
    if (item && n->parent != w->book->root)
        sl_html_push_facets(w, item);
    sl_html_push(w, ">\n");
    if (!headed && n->id.n)
        push_permalink(w, n->id);
    if (n->parent == w->book->root)
        push_chapter(w, n);
    else
        sl_html_push_blocks(w, n);
    if (sl_str_equal_z(n->role, "evidence"))
        sl_html_push_entry_state(w, n->id);
    else if (!headed)
        sl_html_push_thing_was(w, n->id);
    sl_html_push(w, headed ? "</section>\n" : "</div>\n");
    sl_html_push_rest(w);
}

static void push_box(sl_html *w, const sl_node *n)
{
    sl_html_push(w, "<div class=\"box ");
    sl_html_push_text(w, n->role);
    sl_html_push(w, "\"");
    sl_html_push_attribute(w, "id", n->id);
    sl_html_push(w, ">\n");
    sl_html_push_blocks(w, n);
    sl_html_push(w, "</div>\n");
}

/* With a caption it is a figure, which has a name. */
static void push_beside(sl_html *w, const sl_node *n)
{
    const sl_node *first = n->first;
    bool named = first && first->kind == SL_NODE_CAPTION;
    sl_html_push(w, named ? "<figure" : "<div");
    sl_html_push_attribute(w, "id", n->id);
    if (!n->id.n && named)
        sl_html_push_address(w, n, first);
    sl_html_push(w, ">\n");
    if (named) {
        sl_html_push(w, "<figcaption>");
        sl_html_push_caption(w, first);
        sl_html_push(w, "</figcaption>\n");
    }
    sl_buf_push_format(w->out, "<div class=\"beside n%u ", (unsigned)n->columns);
    sl_html_push_text(w, n->role);
    sl_html_push(w, "\">\n");
    for (const sl_node *box = named ? first->next : first; box; box = box->next)
        push_box(w, box);
    sl_html_push(w, "</div>\n");
    sl_html_push(w, named ? "</figure>\n" : "</div>\n");
    sl_html_push_notes(w);
}

void sl_html_push_block(sl_html *w, const sl_node *n)
{
    switch ((int)n->kind) {
    case SL_NODE_SECTION:
        push_section(w, n);
        break;
    case SL_NODE_HEADING:
        push_heading(w, n);
        break;
    case SL_NODE_PARAGRAPH:
        push_paragraph(w, n);
        break;
    case SL_NODE_QUOTE:
        sl_html_push(w, "<blockquote>\n");
        sl_html_push_blocks(w, n);
        sl_html_push(w, "</blockquote>\n");
        break;
    case SL_NODE_LIST:
        push_list(w, n);
        break;
    case SL_NODE_CODE_BLOCK:
        sl_html_push(w, "<pre tabindex=\"0\"><code>");
        sl_html_push_text(w, n->text);
        sl_html_push(w, "</code></pre>\n");
        sl_html_push_was(w, n);
        break;
    case SL_NODE_RULE:
        sl_html_push(w, "<hr>\n");
        break;
    case SL_NODE_TABLE:
        sl_html_push_table(w, n);
        break;
    case SL_NODE_BOX:
        push_box(w, n);
        break;
    case SL_NODE_BESIDE:
        push_beside(w, n);
        break;
    case SL_NODE_FIGURE:
        if (!sl_node_is_item_graph(n) && !sl_node_is_spark(n))
            sl_html_push_figure(w, n);
        break;
    }
}
