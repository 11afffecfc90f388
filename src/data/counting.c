#include "data/counting.h"

static bool is_word(char c)
{
    return sl_is_letter(c) || sl_is_digit(c) || c == '_' || (unsigned char)c >= 0x80;
}

/* The end of the text or the name in quotation marks that starts at i. */
static size_t skip_quoted(sl_str sql, size_t i)
{
    char mark = sql.p[i] == '[' ? ']' : sql.p[i];
    for (i++; i < sql.n && sql.p[i] != mark; i++)
        continue;
    return i < sql.n ? i + 1 : i;
}

static bool is_quote(char c)
{
    return c == '\'' || c == '"' || c == '`' || c == '[';
}

/* The next word outside of texts and of parentheses from *at on; empty at the end. */
static sl_str next_word(sl_str sql, size_t *at)
{
    int depth = 0;
    for (size_t i = *at; i < sql.n;) {
        size_t start = i;
        if (is_quote(sql.p[i])) {
            i = skip_quoted(sql, i);
        } else if (is_word(sql.p[i])) {
            while (i < sql.n && is_word(sql.p[i]))
                i++;
            if (depth == 0) {
                *at = i;
                return sl_str_slice(sql, start, i);
            }
        } else {
            depth += sql.p[i] == '(' ? 1 : sql.p[i] == ')' ? -1 : 0;
            i++;
        }
    }
    *at = sql.n;
    return SL_STR_NONE;
}

static bool is_one_of(sl_str word, const char *const *words)
{
    for (; *words; words++)
        if (sl_str_equal_fold_z(word, *words))
            return true;
    return false;
}

bool sl_counting_cut(sl_str sql, sl_counting *out)
{
    static const char *const ends[] = {"group", "having", "order", "limit", "window", NULL};
    static const char *const more[] = {"union", "except", "intersect", "select", "with", NULL};
    size_t at = 0, from = 0, end = 0;
    bool comment = sl_str_find(sql, SL_STR("--"), 0) != SIZE_MAX ||
                   sl_str_find(sql, SL_STR("/*"), 0) != SIZE_MAX;
    if (comment || !sl_str_equal_fold_z(next_word(sql, &at), "select"))
        return false;
    size_t list = at;
    for (sl_str word = next_word(sql, &at); word.n; word = next_word(sql, &at)) {
        size_t start = (size_t)(word.p - sql.p);
        if (is_one_of(word, more))
            return false;
        if (!from && sl_str_equal_fold_z(word, "from"))
            from = start;
        else if (from && !end && is_one_of(word, ends))
            end = start;
    }
    if (!from)
        return false;
    out->list = sl_str_trim(sl_str_slice(sql, list, from));
    out->from = sl_str_trim(sl_str_slice(sql, from, end ? end : sql.n));
    /* A SELECT in the place of a table. */
    sl_str tables = sl_str_trim(sl_str_slice(out->from, strlen("from"), out->from.n));
    return out->list.n && tables.n && tables.p[0] != '(';
}

bool sl_counting_names(sl_str sql, sl_str column)
{
    for (size_t i = 0; i < sql.n;) {
        size_t start = i;
        if (sql.p[i] == '\'') {
            i = skip_quoted(sql, i);
        } else if (is_word(sql.p[i])) {
            while (i < sql.n && is_word(sql.p[i]))
                i++;
            if (sl_str_equal(sl_str_slice(sql, start, i), column))
                return true;
        } else {
            i++;
        }
    }
    return false;
}
