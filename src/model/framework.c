#include "model/framework.h"

#include "base/assert.h"
#include "base/num.h"
#include "model/framework_schema.h"
#include "model/shelf.h"

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
        {"url", SL_FIELD_URL},       {"figure", SL_FIELD_TEXT},       {"measure", SL_FIELD_MAP},
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

/* Per cent of a measure's way. */
static uint32_t read_share(const sl_yaml *key, const char *name, uint32_t otherwise)
{
    uint32_t share;
    return sl_num_parse(sl_yaml_text(key, name), &share) ? share : otherwise;
}

static sl_key read_key(sl_arena *a, const sl_yaml *y)
{
    sl_str kind = sl_yaml_text(y, "kind");
    sl_key k = {.name = y->key, .label = sl_yaml_text(y, "label")};
    if (!k.label.n)
        k.label = y->key;
    k.print = sl_yaml_bool(y, "print", false);
    k.chain = sl_yaml_bool(y, "chain", false);
    k.by = sl_yaml_text(y, "by");
    k.group = sl_yaml_bool(y, "group", false);
    k.figure = sl_str_equal_z(kind, "figure");
    k.money = sl_str_equal_z(kind, "money");
    k.cost = k.money && sl_yaml_bool(y, "cost", false);
    k.funding = sl_str_equal_z(kind, "funding");
    k.measure = sl_str_equal_z(kind, "measure");
    k.amber = read_share(y, "amber", 10);
    k.red = read_share(y, "red", 25);
    k.field = (sl_field){.name = copy_z(a, y->key), .kind = kind_of(kind)};
    k.field.printed = sl_str_equal_z(kind, "text") || sl_str_equal_z(kind, "list") ||
                      k.field.kind == SL_FIELD_MARKDOWN;
    k.field.required = sl_yaml_bool(y, "required", false);
    k.field.many = sl_str_equal_z(kind, "list") || k.funding ? SL_MANY : SL_ONE;
    k.field.doc = copy_z(a, k.label);
    if (sl_str_equal_z(kind, "list"))
        k.field.in_short = "one; another";
    if (k.money) {
        k.field.of = &sl_framework_money_schema;
        k.field.in_short = "£55 million, 2027 to 2032";
    }
    if (k.funding) {
        k.field.of = &sl_framework_funding_schema;
        k.field.in_short = "A fund, £5 million, 2027, sought";
    }
    if (k.measure)
        k.field.of = &sl_framework_measure_schema;
    if (k.field.kind == SL_FIELD_CHOICE)
        k.field.choices = join_choices(a, sl_yaml_lookup(y, "of"));
    return k;
}

/* A word that stands twice has two places in the order. */
static void check_words(sl_diags *d, const sl_yaml *y)
{
    const sl_yaml *of = sl_yaml_lookup(y, "of");
    SL_EACH (one, of)
        for (const sl_yaml *before = of->first; before != one; before = before->next)
            if (sl_str_equal(before->text, one->text)) {
                sl_finding *f = sl_diag_add(d, SL_E0212, one->span, "'%.*s' stands here twice",
                                            SL_FMT(one->text));
                sl_diag_help(d, f, "keep one of the two");
                break;
            }
}

/* What is red is amber first. */
static void check_shares(sl_diags *d, const sl_yaml *y, const sl_key *k)
{
    const sl_yaml *amber = sl_yaml_lookup(y, "amber"), *red = sl_yaml_lookup(y, "red");
    if ((!amber && !red) || k->amber < k->red)
        return;
    sl_finding *f = sl_diag_add(d, SL_E0212, red ? red->span : amber->span,
                                "'red' begins at %u per cent, and 'amber' at %u: nothing would be "
                                "amber",
                                k->red, k->amber);
    sl_diag_help(d, f, "give 'amber' less than 'red'");
}

static void read_numbering(sl_diags *d, sl_type *t, const sl_yaml *y)
{
    if (!y || sl_numbering_parse(y->text, &t->numbering))
        return;
    sl_finding *f =
        sl_diag_add(d, SL_E0212, y->span, "'%.*s' does not end in a number", SL_FMT(y->text));
    sl_diag_help(d, f,
                 "write what the first is called: Recommendation 1, Priority One, Aim A or "
                 "Aim I; or true for 2.1, or false for none");
}

static void read_type(sl_arena *a, sl_diags *d, sl_framework *f, const sl_yaml *y)
{
    if (f->types.n == SL_TYPES_MAX) {
        sl_diag_help(
            d, sl_diag_add(d, SL_E0212, y->key_span, "more than %d types of item", SL_TYPES_MAX),
            "remove types that no item is of");
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
    read_numbering(d, t, sl_yaml_lookup(y, "numbered"));
    t->folder = sl_yaml_text(y, "folder");
    t->defaults = sl_yaml_lookup(y, "defaults");
    t->index = (uint32_t)f->types.n;
    SL_EACH (key, sl_yaml_lookup(y, "fields")) {
        SL_PUSH(a, t->keys, read_key(a, key));
        check_words(d, key);
        check_shares(d, key, &t->keys.at[t->keys.n - 1]);
    }
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

bool sl_framework_type_index(sl_diags *d, const sl_framework *f, sl_str name, sl_span span,
                             uint32_t *out)
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
    if (!sl_diag_suggest(d, g, name, names, f->types.n))
        sl_diag_help(d, g, "name a type of 'types', or 'evidence'");
    return false;
}

static void read_counts(sl_diags *d, const sl_framework *f, const sl_yaml *counts, uint32_t *out)
{
    SL_EACH (c, counts) {
        uint32_t type, n;
        if (sl_framework_type_index(d, f, c->key, c->key_span, &type) && type < SL_TYPES_MAX &&
            sl_num_parse(c->text, &n))
            out[type] = n;
    }
}

static void read_from_text(sl_diags *d, const sl_framework *f, const sl_yaml *role, sl_role *out)
{
    const sl_yaml *types = sl_yaml_lookup(role, "from-text");
    uint32_t type;
    SL_EACH (one, types) {
        if (!sl_framework_type_index(d, f, one->text, one->span, &type) || type >= SL_TYPES_MAX)
            continue;
        out->from_text[type] = true;
        const char *why = !out->to[SL_EVIDENCE_TYPE] ? "the role does not lead to evidence"
                          : !out->from[type]         ? "the type may not have the role"
                                                     : NULL;
        if (why)
            sl_diag_help(d, sl_diag_add(d, SL_E0212, one->span, "%s", why),
                         "take it out of 'from-text', or mend 'from' and 'to'");
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
        if (sl_framework_type_index(d, f, from->text, from->span, &type) && type < SL_TYPES_MAX)
            r->from[type] = true;
    SL_EACH (to, sl_yaml_lookup(y, "to"))
        if (sl_framework_type_index(d, f, to->text, to->span, &type))
            r->to[type] = true;
    read_from_text(d, f, y, r);
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
static const sl_code settable[] = {SL_E0205, SL_E0206, SL_E0211, SL_E0214, SL_E0215, SL_E0216,
                                   SL_E0217, SL_E0219, SL_E0221, SL_E0226, SL_E0227, SL_E0228,
                                   SL_E0229, SL_E0230, SL_E0231, SL_E0234, SL_E0235, SL_E0237,
                                   SL_E0238, SL_E0261, SL_E0262, SL_E0264};

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

/* A state that a rule names is one that items may have; a finding where it is none. */
static bool check_rule_state(sl_arena *a, sl_diags *d, const sl_framework *f, const sl_yaml *y)
{
    SL_VEC(sl_str) known = {0};
    SL_PUSH(a, known, SL_STR("default"));
    for (size_t i = 0; i < f->states.n; i++)
        SL_PUSH(a, known, f->states.at[i]);
    for (size_t i = 0; i < f->types.n; i++)
        for (size_t k = 0; k < f->types.at[i]->states.n; k++)
            SL_PUSH(a, known, f->types.at[i]->states.at[k]);
    for (size_t i = 0; i < known.n; i++)
        if (sl_str_equal(known.at[i], y->key))
            return true;
    sl_finding *g =
        sl_diag_add(d, SL_E0212, y->key_span, "no item can have the state '%.*s'", SL_FMT(y->key));
    if (!sl_diag_suggest(d, g, y->key, known.at, known.n))
        sl_diag_help(d, g, "name one of 'states', or 'default'");
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
            if (!check_rule_state(a, d, f, one) || !parse_severity(d, one, &s))
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
    for (size_t i = 0; i < sl_framework_common_count; i++)
        SL_PUSH(a, fields, sl_framework_common_fields[i]);
    for (size_t i = 0; i < f->roles.n; i++) {
        const sl_role *r = f->roles.at[i];
        if (!r->from[t->index])
            continue;
        sl_field link = {.name = copy_z(a, r->name), .kind = SL_FIELD_ID, .many = SL_ONE_OR_MANY};
        link.or_map = true;
        for (size_t k = 0; k < SL_EVIDENCE_TYPE; k++)
            link.called = link.called || r->to[k];
        link.of = &sl_framework_edge_schema;
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
    if (!type || !sl_framework_type_index(d, f, type->text, type->span, &index) ||
        index >= SL_TYPES_MAX)
        return;
    f->scored_type = f->types.at[index];
    SL_EACH (part, sl_yaml_lookup(scores, "parts")) {
        const sl_yaml *points = sl_yaml_lookup(part, "points");
        SL_PUSH(a, f->score_parts,
                ((sl_score_part){part->key, sl_yaml_text(part, "label"), points}));
        SL_EACH (point, points)
            if (sl_yaml_lookup(point, "shows"))
                SL_PUSH(a, f->shown, sl_yaml_text(point, "shows"));
    }
}

sl_framework *sl_framework_load(sl_arena *a, sl_diags *d, const sl_yaml *yaml)
{
    sl_framework *f = SL_NEW(a, sl_framework);
    if (!yaml || !sl_schema_check(d, sl_framework_schema(), yaml, "framework.yaml"))
        return f;
    f->name = sl_yaml_text(yaml, "name");
    SL_EACH (state, sl_yaml_lookup(yaml, "states"))
        SL_PUSH(a, f->states, state->text);
    SL_EACH (unit, sl_yaml_lookup(yaml, "units"))
        SL_PUSH(a, f->units, unit->text);
    SL_EACH (type, sl_yaml_lookup(yaml, "types"))
        read_type(a, d, f, type);
    SL_EACH (role, sl_yaml_lookup(yaml, "roles"))
        read_role(a, d, f, role);
    f->claims = sl_yaml_lookup(yaml, "claims");
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

const sl_type *sl_framework_type_of_folder(const sl_framework *f, sl_str path)
{
    for (size_t i = 0; i < f->types.n; i++) {
        const sl_type *t = f->types.at[i];
        if (t->folder.n && path.n > t->folder.n && path.p[t->folder.n] == '/' &&
            sl_str_equal(sl_str_slice(path, 0, t->folder.n), t->folder))
            return t;
    }
    return NULL;
}

const sl_key *sl_framework_lookup_key(const sl_type *type, sl_str name)
{
    for (size_t i = 0; i < type->keys.n; i++)
        if (sl_str_equal(type->keys.at[i].name, name))
            return &type->keys.at[i];
    return NULL;
}

const sl_role *sl_framework_lookup_role(const sl_framework *f, sl_str name)
{
    for (size_t i = 0; i < f->roles.n; i++)
        if (sl_str_equal(f->roles.at[i]->name, name))
            return f->roles.at[i];
    return NULL;
}

sl_str sl_framework_key_label(const sl_framework *f, const sl_phrases *p, const sl_type *type,
                              sl_str key)
{
    static const struct {
        const char *key;
        sl_say_id label;
    } common[] = {{"areas", SL_SAY_AREA}, {"state", SL_SAY_STATE}, {"owner", SL_SAY_OWNER}};
    for (size_t t = 0; t < f->types.n; t++)
        for (size_t i = 0; i < f->types.at[t]->keys.n; i++)
            if ((!type || type == f->types.at[t]) &&
                sl_str_equal(f->types.at[t]->keys.at[i].name, key))
                return f->types.at[t]->keys.at[i].label;
    for (size_t i = 0; i < SL_COUNT(common); i++)
        if (sl_str_equal_z(key, common[i].key))
            return sl_phrase(p, common[i].label);
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

static bool has_folders(const sl_framework *f)
{
    for (size_t i = 0; i < f->types.n; i++)
        if (f->types.at[i]->folder.n)
            return true;
    return false;
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
            bool by_folder = strcmp(one.name, "type") == 0 && has_folders(f);
            one.required = one.required && i < sl_framework_common_count && !by_folder;
            if (!known)
                SL_PUSH(a, fields, one);
        }
    sl_schema *s = SL_NEW(a, sl_schema);
    *s = (sl_schema){"item", "The front matter of an item", fields.at, fields.n};
    return s;
}
