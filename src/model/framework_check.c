/* What a framework says of its own keys, types and roles: a rule that names what no item can have
 * would have no effect. */
#include "model/framework_schema.h"

/* --- keys that rules name --- */

static bool knows_key(const sl_framework *f, sl_str name)
{
    for (size_t i = 0; i < sl_framework_common_count; i++)
        if (sl_str_equal_z(name, sl_framework_common_fields[i].name))
            return true;
    for (size_t t = 0; t < f->types.n; t++)
        for (size_t i = 0; i < f->types.at[t]->keys.n; i++)
            if (sl_str_equal(f->types.at[t]->keys.at[i].name, name))
                return true;
    return false;
}

/* A rule that names a key which no item can have would have no effect. */
static void check_key(sl_diags *d, const sl_framework *f, const sl_yaml *y)
{
    if (!y || y->kind != SL_YAML_SCALAR || knows_key(f, y->text))
        return;
    sl_finding *g =
        sl_diag_add(d, SL_E0212, y->span, "no type has the key '%.*s'", SL_FMT(y->text));
    sl_str names[128];
    size_t n = 0;
    for (size_t t = 0; t < f->types.n; t++)
        for (size_t i = 0; i < f->types.at[t]->keys.n && n < SL_COUNT(names); i++)
            names[n++] = f->types.at[t]->keys.at[i].name;
    if (!sl_diag_suggest(d, g, y->text, names, n))
        sl_diag_help(d, g, "keys are declared under 'fields' of a type");
}

static void check_keys(sl_diags *d, const sl_framework *f, const sl_yaml *list)
{
    SL_EACH (one, list)
        check_key(d, f, one);
}

/* An axis of a coverage table: a type, a key, or one of two words. */
static void check_axis(sl_diags *d, const sl_framework *f, const sl_yaml *y)
{
    bool word = y && (sl_str_equal_z(y->text, "evidence") || sl_str_equal_z(y->text, "types"));
    if (y && !word && !sl_framework_lookup_type(f, y->text))
        check_key(d, f, y);
}

static void check_role_name(sl_diags *d, const sl_framework *f, const sl_yaml *y)
{
    if (!y || y->kind != SL_YAML_SCALAR || sl_framework_lookup_role(f, y->text))
        return;
    sl_finding *g = sl_diag_add(d, SL_E0212, y->span, "no role is called '%.*s'", SL_FMT(y->text));
    sl_str names[SL_TYPES_MAX];
    for (size_t i = 0; i < f->roles.n; i++)
        names[i] = f->roles.at[i]->name;
    if (!sl_diag_suggest(d, g, y->text, names, f->roles.n))
        sl_diag_help(d, g, "roles are declared under 'roles'");
}

static void check_role_keys(sl_diags *d, const sl_framework *f, const sl_yaml *role)
{
    SL_EACH (rule, sl_yaml_lookup(role, "in-time")) {
        check_key(d, f, sl_yaml_lookup(rule, "from"));
        check_key(d, f, sl_yaml_lookup(rule, "to"));
    }
    const sl_yaml *covers = sl_yaml_lookup(role, "covers");
    check_key(d, f, sl_yaml_lookup(covers, "from"));
    check_key(d, f, sl_yaml_lookup(covers, "to"));
}

static void check_points(sl_diags *d, const sl_framework *f, const sl_yaml *points)
{
    SL_EACH (point, points) {
        const sl_yaml *linked = sl_yaml_lookup(point, "linked");
        check_keys(d, f, sl_yaml_lookup(point, "has"));
        check_keys(d, f, sl_yaml_lookup(linked, "has"));
        check_role_name(d, f, sl_yaml_lookup(linked, "role"));
    }
}

static void check_rules(sl_diags *d, const sl_framework *f, const sl_yaml *yaml)
{
    uint32_t type;
    SL_EACH (role, sl_yaml_lookup(yaml, "roles"))
        check_role_keys(d, f, role);
    SL_EACH (table, sl_yaml_lookup(yaml, "coverage")) {
        const sl_yaml *by = sl_yaml_lookup(table, "by");
        if (by)
            sl_framework_type_index(d, f, by->text, by->span, &type);
        check_axis(d, f, sl_yaml_lookup(table, "rows"));
        check_axis(d, f, sl_yaml_lookup(table, "columns"));
    }
    SL_EACH (part, sl_yaml_lookup(sl_yaml_lookup(yaml, "scores"), "parts"))
        check_points(d, f, sl_yaml_lookup(part, "points"));
}

/* --- what items need not say --- */

static bool may_say(const sl_framework *f, const sl_type *t, sl_str key)
{
    for (size_t i = 0; i < sl_framework_common_count; i++)
        if (sl_str_equal_z(key, sl_framework_common_fields[i].name))
            return !sl_str_equal_z(key, "id") && !sl_str_equal_z(key, "type");
    for (size_t i = 0; i < t->keys.n; i++)
        if (sl_str_equal(t->keys.at[i].name, key))
            return true;
    for (size_t i = 0; i < f->roles.n; i++)
        if (f->roles.at[i]->from[t->index] && sl_str_equal(f->roles.at[i]->name, key))
            return true;
    return false;
}

/* {with: KEY, is: ...}: a default of items that say another key. */
static void check_with(sl_diags *d, const sl_framework *f, const sl_type *t, const sl_yaml *y)
{
    const sl_yaml *with = sl_yaml_lookup(y, "with");
    if (!with || !sl_yaml_lookup(y, "is") || may_say(f, t, with->text))
        return;
    sl_finding *g = sl_diag_add(d, SL_E0212, with->span, "'%.*s' has no key '%.*s' to go with",
                                SL_FMT(t->name), SL_FMT(with->text));
    sl_diag_help(d, g, "name a key of its 'fields', or a role that it may have");
}

static void check_defaults(sl_diags *d, const sl_framework *f, const sl_yaml *types)
{
    for (size_t i = 0; i < f->types.n; i++) {
        const sl_type *t = f->types.at[i];
        const sl_yaml *folder = sl_yaml_lookup(sl_yaml_lookup_str(types, t->name), "folder");
        for (size_t k = 0; folder && k < i; k++)
            if (sl_str_equal(f->types.at[k]->folder, t->folder)) {
                sl_finding *g = sl_diag_add(d, SL_E0212, folder->span,
                                            "two types have the folder '%.*s'", SL_FMT(t->folder));
                sl_diag_note_at(d, g, f->types.at[k]->span, "the other one");
                sl_diag_help(d, g, "leave it out of one of them: its items say their type");
            }
        SL_EACH (one, t->defaults) {
            check_with(d, f, t, one);
            SL_EACH (each, one->kind == SL_YAML_LIST ? one : NULL)
                check_with(d, f, t, each);
            if (may_say(f, t, one->key))
                continue;
            sl_finding *g =
                sl_diag_add(d, SL_E0212, one->key_span, "'%.*s' has no key '%.*s' to leave out",
                            SL_FMT(t->name), SL_FMT(one->key));
            sl_diag_help(d, g, "name a key of its 'fields', a role that it may have, or state");
        }
    }
}

void sl_framework_check(sl_diags *d, const sl_framework *f, const sl_yaml *yaml)
{
    check_rules(d, f, yaml);
    check_defaults(d, f, sl_yaml_lookup(yaml, "types"));
}
