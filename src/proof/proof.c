/* The search for secrets in finished bytes.
 *
 * A text is a row of words in small letters, cut alike in the secrets and in the outputs: at all
 * that is no letter, digit or hyphen within a word. Each word is a hash, five in a row one rolling
 * hash; a secret's text becomes the set of its five-word hashes, and its ID one word. What the
 * audience may read is then gone through in the same way and strikes out the hashes that it shares:
 * what stands in the open elsewhere is no secret. Searching an output is one walk, two probes to a
 * word, most of which a bit table turns away.
 *
 * A hash that two texts share by chance makes a false alarm, or, among what is struck out, a miss;
 * at 64 bits neither is to be expected. A secret shorter than five words is known by its ID alone.
 * A finding here is a defect of the program, as what is kept was left out before: nothing is
 * written then.
 */
#include "proof/proof.h"

#include <stdlib.h>

#include "base/assert.h"
#include "load/secrets.h"
#include "pdf/read.h"
#include "word/container.h"

enum { GRAM = 5, SIEVE = 1 << 16 };

typedef struct gram {
    uint64_t hash;
    uint32_t secret;
} gram;

/* Hashes that may be known, by their low bits: most words of a text are sent away here. */
typedef struct sieve {
    uint8_t bits[SIEVE / 8];
} sieve;

struct sl_proof {
    sl_arena *arena;
    sl_str audience;
    sl_secrets secrets;
    sl_map ids;         /* to 1 + index of the secret */
    SL_VEC(gram) grams; /* sorted by hash */
    sieve of_ids, of_grams;
};

static void sieve_add(sieve *s, uint64_t hash)
{
    s->bits[hash % SIEVE / 8] |= (uint8_t)(1u << hash % 8);
}

static bool sieve_passes(const sieve *s, uint64_t hash)
{
    return s->bits[hash % SIEVE / 8] >> hash % 8 & 1;
}

/* --- words --- */

/* A byte in small letters; 0 for what stands between words, WIDE where more bytes say what it is.
 */
enum { WIDE = 1 };
static unsigned char folded[256];

static void fold_bytes(void)
{
    for (int c = 0; c < 256; c++)
        folded[c] = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c >= 0x80 ? (unsigned char)c
                    : (c >= 'A' && c <= 'Z') ? (unsigned char)(c + 32)
                                             : 0;
    folded[0xC2] = folded[0xE2] = WIDE;
}

/* Bytes of what stands between words at i: an ASCII character that is no letter, the no-break
 * space, the general punctuation (U+2000 to U+203F). 0: a letter stands there. */
static inline size_t gap_at(sl_str s, size_t i)
{
    unsigned char c = folded[(unsigned char)s.p[i]];
    if (c > WIDE)
        return 0;
    if (c == 0)
        return 1;
    if (s.n - i >= 2 && memcmp(s.p + i, "\xC2\xA0", 2) == 0)
        return 2;
    return s.n - i >= 3 && memcmp(s.p + i, "\xE2\x80", 2) == 0 ? 3 : 0;
}

typedef struct word {
    sl_str text;
    uint64_t hash; /* of its small letters */
} word;

/* Whether the byte at i, which is no plain letter, is inside a word all the same: a letter of
 * several bytes, a - between two letters. */
static bool is_inside(sl_str s, size_t i)
{
    return !gap_at(s, i) || (s.p[i] == '-' && i + 1 < s.n && !gap_at(s, i + 1));
}

/* The next word at or after *at, with IDs whole: letters, digits, and - between them. */
static bool next_word(sl_str s, size_t *at, word *w)
{
    size_t i = *at;
    for (size_t gap; i < s.n && (gap = gap_at(s, i));)
        i += gap;
    size_t begin = i;
    uint64_t h = 0,
             last = 0; /* bytes that are not mixed in yet: one in eight waits for a product */
    for (; i < s.n; i++) {
        unsigned char c = folded[(unsigned char)s.p[i]];
        if (c <= WIDE && !is_inside(s, i))
            break;
        last = last << 8 | c;
        if ((i - begin) % 8 == 7) {
            h = sl_hash_mix(h, last);
            last = 0;
        }
    }
    *w = (word){sl_str_slice(s, begin, i), sl_hash_mix(sl_hash_mix(h, last), i - begin)};
    *at = i;
    return i > begin;
}

/* The last GRAM words as one hash: a polynomial of theirs, which the oldest leaves as the newest
 * comes (Karp and Rabin, 1987). */
typedef struct window {
    uint64_t last[GRAM], hash;
    size_t n; /* words so far */
} window;

static bool push_word(window *w, uint64_t hash)
{
    static const uint64_t base = 0x9E3779B97F4A7C15u;
    uint64_t *oldest = &w->last[w->n % GRAM];
    w->hash = (w->hash - *oldest * (base * base * base * base)) * base + hash;
    *oldest = hash;
    return ++w->n >= GRAM;
}

/* Its low bits are good for a sieve. */
static uint64_t hash_of(const window *w)
{
    return w->hash ^ w->hash >> 32;
}

/* --- what must not be found --- */

static void collect(sl_proof *p, sl_str text, uint32_t secret)
{
    window last = {0};
    word w;
    for (size_t at = 0; next_word(text, &at, &w);)
        if (push_word(&last, w.hash))
            SL_PUSH(p->arena, p->grams, ((gram){hash_of(&last), secret}));
}

static int by_hash(const void *a, const void *b)
{
    const gram *x = a, *y = b;
    return x->hash < y->hash ? -1 : x->hash > y->hash;
}

static gram *find(const sl_proof *p, uint64_t hash)
{
    gram key = {hash, 0};
    if (!sieve_passes(&p->of_grams, hash))
        return NULL;
    return bsearch(&key, p->grams.at, p->grams.n, sizeof key, by_hash);
}

/* Words that stand in what everybody of the audience reads are no secret. */
static void forgive(sl_proof *p, sl_str text)
{
    window last = {0};
    word w;
    for (size_t at = 0; next_word(text, &at, &w);) {
        gram *g = push_word(&last, w.hash) ? find(p, hash_of(&last)) : NULL;
        if (!g)
            continue;
        uint64_t hash = g->hash;
        while (g > p->grams.at && g[-1].hash == hash)
            g--;
        for (; g < p->grams.at + p->grams.n && g->hash == hash; g++)
            g->secret = UINT32_MAX;
    }
}

static void forgive_text(void *context, sl_str text)
{
    forgive(context, text);
}

/* An ID is asked for by its hash first. */
static void add_id(sl_proof *p, sl_str id, uint32_t secret)
{
    word w;
    size_t at = 0;
    if (!next_word(id, &at, &w))
        return;
    sl_map_add(&p->ids, id, (void *)(uintptr_t)(secret + 1));
    sieve_add(&p->of_ids, w.hash);
}

sl_proof *sl_proof_begin(sl_arena *a, const sl_strategy *whole, const sl_strategy *view)
{
    sl_proof *p = SL_NEW(a, sl_proof);
    p->arena = a;
    p->audience = view->audience;
    p->secrets = sl_secrets_gather(a, whole, view);
    sl_map_init(&p->ids, a);
    fold_bytes();
    for (uint32_t i = 0; i < p->secrets.all.n; i++) {
        const sl_secret *one = &p->secrets.all.at[i];
        add_id(p, one->id, i);
        collect(p, one->text, i);
    }
    if (p->grams.n)
        qsort(p->grams.at, p->grams.n, sizeof *p->grams.at, by_hash);
    for (size_t i = 0; i < p->grams.n; i++)
        sieve_add(&p->of_grams, p->grams.at[i].hash);
    if (p->secrets.all.n)
        sl_secrets_open(a, whole, view, forgive_text, p);
    return p;
}

/* --- the search --- */

static void report(sl_proof *p, sl_diags *d, const char *output, uint32_t secret, sl_str near)
{
    const sl_secret *one = &p->secrets.all.at[secret];
    sl_finding *f = sl_diag_add(d, SL_E0618, one->span,
                                "%s for the audience '%.*s' holds %s of this, near '%.*s'", output,
                                SL_FMT(p->audience), one->id.n ? "a part" : "words", SL_FMT(near));
    sl_diag_help(d, f, "this is a defect of the program: nothing was written; please report it");
}

static bool search_text(sl_proof *p, sl_diags *d, const char *output, sl_str text)
{
    window last = {0};
    word w;
    for (size_t at = 0; next_word(text, &at, &w);) {
        bool may = sieve_passes(&p->of_ids, w.hash);
        uintptr_t id = may ? (uintptr_t)sl_map_lookup(&p->ids, w.text) : 0;
        const gram *g = push_word(&last, w.hash) ? find(p, hash_of(&last)) : NULL;
        if (id || (g && g->secret != UINT32_MAX)) {
            report(p, d, output, id ? (uint32_t)id - 1 : g->secret, w.text);
            return false;
        }
    }
    return true;
}

static void report_unread(const sl_proof *p, sl_diags *d, const char *output, const char *why)
{
    sl_finding *f =
        sl_diag_add(d, SL_E0618, SL_SPAN_NONE, "%s for the audience '%.*s' cannot be searched: %s",
                    output, SL_FMT(p->audience), why);
    sl_diag_help(d, f, "this is a defect of the program: nothing was written; please report it");
}

/* --- a web page: what its reader sees, and what its tags hold --- */

/* One of the five references that we write, at i; its length, 0 when it is none. */
static size_t reference_at(sl_str s, size_t i, char *c)
{
    static const struct {
        const char *reference;
        char c;
    } known[] = {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&#39;", '\''}};
    for (size_t k = 0; k < SL_COUNT(known); k++)
        if (sl_str_starts(sl_str_slice(s, i, s.n), known[k].reference)) {
            *c = known[k].c;
            return strlen(known[k].reference);
        }
    return 0;
}

static const bool is_markup[256] = {['<'] = true, ['>'] = true, ['&'] = true};

/* The name of a tag of which '<' stands at i. */
static sl_str tag_name(sl_str page, size_t i)
{
    size_t from = i + 1 + (i + 1 < page.n && page.p[i + 1] == '/'), to = from;
    while (to < page.n &&
           (sl_is_letter(page.p[to]) || sl_is_digit(page.p[to]) || page.p[to] == ':'))
        to++;
    return sl_str_slice(page, from, to);
}

/* Whether a word may run on through a tag: marks of HTML's, and all of Word's but what ends a
 * paragraph or a line, or leads on to the next stop or cell. */
static bool is_within_word(sl_str name)
{
    static const char marks[] =
        " a abbr b bdi bdo cite code del dfn em i ins kbd mark q s samp small "
        "span strong sub sup time tspan u var wbr ",
                      gaps[] = " w:p w:br w:cr w:tab w:ptab w:tc ";
    enum { LONGEST_GAP = 6, LONGEST_MARK = 6 };
    bool is_word = name.n > 1 && name.p[1] == ':' && name.p[0] == 'w';
    if (!name.n || name.n > (is_word ? LONGEST_GAP : LONGEST_MARK))
        return is_word;
    char key[LONGEST_MARK + 2] = " ";
    memcpy(key + 1, name.p, name.n);
    key[name.n + 1] = ' ';
    sl_str set = is_word ? (sl_str){gaps, sizeof gaps - 1} : (sl_str){marks, sizeof marks - 1};
    return (sl_str_find(set, (sl_str){key, name.n + 2}, 0) != SIZE_MAX) != is_word;
}

enum { KNOWN = 4096, LONGEST = 128 };

/* Tags that were met lately, by their bytes: what is in them is searched once. within: a word may
 * run on through them. */
typedef struct tags {
    sl_str at[KNOWN];
    bool within[KNOWN];
} tags;

static size_t slot_of(sl_str tag)
{
    uint64_t h = tag.n, part;
    while (sl_str_take_number(&tag, &part))
        h = sl_hash_mix(h, part);
    return h % KNOWN;
}

/* Notes the tag, with its '<'; true when it is known. */
static bool is_known(tags *t, sl_str tag, bool *within)
{
    if (tag.n > LONGEST) {
        *within = is_within_word(tag_name(tag, 0));
        return false;
    }
    size_t slot = slot_of(tag);
    bool known = sl_str_equal(t->at[slot], tag);
    if (!known) {
        t->at[slot] = tag;
        t->within[slot] = is_within_word(tag_name(tag, 0));
    }
    *within = t->within[slot];
    return known;
}

/* What a page says where no tag is. */
static size_t push_seen(sl_str page, size_t i, sl_buf *out)
{
    char c = page.p[i];
    size_t length = c == '&' ? reference_at(page, i, &c) : 0;
    if (length) {
        sl_buf_push_char(out, c);
        return length;
    }
    for (length = 1; i + length < page.n && !is_markup[(unsigned char)page.p[i + length]];)
        length++;
    sl_buf_push(out, page.p + i, length);
    return length;
}

/* Parts a page into what stands between its tags, and what stands in them. */
static void split_page(sl_str page, tags *known, sl_buf *seen, sl_buf *inside)
{
    for (size_t i = 0; i < page.n;) {
        if (page.p[i] != '<') {
            i += push_seen(page, i, seen);
            continue;
        }
        size_t end = sl_str_find_char(page, '>', i);
        end = end == SIZE_MAX ? page.n : end;
        bool within, is_new = !is_known(known, sl_str_slice(page, i, end), &within);
        if (!within)
            sl_buf_push_char(seen, ' ');
        for (i++; is_new && i < end;)
            i += push_seen(page, i, inside);
        sl_buf_push_char(inside, ' ');
        i = end + 1;
    }
}

static bool search_page(sl_proof *p, sl_diags *d, const char *output, sl_str page)
{
    tags known = {0};
    sl_buf seen, inside;
    sl_buf_init(&seen);
    sl_buf_init(&inside);
    split_page(page, &known, &seen, &inside);
    bool good = search_text(p, d, output, sl_buf_str(&seen)) &&
                search_text(p, d, output, sl_buf_str(&inside));
    sl_buf_done(&seen);
    sl_buf_done(&inside);
    return good;
}

/* --- a PDF: every text that can be read from it --- */

typedef struct searching {
    sl_proof *p;
    sl_diags *d;
    const char *output;
} searching;

static bool search_one(void *context, sl_pdf_text kind, sl_str text)
{
    const searching *s = context;
    (void)kind;
    return search_text(s->p, s->d, s->output, text);
}

static bool search_pdf(sl_proof *p, sl_diags *d, const char *output, sl_str bytes)
{
    searching s = {p, d, output};
    const char *why;
    bool good = sl_pdf_read(bytes, search_one, &s, &why);
    if (why)
        report_unread(p, d, output, why);
    return good;
}

/* --- a Word file: its parts, unpacked; pictures in pixels apart --- */

static bool search_part(void *context, sl_str name, sl_str bytes)
{
    const searching *s = context;
    if (!sl_str_ends(name, ".xml") && !sl_str_ends(name, ".svg") && !sl_str_ends(name, ".rels"))
        return true;
    return search_page(s->p, s->d, s->output, bytes);
}

static bool search_word(sl_proof *p, sl_diags *d, const char *output, sl_str bytes)
{
    searching s = {p, d, output};
    size_t before = d->findings.n;
    const char *why;
    if (!sl_container_walk(bytes, search_part, &s, &why))
        report_unread(p, d, output, why);
    return d->findings.n == before;
}

bool sl_proof_search(sl_proof *p, sl_diags *d, const char *output, sl_str bytes)
{
    if (!p->secrets.all.n)
        return true;
    if (sl_str_starts(bytes, "%PDF"))
        return search_pdf(p, d, output, bytes);
    if (sl_str_starts(bytes, "<!DOCTYPE html>"))
        return search_page(p, d, output, bytes);
    if (sl_str_starts(bytes, "PK\3\4"))
        return search_word(p, d, output, bytes);
    return search_text(p, d, output, bytes);
}
