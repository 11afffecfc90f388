#include "comments/prose.h"

#include "base/buf.h"
#include "word/place.h"

static bool is_mark(char c)
{
    return strchr("\\*_[]<>`{}~|^", c) != NULL;
}

/* Digits and what ends the number of a list's item behind them: how many digits; 0: none. */
static size_t count_number(sl_str s)
{
    size_t n = 0;
    while (n < s.n && sl_is_digit(s.p[n]))
        n++;
    return n && n < s.n && (s.p[n] == '.' || s.p[n] == ')') ? n : 0;
}

bool sl_prose_is_marked(sl_str text)
{
    return text.n && (strchr("#+-*>=:|~`", text.p[0]) || count_number(text));
}

/* Two or three hyphens and nothing else: a dash, and at a line's begin a heading's underline. */
static const char *find_dash(sl_str words)
{
    return sl_str_equal_z(words, "--") ? "–" : sl_str_equal_z(words, "---") ? "—" : NULL;
}

/* Hyphens and nothing else: at a line's begin a line across the page. */
static bool is_rule(sl_str words)
{
    size_t i = 0;
    while (i < words.n && (words.p[i] == '-' || words.p[i] == ' '))
        i++;
    return i == words.n;
}

sl_str sl_prose_write(sl_arena *a, sl_str text, bool begins)
{
    sl_str words = sl_place_squeeze(a, text);
    const char *dash = begins ? find_dash(words) : NULL;
    if (dash)
        return sl_str_from(dash);
    sl_buf b;
    sl_buf_init(&b);
    size_t number = begins ? count_number(words) : 0;
    /* Several hyphens are no mark where other words follow, and may print as a dash then. */
    bool rule = begins && is_rule(words), hyphens = sl_str_starts(words, "--");
    for (size_t i = 0; i < words.n; i++) {
        char c = words.p[i];
        bool lead = begins && i == 0 && !hyphens && strchr("#+->=:", c);
        bool code =
            c == '&' && i + 1 < words.n && (sl_is_letter(words.p[i + 1]) || words.p[i + 1] == '#');
        if (is_mark(c) || lead || code || (rule && c == '-') || (number && i == number))
            sl_buf_push_char(&b, '\\');
        sl_buf_push_char(&b, c);
    }
    return sl_buf_take(&b, a);
}

bool sl_prose_begins(sl_str source, size_t at)
{
    while (at > 0 &&
           (source.p[at - 1] == ' ' || source.p[at - 1] == '\t' || source.p[at - 1] == '>'))
        at--;
    return at == 0 || source.p[at - 1] == '\n';
}

bool sl_prose_is_scalar(sl_str value)
{
    char quote = value.n ? value.p[0] : 0;
    bool quoted = quote == '"' || quote == '\'';
    if (quoted) {
        for (size_t i = 1; i + 1 < value.n; i++)
            if (value.p[i] == '\\' || value.p[i] == quote || value.p[i] == '\n')
                return false;
        return value.n > 2 && value.p[value.n - 1] == quote;
    }
    for (size_t i = 0; i < value.n; i++) {
        bool last = i + 1 == value.n;
        bool colon = value.p[i] == ':' && (last || value.p[i + 1] == ' ');
        bool remark = value.p[i] == '#' && (i == 0 || value.p[i - 1] == ' ');
        if (colon || remark || strchr("{}[],\"\n", value.p[i]))
            return false;
    }
    return value.n && (sl_is_letter(quote) || sl_is_digit(quote) || (unsigned char)quote >= 0x80);
}
