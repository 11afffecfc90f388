#include "serve/thing.h"

#include "load/load.h"
#include "record/record.h"

/* The lists of the files, and where one begins that is in none yet. */
static const struct {
    const char *list, *path, *prefix;
    const sl_schema *(*schema)(void);
} lists[] = {
    {"evidence", "evidence/register.yaml", "EV", sl_register_schema},
    {"responses", "engagement/responses.yaml", "RSP", sl_engagement_schema},
    {"events", "engagement/calendar.yaml", "EVT", sl_engagement_schema},
    {"partners", "engagement/partners.yaml", "PAR", sl_engagement_schema},
    {"milestones", "programme.yaml", "MIL", sl_programme_schema},
    {"stages", "programme.yaml", "STG", sl_programme_schema},
    {"gates", "programme.yaml", "GAT", sl_programme_schema},
};

const char *const *sl_thing_lists(void)
{
    static const char *names[SL_COUNT(lists) + 1];
    for (size_t i = 0; i < SL_COUNT(lists); i++)
        names[i] = lists[i].list;
    return names;
}

static size_t number_of(sl_str list)
{
    size_t i = 0;
    while (i < SL_COUNT(lists) && !sl_str_equal_z(list, lists[i].list))
        i++;
    return i;
}

static const sl_schema *schema_of(size_t i)
{
    const sl_field *f = sl_schema_lookup(lists[i].schema(), sl_str_from(lists[i].list));
    return f ? f->of : NULL;
}

void sl_thing_list(sl_arena *a, const sl_strategy *s, sl_str list, sl_entries *out)
{
    size_t n = s->record ? s->record->roots.n : 0;
    for (size_t i = 0; i < n + 1; i++) {
        const sl_yaml *root = i < n ? s->record->roots.at[i] : s->register_yaml;
        const sl_yaml *entries = root ? sl_yaml_lookup_str(root, list) : NULL;
        SL_EACH (one, entries && entries->kind == SL_YAML_LIST ? entries : NULL)
            if (sl_yaml_text(one, "id").n)
                SL_PUSH(a, *out, one);
    }
}

sl_str sl_thing_title(const sl_yaml *entry)
{
    static const char *const keys[] = {"title", "statement", "name", "said", "question"};
    sl_str title = SL_STR_NONE;
    for (size_t i = 0; i < SL_COUNT(keys) && !title.n; i++)
        title = sl_yaml_text(entry, keys[i]);
    return title;
}

static bool find_entry(sl_arena *a, const sl_strategy *s, sl_str id, size_t *list,
                       const sl_yaml **out)
{
    for (*list = 0; *list < SL_COUNT(lists); ++*list) {
        sl_entries all = {0};
        sl_thing_list(a, s, sl_str_from(lists[*list].list), &all);
        for (size_t i = 0; i < all.n; i++)
            if (sl_str_equal(sl_yaml_text(all.at[i], "id"), id)) {
                *out = all.at[i];
                return true;
            }
    }
    return false;
}

const char *sl_thing_find(const sl_strategy *s, sl_str id, sl_thing *out)
{
    const sl_item *item = sl_strategy_lookup_item(s, id);
    const sl_yaml *entry = NULL;
    size_t list = 0;
    sl_arena *a = sl_arena_new();
    bool found = !item && find_entry(a, s, id, &list, &entry);
    sl_arena_free(a);
    *out = (sl_thing){.is_there = true};
    if (item) {
        out->kind = SL_STR("item");
        out->id = item->id;
        out->path = sl_sources_lookup(s->sources, item->span.file)->path;
        out->part.markdown = true;
        out->type = item->type;
        out->schema = &item->type->schema;
        out->written = item->front;
        return sl_str_ends(out->path, ".md") ? NULL
                                             : "it is a row of a table: change it in that file";
    }
    if (!found)
        return "nothing has this ID";
    out->kind = sl_str_from(lists[list].list);
    out->id = sl_yaml_text(entry, "id");
    out->path = sl_sources_lookup(s->sources, entry->span.file)->path;
    out->schema = schema_of(list);
    out->written = entry;
    return sl_str_ends(out->path, ".yaml") ? NULL
                                           : "it is a row of a table: change it in that file";
}

/* --- new ones --- */

bool sl_thing_is_known(const sl_strategy *s, sl_str id)
{
    sl_thing there;
    const char *why = sl_thing_find(s, id, &there);
    return !why || there.id.n;
}

/* The next of a row of numbers: EV-PROD-03 after EV-PROD-02; of the last one that has a number. */
static sl_str propose_id(sl_arena *a, const sl_strategy *s, sl_str prefix, const sl_str *known,
                         size_t n)
{
    sl_str head = prefix;
    uint32_t number = 0;
    size_t width = 2;
    for (size_t i = n; i > 0 && !number; i--) {
        size_t at = known[i - 1].n;
        while (at > 0 && known[i - 1].p[at - 1] != '-')
            at--;
        sl_str tail = sl_str_slice(known[i - 1], at, known[i - 1].n);
        if (at > 1 && tail.n < 9 && sl_num_parse(tail, &number)) {
            head = sl_str_slice(known[i - 1], 0, at - 1);
            width = tail.n;
        }
    }
    sl_str id;
    do
        id = sl_str_format(a, "%.*s-%0*u", SL_FMT(head), (int)width, ++number);
    while (sl_thing_is_known(s, id));
    return id;
}

sl_str sl_thing_item_path(sl_arena *a, const sl_type *type, sl_str id)
{
    sl_str folder = type->folder.n ? type->folder : type->name;
    while (folder.n && folder.p[folder.n - 1] == '/')
        folder.n--;
    return sl_str_format(a, "%.*s/%.*s.md", SL_FMT(folder), SL_FMT(sl_str_lower(a, id)));
}

const char *sl_thing_propose(sl_arena *a, const sl_strategy *s, sl_str kind, sl_thing *out)
{
    const sl_type *type = sl_framework_lookup_type(s->framework, kind);
    size_t list = number_of(kind);
    SL_VEC(sl_str) known = {0};
    *out = (sl_thing){.type = type};
    if (type) {
        for (size_t i = 0; i < s->items.n; i++)
            if (s->items.at[i]->type == type)
                SL_PUSH(a, known, s->items.at[i]->id);
        out->kind = SL_STR("item");
        out->part.markdown = true;
        out->schema = &type->schema;
        out->id = propose_id(a, s, type->prefix, known.at, known.n);
        out->path = sl_thing_item_path(a, type, out->id);
        return NULL;
    }
    if (list == SL_COUNT(lists))
        return "there is no such kind of thing";
    sl_entries all = {0};
    sl_thing_list(a, s, kind, &all);
    out->kind = sl_str_from(lists[list].list);
    out->path = sl_str_from(lists[list].path);
    out->schema = schema_of(list);
    for (size_t i = 0; i < all.n; i++) {
        out->path = sl_sources_lookup(s->sources, all.at[i]->span.file)->path;
        SL_PUSH(a, known, sl_yaml_text(all.at[i], "id"));
    }
    out->id = propose_id(a, s, sl_str_from(lists[list].prefix), known.at, known.n);
    return sl_str_ends(out->path, ".yaml") ? NULL : "these are rows of a table: add it there";
}
