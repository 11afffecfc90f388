/* What is nearly a block: its fence is none, or its word; its keys would be printed as they stand.
 * The same of an item's keys in the text. */
#include "check/near_block.h"
#include "load/block.h"

enum { LEAST_KEYS = 3 };

/* The key that a line begins with, "title: words"; empty: it begins with none. */
static sl_str key_of(sl_str line)
{
    size_t n = 0;
    while (n < line.n && (sl_is_letter(line.p[n]) || line.p[n] == '-'))
        n++;
    bool ends =
        n && n < line.n && line.p[n] == ':' && (n + 1 == line.n || strchr(" \n\r", line.p[n + 1]));
    return ends ? sl_str_slice(line, 0, n) : SL_STR_NONE;
}

static bool next_line(sl_str *rest, sl_str *line)
{
    if (!rest->n)
        return false;
    size_t end = sl_str_find_char(*rest, '\n', 0);
    *line = sl_str_slice(*rest, 0, end == SIZE_MAX ? rest->n : end);
    *rest = end == SIZE_MAX ? SL_STR_NONE : sl_str_slice(*rest, end + 1, rest->n);
    return true;
}

/* A word that begins a block, "chart"; NULL: none does. */
static const char *find_word(sl_str word)
{
    for (int kind = 0; kind < SL_BLOCK__COUNT; kind++)
        if (sl_str_equal_z(word, sl_block_kind_name((sl_block_kind)kind)))
            return sl_block_kind_name((sl_block_kind)kind);
    return sl_str_equal_z(word, "item") ? "item" : NULL;
}

/* --- keys --- */

typedef struct keys {
    sl_str at[32];
    size_t n;
    bool has_id, has_name; /* id: as one; title: or type: */
    bool has_item;         /* an item's ID, and its type */
} keys;

static void add_key(keys *k, const sl_framework *framework, sl_str line)
{
    sl_str key = key_of(line);
    if (!key.n || k->n == SL_COUNT(k->at))
        return;
    k->at[k->n++] = key;
    sl_str value = sl_str_trim(sl_str_slice(line, key.n + 1, line.n));
    k->has_id = k->has_id || (sl_str_equal_z(key, "id") && value.n &&
                              sl_str_find_char(value, ' ', 0) == SIZE_MAX);
    k->has_item = k->has_item || (k->has_id && k->n > 1 && sl_str_equal_z(key, "type") &&
                                  sl_framework_lookup_type(framework, value));
    k->has_name = k->has_name || sl_str_equal_z(key, "title") || sl_str_equal_z(key, "type");
}

static bool has(const keys *k, const char *name)
{
    for (size_t i = 0; i < k->n; i++)
        if (sl_str_equal_z(k->at[i], name))
            return true;
    return false;
}

/* The kind of block all of whose keys these are; NULL: of none. */
static const char *kind_of(const keys *k)
{
    const char *best = NULL;
    size_t most = LEAST_KEYS - 1;
    for (int kind = 0; kind < SL_BLOCK__COUNT; kind++) {
        const sl_schema *s = sl_block_schema((sl_block_kind)kind);
        size_t required = 0, met = 0;
        for (size_t i = 0; i < s->n; i++) {
            bool there = has(k, s->fields[i].name);
            required += s->fields[i].required && !there;
            met += there;
        }
        if (!required && met == k->n && met > most) {
            most = met;
            best = s->name;
        }
    }
    return best;
}

static void report(sl_near *c, const sl_node *n, const char *kind)
{
    sl_finding *f =
        sl_diag_add(c->s->diags, SL_E0119, n->span,
                    "this is nearly a '%s' block, and would be printed as it stands", kind);
    sl_diag_help(c->s->diags, f,
                 "begin it with ```%s in the first column of a line, and end it with ``` on a line "
                 "of its own",
                 kind);
}

/* --- nodes --- */

static void check_code(sl_near *c, const sl_node *n)
{
    keys k = {0};
    sl_str rest = n->text, line, word, title = n->title;
    if (n->role.n)
        return; /* a block that is indented: it is said */
    if (sl_str_split(&title, ' ', &word) && find_word(word)) {
        report(c, n, find_word(word)); /* within a block, or a note */
        return;
    }
    sl_str begun = sl_str_trim(n->text);
    if (sl_str_starts(begun, "```") || sl_str_starts(begun, "~~~")) {
        next_line(&begun, &line);
        sl_str first = sl_str_trim(sl_str_slice(line, 3, line.n));
        if (sl_str_split(&first, ' ', &word) && find_word(word))
            report(c, n, find_word(word));
        return;
    }
    while (next_line(&rest, &line))
        add_key(&k, c->s->framework, line);
    const char *kind = k.has_item ? "item" : kind_of(&k);
    if (kind)
        report(c, n, kind);
}

/* ``chart, on a line, and its keys: code within a paragraph. */
static void check_inline(sl_near *c, const sl_node *n)
{
    sl_str rest = n->text, word;
    if (sl_str_find(n->text, SL_STR(" id: "), 0) == SIZE_MAX || !sl_str_split(&rest, ' ', &word))
        return;
    if (find_word(word))
        report(c, n, find_word(word));
}

/* Lines of a paragraph, or above a line of hyphens, that are keys. */
static void check_lines(sl_near *c, const sl_node *n)
{
    keys k = {0};
    for (const sl_node *m = n->first; m; m = m->next) {
        bool starts =
            !m->prev || m->prev->kind == SL_NODE_SOFT_BREAK || m->prev->kind == SL_NODE_LINE_BREAK;
        if (m->kind == SL_NODE_TEXT && starts)
            add_key(&k, c->s->framework, m->text);
    }
    if (!k.has_id || !k.has_name)
        return;
    sl_near_report(c, SL_E0132, n->span, "these are keys of an item or a block, as text",
                   "an item's keys stand at the head of its file, between two lines ---, or in an "
                   "'item' block below its heading; those of a block between ``` and its word, and "
                   "```");
}

void sl_near_check_block(sl_near *c, const sl_node *n)
{
    switch (n->kind) {
    case SL_NODE_CODE_BLOCK:
        check_code(c, n);
        break;
    case SL_NODE_CODE:
        check_inline(c, n);
        break;
    default:
        check_lines(c, n);
        break;
    }
}
