#include "book/annex.h"

#include "base/limits.h"
#include "sight/matrix.h"

enum { WIDE = 6 /* columns that fit an upright page */ };

static void push_number(sl_compose *c, sl_node *row, uint32_t n)
{
    sl_node *cell = sl_compose_cell(c, row, false);
    cell->align = SL_ALIGN_RIGHT;
    if (n)
        sl_compose_text(c, cell, sl_str_format(c->arena, "%u", n));
}

/* A dot for each of the paths that lead from the item, or a figure where they are many; it leads to
 * where the item stands. */
static void push_paths(sl_compose *c, sl_node *row, uint32_t n, const sl_item *item)
{
    sl_node *cell = sl_compose_cell(c, row, false);
    cell->align = SL_ALIGN_CENTER;
    if (!n)
        return;
    enum { MOST_DOTS = 3 };
    static const char *const dots[] = {"", "●", "●●", "●●●"};
    sl_node *link = sl_compose_add(c, cell, SL_NODE_LINK, "item-ref");
    link->target = sl_str_format(c->arena, "#%.*s", SL_FMT(c->item_anchor[item->index]));
    link->title = item->title;
    sl_compose_text(c, link,
                    n <= MOST_DOTS ? sl_str_from(dots[n]) : sl_str_format(c->arena, "%u", n));
}

static void compose_head(sl_compose *c, sl_node *table, const sl_matrix *m)
{
    sl_node *head = sl_compose_row(c, table);
    head->head = true;
    sl_compose_text(c, sl_compose_cell(c, head, true), sl_compose_word(c, SL_SAY_MATRIX_ROWS));
    for (size_t k = 0; k < m->columns.n; k++) {
        const sl_item *item = m->columns.at[k];
        sl_str brief = sl_yaml_text(item->front, "short");
        sl_node *cell = sl_compose_cell(c, head, true);
        cell->align = SL_ALIGN_CENTER;
        sl_compose_text(c, cell, brief.n ? brief : item->title);
    }
    static const sl_say_id more[] = {SL_SAY_MATRIX_SOURCES, SL_SAY_MATRIX_STRENGTH};
    for (size_t i = 0; i < sizeof more / sizeof *more; i++) {
        sl_node *cell = sl_compose_cell(c, head, true);
        cell->align = SL_ALIGN_RIGHT;
        sl_compose_text(c, cell, sl_compose_word(c, more[i]));
    }
}

void sl_annex_add_matrix(sl_compose *c, sl_node *to, sl_str id, sl_str title)
{
    const sl_matrix *m = sl_matrix_make(c->arena, c->book->audit);
    if (!m->rows.n || m->columns.n + 3 > SL_LIMIT_TABLE_COLUMNS) {
        sl_compose_paragraph(c, to, NULL, sl_compose_word(c, SL_SAY_MATRIX_NOTHING));
        return;
    }
    sl_node *table = sl_compose_captioned(c, to, id, title, NULL, (unsigned)m->columns.n + 3);
    table->role = SL_STR("matrix");
    table->wide = m->columns.n > WIDE;
    compose_head(c, table, m);
    for (size_t r = 0; r < m->rows.n; r++) {
        const sl_item *item = m->rows.at[r];
        const sl_sight *sight = &c->book->audit->sights[item->index];
        if (!c->item_anchor[item->index].n)
            continue;
        sl_node *row = sl_compose_row(c, table);
        sl_compose_item_link(c, sl_compose_cell(c, row, true), item);
        for (size_t k = 0; k < m->columns.n; k++)
            push_paths(c, row, m->cells[r * m->columns.n + k], item);
        push_number(c, row, sight->family_count);
        push_number(c, row, sight->strength);
    }
}

void sl_annex_compose_matrix(sl_compose *c, sl_node *to)
{
    sl_annex_add_matrix(c, to, SL_STR("matrix"), sl_compose_word(c, SL_SAY_MATRIX_TITLE));
}
