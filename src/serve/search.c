#include "serve/search.h"

#include "model/figure.h"
#include "serve/thing.h"

enum { MOST_FOUND = 20, MOST_WORDS = 12 };

typedef struct searching {
    sl_buf *out;
    sl_arena *arena;
    const sl_strategy *s;
    sl_str words[MOST_WORDS];
    size_t word_count, found;
} searching;

static bool matches(const searching *q, sl_str id, sl_str title)
{
    sl_str all =
        sl_str_lower(q->arena, sl_str_format(q->arena, "%.*s %.*s", SL_FMT(id), SL_FMT(title)));
    for (size_t i = 0; i < q->word_count; i++)
        if (sl_str_find(all, q->words[i], 0) == SIZE_MAX)
            return false;
    return true;
}

static void push_figure(searching *q, const sl_evidence *e, sl_str key, bool *first)
{
    sl_buf text;
    sl_buf_init(&text);
    if (sl_figure_push_key(&text, q->s->phrases, e, key)) {
        sl_buf_push_z(q->out, *first ? "{" : ", {");
        sl_buf_push_json_pair(
            q->out, "mark",
            sl_str_format(q->arena, "[=%.*s%s%.*s]", SL_FMT(e->id), key.n ? "." : "", SL_FMT(key)),
            true);
        sl_buf_push_json_pair(q->out, "prints", sl_buf_str(&text), false);
        sl_buf_push_z(q->out, "}");
        *first = false;
    }
    sl_buf_done(&text);
}

/* Which begins one, if there is room; the caller ends it. */
static bool begin(searching *q, sl_str id, sl_str title, sl_str kind)
{
    if (!matches(q, id, title) || q->found++ >= MOST_FOUND)
        return false;
    sl_buf_push_z(q->out, q->found > 1 ? ", {" : "{");
    sl_buf_push_json_pair(q->out, "id", id, true);
    sl_buf_push_json_pair(q->out, "title", title, false);
    sl_buf_push_json_pair(q->out, "kind", kind, false);
    return true;
}

static void search_items(searching *q, const sl_role *role)
{
    for (size_t i = 0; i < q->s->items.n; i++) {
        const sl_item *item = q->s->items.at[i];
        if ((!role || role->to[item->type->index]) &&
            begin(q, item->id, item->title, item->type->title))
            sl_buf_push_z(q->out, "}");
    }
}

static void search_evidence(searching *q, bool with_figures)
{
    for (size_t i = 0; i < q->s->evidence.n; i++) {
        const sl_evidence *e = q->s->evidence.at[i];
        bool first = true;
        if (!begin(q, e->id, e->statement, SL_STR("evidence")))
            continue;
        if (with_figures) {
            sl_buf_push_z(q->out, ", \"figures\": [");
            push_figure(q, e, SL_STR_NONE, &first);
            push_figure(q, e, SL_STR("comparator"), &first);
            for (size_t k = 0; k < e->figures.n; k++)
                push_figure(q, e, e->figures.at[k].name, &first);
            sl_buf_push_z(q->out, "]");
        }
        sl_buf_push_z(q->out, "}");
    }
}

static void search_list(searching *q, const char *list)
{
    sl_entries all = {0};
    sl_thing_list(q->arena, q->s, sl_str_from(list), &all);
    for (size_t i = 0; i < all.n; i++)
        if (begin(q, sl_yaml_text(all.at[i], "id"), sl_thing_title(all.at[i]), sl_str_from(list)))
            sl_buf_push_z(q->out, "}");
}

static void search(searching *q, sl_str among)
{
    const sl_role *role = sl_framework_lookup_role(q->s->framework, among);
    bool all = !among.n, figures = sl_str_equal_z(among, "figures");
    if (all || sl_str_equal_z(among, "items") || role)
        search_items(q, role);
    if (figures || (role && role->to[SL_EVIDENCE_TYPE]))
        search_evidence(q, figures);
    for (const char *const *list = sl_thing_lists(); *list; list++)
        if (all || (!role && sl_str_equal_z(among, *list)))
            search_list(q, *list);
}

void sl_search_push(sl_buf *out, sl_arena *a, const sl_strategy *s, sl_str among, sl_str words)
{
    searching q = {.out = out, .arena = a, .s = s};
    sl_str rest = sl_str_lower(a, words), word;
    while (q.word_count < MOST_WORDS && sl_str_split(&rest, ' ', &word))
        if (word.n)
            q.words[q.word_count++] = word;
    sl_buf_push_z(out, "\"found\": [");
    if (s)
        search(&q, among);
    sl_buf_push_format(out, "], \"more\": %zu", q.found > MOST_FOUND ? q.found - MOST_FOUND : 0);
}
