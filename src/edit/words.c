#include "edit/words.h"

enum { WIDTH = 100 };

typedef SL_VEC(sl_str) words;

/* One paragraph, with one space between two words; a line's end behind it in a folded block. */
static bool split(sl_arena *a, sl_str text, words *out)
{
    sl_str rest = text, word;
    while (sl_str_split(&rest, ' ', &word)) {
        if (!word.n || sl_str_find_char(word, '\n', 0) != SIZE_MAX ||
            sl_str_find_char(word, '\t', 0) != SIZE_MAX)
            return false;
        SL_PUSH(a, *out, word);
    }
    return out->n > 0;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static void split_source(sl_arena *a, sl_str source, size_t at, words *out)
{
    while (at < source.n) {
        size_t end = at;
        while (end < source.n && !is_blank(source.p[end]))
            end++;
        if (end > at)
            SL_PUSH(a, *out, sl_str_slice(source, at, end));
        at = end + 1;
    }
}

static size_t longest(sl_str text, size_t column)
{
    sl_str rest = text, line;
    size_t most = 0;
    for (bool first = true; sl_str_split(&rest, '\n', &line); first = false) {
        size_t n = sl_utf8_count(line) + (first ? column : 0);
        most = n > most ? n : most;
    }
    return most;
}

static bool is_written_so(const words *source, const words *text)
{
    for (size_t i = 0; i < source->n; i++)
        if (source->n != text->n || !sl_str_equal(source->at[i], text->at[i]))
            return false;
    return source->n > 0;
}

static sl_str join(sl_arena *a, const words *w, size_t begin, size_t end)
{
    sl_buf b;
    sl_buf_init(&b);
    for (size_t i = begin; i < end; i++) {
        sl_buf_push_z(&b, i > begin ? " " : "");
        sl_buf_push_str(&b, w->at[i]);
    }
    return sl_buf_take(&b, a);
}

sl_str sl_words_replace(sl_arena *a, sl_str source, size_t column, sl_str was, sl_str now,
                        sl_scalar_style style)
{
    words there = {0}, old = {0}, next = {0};
    size_t begin = 0, same = 0, behind = 0;
    bool block = style == SL_SCALAR_FOLDED;
    if (block) {
        begin = sl_str_find_char(source, '\n', 0);
        if (sl_str_ends(was, "\n") != sl_str_ends(now, "\n") || begin == SIZE_MAX)
            return SL_STR_NONE;
        was = sl_str_slice(was, 0, was.n - sl_str_ends(was, "\n"));
        now = sl_str_slice(now, 0, now.n - sl_str_ends(now, "\n"));
    } else if (style != SL_SCALAR_PLAIN || !sl_scalar_may_be_plain(now, false)) {
        return SL_STR_NONE;
    }
    split_source(a, source, begin, &there);
    if (!split(a, was, &old) || !split(a, now, &next) || !is_written_so(&there, &old))
        return SL_STR_NONE;
    while (same < old.n && same < next.n && sl_str_equal(old.at[same], next.at[same]))
        same++;
    while (behind < old.n - same && behind < next.n - same &&
           sl_str_equal(old.at[old.n - 1 - behind], next.at[next.n - 1 - behind]))
        behind++;
    if (same == old.n && same == next.n)
        return SL_STR_NONE;
    /* Between the words that stay; blanks go with what is taken out. */
    size_t from = same < old.n ? (size_t)(there.at[same].p - source.p) : source.n, to;
    if (same < old.n - behind) {
        sl_str last = there.at[old.n - 1 - behind];
        to = (size_t)(last.p - source.p) + last.n;
    } else {
        to = from;
    }
    sl_str put = join(a, &next, same, next.n - behind);
    if (!put.n && behind) /* up to the next word, or back to the one before */
        to = (size_t)(there.at[old.n - behind].p - source.p);
    else if (!put.n)
        from = (size_t)(there.at[same - 1].p - source.p) + there.at[same - 1].n;
    else if (from == to && behind)
        put = sl_str_format(a, "%.*s ", SL_FMT(put));
    else if (from == to)
        put = sl_str_format(a, " %.*s", SL_FMT(put));
    if (from == to && !behind)
        from = to = (size_t)(there.at[there.n - 1].p - source.p) + there.at[there.n - 1].n;
    sl_str out = sl_str_format(a, "%.*s%.*s%.*s", (int)from, source.p, SL_FMT(put),
                               (int)(source.n - to), source.p + to);
    size_t most = longest(source, column);
    return longest(out, column) > (most > WIDTH ? most : WIDTH) ? SL_STR_NONE : out;
}
