#include "comments/letters.h"

#include "word/place.h"

typedef struct gathering {
    sl_arena *arena;
    const sl_sources *sources;
    const sl_node *paragraph;
    sl_letters out;
    sl_span last; /* of the text before, of which this may be another part */
    size_t at;    /* how far that was read */
} gathering;

static bool is_said(uint32_t c)
{
    char bytes[4];
    size_t n = sl_utf8_encode(c, bytes);
    return !sl_place_is_space(c) && c != 0xAD && c != 0xFEFF && n > 0;
}

/* How many bytes at the start of the source write the character: itself, what typography makes it
 * of, or a code; 0: none does. */
static size_t count_source(sl_str s, uint32_t c)
{
    static const struct {
        uint32_t c;
        const char *source;
    } set[] = {{0x2018, "'"},   {0x2019, "'"},  {0x201C, "\""}, {0x201D, "\""},
               {0x2018, "\""},  {0x2019, "\""}, {0x201C, "'"},  {0x201D, "'"},
               {0x2014, "---"}, {0x2013, "--"}, {0x2026, "..."}};
    size_t at = 0, escape = s.n > 1 && s.p[0] == '\\';
    if (s.n && sl_utf8_next(s, &at) == c)
        return at;
    at = 1;
    if (escape && sl_utf8_next(s, &at) == c)
        return at;
    for (size_t i = 0; i < SL_COUNT(set); i++)
        if (set[i].c == c && sl_str_starts(s, set[i].source))
            return strlen(set[i].source);
    size_t end = s.n && s.p[0] == '&' ? sl_str_find_char(s, ';', 0) : SIZE_MAX;
    return end < 12 ? end + 1 : 0;
}

static size_t skip_spaces(sl_str s, size_t at)
{
    while (at < s.n) {
        size_t next = at;
        if (!sl_place_is_space(sl_utf8_next(s, &next)))
            break;
        at = next;
    }
    return at;
}

/* Whether the text stands in the source from *at on; its letters are added either way. */
static bool add_letters(gathering *g, sl_str text, sl_str source, sl_span span, size_t *at)
{
    bool good = true;
    for (size_t k = 0; k < text.n;) {
        uint32_t c = sl_utf8_next(text, &k);
        if (!is_said(c))
            continue;
        *at = skip_spaces(source, *at);
        size_t n = good ? count_source(sl_str_slice(source, *at, source.n), c) : 0;
        good = good && n;
        SL_PUSH(g->arena, g->out,
                ((sl_letter){c, span.file, span.begin + (uint32_t)*at,
                             span.begin + (uint32_t)(*at + n), false}));
        *at += n;
    }
    return good;
}

static bool is_same(sl_span a, sl_span b)
{
    return a.file == b.file && a.begin == b.begin && a.end == b.end;
}

/* The next text of the paragraph, where one span may have several. */
static void add_text(gathering *g, const sl_node *n, bool goes_on)
{
    size_t first = g->out.n;
    sl_str source = n->span.file ? sl_span_text(g->sources, n->span) : SL_STR_NONE;
    size_t at = is_same(n->span, g->last) ? g->at : 0;
    bool good = add_letters(g, n->text, source, n->span, &at) && n->span.file;
    good = good && (goes_on || skip_spaces(source, at) == source.n);
    for (size_t i = first; i < g->out.n; i++) {
        g->out.at[i].is_code = n->kind == SL_NODE_CODE;
        g->out.at[i].file = good ? g->out.at[i].file : 0;
    }
    g->last = good ? n->span : SL_SPAN_NONE;
    g->at = at;
}

static const sl_node *next_text(const sl_node *root, const sl_node *n)
{
    do
        n = sl_node_walk(root, n);
    while (n && n->kind != SL_NODE_TEXT && n->kind != SL_NODE_CODE);
    return n;
}

static void gather(gathering *g, const sl_node *node)
{
    for (const sl_node *n = node->first; n; n = n->next) {
        if (!sl_place_is_read(n))
            continue;
        if (n->kind == SL_NODE_TEXT || n->kind == SL_NODE_CODE) {
            const sl_node *next = next_text(g->paragraph, n);
            add_text(g, n, next && is_same(next->span, n->span));
        }
        gather(g, n);
    }
}

sl_letters sl_letters_list(sl_arena *a, const sl_sources *sources, const sl_node *paragraph)
{
    gathering g = {.arena = a, .sources = sources, .paragraph = paragraph};
    gather(&g, paragraph);
    return g.out;
}

sl_letters sl_letters_of(sl_arena *a, sl_str text)
{
    gathering g = {.arena = a};
    size_t at = 0;
    add_letters(&g, text, SL_STR_NONE, SL_SPAN_NONE, &at);
    return g.out;
}

sl_letters sl_letters_at(sl_arena *a, const sl_sources *sources, sl_span span, sl_str text)
{
    gathering g = {.arena = a};
    sl_str source = sl_span_text(sources, span);
    size_t at = source.n && (source.p[0] == '"' || source.p[0] == '\'');
    if (!add_letters(&g, text, source, span, &at))
        g.out.n = 0;
    return g.out;
}
