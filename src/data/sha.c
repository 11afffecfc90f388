#include "data/sha.h"

#include <glib.h>

void sl_sha_make_slowly(const sl_str *parts, size_t n, unsigned char out[32])
{
    gsize length = 32;
    GChecksum *sum = g_checksum_new(G_CHECKSUM_SHA256);
    for (size_t i = 0; i < n; i++)
        g_checksum_update(sum, (const guchar *)(parts[i].p ? parts[i].p : ""), (gssize)parts[i].n);
    g_checksum_get_digest(sum, out, &length);
    g_checksum_free(sum);
}

#if defined __x86_64__ && defined __GNUC__

#include <cpuid.h>
#include <immintrin.h>
#include <stdatomic.h>

#define WITH_SHA __attribute__((target("sha,sse4.1,ssse3")))

enum { BLOCK = 64 };

/* 4.2.2: the constants of the 64 rounds. */
static const uint32_t constants[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

typedef struct sha {
    uint32_t state[8]; /* a to h */
    unsigned char held[BLOCK];
    size_t held_n;
    uint64_t n;
} sha;

/* Four words of the message schedule at a time: w[t] needs those 2, 7, 15 and 16 before it. */
WITH_SHA static void take_blocks(sha *s, const unsigned char *p, size_t blocks)
{
    const __m128i swap = _mm_set_epi64x(0x0c0d0e0f08090a0bLL, 0x0405060700010203LL);
    /* The instructions want the state as (a b e f) and (c d g h), the highest first. */
    const uint32_t *h = s->state;
    __m128i abef = _mm_set_epi32((int)h[0], (int)h[1], (int)h[4], (int)h[5]);
    __m128i cdgh = _mm_set_epi32((int)h[2], (int)h[3], (int)h[6], (int)h[7]);
    for (; blocks; blocks--, p += BLOCK) {
        const __m128i abef_before = abef, cdgh_before = cdgh;
        __m128i w[4];
        for (int i = 0; i < 16; i++) {
            if (i < 4) {
                w[i] = _mm_shuffle_epi8(
                    _mm_loadu_si128((const __m128i *)(const void *)(p + 16 * i)), swap);
            } else {
                __m128i older = w[i % 4], next = w[(i + 1) % 4], seven = w[(i + 2) % 4],
                        last = w[(i + 3) % 4];
                older = _mm_add_epi32(_mm_sha256msg1_epu32(older, next),
                                      _mm_alignr_epi8(last, seven, 4));
                w[i % 4] = _mm_sha256msg2_epu32(older, last);
            }
            __m128i sum = _mm_add_epi32(
                w[i % 4],
                _mm_loadu_si128((const __m128i *)(const void *)(constants + 4 * (size_t)i)));
            cdgh = _mm_sha256rnds2_epu32(cdgh, abef, sum);
            abef = _mm_sha256rnds2_epu32(abef, cdgh, _mm_shuffle_epi32(sum, 0x0e));
        }
        abef = _mm_add_epi32(abef, abef_before);
        cdgh = _mm_add_epi32(cdgh, cdgh_before);
    }
    uint32_t high[4], low[4];
    _mm_storeu_si128((__m128i *)(void *)high, abef); /* f e b a */
    _mm_storeu_si128((__m128i *)(void *)low, cdgh);  /* h g d c */
    const uint32_t now[8] = {high[3], high[2], low[3], low[2], high[1], high[0], low[1], low[0]};
    memcpy(s->state, now, sizeof now);
}

static void take(sha *s, const unsigned char *p, size_t n)
{
    s->n += n;
    if (s->held_n) {
        size_t room = BLOCK - s->held_n, some = n < room ? n : room;
        memcpy(s->held + s->held_n, p, some);
        s->held_n += some;
        p += some;
        n -= some;
        if (s->held_n < BLOCK)
            return;
        take_blocks(s, s->held, 1);
        s->held_n = 0;
    }
    take_blocks(s, p, n / BLOCK);
    s->held_n = n % BLOCK;
    memcpy(s->held, p + n - s->held_n, s->held_n);
}

/* 5.1.1: a bit, noughts, and the length in bits in the last eight bytes of a block. */
static void end(sha *s, unsigned char out[32])
{
    static const unsigned char padding[BLOCK] = {0x80};
    uint64_t bits = s->n * 8;
    unsigned char length[8];
    for (int i = 0; i < 8; i++)
        length[i] = (unsigned char)(bits >> (8 * (7 - i)));
    take(s, padding, (s->held_n < 56 ? 56 : 56 + BLOCK) - s->held_n);
    take(s, length, sizeof length);
    for (int i = 0; i < 32; i++)
        out[i] = (unsigned char)(s->state[i / 4] >> (8 * (3 - i % 4)));
}

static bool ask_processor(void)
{
    unsigned a, b, c, d;
    bool has_sse = __get_cpuid(1, &a, &b, &c, &d) && (c & bit_SSE4_1) && (c & bit_SSSE3);
    return has_sse && __get_cpuid_count(7, 0, &a, &b, &c, &d) && (b & bit_SHA);
}

/* Asked once: in a virtual machine each question goes to its host and takes as long as many
 * kilobytes. */
static bool has_instructions(void)
{
    enum { UNKNOWN, NO, YES };
    static atomic_int known;
    int is = atomic_load_explicit(&known, memory_order_relaxed);
    if (is == UNKNOWN) {
        is = ask_processor() ? YES : NO;
        atomic_store_explicit(&known, is, memory_order_relaxed);
    }
    return is == YES;
}

void sl_sha_make(const sl_str *parts, size_t n, unsigned char out[32])
{
    static const uint32_t first[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                      0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
    sha s = {0};
    if (!has_instructions()) {
        sl_sha_make_slowly(parts, n, out);
        return;
    }
    memcpy(s.state, first, sizeof first);
    for (size_t i = 0; i < n; i++)
        if (parts[i].n)
            take(&s, (const unsigned char *)parts[i].p, parts[i].n);
    end(&s, out);
}

#else

void sl_sha_make(const sl_str *parts, size_t n, unsigned char out[32])
{
    sl_sha_make_slowly(parts, n, out);
}

#endif
