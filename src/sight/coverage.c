#include "sight/coverage.h"

#include "base/limits.h"
#include "model/graph.h"

enum { MOST_ROWS = 400 };

typedef enum axis_kind { AXIS_ITEMS, AXIS_VALUES, AXIS_EVIDENCE, AXIS_TYPES } axis_kind;

typedef struct axis {
    axis_kind kind;
    const sl_type *type; /* ITEMS */
    sl_str key;          /* VALUES */
} axis;

typedef struct covering {
    sl_arena *arena;
    const sl_strategy *s;
    const sl_item **items; /* in the document's order */
    size_t item_count;
    const sl_type *by; /* NULL = any */
    sl_coverage *out;
    axis rows, columns;
    uint32_t *row_hits, *column_hits; /* of the item at hand */
} covering;

static axis read_axis(const sl_framework *f, sl_str word)
{
    const sl_type *type = sl_framework_lookup_type(f, word);
    if (type)
        return (axis){AXIS_ITEMS, type, SL_STR_NONE};
    if (sl_str_equal_z(word, "evidence"))
        return (axis){.kind = AXIS_EVIDENCE};
    if (sl_str_equal_z(word, "types"))
        return (axis){.kind = AXIS_TYPES};
    return (axis){.kind = AXIS_VALUES, .key = word};
}

static bool counts(const covering *c, const sl_item *item)
{
    return !c->by || item->type == c->by;
}

/* --- heads --- */

static void add_value(covering *c, sl_map *known, sl_str value, sl_cover_heads *out)
{
    if (value.n && sl_map_add(known, value, (void *)(uintptr_t)(out->n + 1)))
        SL_PUSH(c->arena, *out, ((sl_cover_head){.text = value}));
}

static void add_values(covering *c, sl_str key, sl_cover_heads *out)
{
    sl_map known;
    sl_map_init(&known, c->arena);
    for (size_t i = 0; i < c->item_count; i++) {
        const sl_yaml *y = sl_yaml_lookup_str(c->items[i]->front, key);
        if (!y || !counts(c, c->items[i]))
            continue;
        if (y->kind == SL_YAML_SCALAR)
            add_value(c, &known, y->text, out);
        SL_EACH (one, y)
            add_value(c, &known, one->text, out);
    }
}

static void add_heads(covering *c, const axis *a, sl_cover_heads *out)
{
    const sl_strategy *s = c->s;
    switch (a->kind) {
    case AXIS_ITEMS:
        for (size_t i = 0; i < c->item_count; i++)
            if (c->items[i]->type == a->type)
                SL_PUSH(c->arena, *out,
                        ((sl_cover_head){c->items[i]->title, c->items[i], NULL, 0}));
        break;
    case AXIS_VALUES:
        add_values(c, a->key, out);
        break;
    case AXIS_EVIDENCE:
        for (size_t i = 0; i < s->evidence.n; i++)
            SL_PUSH(c->arena, *out,
                    ((sl_cover_head){s->evidence.at[i]->statement, NULL, s->evidence.at[i], 0}));
        break;
    case AXIS_TYPES:
        for (size_t i = 0; i < s->framework->types.n; i++)
            SL_PUSH(c->arena, *out, ((sl_cover_head){.text = s->framework->types.at[i]->plural}));
        break;
    }
}

/* --- cells --- */

static bool has_value(const sl_item *item, sl_str key, sl_str value)
{
    const sl_yaml *y = sl_yaml_lookup_str(item->front, key);
    if (y && y->kind == SL_YAML_SCALAR)
        return sl_str_equal(y->text, value);
    SL_EACH (one, y)
        if (sl_str_equal(one->text, value))
            return true;
    return false;
}

static bool is_on_line(const sl_walk *ground, bool evidence, uint32_t index)
{
    for (size_t i = 0; i < ground->steps.n; i++)
        if (ground->steps.at[i].is_evidence == evidence && ground->steps.at[i].index == index)
            return true;
    return false;
}

static bool hits(const covering *c, const axis *a, const sl_cover_head *head, const sl_item *item,
                 const sl_walk *ground, size_t index)
{
    switch (a->kind) {
    case AXIS_ITEMS:
        return is_on_line(ground, false, head->item->index);
    case AXIS_EVIDENCE:
        return is_on_line(ground, true, head->evidence->index);
    case AXIS_VALUES:
        return has_value(item, a->key, head->text);
    case AXIS_TYPES:
        return c->s->framework->types.at[index] == item->type;
    }
    return false;
}

static uint32_t find_hits(const covering *c, const axis *a, const sl_cover_head *at, size_t n,
                          const sl_item *item, const sl_walk *ground, uint32_t *out)
{
    uint32_t count = 0;
    for (size_t i = 0; i < n; i++)
        if (hits(c, a, &at[i], item, ground, i))
            out[count++] = (uint32_t)i;
    return count;
}

static void count_item(covering *c, sl_arena *scratch, const sl_item *item)
{
    sl_coverage *t = c->out;
    sl_walk ground = sl_graph_ground(scratch, c->s, item);
    uint32_t rows = find_hits(c, &c->rows, t->rows.at, t->rows.n, item, &ground, c->row_hits);
    uint32_t columns =
        find_hits(c, &c->columns, t->columns.at, t->columns.n, item, &ground, c->column_hits);
    for (uint32_t i = 0; i < rows; i++)
        for (uint32_t k = 0; k < columns; k++) {
            t->cells[c->row_hits[i] * t->columns.n + c->column_hits[k]]++;
            t->rows.at[c->row_hits[i]].total++;
            t->columns.at[c->column_hits[k]].total++;
        }
}

static bool fill(covering *c)
{
    sl_coverage *t = c->out;
    add_heads(c, &c->rows, &t->rows);
    add_heads(c, &c->columns, &t->columns);
    size_t rows = t->rows.n, columns = t->columns.n;
    if (!rows || !columns || rows > MOST_ROWS || columns >= SL_LIMIT_TABLE_COLUMNS)
        return false;
    t->cells = SL_NEW_ARRAY(c->arena, uint32_t, rows * columns);
    c->row_hits = SL_NEW_ARRAY(c->arena, uint32_t, rows);
    c->column_hits = SL_NEW_ARRAY(c->arena, uint32_t, columns);
    sl_arena *scratch = sl_arena_new();
    for (size_t i = 0; i < c->item_count; i++) {
        sl_arena_mark mark = sl_arena_mark_now(scratch);
        if (counts(c, c->items[i]))
            count_item(c, scratch, c->items[i]);
        sl_arena_reset(scratch, mark);
    }
    sl_arena_free(scratch);
    for (size_t i = 0; i < rows; i++)
        t->empty_rows += t->rows.at[i].total == 0;
    return true;
}

/* Columns of types that no item of the table is of say nothing. */
static void drop_empty_types(sl_coverage *t)
{
    size_t kept = 0;
    for (size_t k = 0; k < t->columns.n; k++) {
        if (!t->columns.at[k].total)
            continue;
        for (size_t i = 0; i < t->rows.n; i++)
            t->cells[i * t->columns.n + kept] = t->cells[i * t->columns.n + k];
        t->columns.at[kept++] = t->columns.at[k];
    }
    for (size_t i = 0; i < t->rows.n && kept < t->columns.n; i++)
        memmove(t->cells + i * kept, t->cells + i * t->columns.n, kept * sizeof *t->cells);
    t->columns.n = kept;
}

const sl_coverages *sl_coverage_run(sl_arena *a, const sl_audit *audit)
{
    sl_coverages *out = SL_NEW(a, sl_coverages);
    const sl_framework *f = audit->s->framework;
    size_t item_count;
    const sl_item **items = sl_strategy_list_items(a, audit->s, &item_count);
    SL_EACH (y, f->coverage) {
        sl_coverage table = {.title = sl_yaml_text(y, "title"), .name = sl_yaml_text(y, "rows")};
        covering c = {.arena = a, .s = audit->s, .out = &table};
        c.items = items;
        c.item_count = item_count;
        c.by = sl_framework_lookup_type(f, sl_yaml_text(y, "by"));
        c.rows = read_axis(f, sl_yaml_text(y, "rows"));
        c.columns = read_axis(f, sl_yaml_text(y, "columns"));
        table.by = c.by ? c.by->plural : sl_phrase(audit->s->phrases, SL_SAY_ITEMS);
        if (c.rows.kind == AXIS_ITEMS)
            table.name = c.rows.type->title;
        if (c.rows.kind == AXIS_EVIDENCE)
            table.name = sl_phrase(audit->s->phrases, SL_SAY_EVIDENCE);
        if (c.rows.kind == AXIS_VALUES)
            table.name = sl_framework_key_label(f, audit->s->phrases, c.by, table.name);
        if (!fill(&c)) {
            if (table.rows.n && table.columns.n)
                SL_PUSH(a, out->left_out, y);
            continue;
        }
        if (c.columns.kind == AXIS_TYPES)
            drop_empty_types(&table);
        SL_PUSH(a, out->tables, table);
    }
    return out;
}
