#include "lsp/answers.h"
#include "lsp/spot.h"
#include "model/figure.h"
#include "sight/audit.h"

/* Text of a strategy within Markdown of ours: nothing in it is markup. */
static void push_plain(sl_buf *b, sl_str s)
{
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i] == '\n' || s.p[i] == '\r' ? ' ' : s.p[i];
        if (strchr("\\`*_{}[]<>#|!~&", c) && c)
            sl_buf_push_char(b, '\\');
        sl_buf_push_char(b, c);
    }
}

static void push_line(sl_buf *b, const char *label, sl_str text)
{
    if (!text.n)
        return;
    sl_buf_push_format(b, "- %s: ", label);
    push_plain(b, text);
    sl_buf_push_char(b, '\n');
}

static void push_query(sl_buf *b, const sl_yaml *of)
{
    sl_str sql = sl_yaml_text(of, "query");
    if (sql.n && sl_str_find(sql, SL_STR("```"), 0) == SIZE_MAX)
        sl_buf_push_format(b, "\n```sql\n%.*s\n```\n", SL_FMT(sl_str_trim(sql)));
}

static void push_figure(sl_room *r, sl_buf *b, const char *label, const sl_evidence *e, sl_str key)
{
    sl_buf text;
    sl_buf_init(&text);
    if (sl_figure_push_key(&text, r->s->phrases, e, key))
        push_line(b, label, sl_buf_str(&text));
    sl_buf_done(&text);
}

static void push_evidence(sl_room *r, sl_buf *b, const sl_spot *spot)
{
    const sl_evidence *e = spot->evidence;
    const sl_yaml *figures = sl_yaml_lookup(e->yaml, "figures");
    sl_buf_push_format(b, "**%.*s** ", SL_FMT(e->id));
    push_plain(b, e->statement);
    sl_buf_push_z(b, "\n\n");
    if (e->has_value)
        push_figure(r, b, "figure", e, SL_STR_NONE);
    if (e->has_comparator)
        push_figure(r, b, "comparator", e, SL_STR("comparator"));
    if (spot->key.n && !sl_str_equal_z(spot->key, "comparator"))
        push_figure(r, b, sl_str_copy(r->round, spot->key).p, e, spot->key);
    push_line(b, "period", e->period);
    push_line(b, "area", e->geography);
    sl_buf source;
    sl_buf_init(&source);
    sl_buf_push_format(&source, "%.*s%s%.*s", SL_FMT(e->publisher),
                       e->publisher.n && e->source_title.n ? ", " : "", SL_FMT(e->source_title));
    push_line(b, "source", sl_buf_str(&source));
    sl_buf_done(&source);
    push_line(b, "dataset", e->dataset);
    if (e->grade)
        sl_buf_push_format(b, "- grade: %u\n", e->grade);
    const sl_audit *audit = sl_session_audit(r->session, r->s);
    if (audit && audit->backings[e->index].stale)
        sl_buf_push_z(b, "- past its shelf life\n");
    sl_buf_push_format(b, "- named by %zu links", e->in.n);
    if (audit)
        sl_buf_push_format(b, ", carries %u items", audit->backings[e->index].carries);
    sl_buf_push_char(b, '\n');
    push_query(b, spot->key.n ? sl_yaml_lookup_str(figures, spot->key) : e->yaml);
}

static void push_item(sl_room *r, sl_buf *b, const sl_item *item)
{
    enum { MOST = 12 };
    const sl_strategy *s = r->s;
    sl_buf_push_format(b, "**%.*s** ", SL_FMT(item->id));
    push_plain(b, item->title);
    sl_buf_push_z(b, "\n\n");
    push_line(b, "type", item->type->title.n ? item->type->title : item->type->name);
    push_line(b, "state", item->state);
    const sl_audit *audit = sl_session_audit(r->session, s);
    if (audit && sl_audit_is_claim(s->framework, item->type)) {
        const sl_sight *sight = &audit->sights[item->index];
        sl_buf_push_format(b, "- strength: %u of 5, on %u entries\n", sight->strength,
                           sight->evidence_count);
    }
    for (size_t i = 0; i < item->out.n && i < MOST; i++) {
        const sl_edge *e = &s->edges.at[item->out.at[i]];
        sl_buf_push_format(b, "- %.*s: %.*s\n", SL_FMT(e->role->name),
                           SL_FMT(sl_edge_target_id(s, e)));
    }
    if (item->in.n)
        sl_buf_push_format(b, "- used by %zu:", item->in.n);
    for (size_t i = 0; i < item->in.n && i < MOST; i++)
        sl_buf_push_format(b, " %.*s", SL_FMT(s->items.at[s->edges.at[item->in.at[i]].from]->id));
    if (item->in.n)
        sl_buf_push_z(b, item->in.n > MOST ? " \xE2\x80\xA6\n" : "\n");
}

json_t *sl_answer_hover(sl_room *r, uint32_t file, uint32_t offset)
{
    sl_spot spot;
    if (!sl_spot_find(r, file, offset, &spot))
        return json_null();
    sl_buf b;
    sl_buf_init(&b);
    if (spot.item)
        push_item(r, &b, spot.item);
    else if (spot.evidence)
        push_evidence(r, &b, &spot);
    else {
        sl_buf_push_format(&b, "**%.*s** ", SL_FMT(spot.id));
        push_plain(&b, sl_spot_title(&spot));
    }
    json_t *hover = json_pack("{s:{s:s, s:o}, s:o}", "contents", "kind", "markdown", "value",
                              sl_room_text(sl_buf_str(&b)), "range", sl_room_range(r, spot.span));
    sl_buf_done(&b);
    return hover;
}
