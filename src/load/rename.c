#include "load/rename.h"

#include "base/assert.h"
#include "base/buf.h"
#include "record/record.h"

static bool is_word(char c)
{
    return sl_is_letter(c) || sl_is_digit(c) || c == '-' || c == '_' || (unsigned char)c >= 0x80;
}

static bool ends_path(char c)
{
    return strchr(" \t\r\n\"'()[]{}<>,;", c) != NULL;
}

/* Whether the word at [begin, end) is part of a path or of a file's name. */
static bool is_in_path(sl_str s, size_t begin, size_t end)
{
    static const char *const kinds[] = {"md",  "yaml", "yml",     "csv",  "png",  "jpg",
                                        "svg", "jpeg", "geojson", "json", "lock", "pdf"};
    size_t from = begin, to = end;
    while (from > 0 && !ends_path(s.p[from - 1]))
        from--;
    while (to < s.n && !ends_path(s.p[to]))
        to++;
    if (sl_str_find_char(sl_str_slice(s, from, to), '/', 0) != SIZE_MAX)
        return true;
    sl_str rest = sl_str_slice(s, end, to);
    for (size_t i = 0; i < SL_COUNT(kinds); i++)
        if (sl_str_starts(rest, ".") && sl_str_starts(sl_str_slice(rest, 1, rest.n), kinds[i]) &&
            (rest.n == strlen(kinds[i]) + 1 || !is_word(rest.p[strlen(kinds[i]) + 1])))
            return true;
    return false;
}

sl_str sl_rename_words(sl_arena *a, sl_str text, const sl_map *to, size_t *n)
{
    sl_buf b;
    sl_buf_init(&b);
    size_t done = 0, found = 0;
    for (size_t i = 0; i < text.n;) {
        size_t begin = i;
        while (i < text.n && is_word(text.p[i]))
            i++;
        const sl_str *now = i > begin ? sl_map_lookup(to, sl_str_slice(text, begin, i)) : NULL;
        if (now && !is_in_path(text, begin, i)) {
            sl_buf_push_str(&b, sl_str_slice(text, done, begin));
            sl_buf_push_str(&b, *now);
            done = i;
            found++;
        }
        i += i == begin;
    }
    if (found)
        sl_buf_push_str(&b, sl_str_slice(text, done, text.n));
    *n += found;
    sl_str out = found ? sl_buf_copy(&b, a) : text;
    sl_buf_done(&b);
    return out;
}

/* --- what was read --- */

typedef struct renaming {
    sl_strategy *s;
    sl_map to;
} renaming;

static void rename_text(renaming *r, sl_str *text)
{
    size_t n = 0;
    if (text->n)
        *text = sl_rename_words(r->s->arena, *text, &r->to, &n);
}

static void rename_yaml(renaming *r, const sl_yaml *y)
{
    if (!y)
        return;
    /* It lies in the strategy's arena, which is ours. */
    rename_text(r, &((sl_yaml *)(uintptr_t)y)->text);
    for (const sl_yaml *child = y->kind == SL_YAML_SCALAR ? NULL : y->first; child;
         child = child->next)
        rename_yaml(r, child);
}

static void rename_tree(renaming *r, sl_node *root)
{
    for (sl_node *n = root ? root->first : NULL; n; n = sl_node_walk(root, n)) {
        rename_text(r, &n->text);
        rename_text(r, &n->id);
        if (sl_str_starts(n->target, "#"))
            rename_text(r, &n->target);
    }
}

static void add_key(sl_map *map, sl_str old, sl_str now)
{
    void *value = sl_map_lookup(map, old);
    if (value)
        sl_map_add(map, now, value);
}

/* Headings are named by their item: AIM-1#why. */
static void add_names(const renaming *r)
{
    sl_map *names = &r->s->names;
    for (size_t i = 0, n = names->entries.n; i < n; i++) {
        size_t found = 0;
        sl_str old = names->entries.at[i].key;
        sl_str now = sl_rename_words(r->s->arena, old, &r->to, &found);
        if (found)
            add_key(names, old, now);
    }
}

void sl_rename_apply(sl_strategy *s, sl_str old, sl_str now)
{
    renaming r = {.s = s};
    sl_str *name = SL_NEW(s->arena, sl_str);
    *name = now;
    sl_map_init(&r.to, s->arena);
    sl_map_add(&r.to, old, name);
    for (size_t i = 0; i < s->items.n; i++) {
        sl_item *item = s->items.at[i];
        rename_text(&r, &item->id);
        rename_text(&r, &item->title);
        rename_yaml(&r, item->front);
        rename_tree(&r, item->body);
        for (size_t k = 0; k < item->texts.n; k++)
            rename_tree(&r, item->texts.at[k].body);
    }
    for (size_t i = 0; i < s->evidence.n; i++) {
        rename_text(&r, &s->evidence.at[i]->id);
        rename_text(&r, &s->evidence.at[i]->statement);
        rename_yaml(&r, s->evidence.at[i]->yaml);
    }
    for (size_t i = 0; i < s->gaps.n; i++) {
        rename_text(&r, &s->gaps.at[i]->id);
        rename_yaml(&r, s->gaps.at[i]->yaml);
    }
    for (size_t i = 0; i < s->parts.n; i++)
        rename_text(&r, &s->parts.at[i]->id);
    rename_yaml(&r, s->config);
    for (size_t i = 0; i < s->record->roots.n; i++)
        rename_yaml(&r, s->record->roots.at[i]);
    add_key(&s->item_ids, old, now);
    add_key(&s->evidence_ids, old, now);
    add_key(&s->gap_ids, old, now);
    add_names(&r);
    add_key(&s->hidden, old, now);
    sl_map_add(&s->former, now, SL_NEW(s->arena, sl_str));
    *(sl_str *)sl_map_lookup(&s->former, now) = old;
}

static bool has_id(const sl_strategy *s, sl_str id)
{
    return sl_strategy_lookup_item(s, id) || sl_strategy_lookup_evidence(s, id) ||
           sl_map_lookup(&s->gap_ids, id);
}

void sl_rename_apply_all(sl_strategy *older, const sl_strategy *newer)
{
    /* In the order in which they were made: a thing may have been renamed twice. */
    SL_EACH (one, sl_yaml_lookup(newer->config, "renamed"))
        if (one->kind == SL_YAML_SCALAR && has_id(older, one->key) && !has_id(newer, one->key) &&
            !has_id(older, one->text))
            sl_rename_apply(older, one->key, one->text);
}
