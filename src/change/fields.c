/* The keys of a thing compared: which values it has lost and which it has got. */
#include "change/parts.h"

typedef SL_VEC(sl_str) values;

typedef struct comparing {
    sl_arena *arena;
    const sl_changes *changes;
    const sl_type *type; /* or NULL */
    sl_change *out;
} comparing;

/* --- what a value says --- */

/* "Title (ID)" of what an ID names, in either reading; a date as it is printed; else the text. */
static sl_str name_value(comparing *c, sl_str text)
{
    sl_date date;
    if (sl_str_find_char(text, '-', 0) != SIZE_MAX && sl_date_parse(text, &date))
        return sl_say_date(c->changes->now->phrases, c->arena, date);
    const sl_strategy *both[] = {c->changes->now->strategy, c->changes->old->strategy};
    for (size_t i = 0; i < SL_COUNT(both); i++) {
        const sl_item *item = sl_strategy_lookup_item(both[i], text);
        const sl_evidence *e = item ? NULL : sl_strategy_lookup_evidence(both[i], text);
        sl_str says = item ? item->title : e ? e->statement : SL_STR_NONE;
        if (says.n)
            return sl_str_format(c->arena, "%.*s (%.*s)", SL_FMT(says), SL_FMT(text));
    }
    return text;
}

static void push_value(comparing *c, sl_buf *b, const sl_yaml *y)
{
    if (y->kind == SL_YAML_SCALAR)
        sl_buf_push_str(b, name_value(c, y->text));
    SL_EACH (one, y->kind == SL_YAML_SCALAR ? NULL : y) {
        if (one != y->first)
            sl_buf_push_z(b, y->kind == SL_YAML_MAP ? ", " : "; ");
        push_value(c, b, one);
    }
}

static sl_str say(comparing *c, const sl_yaml *y)
{
    sl_buf b;
    sl_buf_init(&b);
    push_value(c, &b, y);
    return sl_buf_take(&b, c->arena);
}

/* The members of a list, or one value. */
static void list_values(comparing *c, const sl_yaml *y, values *out)
{
    if (!y || (y->kind == SL_YAML_SCALAR && sl_yaml_is_null(y)))
        return;
    if (y->kind != SL_YAML_LIST) {
        SL_PUSH(c->arena, *out, say(c, y));
        return;
    }
    SL_EACH (one, y)
        SL_PUSH(c->arena, *out, say(c, one));
}

/* --- what a key is called --- */

static sl_str label_of(comparing *c, sl_str key)
{
    for (size_t i = 0; c->type && i < c->type->keys.n; i++)
        if (sl_str_equal(c->type->keys.at[i].name, key) && c->type->keys.at[i].label.n)
            return c->type->keys.at[i].label;
    const sl_framework *f = c->changes->now->strategy->framework;
    for (size_t i = 0; c->type && i < f->roles.n; i++)
        if (sl_str_equal(f->roles.at[i]->name, key))
            return f->roles.at[i]->label;
    char *label = (char *)sl_str_copy(c->arena, key).p;
    for (size_t i = 0; i < key.n; i++)
        label[i] = label[i] == '_' || label[i] == '-' ? ' ' : label[i];
    if (label[0] >= 'a' && label[0] <= 'z')
        label[0] = (char)(label[0] - 'a' + 'A');
    return (sl_str){label, key.n};
}

/* --- comparing --- */

static bool has(const values *v, sl_str one)
{
    for (size_t i = 0; i < v->n; i++)
        if (sl_str_equal(v->at[i], one))
            return true;
    return false;
}

static void compare_key(comparing *c, sl_str key, const sl_yaml *old, const sl_yaml *now)
{
    values was = {0}, is = {0};
    sl_change_field field = {0};
    list_values(c, old, &was);
    list_values(c, now, &is);
    for (size_t i = 0; i < was.n; i++)
        if (!has(&is, was.at[i]))
            SL_PUSH(c->arena, field.gone, was.at[i]);
    for (size_t i = 0; i < is.n; i++)
        if (!has(&was, is.at[i]))
            SL_PUSH(c->arena, field.come, is.at[i]);
    if (!field.gone.n && !field.come.n)
        return;
    field.label = label_of(c, key);
    const sl_yaml *any = now ? now : old;
    field.is_map = any->kind == SL_YAML_MAP;
    SL_PUSH(c->arena, c->out->fields, field);
}

void sl_change_compare_fields(sl_arena *a, const sl_changes *changes, const sl_type *type,
                              const sl_yaml *old, const sl_yaml *now, sl_change *out)
{
    comparing c = {a, changes, type, out};
    SL_EACH (one, now)
        compare_key(&c, one->key, sl_yaml_lookup_str(old, one->key), one);
    SL_EACH (one, old)
        if (!sl_yaml_lookup_str(now, one->key))
            compare_key(&c, one->key, one, NULL);
}
