#include "base/assert.h"
#include "base/file.h"
#include "base/limits.h"
#include "load/sheet.h"
#include "load/load.h"
#include "data/yaml_overlay.h"
#include "load/level.h"
#include "load/loading.h"
#include "model/edition.h"
#include "model/dataset.h"
#include "model/audience.h"
#include "model/files.h"

static const sl_field source_fields[] = {
    {"publisher", SL_FIELD_TEXT, SL_ONE, true, .printed = true, .doc = "Who published it."},
    {"title", SL_FIELD_TEXT, SL_ONE, true, .printed = true, .doc = "Its title."},
    {"short", SL_FIELD_TEXT, SL_ONE, .printed = true,
     .doc = "How its publisher is called where it is cited by author and date: ONS."},
    {"year", SL_FIELD_INTEGER, SL_ONE, .least = 1000, .most = 9999,
     .doc = "Of publication; absent when undated."},
    {"url", SL_FIELD_URL, SL_ONE, .doc = "Where it is."},
    {"accessed", SL_FIELD_DATE, SL_ONE, .doc = "When it was read."},
    {"licence", SL_FIELD_TEXT, SL_ONE, .printed = true, .doc = "Under which it may be used."},
};
static const sl_schema source_schema = {"source", "Where a figure comes from", source_fields,
                                        SL_COUNT(source_fields)};

static const sl_field range_fields[] = {
    {"from", SL_FIELD_NUMBER, SL_ONE, true, .doc = "The least."},
    {"to", SL_FIELD_NUMBER, SL_ONE, true, .doc = "The most."},
};
static const sl_schema range_schema = {"range", "A figure that is known as a range", range_fields,
                                       SL_COUNT(range_fields)};

static const sl_field interval_fields[] = {
    {"low", SL_FIELD_NUMBER, SL_ONE, true, .doc = "Its lower end, in the same unit."},
    {"high", SL_FIELD_NUMBER, SL_ONE, true, .doc = "Its upper end."},
    {"level", SL_FIELD_TEXT, SL_ONE, .doc = "How sure it is: 95%."},
};
static const sl_schema interval_schema = {"interval", "The confidence interval of a figure",
                                          interval_fields, SL_COUNT(interval_fields)};

static const sl_field derived_fields[] = {
    {"is", SL_FIELD_TEXT, SL_ONE, .doc = "An expression: 1 - value / comparator."},
    {"query", SL_FIELD_TEXT, SL_ONE, .doc = "SQL that computes it from the datasets."},
    {"unit", SL_FIELD_TEXT, SL_ONE, .doc = "Of the result."},
    {"places", SL_FIELD_INTEGER, SL_ONE, .least = 0, .most = 8,
     .doc = "Decimals when it is printed."},
};
static const sl_schema derived_schema = {"figure", "A figure that follows from others",
                                         derived_fields, SL_COUNT(derived_fields)};

static const sl_field comparator_fields[] = {
    {"geography", SL_FIELD_TEXT, SL_ONE, true, .printed = true, .doc = "Of the comparator."},
    {"value", SL_FIELD_NUMBER, SL_ONE, .doc = "In the same unit."},
    {"interval", SL_FIELD_MAP, SL_ONE, .of = &interval_schema, .doc = "How sure it is."},
    {"query", SL_FIELD_TEXT, SL_ONE, .doc = "SQL that computes it from the datasets."},
};
static const sl_schema comparator_schema = {"comparator", "What a figure is measured against",
                                            comparator_fields, SL_COUNT(comparator_fields)};

static const sl_field entry_fields[] = {
    {"id", SL_FIELD_ID, SL_ONE, true, .doc = "Never changes."},
    {"statement", SL_FIELD_TEXT, SL_ONE, true, .printed = true,
     .doc = "What is known, in one sentence or two."},
    {"value", SL_FIELD_NUMBER, SL_ONE, .or_map = true, .of = &range_schema,
     .doc = "The figure, or {from, to}."},
    {"qualifier", SL_FIELD_CHOICE, SL_ONE, .choices = "about|estimated|provisional|revised",
     .doc = "What is printed with the figure."},
    {"interval", SL_FIELD_MAP, SL_ONE, .of = &interval_schema, .doc = "How sure the figure is."},
    {"figures", SL_FIELD_TEXT, SL_KEYED, .or_map = true, .of = &derived_schema,
     .doc = "Figures that follow from it, by name: gap: 1 - value / comparator."},
    {"unit", SL_FIELD_TEXT, SL_ONE, .printed = true,
     .doc = "Of the figure; GBP and per cent are set as signs."},
    {"places", SL_FIELD_INTEGER, SL_ONE, .least = 0, .most = 8,
     .doc = "Decimals when the figure is printed."},
    {"holds", SL_FIELD_TEXT, SL_ONE_OR_MANY,
     .doc = "SQL that must be true for the statement to be."},
    {"geography", SL_FIELD_TEXT, SL_ONE, .printed = true, .doc = "The place it is about."},
    {"period", SL_FIELD_TEXT, SL_ONE, .printed = true, .doc = "The time it is about."},
    {"comparator", SL_FIELD_MAP, SL_ONE, .of = &comparator_schema, .doc = "Measured against."},
    {"source", SL_FIELD_MAP, SL_ONE, true, .of = &source_schema, .doc = "Where it comes from."},
    {"confidence", SL_FIELD_CHOICE, SL_ONE, true,
     .choices = "verified-in-source|second-hand|public-domain-knowledge",
     .doc = "How surely the source says so."},
    {"grade", SL_FIELD_INTEGER, SL_ONE, .least = 1, .most = 5,
     .doc = "1 to 5: how strong the kind of evidence is."},
    {"themes", SL_FIELD_TEXT, SL_MANY, .doc = "What it is about."},
    {"audience", SL_FIELD_TEXT, SL_ONE_OR_MANY, .doc = "Who may see it; everybody if absent."},
    {"access", SL_FIELD_CHOICE, SL_ONE, .choices = "public|restricted", .doc = "Who may see it."},
    {"origin", SL_FIELD_TEXT, SL_ONE, .printed = true,
     .doc = "For example the strategy it was recast from."},
    {"reviewed", SL_FIELD_DATE, SL_ONE, .doc = "When it was last looked at."},
    {"notes", SL_FIELD_TEXT, SL_ONE, .printed = true, .doc = "What an analyst should know."},
    {"dataset", SL_FIELD_PATH, SL_ONE,
     .doc = "A CSV file, from the strategy's folder or the register's."},
    {"query", SL_FIELD_TEXT, SL_ONE, .doc = "SQL that computes the value from the datasets."},
    {"family", SL_FIELD_NAME, SL_ONE, .doc = "What counts as one source."},
    {"shelf-life", SL_FIELD_TEXT, SL_ONE, .doc = "How long it stays good."},
    {"supersedes", SL_FIELD_ID, SL_ONE, .doc = "The entry it takes the place of."},
};
static const sl_schema entry_schema = {"evidence", "One entry of the register", entry_fields,
                                       SL_COUNT(entry_fields)};

static const sl_field gap_fields[] = {
    {"id", SL_FIELD_ID, SL_ONE, true, .doc = "Never changes."},
    {"question", SL_FIELD_TEXT, SL_ONE, true, .printed = true,
     .doc = "What the evidence did not answer."},
    {"asked", SL_FIELD_TEXT, SL_ONE, .printed = true, .doc = "Why it matters."},
    {"state", SL_FIELD_CHOICE, SL_ONE, true, .choices = "open|filled", .doc = "Whether answered."},
    {"audience", SL_FIELD_TEXT, SL_ONE_OR_MANY, .doc = "Who may see it; everybody if absent."},
    {"filled-by", SL_FIELD_ID, SL_MANY, .doc = "The evidence that answers it."},
    {"bears-on", SL_FIELD_ID, SL_MANY, .doc = "The items that want the answer."},
};
static const sl_schema gap_schema = {"gap", "A question that the evidence did not answer",
                                     gap_fields, SL_COUNT(gap_fields)};

static const sl_field register_fields[] = {
    {"evidence", SL_FIELD_MAP, SL_MANY, true, .of = &entry_schema, .doc = "The entries."},
    {"gaps", SL_FIELD_MAP, SL_MANY, .of = &gap_schema, .doc = "Questions left open."},
};
static const sl_schema register_schema = {"register", "The evidence register", register_fields,
                                          SL_COUNT(register_fields)};

const sl_schema *sl_register_schema(void)
{
    return &register_schema;
}

static void read_source(sl_evidence *e, const sl_yaml *y)
{
    e->publisher = sl_yaml_text(y, "publisher");
    e->source_title = sl_yaml_text(y, "title");
    e->year = sl_yaml_text(y, "year");
    e->url = sl_yaml_text(y, "url");
    e->accessed = sl_yaml_text(y, "accessed");
    e->licence = sl_yaml_text(y, "licence");
}

static void report_ends(sl_strategy *s, const sl_yaml *y, const char *what, const char *help)
{
    sl_diag_help(s->diags, sl_diag_add(s->diags, SL_E0244, y->span, "%s", what), "%s", help);
}

static sl_interval read_interval(sl_strategy *s, const sl_yaml *y)
{
    sl_interval i = {.level = sl_yaml_text(y, "level")};
    i.known = sl_dec_parse(sl_yaml_text(y, "low"), &i.low) &&
              sl_dec_parse(sl_yaml_text(y, "high"), &i.high);
    if (i.known && sl_dec_compare(i.low, i.high) >= 0) {
        report_ends(s, y, "the interval's upper end does not lie above its lower one",
                    "write interval: {low: 7.1, high: 8.0}");
        i.known = false;
    }
    sl_level_check(s, sl_yaml_lookup(y, "level"));
    return i;
}

/* A figure lies within its own interval. */
static void check_within(sl_strategy *s, const sl_yaml *value, const sl_interval *i, sl_dec low,
                         sl_dec high)
{
    if (value && i->known && (sl_dec_compare(low, i->low) < 0 || sl_dec_compare(high, i->high) > 0))
        report_ends(s, value, "the figure does not lie within its interval",
                    "give the ends of the interval, not their distance from the figure");
}

static void read_value(sl_strategy *s, sl_evidence *e, const sl_yaml *y)
{
    const sl_yaml *value = sl_yaml_lookup(y, "value");
    e->is_range = value && value->kind == SL_YAML_MAP;
    e->has_value = e->is_range ? sl_dec_parse(sl_yaml_text(value, "from"), &e->value) &&
                                     sl_dec_parse(sl_yaml_text(value, "to"), &e->value_to)
                               : sl_dec_parse(sl_yaml_text(y, "value"), &e->value);
    e->qualifier = sl_yaml_text(y, "qualifier");
    if (e->is_range && e->has_value && sl_dec_compare(e->value, e->value_to) >= 0)
        report_ends(s, value, "the range does not end above where it begins",
                    "write value: {from: 10, to: 12}, or one figure");
    const sl_yaml *comparator = sl_yaml_lookup(y, "comparator");
    e->interval = read_interval(s, sl_yaml_lookup(y, "interval"));
    e->comparator_interval = read_interval(s, sl_yaml_lookup(comparator, "interval"));
    if (e->has_value)
        check_within(s, value, &e->interval, e->value, e->is_range ? e->value_to : e->value);
    sl_dec other;
    const sl_yaml *compared = sl_yaml_lookup(comparator, "value");
    if (compared && sl_dec_parse(compared->text, &other))
        check_within(s, compared, &e->comparator_interval, other, other);
}

static void read_entry(sl_strategy *s, const sl_yaml *y)
{
    const sl_yaml *id = sl_yaml_lookup(y, "id");
    if (!id || id->kind != SL_YAML_SCALAR || sl_audience_leaves_out(s, y))
        return;
    if (s->evidence.n == SL_LIMIT_ITEMS) {
        sl_diag_help(s->diags,
                     sl_diag_add(s->diags, SL_E0224, y->span, "more than %u evidence entries",
                                 SL_LIMIT_ITEMS),
                     "keep the entries that the strategy rests on");
        return;
    }
    sl_evidence *e = SL_NEW(s->arena, sl_evidence);
    e->index = (uint32_t)s->evidence.n;
    e->yaml = y;
    e->id = id->text;
    e->span = id->span;
    e->statement = sl_yaml_text(y, "statement");
    e->unit = sl_yaml_text(y, "unit");
    e->measure = sl_unit_of(e->unit);
    e->geography = sl_yaml_text(y, "geography");
    e->period = sl_yaml_text(y, "period");
    e->confidence = sl_yaml_text(y, "confidence");
    e->notes = sl_yaml_text(y, "notes");
    e->access = sl_yaml_text(y, "access");
    e->origin = sl_yaml_text(y, "origin");
    read_value(s, e, y);
    uint32_t n;
    e->places = sl_num_parse(sl_yaml_text(y, "places"), &n) && n < 9 ? (int)n : -1;
    e->grade = sl_num_parse(sl_yaml_text(y, "grade"), &n) ? n : 0;
    const sl_yaml *comparator = sl_yaml_lookup(y, "comparator");
    e->has_comparator = sl_dec_parse(sl_yaml_text(comparator, "value"), &e->comparator);
    if (comparator && !sl_yaml_lookup(comparator, "value") && !sl_yaml_lookup(comparator, "query"))
        sl_diag_help(s->diags,
                     sl_diag_add(s->diags, SL_E0112, comparator->span,
                                 "the comparator lacks the key 'value'"),
                     "write 'value:', or 'query:' to compute it");
    e->comparator_geography = sl_yaml_text(comparator, "geography");
    read_source(e, sl_yaml_lookup(y, "source"));
    const sl_yaml *dataset = sl_yaml_lookup(y, "dataset");
    if (dataset && dataset->kind == SL_YAML_SCALAR && dataset->text.n)
        e->dataset = sl_dataset_path(s, dataset->text, dataset->span);
    if (!sl_map_add(&s->evidence_ids, e->id, e)) {
        const sl_evidence *other = sl_map_lookup(&s->evidence_ids, e->id);
        sl_strategy_report_duplicate(s, e->id, e->span, other->span);
        return;
    }
    SL_PUSH(s->arena, s->evidence, e);
}

static void read_gap(sl_strategy *s, const sl_yaml *y)
{
    const sl_yaml *id = sl_yaml_lookup(y, "id");
    if (!id || id->kind != SL_YAML_SCALAR || sl_audience_leaves_out(s, y))
        return;
    sl_gap *g = SL_NEW(s->arena, sl_gap);
    g->yaml = y;
    g->id = id->text;
    g->span = id->span;
    g->question = sl_yaml_text(y, "question");
    g->asked = sl_yaml_text(y, "asked");
    g->state = sl_yaml_text(y, "state");
    if (!sl_map_add(&s->gap_ids, g->id, g)) {
        const sl_gap *other = sl_map_lookup(&s->gap_ids, g->id);
        sl_strategy_report_duplicate(s, g->id, g->span, other->span);
        return;
    }
    SL_PUSH(s->arena, s->gaps, g);
}

static void report_empty(sl_strategy *s, sl_span span, const char *what)
{
    sl_finding *f = sl_diag_add(s->diags, SL_E0208, span, "the evidence register %s", what);
    sl_diag_help(s->diags, f, "list the evidence under 'evidence:', one entry for each figure");
}

static void report_untold(sl_strategy *s, const sl_yaml *list, const sl_yaml *over, const char *key,
                          const char *what)
{
    SL_EACH (one, list)
        if (!sl_yaml_text(sl_yaml_find_id(over, sl_yaml_text(one, "id")), key).n &&
            !sl_edition_says(s, sl_yaml_lookup(one, key)))
            sl_edition_report(s, one->span, what, sl_yaml_text(one, "id"));
}

static void lay_edition(sl_strategy *s, uint32_t file)
{
    const sl_yaml *base = s->register_yaml, *over;
    s->register_yaml = sl_edition_lay(s, file, &register_schema, base, &over);
    if (!over)
        return;
    report_untold(s, sl_yaml_lookup(base, "evidence"), sl_yaml_lookup(over, "evidence"),
                  "statement", "the entry");
    report_untold(s, sl_yaml_lookup(base, "gaps"), sl_yaml_lookup(over, "gaps"), "question",
                  "the gap");
}

/* The entries that spreadsheets hold stand behind those of the file, for whoever reads it later
 * too. */
static const sl_yaml *add_sheets(sl_strategy *s, const sl_yaml *evidence)
{
    const sl_yaml *all = sl_sheet_add_entries(s, evidence, &entry_schema);
    if (all == evidence)
        return evidence;
    sl_yaml *list = SL_NEW(s->arena, sl_yaml), *map = SL_NEW(s->arena, sl_yaml);
    *list = *all;
    list->key = SL_STR("evidence");
    list->next = NULL;
    *map = *s->register_yaml;
    map->first = list;
    map->count = 1;
    SL_EACH (y, s->register_yaml) {
        if (sl_str_equal_z(y->key, "evidence"))
            continue;
        sl_yaml *copy = SL_NEW(s->arena, sl_yaml), *last = map->first;
        *copy = *y;
        copy->next = NULL;
        while (last->next)
            last = last->next;
        last->next = copy;
        map->count++;
    }
    s->register_yaml = map;
    return list;
}

const sl_schema *sl_load_entry_schema(void)
{
    return &entry_schema;
}

static void report_wanted(sl_strategy *s, sl_span span, const char *what)
{
    sl_finding *f = sl_diag_add(s->diags, SL_E0794, span,
                                "%s, and strategy.yaml says that there is no register", what);
    sl_diag_help(s->diags, f, "take it out, or take out 'register: none' and write the register");
}

static void refuse_annex(sl_strategy *s, const sl_yaml *annexes)
{
    SL_EACH (y, annexes)
        if (sl_str_equal_z(y->text, "evidence"))
            report_wanted(s, y->span, "the annex of the register is asked for");
}

/* `register: none`: what would need one, and what readers do without. */
static void do_without(sl_strategy *s, sl_span span)
{
    s->no_register = true;
    if (s->whole)
        return;
    refuse_annex(s, sl_yaml_lookup(s->config, "annexes"));
    SL_EACH (document, sl_yaml_lookup(s->config, "documents"))
        refuse_annex(s, sl_yaml_lookup(document, "annexes"));
    SL_EACH (sheet, sl_yaml_lookup(s->config, "sheets"))
        if (sl_str_equal_z(sl_yaml_text(sheet, "type"), "evidence"))
            report_wanted(s, sheet->span, "a sheet of evidence is named");
    sl_finding *f = sl_diag_add(s->diags, SL_E0795, span,
                                "there is no register: no figure of this strategy has a source");
    sl_diag_help(s->diags, f, "list figures with their sources in evidence/register.yaml");
}

void sl_load_register(sl_strategy *s, sl_str path, sl_span span)
{
    if (sl_str_equal_z(path, "none")) {
        do_without(s, span);
        return;
    }
    const char *name = sl_str_format(s->arena, "%.*s", SL_FMT(path)).p;
    sl_asset *a = sl_strategy_load_asset(s, sl_str_from(name), span, true);
    s->unread_evidence = true;
    if (!a->file) {
        report_empty(s, span, "cannot be read");
        return;
    }
    if (s->whole) {
        s->register_yaml = s->whole->register_yaml;
    } else {
        uint32_t end = (uint32_t)sl_sources_lookup(s->sources, a->file)->bytes.n;
        s->register_yaml = sl_yaml_parse(s->arena, s->diags, a->file, 0, end);
        lay_edition(s, a->file);
        if (s->register_yaml)
            sl_schema_check(s->diags, &register_schema, s->register_yaml, "the register");
    }
    const sl_yaml *y = s->register_yaml;
    if (!y)
        return;
    s->unread_evidence = false;
    const sl_yaml *evidence = sl_yaml_lookup(y, "evidence");
    if (!s->whole)
        evidence = add_sheets(s, evidence);
    SL_EACH (entry, evidence)
        read_entry(s, entry);
    SL_EACH (gap, sl_yaml_lookup(y, "gaps"))
        read_gap(s, gap);
    if (s->evidence.n == 0)
        report_empty(s, evidence ? evidence->span : y->span, "holds nothing");
}
