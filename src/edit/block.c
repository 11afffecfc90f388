#include "edit/block.h"

typedef struct line {
    size_t begin, end; /* end: of the next one's first byte */
    sl_str text;       /* without blanks at its ends */
} line;

static bool next_line(sl_str s, size_t *at, line *out)
{
    if (*at >= s.n)
        return false;
    size_t end = sl_str_find_char(s, '\n', *at);
    *out = (line){.begin = *at, .end = end == SIZE_MAX ? s.n : end + 1};
    out->text = sl_str_trim(sl_str_slice(s, out->begin, out->end));
    *at = out->end;
    return true;
}

/* How many marks open or close a fence; 0: it is none. */
static size_t fence_of(sl_str text)
{
    size_t n = 0;
    while (n < text.n && text.p[n] == text.p[0] && (text.p[0] == '`' || text.p[0] == '~'))
        n++;
    return n >= 3 ? n : 0;
}

/* The level of a heading; 0: it is none. */
static size_t level_of(sl_str bytes, const line *l)
{
    size_t n = 0;
    while (l->begin + n < l->end && bytes.p[l->begin + n] == '#')
        n++;
    return n <= 6 && l->begin + n < l->end && strchr(" \t\r\n", bytes.p[l->begin + n]) ? n : 0;
}

/* Over a fenced block that a line opens; where its last line begins. */
static size_t skip_fence(sl_str bytes, size_t *at, const line *open)
{
    size_t n = fence_of(open->text);
    line l;
    while (next_line(bytes, at, &l))
        if (fence_of(l.text) >= n && fence_of(l.text) == l.text.n && l.text.p[0] == open->text.p[0])
            return l.begin;
    return bytes.n;
}

static bool has_id(sl_str yaml, sl_str id)
{
    size_t at = 0;
    line l;
    while (next_line(yaml, &at, &l)) {
        if (!sl_str_starts(sl_str_slice(yaml, l.begin, l.end), "id:"))
            continue;
        sl_str value = sl_str_trim(sl_str_slice(l.text, 3, l.text.n));
        size_t comment = sl_str_find(value, SL_STR(" #"), 0);
        value = sl_str_trim(sl_str_slice(value, 0, comment == SIZE_MAX ? value.n : comment));
        if (value.n > 1 && strchr("'\"", value.p[0]))
            value = sl_str_slice(value, 1, value.n - 1);
        return sl_str_equal(value, id);
    }
    return false;
}

static sl_str text_from(sl_str bytes, size_t begin, size_t level)
{
    size_t at = begin;
    line l;
    while (next_line(bytes, &at, &l)) {
        size_t own = level_of(bytes, &l);
        bool note = sl_str_starts(l.text, "[^") && sl_str_find(l.text, SL_STR("]:"), 0) != SIZE_MAX;
        if ((own && own <= level) || note)
            return sl_str_slice(bytes, begin, l.begin);
        if (fence_of(l.text))
            skip_fence(bytes, &at, &l);
    }
    return sl_str_slice(bytes, begin, bytes.n);
}

/* heading: where the line of its title begins. */
static bool find(sl_str bytes, sl_str id, sl_str *yaml, sl_str *text, size_t *heading)
{
    size_t at = 0, level = 0; /* of a heading with nothing below it yet */
    line l;
    while (next_line(bytes, &at, &l)) {
        size_t n = fence_of(l.text), own = level_of(bytes, &l);
        if (n) {
            sl_str word = sl_str_trim(sl_str_slice(l.text, n, l.text.n));
            size_t last = skip_fence(bytes, &at, &l);
            *yaml = sl_str_slice(bytes, l.end, last < l.end ? l.end : last);
            if (level && sl_str_equal_z(word, "item") && has_id(*yaml, id)) {
                *text = text_from(bytes, at, level);
                return true;
            }
        }
        if (own && !n)
            *heading = l.begin;
        if (l.text.n)
            level = n ? 0 : own;
    }
    return false;
}

bool sl_block_find(sl_str bytes, sl_str id, sl_str *yaml, sl_str *text)
{
    size_t heading;
    return find(bytes, id, yaml, text, &heading);
}

sl_str sl_block_whole(sl_str bytes, sl_str id)
{
    sl_str yaml, text;
    size_t heading = 0;
    if (!find(bytes, id, &yaml, &text, &heading))
        return SL_STR_NONE;
    return sl_str_slice(bytes, heading, (size_t)(text.p - bytes.p) + text.n);
}
