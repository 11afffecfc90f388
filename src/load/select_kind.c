/* What each kind of chart takes beside its figures, and which figures it can show. */
#include "load/select.h"
#include "model/unit.h"

enum { MOST_SERIES = 4, MOST_COLUMNS = 60, MOST_NAMED = 24 };

#define OF(kind) (1u << SL_CHART_##kind)

/* Which kinds a key goes with; a key that is not here goes with all. */
static const struct {
    const char *key;
    unsigned kinds;
    const char *said; /* of which kinds it is */
} keys[] = {
    {"interval", OF(BAR) | OF(GROUPED_BAR) | OF(LINE) | OF(DOT) | OF(SLOPE) | OF(COLUMN),
     "bars, dots, columns, lines and slopes"},
    {"reference", ~(OF(SCATTER) | OF(GRID)), "every chart but a scatter and a grid"},
    {"target",
     OF(BAR) | OF(GROUPED_BAR) | OF(LINE) | OF(DOT) | OF(COLUMN) | OF(STACKED) | OF(MULTIPLES) |
         OF(STRIP) | OF(AREA),
     "every chart but slopes, diverging bars and a scatter"},
    {"band", OF(LINE) | OF(COLUMN) | OF(MULTIPLES) | OF(STRIP) | OF(AREA),
     "lines, columns, areas, strips and small multiples"},
    {"annotations", OF(LINE) | OF(COLUMN) | OF(AREA), "lines, columns and areas"},
    {"direction", OF(STACKED), "stacked charts"},
    {"share", OF(STACKED), "stacked charts"},
    {"comparator", OF(LINE), "lines"},
    {"across", OF(SCATTER), "a scatter"},
    {"highlight", ~(OF(STACKED) | OF(AREA) | OF(GRID)),
     "every chart but stacked ones, areas and grids"},
    {"series", ~(OF(SCATTER) | OF(GRID)), "every chart but a scatter and a grid"},
    {"names", ~(OF(SCATTER) | OF(GRID)), "every chart but a scatter and a grid"},
    {"label", ~(OF(GRID)), "every chart but a grid, which has rows and columns"},
    {"value", ~(OF(GRID)), "every chart but a grid, which has rows and columns"},
    {"only", ~(OF(GRID)), "every chart but a grid, which takes 'where'"},
    {"sort", ~(OF(GRID)), "every chart but a grid"},
    {"limit", ~(OF(GRID)), "every chart but a grid, which takes 'where'"},
    {"called", ~(OF(GRID)), "every chart but a grid"},
    {"unit", ~(OF(GRID)), "every chart but a grid"},
    {"prefix", ~(OF(GRID)), "every chart but a grid"},
    {"suffix", ~(OF(GRID)), "every chart but a grid"},
    {"places", ~(OF(GRID)), "every chart but a grid"},
    {"data", ~(OF(GRID)), "every chart but a grid, which shows items"},
    {"rows", OF(GRID), "a grid"},
    {"columns", OF(GRID), "a grid"},
    {"after", OF(GRID), "a grid"},
};

sl_chart_kind sl_select_kind(const sl_yaml *block)
{
    if (sl_yaml_lookup(block, "boundaries"))
        return SL_CHART_MAP;
    sl_str rest = SL_STR(SL_SELECT_KINDS), word, type = sl_yaml_text(block, "type");
    for (int i = 0; rest.n && sl_str_split(&rest, '|', &word); i++)
        if (sl_str_equal(word, type))
            return (sl_chart_kind)i;
    return SL_CHART_BAR;
}

bool sl_select_check_keys(sl_strategy *s, const sl_yaml *block, sl_chart_kind kind)
{
    bool good = true;
    if (kind == SL_CHART_MAP)
        return true;
    for (size_t i = 0; i < SL_COUNT(keys); i++) {
        const sl_yaml *y = sl_yaml_lookup(block, keys[i].key);
        if (!y || keys[i].kinds >> kind & 1)
            continue;
        sl_finding *f =
            sl_diag_add(s->diags, SL_E0753, y->span, "'%s' does not go with a chart of type '%.*s'",
                        keys[i].key, SL_FMT(sl_yaml_text(block, "type")));
        sl_diag_help(s->diags, f, "it is of %s: take it out, or choose another type", keys[i].said);
        good = false;
    }
    const sl_yaml *type = sl_yaml_lookup(block, "type"), *value = sl_yaml_lookup(block, "value");
    bool scatter = kind == SL_CHART_SCATTER;
    if (scatter && (!sl_yaml_lookup(block, "across") || value->kind == SL_YAML_LIST)) {
        sl_finding *f = sl_diag_add(s->diags, SL_E0753, type->span,
                                    "a scatter has one column of figures for each axis");
        sl_diag_help(s->diags, f, "write value: COLUMN and across: {value: COLUMN, unit: WORDS}");
        good = false;
    }
    bool whole = sl_yaml_bool(block, "share", false);
    const sl_yaml *line = sl_yaml_lookup(block, "reference");
    line = line ? line : sl_yaml_lookup(block, "target");
    if (whole && line) {
        sl_finding *f = sl_diag_add(s->diags, SL_E0753, line->span,
                                    "a line of figures does not go with shares");
        sl_diag_help(s->diags, f, "take it out, or leave 'share' out");
        good = false;
    }
    return good;
}

/* --- what a block says beside its figures --- */

static void read_target(const sl_yaml *block, sl_chart *c)
{
    const sl_yaml *target = sl_yaml_lookup(block, "target");
    c->has_target = sl_dec_parse(sl_yaml_text(target, "value"), &c->target);
    c->target_label = sl_yaml_text(target, "label");
}

static void read_band(sl_strategy *s, const sl_yaml *block, sl_chart *c)
{
    const sl_yaml *band = sl_yaml_lookup(block, "band");
    c->has_band = sl_dec_parse(sl_yaml_text(band, "from"), &c->band_low) &&
                  sl_dec_parse(sl_yaml_text(band, "to"), &c->band_high);
    c->band_label = sl_yaml_text(band, "label");
    if (!c->has_band || sl_dec_compare(c->band_low, c->band_high) < 0)
        return;
    sl_finding *f =
        sl_diag_add(s->diags, SL_E0755, band->span, "the band does not begin below its end");
    sl_diag_help(s->diags, f, "write the lower figure under 'from', the higher one under 'to'");
    c->has_band = false;
}

static void read_notes(sl_strategy *s, const sl_yaml *block, sl_chart *c)
{
    enum { MOST_BYTES = 120 };
    const sl_yaml *notes = sl_yaml_lookup(block, "annotations");
    SL_EACH (one, notes) {
        const sl_yaml *at = sl_yaml_lookup(one, "at");
        sl_str text = sl_yaml_text(one, "text");
        if (c->note_count == SL_CHART_NOTES_MOST || text.n > MOST_BYTES) {
            sl_finding *f = sl_diag_add(s->diags, SL_E0755, one->span,
                                        text.n > MOST_BYTES ? "an annotation of %zu bytes"
                                                            : "more annotations than six",
                                        text.n);
            sl_diag_help(s->diags, f, "say in 'note' what needs more words");
            return;
        }
        if (!sl_select_check_labels(s, at, c->labels, c->label_count, "the chart"))
            continue;
        sl_chart_note n = {.text = text};
        while (n.label + 1 < c->label_count && !sl_str_equal(c->labels[n.label], at->text))
            n.label++;
        c->notes[c->note_count++] = n;
    }
}

/* The other axis; its figures are the second series. */
static void read_across(sl_strategy *s, const sl_yaml *block, const sl_csv *csv, sl_chart *c)
{
    const sl_yaml *y = sl_yaml_lookup(block, "across");
    if (!y || c->kind != SL_CHART_SCATTER)
        return;
    sl_chart_axis *axis = SL_NEW(s->arena, sl_chart_axis);
    axis->unit = sl_unit_words(s->arena, sl_yaml_text(y, "unit"));
    const char *symbol;
    sl_select_signs signs = {0};
    if (sl_select_column_signs(s, csv, sl_yaml_lookup(y, "value"), &symbol))
        sl_select_read_signs(s, y, symbol, &signs);
    axis->prefix = signs.prefix;
    axis->suffix = signs.suffix;
    uint32_t places;
    if (sl_num_parse(sl_yaml_text(y, "places"), &places))
        axis->places = (uint8_t)places;
    else
        for (size_t i = c->label_count; i < 2u * c->label_count; i++)
            if (c->present[i] && c->values[i].places > axis->places)
                axis->places = c->values[i].places < 6 ? c->values[i].places : 6;
    c->across = axis;
    c->series[0] = c->unit;
    c->series[1] = axis->unit;
}

static void read_comparator(sl_strategy *s, const sl_yaml *block, sl_chart *c)
{
    const sl_yaml *y = sl_yaml_lookup(block, "comparator");
    if (!y)
        return;
    sl_select_check_labels(s, y, c->series, c->series_count, "the chart");
    c->compared = SL_NEW_ARRAY(s->arena, bool, c->series_count + 1u);
    for (size_t i = 0; i < c->series_count; i++)
        c->compared[i] = sl_select_fits(c->series[i], y);
}

/* Labels and series in the author's words; last, as other keys name them in the dataset's. */
static void read_called(sl_strategy *s, const sl_yaml *block, sl_chart *c)
{
    size_t n = (size_t)c->label_count + c->series_count;
    sl_str *there = SL_NEW_ARRAY(s->arena, sl_str, n + 1);
    memcpy(there, c->labels, c->label_count * sizeof *there);
    memcpy(there + c->label_count, c->series, c->series_count * sizeof *there);
    const sl_yaml *called = sl_yaml_lookup(block, "called");
    sl_select_check_called(s, called);
    SL_EACH (one, called) {
        const sl_yaml *name = sl_yaml_lookup(one, "name");
        sl_select_check_labels(s, name, there, n, "the chart");
        for (size_t i = 0; i < n; i++)
            if (sl_str_equal(there[i], name->text))
                *(i < c->label_count ? &c->labels[i] : &c->series[i - c->label_count]) =
                    sl_yaml_text(one, "as");
    }
}

void sl_select_read_kind(sl_strategy *s, const sl_yaml *block, const sl_csv *csv, sl_chart *c)
{
    if (c->kind == SL_CHART_MAP)
        return;
    read_target(block, c);
    read_band(s, block, c);
    read_notes(s, block, c);
    read_across(s, block, csv, c);
    sl_str direction = sl_yaml_text(block, "direction");
    c->is_share = sl_yaml_bool(block, "share", false);
    read_comparator(s, block, c);
    sl_select_check_times(s, sl_yaml_lookup(block, "label"), c);
    read_called(s, block, c);
    sl_select_check_alike(s, block, c);
    c->is_upright = direction.n ? sl_str_equal_z(direction, "vertical") : c->days != NULL;
}

/* --- whether its figures can be shown --- */

static bool refuse(sl_strategy *s, sl_span span, const char *how, sl_str what, const char *help)
{
    sl_finding *f = sl_diag_add(s->diags, SL_E0754, span, how, SL_FMT(what));
    sl_diag_help(s->diags, f, "%s", help);
    return false;
}

/* Parts of a whole: none below nothing, and their sum can be told. */
static bool check_parts(sl_strategy *s, const sl_chart *c, sl_span span)
{
    const sl_dec none = {0, 0};
    bool whole = c->is_share || c->kind == SL_CHART_AREA;
    for (size_t i = 0; i < c->label_count; i++) {
        sl_dec sums[] = {none, none};
        for (size_t k = 0; k < c->series_count; k++) {
            size_t at = k * c->label_count + i;
            bool below = c->present[at] && sl_dec_compare(c->values[at], none) < 0;
            if (below && whole)
                return refuse(s, span, "the figure of '%.*s' is below nothing, and no part",
                              c->labels[i], "choose figures that are parts, or another type");
            if (c->present[at] && !sl_dec_add(sums[below], c->values[at], &sums[below]))
                return refuse(s, span, "the figures of '%.*s' are too large to be added up",
                              c->labels[i], "write them in a larger unit");
        }
        if (c->is_share && sl_dec_compare(sums[0], none) <= 0)
            return refuse(s, span, "the figures of '%.*s' add up to nothing", c->labels[i],
                          "leave that label out with 'only', or leave 'share' out");
    }
    return true;
}

static bool check_gaps(sl_strategy *s, const sl_chart *c, sl_span span)
{
    for (size_t i = 0; i < (size_t)c->label_count * c->series_count; i++)
        if (!c->present[i])
            return refuse(s, span, "'%.*s' lacks a part, and has no whole",
                          c->labels[i % c->label_count],
                          "leave that label out with 'only' or 'where', or choose another type");
    return true;
}

bool sl_select_check_figures(sl_strategy *s, const sl_chart *c, sl_span span)
{
    static const unsigned four = OF(COLUMN) | OF(STACKED) | OF(DIVERGING) | OF(AREA);
    unsigned kind = 1u << c->kind;
    if (kind & four && c->series_count > MOST_SERIES)
        return refuse(s, span, "more series than can be told apart%.*s", SL_STR_NONE,
                      "choose four with 'only' or 'value', or draw small multiples");
    bool upright = c->kind == SL_CHART_COLUMN || (c->kind == SL_CHART_STACKED && c->is_upright);
    if (upright && c->label_count > MOST_COLUMNS)
        return refuse(s, span, "more columns than the page has room for%.*s", SL_STR_NONE,
                      "choose at most 60 labels with 'where' or 'limit', or draw lines");
    size_t named = 0;
    for (size_t i = 0; c->kind == SL_CHART_SCATTER && i < c->label_count; i++)
        named += c->highlight[i];
    if (named > MOST_NAMED)
        return refuse(s, span, "more points to name than there is room for%.*s", SL_STR_NONE,
                      "name at most 24 under 'highlight'");
    if (c->kind == SL_CHART_AREA && c->label_count < 2)
        return refuse(s, span, "one label is no area%.*s", SL_STR_NONE, "draw columns or bars");
    if ((c->kind == SL_CHART_AREA || c->is_share) && !check_gaps(s, c, span))
        return false;
    return !(kind & (OF(STACKED) | OF(DIVERGING) | OF(AREA))) || check_parts(s, c, span);
}
