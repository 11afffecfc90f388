#include "diag/report.h"

/* %, line ends, and in properties : and , are written in per cent. */
static void push_escaped(sl_buf *out, sl_str s, const char *more)
{
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (c == '%' || c == '\r' || c == '\n' || (c && strchr(more, c)))
            sl_buf_push_format(out, "%%%02X", (unsigned char)c);
        else
            sl_buf_push_char(out, c);
    }
}

void sl_report_github(sl_buf *out, const sl_diags *d)
{
    for (size_t i = 0; i < d->findings.n; i++) {
        const sl_finding *f = d->findings.at[i];
        sl_buf_push_format(out, "::%s ",
                           f->severity == SL_SEVERITY_NOTE ? "notice"
                                                           : sl_severity_name(f->severity));
        if (f->span.file) {
            sl_place p = sl_sources_locate(d->sources, f->span.file, f->span.begin);
            sl_buf_push_z(out, "file=");
            push_escaped(out, sl_sources_lookup(d->sources, f->span.file)->name, ":,");
            sl_buf_push_format(out, ",line=%u,col=%u,", p.line, p.column);
        }
        sl_buf_push_format(out, "title=%s::", sl_code_name(f->code));
        push_escaped(out, f->message, "");
        if (f->help.n) {
            sl_buf_push_z(out, "%0A");
            push_escaped(out, f->help, "");
        }
        sl_buf_push_char(out, '\n');
    }
    if (d->dropped)
        sl_buf_push_format(out, "::notice ::and %u findings more\n", d->dropped);
}
