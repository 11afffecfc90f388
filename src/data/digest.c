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
