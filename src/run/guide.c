#include "run/guide.h"

static void push_name(sl_buf *out, bool *any, sl_str name)
{
    sl_buf_push_format(out, "%s`%.*s`", *any ? ", " : "", SL_FMT(name));
    *any = true;
}

/* Keys that are required, or those that are not; a role that so many links are asked of is. */
static void push_keys(sl_buf *out, const sl_framework *f, const sl_type *t, bool required)
{
    bool any = false;
    for (size_t i = 0; i < f->roles.n; i++) {
        const sl_role *r = f->roles.at[i];
        bool needed = r->at_least[t->index] && !r->from_text[t->index];
        if (r->from[t->index] && needed == required)
            push_name(out, &any, r->name);
    }
    for (size_t i = 0; i < t->keys.n; i++)
        if (t->keys.at[i].field.required == required)
            push_name(out, &any, t->keys.at[i].name);
}

static void push_types(sl_buf *out, const sl_framework *f, const bool *types)
{
    bool any = false;
    for (size_t i = 0; i < f->types.n; i++)
        if (types[i]) {
            sl_buf_push_format(out, "%s%.*s", any ? ", " : "", SL_FMT(f->types.at[i]->name));
            any = true;
        }
    if (types[SL_EVIDENCE_TYPE])
        sl_buf_push_format(out, "%sthe register", any ? ", " : "");
}

static void push_words(sl_buf *out, const sl_key *key)
{
    sl_str one;
    bool any = false;
    for (sl_str rest = sl_str_from(key->field.choices); sl_str_split(&rest, '|', &one); any = true)
        sl_buf_push_format(out, "%s%.*s", any ? ", " : "", SL_FMT(one));
}

void sl_guide_push(sl_buf *out, const sl_framework *f)
{
    sl_buf_push_z(out,
                  "\n## What each item says\n\nEvery item has an `id`, which starts as the table "
                  "says and never changes, and a `title`.\n\n"
                  "| item | folder | id | must say | may say |\n| --- | --- | --- | --- | --- |\n");
    for (size_t i = 0; i < f->types.n; i++) {
        const sl_type *t = f->types.at[i];
        sl_buf_push_format(out, "| %.*s | %s%.*s%s | %.*s- | ", SL_FMT(t->name),
                           t->folder.n ? "`" : "", SL_FMT(t->folder), t->folder.n ? "/`" : "any",
                           SL_FMT(t->prefix));
        push_keys(out, f, t, true);
        sl_buf_push_z(out, " | ");
        push_keys(out, f, t, false);
        sl_buf_push_z(out, " |\n");
    }
    sl_buf_push_z(out, "\n| link | leads to | read as |\n| --- | --- | --- |\n");
    for (size_t i = 0; i < f->roles.n; i++) {
        const sl_role *r = f->roles.at[i];
        sl_buf_push_format(out, "| `%.*s` | ", SL_FMT(r->name));
        push_types(out, f, r->to);
        sl_buf_push_format(out, " | %.*s ... |\n", SL_FMT(r->label));
    }
    sl_buf_push_z(out, "\n");
    for (size_t i = 0; i < f->types.n; i++)
        for (size_t k = 0; k < f->types.at[i]->keys.n; k++) {
            const sl_key *key = &f->types.at[i]->keys.at[k];
            if (!key->field.choices)
                continue;
            sl_buf_push_format(out, "- `%.*s` of %.*s: ", SL_FMT(key->name),
                               SL_FMT(f->types.at[i]->name));
            push_words(out, key);
            sl_buf_push_z(out, ".\n");
        }
    if (f->states.n) {
        sl_buf_push_z(out, "- `state`: ");
        for (size_t i = 0; i < f->states.n; i++)
            sl_buf_push_format(out, "%s%.*s", i ? ", " : "", SL_FMT(f->states.at[i]));
        sl_buf_push_z(out, ".\n");
    }
}
