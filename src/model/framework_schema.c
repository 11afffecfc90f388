#include "model/framework_schema.h"

#include "base/assert.h"

#define KINDS                                                                                      \
    "text|markdown|list|number|integer|boolean|date|month|years|money|funding|measure|choice|url|" \
    "figure"
#define SEVERITIES "error|warning|note|off"

static const sl_field key_fields[] = {
    {"kind", SL_FIELD_CHOICE, SL_ONE, true, .choices = KINDS, .doc = "What the value is."},
    {"required", SL_FIELD_BOOLEAN, SL_ONE, .doc = "Every item of the type has it."},
    {"label", SL_FIELD_TEXT, SL_ONE, .printed = true,
     .doc = "How it is called where it is printed."},
    {"print", SL_FIELD_BOOLEAN, SL_ONE, .doc = "Printed in the facts at the item's head."},
    {"chain", SL_FIELD_BOOLEAN, SL_ONE, .doc = "Printed in the item's logic chain."},
    {"cost", SL_FIELD_BOOLEAN, SL_ONE, .doc = "Money: it is what the item costs."},
    {"group", SL_FIELD_BOOLEAN, SL_ONE, .doc = "The annex groups the items by it."},
    {"by", SL_FIELD_NAME, SL_ONE, .doc = "What it is called in 'build --by': department."},
    {"of", SL_FIELD_TEXT, SL_MANY, .doc = "The words allowed for a choice."},
    {"amber", SL_FIELD_INTEGER, SL_ONE, .least = 1, .most = 100,
     .doc = "A measure: per cent of the way from which it is a little behind; 10 if absent."},
    {"red", SL_FIELD_INTEGER, SL_ONE, .least = 1, .most = 100,
     .doc = "A measure: per cent of the way from which it is behind; 25 if absent."},
};
static const sl_schema key_schema = {"key", "A front-matter key of a type", key_fields,
                                     SL_COUNT(key_fields)};

static const sl_field type_fields[] = {
    {"name", SL_FIELD_TEXT, SL_ONE, true, .printed = true, .doc = "One of them, for readers."},
    {"plural", SL_FIELD_TEXT, SL_ONE, true, .printed = true,
     .doc = "Several of them, for readers."},
    {"prefix", SL_FIELD_ID, SL_ONE, true, .doc = "What its IDs start with."},
    {"numbered", SL_FIELD_TEXT, SL_ONE, .printed = true,
     .doc = "Whether its heading has a number, or what the first is called: Recommendation 1."},
    {"frame", SL_FIELD_CHOICE, SL_ONE, .choices = "none|box", .doc = "How it is set."},
    {"filter", SL_FIELD_BOOLEAN, SL_ONE,
     .doc = "Readers may narrow the items to what reaches one."},
    {"fields", SL_FIELD_MAP, SL_KEYED, .of = &key_schema, .doc = "Front-matter keys."},
    {"folder", SL_FIELD_NAME, SL_ONE, .doc = "Items in this folder are of the type unasked."},
    {"defaults", SL_FIELD_ANY, SL_KEYED,
     .doc = "What an item says where it does not say it, or {with: KEY, is: ...}."},
    {"states", SL_FIELD_TEXT, SL_MANY, .doc = "States of its own."},
    {"must-cite", SL_FIELD_CHOICE, SL_MANY, .choices = "figures|superlatives|comparisons",
     .doc = "What its sentences must cite evidence for."},
};
static const sl_schema type_schema = {"type", "A type of item", type_fields, SL_COUNT(type_fields)};

static const sl_field in_time_fields[] = {
    {"from", SL_FIELD_NAME, SL_ONE, true, .doc = "A date of the item that has the link."},
    {"to", SL_FIELD_NAME, SL_ONE, true, .doc = "A date of the item that it leads to."},
    {"order", SL_FIELD_CHOICE, SL_ONE, .choices = "before|after",
     .doc = "Whether the first is to be no later, or no earlier, than the second."},
};
static const sl_schema in_time_schema = {"in-time", "Two dates that follow each other",
                                         in_time_fields, SL_COUNT(in_time_fields)};

static const sl_field covers_fields[] = {
    {"from", SL_FIELD_NAME, SL_ONE, true, .doc = "A sum of the item that has the links."},
    {"to", SL_FIELD_NAME, SL_ONE, true, .doc = "A sum of the items that they lead to."},
    {"share", SL_FIELD_INTEGER, SL_ONE, .least = 1, .most = 100,
     .doc = "Per cent of the first to be covered; 100 if absent."},
};
static const sl_schema covers_schema = {"covers", "Sums that cover another", covers_fields,
                                        SL_COUNT(covers_fields)};

static const sl_field role_fields[] = {
    {"from", SL_FIELD_TEXT, SL_MANY, true, .doc = "Types that may have it."},
    {"to", SL_FIELD_TEXT, SL_MANY, true, .doc = "Types it may reach; 'evidence' is the register."},
    {"label", SL_FIELD_TEXT, SL_ONE, true, .printed = true, .doc = "Printed before the links."},
    {"back", SL_FIELD_TEXT, SL_ONE, true, .printed = true, .doc = "Printed before the links back."},
    {"line", SL_FIELD_BOOLEAN, SL_ONE, .doc = "It carries the line of sight."},
    {"acyclic", SL_FIELD_BOOLEAN, SL_ONE, .doc = "Following it comes to an end."},
    {"at-least", SL_FIELD_INTEGER, SL_KEYED, .least = 0, .most = 1000,
     .doc = "Links that each item of a type needs."},
    {"at-most", SL_FIELD_INTEGER, SL_KEYED, .least = 1, .most = 1000,
     .doc = "Links that an item of a type may have."},
    {"demanded", SL_FIELD_INTEGER, SL_KEYED, .least = 0, .most = 1000,
     .doc = "Links that must reach each item of a type."},
    {"from-text", SL_FIELD_TEXT, SL_MANY,
     .doc = "Types whose items lead to the evidence that their text cites, unless they say."},
    {"suspect", SL_FIELD_CHOICE, SL_ONE, .choices = "from|to|both|none",
     .doc = "Which end a change makes suspect."},
    {"in-time", SL_FIELD_MAP, SL_MANY, .of = &in_time_schema,
     .doc = "Dates that follow each other."},
    {"covers", SL_FIELD_MAP, SL_ONE, .of = &covers_schema, .doc = "Sums that cover another."},
};
static const sl_schema role_schema = {"role", "A link between items", role_fields,
                                      SL_COUNT(role_fields)};

static const sl_field linked_fields[] = {
    {"role", SL_FIELD_NAME, SL_ONE, true, .doc = "The role that leads to the other item."},
    {"has", SL_FIELD_NAME, SL_MANY, .doc = "Keys that the other item has."},
};
static const sl_schema linked_schema = {"linked", "An item that another leads to", linked_fields,
                                        SL_COUNT(linked_fields)};

static const sl_field point_fields[] = {
    {"is", SL_FIELD_TEXT, SL_ONE, true, .printed = true,
     .doc = "What earns the point, for whoever lacks it."},
    {"cites", SL_FIELD_INTEGER, SL_ONE, .least = 1, .most = 1000,
     .doc = "Entries that its text cites, at least."},
    {"strength", SL_FIELD_INTEGER, SL_ONE, .least = 1, .most = 5,
     .doc = "Strength of the best evidence that it names itself, at least."},
    {"families", SL_FIELD_INTEGER, SL_ONE, .least = 1, .most = 1000,
     .doc = "Independent sources that reach it, at least."},
    {"has", SL_FIELD_NAME, SL_MANY, .doc = "Keys that it has."},
    {"linked", SL_FIELD_MAP, SL_ONE, .of = &linked_schema, .doc = "An item that it leads to."},
    {"shows", SL_FIELD_NAME, SL_ONE,
     .doc = "What a sentence of its text is marked for: [The figures are old.]{shows=limits}."},
};
static const sl_schema point_schema = {"point", "What earns one point", point_fields,
                                       SL_COUNT(point_fields)};

static const sl_field score_part_fields[] = {
    {"label", SL_FIELD_TEXT, SL_ONE, true, .printed = true, .doc = "How the part is called."},
    {"points", SL_FIELD_MAP, SL_MANY, true, .of = &point_schema, .doc = "Three, in order."},
};
static const sl_schema score_part_schema = {"part", "One part of the score", score_part_fields,
                                            SL_COUNT(score_part_fields)};

static const sl_field scores_fields[] = {
    {"type", SL_FIELD_NAME, SL_ONE, true, .doc = "The type of item that is scored."},
    {"parts", SL_FIELD_MAP, SL_KEYED, true, .of = &score_part_schema, .doc = "What is scored."},
};
static const sl_schema scores_schema = {"scores", "The transparency score", scores_fields,
                                        SL_COUNT(scores_fields)};

static const sl_field coverage_fields[] = {
    {"title", SL_FIELD_TEXT, SL_ONE, true, .printed = true, .doc = "What the table shows."},
    {"by", SL_FIELD_NAME, SL_ONE, .doc = "The type of item that a cell counts; any if absent."},
    {"rows", SL_FIELD_NAME, SL_ONE, true, .doc = "A type, a key, 'evidence' or 'types'."},
    {"columns", SL_FIELD_NAME, SL_ONE, true, .doc = "A type, a key, 'evidence' or 'types'."},
};
static const sl_schema coverage_schema = {"coverage", "What is covered and what is not",
                                          coverage_fields, SL_COUNT(coverage_fields)};

static const sl_field claims_fields[] = {
    {"superlatives", SL_FIELD_TEXT, SL_MANY, .printed = true,
     .doc = "Words that rank: largest, world-class."},
    {"quantifiers", SL_FIELD_TEXT, SL_MANY, .printed = true,
     .doc = "Words that say how many of all: every, only."},
    {"comparatives", SL_FIELD_TEXT, SL_MANY, .printed = true,
     .doc = "Words that compare where 'than' follows."},
    {"than", SL_FIELD_TEXT, SL_MANY, .printed = true, .doc = "What follows a comparative."},
    {"comparisons", SL_FIELD_TEXT, SL_MANY, .printed = true,
     .doc = "Words that compare alone: twice as."},
};
static const sl_schema claims_schema = {"claims", "Words that rank and compare", claims_fields,
                                        SL_COUNT(claims_fields)};

static const sl_field framework_fields[] = {
    {"name", SL_FIELD_TEXT, SL_ONE, true, .printed = true, .doc = "What kind of strategy this is."},
    {"version", SL_FIELD_TEXT, SL_ONE, .doc = "Of the framework."},
    {"types", SL_FIELD_MAP, SL_KEYED, true, .of = &type_schema, .doc = "The types of item."},
    {"roles", SL_FIELD_MAP, SL_KEYED, true, .of = &role_schema, .doc = "The links."},
    {"states", SL_FIELD_TEXT, SL_MANY, .doc = "States an item moves through, in order."},
    {"units", SL_FIELD_TEXT, SL_MANY, .printed = true,
     .doc = "What is counted here: federated boards."},
    {"shelf-lives", SL_FIELD_TEXT, SL_KEYED,
     .doc = "How long evidence of each grade stays good: 3 years, 18 months or none."},
    {"claims", SL_FIELD_MAP, SL_ONE, .of = &claims_schema,
     .doc = "The words of must-cite; English ones where a list is absent."},
    {"coverage", SL_FIELD_MAP, SL_MANY, .of = &coverage_schema,
     .doc = "Tables of what is covered and what is not."},
    {"scores", SL_FIELD_MAP, SL_ONE, .of = &scores_schema,
     .doc = "How openly the items of a type give their reasons."},
    {"rules", SL_FIELD_ANY, SL_ONE, .doc = "Severity of each rule, by state where it differs."},
};
static const sl_schema framework_schema = {"framework", "The framework of a strategy",
                                           framework_fields, SL_COUNT(framework_fields)};

static const sl_field money_fields[] = {
    {"amount", SL_FIELD_NUMBER, SL_ONE, true, .doc = "How much."},
    {"unit", SL_FIELD_TEXT, SL_ONE, true, .doc = "Of what: GBP million."},
    {"years", SL_FIELD_YEARS, SL_ONE, .doc = "Over which years."},
    {"source", SL_FIELD_TEXT, SL_ONE, .printed = true, .doc = "From which fund."},
};
const sl_schema sl_framework_money_schema = {"money", "A sum", money_fields,
                                             SL_COUNT(money_fields)};

static const sl_field funding_fields[] = {
    {"fund", SL_FIELD_TEXT, SL_ONE, true, .printed = true, .doc = "Who would pay."},
    {"amount", SL_FIELD_NUMBER, SL_ONE, true, .doc = "How much."},
    {"unit", SL_FIELD_TEXT, SL_ONE, true, .doc = "GBP, GBP thousand, GBP million or GBP billion."},
    {"year", SL_FIELD_INTEGER, SL_ONE, .least = 1000, .most = 9999,
     .doc = "The year in which the financial year starts."},
    {"state", SL_FIELD_CHOICE, SL_ONE, true, .choices = "sought|offered|agreed|spent",
     .doc = "How sure it is."},
    {"match", SL_FIELD_BOOLEAN, SL_ONE, .doc = "Local money beside another fund."},
};
const sl_schema sl_framework_funding_schema = {"funding", "A line of an item's funding",
                                               funding_fields, SL_COUNT(funding_fields)};

static const sl_field point_of_time_fields[] = {
    {"date", SL_FIELD_TEXT, SL_ONE, true, .example = "2029",
     .doc = "When: 2027, 2027/28, 2027-06, 30 June 2027."},
    {"value", SL_FIELD_NUMBER, SL_ONE, true, .doc = "How much, in the measure's unit."},
    {"note", SL_FIELD_TEXT, SL_ONE, .printed = true, .doc = "What a reader should know of it."},
};
static const sl_schema point_of_time_schema = {"point", "A figure at a time", point_of_time_fields,
                                               SL_COUNT(point_of_time_fields)};

static const sl_field baseline_fields[] = {
    {"date", SL_FIELD_TEXT, SL_ONE, true, .example = "2024", .doc = "When it stood so."},
    {"value", SL_FIELD_NUMBER, SL_ONE, .doc = "How much; else the actual figure of that date."},
};
static const sl_schema baseline_schema = {"baseline", "Where it stood", baseline_fields,
                                          SL_COUNT(baseline_fields)};

static const sl_field actual_fields[] = {
    {"date", SL_FIELD_TEXT, SL_ONE, .doc = "When it was so; of a dataset: the column."},
    {"value", SL_FIELD_TEXT, SL_ONE, .doc = "How much; of a dataset: the column."},
    {"note", SL_FIELD_TEXT, SL_ONE, .printed = true, .doc = "What a reader should know of it."},
    {"data", SL_FIELD_PATH, SL_ONE, .doc = "The dataset, from the strategy's folder."},
    {"where", SL_FIELD_ANY, SL_ONE, .doc = "Columns and the values that rows must have."},
    {"query", SL_FIELD_TEXT, SL_ONE,
     .doc = "SQL that gives them: SELECT year, count(*) FROM … GROUP BY year"},
};
static const sl_schema actual_schema = {"actuals", "What was measured", actual_fields,
                                        SL_COUNT(actual_fields)};

static const sl_field measure_fields[] = {
    {"name", SL_FIELD_TEXT, SL_ONE, .printed = true,
     .doc = "What is measured, where the item's title does not say."},
    {"unit", SL_FIELD_TEXT, SL_ONE, true, .doc = "Of its figures: per cent, GBP million, homes."},
    {"better", SL_FIELD_CHOICE, SL_ONE, true, .choices = "up|down", .doc = "Which way is better."},
    {"places", SL_FIELD_INTEGER, SL_ONE, .least = 0, .most = 6, .doc = "Decimals when printed."},
    {"baseline", SL_FIELD_MAP, SL_ONE, .of = &baseline_schema, .in_short = "22 (2019)",
     .doc = "Where it stood."},
    {"path", SL_FIELD_MAP, SL_MANY, .of = &point_of_time_schema, .in_short = "18 (2028); 15 (2030)",
     .doc = "What is to be reached on the way, and when."},
    {"target", SL_FIELD_MAP, SL_ONE, .of = &point_of_time_schema, .in_short = "12 (2032)",
     .doc = "What is to be reached, and by when."},
    {"actuals", SL_FIELD_MAP, SL_ONE_OR_MANY, .of = &actual_schema, .in_short = "24 (2023)",
     .doc = "What was measured: figures, or columns of a dataset."},
    {"due", SL_FIELD_WHEN, SL_ONE, .doc = "By when the next figure is to be there."},
};
const sl_schema sl_framework_measure_schema = {"measure", "Something that is measured",
                                               measure_fields, SL_COUNT(measure_fields)};

static const sl_field edge_fields[] = {
    {"id", SL_FIELD_ID, SL_ONE, true, .called = true, .doc = "What it leads to."},
    {"at", SL_FIELD_TEXT, SL_ONE, .printed = true, .doc = "The place in the source."},
    {"directness", SL_FIELD_CHOICE, SL_ONE, .choices = "direct|indirect",
     .doc = "How directly it bears on the item."},
    {"note", SL_FIELD_TEXT, SL_ONE, .printed = true,
     .doc = "What a reader should know of the link."},
};
const sl_schema sl_framework_edge_schema = {"link", "A link that says more than an ID", edge_fields,
                                            SL_COUNT(edge_fields)};

static const sl_field waiver_fields[] = {
    {"rule", SL_FIELD_NAME, SL_ONE, true, .doc = "The rule that is waived."},
    {"reason", SL_FIELD_TEXT, SL_ONE, true, .printed = true, .doc = "Why."},
    {"by", SL_FIELD_TEXT, SL_ONE, true, .printed = true, .doc = "Who decided it."},
    {"until", SL_FIELD_DATE, SL_ONE, true, .doc = "When it expires."},
};
static const sl_schema waiver_schema = {"waiver", "A finding that is waived for a time",
                                        waiver_fields, SL_COUNT(waiver_fields)};

static const sl_field contrary_fields[] = {
    {"id", SL_FIELD_ID, SL_ONE, true, .doc = "The evidence that speaks against the item."},
    {"answered", SL_FIELD_TEXT, SL_ONE, true, .printed = true, .doc = "Where the text answers it."},
};
static const sl_schema contrary_schema = {"contrary", "Contrary evidence and its answer",
                                          contrary_fields, SL_COUNT(contrary_fields)};

/* Keys that every item may have. */
const sl_field sl_framework_common_fields[] = {
    {"id", SL_FIELD_ID, SL_ONE, true, .inferred = true,
     .doc = "Never changes, never used again; what the file's name says if absent."},
    {"type", SL_FIELD_TEXT, SL_ONE, true, .doc = "A type of framework.yaml."},
    {"title", SL_FIELD_TEXT, SL_ONE, true, .printed = true, .doc = "The item's heading."},
    {"short", SL_FIELD_TEXT, SL_ONE, .printed = true, .doc = "A shorter title for running heads."},
    {"state", SL_FIELD_TEXT, SL_ONE, .doc = "Where it stands: a state of framework.yaml."},
    {"owner", SL_FIELD_TEXT, SL_ONE, .printed = true, .doc = "Who answers for it."},
    {"areas", SL_FIELD_TEXT, SL_MANY, .printed = true, .doc = "The places it is about."},
    {"audience", SL_FIELD_TEXT, SL_ONE_OR_MANY, .doc = "Who may read it; everybody if absent."},
    {"numbered", SL_FIELD_BOOLEAN, SL_ONE, .doc = "Whether its heading has a number."},
    {"lang", SL_FIELD_TEXT, SL_ONE, .doc = "Its language, if not the document's."},
    {"contrary", SL_FIELD_MAP, SL_MANY, .of = &contrary_schema, .or_keyed = true,
     .doc = "Contrary evidence and where the text answers it."},
    {"waive", SL_FIELD_MAP, SL_MANY, .of = &waiver_schema, .doc = "Findings waived for a time."},
};

const size_t sl_framework_common_count = SL_COUNT(sl_framework_common_fields);

const sl_schema *sl_framework_schema(void)
{
    return &framework_schema;
}
