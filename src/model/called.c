#include "model/called.h"

/* --- numbers --- */

/* By item: "3", "3.1" or "Recommendation 14" as the whole document has it; empty: none. */
static const sl_str *number_items(sl_strategy *s)
{
    sl_str *numbers = SL_NEW_ARRAY(s->arena, sl_str, s->items.n + 1);
    uint32_t *own = SL_NEW_ARRAY(s->arena, uint32_t, s->framework->types.n + 1), chapter = 0;
    for (size_t i = 0; i < s->parts.n; i++) {
        const sl_part *p = s->parts.at[i];
        const sl_item *one = p->single;
        if (p->is_appendix || (one && !one->numbered))
            continue;
        if (one && one->type->numbering.style == SL_NUMBERED_BY_CHAPTER)
            numbers[one->index] = sl_str_format(s->arena, "%u", ++chapter);
        else if (one && one->type->numbering.style > SL_NUMBERED_NOT)
            numbers[one->index] = sl_numbering_say(&one->type->numbering, s->arena, s->phrases,
                                                   ++own[one->type->index]);
        if (one)
            continue;
        uint32_t n = 0;
        chapter++;
        if (p->intro)
            numbers[p->intro->index] = sl_str_format(s->arena, "%u", chapter);
        for (size_t k = 0; k < p->items.n; k++) {
            const sl_item *item = p->items.at[k];
            if (item->type->numbering.style <= SL_NUMBERED_NOT)
                numbers[item->index] = sl_str_format(s->arena, "%u.%u", chapter, ++n);
            else if (item->numbered)
                numbers[item->index] = sl_numbering_say(&item->type->numbering, s->arena,
                                                        s->phrases, ++own[item->type->index]);
        }
    }
    return numbers;
}

/* --- by name: lists of items, made once --- */

typedef struct named {
    const sl_item *item;
    struct named *next;
} named;

struct sl_called {
    sl_map names; /* in small letters: named * */
};

static void add_name(sl_strategy *s, sl_map *names, sl_str name, const sl_item *item)
{
    sl_str key = sl_str_lower(s->arena, sl_str_trim(name));
    if (!key.n)
        return;
    named *one = SL_NEW(s->arena, named), *first = sl_map_lookup(names, key);
    *one = (named){.item = item};
    if (!first) {
        sl_map_add(names, key, one);
        return;
    }
    for (const named *n = first; n; n = n->next)
        if (n->item == item)
            return;
    one->next = first->next;
    first->next = one;
}

/* As the files write it, as it is read without its marks, and in both languages of an edition. */
static void add_titles(sl_strategy *s, sl_map *names, const sl_item *item)
{
    add_name(s, names, item->title, item);
    if (item->words)
        add_name(s, names, sl_node_plain(s->arena, item->words), item);
    add_name(s, names, sl_yaml_text(item->front, "short"), item);
    add_name(s, names, item->own_title, item);
    add_name(s, names, item->own_short, item);
}

/* What stands behind the last hyphen, or the last word, when that is a number: 07 is 7. */
static sl_str last_number(sl_strategy *s, sl_str text)
{
    size_t begin = text.n;
    while (begin > 0 && text.p[begin - 1] >= '0' && text.p[begin - 1] <= '9')
        begin--;
    uint32_t n;
    bool apart = begin > 0 && (text.p[begin - 1] == '-' || text.p[begin - 1] == ' ');
    return apart && sl_num_parse(sl_str_slice(text, begin, text.n), &n)
               ? sl_str_format(s->arena, "%u", n)
               : SL_STR_NONE;
}

const struct sl_called *sl_called_titles(sl_strategy *s)
{
    struct sl_called *c = SL_NEW(s->arena, struct sl_called);
    sl_map_init(&c->names, s->arena);
    for (size_t i = 0; i < s->items.n; i++) {
        add_titles(s, &c->names, s->items.at[i]);
    }
    return c;
}

static bool is_same(sl_str one, sl_str other)
{
    one = sl_str_trim(one);
    other = sl_str_trim(other);
    bool same = one.n == other.n && one.n;
    for (size_t i = 0; same && i < one.n; i++)
        same = sl_lower(one.p[i]) == sl_lower(other.p[i]);
    return same;
}

bool sl_called_is(const sl_item *item, sl_str name)
{
    return is_same(item->title, name) || is_same(sl_yaml_text(item->front, "short"), name);
}

static const struct sl_called *names_of(sl_strategy *s)
{
    if (s->called || s->whole)
        return s->called;
    struct sl_called *c = SL_NEW(s->arena, struct sl_called);
    const sl_str *numbers = number_items(s);
    sl_map_init(&c->names, s->arena);
    for (size_t i = 0; i < s->items.n; i++) {
        const sl_item *item = s->items.at[i];
        add_titles(s, &c->names, item);
        add_name(s, &c->names, numbers[i], item);
        add_name(s, &c->names, last_number(s, numbers[i]), item);
        add_name(s, &c->names, last_number(s, item->id), item);
    }
    s->called = c;
    return c;
}

/* --- what is meant --- */

static void report_several(sl_strategy *s, sl_str name, sl_span span, const named *all,
                           const sl_role *role)
{
    enum { SHOWN = 4 };
    if (s->whole)
        return; /* said of the whole */
    sl_buf list;
    sl_buf_init(&list);
    size_t n = 0;
    for (; all; all = all->next) {
        if (role && !role->to[all->item->type->index])
            continue;
        if (n++ < SHOWN)
            sl_buf_push_format(&list, "%s%.*s '%.*s'", list.n ? ", " : "", SL_FMT(all->item->id),
                               SL_FMT(all->item->title));
    }
    sl_finding *f =
        sl_diag_add(s->diags, SL_E0796, span, "'%.*s' may be %zu items", SL_FMT(name), n);
    sl_diag_help(s->diags, f, "name one by its ID: %s%s", list.p, n > SHOWN ? ", ..." : "");
    sl_buf_done(&list);
}

static sl_called_result find(sl_strategy *s, const struct sl_called *c, sl_str name, sl_span span,
                             const sl_role *role, sl_str *id)
{
    uint32_t number;
    sl_str key = sl_str_lower(s->arena, sl_str_trim(name));
    if (sl_num_parse(key, &number))
        key = sl_str_format(s->arena, "%u", number);
    const named *all = c ? sl_map_lookup(&c->names, key) : NULL, *found = NULL;
    for (const named *n = all; n; n = n->next) {
        if (role && !role->to[n->item->type->index])
            continue;
        if (found) {
            report_several(s, name, span, all, role);
            return SL_CALLED_SEVERAL;
        }
        found = n;
    }
    if (!found)
        return SL_CALLED_NONE;
    *id = found->item->id;
    return SL_CALLED_ONE;
}

sl_called_result sl_called_find(sl_strategy *s, sl_str name, sl_span span, const sl_role *role,
                                sl_str *id)
{
    /* What nothing in the whole was called by is in no view of it. */
    return find(s, s->whole ? s->whole->called : names_of(s), name, span, role, id);
}

sl_called_result sl_called_find_titled(sl_strategy *s, const struct sl_called *titles, sl_str name,
                                       sl_span span, sl_str *id)
{
    return find(s, titles, name, span, NULL, id);
}

void sl_called_report_none(sl_strategy *s, sl_str name, sl_span span)
{
    if (s->whole || s->unread_items || s->framework->types.n == 0)
        return; /* what could not be read is reported already */
    sl_str *names = SL_NEW_ARRAY(s->arena, sl_str, 2 * s->items.n + 1);
    for (size_t i = 0; i < s->items.n; i++) {
        names[i] = s->items.at[i]->title;
        names[s->items.n + i] = s->items.at[i]->id;
    }
    sl_finding *f = sl_diag_add(s->diags, SL_E0108, span, "no item is called '%.*s'", SL_FMT(name));
    if (!sl_diag_suggest(s->diags, f, name, names, 2 * s->items.n))
        sl_diag_help(s->diags, f, "name it by its ID, its title or its number");
}

sl_str sl_called_bare_id(sl_arena *a, sl_str id)
{
    char *out = SL_NEW_ARRAY(a, char, id.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < id.n; i++) {
        bool begins = i == 0 || !sl_is_digit(id.p[i - 1]);
        bool more = i + 1 < id.n && sl_is_digit(id.p[i + 1]);
        if (id.p[i] == '0' && more && (begins || !n || !sl_is_digit(out[n - 1])))
            continue;
        out[n++] = id.p[i];
    }
    return (sl_str){out, n};
}

/* Capital letters, digits and hyphens, with a hyphen: what looks like an ID is reported as one. */
static bool is_like_id(sl_str name)
{
    bool hyphen = false;
    for (size_t i = 0; i < name.n; i++) {
        char c = name.p[i];
        hyphen = hyphen || c == '-';
        if (!((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-'))
            return false;
    }
    return hyphen;
}

bool sl_called_is_id(const sl_strategy *s, sl_str name)
{
    return is_like_id(name) || sl_strategy_lookup_item(s, name) ||
           sl_strategy_lookup_evidence(s, name) || sl_map_lookup(&s->hidden, name);
}

const sl_item *sl_called_item(sl_strategy *s, const sl_yaml *y)
{
    const sl_item *item = sl_strategy_lookup_item(s, y->text);
    if (item || sl_map_lookup(&s->hidden, y->text))
        return item;
    sl_str id = SL_STR_NONE;
    sl_called_result result = SL_CALLED_NONE;
    if (is_like_id(y->text))
        sl_strategy_report_dangling(s, y->text, y->span, false, true);
    else if ((result = sl_called_find(s, y->text, y->span, NULL, &id)) == SL_CALLED_NONE)
        sl_called_report_none(s, y->text, y->span);
    return result == SL_CALLED_ONE ? sl_strategy_lookup_item(s, id) : NULL;
}
