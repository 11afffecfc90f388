#include "data/digest.h"

#include <glib.h>

sl_str sl_digest_make(sl_arena *a, const sl_str *strings, size_t n)
{
    GChecksum *sum = g_checksum_new(G_CHECKSUM_SHA256);
    for (size_t i = 0; i < n; i++) {
        guchar length[8];
        for (int k = 0; k < 8; k++)
            length[k] = (guchar)((uint64_t)strings[i].n >> (8 * (7 - k)));
        g_checksum_update(sum, length, sizeof length);
        g_checksum_update(sum, (const guchar *)strings[i].p, (gssize)strings[i].n);
    }
    sl_str digest = sl_str_copy(a, sl_str_from(g_checksum_get_string(sum)));
    g_checksum_free(sum);
    return digest;
}

uint64_t sl_digest_short(sl_str s)
{
    guint8 bytes[32];
    gsize n = sizeof bytes;
    GChecksum *sum = g_checksum_new(G_CHECKSUM_SHA256);
    g_checksum_update(sum, (const guchar *)(s.p ? s.p : ""), (gssize)s.n);
    g_checksum_get_digest(sum, bytes, &n);
    g_checksum_free(sum);
    uint64_t first = 0;
    for (int i = 0; i < 8; i++)
        first = first << 8 | bytes[i];
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
