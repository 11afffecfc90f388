#include "text/patterns.h"

#include "base/map.h"
#include "text/hyphen.h"

enum { LONGEST = 32 /* letters of a pattern, its dots among them */ };

struct sl_patterns {
    sl_map by_letters; /* "ac" of .ac4t with its dots: levels, one more than letters */
    size_t longest;    /* letters of the longest */
};

bool sl_patterns_is_letter(uint32_t c)
{
    bool ascii = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    return ascii || (c >= 0xC0 && c < 0x250 && c != 0xD7 && c != 0xF7) ||
           (c >= 0x1E00 && c < 0x1F00);
}

static void add(sl_arena *a, sl_patterns *p, sl_str line)
{
    char letters[LONGEST * 4];
    uint8_t levels[LONGEST + 1] = {0};
    size_t bytes = 0, n = 0;
    for (size_t at = 0; at < line.n && n < LONGEST;) {
        size_t begin = at;
        uint32_t c = sl_utf8_next(line, &at);
        if (c >= '0' && c <= '9') {
            levels[n] = (uint8_t)(c - '0');
            continue;
        }
        if (c != '.' && !sl_patterns_is_letter(c))
            return;
        memcpy(letters + bytes, line.p + begin, at - begin);
        bytes += at - begin;
        n++;
    }
    if (!n || n == LONGEST)
        return;
    uint8_t *kept = memcpy(SL_NEW_ARRAY(a, uint8_t, n + 1), levels, n + 1);
    sl_map_add(&p->by_letters, (sl_str){sl_arena_copy(a, letters, bytes), bytes}, kept);
    if (n > p->longest)
        p->longest = n;
}

const sl_patterns *sl_patterns_read(sl_arena *a, sl_str text)
{
    sl_patterns *p = SL_NEW(a, sl_patterns);
    sl_map_init(&p->by_letters, a);
    sl_str line;
    while (sl_str_split(&text, '\n', &line))
        add(a, p, sl_str_trim(line));
    return p->by_letters.entries.n ? p : NULL;
}

void sl_patterns_divide(const sl_patterns *p, sl_str word, bool *marks)
{
    char text[SL_HYPHEN_LONGEST * 4 + 2];
    uint16_t at[SL_HYPHEN_LONGEST + 3]; /* where each letter begins; the dots are letters */
    uint8_t levels[SL_HYPHEN_LONGEST + 3] = {0};
    size_t n = 0;
    if (word.n > SL_HYPHEN_LONGEST * 4 || sl_utf8_count(word) > SL_HYPHEN_LONGEST)
        return;
    text[0] = '.';
    memcpy(text + 1, word.p, word.n);
    text[word.n + 1] = '.';
    sl_str whole = {text, word.n + 2};
    for (size_t i = 0; i < whole.n; n++) {
        at[n] = (uint16_t)i;
        sl_utf8_next(whole, &i);
    }
    at[n] = (uint16_t)whole.n;
    for (size_t from = 0; from < n; from++)
        for (size_t end = from + 1; end <= n && end - from <= p->longest; end++) {
            const uint8_t *found =
                sl_map_lookup(&p->by_letters, sl_str_slice(whole, at[from], at[end]));
            for (size_t k = 0; found && k <= end - from; k++)
                if (found[k] > levels[from + k])
                    levels[from + k] = found[k];
        }
    /* Letter i of the whole is letter i - 1 of the word; odd levels divide. */
    for (size_t i = 1 + SL_HYPHEN_LEFT; i + SL_HYPHEN_RIGHT < n; i++)
        if (levels[i] & 1)
            marks[at[i] - 1] = true;
}
