#include "load/block.h"

#include "base/assert.h"
#include "doc/attribute.h"
#include "load/funding_chart.h"
#include "load/loading.h"
#include "load/inset.h"
#include "load/scheme.h"
#include "load/select.h"
#include "load/texts.h"
#include "model/edition.h"
#include "load/trajectory.h"
#include "model/files.h"

#define COMMON                                                                                     \
    {"id", SL_FIELD_NAME, SL_ONE, true, .doc = "Unique in the strategy."},                         \
        {"title", SL_FIELD_TEXT,   SL_ONE,                                                         \
         true,    .printed = true, .doc = "What it shows: the finding."},                          \
    {                                                                                              \
        "evidence", SL_FIELD_ID, SL_ONE_OR_MANY, .doc = "The entries it shows; its source."        \
    }

static const sl_field reference_fields[] = {
    {"value", SL_FIELD_NUMBER, SL_ONE, true, .doc = "Where the line is."},
    {"label", SL_FIELD_TEXT, SL_ONE, true, .printed = true, .doc = "What it is."},
};
static const sl_schema reference_schema = {"reference", "A line to compare with", reference_fields,
                                           SL_COUNT(reference_fields)};

static const sl_field interval_fields[] = {
    {"low", SL_FIELD_TEXT, SL_ONE_OR_MANY, true, .doc = "The column of lower ends."},
    {"high", SL_FIELD_TEXT, SL_ONE_OR_MANY, true, .doc = "The column of upper ends."},
    {"level", SL_FIELD_TEXT, SL_ONE, .doc = "How sure it is: 95%."},
};
static const sl_schema interval_schema = {"interval", "Between which figures each lies",
                                          interval_fields, SL_COUNT(interval_fields)};

static const sl_field band_fields[] = {
    {"from", SL_FIELD_NUMBER, SL_ONE, true, .doc = "Where it begins."},
    {"to", SL_FIELD_NUMBER, SL_ONE, true, .doc = "Where it ends."},
    {"label", SL_FIELD_TEXT, SL_ONE, true, .printed = true, .doc = "What it is."},
};
static const sl_schema band_schema = {"band", "Figures between which something lies", band_fields,
                                      SL_COUNT(band_fields)};

static const sl_field note_fields[] = {
    {"at", SL_FIELD_TEXT, SL_ONE, true, .doc = "The label that it stands at: a year."},
    {"text", SL_FIELD_TEXT, SL_ONE, true, .printed = true, .doc = "In few words."},
};
static const sl_schema note_schema = {"annotation", "Words at a label", note_fields,
                                      SL_COUNT(note_fields)};

static const sl_field called_fields[] = {
    {"name", SL_FIELD_TEXT, SL_ONE, true, .doc = "A label or series, as the dataset has it."},
    {"as", SL_FIELD_TEXT, SL_ONE, true, .printed = true, .doc = "As it is printed."},
};
static const sl_schema called_schema = {"called", "A label in other words", called_fields,
                                        SL_COUNT(called_fields)};

static const sl_field across_fields[] = {
    {"value", SL_FIELD_TEXT, SL_ONE, true, .doc = "The column of figures."},
    {"unit", SL_FIELD_TEXT, SL_ONE, true, .printed = true, .doc = "Of the figures, in words."},
    {"prefix", SL_FIELD_TEXT, SL_ONE, .printed = true, .doc = "Before each figure."},
    {"suffix", SL_FIELD_TEXT, SL_ONE, .printed = true, .doc = "After each figure."},
    {"places", SL_FIELD_INTEGER, SL_ONE, .least = 0, .most = 6,
     .doc = "Decimals; else as many as the data have."},
};
static const sl_schema across_schema = {"across", "The axis from left to right of a scatter",
                                        across_fields, SL_COUNT(across_fields)};

static const sl_field after_fields[] = {
    {"rows", SL_FIELD_NAME, SL_ONE, true, .doc = "A key of kind choice, as that of 'rows'."},
    {"columns", SL_FIELD_NAME, SL_ONE, true, .doc = "A key, as that of 'columns'."},
};
static const sl_schema after_schema = {"after", "Where items stand in a grid afterwards",
                                       after_fields, SL_COUNT(after_fields)};

static const sl_field chart_fields[] = {
    COMMON,
    {"type", SL_FIELD_CHOICE, SL_ONE, true, .choices = SL_SELECT_KINDS,
     .doc = "The kind of chart."},
    {"data", SL_FIELD_PATH, SL_ONE, .doc = "The dataset, from the strategy's folder."},
    {"items", SL_FIELD_TEXT, SL_ONE_OR_MANY,
     .doc = "The types of item that are its data, in place of a dataset."},
    {"where", SL_FIELD_ANY, SL_ONE,
     .doc = "Columns, or keys and roles of items, and the values they must have."},
    {"only", SL_FIELD_TEXT, SL_MANY, .doc = "The labels to keep, in this order."},
    {"label", SL_FIELD_TEXT, SL_ONE,
     .doc = "The column with the labels; of items a key, KEY.year, a role, or title."},
    {"value", SL_FIELD_TEXT, SL_ONE_OR_MANY,
     .doc = "The column or columns of figures; of items a key, and how many there are without it."},
    {"rows", SL_FIELD_NAME, SL_ONE, .doc = "Of a grid of items, a key of kind choice: how likely."},
    {"columns", SL_FIELD_NAME, SL_ONE, .doc = "Of a grid, a key of kind choice: how bad."},
    {"after", SL_FIELD_MAP, SL_ONE, .of = &after_schema,
     .doc = "Of a grid, the same two keys once something is done."},
    {"names", SL_FIELD_TEXT, SL_MANY, .printed = true,
     .doc = "Names for several columns of figures."},
    {"interval", SL_FIELD_MAP, SL_ONE, .of = &interval_schema,
     .doc = "Columns between whose figures each lies, drawn as a line through it."},
    {"series", SL_FIELD_TEXT, SL_ONE, .doc = "The column whose values make the series."},
    {"sort", SL_FIELD_CHOICE, SL_ONE, .choices = "descending|ascending|none",
     .doc = "By the first series."},
    {"limit", SL_FIELD_INTEGER, SL_ONE, .least = 1, .most = 100000,
     .doc = "How many labels to keep."},
    {"highlight", SL_FIELD_TEXT, SL_ONE_OR_MANY, .doc = "Labels or series in the accent colour."},
    {"reference", SL_FIELD_MAP, SL_ONE, .of = &reference_schema, .doc = "A line to compare with."},
    {"target", SL_FIELD_MAP, SL_ONE, .of = &reference_schema, .doc = "A line to reach."},
    {"band", SL_FIELD_MAP, SL_ONE, .of = &band_schema, .doc = "A range of figures, shaded."},
    {"annotations", SL_FIELD_MAP, SL_MANY, .of = &note_schema,
     .doc = "Words above labels, each with a line to its place."},
    {"called", SL_FIELD_MAP, SL_MANY, .of = &called_schema,
     .doc = "Labels and series in other words than the dataset's."},
    {"comparator", SL_FIELD_TEXT, SL_ONE_OR_MANY,
     .doc = "Series of a line chart that others are compared with: dashed."},
    {"direction", SL_FIELD_CHOICE, SL_ONE, .choices = "horizontal|vertical",
     .doc = "Of a stacked chart; else columns over time, and bars otherwise."},
    {"share", SL_FIELD_BOOLEAN, SL_ONE, .doc = "Each label of a stacked chart is 100%."},
    {"across", SL_FIELD_MAP, SL_ONE, .of = &across_schema,
     .doc = "The axis from left to right of a scatter."},
    {"unit", SL_FIELD_TEXT, SL_ONE, .printed = true, .doc = "Of the figures, in words."},
    {"prefix", SL_FIELD_TEXT, SL_ONE, .printed = true, .doc = "Before each figure."},
    {"suffix", SL_FIELD_TEXT, SL_ONE, .printed = true, .doc = "After each figure."},
    {"places", SL_FIELD_INTEGER, SL_ONE, .least = 0, .most = 6,
     .doc = "Decimals; else as many as the data have."},
    {"holds", SL_FIELD_TEXT, SL_ONE_OR_MANY,
     .doc = "SQL that must be true for the title to be: SELECT min(a > b) FROM ..."},
    {"note", SL_FIELD_TEXT, SL_ONE, .printed = true, .doc = "Printed below."},
};

static const sl_field map_fields[] = {
    COMMON,
    {"boundaries", SL_FIELD_PATH, SL_ONE, true,
     .doc = "Areas or points as GeoJSON, from the strategy's folder."},
    {"projection", SL_FIELD_CHOICE, SL_ONE, .choices = "wgs-84|national-grid",
     .doc = "What the coordinates are: degrees, or metres of the British National Grid."},
    {"join", SL_FIELD_TEXT, SL_ONE, true,
     .doc = "The property of the boundaries that is a column of the dataset."},
    {"label", SL_FIELD_TEXT, SL_ONE, true,
     .doc = "The property, or else the column, with the names of the places."},
    {"data", SL_FIELD_PATH, SL_ONE, true, .doc = "The dataset, from the strategy's folder."},
    {"where", SL_FIELD_ANY, SL_ONE, .doc = "Columns and the values that rows must have."},
    {"outside", SL_FIELD_TEXT, SL_ONE_OR_MANY,
     .doc = "The rows that the map has no place for, by 'join'."},
    {"value", SL_FIELD_TEXT, SL_ONE, true, .doc = "The column of figures."},
    {"classes", SL_FIELD_ANY, SL_ONE,
     .doc = "The figures at which classes start, or how many classes of as many places each."},
    {"missing", SL_FIELD_TEXT, SL_ONE, .printed = true, .doc = "Why places have no row."},
    {"named", SL_FIELD_TEXT, SL_ONE_OR_MANY,
     .doc = "The places named on the map; else the highest, the lowest and the highlighted."},
    {"highlight", SL_FIELD_TEXT, SL_ONE_OR_MANY, .doc = "The places that are outlined."},
    {"sort", SL_FIELD_CHOICE, SL_ONE, .choices = "descending|ascending|none",
     .doc = "The order of the table of its figures."},
    {"unit", SL_FIELD_TEXT, SL_ONE, .printed = true, .doc = "Of the figures, in words."},
    {"prefix", SL_FIELD_TEXT, SL_ONE, .printed = true, .doc = "Before each figure."},
    {"suffix", SL_FIELD_TEXT, SL_ONE, .printed = true, .doc = "After each figure."},
    {"places", SL_FIELD_INTEGER, SL_ONE, .least = 0, .most = 6,
     .doc = "Decimals; else as many as the data have."},
    {"credit", SL_FIELD_TEXT, SL_ONE, .printed = true,
     .doc = "Whose the boundaries are; else the file's own member 'credit'."},
    {"holds", SL_FIELD_TEXT, SL_ONE_OR_MANY,
     .doc = "SQL that must be true for the title to be: SELECT min(a > b) FROM ..."},
    {"note", SL_FIELD_TEXT, SL_ONE, .printed = true, .doc = "Printed below."},
};

static const sl_field sort_fields[] = {
    {"by", SL_FIELD_TEXT, SL_ONE, true, .example = "value", .doc = "A column."},
    {"order", SL_FIELD_CHOICE, SL_ONE, .choices = "ascending|descending", .doc = "Which way."},
};
static const sl_schema sort_schema = {"sort", "The order of rows", sort_fields,
                                      SL_COUNT(sort_fields)};

static const sl_field column_fields[] = {
    {"key", SL_FIELD_TEXT, SL_ONE, true, .doc = "The column in the file."},
    {"title", SL_FIELD_TEXT, SL_ONE, true, .printed = true, .doc = "Its head in the table."},
    {"places", SL_FIELD_INTEGER, SL_ONE, .least = 0, .most = 6, .doc = "Decimals."},
    {"prefix", SL_FIELD_TEXT, SL_ONE, .printed = true, .doc = "Before each figure."},
    {"suffix", SL_FIELD_TEXT, SL_ONE, .printed = true, .doc = "After each figure."},
    {"align", SL_FIELD_CHOICE, SL_ONE, .choices = "left|right|decimal", .doc = "How it is set."},
    {"total", SL_FIELD_BOOLEAN, SL_ONE, .doc = "A last row adds it up."},
};
static const sl_schema column_schema = {"column", "A column of a table", column_fields,
                                        SL_COUNT(column_fields)};

static const sl_field table_fields[] = {
    COMMON,
    {"data", SL_FIELD_PATH, SL_ONE, true, .doc = "The dataset, from the strategy's folder."},
    {"where", SL_FIELD_ANY, SL_ONE, .doc = "Columns and the values that rows must have."},
    {"only", SL_FIELD_TEXT, SL_MANY, .doc = "Values of the first column, in this order."},
    {"sort", SL_FIELD_MAP, SL_ONE, .of = &sort_schema, .doc = "The order of rows."},
    {"limit", SL_FIELD_INTEGER, SL_ONE, .least = 1, .most = 100000,
     .doc = "How many rows to keep."},
    {"columns", SL_FIELD_MAP, SL_MANY, true, .of = &column_schema, .doc = "What to show."},
    {"holds", SL_FIELD_TEXT, SL_ONE_OR_MANY,
     .doc = "SQL that must be true for the title to be: SELECT min(a > b) FROM ..."},
    {"note", SL_FIELD_TEXT, SL_ONE, .printed = true, .doc = "Printed below."},
};

static const sl_field figure_fields[] = {
    COMMON,
    {"src", SL_FIELD_PATH, SL_ONE, true, .doc = "PNG, JPEG or SVG, from the strategy's folder."},
    {"alt", SL_FIELD_TEXT, SL_ONE, true, .printed = true,
     .doc = "What it shows, for who cannot see it."},
    {"width", SL_FIELD_TEXT, SL_ONE, .doc = "A share of the text's width: 60%."},
    {"credit", SL_FIELD_TEXT, SL_ONE, .printed = true, .doc = "Whose it is."},
    {"note", SL_FIELD_TEXT, SL_ONE, .printed = true, .doc = "Printed below."},
};

static const sl_field callout_fields[] = {
    {"id", SL_FIELD_NAME, SL_ONE, .doc = "Unique in the strategy."},
    {"title", SL_FIELD_TEXT, SL_ONE, .printed = true, .doc = "Its head."},
    {"text", SL_FIELD_MARKDOWN, SL_ONE, true, .printed = true,
     .doc = "Markdown, in a block after |."},
    {"evidence", SL_FIELD_ID, SL_ONE_OR_MANY, .doc = "What it rests on."},
};

static const sl_field case_fields[] = {
    {"id", SL_FIELD_NAME, SL_ONE, .doc = "Unique in the strategy."},
    {"title", SL_FIELD_TEXT, SL_ONE, true, .printed = true, .doc = "Its head."},
    {"place", SL_FIELD_TEXT, SL_ONE, .printed = true, .doc = "Where it is."},
    {"text", SL_FIELD_MARKDOWN, SL_ONE, true, .printed = true,
     .doc = "Markdown, in a block after |."},
    {"evidence", SL_FIELD_ID, SL_ONE_OR_MANY, .doc = "What it rests on."},
};

static const sl_field trajectory_fields[] = {
    COMMON,
    {"of", SL_FIELD_ID, SL_ONE, .called = true,
     .doc = "The item that is measured; else the one it stands in."},
    {"key", SL_FIELD_NAME, SL_ONE, .doc = "Its key of kind measure; the first if absent."},
    {"note", SL_FIELD_TEXT, SL_ONE, .printed = true, .doc = "Printed below."},
};

/* What the program makes of the record and the line of sight. */
static const sl_field made_fields[] = {
    {"id", SL_FIELD_NAME, SL_ONE, true, .doc = "Unique in the strategy."},
    {"title", SL_FIELD_TEXT, SL_ONE, true, .printed = true, .doc = "Its caption."},
};

#define SCHEMA(name, doc, fields)                                                                  \
    {                                                                                              \
        name, doc, fields, SL_COUNT(fields)                                                        \
    }
static const sl_schema schemas[SL_BLOCK__COUNT] = {
    [SL_BLOCK_CHART] = SCHEMA("chart", "A chart of a dataset", chart_fields),
    [SL_BLOCK_MAP] = SCHEMA("map", "A map of a dataset", map_fields),
    [SL_BLOCK_TABLE] = SCHEMA("table", "A table of a dataset", table_fields),
    [SL_BLOCK_FIGURE] = SCHEMA("figure", "An image", figure_fields),
    [SL_BLOCK_CALLOUT] = SCHEMA("callout", "A text in a frame", callout_fields),
    [SL_BLOCK_CASE_STUDY] = SCHEMA("case-study", "An example in a frame", case_fields),
    [SL_BLOCK_TRAJECTORY] =
        SCHEMA("trajectory", "A measure, and its course to the target", trajectory_fields),
    [SL_BLOCK_CALENDAR] = SCHEMA("calendar", "The calendar of events", made_fields),
    [SL_BLOCK_RESPONSES] = SCHEMA("responses", "What was said and done", made_fields),
    [SL_BLOCK_MATRIX] = SCHEMA("matrix", "The matrix of the line of sight", made_fields),
};

const sl_schema *sl_block_schema(sl_block_kind kind)
{
    if (sl_inset_schema(kind))
        return sl_inset_schema(kind);
    return kind == SL_BLOCK_LIST       ? &sl_list_schema
           : kind == SL_BLOCK_ASKS     ? &sl_asks_schema
           : kind == SL_BLOCK_GRID     ? &sl_grid_schema
           : kind == SL_BLOCK_FUNDING  ? &sl_funding_chart_schema
           : kind == SL_BLOCK_TIMELINE ? &sl_timeline_schema
           : kind == SL_BLOCK_DIAGRAM  ? &sl_scheme_schema
                                       : &schemas[kind];
}

const char *sl_block_kind_name(sl_block_kind kind)
{
    return sl_block_schema(kind)->name;
}

static sl_span fence_of(const sl_node *n)
{
    return (sl_span){n->span.file, (uint32_t)n->start,
                     (uint32_t)n->start + 3 + (uint32_t)n->role.n};
}

static void read_evidence(sl_strategy *s, sl_block *b)
{
    const sl_yaml *y = sl_yaml_lookup(b->yaml, "evidence");
    const sl_yaml *one = y && y->kind == SL_YAML_LIST ? y->first : y;
    for (; one; one = y->kind == SL_YAML_LIST ? one->next : NULL) {
        const sl_evidence *e = sl_strategy_lookup_evidence(s, one->text);
        if (e)
            SL_PUSH(s->arena, b->evidence, e->index);
        else
            sl_strategy_report_dangling(s, one->text, one->span, true, false);
    }
}

/* False: it is no width, which is said. */
static bool read_width(sl_strategy *s, sl_block *b)
{
    const sl_yaml *width = sl_yaml_lookup(b->yaml, "width");
    b->percent = width ? (uint8_t)sl_attribute_percent(width->text) : 0;
    if (!width || b->percent)
        return true;
    sl_finding *f =
        sl_diag_add(s->diags, SL_E0111, width->span, "'%.*s' is no width", SL_FMT(width->text));
    sl_diag_help(s->diags, f, "write a share of the text's width, from 1%% to 100%%: 60%%");
    return false;
}

static void report_lack(sl_strategy *s, const sl_yaml *block, const char *key, const char *help)
{
    sl_finding *f =
        sl_diag_add(s->diags, SL_E0112, block->span, "the chart block lacks the key '%s'", key);
    sl_diag_help(s->diags, f, "%s", help);
}

/* What a chart must say beside what its schema asks for: of a dataset its columns, of items what
 * parts them; false with findings. */
static bool check_chart(sl_strategy *s, const sl_yaml *y)
{
    const sl_yaml *data = sl_yaml_lookup(y, "data"), *items = sl_yaml_lookup(y, "items");
    bool grid = sl_str_equal_z(sl_yaml_text(y, "type"), "grid"), both = data && items;
    bool label = grid || sl_yaml_lookup(y, "label");
    bool value = grid || !data || items || sl_yaml_lookup(y, "value");
    if (both)
        sl_diag_help(s->diags,
                     sl_diag_add(s->diags, SL_E0112, items->key_span,
                                 "a chart shows a dataset or items, and not both"),
                     "leave one of the two out");
    if (!data && !items)
        report_lack(s, y, "data' or 'items",
                    "add data: with a CSV file, or items: with a type of framework.yaml");
    if (!label)
        report_lack(s, y, "label",
                    items ? "add label: with a key of the items, a role, or title"
                          : "add label: with a column of the dataset");
    if (!value)
        report_lack(s, y, "value", "add value: with a column of the dataset");
    return !both && (data || items) && label && value;
}

static bool read_chart(sl_strategy *s, sl_block *b)
{
    const sl_yaml *data = sl_yaml_lookup(b->yaml, "data");
    b->data_path = data ? sl_select_path(s, b->yaml) : SL_STR_NONE;
    b->chart = data ? sl_select_chart(s, b->yaml, b->span) : sl_select_items(s, b->yaml, b->span);
    return b->chart != NULL;
}

/* True when the block can be shown. */
static bool read_body(sl_strategy *s, sl_block *b)
{
    switch (b->kind) {
    case SL_BLOCK_CHART:
    case SL_BLOCK_MAP:
        if (b->kind == SL_BLOCK_MAP) /* used, and judged, even where the data cannot be shown */
            sl_select_boundaries(s, b->yaml);
        return read_chart(s, b);
    case SL_BLOCK_TABLE:
        b->data_path = sl_select_path(s, b->yaml);
        b->table = sl_select_table(s, b->yaml, b->span);
        return b->table != NULL;
    case SL_BLOCK_FIGURE: {
        const sl_yaml *src = sl_yaml_lookup(b->yaml, "src");
        if (!read_width(s, b))
            return false;
        b->image = sl_strategy_load_asset(s, src->text, src->span, false);
        return b->image->file != 0;
    }
    case SL_BLOCK_ASKS:
    case SL_BLOCK_LIST:
        b->list = sl_list_read(s, b->yaml);
        return b->list != NULL;
    case SL_BLOCK_CALLOUT:
    case SL_BLOCK_CASE_STUDY:
        b->text = sl_load_text(s, sl_yaml_lookup(b->yaml, "text"));
        return true;
    case SL_BLOCK_SIDEBAR:
    case SL_BLOCK_QUOTATION:
    case SL_BLOCK_PULL_QUOTE:
    case SL_BLOCK_SIGNATURE:
    case SL_BLOCK_NUMBERS:
    case SL_BLOCK_KEY_FACTS:
    case SL_BLOCK_SWOT:
    case SL_BLOCK_PANELS:
    case SL_BLOCK_PICTURES:
        return sl_inset_read(s, b);
    case SL_BLOCK_DIAGRAM:
        b->scheme = sl_scheme_read(s, b->yaml);
        return b->scheme != NULL;
    case SL_BLOCK_FUNDING:
        b->chart = sl_funding_chart_read(s, b->yaml, b->span);
        return b->chart != NULL;
    case SL_BLOCK_TRAJECTORY:
        b->chart = sl_trajectory_read(s, b->yaml, b->item, b->span, &b->data_path);
        return b->chart != NULL;
    case SL_BLOCK_GRID:
        b->grid = sl_grid_read(s, b->yaml);
        return b->grid != NULL;
    case SL_BLOCK_TIMELINE: {
        bool is_good;
        b->times = sl_times_read(s, b->yaml, &is_good);
        return is_good;
    }
    case SL_BLOCK_CALENDAR:
    case SL_BLOCK_RESPONSES:
    case SL_BLOCK_MATRIX:
        return true;
    case SL_BLOCK__COUNT:
        break;
    }
    SL_NEVER("block kind");
}

sl_block_kind sl_block_kind_of(sl_str role)
{
    for (int i = 0; i < SL_BLOCK__COUNT; i++)
        if (sl_str_equal_z(role, sl_block_kind_name((sl_block_kind)i)))
            return (sl_block_kind)i;
    return SL_BLOCK__COUNT;
}

static void load_block(sl_strategy *s, const sl_item *item, sl_node *n, sl_map *ids)
{
    sl_block_kind kind = sl_block_kind_of(n->role);
    if (kind == SL_BLOCK__COUNT)
        return; /* an item block out of place is reported already */
    const sl_yaml *yaml =
        sl_yaml_parse(s->arena, s->diags, n->span.file, n->span.begin, n->span.end);
    const char *what = sl_str_format(s->arena, "the %s block", sl_block_kind_name(kind)).p;
    yaml = sl_edition_choose_texts(s, sl_block_schema(kind), yaml);
    bool good = yaml && sl_schema_check(s->diags, sl_block_schema(kind), yaml, what);
    if (yaml && kind == SL_BLOCK_CHART && yaml->kind == SL_YAML_MAP)
        good = check_chart(s, yaml) && good;
    if (!good)
        return;
    sl_block *b = SL_NEW(s->arena, sl_block);
    b->kind = kind;
    b->item = item;
    b->yaml = yaml;
    b->span = fence_of(n);
    b->id = sl_yaml_text(yaml, "id");
    b->title = sl_yaml_text(yaml, "title");
    b->words = sl_load_words(s, sl_yaml_lookup(yaml, "title"));
    if (b->words)
        b->title = sl_load_plain(s, b->words);
    if (b->id.n && !sl_map_add(ids, b->id, b)) {
        const sl_block *other = sl_map_lookup(ids, b->id);
        sl_finding *f = sl_diag_add(s->diags, SL_E0202, sl_yaml_lookup(yaml, "id")->span,
                                    "the ID '%.*s' is taken", SL_FMT(b->id));
        sl_diag_note_at(s->diags, f, other->span, "by this block");
        sl_diag_help(s->diags, f, "give one of the two another ID");
    }
    read_evidence(s, b);
    bool of_items = kind == SL_BLOCK_CHART && sl_yaml_lookup(yaml, "items");
    if (!of_items)
        sl_load_check_holds(s, yaml, sl_yaml_lookup(yaml, "title"));
    if (!read_body(s, b))
        return;
    if (of_items)
        sl_load_check_shown(s, yaml, b->chart);
    SL_PUSH(s->arena, s->blocks, b);
    n->figure = (uint32_t)s->blocks.n;
}

void sl_block_load_all(sl_strategy *s)
{
    sl_map ids;
    sl_map_init(&ids, s->arena);
    for (size_t i = 0; i < s->items.n; i++) {
        const sl_item *item = s->items.at[i];
        for (sl_node *n = item->body ? item->body->first : NULL; n;
             n = sl_node_walk_blocks(item->body, n))
            if (n->kind == SL_NODE_BLOCK)
                load_block(s, item, n, &ids);
    }
    sl_order_check(s);
}

const sl_block *sl_block_of(const sl_strategy *s, const sl_node *node)
{
    return node->figure ? s->blocks.at[node->figure - 1] : NULL;
}

const sl_block_part *sl_block_part_of(const sl_block *b, const sl_yaml *y)
{
    for (size_t i = 0; y && i < b->parts.n; i++)
        if (b->parts.at[i].yaml == y)
            return &b->parts.at[i];
    return NULL;
}
