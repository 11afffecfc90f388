#include "book/compose.h"

#include "model/audience.h"

sl_node *sl_compose_add(sl_compose *c, sl_node *parent, sl_node_kind kind, const char *role)
{
    sl_node *n = sl_node_new(c->arena, kind, parent ? parent->span : SL_SPAN_NONE);
    n->role = sl_str_from(role);
    if (parent)
        sl_node_append(parent, n);
    return n;
}

sl_node *sl_compose_text(sl_compose *c, sl_node *parent, sl_str text)
{
    return sl_node_append_text(c->arena, parent, text);
}

sl_node *sl_compose_paragraph(sl_compose *c, sl_node *parent, const char *role, sl_str text)
{
    if (!text.n)
        return NULL;
    sl_node *n = sl_compose_add(c, parent, SL_NODE_PARAGRAPH, role);
    sl_compose_text(c, n, text);
    return n;
}

sl_node *sl_compose_heading(sl_compose *c, sl_node *parent, unsigned level, sl_str number,
                            sl_str title)
{
    sl_node *n = sl_compose_add(c, parent, SL_NODE_HEADING, NULL);
    n->level = (uint8_t)(level > 6 ? 6 : level);
    n->number = number;
    if (title.n)
        sl_compose_text(c, n, title);
    return n;
}

sl_node *sl_compose_section(sl_compose *c, sl_node *parent, sl_str role, sl_str id, sl_str title,
                            unsigned toc)
{
    sl_node *n = sl_compose_add(c, parent, SL_NODE_SECTION, NULL);
    n->role = role;
    n->id = id;
    n->title = title;
    n->toc = (uint8_t)toc;
    n->fresh = toc == 1;
    return n;
}

sl_node *sl_compose_table(sl_compose *c, sl_node *parent, const char *role, const sl_say_id *titles,
                          unsigned columns)
{
    sl_node *table = sl_compose_add(c, parent, SL_NODE_TABLE, role);
    table->columns = (uint16_t)columns;
    if (titles) {
        sl_node *row = sl_compose_row(c, table);
        row->head = true;
        for (unsigned i = 0; i < columns; i++)
            sl_compose_text(c, sl_compose_cell(c, row, true), sl_compose_word(c, titles[i]));
    }
    return table;
}

sl_node *sl_compose_titled(sl_compose *c, sl_node *parent, const sl_str *titles, unsigned columns)
{
    sl_node *table = sl_compose_table(c, parent, NULL, NULL, columns);
    sl_node *row = sl_compose_row(c, table);
    row->head = true;
    for (unsigned i = 0; i < columns; i++)
        sl_compose_text(c, sl_compose_cell(c, row, true), titles[i]);
    return table;
}

sl_node *sl_compose_row(sl_compose *c, sl_node *table)
{
    return sl_compose_add(c, table, SL_NODE_TABLE_ROW, NULL);
}

sl_node *sl_compose_cell(sl_compose *c, sl_node *row, bool head)
{
    sl_node *n = sl_compose_add(c, row, SL_NODE_TABLE_CELL, NULL);
    n->head = head;
    return n;
}

sl_node *sl_compose_cell_text(sl_compose *c, sl_node *row, sl_str text)
{
    sl_node *cell = sl_compose_cell(c, row, false);
    if (text.n)
        sl_compose_text(c, cell, text);
    return cell;
}

sl_node *sl_compose_captioned(sl_compose *c, sl_node *to, sl_str id, sl_str title,
                              const sl_say_id *titles, unsigned columns)
{
    sl_node *table = sl_compose_table(c, to, NULL, titles, columns);
    sl_node *caption = sl_node_new(c->arena, SL_NODE_CAPTION, to->span);
    table->id = id;
    caption->number = sl_compose_say(c, SL_SAY_TABLE_NUMBER, SL_N("n", ++c->tables));
    sl_compose_text(c, caption, title);
    if (table->first)
        sl_node_insert_before(table->first, caption);
    else
        sl_node_append(table, caption);
    return table;
}

sl_str sl_compose_date(sl_compose *c, sl_date date)
{
    return sl_say_date(c->phrases, c->arena, date);
}

bool sl_compose_may_read(const sl_compose *c, const sl_item *item)
{
    return !sl_audience_hides(c->s, item->front, c->audience);
}

sl_node *sl_compose_caption(sl_compose *c, sl_node *parent, sl_say_id word, uint32_t *count,
                            sl_str title)
{
    sl_node *caption = sl_compose_add(c, parent, SL_NODE_CAPTION, NULL);
    caption->number = sl_compose_say(c, word, SL_N("n", ++*count));
    sl_compose_text(c, caption, title);
    return caption;
}

sl_node *sl_compose_picture(sl_compose *c, sl_node *to, sl_figure figure)
{
    sl_node *n = sl_compose_add(c, to, SL_NODE_FIGURE, NULL);
    n->figure = (uint32_t)c->book->figures.n;
    n->span = figure.span;
    SL_PUSH(c->arena, c->book->figures, figure);
    return n;
}

sl_node *sl_compose_figure(sl_compose *c, sl_node *to, sl_figure figure, sl_str title)
{
    sl_node *n = sl_compose_picture(c, to, figure);
    if (title.n)
        sl_compose_caption(c, n, SL_SAY_FIGURE_NUMBER, &c->figures, title);
    return n;
}

sl_node *sl_compose_find(const sl_node *root, sl_str id)
{
    for (sl_node *n = root->first; n; n = sl_node_walk_blocks(root, n))
        if (n->kind == SL_NODE_SECTION && sl_str_equal(n->id, id))
            return n;
    return NULL;
}

uint32_t sl_compose_cite(sl_compose *c, uint32_t evidence)
{
    if (!c->evidence_number[evidence])
        c->evidence_number[evidence] = ++c->cited;
    return c->evidence_number[evidence];
}

bool sl_compose_is_apart(const sl_compose *c, const sl_item *item)
{
    const sl_primary *p = c->options->primary;
    return p && !sl_strategy_lookup_item(p->strategy, item->id);
}
