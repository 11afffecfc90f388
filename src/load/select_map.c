/* A map of a block: the places of its boundaries paired with a dataset's rows, and its classes. */
#include <stdlib.h>

#include "base/limits.h"
#include "load/select.h"
#include "model/dataset.h"
#include "model/files.h"

const sl_geo *sl_select_boundaries(sl_strategy *s, const sl_yaml *block)
{
    const sl_yaml *y = sl_yaml_lookup(block, "boundaries");
    bool grid = sl_str_equal_z(sl_yaml_text(block, "projection"), "national-grid");
    sl_str path = sl_dataset_path(s, y->text, y->span);
    sl_asset *a = path.n ? sl_strategy_load_asset(s, path, y->span, true) : NULL;
    if (!a || !a->file)
        return NULL;
    if (!a->geo_tried || (a->geo && a->geo->grid != grid))
        a->geo = sl_strategy_check_text(s, a->file) ? sl_geo_read(s->arena, s->diags, a->file, grid)
                                                    : NULL;
    a->geo_tried = true;
    return a->geo;
}

typedef struct pairing {
    sl_strategy *s;
    const sl_yaml *block, *join;
    const sl_csv *csv;
    const sl_geo *geo;
    const sl_chart *keys; /* its labels are keys */
    sl_str *of;           /* each feature's key */
    sl_map features;      /* key to index + 1 */
    sl_str *lone;         /* the other side's keys that pair with nothing, for suggestions */
    size_t lone_count;
    bool failed;
} pairing;

/* --- keys --- */

/* The names of the properties of a feature, for suggestions. */
static size_t list_properties(const sl_geo *g, sl_str *names, size_t most)
{
    size_t n = 0;
    const sl_json *p = sl_json_lookup(g->features.at[0].json, "properties");
    for (const sl_json *j = p && p->kind == SL_JSON_MAP ? p->first : NULL; j && n < most;
         j = j->next)
        names[n++] = j->key;
    return n;
}

static void report_property(pairing *p, const sl_json *at, const char *what)
{
    enum { MOST = 32 };
    sl_str names[MOST];
    size_t n = list_properties(p->geo, names, MOST);
    p->failed = true;
    sl_finding *f = sl_diag_add(p->s->diags, SL_E0162, p->join->span, what, SL_FMT(p->join->text));
    sl_diag_note_at(p->s->diags, f, sl_json_span(p->geo->file, at), "this one");
    if (!sl_diag_suggest(p->s->diags, f, p->join->text, names, n))
        sl_diag_help(p->s->diags, f,
                     "name a property that each feature has, and that is a column of the dataset");
}

static void read_keys(pairing *p)
{
    size_t n = p->geo->features.n;
    p->of = SL_NEW_ARRAY(p->s->arena, sl_str, n);
    sl_map_init(&p->features, p->s->arena);
    for (size_t i = 0; i < n && !p->failed; i++) {
        const sl_geo_feature *f = &p->geo->features.at[i];
        p->of[i] = sl_geo_property(f, p->join->text);
        if (!p->of[i].n)
            report_property(p, f->json, "a feature has no property '%.*s'");
        else if (!sl_map_add(&p->features, p->of[i], (void *)(uintptr_t)(i + 1)))
            report_property(p, f->json, "two features have the same '%.*s'");
    }
}

/* --- pairs --- */

static void report_row(pairing *p, sl_str key)
{
    p->failed = true;
    sl_finding *f = sl_diag_add(p->s->diags, SL_E0162, p->join->span,
                                "the row of '%.*s' has no place on the map", SL_FMT(key));
    if (!sl_diag_suggest(p->s->diags, f, key, p->lone, p->lone_count))
        sl_diag_help(p->s->diags, f,
                     "leave it out with 'where', or list it under 'outside': outside: [%.*s]",
                     SL_FMT(key));
}

static void report_place(pairing *p, size_t feature)
{
    p->failed = true;
    sl_str key = p->of[feature];
    sl_finding *f = sl_diag_add(p->s->diags, SL_E0162, p->join->span,
                                "the place '%.*s' has no row in the dataset", SL_FMT(key));
    sl_diag_note_at(p->s->diags, f, sl_json_span(p->geo->file, p->geo->features.at[feature].json),
                    "this place");
    if (!sl_diag_suggest(p->s->diags, f, key, p->lone, p->lone_count))
        sl_diag_help(p->s->diags, f, "add its row, or say under 'missing' why there is none");
}

/* One finding, and not one for each, where it is the join that is wrong. */
static bool check_any(pairing *p)
{
    for (size_t i = 0; i < p->keys->label_count; i++)
        if (sl_map_lookup(&p->features, p->keys->labels[i]))
            return true;
    sl_finding *f =
        sl_diag_add(p->s->diags, SL_E0162, p->join->span,
                    "no row of the dataset is of a place of the boundaries: '%.*s' is '%.*s' there "
                    "and '%.*s' here",
                    SL_FMT(p->join->text), SL_FMT(p->keys->labels[0]), SL_FMT(p->of[0]));
    sl_diag_help(p->s->diags, f,
                 "name a property whose values stand in the dataset, letter for letter");
    p->failed = true;
    return false;
}

static void report_rows(pairing *p, const sl_yaml *outside)
{
    for (size_t i = 0; i < p->keys->label_count; i++) {
        sl_str key = p->keys->labels[i];
        if (!sl_map_lookup(&p->features, key) && (!outside || !sl_select_fits(key, outside)))
            report_row(p, key);
    }
}

/* The label of each feature, + 1; 0 where it has no row. */
static uint32_t *pair(pairing *p)
{
    const sl_yaml *outside = sl_yaml_lookup(p->block, "outside");
    uint32_t *label_of = SL_NEW_ARRAY(p->s->arena, uint32_t, p->geo->features.n);
    if (!check_any(p))
        return label_of;
    sl_select_check_labels(p->s, outside, p->keys->labels, p->keys->label_count, "the data");
    for (size_t i = 0; i < p->keys->label_count; i++) {
        uintptr_t at = (uintptr_t)sl_map_lookup(&p->features, p->keys->labels[i]);
        if (at)
            label_of[at - 1] = (uint32_t)i + 1;
    }
    p->lone = SL_NEW_ARRAY(p->s->arena, sl_str, p->geo->features.n + p->keys->label_count);
    for (size_t i = 0; i < p->geo->features.n; i++)
        if (!label_of[i])
            p->lone[p->lone_count++] = p->of[i];
    report_rows(p, outside);
    p->lone_count = 0;
    for (size_t i = 0; i < p->keys->label_count; i++)
        if (!sl_map_lookup(&p->features, p->keys->labels[i]))
            p->lone[p->lone_count++] = p->keys->labels[i];
    for (size_t i = 0; i < p->geo->features.n; i++)
        if (!label_of[i] && !sl_yaml_lookup(p->block, "missing"))
            report_place(p, i);
    return label_of;
}

/* --- names --- */

/* The text of a column in the first row that has the key. */
static sl_str lookup_cell(const sl_csv *csv, uint32_t join, sl_str key, uint32_t column)
{
    for (uint32_t row = 0; row < csv->row_count; row++)
        if (sl_str_equal(sl_csv_cell(csv, row, join), key))
            return sl_csv_cell(csv, row, column);
    return key;
}

static void report_label(pairing *p, const sl_yaml *label)
{
    enum { MOST = 64 };
    sl_str names[MOST];
    size_t n = list_properties(p->geo, names, MOST / 2);
    for (uint32_t i = 0; i < p->csv->column_count && n < MOST; i++)
        names[n++] = p->csv->columns[i];
    p->failed = true;
    sl_finding *f =
        sl_diag_add(p->s->diags, SL_E0162, label->span,
                    "neither the boundaries nor the dataset have '%.*s'", SL_FMT(label->text));
    if (!sl_diag_suggest(p->s->diags, f, label->text, names, n))
        sl_diag_help(p->s->diags, f, "name the property or the column that holds the names");
}

static sl_str *name_features(pairing *p)
{
    const sl_yaml *label = sl_yaml_lookup(p->block, "label");
    sl_str *names = SL_NEW_ARRAY(p->s->arena, sl_str, p->geo->features.n);
    int column = sl_csv_lookup_column(p->csv, label->text);
    int join = sl_csv_lookup_column(p->csv, p->join->text);
    for (size_t i = 0; i < p->geo->features.n && !p->failed; i++) {
        names[i] = sl_geo_property(&p->geo->features.at[i], label->text);
        if (!names[i].n && column < 0)
            report_label(p, label);
        else if (!names[i].n)
            names[i] = lookup_cell(p->csv, (uint32_t)join, p->of[i], (uint32_t)column);
    }
    return names;
}

/* --- the chart of places --- */

static void take_label(sl_chart *c, const sl_chart *from, size_t to, size_t label)
{
    c->values[to] = from->values[label];
    c->present[to] = from->present[label];
    c->reasons[to] = from->reasons[label];
    c->marks[to] = from->marks[label];
}

/* Places in the order of the rows; those without one last. */
static sl_chart *make_places(pairing *p, const uint32_t *label_of, const sl_str *names,
                             sl_chart_map *map)
{
    size_t n = p->geo->features.n, rows = 0, bare = 0;
    sl_chart *c = sl_select_new_chart(p->s->arena, SL_CHART_MAP, n, p->keys->series, 1);
    uint32_t *feature_of = SL_NEW_ARRAY(p->s->arena, uint32_t, p->keys->label_count + 1u);
    for (size_t i = 0; i < n; i++) {
        rows += label_of[i] != 0;
        if (label_of[i])
            feature_of[label_of[i] - 1] = (uint32_t)i + 1;
    }
    size_t to = 0;
    for (size_t i = 0; i < p->keys->label_count; i++) {
        if (!feature_of[i])
            continue;
        map->features[to] = feature_of[i] - 1;
        take_label(c, p->keys, to++, i);
    }
    for (size_t i = 0; i < n; i++)
        if (!label_of[i]) {
            map->features[rows + bare] = (uint32_t)i;
            c->reasons[rows + bare++] = sl_yaml_text(p->block, "missing");
        }
    for (size_t i = 0; i < n; i++)
        c->labels[i] = names[map->features[i]];
    c->legend = p->keys->legend;
    c->map = map;
    return c;
}

static bool read_credit(sl_strategy *s, const sl_yaml *block, sl_chart_map *map)
{
    sl_str said = sl_str_trim(sl_yaml_text(block, "credit"));
    map->credit = said.n ? said : map->geo->credit;
    if (sl_str_ends(map->credit, ".")) /* the sentence that it stands in has one */
        map->credit.n--;
    if (map->credit.n)
        return true;
    const sl_yaml *y = sl_yaml_lookup(block, "boundaries");
    sl_finding *f = sl_diag_add(s->diags, SL_E0164, y->span,
                                "'%.*s' does not say whose the boundaries are", SL_FMT(y->text));
    sl_diag_help(s->diags, f,
                 "write 'credit:' in the block, or a member \"credit\" beside the features");
    return false;
}

sl_chart *sl_select_places(sl_strategy *s, const sl_yaml *block, const sl_csv *csv, sl_chart *keys)
{
    const sl_geo *geo = sl_select_boundaries(s, block);
    if (!geo)
        return NULL;
    pairing p = {.s = s, .block = block, .csv = csv, .geo = geo, .keys = keys};
    p.join = sl_yaml_lookup(block, "join");
    sl_chart_map *map = SL_NEW(s->arena, sl_chart_map);
    map->geo = geo;
    map->features = SL_NEW_ARRAY(s->arena, uint32_t, geo->features.n);
    map->classes = SL_NEW_ARRAY(s->arena, uint8_t, geo->features.n);
    map->named = SL_NEW_ARRAY(s->arena, bool, geo->features.n);
    bool credited = read_credit(s, block, map);
    read_keys(&p);
    uint32_t *label_of = p.failed ? NULL : pair(&p);
    sl_str *names = p.failed ? NULL : name_features(&p);
    return p.failed || !credited ? NULL : make_places(&p, label_of, names, map);
}

/* --- classes --- */

static int by_value(const void *a, const void *b)
{
    return sl_dec_compare(*(const sl_dec *)a, *(const sl_dec *)b);
}

/* The figures as they are printed, from the lowest: a reader finds each in the class that the key
 * says. */
static size_t sort_figures(sl_arena *a, const sl_chart *c, sl_dec **out)
{
    size_t n = 0;
    *out = SL_NEW_ARRAY(a, sl_dec, c->label_count);
    for (size_t i = 0; i < c->label_count; i++)
        if (c->present[i])
            (*out)[n++] = sl_dec_scale(c->values[i], c->places);
    qsort(*out, n, sizeof **out, by_value);
    return n;
}

typedef struct breaks {
    sl_dec at[SL_MAP_CLASSES_MOST]; /* where the second class starts, the third … */
    size_t n;
} breaks;

static bool report_classes(sl_strategy *s, const sl_yaml *y, const char *what)
{
    sl_finding *f = sl_diag_add(s->diags, SL_E0163, y->span, "%s", what);
    sl_diag_help(s->diags, f,
                 "write classes: 5, or the figures at which classes start: [30, 35, 40]");
    return false;
}

static bool read_breaks(sl_strategy *s, const sl_yaml *y, const sl_chart *c, breaks *b)
{
    if (y->count < 1 || y->count >= SL_MAP_CLASSES_MOST)
        return report_classes(s, y, "a map has two to six classes");
    SL_EACH (one, y) {
        sl_dec *at = &b->at[b->n++];
        if (one->kind != SL_YAML_SCALAR || !sl_dec_parse(one->text, at))
            return report_classes(s, one, "a class starts at a figure");
        if (sl_dec_compare(sl_dec_scale(*at, c->places), *at) != 0)
            return report_classes(s, one, "a class starts between two figures as they are printed");
        if (b->n > 1 && sl_dec_compare(at[-1], *at) >= 0)
            return report_classes(s, one, "the figures at which classes start do not rise");
    }
    return true;
}

/* As many places in each as equal figures allow. */
static void find_quantiles(const sl_dec *figures, size_t n, size_t classes, breaks *b)
{
    for (size_t k = 1; k < classes; k++) {
        sl_dec at = figures[(k * n + classes - 1) / classes];
        if (sl_dec_compare(at, b->n ? b->at[b->n - 1] : figures[0]) > 0)
            b->at[b->n++] = at;
    }
}

static uint8_t class_of(const breaks *b, sl_dec v)
{
    uint8_t k = 0;
    while (k < b->n && sl_dec_compare(v, b->at[k]) >= 0)
        k++;
    return k;
}

static sl_str say_figure(sl_arena *a, const sl_chart *c, sl_dec figure)
{
    sl_buf b;
    sl_buf_init(&b);
    sl_chart_push_figure(&b, c, figure);
    return sl_buf_take(&b, a);
}

/* From one figure to another, or one alone. */
static sl_str name_range(sl_strategy *s, const sl_chart *c, sl_dec low, sl_dec high)
{
    sl_str from = say_figure(s->arena, c, low), to = say_figure(s->arena, c, high);
    if (sl_dec_compare(low, high) >= 0)
        return from;
    return sl_say(s->phrases, s->arena, SL_SAY_MAP_RANGE, SL_T("from", from), SL_T("to", to));
}

/* A class between figures that the block gives: the last before the next class. */
static sl_str name_class(sl_strategy *s, const sl_chart *c, const breaks *b, size_t k)
{
    sl_str at = say_figure(s->arena, c, b->at[k ? k - 1 : 0]);
    if (k == 0)
        return sl_say(s->phrases, s->arena, SL_SAY_MAP_UNDER, SL_T("figure", at));
    if (k == b->n)
        return sl_say(s->phrases, s->arena, SL_SAY_MAP_OR_MORE, SL_T("figure", at));
    sl_dec last = sl_dec_scale(b->at[k], c->places);
    last.mantissa--;
    return name_range(s, c, b->at[k - 1], last);
}

/* A class of as many places as the others: from its lowest figure to its highest. */
static sl_str name_quantile(sl_strategy *s, const sl_chart *c, const breaks *b, size_t k,
                            const sl_dec *figures, size_t n)
{
    sl_dec low = figures[0], high = low;
    size_t found = 0;
    for (size_t i = 0; i < n; i++)
        if (class_of(b, figures[i]) == k) {
            low = found++ ? low : figures[i];
            high = figures[i];
        }
    return name_range(s, c, low, high);
}

/* The first of those that have the least or the most. */
static size_t find_end(const sl_chart *c, bool most)
{
    size_t found = c->label_count;
    for (size_t i = 0; i < c->label_count; i++) {
        int order = c->present[i] && found < c->label_count
                        ? sl_dec_compare(c->values[i], c->values[found])
                        : 0;
        if (c->present[i] && (found == c->label_count || (most ? order > 0 : order < 0)))
            found = i;
    }
    return found;
}

static bool choose_names(sl_strategy *s, const sl_yaml *block, sl_chart *c)
{
    const sl_yaml *named = sl_yaml_lookup(block, "named");
    sl_select_check_labels(s, named, c->labels, c->label_count, "the map");
    size_t n = 0, high = find_end(c, true), low = find_end(c, false), bare = 0;
    for (size_t i = 0; i < c->label_count; i++)
        bare += !c->present[i];
    for (size_t i = 0; i < c->label_count; i++) {
        bool chosen = named ? sl_select_fits(c->labels[i], named)
                            : i == high || i == low || c->highlight[i] ||
                                  (!c->present[i] && bare <= SL_MAP_CLASSES_MOST);
        c->map->named[i] = chosen;
        n += chosen;
    }
    if (n <= SL_LIMIT_MAP_NAMES)
        return true;
    const sl_yaml *at = named ? named : sl_yaml_lookup(block, "highlight");
    sl_finding *f = sl_diag_add(s->diags, SL_E0125, at ? at->span : block->span,
                                "%zu names are too many for one map", n);
    sl_diag_help(s->diags, f, "list at most %u places under 'named'", SL_LIMIT_MAP_NAMES);
    return false;
}

bool sl_select_classes(sl_strategy *s, const sl_yaml *block, sl_chart *c)
{
    enum { USUAL = 5 };
    const sl_yaml *y = sl_yaml_lookup(block, "classes");
    sl_chart_map *map = (sl_chart_map *)c->map;
    sl_dec *figures;
    size_t n = sort_figures(s->arena, c, &figures);
    breaks b = {.n = 0};
    uint32_t classes = USUAL;
    bool list = y && y->kind == SL_YAML_LIST;
    if (list && !read_breaks(s, y, c, &b))
        return false;
    if (y && !list &&
        (!sl_num_parse(y->text, &classes) || classes < 2 || classes > SL_MAP_CLASSES_MOST))
        return report_classes(s, y, "a map has two to six classes");
    if (!n) {
        sl_finding *f =
            sl_diag_add(s->diags, SL_E0125, block->span, "the map has no figure to show");
        sl_diag_help(s->diags, f, "every place lacks one: choose other rows or another 'value'");
        return false;
    }
    if (!list)
        find_quantiles(figures, n, classes < n ? classes : n, &b);
    map->class_count = (uint8_t)(b.n + 1);
    for (size_t k = 0; k <= b.n; k++)
        map->class_names[k] =
            list ? name_class(s, c, &b, k) : name_quantile(s, c, &b, k, figures, n);
    for (size_t i = 0; i < c->label_count; i++)
        map->classes[i] = c->present[i] ? class_of(&b, sl_dec_scale(c->values[i], c->places)) : 0;
    return choose_names(s, block, c);
}
