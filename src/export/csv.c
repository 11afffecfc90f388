#include "export/export.h"

#include "strategy/figure.h"
#include "strategy/graph.h"

/* A spreadsheet computes what starts like this, spaces before it or not (OWASP, CSV Injection; the
 * full-width forms count too). A figure is no formula, whatever its sign. */
static bool starts_formula(sl_str s)
{
    static const char *const marks[] = {"=",  "+",      "-",      "@",      "\t",    "\r",
                                        "\n", "\uFF1D", "\uFF0B", "\uFF0D", "\uFF20"};
    sl_dec figure;
    if (sl_dec_parse(s, &figure))
        return false;
    size_t at = 0;
    while (at < s.n && s.p[at] == ' ')
        at++;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (sl_str_starts(sl_str_slice(s, at, s.n), marks[i]))
            return true;
    return false;
}

/* A cell (RFC 4180). One that a spreadsheet would take for a formula starts with an apostrophe. */
static void push_cell(sl_buf *out, sl_str s, bool last)
{
    sl_buf_push_char(out, '"');
    if (starts_formula(s))
        sl_buf_push_char(out, '\'');
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '"')
            sl_buf_push_char(out, '"');
        sl_buf_push_char(out, s.p[i]);
    }
    sl_buf_push_z(out, last ? "\"\r\n" : "\",");
}

static void push_value(sl_buf *out, const sl_item *item, sl_str key)
{
    const sl_yaml *y = sl_yaml_lookup_str(item->front, key);
    sl_buf b;
    sl_buf_init(&b);
    if (y && y->kind == SL_YAML_MAP)
        sl_figure_push_money(&b, y);
    else if (y && y->kind == SL_YAML_LIST)
        SL_EACH (one, y) {
            sl_buf_push_z(&b, one == y->first ? "" : "; ");
            sl_buf_push_str(&b, one->text);
        }
    else if (y)
        sl_buf_push_str(&b, y->text);
    push_cell(out, sl_buf_str(&b), false);
    sl_buf_done(&b);
}

/* The evidence that reaches an item, as IDs. */
static void push_ground(sl_buf *out, sl_arena *a, const sl_strategy *s, const sl_item *item)
{
    sl_walk walk = sl_graph_ground(a, s, item);
    sl_buf b;
    sl_buf_init(&b);
    for (size_t i = 0; i < walk.steps.n; i++)
        if (walk.steps.at[i].is_evidence) {
            sl_buf_push_z(&b, b.n ? "; " : "");
            sl_buf_push_str(&b, s->evidence.at[walk.steps.at[i].index]->id);
        }
    push_cell(out, sl_buf_str(&b), true);
    sl_buf_done(&b);
}

void sl_export_emit_asks(sl_buf *out, const sl_strategy *s, const sl_numbers *numbers)
{
    const sl_type *type = s->framework->group_type;
    push_cell(out, SL_STR("id"), false);
    push_cell(out, SL_STR("number"), false);
    push_cell(out, SL_STR("title"), false);
    for (size_t k = 0; type && k < type->keys.n; k++)
        push_cell(out, type->keys.at[k].name, false);
    push_cell(out, SL_STR("state"), false);
    push_cell(out, SL_STR("areas"), false);
    push_cell(out, SL_STR("evidence that reaches it"), true);
    sl_arena *scratch = sl_arena_new();
    for (size_t i = 0; i < s->items.n; i++) {
        const sl_item *item = s->items.at[i];
        if (item->type != type || !numbers->items[i].n)
            continue;
        push_cell(out, item->id, false);
        push_cell(out, numbers->items[i], false);
        push_cell(out, item->title, false);
        for (size_t k = 0; k < type->keys.n; k++)
            push_value(out, item, type->keys.at[k].name);
        push_cell(out, item->state, false);
        push_value(out, item, SL_STR("areas"));
        push_ground(out, scratch, s, item);
    }
    sl_arena_free(scratch);
}

void sl_export_emit_evidence(sl_buf *out, const sl_strategy *s, const sl_numbers *numbers)
{
    static const char *const heads[] = {
        "number",    "id",    "statement", "value", "unit",       "geography", "period",
        "publisher", "title", "year",      "url",   "confidence", "grade",     "rests on it"};
    size_t n = sizeof heads / sizeof *heads;
    for (size_t i = 0; i < n; i++)
        push_cell(out, sl_str_from(heads[i]), i + 1 == n);
    for (size_t i = 0; i < s->evidence.n; i++) {
        const sl_evidence *e = s->evidence.at[i];
        sl_buf b;
        sl_buf_init(&b);
        sl_buf_push_int(&b, numbers->evidence[i]);
        push_cell(out, sl_buf_str(&b), false);
        b.n = 0;
        if (e->has_value)
            sl_buf_push_fixed(&b, e->value.mantissa, e->value.places);
        const sl_str cells[] = {e->id,        e->statement,    sl_buf_str(&b),
                                e->unit,      e->geography,    e->period,
                                e->publisher, e->source_title, e->year,
                                e->url,       e->confidence,   sl_yaml_text(e->yaml, "grade")};
        for (size_t k = 0; k < sizeof cells / sizeof *cells; k++)
            push_cell(out, cells[k], false);
        b.n = 0;
        for (size_t k = 0; k < e->in.n; k++) {
            sl_buf_push_z(&b, k ? "; " : "");
            sl_buf_push_str(&b, s->items.at[s->edges.at[e->in.at[k]].from]->id);
        }
        push_cell(out, sl_buf_str(&b), true);
        sl_buf_done(&b);
    }
}
