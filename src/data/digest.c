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
