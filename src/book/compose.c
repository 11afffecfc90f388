#include "book/compose.h"

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

sl_node *sl_compose_table(sl_compose *c, sl_node *parent, const char *role,
                          const char *const *titles, unsigned columns)
{
    sl_node *table = sl_compose_add(c, parent, SL_NODE_TABLE, role);
    table->columns = (uint16_t)columns;
    if (titles) {
        sl_node *row = sl_compose_row(c, table);
        row->head = true;
        for (unsigned i = 0; i < columns; i++)
            sl_compose_text(c, sl_compose_cell(c, row, true), sl_str_from(titles[i]));
    }
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
                              const char *const *titles, unsigned columns)
{
    sl_node *table = sl_compose_table(c, to, NULL, titles, columns);
    sl_node *caption = sl_node_new(c->arena, SL_NODE_CAPTION, to->span);
    table->id = id;
    caption->number = sl_str_format(c->arena, "Table %u", ++c->tables);
    sl_compose_text(c, caption, title);
    if (table->first)
        sl_node_insert_before(table->first, caption);
    else
        sl_node_append(table, caption);
    return table;
}

sl_str sl_compose_date(sl_compose *c, sl_date date)
{
    return date.year ? sl_date_format(c->arena, date) : SL_STR_NONE;
}

/* An item that the audience may not read is left out with its link. */
void sl_compose_item_links(sl_compose *c, sl_node *to, const uint32_t *items, size_t n)
{
    bool any = false;
    for (size_t i = 0; i < n; i++) {
        const sl_item *item = c->s->items.at[items[i]];
        if (!sl_compose_may_read(c, item))
            continue;
        if (any)
            sl_compose_text(c, to, SL_STR("; "));
        sl_compose_item_link(c, to, item);
        any = true;
    }
}

/* "[12, 15]", as the text cites. */
void sl_compose_evidence_links(sl_compose *c, sl_node *to, const uint32_t *evidence, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        sl_compose_text(c, to, i ? SL_STR(", ") : SL_STR("["));
        sl_compose_evidence_link(c, to, evidence[i]);
    }
    if (n)
        sl_compose_text(c, to, SL_STR("]"));
}
