#include "comments/source.h"

#include "base/buf.h"
#include "word/place.h"

/* Texts of a paragraph one after the other, each with where it begins in all of them. */
typedef struct piece {
    const sl_node *node;
    size_t at;
} piece;

typedef struct texts {
    sl_arena *arena;
    const sl_sources *sources;
    sl_buf all;
    SL_VEC(piece) pieces;
} texts;

static void gather(texts *t, const sl_node *node)
{
    for (const sl_node *n = node->first; n; n = n->next) {
        if (!sl_place_is_read(n))
            continue;
        if (n->kind == SL_NODE_TEXT || n->kind == SL_NODE_CODE) {
            SL_PUSH(t->arena, t->pieces, ((piece){n, t->all.n}));
            sl_buf_push_str(&t->all, n->text);
        } else if (n->kind == SL_NODE_SOFT_BREAK || n->kind == SL_NODE_LINE_BREAK) {
            sl_buf_push_char(&t->all, ' ');
        }
        gather(t, n);
    }
}

/* The byte of the whole at which its first n squeezed bytes end. */
static size_t unsqueeze(texts *t, size_t n)
{
    sl_str all = sl_buf_str(&t->all);
    size_t low = 0, high = all.n;
    while (low < high) { /* the least prefix that has them */
        size_t middle = (low + high) / 2;
        size_t cut = middle;
        while (cut < all.n && ((unsigned char)all.p[cut] & 0xC0) == 0x80)
            cut++;
        if (sl_place_squeeze(t->arena, sl_str_slice(all, 0, cut)).n >= n)
            high = middle;
        else
            low = middle + 1;
    }
    while (low < all.n && ((unsigned char)all.p[low] & 0xC0) == 0x80)
        low++;
    return low;
}

/* Where squeezed byte n, a letter's first, stands in the whole: before the letter that ends n + 1.
 */
static size_t unsqueeze_start(texts *t, size_t n)
{
    sl_str all = sl_buf_str(&t->all);
    size_t at = unsqueeze(t, n + 1);
    if (at > 0)
        at--;
    while (at > 0 && ((unsigned char)all.p[at] & 0xC0) == 0x80)
        at--;
    return at;
}

/* Where a byte of the whole stands in its file; end: as the end of what is before it. */
static bool locate(const texts *t, size_t at, bool end, sl_span *out)
{
    const piece *hit = NULL;
    for (size_t i = 0; i < t->pieces.n; i++) {
        const piece *p = &t->pieces.at[i];
        bool in = end ? p->at < at : p->at <= at;
        if (in && p->node->span.file)
            hit = p;
    }
    if (!hit)
        return false;
    size_t k = at - hit->at;
    k = k > hit->node->text.n ? hit->node->text.n : k;
    sl_str source = sl_span_text(t->sources, hit->node->span);
    size_t offset = sl_node_find_source(source, hit->node->text, k);
    bool exact = offset != SIZE_MAX && at - hit->at <= hit->node->text.n;
    offset = offset == SIZE_MAX ? end ? source.n : 0 : offset;
    *out = hit->node->span;
    out->begin += (uint32_t)offset;
    out->end = out->begin;
    return exact;
}

/* Which of the places where the words stand is nearest to the one that is asked for. */
static size_t find_words(sl_str text, sl_str words, size_t wanted)
{
    size_t best = SIZE_MAX, distance = SIZE_MAX;
    for (size_t at = 0; (at = sl_str_find(text, words, at)) != SIZE_MAX; at++) {
        size_t d = at > wanted ? at - wanted : wanted - at;
        if (d < distance) {
            best = at;
            distance = d;
        }
    }
    return best;
}

sl_span sl_source_find(sl_arena *a, const sl_sources *sources, const sl_node *paragraph,
                       sl_str before, sl_str words, bool *exact)
{
    texts t = {.arena = a, .sources = sources};
    sl_arena_mark mark;
    sl_span from = paragraph->span, to = SL_SPAN_NONE;
    sl_buf_init(&t.all);
    gather(&t, paragraph);
    mark = sl_arena_mark_now(a);
    sl_str text = sl_place_squeeze(a, sl_buf_str(&t.all));
    size_t wanted = before.n + (before.n && words.n ? 1 : 0);
    size_t at = words.n ? find_words(text, words, wanted) : before.n < text.n ? before.n : text.n;
    *exact = false;
    bool known = at != SIZE_MAX &&
                 (words.n || (before.n <= text.n && memcmp(before.p ? before.p : "",
                                                           text.p ? text.p : "", before.n) == 0));
    if (at == SIZE_MAX)
        at = wanted < text.n ? wanted : 0;
    size_t begin = words.n ? unsqueeze_start(&t, at) : unsqueeze(&t, at),
           end = unsqueeze(&t, at + words.n);
    bool good = locate(&t, begin, !words.n, &from);
    if (!from.file)
        good = locate(&t, begin, false, &from);
    if (words.n && locate(&t, end, true, &to) && to.file == from.file && to.begin > from.begin) {
        from.end = to.begin;
        sl_str bytes = sl_place_squeeze(a, sl_span_text(sources, from));
        *exact = known && good && sl_str_equal(bytes, words);
    } else if (!words.n) {
        *exact = known && good;
    }
    sl_buf_done(&t.all);
    sl_arena_reset(a, mark);
    return from;
}
