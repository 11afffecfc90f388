#include "diag/report.h"

#include "base/assert.h"
#include "diag/shown.h"

enum { COLUMNS = 80, GUTTER = 8 /* "12345 | " */ };

typedef struct palette {
    const char *bold, *dim, *off;
    const char *severity[SL_SEVERITY__COUNT];
} palette;

static const palette plain = {"", "", "", {"", "", "", ""}};
static const palette colored = {
    "\033[1m", "\033[2m", "\033[0m", {"", "\033[36m", "\033[33m", "\033[31m"}};

static bool has_place(sl_span span)
{
    return span.file != 0;
}

static void push_place(sl_buf *out, const sl_diags *d, sl_span span)
{
    if (!has_place(span))
        return;
    sl_place p = sl_sources_locate(d->sources, span.file, span.begin);
    sl_buf_push_str(out, sl_sources_lookup(d->sources, span.file)->name);
    sl_buf_push_format(out, ":%u:%u: ", p.line, p.column);
}

/* Byte offset in s of its code point number `count`. */
static size_t skip_points(sl_str s, size_t count)
{
    size_t at = 0;
    while (count-- && at < s.n)
        sl_utf8_next(s, &at);
    return at;
}

/* A column for each character: a blank for tabs, a sign for what would steer a terminal. */
static void push_tabless(sl_buf *out, sl_str s)
{
    for (size_t at = 0; at < s.n;) {
        size_t from = at;
        uint32_t c = sl_utf8_next(s, &at);
        if (c < 0x20 || c == 0x7F)
            sl_buf_push_char(out, ' ');
        else if (c == 0xFFFD || sl_shown_is_refused(c))
            sl_buf_push_z(out, "\xEF\xBF\xBD");
        else
            sl_buf_push_str(out, sl_str_slice(s, from, at));
    }
}

/* The line with the caret under it; a long line is cut so that the caret stays in view. */
static void push_excerpt(sl_buf *out, const sl_diags *d, sl_span span, const palette *c,
                         sl_severity severity)
{
    sl_place p = sl_sources_locate(d->sources, span.file, span.begin);
    size_t caret = p.column - 1, length = sl_utf8_count(p.text);
    size_t room = COLUMNS - GUTTER - 2, from = 0;
    if (length > room)
        from = caret > room / 2 ? caret - room / 2 : 0;
    if (length > room && from + room > length)
        from = length - room;
    size_t shown = length - from < room ? length - from : room;
    size_t begin = skip_points(p.text, from);
    sl_str rest = sl_str_slice(p.text, begin, p.text.n);
    sl_buf_push_format(out, "%s%5u |%s %s", c->dim, p.line, c->off, from ? "…" : "");
    push_tabless(out, sl_str_slice(rest, 0, skip_points(rest, shown)));
    sl_buf_push_format(out, "%s\n%s      |%s ", from + shown < length ? "…" : "", c->dim, c->off);
    for (size_t i = 0; i < caret - from + (from ? 1 : 0); i++)
        sl_buf_push_char(out, ' ');
    size_t end = span.end < p.offset + p.text.n ? span.end : p.offset + p.text.n;
    size_t marks = end > span.begin
                       ? sl_utf8_count(sl_str_slice(p.text, span.begin - p.offset, end - p.offset))
                       : 1;
    if (marks > shown - (caret - from))
        marks = shown > caret - from ? shown - (caret - from) : 1;
    sl_buf_push_format(out, "%s^", c->severity[severity]);
    for (size_t i = 1; i < marks; i++)
        sl_buf_push_char(out, '~');
    sl_buf_push_format(out, "%s\n", c->off);
}

static void push_head(sl_buf *out, const sl_diags *d, const sl_finding *f, const palette *c)
{
    sl_buf_push_z(out, c->bold);
    push_place(out, d, f->span);
    sl_buf_push_format(out, "%s%s%s[%s]: ", c->severity[f->severity], sl_severity_name(f->severity),
                       c->off, sl_code_name(f->code));
    sl_buf_push_str(out, f->message);
    sl_buf_push_char(out, '\n');
}

void sl_report_human(sl_buf *out, const sl_diags *d, bool color)
{
    const palette *c = color ? &colored : &plain;
    for (size_t i = 0; i < d->findings.n; i++) {
        const sl_finding *f = d->findings.at[i];
        push_head(out, d, f, c);
        if (has_place(f->span))
            push_excerpt(out, d, f->span, c, f->severity);
        for (size_t k = 0; k < f->notes.n; k++) {
            sl_buf_push_format(out, "   %s= note:%s ", c->bold, c->off);
            push_place(out, d, f->notes.at[k].span);
            sl_buf_push_str(out, f->notes.at[k].message);
            sl_buf_push_char(out, '\n');
        }
        if (f->help.n)
            sl_buf_push_format(out, "   %s= help:%s %.*s\n", c->bold, c->off, SL_FMT(f->help));
    }
    if (d->dropped)
        sl_buf_push_format(out, "and %u findings more\n", d->dropped);
}

void sl_report_short(sl_buf *out, const sl_diags *d)
{
    for (size_t i = 0; i < d->findings.n; i++)
        push_head(out, d, d->findings.at[i], &plain);
    if (d->dropped)
        sl_buf_push_format(out, "and %u findings more\n", d->dropped);
}

static void push_json_place(sl_buf *out, const sl_diags *d, sl_span span)
{
    if (!has_place(span)) {
        sl_buf_push_z(out, "\"file\": null, \"line\": null, \"column\": null");
        return;
    }
    sl_place p = sl_sources_locate(d->sources, span.file, span.begin);
    sl_buf_push_z(out, "\"file\": ");
    sl_buf_push_json(out, sl_sources_lookup(d->sources, span.file)->name);
    sl_buf_push_format(out, ", \"line\": %u, \"column\": %u", p.line, p.column);
}

static void push_json_finding(sl_buf *out, const sl_diags *d, const sl_finding *f)
{
    sl_buf_push_format(out, "    {\"code\": \"%s\", \"rule\": \"%s\", \"severity\": \"%s\", ",
                       sl_code_name(f->code), sl_code_rule(f->code), sl_severity_name(f->severity));
    push_json_place(out, d, f->span);
    sl_buf_push_format(out, ", \"begin\": %u, \"end\": %u, \"message\": ", f->span.begin,
                       f->span.end);
    sl_buf_push_json(out, f->message);
    sl_buf_push_z(out, ", \"help\": ");
    if (f->help.n)
        sl_buf_push_json(out, f->help);
    else
        sl_buf_push_z(out, "null");
    sl_buf_push_z(out, ", \"notes\": [");
    for (size_t k = 0; k < f->notes.n; k++) {
        sl_buf_push_z(out, k ? ", {" : "{");
        push_json_place(out, d, f->notes.at[k].span);
        sl_buf_push_z(out, ", \"message\": ");
        sl_buf_push_json(out, f->notes.at[k].message);
        sl_buf_push_char(out, '}');
    }
    sl_buf_push_z(out, "]}");
}

void sl_report_json(sl_buf *out, const sl_diags *d, sl_str summary)
{
    sl_buf_push_z(out, "{\n  \"version\": 1,\n  \"findings\": [");
    for (size_t i = 0; i < d->findings.n; i++) {
        sl_buf_push_z(out, i ? ",\n" : "\n");
        push_json_finding(out, d, d->findings.at[i]);
    }
    sl_buf_push_format(out, "%s],\n  \"summary\": ", d->findings.n ? "\n  " : "");
    sl_buf_push_str(out, summary);
    sl_buf_push_z(out, "\n}\n");
}

/* --- SARIF 2.1.0 (OASIS) --- */

static void push_sarif_uri(sl_buf *out, sl_str name)
{
    static const char kept[] = "-._~/";
    sl_buf_push_char(out, '"');
    for (size_t i = 0; i < name.n; i++) {
        unsigned char c = (unsigned char)name.p[i];
        bool plain_char = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                          (c >= '0' && c <= '9') || (c && strchr(kept, c));
        if (plain_char)
            sl_buf_push_char(out, (char)c);
        else
            sl_buf_push_format(out, "%%%02X", c);
    }
    sl_buf_push_char(out, '"');
}

static void push_sarif_location(sl_buf *out, const sl_diags *d, sl_span span)
{
    sl_place p = sl_sources_locate(d->sources, span.file, span.begin);
    sl_buf_push_z(out, "{\"physicalLocation\": {\"artifactLocation\": {\"uri\": ");
    push_sarif_uri(out, sl_sources_lookup(d->sources, span.file)->name);
    sl_buf_push_format(out,
                       "}, \"region\": {\"startLine\": %u, \"startColumn\": %u, "
                       "\"byteOffset\": %u, \"byteLength\": %u}}}",
                       p.line, p.column, span.begin, span.end - span.begin);
}

static void push_sarif_result(sl_buf *out, const sl_diags *d, const sl_finding *f)
{
    sl_buf_push_format(out,
                       "        {\"ruleId\": \"%s\", \"level\": \"%s\", \"message\": {\"text\": ",
                       sl_code_name(f->code), sl_severity_name(f->severity));
    sl_str text = f->message;
    if (f->help.n)
        text = sl_str_format(d->arena, "%.*s (%.*s)", SL_FMT(f->message), SL_FMT(f->help));
    sl_buf_push_json(out, text);
    sl_buf_push_z(out, "}, \"locations\": [");
    if (has_place(f->span))
        push_sarif_location(out, d, f->span);
    sl_buf_push_z(out, "]}");
}

static void push_sarif_rules(sl_buf *out, const sl_diags *d)
{
    bool used[SL_CODE__COUNT] = {0}, first = true;
    for (size_t i = 0; i < d->findings.n; i++)
        used[d->findings.at[i]->code] = true;
    for (int c = 0; c < SL_CODE__COUNT; c++) {
        if (!used[c])
            continue;
        sl_buf_push_format(out,
                           "%s\n          {\"id\": \"%s\", \"name\": \"%s\", "
                           "\"shortDescription\": {\"text\": ",
                           first ? "" : ",", sl_code_name((sl_code)c), sl_code_rule((sl_code)c));
        sl_buf_push_json(out, sl_str_from(sl_code_summary((sl_code)c)));
        sl_buf_push_z(out, "}}");
        first = false;
    }
}

void sl_report_sarif(sl_buf *out, const sl_diags *d)
{
    sl_buf_push_z(
        out, "{\n  \"$schema\": \"https://json.schemastore.org/sarif-2.1.0.json\",\n"
             "  \"version\": \"2.1.0\",\n  \"runs\": [\n    {\n"
             "      \"tool\": {\"driver\": {\"name\": \"sightline\", \"version\": \"" SL_VERSION
             "\", \"rules\": [");
    push_sarif_rules(out, d);
    sl_buf_push_z(out, "\n      ]}},\n      \"columnKind\": \"unicodeCodePoints\",\n"
                       "      \"results\": [");
    for (size_t i = 0; i < d->findings.n; i++) {
        sl_buf_push_z(out, i ? ",\n" : "\n");
        push_sarif_result(out, d, d->findings.at[i]);
    }
    sl_buf_push_z(out, "\n      ]\n    }\n  ]\n}\n");
}
