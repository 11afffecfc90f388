#include "strategy/framework.h"

#include "base/check.h"
#include "base/num.h"
#include "strategy/shelf.h"

#define KINDS "text|markdown|list|number|integer|boolean|date|month|years|money|funding|choice|url"
#define SEVERITIES "error|warning|note|off"

static const sl_field key_fields[] = {
    {"kind", SL_FIELD_CHOICE, SL_ONE, true, .choices = KINDS, .doc = "What the value is."},
    {"required", SL_FIELD_BOOLEAN, SL_ONE, .doc = "Every item of the type has it."},
    {"label", SL_FIELD_TEXT, SL_ONE, .doc = "How it is called where it is printed."},
    {"print", SL_FIELD_BOOLEAN, SL_ONE, .doc = "Printed in the facts at the item's head."},
    {"chain", SL_FIELD_BOOLEAN, SL_ONE, .doc = "Printed in the item's logic chain."},
    {"cost", SL_FIELD_BOOLEAN, SL_ONE, .doc = "Money: it is what the item costs."},
    {"group", SL_FIELD_BOOLEAN, SL_ONE, .doc = "The annex groups the items by it."},
    {"of", SL_FIELD_TEXT, SL_MANY, .doc = "The words allowed for a choice."},
};
static const sl_schema key_schema = {"key", "A front-matter key of a type", key_fields,
                                     SL_COUNT(key_fields)};

static const sl_field type_fields[] = {
    {"name", SL_FIELD_TEXT, SL_ONE, true, .doc = "One of them, for readers."},
    {"plural", SL_FIELD_TEXT, SL_ONE, true, .doc = "Several of them, for readers."},
    {"prefix", SL_FIELD_ID, SL_ONE, true, .doc = "What its IDs start with."},
    {"numbered", SL_FIELD_BOOLEAN, SL_ONE, .doc = "Whether its heading has a number."},
    {"frame", SL_FIELD_CHOICE, SL_ONE, .choices = "none|box", .doc = "How it is set."},
    {"filter", SL_FIELD_BOOLEAN, SL_ONE,
     .doc = "Readers may narrow the items to what reaches one."},
    {"fields", SL_FIELD_MAP, SL_KEYED, .of = &key_schema, .doc = "Front-matter keys."},
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
    {"share", SL_FIELD_INTEGER, SL_ONE,
     .doc = "Per cent of the first to be covered; 100 if absent."},
};
static const sl_schema covers_schema = {"covers", "Sums that cover another", covers_fields,
                                        SL_COUNT(covers_fields)};

static const sl_field role_fields[] = {
    {"from", SL_FIELD_TEXT, SL_MANY, true, .doc = "Types that may have it."},
    {"to", SL_FIELD_TEXT, SL_MANY, true, .doc = "Types it may reach; 'evidence' is the register."},
    {"label", SL_FIELD_TEXT, SL_ONE, true, .doc = "Printed before the links."},
    {"back", SL_FIELD_TEXT, SL_ONE, true, .doc = "Printed before the links back."},
    {"line", SL_FIELD_BOOLEAN, SL_ONE, .doc = "It carries the line of sight."},
    {"acyclic", SL_FIELD_BOOLEAN, SL_ONE, .doc = "Following it comes to an end."},
    {"at-least", SL_FIELD_INTEGER, SL_KEYED, .doc = "Links that each item of a type needs."},
    {"at-most", SL_FIELD_INTEGER, SL_KEYED, .doc = "Links that an item of a type may have."},
    {"demanded", SL_FIELD_INTEGER, SL_KEYED, .doc = "Links that must reach each item of a type."},
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
    {"is", SL_FIELD_TEXT, SL_ONE, true, .doc = "What earns the point, for whoever lacks it."},
    {"cites", SL_FIELD_INTEGER, SL_ONE, .doc = "Entries that its text cites, at least."},
    {"strength", SL_FIELD_INTEGER, SL_ONE, .doc = "Strength of its line of sight, at least."},
    {"families", SL_FIELD_INTEGER, SL_ONE, .doc = "Independent sources that reach it, at least."},
    {"has", SL_FIELD_NAME, SL_MANY, .doc = "Keys that it has."},
    {"linked", SL_FIELD_MAP, SL_ONE, .of = &linked_schema, .doc = "An item that it leads to."},
    {"says", SL_FIELD_TEXT, SL_MANY, .doc = "Words, one of which a sentence of its text has."},
};
static const sl_schema point_schema = {"point", "What earns one point", point_fields,
                                       SL_COUNT(point_fields)};

static const sl_field score_part_fields[] = {
    {"label", SL_FIELD_TEXT, SL_ONE, true, .doc = "How the part is called."},
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
    {"title", SL_FIELD_TEXT, SL_ONE, true, .doc = "What the table shows."},
    {"by", SL_FIELD_NAME, SL_ONE, .doc = "The type of item that a cell counts; any if absent."},
    {"rows", SL_FIELD_NAME, SL_ONE, true, .doc = "A type, a key, 'evidence' or 'types'."},
    {"columns", SL_FIELD_NAME, SL_ONE, true, .doc = "A type, a key, 'evidence' or 'types'."},
};
static const sl_schema coverage_schema = {"coverage", "What is covered and what is not",
                                          coverage_fields, SL_COUNT(coverage_fields)};

static const sl_field framework_fields[] = {
    {"name", SL_FIELD_TEXT, SL_ONE, true, .doc = "What kind of strategy this is."},
    {"version", SL_FIELD_TEXT, SL_ONE, .doc = "Of the framework."},
    {"types", SL_FIELD_MAP, SL_KEYED, true, .of = &type_schema, .doc = "The types of item."},
    {"roles", SL_FIELD_MAP, SL_KEYED, true, .of = &role_schema, .doc = "The links."},
    {"states", SL_FIELD_TEXT, SL_MANY, .doc = "States an item moves through, in order."},
    {"shelf-lives", SL_FIELD_TEXT, SL_KEYED,
     .doc = "How long evidence of each grade stays good: 3 years, 18 months or none."},
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
    {"source", SL_FIELD_TEXT, SL_ONE, .doc = "From which fund."},
};
static const sl_schema money_schema = {"money", "A sum", money_fields, SL_COUNT(money_fields)};

static const sl_field funding_fields[] = {
    {"fund", SL_FIELD_TEXT, SL_ONE, true, .doc = "Who would pay."},
    {"amount", SL_FIELD_NUMBER, SL_ONE, true, .doc = "How much."},
    {"unit", SL_FIELD_TEXT, SL_ONE, true, .doc = "GBP, GBP thousand, GBP million or GBP billion."},
    {"year", SL_FIELD_INTEGER, SL_ONE, .doc = "The year in which the financial year starts."},
    {"state", SL_FIELD_CHOICE, SL_ONE, true, .choices = "sought|offered|agreed|spent",
     .doc = "How sure it is."},
    {"match", SL_FIELD_BOOLEAN, SL_ONE, .doc = "Local money beside another fund."},
};
static const sl_schema funding_schema = {"funding", "A line of an item's funding", funding_fields,
                                         SL_COUNT(funding_fields)};

static const sl_field edge_fields[] = {
    {"id", SL_FIELD_ID, SL_ONE, true, .doc = "What it leads to."},
    {"at", SL_FIELD_TEXT, SL_ONE, .doc = "The place in the source."},
    {"directness", SL_FIELD_CHOICE, SL_ONE, .choices = "direct|indirect",
     .doc = "How directly it bears on the item."},
    {"note", SL_FIELD_TEXT, SL_ONE, .doc = "What a reader should know of the link."},
};
static const sl_schema edge_schema = {"link", "A link that says more than an ID", edge_fields,
                                      SL_COUNT(edge_fields)};

static const sl_field waiver_fields[] = {
    {"rule", SL_FIELD_NAME, SL_ONE, true, .doc = "The rule that is waived."},
    {"reason", SL_FIELD_TEXT, SL_ONE, true, .doc = "Why."},
    {"by", SL_FIELD_TEXT, SL_ONE, true, .doc = "Who decided it."},
    {"until", SL_FIELD_DATE, SL_ONE, true, .doc = "When it expires."},
};
static const sl_schema waiver_schema = {"waiver", "A finding that is waived for a time",
                                        waiver_fields, SL_COUNT(waiver_fields)};

static const sl_field contrary_fields[] = {
    {"id", SL_FIELD_ID, SL_ONE, true, .doc = "The evidence that speaks against the item."},
    {"answered", SL_FIELD_TEXT, SL_ONE, true, .doc = "Where the text answers it."},
};
static const sl_schema contrary_schema = {"contrary", "Contrary evidence and its answer",
                                          contrary_fields, SL_COUNT(contrary_fields)};

/* Keys that every item may have. */
static const sl_field common_fields[] = {
    {"id", SL_FIELD_ID, SL_ONE, true, .doc = "Never changes, never used again."},
    {"type", SL_FIELD_TEXT, SL_ONE, true, .doc = "A type of framework.yaml."},
    {"title", SL_FIELD_TEXT, SL_ONE, true, .doc = "The item's heading."},
    {"short", SL_FIELD_TEXT, SL_ONE, .doc = "A shorter title for running heads."},
    {"state", SL_FIELD_TEXT, SL_ONE, .doc = "Where it stands: a state of framework.yaml."},
    {"owner", SL_FIELD_TEXT, SL_ONE, .doc = "Who answers for it."},
    {"areas", SL_FIELD_TEXT, SL_MANY, .doc = "The places it is about."},
    {"audience", SL_FIELD_TEXT, SL_ONE_OR_MANY, .doc = "Who may read it; everybody if absent."},
    {"numbered", SL_FIELD_BOOLEAN, SL_ONE, .doc = "Whether its heading has a number."},
    {"lang", SL_FIELD_TEXT, SL_ONE, .doc = "Its language, if not the document's."},
    {"contrary", SL_FIELD_MAP, SL_MANY, .of = &contrary_schema,
     .doc = "Contrary evidence and where the text answers it."},
    {"waive", SL_FIELD_MAP, SL_MANY, .of = &waiver_schema, .doc = "Findings waived for a time."},
};

const sl_schema *sl_framework_schema(void)
{
    return &framework_schema;
}

static sl_field_kind kind_of(sl_str word)
{
    static const struct {
        const char *word;
        sl_field_kind kind;
    } kinds[] = {
        {"text", SL_FIELD_TEXT},     {"markdown", SL_FIELD_MARKDOWN}, {"list", SL_FIELD_TEXT},
        {"number", SL_FIELD_NUMBER}, {"integer", SL_FIELD_INTEGER},   {"boolean", SL_FIELD_BOOLEAN},
        {"date", SL_FIELD_DATE},     {"month", SL_FIELD_MONTH},       {"years", SL_FIELD_YEARS},
        {"funding", SL_FIELD_MAP},   {"money", SL_FIELD_MAP},         {"choice", SL_FIELD_CHOICE},
        {"url", SL_FIELD_URL},
    };
    for (size_t i = 0; i < SL_COUNT(kinds); i++)
        if (sl_str_equal_z(word, kinds[i].word))
            return kinds[i].kind;
    return SL_FIELD_TEXT;
}

static const char *copy_z(sl_arena *a, sl_str s)
{
    return sl_arena_copy(a, s.p, s.n);
}

static const char *join_choices(sl_arena *a, const sl_yaml *list)
{
    sl_buf b;
    sl_buf_init(&b);
    SL_EACH (one, list) {
        sl_buf_push_z(&b, b.n ? "|" : "");
        sl_buf_push_str(&b, one->text);
    }
    const char *z = sl_buf_copy(&b, a).p;
    sl_buf_done(&b);
    return z;
}

static sl_key read_key(sl_arena *a, const sl_yaml *y)
{
    sl_str kind = sl_yaml_text(y, "kind");
    sl_key k = {.name = y->key, .label = sl_yaml_text(y, "label")};
    if (!k.label.n)
        k.label = y->key;
    k.print = sl_yaml_bool(y, "print", false);
    k.chain = sl_yaml_bool(y, "chain", false);
    k.group = sl_yaml_bool(y, "group", false);
    k.money = sl_str_equal_z(kind, "money");
    k.cost = k.money && sl_yaml_bool(y, "cost", false);
    k.funding = sl_str_equal_z(kind, "funding");
    k.field = (sl_field){.name = copy_z(a, y->key), .kind = kind_of(kind)};
    k.field.required = sl_yaml_bool(y, "required", false);
    k.field.many = sl_str_equal_z(kind, "list") || k.funding ? SL_MANY : SL_ONE;
    k.field.doc = copy_z(a, k.label);
    if (k.money)
        k.field.of = &money_schema;
    if (k.funding)
        k.field.of = &funding_schema;
    if (k.field.kind == SL_FIELD_CHOICE)
        k.field.choices = join_choices(a, sl_yaml_lookup(y, "of"));
    return k;
}

static void read_type(sl_arena *a, sl_diags *d, sl_framework *f, const sl_yaml *y)
{
    if (f->types.n == SL_TYPES_MAX) {
        sl_diag_add(d, SL_E0212, y->key_span, "more than %d types of item", SL_TYPES_MAX);
        return;
    }
    sl_type *t = SL_NEW(a, sl_type);
    t->name = y->key;
    t->span = y->key_span;
    t->title = sl_yaml_text(y, "name");
    t->plural = sl_yaml_text(y, "plural");
    t->prefix = sl_yaml_text(y, "prefix");
    t->boxed = sl_str_equal_z(sl_yaml_text(y, "frame"), "box");
    t->filter = sl_yaml_bool(y, "filter", false);
    t->numbered = sl_yaml_bool(y, "numbered", true);
    t->index = (uint32_t)f->types.n;
    SL_EACH (key, sl_yaml_lookup(y, "fields"))
        SL_PUSH(a, t->keys, read_key(a, key));
    SL_EACH (state, sl_yaml_lookup(y, "states"))
        SL_PUSH(a, t->states, state->text);
    SL_EACH (one, sl_yaml_lookup(y, "must-cite"))
        t->must_cite |= sl_str_equal_z(one->text, "figures")        ? SL_CITE_FIGURES
                        : sl_str_equal_z(one->text, "superlatives") ? SL_CITE_SUPERLATIVES
                                                                    : SL_CITE_COMPARISONS;
    for (size_t i = 0; i < f->types.n; i++)
        if (sl_str_equal(f->types.at[i]->prefix, t->prefix)) {
            sl_finding *g = sl_diag_add(d, SL_E0212, t->span, "two types have the prefix %.*s",
                                        SL_FMT(t->prefix));
            sl_diag_note_at(d, g, f->types.at[i]->span, "the other one");
            sl_diag_help(d, g, "give one of them another prefix");
        }
    SL_PUSH(a, f->types, t);
    for (size_t i = 0; i < t->keys.n && !f->group; i++)
        if (t->keys.at[i].group) {
            f->group = &t->keys.at[i];
            f->group_type = t;
        }
}

/* The index of a type named in a role; false with a finding when there is none. */
static bool type_index(sl_diags *d, const sl_framework *f, sl_str name, sl_span span, uint32_t *out)
{
    if (sl_str_equal_z(name, "evidence")) {
        *out = SL_EVIDENCE_TYPE;
        return true;
    }
    const sl_type *t = sl_framework_lookup_type(f, name);
    if (t) {
        *out = t->index;
        return true;
    }
    sl_finding *g = sl_diag_add(d, SL_E0212, span, "no type is called '%.*s'", SL_FMT(name));
    sl_str names[SL_TYPES_MAX];
    for (size_t i = 0; i < f->types.n; i++)
        names[i] = f->types.at[i]->name;
    sl_diag_suggest(d, g, name, names, f->types.n);
    return false;
}

static void read_counts(sl_diags *d, const sl_framework *f, const sl_yaml *counts, uint32_t *out)
{
    SL_EACH (c, counts) {
        uint32_t type, n;
        if (type_index(d, f, c->key, c->key_span, &type) && type < SL_TYPES_MAX &&
            sl_num_parse(c->text, &n))
            out[type] = n;
    }
}

static void read_role(sl_arena *a, sl_diags *d, sl_framework *f, const sl_yaml *y)
{
    if (f->roles.n == SL_TYPES_MAX) {
        sl_diag_help(d, sl_diag_add(d, SL_E0212, y->key_span, "more than %d roles", SL_TYPES_MAX),
                     "remove roles that no item uses");
        return;
    }
    sl_role *r = SL_NEW(a, sl_role);
    uint32_t type;
    r->name = y->key;
    r->span = y->key_span;
    r->label = sl_yaml_text(y, "label");
    r->back = sl_yaml_text(y, "back");
    r->line = sl_yaml_bool(y, "line", false);
    r->acyclic = sl_yaml_bool(y, "acyclic", false);
    sl_str suspect = sl_yaml_text(y, "suspect");
    bool both = sl_str_equal_z(suspect, "both");
    r->suspect_from = both || sl_str_equal_z(suspect, "from");
    r->suspect_to = both || sl_str_equal_z(suspect, "to");
    r->index = (uint32_t)f->roles.n;
    SL_EACH (from, sl_yaml_lookup(y, "from"))
        if (type_index(d, f, from->text, from->span, &type) && type < SL_TYPES_MAX)
            r->from[type] = true;
    SL_EACH (to, sl_yaml_lookup(y, "to"))
        if (type_index(d, f, to->text, to->span, &type))
            r->to[type] = true;
    read_counts(d, f, sl_yaml_lookup(y, "at-least"), r->at_least);
    read_counts(d, f, sl_yaml_lookup(y, "at-most"), r->at_most);
    read_counts(d, f, sl_yaml_lookup(y, "demanded"), r->demanded);
    SL_EACH (one, sl_yaml_lookup(y, "in-time"))
        SL_PUSH(a, r->in_time,
                ((sl_in_time){sl_yaml_text(one, "from"), sl_yaml_text(one, "to"),
                              sl_str_equal_z(sl_yaml_text(one, "order"), "after")}));
    const sl_yaml *covers = sl_yaml_lookup(y, "covers");
    r->covers = (sl_covers){sl_yaml_text(covers, "from"), sl_yaml_text(covers, "to"), 100};
    uint32_t share;
    if (sl_num_parse(sl_yaml_text(covers, "share"), &share) && share <= 1000)
        r->covers.share = share;
    SL_PUSH(a, f->roles, r);
}

/* Rules whose severity a framework may set: those that judge, not those that cannot be built. */
static const sl_code settable[] = {SL_E0205, SL_E0206, SL_E0211, SL_E0214, SL_E0215,
                                   SL_E0216, SL_E0217, SL_E0219, SL_E0221, SL_E0226,
                                   SL_E0227, SL_E0228, SL_E0229, SL_E0230, SL_E0231,
                                   SL_E0234, SL_E0235, SL_E0237, SL_E0238};

static bool parse_severity(sl_diags *d, const sl_yaml *y, sl_severity *out)
{
    for (int s = 0; s < SL_SEVERITY__COUNT; s++)
        if (y->kind == SL_YAML_SCALAR &&
            sl_str_equal_z(y->text, sl_severity_name((sl_severity)s))) {
            *out = (sl_severity)s;
            return true;
        }
    sl_diag_help(d, sl_diag_add(d, SL_E0212, y->span, "this is no severity"), "use one of %s",
                 "error, warning, note, off");
    return false;
}

static bool is_settable(sl_code code)
{
    for (size_t i = 0; i < SL_COUNT(settable); i++)
        if (settable[i] == code)
            return true;
    return false;
}

static void read_rule(sl_arena *a, sl_diags *d, sl_framework *f, const sl_yaml *y)
{
    sl_rule r = {.code = sl_code_lookup(y->key)};
    if (r.code == SL_CODE__COUNT || !is_settable(r.code)) {
        sl_finding *g =
            sl_diag_add(d, SL_E0212, y->key_span, "no rule '%.*s' can be set here", SL_FMT(y->key));
        sl_str names[SL_COUNT(settable)];
        for (size_t i = 0; i < SL_COUNT(settable); i++)
            names[i] = sl_str_from(sl_code_rule(settable[i]));
        if (!sl_diag_suggest(d, g, y->key, names, SL_COUNT(names)))
            sl_diag_help(d, g, "'sightline explain' lists the rules");
        return;
    }
    r.severity = sl_code_severity(r.code);
    if (y->kind == SL_YAML_SCALAR) {
        if (!parse_severity(d, y, &r.severity))
            return;
    } else {
        r.states = SL_NEW_ARRAY(a, struct sl_rule_state, y->count);
        SL_EACH (one, y) {
            sl_severity s;
            if (!parse_severity(d, one, &s))
                continue;
            if (sl_str_equal_z(one->key, "default"))
                r.severity = s;
            else
                r.states[r.state_count++] = (struct sl_rule_state){one->key, s};
        }
    }
    SL_PUSH(a, f->rules, r);
}

static void make_schema(sl_arena *a, const sl_framework *f, sl_type *t)
{
    SL_VEC(sl_field) fields = {0};
    for (size_t i = 0; i < SL_COUNT(common_fields); i++)
        SL_PUSH(a, fields, common_fields[i]);
    for (size_t i = 0; i < f->roles.n; i++) {
        const sl_role *r = f->roles.at[i];
        if (!r->from[t->index])
            continue;
        sl_field link = {.name = copy_z(a, r->name), .kind = SL_FIELD_ID, .many = SL_ONE_OR_MANY};
        link.or_map = true;
        link.of = &edge_schema;
        link.doc = copy_z(a, r->label);
        SL_PUSH(a, fields, link);
    }
    for (size_t i = 0; i < t->keys.n; i++)
        SL_PUSH(a, fields, t->keys.at[i].field);
    t->schema = (sl_schema){copy_z(a, t->name), copy_z(a, t->title), fields.at, fields.n};
}

static void read_shelf_lives(sl_diags *d, sl_framework *f, const sl_yaml *lives)
{
    SL_EACH (one, lives) {
        uint32_t grade, months;
        bool is_grade = sl_num_parse(one->key, &grade) && grade < SL_COUNT(f->shelf_lives);
        if (is_grade && sl_shelf_parse(one->text, &months)) {
            f->shelf_lives[grade] = months;
            continue;
        }
        sl_finding *g = sl_diag_add(d, SL_E0212, is_grade ? one->span : one->key_span,
                                    is_grade ? "this is no shelf life" : "this is no grade");
        sl_diag_help(d, g, "write a grade from 0 to 5 and 'n months', 'n years' or none");
    }
}

static void read_scores(sl_arena *a, sl_diags *d, sl_framework *f, const sl_yaml *scores)
{
    const sl_yaml *type = sl_yaml_lookup(scores, "type");
    uint32_t index;
    if (!type || !type_index(d, f, type->text, type->span, &index) || index >= SL_TYPES_MAX)
        return;
    f->scored_type = f->types.at[index];
    SL_EACH (part, sl_yaml_lookup(scores, "parts"))
        SL_PUSH(a, f->score_parts,
                ((sl_score_part){part->key, sl_yaml_text(part, "label"),
                                 sl_yaml_lookup(part, "points")}));
}

sl_framework *sl_framework_load(sl_arena *a, sl_diags *d, const sl_yaml *yaml)
{
    sl_framework *f = SL_NEW(a, sl_framework);
    if (!yaml || !sl_schema_check(d, &framework_schema, yaml, "framework.yaml"))
        return f;
    f->name = sl_yaml_text(yaml, "name");
    SL_EACH (state, sl_yaml_lookup(yaml, "states"))
        SL_PUSH(a, f->states, state->text);
    SL_EACH (type, sl_yaml_lookup(yaml, "types"))
        read_type(a, d, f, type);
    SL_EACH (role, sl_yaml_lookup(yaml, "roles"))
        read_role(a, d, f, role);
    f->coverage = sl_yaml_lookup(yaml, "coverage");
    read_scores(a, d, f, sl_yaml_lookup(yaml, "scores"));
    read_shelf_lives(d, f, sl_yaml_lookup(yaml, "shelf-lives"));
    const sl_yaml *rules = sl_yaml_lookup(yaml, "rules");
    if (rules && rules->kind == SL_YAML_MAP)
        SL_EACH (rule, rules)
            read_rule(a, d, f, rule);
    for (size_t i = 0; i < f->types.n; i++)
        make_schema(a, f, f->types.at[i]);
    return f;
}

const sl_type *sl_framework_lookup_type(const sl_framework *f, sl_str name)
{
    for (size_t i = 0; i < f->types.n; i++)
        if (sl_str_equal(f->types.at[i]->name, name))
            return f->types.at[i];
    return NULL;
}

const sl_role *sl_framework_lookup_role(const sl_framework *f, sl_str name)
{
    for (size_t i = 0; i < f->roles.n; i++)
        if (sl_str_equal(f->roles.at[i]->name, name))
            return f->roles.at[i];
    return NULL;
}

sl_str sl_framework_key_label(const sl_framework *f, const sl_type *type, sl_str key)
{
    static const struct {
        const char *key, *label;
    } common[] = {{"areas", "Area"}, {"state", "State"}, {"owner", "Owner"}};
    for (size_t t = 0; t < f->types.n; t++)
        for (size_t i = 0; i < f->types.at[t]->keys.n; i++)
            if ((!type || type == f->types.at[t]) &&
                sl_str_equal(f->types.at[t]->keys.at[i].name, key))
                return f->types.at[t]->keys.at[i].label;
    for (size_t i = 0; i < SL_COUNT(common); i++)
        if (sl_str_equal_z(key, common[i].key))
            return sl_str_from(common[i].label);
    return key;
}

sl_severity sl_framework_severity(const sl_framework *f, sl_code code, sl_str state)
{
    for (size_t i = 0; i < f->rules.n; i++) {
        const sl_rule *r = &f->rules.at[i];
        if (r->code != code)
            continue;
        for (size_t k = 0; k < r->state_count; k++)
            if (sl_str_equal(r->states[k].state, state))
                return r->states[k].severity;
        return r->severity;
    }
    return sl_code_severity(code);
}

const sl_schema *sl_framework_item_schema(sl_arena *a, const sl_framework *f)
{
    SL_VEC(sl_field) fields = {0};
    for (size_t t = 0; t < f->types.n; t++)
        for (size_t i = 0; i < f->types.at[t]->schema.n; i++) {
            sl_field one = f->types.at[t]->schema.fields[i];
            bool known = false;
            for (size_t k = 0; k < fields.n && !known; k++)
                known = strcmp(fields.at[k].name, one.name) == 0;
            one.required = one.required && i < SL_COUNT(common_fields);
            if (!known)
                SL_PUSH(a, fields, one);
        }
    sl_schema *s = SL_NEW(a, sl_schema);
    *s = (sl_schema){"item", "The front matter of an item", fields.at, fields.n};
    return s;
}
