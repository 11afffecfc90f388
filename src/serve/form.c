#include "serve/form.h"

#include "record/record.h"

typedef struct pushing {
    sl_buf *out;
    const sl_strategy *s;
    const sl_thing *thing;
    unsigned depth;
} pushing;

enum { MOST_DEPTH = 6 };

static const char *kind_name(const sl_field *f)
{
    static const char *const names[SL_FIELD__COUNT] = {
        [SL_FIELD_TEXT] = "text",       [SL_FIELD_MARKDOWN] = "markdown",
        [SL_FIELD_NUMBER] = "number",   [SL_FIELD_INTEGER] = "integer",
        [SL_FIELD_BOOLEAN] = "boolean", [SL_FIELD_DATE] = "date",
        [SL_FIELD_MONTH] = "month",     [SL_FIELD_WHEN] = "when",
        [SL_FIELD_YEARS] = "years",     [SL_FIELD_URL] = "url",
        [SL_FIELD_PATH] = "path",       [SL_FIELD_ID] = "id",
        [SL_FIELD_NAME] = "name",       [SL_FIELD_CHOICE] = "choice",
        [SL_FIELD_MAP] = "map",         [SL_FIELD_ANY] = "any"};
    return names[f->kind];
}

static void push_value(sl_buf *out, const sl_yaml *y)
{
    if (!y || (y->kind == SL_YAML_SCALAR && sl_yaml_is_null(y))) {
        sl_buf_push_z(out, "null");
        return;
    }
    if (y->kind == SL_YAML_SCALAR) {
        sl_buf_push_json(out, y->text);
        return;
    }
    sl_buf_push_char(out, y->kind == SL_YAML_LIST ? '[' : '{');
    SL_EACH (one, y) {
        sl_buf_push_z(out, one == y->first ? "" : ", ");
        if (y->kind == SL_YAML_MAP) {
            sl_buf_push_json(out, one->key);
            sl_buf_push_z(out, ": ");
        }
        push_value(out, one);
    }
    sl_buf_push_char(out, y->kind == SL_YAML_LIST ? ']' : '}');
}

static void push_words(sl_buf *out, const char *key, const sl_str *words, size_t n)
{
    sl_buf_push_format(out, ", \"%s\": [", key);
    for (size_t i = 0; i < n; i++) {
        sl_buf_push_z(out, i ? ", " : "");
        sl_buf_push_json(out, words[i]);
    }
    sl_buf_push_z(out, "]");
}

/* The words of a choice, the states of a type, the audiences of a strategy. */
static void push_choices(const pushing *p, const sl_field *f)
{
    const sl_type *type = p->thing->type;
    sl_str words[64], rest = f->choices ? sl_str_from(f->choices) : SL_STR_NONE;
    size_t n = 0;
    while (n < SL_COUNT(words) && sl_str_split(&rest, '|', &words[n]))
        n++;
    if (type && p->depth == 0 && strcmp(f->name, "state") == 0) {
        bool own = type->states.n > 0;
        const sl_str *states = own ? type->states.at : p->s->framework->states.at;
        push_words(p->out, "choices", states, own ? type->states.n : p->s->framework->states.n);
        return;
    }
    if (strcmp(f->name, "audience") == 0)
        SL_EACH (one, sl_yaml_lookup(p->s->config, "audiences"))
            if (n < SL_COUNT(words))
                words[n++] = one->text;
    if (n)
        push_words(p->out, "choices", words, n);
}

/* What an ID may be of: a role's ends, or a list. */
static const char *found_by(const pushing *p, const sl_field *f)
{
    static const char *const same[] = {"evidence", "items", "partners"};
    static const char *const one[][2] = {{"partner", "partners"}, {"event", "events"}};
    const sl_role *role = p->thing->type && p->depth == 0
                              ? sl_framework_lookup_role(p->s->framework, sl_str_from(f->name))
                              : NULL;
    if (role)
        return f->name;
    for (size_t i = 0; i < SL_COUNT(same); i++)
        if (strcmp(f->name, same[i]) == 0)
            return same[i];
    for (size_t i = 0; i < SL_COUNT(one); i++)
        if (strcmp(f->name, one[i][0]) == 0)
            return one[i][1];
    return NULL;
}

static void push_flag(sl_buf *out, const char *key, bool is)
{
    if (is)
        sl_buf_push_format(out, ", \"%s\": true", key);
}

static void push_fields(pushing *p, const sl_schema *schema, const sl_yaml *raw);

static void push_field(pushing *p, const sl_field *f, const sl_yaml *raw)
{
    static const char *const many[] = {"one", "many", "oneOrMany", "keyed"};
    const sl_type *type = p->depth == 0 ? p->thing->type : NULL;
    sl_str name = sl_str_from(f->name);
    const sl_key *key = type ? sl_framework_lookup_key(type, name) : NULL;
    const sl_yaml *value = raw ? sl_yaml_lookup_str(raw, name) : NULL;
    sl_str label = type ? sl_framework_key_label(p->s->framework, p->s->phrases, type, name) : name;
    const sl_role *role = type ? sl_framework_lookup_role(p->s->framework, name) : NULL;
    bool money = key && key->money;
    if (role)
        label = role->label;
    sl_buf_push_z(p->out, "{");
    sl_buf_push_json_pair(p->out, "name", name, true);
    sl_buf_push_json_pair(p->out, "label", label, false);
    sl_buf_push_json_pair(p->out, "doc", f->doc ? sl_str_from(f->doc) : SL_STR_NONE, false);
    sl_buf_push_json_pair(p->out, "kind", sl_str_from(money ? "money" : kind_name(f)), false);
    sl_buf_push_json_pair(p->out, "many", sl_str_from(many[f->many]), false);
    if (f->in_short)
        sl_buf_push_json_pair(p->out, "example", sl_str_from(f->in_short), false);
    push_flag(p->out, "required", f->required);
    push_flag(p->out, "printed", f->printed);
    push_flag(p->out, "orMap", f->or_map);
    push_flag(p->out, "readOnly",
              p->depth == 0 && ((p->thing->is_there && strcmp(f->name, "id") == 0) ||
                                (type && strcmp(f->name, "type") == 0) ||
                                (p->thing->part.block.n && strcmp(f->name, "title") == 0)));
    push_choices(p, f);
    const char *find = f->kind == SL_FIELD_ID ? found_by(p, f) : NULL;
    if (find)
        sl_buf_push_json_pair(p->out, "find", sl_str_from(find), false);
    if ((f->kind == SL_FIELD_MAP || f->or_map) && f->of && p->depth < MOST_DEPTH) {
        sl_buf_push_z(p->out, ", \"of\": ");
        p->depth++;
        push_fields(p, f->of, NULL);
        p->depth--;
    }
    if (p->depth == 0) {
        if (money && p->thing->written)
            value = sl_yaml_lookup_str(p->thing->written, name);
        sl_buf_push_z(p->out, ", \"value\": ");
        push_value(p->out, value);
    }
    sl_buf_push_z(p->out, "}");
}

static void push_fields(pushing *p, const sl_schema *schema, const sl_yaml *raw)
{
    sl_buf_push_z(p->out, "[");
    for (size_t i = 0; i < schema->n; i++) {
        sl_buf_push_z(p->out, i ? ", " : "");
        push_field(p, &schema->fields[i], raw);
    }
    sl_buf_push_z(p->out, "]");
}

void sl_form_push(sl_buf *out, const sl_strategy *s, const sl_thing *t, const sl_yaml *raw)
{
    pushing p = {.out = out, .s = s, .thing = t};
    const sl_item *item = t->type && t->is_there ? sl_strategy_lookup_item(s, t->id) : NULL;
    const sl_evidence *e = sl_strategy_lookup_evidence(s, t->id);
    sl_str title = SL_STR_NONE;
    if (item)
        title = item->title;
    else if (e)
        title = e->statement;
    else if (t->written)
        title = sl_thing_title(t->written);
    sl_buf_push_json_pair(out, "kind", t->kind, true);
    sl_buf_push_json_pair(out, "type", t->type ? t->type->name : SL_STR_NONE, false);
    sl_buf_push_json_pair(out, "what", t->type ? t->type->title : t->kind, false);
    sl_buf_push_json_pair(out, "id", t->id, false);
    sl_buf_push_json_pair(out, "title", title, false);
    sl_buf_push_json_pair(out, "path", t->path, false);
    push_flag(out, "isNew", !t->is_there);
    sl_buf_push_z(out, ", \"fields\": ");
    push_fields(&p, t->schema, raw);
}
