/* How sure the figures of a chart are: columns between whose figures each lies. */
#include "load/level.h"
#include "load/select.h"

/* One column for each column of figures: the nth of the list, or the one that there is. */
static int read_end(sl_strategy *s, const sl_csv *csv, const sl_yaml *y, size_t nth, size_t columns)
{
    size_t n = y->kind == SL_YAML_LIST ? y->count : 1;
    if (n != columns) {
        if (nth == 0) {
            sl_finding *f =
                sl_diag_add(s->diags, SL_E0125, y->span,
                            "%zu columns of ends for %zu columns of figures", n, columns);
            sl_diag_help(s->diags, f, "give each column under 'value' one, in the same order");
        }
        return -1;
    }
    const sl_yaml *one = y->kind == SL_YAML_LIST ? y->first : y;
    while (nth--)
        one = one->next;
    return sl_select_figures(s, csv, one);
}

bool sl_select_read_ends(sl_strategy *s, const sl_csv *csv, const sl_yaml *block, size_t columns,
                         sl_select_ends *out)
{
    const sl_yaml *y = sl_yaml_lookup(block, "interval");
    if (!sl_level_check(s, sl_yaml_lookup(y, "level")))
        return false;
    for (size_t i = 0; y && i < columns; i++) {
        int low = read_end(s, csv, sl_yaml_lookup(y, "low"), i, columns);
        int high = read_end(s, csv, sl_yaml_lookup(y, "high"), i, columns);
        if (low < 0 || high < 0)
            return false;
        SL_PUSH(s->arena, out->low, (uint32_t)low);
        SL_PUSH(s->arena, out->high, (uint32_t)high);
    }
    return true;
}

sl_bounds sl_select_bounds(sl_strategy *s, const sl_csv *csv, const sl_select_ends *ends,
                           uint32_t row, uint32_t column, uint32_t figure)
{
    sl_bounds b = {0};
    if (!ends->low.n)
        return b;
    uint32_t at[] = {ends->low.at[column], ends->high.at[column]};
    sl_cell value = sl_table_cell(csv, row, figure), low = sl_table_cell(csv, row, at[0]),
            high = sl_table_cell(csv, row, at[1]);
    if (low.kind != SL_CELL_NUMBER || high.kind != SL_CELL_NUMBER) {
        if (low.kind == high.kind)
            return b; /* both are missing: nobody says how sure the figure is */
        sl_finding *f =
            sl_diag_add(s->diags, SL_E0259,
                        sl_csv_cell_span(s->sources, csv, row, at[low.kind == SL_CELL_NUMBER]),
                        "the interval of a figure has one end only");
        sl_diag_help(s->diags, f, "give both ends of it, or neither");
        return b;
    }
    b = (sl_bounds){low.value, high.value, true};
    if (sl_dec_compare(b.low, value.value) <= 0 && sl_dec_compare(value.value, b.high) <= 0)
        return b;
    sl_finding *f =
        sl_diag_add(s->diags, SL_E0259, sl_csv_cell_span(s->sources, csv, row, figure),
                    "'%.*s' does not lie between '%.*s' and '%.*s', the ends of its interval",
                    SL_FMT(sl_csv_cell(csv, row, figure)), SL_FMT(sl_csv_cell(csv, row, at[0])),
                    SL_FMT(sl_csv_cell(csv, row, at[1])));
    sl_diag_help(s->diags, f,
                 "name the columns that hold the ends themselves, not their distance from the "
                 "figure");
    b.known = false;
    return b;
}
