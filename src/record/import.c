/* Responses kept in a spreadsheet: each row as the map that YAML would give. */
#include "base/assert.h"
#include "model/dataset.h"
#include "model/files.h"
#include "record/parts.h"

/* Columns whose cells are lists, parted by semicolons. */
static bool is_list(sl_str column)
{
    return sl_str_equal_z(column, "items") || sl_str_equal_z(column, "evidence");
}

static sl_yaml *append(sl_arena *a, sl_yaml *parent, sl_yaml **last, sl_yaml_kind kind, sl_str text)
{
    sl_yaml *y = SL_NEW(a, sl_yaml);
    y->kind = kind;
    y->text = text;
    y->span = y->key_span = parent->span;
    if (*last)
        (*last)->next = y;
    else
        parent->first = y;
    *last = y;
    parent->count++;
    return y;
}

static sl_yaml *row_as_map(sl_strategy *s, const sl_csv *t, uint32_t row)
{
    sl_yaml *map = SL_NEW(s->arena, sl_yaml), *last = NULL;
    map->kind = SL_YAML_MAP;
    map->span = (sl_span){(uint16_t)t->file, t->row_offsets[row], t->row_offsets[row] + 1};
    for (uint32_t c = 0; c < t->column_count; c++) {
        sl_str cell = sl_str_trim(sl_csv_cell(t, row, c));
        if (!cell.n)
            continue;
        bool list = is_list(t->columns[c]);
        sl_yaml *value = append(s->arena, map, &last, list ? SL_YAML_LIST : SL_YAML_SCALAR,
                                list ? SL_STR_NONE : cell);
        value->key = t->columns[c];
        value->quoted = !list && !sl_str_equal_z(t->columns[c], "anonymous");
        sl_yaml *inner = NULL;
        sl_str one;
        while (list && sl_str_split(&cell, ';', &one))
            append(s->arena, value, &inner, SL_YAML_SCALAR, sl_str_trim(one));
    }
    return map;
}

const sl_yaml *sl_record_import(sl_strategy *s, const sl_yaml *path)
{
    const sl_csv *t = sl_dataset_load(s, path->text, path->span);
    sl_strategy_load_asset(s, path->text, path->span, true)->is_private = true;
    sl_yaml *rows = SL_NEW(s->arena, sl_yaml), *last = NULL;
    rows->kind = SL_YAML_LIST;
    for (uint32_t row = 0; t && row < t->row_count; row++) {
        sl_yaml *map = row_as_map(s, t, row);
        if (!sl_schema_check(s->diags, sl_record_response_schema(), map, "the row"))
            continue;
        if (last)
            last->next = map;
        else
            rows->first = map;
        last = map;
        rows->count++;
    }
    return rows;
}
