/* The verbs that need no strategy: explain, schema. */
#include <stdio.h>

#include "base/assert.h"
#include "export/export.h"
#include "load/load.h"
#include "run/file_schema.h"
#include "run/report.h"
#include "run/verbs.h"
#include "load/block.h"

static int wrong(const char *what, const char *word)
{
    fprintf(stderr, "sightline: %s '%s'\n", what, word);
    return SL_EXIT_USAGE;
}

int sl_run_explain(const sl_options *o)
{
    sl_buf b;
    sl_buf_init(&b);
    sl_code code = o->argument ? sl_code_lookup(sl_str_from(o->argument)) : SL_CODE__COUNT;
    if (o->argument && code == SL_CODE__COUNT) {
        sl_str names[SL_CODE__COUNT];
        for (int i = 0; i < SL_CODE__COUNT; i++)
            names[i] = sl_str_from(sl_code_rule((sl_code)i));
        const sl_str *near = sl_str_nearest(sl_str_from(o->argument), names, SL_CODE__COUNT);
        if (near)
            fprintf(stderr, "sightline: did you mean '%.*s'?\n", SL_FMT(*near));
        return wrong("there is no finding", o->argument);
    }
    for (int i = 0; !o->argument && i < SL_CODE__COUNT; i++)
        sl_buf_push_format(&b, "%s  %-20s %s\n", sl_code_name((sl_code)i), sl_code_rule((sl_code)i),
                           sl_code_summary((sl_code)i));
    if (o->argument)
        sl_buf_push_format(&b, "%s (%s), %s: %s\n\n%s\n", sl_code_name(code), sl_code_rule(code),
                           sl_severity_name(sl_code_severity(code)), sl_code_summary(code),
                           sl_code_explanation(code));
    sl_session_print(&b);
    sl_buf_done(&b);
    return SL_EXIT_OK;
}

static const char findings_schema[] =
    "{\"$schema\": \"https://json-schema.org/draft/2020-12/schema\", \"$id\": \"findings\", "
    "\"type\": \"object\",\n"
    "\"required\": [\"version\", \"findings\", \"summary\"], \"properties\": {\"version\": "
    "{\"const\": 1},\n"
    "\"findings\": {\"type\": \"array\", \"items\": {\"type\": \"object\", \"required\": "
    "[\"code\", \"rule\", \"severity\", "
    "\"file\", \"line\", \"column\", \"begin\", \"end\", \"message\", \"help\", \"notes\"]}},\n"
    "\"summary\": {\"type\": \"object\"}}}\n";

int sl_run_schema(const sl_options *o)
{
    const char *name = o->argument ? o->argument : "item";
    sl_buf b;
    sl_session s;
    sl_session_init(&s, o);
    sl_buf_init(&b);
    int status = SL_EXIT_OK;
    sl_block_kind kind = SL_BLOCK__COUNT;
    for (int i = 0; i < SL_BLOCK__COUNT; i++)
        if (strcmp(name, sl_block_kind_name((sl_block_kind)i)) == 0)
            kind = (sl_block_kind)i;
    const sl_schema *fixed = sl_file_schema(name);
    if (fixed) {
        sl_schema_emit_json(&b, fixed, name);
    } else if (strcmp(name, "findings") == 0) {
        sl_buf_push_z(&b, findings_schema);
    } else if (sl_export_schema(name)) {
        sl_buf_push_z(&b, sl_export_schema(name));
    } else if (kind != SL_BLOCK__COUNT) {
        sl_schema_emit_json(&b, sl_block_schema(kind), name);
    } else if (strcmp(name, "item") == 0) {
        sl_session_load(&s);
        if (s.strategy)
            sl_schema_emit_json(&b, sl_framework_item_schema(s.arena, s.strategy->framework), name);
        else
            status = sl_session_report(&s, SL_STR_NONE);
    } else {
        status = wrong("there is no schema", name);
    }
    sl_session_print(&b);
    sl_buf_done(&b);
    sl_session_done(&s);
    return status;
}
