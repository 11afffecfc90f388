#include "check/plain.h"

#include "base/assert.h"
#include "doc/markdown.h"

static void report_plain(const sl_strategy *s, const sl_yaml *y, const char *mark)
{
    sl_finding *f = sl_diag_add(s->diags, SL_E0132, y->span,
                                "'%s' in a value of plain words would be printed as it is", mark);
    sl_diag_help(
        s->diags, f,
        "take the marks out: texts can have them; what is for co-authors stands behind # in "
        "YAML");
}

/* Whether some mark may begin in it: nearly every value has none, and there are tens of thousands.
 */
static bool may_have_mark(sl_str text)
{
    static const bool begins[256] = {['*'] = true, ['_'] = true, ['~'] = true, ['^'] = true,
                                     ['`'] = true, ['%'] = true, ['<'] = true};
    for (size_t i = 0; i < text.n; i++)
        if (begins[(unsigned char)text.p[i]])
            return true;
    return false;
}

/* How a mark of look begins, where a text would have one; NULL: it has none. */
static const char *find_look(sl_str text)
{
    size_t signs = 0;
    for (size_t i = 0; i < text.n; i++)
        signs += strchr("*_~^`", text.p[i]) != NULL;
    if (signs < 2)
        return NULL;
    sl_arena *a = sl_arena_new();
    sl_sources sources;
    sl_diags unsaid;
    sl_lines lines;
    sl_sources_init(&sources, a);
    sl_diags_init(&unsaid, a, &sources);
    uint32_t file = sl_sources_add(&sources, SL_STR_NONE, SL_STR_NONE, text);
    sl_lines_read(&lines, a, file, text, 0, (uint32_t)text.n);
    const sl_node *words = sl_markdown_parse_words(a, &unsaid, &lines);
    const char *found = NULL;
    for (const sl_node *n = words->first; n && !found; n = sl_node_walk(words, n)) {
        bool star = sl_str_find_char(text, '*', 0) != SIZE_MAX;
        if (n->kind == SL_NODE_EMPH || n->kind == SL_NODE_STRONG)
            found = star ? "*" : "_";
        else if (n->kind == SL_NODE_CODE)
            found = "`";
        else if (n->kind == SL_NODE_SPAN && n->role.n)
            found = sl_str_equal_z(n->role, "sup") ? "^" : "~";
    }
    sl_arena_free(a);
    return found;
}

void sl_plain_check(const sl_strategy *s, const sl_yaml *y)
{
    static const char *const marks[] = {"[@", "[=", "[!@", "[^", "^[",   "](",
                                        "**", "`",  "~~",  "%%", "<!--", "{{"};
    if (!y || y->kind != SL_YAML_SCALAR)
        return;
    const char *mark = NULL;
    for (size_t i = 0; i < SL_COUNT(marks) && !mark; i++)
        if (sl_str_find(y->text, sl_str_from(marks[i]), 0) != SIZE_MAX)
            mark = marks[i];
    if (!mark)
        mark = find_look(y->text);
    if (mark)
        report_plain(s, y, mark);
}

/* Whether what stands under the key is printed, as plain words. */
static bool is_printed(sl_str key)
{
    static const char *const keys[] = {
        "alt",       "answered",     "area",           "areas",   "asked",
        "at",        "attribution",  "before",         "board",   "body",
        "boundary",  "by",           "channel",        "contact", "credit",
        "decision",  "decisions",    "done",           "formats", "fund",
        "geography", "illustrative", "keywords",       "kind",    "label",
        "level",     "licence",      "missing",        "name",    "note",
        "notes",     "notice",       "organisation",   "origin",  "owner",
        "owners",    "period",       "place",          "prefix",  "publisher",
        "question",  "reason",       "recommendation", "said",    "short",
        "source",    "statement",    "subject",        "suffix",  "term",
        "text",      "title",        "unit",           "vision",  "with"};
    for (size_t i = 0; i < SL_COUNT(keys); i++)
        if (sl_str_equal_z(key, keys[i]))
            return true;
    return false;
}

void sl_plain_check_values(const sl_strategy *s, const sl_yaml *y, sl_str key)
{
    if (!y)
        return;
    if (y->kind != SL_YAML_SCALAR) {
        for (const sl_yaml *child = y->first; child; child = child->next)
            sl_plain_check_values(s, child, child->key.n ? child->key : key);
        return;
    }
    if (!may_have_mark(y->text))
        return;
    bool comment = sl_str_find(y->text, SL_STR("%% "), 0) != SIZE_MAX ||
                   sl_str_find(y->text, SL_STR("<!--"), 0) != SIZE_MAX;
    const char *look = comment || !is_printed(key) ? NULL : find_look(y->text);
    if (comment)
        sl_plain_check(s, y);
    else if (look)
        report_plain(s, y, look);
}

void sl_plain_check_config(const sl_strategy *s)
{
    static const char *const read[] = {"title",     "subtitle",  "order",
                                       "documents", "variables", "words"};
    SL_EACH (one, s->config) {
        bool is_read = false;
        for (size_t i = 0; i < SL_COUNT(read); i++)
            is_read = is_read || sl_str_equal_z(one->key, read[i]);
        if (!is_read)
            sl_plain_check_values(s, one, one->key);
    }
}

void sl_plain_check_map(const sl_strategy *s, const sl_schema *schema, const sl_yaml *map,
                        bool titled)
{
    SL_EACH (one, map) {
        const sl_field *f = sl_schema_lookup(schema, one->key);
        if ((f && f->kind == SL_FIELD_MARKDOWN) || (titled && sl_str_equal_z(one->key, "title")))
            continue;
        if (f && f->kind == SL_FIELD_MAP && f->many == SL_MANY)
            SL_EACH (part, one)
                sl_plain_check_map(s, f->of, part, false);
        else if (f && f->many == SL_KEYED && f->printed)
            SL_EACH (part, one)
                if (part->kind == SL_YAML_MAP)
                    sl_plain_check_map(s, f->of, part, false);
                else
                    sl_plain_check(s, part);
        else if (f && f->printed && one->kind == SL_YAML_SCALAR)
            sl_plain_check(s, one);
        else
            sl_plain_check_values(s, one, one->key);
    }
}
