#include "serve/finding.h"

void sl_finding_push(sl_buf *out, const sl_sources *sources, const sl_finding *f)
{
    sl_buf_push_z(out, "{");
    sl_buf_push_json_pair(out, "severity", sl_str_from(sl_severity_name(f->severity)), true);
    sl_buf_push_json_pair(out, "code", sl_str_from(sl_code_name(f->code)), false);
    sl_buf_push_json_pair(out, "message", f->message, false);
    sl_buf_push_json_pair(out, "help", f->help, false);
    if (f->span.file) {
        sl_place at = sl_sources_locate(sources, f->span.file, f->span.begin);
        sl_buf_push_json_pair(out, "file", sl_sources_lookup(sources, f->span.file)->path, false);
        sl_buf_push_format(out, ", \"line\": %u, \"column\": %u", at.line, at.column);
    }
    sl_buf_push_z(out, "}");
}
