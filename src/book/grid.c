#include "book/grid.h"

#include <stdlib.h>

static bool has_word(const sl_item_field *f, const sl_item *item, sl_str word)
{
    const sl_yaml *y = sl_item_field_value(f, item);
    return y && y->kind == SL_YAML_SCALAR && sl_str_equal(y->text, word);
}

/* How much the place is of the way from low in both to high in both, in thirds. */
static const char *level_of(size_t row, size_t rows, size_t column, size_t columns)
{
    size_t most = 2 * (rows - 1) * (columns - 1);
    size_t at = row * (columns - 1) + column * (rows - 1);
    return 3 * at < most ? "level-low" : 3 * at < 2 * most ? "level-middle" : "level-high";
}

static void add_items(sl_compose *c, sl_node *cell, const sl_item_grid *g, sl_str row,
                      sl_str column)
{
    bool any = false;
    for (size_t i = 0; i < g->list.items.n; i++) {
        const sl_item *item = g->list.items.at[i];
        if (!sl_compose_may_read(c, item) || !has_word(&g->rows, item, row) ||
            !has_word(&g->columns, item, column))
            continue;
        if (any)
            sl_compose_text(c, cell, SL_STR("; "));
        sl_compose_item_entry(c, cell, item);
        any = true;
    }
}

/* Items that say no word of one of the two. */
static void add_unplaced(sl_compose *c, sl_node *to, const sl_item_grid *g)
{
    SL_VEC(uint32_t) items = {0};
    for (size_t i = 0; i < g->list.items.n; i++) {
        const sl_item *item = g->list.items.at[i];
        if (sl_compose_may_read(c, item) &&
            (!sl_item_field_value(&g->rows, item) || !sl_item_field_value(&g->columns, item)))
            SL_PUSH(c->arena, items, item->index);
    }
    if (!items.n)
        return;
    sl_node *p = sl_compose_add(c, to, SL_NODE_PARAGRAPH, "source");
    sl_compose_text(c, p, sl_compose_word(c, SL_SAY_GRID_UNPLACED));
    sl_compose_item_links(c, p, items.at, items.n);
}

/* "3,4,4": columns as wide as one another, and the words before them. */
static sl_str equal_shares(sl_compose *c, size_t columns)
{
    sl_str shares = SL_STR("3");
    for (size_t i = 0; i < columns; i++)
        shares = sl_str_format(c->arena, "%.*s,4", SL_FMT(shares));
    return shares;
}

void sl_grid_compose(sl_compose *c, const sl_block *b, sl_node *to)
{
    const sl_item_grid *g = b->grid;
    size_t rows = g->row_words.n, columns = g->column_words.n;
    sl_node *table = sl_compose_table(c, to, "levels", NULL, 1 + (unsigned)columns);
    table->id = b->id;
    table->title = equal_shares(c, columns);
    sl_compose_caption(c, table, SL_SAY_TABLE_NUMBER, &c->tables, b->title);
    sl_node *head = sl_compose_row(c, table);
    head->head = true;
    sl_compose_text(c, sl_compose_cell(c, head, true),
                    sl_compose_say(c, SL_SAY_GRID_AXES, SL_T("row", g->rows.key->label),
                                   SL_T("column", g->columns.key->label)));
    for (size_t k = 0; k < columns; k++)
        sl_compose_text(c, sl_compose_cell(c, head, true),
                        sl_str_capital(c->arena, g->column_words.at[k]));
    for (size_t r = rows; r-- > 0;) {
        sl_node *row = sl_compose_row(c, table);
        sl_compose_text(c, sl_compose_cell(c, row, true),
                        sl_str_capital(c->arena, g->row_words.at[r]));
        for (size_t k = 0; k < columns; k++) {
            sl_node *cell = sl_compose_cell(c, row, false);
            cell->role = sl_str_from(level_of(r, rows, k, columns));
            add_items(c, cell, g, g->row_words.at[r], g->column_words.at[k]);
        }
    }
    add_unplaced(c, to, g);
}

/* --- on a line of time --- */

static bool read_date(const sl_item_field *f, const sl_item *item, sl_date *out)
{
    const sl_yaml *y = f->key ? sl_item_field_value(f, item) : NULL;
    return y && y->kind == SL_YAML_SCALAR && sl_date_parse(y->text, out);
}

static int by_day(const void *a, const void *b)
{
    const sl_timeline_row *x = a, *y = b;
    int32_t d = sl_date_days(x->from) - sl_date_days(y->from);
    return d ? (d < 0 ? -1 : 1) : sl_str_compare(x->label, y->label);
}

static sl_str label_of(sl_compose *c, const sl_item *item)
{
    sl_str brief = sl_yaml_text(item->front, "short"), number = c->item_number[item->index];
    sl_str title = brief.n ? brief : item->title;
    return number.n ? sl_str_format(c->arena, "%.*s  %.*s", SL_FMT(number), SL_FMT(title)) : title;
}

void sl_times_compose(sl_compose *c, const sl_block *b, sl_node *to)
{
    const sl_item_times *times = b->times;
    sl_timeline *t = SL_NEW(c->arena, sl_timeline);
    int32_t today = sl_date_days(c->s->as_of);
    SL_VEC(uint32_t) undated = {0};
    t->today = c->s->as_of;
    for (size_t i = 0; i < times->list.items.n; i++) {
        const sl_item *item = times->list.items.at[i];
        sl_timeline_row row = {.label = label_of(c, item)};
        if (!sl_compose_may_read(c, item))
            continue;
        if (!read_date(&times->from, item, &row.from)) {
            SL_PUSH(c->arena, undated, item->index);
            continue;
        }
        bool ends = read_date(&times->to, item, &row.to) &&
                    sl_date_last_day(row.to) >= sl_date_days(row.from);
        row.is_point = !ends;
        row.to = ends ? row.to : row.from;
        row.is_done = sl_date_last_day(row.to) < today;
        row.when =
            ends ? sl_compose_say(c, SL_SAY_DATE_RANGE, SL_T("from", sl_compose_date(c, row.from)),
                                  SL_T("to", sl_compose_date(c, row.to)))
                 : sl_compose_date(c, row.from);
        SL_PUSH(c->arena, t->rows, row);
    }
    if (t->rows.n) {
        qsort(t->rows.at, t->rows.n, sizeof *t->rows.at, by_day);
        sl_compose_figure(c, to, (sl_figure){.timeline = t}, b->title)->id = b->id;
    }
    if (!undated.n)
        return;
    sl_node *p = sl_compose_add(c, to, SL_NODE_PARAGRAPH, "source");
    sl_compose_text(c, p, sl_compose_word(c, SL_SAY_TIMES_UNDATED));
    sl_compose_item_links(c, p, undated.at, undated.n);
}
