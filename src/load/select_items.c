/* A chart whose data are items: how many there are, or what their figures add up to, for each value
 * of one of their keys (and of another, for each series); or each item's own figures. They are made
 * a small table, from which the chart is filled as from any dataset. */
#include "base/limits.h"
#include "load/condition.h"
#include "load/list.h"
#include "load/parting.h"
#include "load/select.h"
#include "load/trajectory.h"
#include "model/funding.h"

enum { MOST_VALUES = 4 };

/* What is added up. */
typedef struct adding {
    const sl_yaml *yaml;
    sl_item_field field;
    bool is_count;
} adding;

typedef struct gathering {
    sl_strategy *s;
    const sl_yaml *block;
    sl_item_list list;
    sl_parting label, series; /* series.yaml NULL: none */
    adding values[MOST_VALUES];
    size_t value_count;
    bool pairs;                      /* a scatter: the second value is that of the other axis */
    bool millions;                   /* sums of money are told in millions */
    bool is_shared;                  /* an item stands at several labels or in several series */
    SL_VEC(const sl_item *) without; /* what is added up, each once */
} gathering;

static bool refuse(sl_strategy *s, sl_code code, sl_span at, sl_str what, const char *why,
                   const char *help)
{
    sl_finding *f = sl_diag_add(s->diags, code, at, "'%.*s' %s", SL_FMT(what), why);
    sl_diag_help(s->diags, f, "%s", help);
    return false;
}

/* --- what the block names --- */

static bool is_measured(const sl_item_field *f)
{
    return f->key && f->key->measure && f->part.n && !sl_str_equal_z(f->part, "rating") &&
           !sl_str_equal_z(f->part, "due") && !sl_str_equal_z(f->part, "name");
}

static bool read_adding(gathering *g, const sl_yaml *y)
{
    if (g->value_count == MOST_VALUES)
        return refuse(g->s, SL_E0754, y->span, y->text, "is more than a chart can tell apart",
                      "choose four, or make two charts");
    adding *a = &g->values[g->value_count++];
    a->yaml = y;
    if (!sl_item_field_find(g->s, &g->list.types, y->span, y->text, &a->field))
        return false;
    if (is_measured(&a->field) && !g->label.each)
        return refuse(g->s, SL_E0111, y->span, y->text, "is what one item measures: it has no sum",
                      "write label: title, which shows each item");
    if (!sl_item_field_is_money(&a->field) && !sl_item_field_is_figure(&a->field) &&
        !is_measured(&a->field))
        return refuse(g->s, SL_E0111, y->span, y->text, "has no figures",
                      "name a key of kind money, number or integer, or leave 'value' out to count "
                      "the items; type: grid shows items by two keys with words");
    if (sl_item_field_is_money(&a->field) != sl_item_field_is_money(&g->values[0].field) &&
        !g->pairs)
        return refuse(g->s, SL_E0758, y->span, y->text, "is of another unit than the first",
                      "one axis has one unit: make two charts of them");
    return true;
}

static bool read_values(gathering *g)
{
    const sl_yaml *value = sl_yaml_lookup(g->block, "value");
    bool list = value && value->kind == SL_YAML_LIST, good = true;
    for (const sl_yaml *y = list ? value->first : value; y; y = list ? y->next : NULL)
        good = read_adding(g, y) && good;
    if (g->pairs)
        good = good && read_adding(g, sl_yaml_lookup(sl_yaml_lookup(g->block, "across"), "value"));
    if (!value && g->label.each)
        return refuse(g->s, SL_E0112, g->label.yaml->span, SL_STR("title"),
                      "makes each item a label, and nothing says of which figure",
                      "add 'value:' with a key of kind money, number or integer");
    return good;
}

/* Signs and words that sums and counts make themselves, and what only datasets have. */
static bool check_signs(gathering *g)
{
    static const char *const money[] = {"unit", "prefix", "suffix"};
    const sl_yaml *interval = sl_yaml_lookup(g->block, "interval");
    bool good = !interval || refuse(g->s, SL_E0753, interval->span, SL_STR("interval"),
                                    "does not go with items", "take it out");
    for (size_t i = 0; i < SL_COUNT(money); i++) {
        const sl_yaml *y = sl_yaml_lookup(g->block, money[i]);
        bool own = g->value_count && sl_item_field_is_money(&g->values[0].field);
        if (y && own)
            good = refuse(g->s, SL_E0753, y->span, sl_str_from(money[i]),
                          "does not go with sums of money, which print their own", "take it out");
    }
    return good;
}

/* --- figures --- */

/* In hundredths, where it is money; false: the item has none. */
static bool figure_of(const adding *a, const sl_item *item, sl_dec *out)
{
    int64_t pence;
    const sl_currency *currency;
    if (a->is_count) {
        *out = (sl_dec){1, 0};
        return true;
    }
    const sl_measure *m = sl_item_field_measure(&a->field, item);
    if (a->field.part.n)
        return m && sl_measure_part_value(m, a->field.part, out);
    const sl_yaml *y = sl_item_field_value(&a->field, item);
    if (sl_item_field_is_money(&a->field)) {
        bool is_read = y && sl_funding_read(y, &pence, &currency);
        *out = (sl_dec){is_read ? pence : 0, 2};
        return is_read;
    }
    return y && y->kind == SL_YAML_SCALAR && sl_dec_parse(y->text, out);
}

typedef struct spot {
    sl_dec sum;
    uint32_t said, lacking;
} spot;

/* labels x series x values. */
typedef struct sums {
    spot *at;
    size_t series, values;
} sums;

static spot *spot_of(const sums *t, size_t label, size_t series, size_t value)
{
    return &t->at[(label * t->series + series) * t->values + value];
}

static bool add_up(gathering *g, const sl_item *item, const sl_group_places *labels,
                   const sl_group_places *series, const sums *t)
{
    bool lacks = false;
    for (size_t v = 0; v < t->values; v++) {
        sl_dec one;
        bool there = figure_of(&g->values[v], item, &one);
        lacks = lacks || !there;
        for (size_t i = 0; i < labels->n; i++)
            for (size_t k = 0; k < series->n; k++) {
                spot *to = spot_of(t, labels->at[i], series->at[k], v);
                to->said += there;
                to->lacking += !there;
                if (there && !sl_dec_add(to->sum, one, &to->sum))
                    return false;
            }
    }
    if (lacks)
        SL_PUSH(g->s->arena, g->without, item);
    return true;
}

/* 12.5, without noughts behind. */
static sl_str text_of(const gathering *g, sl_dec d)
{
    while (d.places && d.mantissa % 10 == 0) {
        d.mantissa /= 10;
        d.places--;
    }
    sl_buf b;
    sl_buf_init(&b);
    sl_buf_push_fixed(&b, d.mantissa, d.places);
    return sl_buf_take(&b, g->s->arena);
}

/* A group that has no item is nought; one whose items all say nothing has no figure. */
static sl_str cell_of(const gathering *g, const spot *at, const adding *a)
{
    enum { MILLION_PLACES = 8 };
    if (!at->said && at->lacking)
        return SL_STR_NONE;
    if (!at->said && g->label.each)
        return SL_STR_NONE;
    sl_dec d = at->sum;
    if (sl_item_field_is_money(&a->field))
        d = (sl_dec){sl_dec_scale(d, 2).mantissa, g->millions ? MILLION_PLACES : 2};
    return text_of(g, d);
}

/* --- the table --- */

static const sl_yaml *name_value(const gathering *g)
{
    const sl_yaml *value = sl_yaml_lookup(g->block, "value");
    if (value)
        return value;
    sl_yaml *made = SL_NEW(g->s->arena, sl_yaml);
    *made = (sl_yaml){.kind = SL_YAML_SCALAR, .text = SL_STR("items"), .span = g->block->span};
    return made;
}

static sl_csv *new_table(const gathering *g, size_t columns, size_t rows)
{
    sl_arena *a = g->s->arena;
    sl_csv *csv = SL_NEW(a, sl_csv);
    csv->file = g->block->span.file;
    csv->column_count = (uint32_t)columns;
    csv->columns = SL_NEW_ARRAY(a, sl_str, columns);
    csv->cells = SL_NEW_ARRAY(a, sl_str, columns * rows + 1);
    csv->row_offsets = SL_NEW_ARRAY(a, uint32_t, rows + 1);
    sl_column *typed = SL_NEW_ARRAY(a, sl_column, columns);
    size_t figures = g->value_count;
    for (size_t i = 0; i < columns; i++)
        typed[i].type = i + figures < columns ? SL_COLUMN_TEXT : SL_COLUMN_NUMBER;
    csv->typed = typed;
    csv->columns[0] = g->label.yaml->text;
    if (g->series.yaml)
        csv->columns[1] = g->series.yaml->text;
    for (size_t v = 0; v < figures; v++)
        csv->columns[columns - figures + v] =
            g->values[v].is_count ? SL_STR("items") : g->values[v].yaml->text;
    return csv;
}

static const sl_csv *make_table(const gathering *g, const sums *t)
{
    size_t labels = g->label.groups.n, series = t->series;
    size_t columns = 1 + (g->series.yaml != NULL) + t->values;
    sl_csv *csv = new_table(g, columns, labels * series);
    const size_t *down = sl_parting_order(g->s, &g->label),
                 *along = sl_parting_order(g->s, &g->series);
    for (size_t i = 0; i < labels; i++)
        for (size_t k = 0; k < series; k++) {
            sl_str *row = csv->cells + csv->row_count++ * columns;
            row[0] = g->label.groups.at[down[i]].text;
            if (g->series.yaml)
                row[1] = g->series.groups.at[along[k]].text;
            for (size_t v = 0; v < t->values; v++)
                row[columns - t->values + v] =
                    cell_of(g, spot_of(t, down[i], along[k], v), &g->values[v]);
        }
    return csv;
}

/* Two items of one name would be one label. */
static bool check_names(gathering *g)
{
    for (size_t i = 0; g->label.each && i < g->list.items.n; i++)
        for (size_t k = 0; k < i; k++)
            if (sl_str_equal(sl_parting_name(g->list.items.at[i]),
                             sl_parting_name(g->list.items.at[k])))
                return refuse(g->s, SL_E0759, g->list.items.at[i]->span,
                              sl_parting_name(g->list.items.at[i]),
                              "is the name of two items of the chart",
                              "give one of the two a title of its own, or another under 'short'");
    return true;
}

/* Figures of measures stand on one axis where they are of one unit. */
static bool check_units(gathering *g)
{
    const sl_measure *first = NULL;
    for (size_t v = 0; v < g->value_count && !g->pairs; v++)
        for (size_t i = 0; g->values[v].field.part.n && i < g->list.items.n; i++) {
            const sl_measure *m = sl_item_field_measure(&g->values[v].field, g->list.items.at[i]);
            first = first ? first : m;
            if (m && !sl_str_equal(m->unit, first->unit)) {
                sl_finding *f = sl_diag_add(g->s->diags, SL_E0758, g->values[v].yaml->span,
                                            "%.*s is measured in '%.*s', and %.*s in '%.*s'",
                                            SL_FMT(first->item->id), SL_FMT(first->unit),
                                            SL_FMT(m->item->id), SL_FMT(m->unit));
                sl_diag_help(g->s->diags, f,
                             "one axis has one unit: choose some with 'where', or show them in a "
                             "list");
                return false;
            }
        }
    return true;
}

static const sl_csv *gather(gathering *g)
{
    size_t n = g->list.items.n;
    sl_group_places *labels = SL_NEW_ARRAY(g->s->arena, sl_group_places, n + 1),
                    *series = SL_NEW_ARRAY(g->s->arena, sl_group_places, n + 1);
    for (size_t i = 0; i < n; i++) {
        labels[i] = sl_parting_place(g->s, &g->label, g->list.items.at[i]);
        series[i] = sl_parting_place(g->s, &g->series, g->list.items.at[i]);
        g->is_shared = g->is_shared || labels[i].n > 1 || series[i].n > 1;
    }
    sl_parting_fill_years(g->s, &g->label, SL_LIMIT_CHART_POINTS);
    if (g->label.groups.n > SL_LIMIT_CHART_POINTS || g->series.groups.n > SL_LIMIT_CHART_SERIES)
        return refuse(g->s, SL_E0754, g->label.yaml->span, g->label.yaml->text,
                      "parts the items into more groups than a chart has",
                      "choose some with 'where', or another key"),
               NULL;
    sums t = {.series = g->series.groups.n, .values = g->value_count};
    t.at = SL_NEW_ARRAY(g->s->arena, spot, g->label.groups.n * t.series * t.values + 1);
    for (size_t i = 0; i < n; i++)
        if (!add_up(g, g->list.items.at[i], &labels[i], &series[i], &t))
            return refuse(g->s, SL_E0754, g->label.yaml->span, g->label.yaml->text,
                          "has figures that are too large to be added up", "choose fewer items"),
                   NULL;
    const int64_t million = 100000000; /* hundredths */
    for (size_t i = 0; i < g->label.groups.n * t.series * t.values; i++)
        g->millions = g->millions || sl_dec_scale(t.at[i].sum, 2).mantissa >= million;
    return make_table(g, &t);
}

/* --- words --- */

static sl_str unit_of(const gathering *g, const adding *a)
{
    const sl_phrases *p = g->s->phrases;
    if (sl_item_field_is_money(&a->field)) {
        const sl_currency *currency = sl_funding_currency(g->s->whole ? g->s->whole : g->s);
        sl_str sign = currency ? sl_str_from(currency->sign[0] ? currency->sign : currency->code)
                               : SL_STR("£");
        return g->millions ? sl_say(p, g->s->arena, SL_SAY_MONEY_UNIT, SL_T("sign", sign)) : sign;
    }
    if (a->is_count)
        return g->list.types.n == 1 ? g->list.types.at[0]->plural : sl_phrase(p, SL_SAY_ITEMS);
    return a->field.part.n ? SL_STR_NONE : a->field.key->label;
}

static void push_sentence(const gathering *g, sl_chart *c, sl_str sentence)
{
    c->legend = c->legend.n
                    ? sl_str_format(g->s->arena, "%.*s %.*s", SL_FMT(c->legend), SL_FMT(sentence))
                    : sentence;
}

/* Of the measures whose figures are shown, which have one unit. */
static const sl_measure *first_measure(const gathering *g)
{
    const sl_measure *m = NULL;
    for (size_t i = 0; g->values[0].field.part.n && !m && i < g->list.items.n; i++)
        m = sl_item_field_measure(&g->values[0].field, g->list.items.at[i]);
    return m;
}

/* Bars of ratings have their colours: by series, or by label where there is one. */
static const sl_rating *ratings_of(const gathering *g, const sl_chart *c)
{
    bool many = c->series_count > 1;
    const sl_parting *p = many ? &g->series : &g->label;
    if (!p->yaml || !p->field.key || !p->field.key->measure ||
        !sl_str_equal_z(p->field.part, "rating"))
        return NULL;
    size_t n = many ? c->series_count : c->label_count;
    sl_rating *out = SL_NEW_ARRAY(g->s->arena, sl_rating, n + 1);
    for (size_t i = 0; i < n; i++)
        for (sl_rating r = SL_RATING_GREEN; r <= SL_RATING_RED; r++)
            if (sl_str_equal_z((many ? c->series : c->labels)[i], sl_rating_name(r)))
                out[i] = r;
    return out;
}

static void dress(const gathering *g, sl_chart *c)
{
    enum { MOST_PLACES = 2 };
    const adding *first = &g->values[0];
    bool money = sl_item_field_is_money(&first->field);
    const sl_measure *m = first_measure(g);
    bool bare = !sl_yaml_lookup(g->block, "prefix") && !sl_yaml_lookup(g->block, "suffix");
    if (!c->unit.n && m && bare && !g->pairs)
        sl_trajectory_dress(g->s, c, m);
    if (!c->unit.n)
        c->unit = unit_of(g, first);
    if (money && c->places > MOST_PLACES && !sl_yaml_lookup(g->block, "places"))
        c->places = MOST_PLACES;
    if (c->across)
        c->series[0] = c->unit;
    c->ratings = ratings_of(g, c);
    sl_parting_print(g->s, &g->label, c->labels, c->label_count);
    if (!c->across)
        sl_parting_print(g->s, &g->series, c->series, c->series_count);
    if (g->value_count > 1 && !g->pairs && !sl_yaml_lookup(g->block, "names"))
        for (size_t k = 0; k < c->series_count && c->series_count == g->value_count; k++)
            c->series[k] = g->values[k].field.key->label;
    if (g->without.n)
        push_sentence(
            g, c,
            sl_say(g->s->phrases, g->s->arena, SL_SAY_ITEMS_WITHOUT, SL_N("n", g->without.n)));
    if (g->is_shared)
        push_sentence(g, c, sl_phrase(g->s->phrases, SL_SAY_ITEMS_SHARED));
}

/* What goes with items, and with the kind of chart. */
static bool read_block(gathering *g)
{
    const sl_yaml *label = sl_yaml_lookup(g->block, "label"),
                  *series = sl_yaml_lookup(g->block, "series");
    if (!sl_list_gather(g->s, g->block, "items", &g->list) || !g->list.items.n)
        return false;
    g->pairs = sl_select_kind(g->block) == SL_CHART_SCATTER;
    if (!sl_select_check_keys(g->s, g->block, sl_select_kind(g->block)) ||
        !sl_parting_read(g->s, &g->list.types, label, &g->label) ||
        (series && !sl_parting_read(g->s, &g->list.types, series, &g->series)) || !read_values(g) ||
        !check_names(g))
        return false;
    if (series && g->value_count > 1)
        return refuse(g->s, SL_E0753, series->span, SL_STR("series"),
                      "does not go with several figures of each",
                      "choose one under 'value', or leave 'series' out");
    if (!g->value_count)
        g->values[g->value_count++].is_count = true;
    return check_units(g) && check_signs(g);
}

const sl_chart *sl_select_items(sl_strategy *s, const sl_yaml *block, sl_span span)
{
    if (sl_select_kind(block) == SL_CHART_GRID)
        return sl_select_grid(s, block, span);
    gathering g = {.s = s, .block = block};
    const sl_csv *csv = read_block(&g) ? gather(&g) : NULL;
    if (!csv)
        return NULL;
    sl_select_source from = {.rows.csv = csv, .label = g.label.yaml, .value = name_value(&g)};
    for (uint32_t i = 0; i < csv->row_count; i++)
        SL_PUSH(s->arena, from.rows.rows, i);
    sl_chart *c = sl_select_fill(s, block, &from, span);
    if (c)
        dress(&g, c);
    return c;
}
