#include "raster/rows.h"

#include <libdeflate.h>
#include <stdlib.h>

#include "base/mem.h"

enum {
    SYMBOLS = 286, /* 256 bytes, the end, 29 lengths */
    END = 256,
    LONGEST = 258, /* of a match; the least is 3 */
    LEAST = 3,
    DEEPEST = 15, /* bits of a code */
    FARTHEST = 32768,
    DISTANCES = 30
};

/* --- what repeats --- */

/* A byte, or so many bytes again: those before, or those above. */
typedef struct token {
    uint16_t length; /* 0: a byte */
    uint8_t byte, above;
} token;

typedef struct packing {
    token *tokens;
    size_t n;
    uint32_t counts[SYMBOLS];
    uint8_t length_codes[LONGEST + 1];
} packing;

/* 3.2.5: the first length of each code; the bits behind it say how much more. */
static const uint16_t first_lengths[] = {3,  4,  5,  6,   7,   8,   9,   10,  11, 13,
                                         15, 17, 19, 23,  27,  31,  35,  43,  51, 59,
                                         67, 83, 99, 115, 131, 163, 195, 227, 258};
static const uint8_t length_bits[] = {0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2,
                                      2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0};

static void find_length_codes(packing *p)
{
    for (unsigned code = 0; code < SL_COUNT(first_lengths); code++)
        for (unsigned n = first_lengths[code]; n <= LONGEST; n++)
            p->length_codes[n] = (uint8_t)code;
}

/* How many bytes from a are those from b, at most n. */
static size_t count_same(const unsigned char *a, const unsigned char *b, size_t n)
{
    size_t i = 0;
    for (uint64_t x, y; i + sizeof x <= n; i += sizeof x) {
        memcpy(&x, a + i, sizeof x);
        memcpy(&y, b + i, sizeof y);
        if (x != y)
            break;
    }
    while (i < n && a[i] == b[i])
        i++;
    return i;
}

static void push_match(packing *p, size_t length, bool above)
{
    while (length) {
        size_t n = length > LONGEST ? LONGEST : length;
        if (length - n && length - n < LEAST) /* a rest that can be told */
            n = length - LEAST;
        p->tokens[p->n++] = (token){.length = (uint16_t)n, .above = above};
        p->counts[END + 1 + p->length_codes[n]]++;
        length -= n;
    }
}

/* A match may run on into the rows below. */
static void find_tokens(packing *p, const unsigned char *rows, size_t width, size_t n)
{
    for (size_t i = 0; i < n;) {
        bool has_above = i >= width && width <= FARTHEST;
        size_t above = has_above ? count_same(rows + i, rows + i - width, n - i) : 0;
        size_t before = i && above < LONGEST ? count_same(rows + i, rows + i - 1, n - i) : 0;
        size_t most = before > above ? before : above;
        if (most >= LEAST) {
            push_match(p, most, above >= before);
            i += most;
            continue;
        }
        p->tokens[p->n++] = (token){.byte = rows[i]};
        p->counts[rows[i]]++;
        i++;
    }
    p->counts[END]++;
}

/* --- codes (Huffman, 1952) --- */

typedef struct leaf {
    uint32_t count;
    uint16_t symbol;
} leaf;

static int by_count(const void *a, const void *b)
{
    const leaf *x = a, *y = b;
    if (x->count != y->count)
        return x->count < y->count ? -1 : 1;
    return x->symbol < y->symbol ? -1 : 1;
}

/* The depth of each leaf, of which there are at least two, from rare to frequent: the two rarest
 * trees become one, until one is left. The deepest is returned. */
static unsigned find_depths(const leaf *leaves, size_t n, uint8_t *depths)
{
    uint32_t sums[SYMBOLS];
    uint16_t up[2 * SYMBOLS], deep[2 * SYMBOLS]; /* leaves, then the trees */
    size_t leaf_at = 0, tree_at = 0;
    unsigned most = 0;
    for (size_t made = 0; made + 1 < n; made++) {
        sums[made] = 0;
        for (int k = 0; k < 2; k++) {
            bool is_leaf =
                leaf_at < n && (tree_at == made || leaves[leaf_at].count <= sums[tree_at]);
            sums[made] += is_leaf ? leaves[leaf_at].count : sums[tree_at];
            up[is_leaf ? leaf_at++ : n + tree_at++] = (uint16_t)(n + made);
        }
    }
    deep[2 * n - 2] = 0;
    for (size_t i = 2 * n - 2; i-- > 0;) {
        deep[i] = (uint16_t)(deep[up[i]] + 1);
        if (i < n) {
            depths[leaves[i].symbol] = (uint8_t)deep[i];
            most = deep[i] > most ? deep[i] : most;
        }
    }
    return most;
}

/* Bits of each symbol's code, 0 for those that do not occur. Where some code would be too long,
 * what is rare is taken for more frequent than it is. */
static void find_sizes(const uint32_t *counts, uint8_t *sizes)
{
    leaf leaves[SYMBOLS];
    for (uint32_t least = 1;; least *= 2) {
        size_t n = 0;
        memset(sizes, 0, SYMBOLS);
        for (unsigned i = 0; i < SYMBOLS; i++)
            if (counts[i])
                leaves[n++] = (leaf){counts[i] < least ? least : counts[i], (uint16_t)i};
        qsort(leaves, n, sizeof *leaves, by_count);
        if (find_depths(leaves, n, sizes) <= DEEPEST)
            return;
    }
}

/* --- bits --- */

typedef struct bits {
    sl_buf *out;
    uint64_t held;
    unsigned n; /* under 32 */
} bits;

/* n: at most 32. */
static inline void push_bits(bits *b, uint32_t v, unsigned n)
{
    b->held |= (uint64_t)v << b->n;
    b->n += n;
    if (b->n < 32)
        return;
    unsigned char four[] = {b->held & 0xFF, b->held >> 8 & 0xFF, b->held >> 16 & 0xFF,
                            b->held >> 24 & 0xFF};
    sl_buf_push(b->out, four, sizeof four);
    b->held >>= 32;
    b->n -= 32;
}

/* What is held, to the end of a byte. */
static void end_bits(bits *b)
{
    for (unsigned n = 0; n < b->n; n += 8)
        sl_buf_push_char(b->out, (char)(b->held >> n & 0xFF));
}

/* Codes begin with their highest bit. */
static uint32_t turned(uint32_t code, unsigned n)
{
    uint32_t out = 0;
    for (; n; n--, code >>= 1)
        out = out << 1 | (code & 1);
    return out;
}

/* 3.2.2: the codes that go with their sizes. */
static void find_codes(const uint8_t *sizes, unsigned n, uint16_t *codes)
{
    uint16_t counts[DEEPEST + 1] = {0}, next[DEEPEST + 2] = {0};
    for (unsigned i = 0; i < n; i++)
        counts[sizes[i]]++;
    counts[0] = 0;
    for (unsigned size = 1; size <= DEEPEST; size++)
        next[size + 1] = (uint16_t)((next[size] + counts[size]) << 1);
    for (unsigned i = 0; i < n; i++)
        if (sizes[i])
            codes[i] = (uint16_t)turned(next[sizes[i]]++, sizes[i]);
}

/* 3.2.7: the sizes of the codes, told by a code of their own, which is the same for every picture:
 * thirteen sizes in four bits and six in five. */
static void push_sizes(bits *b, const uint8_t *sizes, unsigned n)
{
    enum { TOLD = 19, SHORT = 13 };
    static const uint8_t order[TOLD] = {16, 17, 18, 0, 8,  7, 9,  6, 10, 5,
                                        11, 4,  12, 3, 13, 2, 14, 1, 15};
    uint8_t told[TOLD];
    uint16_t codes[TOLD];
    for (unsigned i = 0; i < TOLD; i++)
        told[i] = i < SHORT ? 4 : 5;
    find_codes(told, TOLD, codes);
    for (unsigned i = 0; i < TOLD; i++)
        push_bits(b, told[order[i]], 3);
    for (unsigned i = 0; i < n; i++)
        push_bits(b, codes[sizes[i]], told[sizes[i]]);
}

/* One block: its codes, then the tokens in them. The byte before is at the first distance, the row
 * above at one that thirty codes tell with up to thirteen bits. */
static void push_block(bits *b, const packing *p, size_t width)
{
    uint8_t sizes[SYMBOLS + DISTANCES] = {0};
    uint16_t codes[SYMBOLS];
    unsigned far = 0, far_bits = 0;
    size_t first = 1;
    while (first + ((size_t)1 << far_bits) <= width && far + 1 < DISTANCES) {
        first += (size_t)1 << far_bits;
        far++;
        far_bits = far < 4 ? 0 : far / 2 - 1;
    }
    find_sizes(p->counts, sizes);
    find_codes(sizes, SYMBOLS, codes);
    sizes[SYMBOLS] = sizes[SYMBOLS + (far ? far : 1)] = 1;
    push_bits(b, 1 | 2 << 1, 3); /* the last block, with codes of its own */
    push_bits(b, SYMBOLS - 257, 5);
    push_bits(b, DISTANCES - 1, 5);
    push_bits(b, 19 - 4, 4);
    push_sizes(b, sizes, SYMBOLS + DISTANCES);
    for (size_t i = 0; i < p->n; i++) {
        const token *t = &p->tokens[i];
        unsigned code = p->length_codes[t->length], symbol = t->length ? END + 1 + code : t->byte;
        push_bits(b, codes[symbol], sizes[symbol]);
        if (!t->length)
            continue;
        push_bits(b, t->length - first_lengths[code], length_bits[code]);
        push_bits(b, t->above && far, 1);
        if (t->above && far)
            push_bits(b, (uint32_t)(width - first), far_bits);
    }
    push_bits(b, codes[END], sizes[END]);
    end_bits(b);
}

void sl_rows_push(sl_buf *out, const unsigned char *rows, size_t width, size_t height)
{
    size_t n = width * height;
    packing p = {.tokens = sl_mem_resize(NULL, (n + 1) * sizeof *p.tokens)};
    bits b = {.out = out};
    find_length_codes(&p);
    find_tokens(&p, rows, width, n);
    sl_buf_push(out, "\x78\x01", 2);
    push_block(&b, &p, width);
    uint32_t sum = libdeflate_adler32(1, rows, n);
    for (unsigned shift = 24; shift <= 24; shift -= 8)
        sl_buf_push_char(out, (char)(sum >> shift));
    sl_mem_free(p.tokens);
}
