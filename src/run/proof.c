#include "run/proof.h"

#include <stdlib.h>

#include "base/check.h"

enum { GRAM = 5 };

typedef struct gram {
    uint64_t hash;
    uint32_t secret;
} gram;

struct sl_proof {
    sl_arena *arena;
    sl_str audience;
    sl_secrets secrets;
    sl_map ids;         /* to 1 + index of the secret */
    SL_VEC(gram) grams; /* sorted by hash */
    size_t shortest;    /* of the IDs */
};

/* --- words --- */

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           (unsigned char)c >= 0x80;
}

/* Words by hash, the last GRAM of them at hand. */
typedef struct words {
    uint64_t last[GRAM];
    size_t n;
} words;

/* FNV-1a (Fowler, Noll and Vo) of a word in small letters, without what is no letter. */
static uint64_t hash_word(sl_str w)
{
    uint64_t h = 14695981039346656037u;
    for (size_t i = 0; i < w.n; i++) {
        char c = w.p[i];
        h = (h ^ (unsigned char)(c >= 'A' && c <= 'Z' ? c + 32 : c)) * 1099511628211u;
    }
    return h;
}

static bool push_word(words *w, sl_str word, uint64_t *gram_hash)
{
    memmove(w->last, w->last + 1, sizeof w->last - sizeof *w->last);
    w->last[GRAM - 1] = hash_word(word);
    if (++w->n < GRAM)
        return false;
    uint64_t h = 0;
    for (int i = 0; i < GRAM; i++)
        h = h * 0x9E3779B97F4A7C15u + w->last[i];
    *gram_hash = h;
    return true;
}

/* The next word at or after *at, with IDs whole: letters, digits, and - between them. */
static bool next_word(sl_str s, size_t *at, sl_str *word)
{
    size_t i = *at;
    while (i < s.n && !is_letter(s.p[i]))
        i++;
    size_t begin = i;
    while (i < s.n &&
           (is_letter(s.p[i]) || (s.p[i] == '-' && i + 1 < s.n && is_letter(s.p[i + 1]))))
        i++;
    *word = sl_str_slice(s, begin, i);
    *at = i;
    return i > begin;
}

/* --- what must not be found --- */

static void collect(sl_arena *a, sl_str text, uint32_t secret, void *grams)
{
    SL_VEC(gram) *out = grams;
    words w = {0};
    sl_str word;
    uint64_t h;
    for (size_t at = 0; next_word(text, &at, &word);)
        if (push_word(&w, word, &h))
            SL_PUSH(a, *out, ((gram){h, secret}));
}

static int by_hash(const void *a, const void *b)
{
    const gram *x = a, *y = b;
    return x->hash < y->hash ? -1 : x->hash > y->hash;
}

static gram *find(const sl_proof *p, uint64_t hash)
{
    gram key = {hash, 0};
    return p->grams.n ? bsearch(&key, p->grams.at, p->grams.n, sizeof key, by_hash) : NULL;
}

/* Words that stand in what everybody of the audience reads are no secret. */
static void forgive(sl_proof *p, sl_str text)
{
    words w = {0};
    sl_str word;
    uint64_t h;
    for (size_t at = 0; next_word(text, &at, &word);) {
        gram *g = push_word(&w, word, &h) ? find(p, h) : NULL;
        if (!g)
            continue;
        while (g > p->grams.at && g[-1].hash == h)
            g--;
        for (; g < p->grams.at + p->grams.n && g->hash == h; g++)
            g->secret = UINT32_MAX;
    }
}

/* All that was read for the audience: items, and the other files without what was left out. */
static void forgive_view(sl_proof *p, const sl_strategy *view)
{
    sl_buf b;
    sl_buf_init(&b);
    for (size_t i = 0; i < view->items.n; i++) {
        b.n = 0;
        sl_audience_push_item(&b, view->items.at[i]);
        forgive(p, sl_buf_str(&b));
    }
    for (size_t i = 0; i < view->assets.n; i++) {
        const sl_asset *asset = view->assets.at[i];
        if (!asset->file || asset->is_image)
            continue;
        b.n = 0;
        sl_audience_push_source(&b, view, asset->file);
        forgive(p, sl_buf_str(&b));
    }
    forgive(p, sl_sources_lookup(view->sources, view->config->span.file)->bytes);
    sl_buf_done(&b);
}

sl_proof *sl_proof_begin(sl_arena *a, const sl_strategy *whole, const sl_strategy *view)
{
    sl_proof *p = SL_NEW(a, sl_proof);
    p->arena = a;
    p->audience = view->audience;
    p->secrets = sl_audience_gather(a, whole, view->audience);
    sl_map_init(&p->ids, a);
    for (uint32_t i = 0; i < p->secrets.all.n; i++) {
        const sl_secret *one = &p->secrets.all.at[i];
        if (one->id.n)
            sl_map_add(&p->ids, one->id, (void *)(uintptr_t)(i + 1));
        collect(a, one->text, i, &p->grams);
    }
    if (p->grams.n)
        qsort(p->grams.at, p->grams.n, sizeof *p->grams.at, by_hash);
    forgive_view(p, view);
    return p;
}

/* --- the search --- */

static void report(sl_proof *p, sl_diags *d, const char *output, uint32_t secret, sl_str word)
{
    const sl_secret *one = &p->secrets.all.at[secret];
    sl_finding *f = sl_diag_add(d, SL_E0618, one->span,
                                "%s for the audience '%.*s' holds %s of this, near '%.*s'", output,
                                SL_FMT(p->audience), one->id.n ? "a part" : "words", SL_FMT(word));
    sl_diag_help(d, f, "this is a defect of the program: nothing was written; please report it");
}

static bool search_text(sl_proof *p, sl_diags *d, const char *output, sl_str text, words *w)
{
    sl_str word;
    uint64_t h;
    for (size_t at = 0; next_word(text, &at, &word);) {
        uintptr_t id = (uintptr_t)sl_map_lookup(&p->ids, word);
        const gram *g = push_word(w, word, &h) ? find(p, h) : NULL;
        if (id || (g && g->secret != UINT32_MAX)) {
            report(p, d, output, id ? (uint32_t)id - 1 : g->secret, word);
            return false;
        }
    }
    return true;
}

/* What a reader of the page sees: without tags, with the five references that we write. */
static sl_str without_tags(sl_buf *b, sl_str bytes)
{
    static const struct {
        const char *reference;
        char c;
    } known[] = {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&#39;", '\''}};
    b->n = 0;
    for (size_t i = 0; i < bytes.n; i++) {
        char c = bytes.p[i];
        if (c == '<') {
            while (i < bytes.n && bytes.p[i] != '>')
                i++;
            continue;
        }
        for (size_t k = 0; c == '&' && k < SL_COUNT(known); k++)
            if (sl_str_starts(sl_str_slice(bytes, i, bytes.n), known[k].reference)) {
                i += strlen(known[k].reference) - 1;
                c = known[k].c;
            }
        sl_buf_push_char(b, c);
    }
    return sl_buf_str(b);
}

bool sl_proof_search(sl_proof *p, sl_diags *d, const char *output, sl_str bytes)
{
    words w = {0}, again = {0};
    if (!p->secrets.all.n)
        return true;
    bool good = search_text(p, d, output, bytes, &w);
    if (good && sl_str_starts(bytes, "<!DOCTYPE html>")) {
        sl_buf b;
        sl_buf_init(&b);
        good = search_text(p, d, output, without_tags(&b, bytes), &again);
        sl_buf_done(&b);
    }
    return good;
}

static bool search_runs(sl_proof *p, sl_diags *d, const char *output, const sl_page *page, words *w)
{
    for (size_t i = 0; i < page->paints.n; i++) {
        const sl_paint *paint = &page->paints.at[i];
        const sl_run *r = &paint->u.run;
        for (uint16_t k = 0; paint->kind == SL_PAINT_RUN && k < r->n; k++) {
            sl_str text = {r->words[k].word->text, r->words[k].word->text_len};
            if (!search_text(p, d, output, text, w))
                return false;
        }
    }
    return true;
}

bool sl_proof_search_pages(sl_proof *p, sl_diags *d, const char *output, const sl_pages *pages,
                           const sl_book *book)
{
    words w = {0};
    const sl_str about[] = {book->title,   book->subtitle, book->organisation, book->area,
                            book->notice,  book->authors,  book->subject,      book->keywords,
                            book->licence, book->version};
    bool good = true;
    for (size_t i = 0; good && p->secrets.all.n && i < pages->pages.n; i++) {
        const sl_page *page = &pages->pages.at[i];
        good = search_runs(p, d, output, page, &w);
        for (size_t k = 0; good && k < page->links.n; k++)
            good = sl_proof_search(p, d, output, page->links.at[k].target) &&
                   sl_proof_search(p, d, output, page->links.at[k].contents);
    }
    for (size_t i = 0; good && p->secrets.all.n && i < pages->elems.n; i++) {
        const sl_elem *e = &pages->elems.at[i];
        good = sl_proof_search(p, d, output, e->alt) && sl_proof_search(p, d, output, e->title) &&
               sl_proof_search(p, d, output, e->id) && sl_proof_search(p, d, output, e->expansion);
    }
    for (size_t i = 0; good && i < pages->dests.n; i++)
        good = sl_proof_search(p, d, output, pages->dests.at[i].name);
    for (size_t i = 0; good && i < pages->outline.n; i++)
        good = sl_proof_search(p, d, output, pages->outline.at[i].title);
    for (size_t i = 0; good && i < SL_COUNT(about); i++)
        good = sl_proof_search(p, d, output, about[i]);
    for (size_t i = 0; good && i < book->attachments.n; i++)
        good = sl_proof_search(p, d, output, book->attachments.at[i].bytes) &&
               sl_proof_search(p, d, output, book->attachments.at[i].name) &&
               sl_proof_search(p, d, output, book->attachments.at[i].description);
    return good;
}
