#include "data/digest.h"

#include <glib.h>

#include "data/sha.h"

sl_str sl_digest_make(sl_arena *a, const sl_str *strings, size_t n)
{
    sl_str *parts = SL_NEW_ARRAY(a, sl_str, 2 * n + 1);
    char *lengths = sl_arena_alloc(a, 8 * n + 1), *hex = sl_arena_alloc(a, 65);
    unsigned char digest[32];
    for (size_t i = 0; i < n; i++) {
        char *length = lengths + 8 * i;
        for (int k = 0; k < 8; k++)
            length[k] = (char)((uint64_t)strings[i].n >> (8 * (7 - k)));
        parts[2 * i] = (sl_str){length, 8};
        parts[2 * i + 1] = strings[i];
    }
    sl_sha_make(parts, 2 * n, digest);
    for (size_t i = 0; i < sizeof digest; i++) {
        hex[2 * i] = "0123456789abcdef"[digest[i] >> 4];
        hex[2 * i + 1] = "0123456789abcdef"[digest[i] & 15];
    }
    hex[64] = 0;
    return (sl_str){hex, 64};
}

uint64_t sl_digest_short(sl_str s)
{
    unsigned char digest[32];
    uint64_t first = 0;
    sl_sha_make(&s, 1, digest);
    for (int i = 0; i < 8; i++)
        first = first << 8 | digest[i];
    return first;
}

bool sl_digest_named(sl_arena *a, sl_str like, sl_str s, sl_str *digest)
{
    static const struct {
        const char *name;
        GChecksumType type;
    } types[] = {{"sha256", G_CHECKSUM_SHA256},
                 {"sha512", G_CHECKSUM_SHA512},
                 {"sha1", G_CHECKSUM_SHA1},
                 {"md5", G_CHECKSUM_MD5}};
    size_t colon = sl_str_find_char(like, ':', 0);
    sl_str name = colon == SIZE_MAX ? SL_STR("md5") : sl_str_slice(like, 0, colon);
    for (size_t i = 0; i < SL_COUNT(types); i++) {
        if (!sl_str_equal_z(name, types[i].name))
            continue;
        char *sum =
            g_compute_checksum_for_data(types[i].type, (const guchar *)(s.p ? s.p : ""), s.n);
        *digest = colon == SIZE_MAX ? sl_str_copy(a, sl_str_from(sum))
                                    : sl_str_format(a, "%.*s:%s", SL_FMT(name), sum);
        g_free(sum);
        return true;
    }
    return false;
}
