#include "lsp/answers.h"

static int severity_of(const sl_finding *f)
{
    return f->severity == SL_SEVERITY_ERROR ? 1 : f->severity == SL_SEVERITY_WARNING ? 2 : 3;
}

static json_t *related(sl_room *r, const sl_finding *f)
{
    json_t *list = json_array();
    for (size_t i = 0; i < f->notes.n; i++) {
        json_t *place = sl_room_location(r, f->notes.at[i].span);
        if (place)
            json_array_append_new(list, json_pack("{s:o, s:o}", "location", place, "message",
                                                  sl_room_text(f->notes.at[i].message)));
    }
    return list;
}

static json_t *diagnostic(sl_room *r, const sl_finding *f)
{
    sl_buf text;
    sl_buf_init(&text);
    sl_buf_push_str(&text, f->message);
    if (f->help.n)
        sl_buf_push_format(&text, "\n%.*s", SL_FMT(f->help));
    json_t *range = f->span.file ? sl_room_range(r, f->span)
                                 : json_pack("{s:{s:i,s:i}, s:{s:i,s:i}}", "start", "line", 0,
                                             "character", 0, "end", "line", 0, "character", 0);
    json_t *d = json_pack("{s:o, s:i, s:s, s:s, s:o}", "range", range, "severity", severity_of(f),
                          "code", sl_code_name(f->code), "source", "sightline", "message",
                          sl_room_text(sl_buf_str(&text)));
    sl_buf_done(&text);
    json_t *places = related(r, f);
    if (json_array_size(places))
        json_object_set(d, "relatedInformation", places);
    json_decref(places);
    return d;
}

/* Where a finding is shown. */
static uint32_t file_of(sl_room *r, const sl_finding *f)
{
    return f->span.file ? f->span.file : sl_room_file(r, SL_STR("strategy.yaml"));
}

json_t *sl_answer_findings(sl_room *r, uint32_t file)
{
    json_t *list = json_array();
    const sl_diags *d = &r->session->diags;
    for (size_t i = 0; i < d->findings.n; i++)
        if (file_of(r, d->findings.at[i]) == file)
            json_array_append_new(list, diagnostic(r, d->findings.at[i]));
    return list;
}

json_t *sl_answer_all_findings(sl_room *r)
{
    json_t *all = json_object();
    const sl_diags *d = &r->session->diags;
    for (size_t i = 0; i < d->findings.n; i++) {
        json_t *uri = sl_room_uri(r, file_of(r, d->findings.at[i]));
        json_t *list = json_object_get(all, json_string_value(uri));
        if (!list) {
            list = json_array();
            json_object_set_new(all, json_string_value(uri), list);
        }
        json_array_append_new(list, diagnostic(r, d->findings.at[i]));
        json_decref(uri);
    }
    return all;
}
