#include <glib.h>

#include "html/write.h"

void sl_html_push_base64(sl_buf *out, sl_str s)
{
    gchar *digits = g_base64_encode((const guchar *)s.p, s.n);
    sl_buf_push_z(out, digits);
    g_free(digits);
}

void sl_html_push_hash(sl_html *w, sl_str s)
{
    GChecksum *sum = g_checksum_new(G_CHECKSUM_SHA256);
    g_checksum_update(sum, (const guchar *)s.p, (gssize)s.n);
    guint8 digest[32];
    gsize n = sizeof digest;
    g_checksum_get_digest(sum, digest, &n);
    g_checksum_free(sum);
    sl_html_push(w, " 'sha256-");
    sl_html_push_base64(w->out, (sl_str){(const char *)digest, n});
    sl_html_push(w, "'");
}
