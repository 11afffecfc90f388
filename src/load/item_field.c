#include "load/item_field.h"

#include "load/formula.h"
#include "model/funding.h"

static const sl_key *find_key(const sl_types *types, sl_str name)
{
    for (size_t t = 0; t < types->n; t++)
        for (size_t i = 0; i < types->at[t]->keys.n; i++)
            if (sl_str_equal(types->at[t]->keys.at[i].name, name))
                return &types->at[t]->keys.at[i];
    return NULL;
}

static bool leads_from(const sl_types *types, const sl_role *role)
{
    for (size_t t = 0; t < types->n; t++)
        if (role->from[types->at[t]->index])
            return true;
    return false;
}

bool sl_types_are_reached(const sl_types *types, const sl_role *role)
{
    for (size_t t = 0; t < types->n; t++)
        if (role->to[types->at[t]->index])
            return true;
    return false;
}

static bool is_common(sl_str name)
{
    static const char *const names[] = {"title", "state", "areas", "owner"};
    for (size_t i = 0; i < SL_COUNT(names); i++)
        if (sl_str_equal_z(name, names[i]))
            return true;
    return false;
}

/* KEY.PART of a measure. */
static bool find_part(const sl_types *types, sl_str name, sl_item_field *out)
{
    size_t dot = sl_str_find_char(name, '.', 0);
    sl_str part = dot == SIZE_MAX ? SL_STR_NONE : sl_str_slice(name, dot + 1, name.n);
    const sl_key *key = part.n ? find_key(types, sl_str_slice(name, 0, dot)) : NULL;
    if (!key || !key->measure || !sl_measure_is_part(part))
        return false;
    out->name = key->name;
    out->key = key;
    out->part = part;
    return true;
}

static void add_names(sl_strategy *s, sl_field_names *n, const sl_key *key)
{
    static const char *const parts[] = {"name",   "baseline", "latest", "expected",
                                        "target", "rating",   "due"};
    SL_PUSH(s->arena, *n, key->name);
    for (size_t i = 0; key->measure && i < SL_COUNT(parts); i++)
        SL_PUSH(s->arena, *n, sl_str_format(s->arena, "%.*s.%s", SL_FMT(key->name), parts[i]));
}

sl_field_names sl_item_field_names(sl_strategy *s, const sl_types *types)
{
    sl_field_names n = {0};
    for (size_t t = 0; t < types->n; t++)
        for (size_t i = 0; i < types->at[t]->keys.n; i++)
            add_names(s, &n, &types->at[t]->keys.at[i]);
    for (size_t i = 0; i < s->framework->roles.n; i++)
        if (leads_from(types, s->framework->roles.at[i]))
            SL_PUSH(s->arena, n, s->framework->roles.at[i]->name);
    SL_PUSH(s->arena, n, SL_STR("title"));
    SL_PUSH(s->arena, n, SL_STR("state"));
    SL_PUSH(s->arena, n, SL_STR("areas"));
    SL_PUSH(s->arena, n, SL_STR("owner"));
    return n;
}

bool sl_item_field_lookup(const sl_types *types, sl_str name, sl_item_field *out)
{
    *out = (sl_item_field){.source = SL_FIELD_OF_ITEM, .name = name, .key = find_key(types, name)};
    return out->key || find_part(types, name, out);
}

bool sl_item_field_find(sl_strategy *s, const sl_types *types, sl_span at, sl_str name,
                        sl_item_field *out)
{
    return sl_item_field_find_or(s, types, at, name, NULL, out);
}

bool sl_item_field_find_or(sl_strategy *s, const sl_types *types, sl_span at, sl_str name,
                           const sl_field_names *also, sl_item_field *out)
{
    if (sl_item_field_lookup(types, name, out) || is_common(name))
        return true;
    out->role = sl_framework_lookup_role(s->framework, name);
    out->source = SL_FIELD_BY_ROLE;
    if (out->role && leads_from(types, out->role))
        return true;
    sl_finding *f = sl_diag_add(s->diags, SL_E0110, at,
                                "the items have no key '%.*s', and no role of it", SL_FMT(name));
    sl_field_names near = sl_item_field_names(s, types);
    for (size_t i = 0; also && i < also->n; i++)
        SL_PUSH(s->arena, near, also->at[i]);
    if (!sl_diag_suggest(s->diags, f, name, near.at, near.n))
        sl_diag_help(s->diags, f,
                     "name a key that framework.yaml declares for the type, or a role that leads "
                     "from it");
    return false;
}

const sl_yaml *sl_item_field_value(const sl_item_field *f, const sl_item *item)
{
    return f->source == SL_FIELD_OF_ITEM ? sl_yaml_lookup_str(item->front, f->name) : NULL;
}

const sl_measure *sl_item_field_measure(const sl_item_field *f, const sl_item *item)
{
    return f->key && f->key->measure ? sl_measure_of(item, f->key->name) : NULL;
}

bool sl_item_field_outcome(const sl_item_field *f, const sl_item *item, sl_dec *out)
{
    const sl_outcome *one = &f->formula->outcomes[item->index];
    if (one->known)
        *out = one->value;
    return one->known;
}

bool sl_item_field_is_there(const sl_item_field *f, const sl_item *item)
{
    return f->formula ? f->formula->outcomes[item->index].known
                      : f->role || sl_item_field_value(f, item);
}

/* --- order --- */

bool sl_item_field_is_money(const sl_item_field *f)
{
    return f->formula ? f->formula->is_money : f->key && f->key->money;
}

bool sl_item_field_is_figure(const sl_item_field *f)
{
    if (f->formula)
        return !f->formula->is_money;
    return f->key && !f->key->money &&
           (f->key->field.kind == SL_FIELD_NUMBER || f->key->field.kind == SL_FIELD_INTEGER);
}

bool sl_item_field_is_time(const sl_item_field *f)
{
    return f->key && sl_field_is_time(f->key->field.kind);
}

static int compare_texts(sl_str a, sl_str b)
{
    size_t n = a.n < b.n ? a.n : b.n;
    for (size_t i = 0; i < n; i++) {
        unsigned char x = (unsigned char)sl_lower(a.p[i]), y = (unsigned char)sl_lower(b.p[i]);
        if (x != y)
            return x < y ? -1 : 1;
    }
    return a.n == b.n ? 0 : a.n < b.n ? -1 : 1;
}

int sl_word_rank(const char *choices, sl_str word)
{
    int rank = 0;
    for (sl_str rest = sl_str_from(choices), one; sl_str_split(&rest, '|', &one); rank++)
        if (sl_str_equal(one, word))
            return rank;
    return rank;
}

/* Entry by entry; one alone may stand without a list. */
static int compare_lists(const sl_yaml *a, const sl_yaml *b)
{
    const sl_yaml *x = a->kind == SL_YAML_LIST ? a->first : a,
                  *y = b->kind == SL_YAML_LIST ? b->first : b;
    int order = 0;
    while (x && y && !order) {
        order = compare_texts(x->text, y->text);
        x = a->kind == SL_YAML_LIST ? x->next : NULL;
        y = b->kind == SL_YAML_LIST ? y->next : NULL;
    }
    return order ? order : (x != NULL) - (y != NULL);
}

static int compare_values(const sl_item_field *f, const sl_yaml *a, const sl_yaml *b)
{
    int64_t pence[2];
    const sl_currency *currency;
    sl_dec figures[2];
    sl_date dates[2];
    if (sl_item_field_is_money(f) && sl_funding_read(a, &pence[0], &currency) &&
        sl_funding_read(b, &pence[1], &currency))
        return pence[0] == pence[1] ? 0 : pence[0] < pence[1] ? -1 : 1;
    if (a->kind == SL_YAML_LIST || b->kind == SL_YAML_LIST)
        return compare_lists(a, b);
    if (f->key && f->key->field.kind == SL_FIELD_CHOICE && f->key->field.choices)
        return sl_word_rank(f->key->field.choices, a->text) -
               sl_word_rank(f->key->field.choices, b->text);
    if (sl_dec_parse(a->text, &figures[0]) && sl_dec_parse(b->text, &figures[1]))
        return sl_dec_compare(figures[0], figures[1]);
    if (sl_date_parse(a->text, &dates[0]) && sl_date_parse(b->text, &dates[1])) {
        int32_t apart = sl_date_days(dates[0]) - sl_date_days(dates[1]);
        return apart == 0 ? 0 : apart < 0 ? -1 : 1;
    }
    return compare_texts(a->text, b->text);
}

/* Where the next link of a role leads, from the place `at` on; UINT32_MAX: nowhere. */
static uint32_t next_link(const sl_strategy *s, const sl_role *role, const sl_item *item,
                          size_t *at)
{
    while (*at < item->out.n) {
        const sl_edge *e = &s->edges.at[item->out.at[(*at)++]];
        if (e->role == role)
            return e->to;
    }
    return UINT32_MAX;
}

/* By all that they lead to, so that what is equal leads to the same. */
static int compare_links(const sl_strategy *s, const sl_role *role, const sl_item *a,
                         const sl_item *b)
{
    size_t i = 0, k = 0;
    uint32_t x = next_link(s, role, a, &i), y = next_link(s, role, b, &k);
    if (x == UINT32_MAX || y == UINT32_MAX)
        return (x == UINT32_MAX) - (y == UINT32_MAX); /* what leads nowhere is last */
    while (x == y && x != UINT32_MAX) {
        x = next_link(s, role, a, &i);
        y = next_link(s, role, b, &k);
    }
    if (x == UINT32_MAX || y == UINT32_MAX)
        return (y == UINT32_MAX) - (x == UINT32_MAX); /* fewer before more */
    return x == y ? 0 : x < y ? -1 : 1;
}

int sl_item_state_rank(const sl_strategy *s, const sl_item *item)
{
    bool own = item->type->states.n > 0;
    const sl_str *states = own ? item->type->states.at : s->framework->states.at;
    size_t n = own ? item->type->states.n : s->framework->states.n;
    for (size_t i = 0; i < n; i++)
        if (sl_str_equal(states[i], item->state))
            return (int)i;
    return (int)n;
}

/* Of measures: how they go, when their next figure is due, or by a figure; what has none is last.
 */
static int compare_measures(const sl_measure *a, const sl_measure *b, sl_str part)
{
    sl_dec x, y;
    if (sl_str_equal_z(part, "due"))
        return a->due.year && b->due.year ? (sl_date_days(a->due) > sl_date_days(b->due)) -
                                                (sl_date_days(a->due) < sl_date_days(b->due))
                                          : (b->due.year != 0) - (a->due.year != 0);
    if (!part.n || sl_str_equal_z(part, "rating"))
        return (int)sl_measure_rate(a) - (int)sl_measure_rate(b);
    bool one = sl_measure_part_value(a, part, &x), two = sl_measure_part_value(b, part, &y);
    return one && two ? sl_dec_compare(x, y) : two - one;
}

int sl_item_field_compare(const sl_strategy *s, const sl_item_field *f, const sl_item *a,
                          const sl_item *b)
{
    if (f->role)
        return compare_links(s, f->role, a, b);
    if (f->formula) {
        const sl_outcome *one = &f->formula->outcomes[a->index],
                         *two = &f->formula->outcomes[b->index];
        return one->known && two->known ? sl_dec_compare(one->exact, two->exact)
                                        : (int)two->known - (int)one->known;
    }
    if (sl_str_equal_z(f->name, "state"))
        return sl_item_state_rank(s, a) - sl_item_state_rank(s, b);
    const sl_yaml *x = sl_item_field_value(f, a), *y = sl_item_field_value(f, b);
    if (!x || !y)
        return x ? -1 : y ? 1 : 0;
    const sl_measure *one = sl_item_field_measure(f, a), *two = sl_item_field_measure(f, b);
    if (f->key && f->key->measure)
        return one && two ? compare_measures(one, two, f->part) : (two != NULL) - (one != NULL);
    return compare_values(f, x, y);
}
