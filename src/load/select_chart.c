/* A chart of a block: a grid of labels by series, filled from the rows of a dataset. */
#include <stdlib.h>

#include "base/assert.h"
#include "base/limits.h"
#include "data/when.h"
#include "load/select.h"
#include "model/unit.h"

typedef SL_VEC(sl_str) names;

/* One figure of the grid. */
typedef struct spot {
    uint32_t row; /* of the dataset, + 1; 0 = none */
    sl_cell cell;
    sl_bounds bounds;
} spot;

typedef struct grid {
    sl_strategy *s;
    const sl_yaml *block;
    sl_select_source from;
    const sl_selection *rows;         /* from.rows */
    names labels, series, seen;       /* seen: what `only` may name */
    sl_map label_index, series_index; /* to index + 1 */
    sl_map known;                     /* of seen */
    SL_VEC(spot) spots;
    SL_VEC(uint32_t) keys; /* columns of labels and series */
    sl_select_ends ends;
    bool repeated;
} grid;

static size_t index_of(grid *g, sl_map *m, names *list, sl_str name)
{
    uintptr_t at = (uintptr_t)sl_map_lookup(m, name);
    if (at)
        return at - 1;
    SL_PUSH(g->s->arena, *list, name);
    sl_map_add(m, name, (void *)(uintptr_t)list->n);
    return list->n - 1;
}

static void see(grid *g, sl_str name)
{
    if (sl_map_add(&g->known, name, g))
        SL_PUSH(g->s->arena, g->seen, name);
}

static bool is_key(const grid *g, uint32_t column)
{
    for (size_t i = 0; i < g->keys.n; i++)
        if (g->keys.at[i] == column)
            return true;
    return false;
}

/* The column that tells two rows apart best: one of text or years before one of figures. */
static int find_difference(const grid *g, uint32_t one, uint32_t two, uint32_t figure)
{
    const sl_csv *t = g->rows->csv;
    int found = -1;
    for (uint32_t c = 0; c < t->column_count; c++) {
        if (is_key(g, c) || c == figure ||
            sl_str_equal(sl_csv_cell(t, one, c), sl_csv_cell(t, two, c)))
            continue;
        if (t->typed[c].type != SL_COLUMN_NUMBER)
            return (int)c;
        found = found < 0 ? (int)c : found;
    }
    return found;
}

/* Every column in which two rows differ, with what they hold. */
static sl_str describe_differences(const grid *g, uint32_t one, uint32_t two, uint32_t figure)
{
    const sl_csv *t = g->rows->csv;
    sl_buf b;
    sl_buf_init(&b);
    for (uint32_t c = 0, n = 0; c < t->column_count && n < 6; c++) {
        sl_str x = sl_csv_cell(t, one, c), y = sl_csv_cell(t, two, c);
        if (is_key(g, c) || c == figure || sl_str_equal(x, y))
            continue;
        sl_buf_push_format(&b, "%s'%.*s' (%.*s, %.*s)", n++ ? ", " : "", SL_FMT(t->columns[c]),
                           SL_FMT(x), SL_FMT(y));
    }
    return sl_buf_take(&b, g->s->arena);
}

/* What tells one row from another: of a map, the key of its place. */
static const sl_yaml *label_key(const sl_yaml *block)
{
    return sl_yaml_lookup(block, sl_yaml_lookup(block, "boundaries") ? "join" : "label");
}

static void report_repeated(grid *g, sl_str label, uint32_t one, uint32_t two, uint32_t figure)
{
    const sl_csv *t = g->rows->csv;
    const sl_sources *sources = g->s->sources;
    g->repeated = true;
    int column = find_difference(g, one, two, figure);
    sl_str how =
        column < 0 ? SL_STR("nothing but the figure") : describe_differences(g, one, two, figure);
    const sl_yaml *at = label_key(g->block);
    sl_finding *f = sl_diag_add(
        g->s->diags, SL_E0144, at->span, "two rows have the label '%.*s': rows %u and %u of %.*s",
        SL_FMT(label), sl_table_row_number(sources, t, one), sl_table_row_number(sources, t, two),
        SL_FMT(sl_sources_lookup(sources, t->file)->path));
    sl_diag_note_at(g->s->diags, f, sl_csv_cell_span(sources, t, two, figure),
                    "they differ in %.*s", SL_FMT(how));
    if (column >= 0)
        sl_diag_help(g->s->diags, f, "add where: %.*s: %.*s", SL_FMT(t->columns[column]),
                     SL_FMT(sl_csv_cell(t, two, (uint32_t)column)));
    else
        sl_diag_help(g->s->diags, f, "remove one of the two rows, or tell them apart by a column");
}

/* nth: which of the columns of figures it stands in. */
static void put(grid *g, sl_str label, sl_str series, uint32_t row, uint32_t figure, uint32_t nth)
{
    size_t column = index_of(g, &g->series_index, &g->series, series);
    size_t at = index_of(g, &g->label_index, &g->labels, label);
    if (column >= SL_LIMIT_CHART_SERIES || at >= SL_LIMIT_CHART_POINTS)
        return; /* reported by the caller from the counts */
    while (g->spots.n < (at + 1) * SL_LIMIT_CHART_SERIES)
        SL_PUSH(g->s->arena, g->spots, ((spot){0}));
    spot *to = &g->spots.at[at * SL_LIMIT_CHART_SERIES + column];
    if (to->row && !g->repeated)
        report_repeated(g, label, to->row - 1, row, figure);
    to->row = row + 1;
    to->cell = sl_table_cell(g->rows->csv, row, figure);
    if (to->cell.kind == SL_CELL_NUMBER)
        to->bounds = sl_select_bounds(g->s, g->rows->csv, &g->ends, row, nth, figure);
}

static bool is_wanted(const sl_yaml *only, sl_str name)
{
    return !only || sl_select_fits(name, only);
}

/* Puts the wanted names first, in the order of `only`. */
static void seed(grid *g, sl_map *m, names *list, const sl_yaml *only)
{
    SL_EACH (one, only)
        if (one->kind == SL_YAML_SCALAR)
            index_of(g, m, list, one->text);
}

/* One column of figures and a column that names the series. */
static bool fill_long(grid *g, int label, const sl_yaml *value)
{
    const sl_yaml *series = sl_yaml_lookup(g->block, "series");
    const sl_selection *rows = g->rows;
    int by = sl_select_column(g->s, rows->csv, series);
    int figure = sl_select_figures(g->s, rows->csv, value);
    if (by < 0 || figure < 0)
        return false;
    SL_PUSH(g->s->arena, g->keys, (uint32_t)by);
    const sl_yaml *only = sl_yaml_lookup(g->block, "only");
    seed(g, &g->series_index, &g->series, only);
    for (size_t i = 0; i < rows->rows.n; i++) {
        uint32_t row = rows->rows.at[i];
        sl_str name = sl_csv_cell(rows->csv, row, (uint32_t)by);
        see(g, name);
        if (is_wanted(only, name))
            put(g, sl_csv_cell(rows->csv, row, (uint32_t)label), name, row, (uint32_t)figure, 0);
    }
    return true;
}

/* Each column of figures is a series; `across` makes each row one instead (a slope between two
 * columns). */
static bool fill_wide(grid *g, int label, const sl_yaml *value, bool across)
{
    const sl_selection *rows = g->rows;
    const sl_yaml *titles = sl_yaml_lookup(g->block, "names");
    const sl_yaml *title = titles && titles->kind == SL_YAML_LIST ? titles->first : NULL;
    const sl_yaml *only = sl_yaml_lookup(g->block, "only");
    bool list = value->kind == SL_YAML_LIST;
    seed(g, across ? &g->series_index : &g->label_index, across ? &g->series : &g->labels, only);
    uint32_t nth = 0;
    for (const sl_yaml *c = list ? value->first : value; c; c = list ? c->next : NULL, nth++) {
        int figure = sl_select_figures(g->s, rows->csv, c);
        if (figure < 0)
            return false;
        sl_str name = title ? title->text : list ? c->text : SL_STR("");
        title = title ? title->next : NULL;
        for (size_t i = 0; i < rows->rows.n; i++) {
            uint32_t row = rows->rows.at[i];
            sl_str one = sl_csv_cell(rows->csv, row, (uint32_t)label);
            see(g, one);
            if (is_wanted(only, one))
                put(g, across ? name : one, across ? one : name, row, (uint32_t)figure, nth);
        }
    }
    return true;
}

/* The two axes of a scatter: upwards, and from left to right. */
static bool fill_pairs(grid *g, int label, const sl_yaml *value)
{
    const sl_selection *rows = g->rows;
    const sl_yaml *axes[] = {value, sl_yaml_lookup(sl_yaml_lookup(g->block, "across"), "value")};
    static const char *const ways[] = {"up", "across"};
    const sl_yaml *only = sl_yaml_lookup(g->block, "only");
    seed(g, &g->label_index, &g->labels, only);
    for (uint32_t k = 0; k < SL_COUNT(axes); k++) {
        int figure = sl_select_figures(g->s, rows->csv, axes[k]);
        if (figure < 0)
            return false;
        for (size_t i = 0; i < rows->rows.n; i++) {
            uint32_t row = rows->rows.at[i];
            sl_str one = sl_csv_cell(rows->csv, row, (uint32_t)label);
            see(g, one);
            if (is_wanted(only, one))
                put(g, one, sl_str_from(ways[k]), row, (uint32_t)figure, 0);
        }
    }
    return true;
}

typedef struct ranked {
    size_t label;
    sl_dec value;
    bool present;
    int32_t days;
} ranked;

static int by_time(const void *a, const void *b)
{
    const ranked *x = a, *y = b;
    if (x->days != y->days)
        return x->days < y->days ? -1 : 1;
    return x->label < y->label ? -1 : 1;
}

static int by_value(const void *a, const void *b)
{
    const ranked *x = a, *y = b;
    if (x->present != y->present)
        return x->present ? -1 : 1;
    int c = x->present ? sl_dec_compare(y->value, x->value) : 0;
    if (c)
        return c;
    return x->label < y->label ? -1 : 1;
}

/* The order of labels: by the first series when the block asks for it. */
static ranked *rank(const grid *g)
{
    sl_str sort = sl_yaml_text(g->block, "sort");
    ranked *order = SL_NEW_ARRAY(g->s->arena, ranked, g->labels.n + 1);
    for (size_t i = 0; i < g->labels.n; i++) {
        size_t at = i * SL_LIMIT_CHART_SERIES;
        bool there =
            at < g->spots.n && g->spots.at[at].row && g->spots.at[at].cell.kind == SL_CELL_NUMBER;
        order[i] = (ranked){i, there ? g->spots.at[at].cell.value : (sl_dec){0, 0}, there, 0};
    }
    if (sl_str_equal_z(sort, "descending") || sl_str_equal_z(sort, "ascending"))
        qsort(order, g->labels.n, sizeof *order, by_value);
    if (sl_str_equal_z(sort, "ascending")) {
        size_t n = 0;
        while (n < g->labels.n && order[n].present)
            n++;
        for (size_t i = 0; i < n / 2; i++) {
            ranked swap = order[i];
            order[i] = order[n - 1 - i];
            order[n - 1 - i] = swap;
        }
    }
    return order;
}

/* Labels that say when, in the order of time; false when one of them does not. */
static bool order_time(const grid *g, ranked *order)
{
    size_t n = g->labels.n;
    int32_t *days = SL_NEW_ARRAY(g->s->arena, int32_t, n + 1);
    if (!sl_when_read(g->labels.at, n, days))
        return false;
    for (size_t i = 0; i < n; i++)
        order[i].days = days[order[i].label];
    sl_str sort = sl_yaml_text(g->block, "sort");
    sl_chart_kind kind = sl_select_kind(g->block);
    bool over_time = kind == SL_CHART_LINE || kind == SL_CHART_AREA || kind == SL_CHART_MULTIPLES;
    if (over_time || (!sort.n && !sl_yaml_lookup(g->block, "only")))
        qsort(order, n, sizeof *order, by_time);
    return true;
}

static void take_spot(grid *g, sl_chart *c, size_t to, const spot *from, uint32_t *legend)
{
    sl_arena *a = g->s->arena;
    c->reasons[to] = sl_phrase(g->s->phrases, SL_SAY_NO_FIGURE);
    if (!from || !from->row)
        return;
    if (from->cell.kind != SL_CELL_NUMBER) {
        c->reasons[to] = sl_select_reason(a, g->s->phrases, &from->cell);
        return;
    }
    c->values[to] = from->cell.value;
    c->present[to] = true;
    if (c->bounds)
        c->bounds[to] = from->bounds;
    c->marks[to] = from->cell.marks ? sl_select_marks(a, from->cell.marks) : SL_STR_NONE;
    *legend |= from->cell.marks;
}

static bool check_counts(const grid *g, sl_span span)
{
    size_t series = g->series.n, labels = g->labels.n;
    if (series <= SL_LIMIT_CHART_SERIES && labels <= SL_LIMIT_CHART_POINTS)
        return true;
    sl_finding *f = sl_diag_add(g->s->diags, SL_E0125, span,
                                "%zu series of %zu labels are too many", series, labels);
    sl_diag_help(g->s->diags, f, "choose some with 'only', 'where' or 'limit'");
    return false;
}

static sl_chart *finish(grid *g, sl_chart_kind kind, sl_span span)
{
    size_t series = g->series.n, labels = g->labels.n;
    if (g->repeated || !check_counts(g, span) ||
        !sl_select_check_labels(g->s, sl_yaml_lookup(g->block, "only"), g->seen.at, g->seen.n,
                                "the chart's data"))
        return NULL;
    ranked *order = rank(g);
    bool time = kind != SL_CHART_MAP && order_time(g, order);
    uint32_t limit, legend = 0;
    if (sl_num_parse(sl_yaml_text(g->block, "limit"), &limit) && limit && limit < labels)
        labels = limit;
    sl_chart *c = sl_select_new_chart(g->s->arena, kind, labels, g->series.at, g->series.n);
    c->days = time ? SL_NEW_ARRAY(g->s->arena, int32_t, labels) : NULL;
    if (g->ends.low.n)
        c->bounds = SL_NEW_ARRAY(g->s->arena, sl_bounds, labels * series);
    bool any = false;
    for (size_t i = 0; i < labels; i++) {
        c->labels[i] = g->labels.at[order[i].label];
        if (time)
            c->days[i] = order[i].days;
        for (size_t k = 0; k < series; k++) {
            size_t from = order[i].label * SL_LIMIT_CHART_SERIES + k;
            take_spot(g, c, k * labels + i, from < g->spots.n ? &g->spots.at[from] : NULL, &legend);
            any = any || c->present[k * labels + i];
        }
    }
    c->level = sl_yaml_text(sl_yaml_lookup(g->block, "interval"), "level");
    c->legend = sl_select_legend(g->s->arena, g->s->phrases, legend);
    if (c->bounds) {
        sl_str says =
            sl_say(g->s->phrases, g->s->arena, SL_SAY_CHART_INTERVALS, SL_T("level", c->level));
        c->legend = c->legend.n
                        ? sl_str_format(g->s->arena, "%.*s %.*s", SL_FMT(says), SL_FMT(c->legend))
                        : says;
    }
    if (any)
        return c;
    sl_finding *f = sl_diag_add(g->s->diags, SL_E0125, span, "the chart has no figure to show");
    sl_diag_help(g->s->diags, f,
                 "every figure that it asks for is missing: choose other rows or "
                 "another column under 'value'");
    return NULL;
}

/* As many decimals as the figures that are shown have. */
static uint8_t find_places(const sl_chart *c)
{
    uint8_t most = 0;
    size_t series = c->kind == SL_CHART_SCATTER ? 1 : c->series_count;
    for (size_t i = 0; i < c->label_count * series; i++)
        if (c->present[i] && c->values[i].places > most)
            most = c->values[i].places;
    return most < 6 ? most : 6;
}

static bool read_looks(grid *g, sl_chart *c)
{
    const sl_yaml *b = g->block;
    const char *symbol;
    sl_select_signs signs;
    if (!sl_select_column_signs(g->s, g->rows->csv, g->from.value, &symbol) ||
        !sl_select_read_signs(g->s, b, symbol, &signs))
        return false;
    c->title = sl_yaml_text(b, "title");
    c->unit = sl_unit_words(g->s->arena, sl_yaml_text(b, "unit"));
    c->prefix = signs.prefix;
    c->suffix = signs.suffix;
    uint32_t places;
    bool said = sl_num_parse(sl_yaml_text(b, "places"), &places) && places < 7;
    c->places = said ? (uint8_t)places : find_places(c);
    const sl_yaml *reference = sl_yaml_lookup(b, "reference");
    c->has_reference = sl_dec_parse(sl_yaml_text(reference, "value"), &c->reference);
    c->reference_label = sl_yaml_text(reference, "label");
    bool by_label = !sl_chart_highlights_series(c);
    size_t n = by_label ? c->label_count : c->series_count;
    const sl_str *of = by_label ? c->labels : c->series;
    const sl_yaml *highlight = sl_yaml_lookup(b, "highlight");
    c->highlight = SL_NEW_ARRAY(g->s->arena, bool, n + 1);
    for (size_t i = 0; i < n; i++)
        c->highlight[i] = highlight && sl_select_fits(of[i], highlight);
    sl_select_check_labels(g->s, highlight, of, n, "the chart");
    sl_select_read_kind(g->s, b, g->rows->csv, c);
    return true;
}

/* `names` names each column of figures. */
static bool check_titles(grid *g, const sl_yaml *value)
{
    const sl_yaml *titles = sl_yaml_lookup(g->block, "names");
    size_t columns = value->kind == SL_YAML_LIST ? value->count : 1;
    if (!titles || titles->kind != SL_YAML_LIST || titles->count == columns)
        return true;
    sl_finding *f = sl_diag_add(g->s->diags, SL_E0125, titles->span,
                                "%u names for %zu columns of figures", titles->count, columns);
    sl_diag_help(g->s->diags, f, "give each column under 'value' a name, in the same order");
    return false;
}

sl_chart *sl_select_fill(sl_strategy *s, const sl_yaml *block, const sl_select_source *from,
                         sl_span span)
{
    const sl_csv *csv = from->rows.csv;
    int label = sl_select_column(s, csv, from->label);
    if (label < 0)
        return NULL;
    grid g = {.s = s, .block = block, .from = *from, .rows = &from->rows};
    sl_map_init(&g.label_index, s->arena);
    sl_map_init(&g.series_index, s->arena);
    sl_map_init(&g.known, s->arena);
    SL_PUSH(s->arena, g.keys, (uint32_t)label);
    const sl_yaml *value = from->value;
    sl_chart_kind kind = sl_select_kind(block);
    size_t columns = value->kind == SL_YAML_LIST ? value->count : 1;
    if (!check_titles(&g, value) || !sl_select_read_ends(s, csv, block, columns, &g.ends))
        return NULL;
    bool filled = kind == SL_CHART_SCATTER ? fill_pairs(&g, label, value)
                  : sl_yaml_lookup(block, "series") && value->kind == SL_YAML_SCALAR
                      ? fill_long(&g, label, value)
                      : fill_wide(&g, label, value, kind == SL_CHART_SLOPE);
    sl_chart *c = filled ? finish(&g, kind, span) : NULL;
    if (c && kind == SL_CHART_MAP)
        c = sl_select_places(s, block, csv, c);
    return c && read_looks(&g, c) && sl_select_check_figures(s, c, span) ? c : NULL;
}

const sl_chart *sl_select_chart(sl_strategy *s, const sl_yaml *block, sl_span span)
{
    const sl_csv *csv = sl_select_data(s, block);
    sl_select_source from = {.label = label_key(block), .value = sl_yaml_lookup(block, "value")};
    if (!sl_select_check_keys(s, block, sl_select_kind(block)) || !csv ||
        !sl_select_rows(s, block, csv, &from.rows))
        return NULL;
    sl_chart *c = sl_select_fill(s, block, &from, span);
    return c && (c->kind != SL_CHART_MAP || sl_select_classes(s, block, c)) ? c : NULL;
}
