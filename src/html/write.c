#include "html/write.h"

void sl_html_push(sl_html *w, const char *z)
{
    sl_buf_push_z(w->out, z);
}

void sl_html_push_text(sl_html *w, sl_str s)
{
    sl_buf_push_xml(w->out, s);
}

void sl_html_push_attribute(sl_html *w, const char *name, sl_str value)
{
    if (!value.n)
        return;
    sl_buf_push_format(w->out, " %s=\"", name);
    sl_html_push_text(w, value);
    sl_buf_push_char(w->out, '"');
}

void sl_html_push_base64(sl_buf *out, sl_str s)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (size_t i = 0; i < s.n; i += 3) {
        uint32_t v = 0;
        size_t n = s.n - i < 3 ? s.n - i : 3;
        for (size_t k = 0; k < 3; k++)
            v = v << 8 | (k < n ? (unsigned char)s.p[i + k] : 0u);
        for (size_t k = 0; k < 4; k++)
            sl_buf_push_char(out, k <= n ? digits[v >> (18 - 6 * k) & 63] : '=');
    }
}

void sl_html_push_count(sl_html *w, size_t n, const char *one, const char *many)
{
    sl_buf_push_format(w->out, "%zu %s", n, n == 1 ? one : many);
}

void sl_html_push_section_link(sl_html *w, const sl_node *section, sl_str number, sl_str title)
{
    sl_html_push(w, "<a href=\"#");
    sl_html_push_text(w, section->id);
    sl_html_push(w, "\">");
    if (number.n) {
        sl_html_push_text(w, number);
        sl_html_push(w, " ");
    }
    sl_html_push_text(w, title);
    sl_html_push(w, "</a>");
}
