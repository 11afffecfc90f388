/* What is shown within and beside a text: what its figures print, what rests on what, its marks in
 * colour. */
#include <stdlib.h>

#include "load/block.h"
#include "lsp/answers.h"
#include "model/figure.h"
#include "sight/audit.h"

typedef void (*take)(void *context, const sl_node *n);

static void walk(const sl_room *r, const sl_node *body, take each, void *context)
{
    for (const sl_node *n = body ? body->first : NULL; n; n = sl_node_walk(body, n)) {
        each(context, n);
        const sl_block *b = n->kind == SL_NODE_BLOCK ? sl_block_of(r->s, n) : NULL;
        if (b && b->text)
            walk(r, b->text, each, context);
    }
}

static void walk_file(const sl_room *r, uint32_t file, take each, void *context)
{
    for (size_t i = 0; r->s && i < r->s->items.n; i++) {
        const sl_item *item = r->s->items.at[i];
        if (item->body && item->body->span.file == file)
            walk(r, item->body, each, context);
    }
}

/* --- hints --- */

typedef struct hinting {
    sl_room *r;
    json_t *list;
    uint32_t file, begin, end;
} hinting;

static void add_hint(void *context, const sl_node *n)
{
    hinting *h = context;
    if (n->kind != SL_NODE_VALUE || n->span.file != h->file || n->span.end < h->begin ||
        n->span.begin > h->end)
        return;
    const sl_evidence *e = sl_strategy_lookup_evidence(h->r->s, n->id);
    sl_buf text;
    sl_buf_init(&text);
    if (e && sl_figure_push_value(&text, h->r->s->phrases, e, n))
        json_array_append_new(
            h->list, json_pack("{s:o, s:o, s:b}", "position",
                               sl_rows_position(sl_room_rows(h->r, h->file), n->span.end), "label",
                               sl_room_text(sl_buf_str(&text)), "paddingLeft", 1));
    sl_buf_done(&text);
}

json_t *sl_answer_hints(sl_room *r, uint32_t file, uint32_t begin, uint32_t end)
{
    hinting h = {r, json_array(), file, begin, end};
    walk_file(r, file, add_hint, &h);
    return h.list;
}

/* --- lenses --- */

static void add_lens(sl_room *r, json_t *list, sl_span at, const sl_buf *text)
{
    json_array_append_new(list,
                          json_pack("{s:o, s:{s:o, s:s}}", "range", sl_room_range(r, at), "command",
                                    "title", sl_room_text(sl_buf_str(text)), "command", ""));
}

json_t *sl_answer_lenses(sl_room *r, uint32_t file)
{
    json_t *list = json_array();
    const sl_strategy *s = r->s;
    const sl_audit *audit = s ? sl_session_audit(r->session, s) : NULL;
    for (size_t i = 0; s && i < s->items.n; i++) {
        const sl_item *item = s->items.at[i];
        if (item->span.file != file)
            continue;
        sl_buf text;
        sl_buf_init(&text);
        if (audit && audit->sights[i].evidence_count)
            sl_buf_push_format(&text, "rests on %u, ", audit->sights[i].evidence_count);
        sl_buf_push_format(&text, "used by %zu", item->in.n);
        add_lens(r, list, item->span, &text);
        sl_buf_done(&text);
    }
    for (size_t i = 0; s && i < s->evidence.n; i++) {
        const sl_evidence *e = s->evidence.at[i];
        if (e->span.file != file)
            continue;
        sl_buf text;
        sl_buf_init(&text);
        sl_buf_push_format(&text, "used by %zu", e->in.n);
        if (audit)
            sl_buf_push_format(&text, ", carries %u", audit->backings[i].carries);
        add_lens(r, list, e->span, &text);
        sl_buf_done(&text);
    }
    return list;
}

/* --- colours --- */

enum { TOKEN_CITE, TOKEN_FIGURE, TOKEN_NOTE, TOKEN_LINK };

json_t *sl_answer_token_kinds(void)
{
    return json_pack("[s, s, s, s]", "variable", "number", "comment", "property");
}

typedef struct token {
    uint32_t begin, end, kind;
} token;

typedef struct coloring {
    sl_room *r;
    uint32_t file;
    SL_VEC(token) tokens;
} coloring;

static void add_token(void *context, const sl_node *n)
{
    coloring *c = context;
    int kind = n->kind == SL_NODE_CITE_ITEM   ? TOKEN_CITE
               : n->kind == SL_NODE_VALUE     ? TOKEN_FIGURE
               : n->kind == SL_NODE_NOTE_CALL ? TOKEN_NOTE
                                              : -1;
    if (kind >= 0 && n->span.file == c->file && n->span.end > n->span.begin)
        SL_PUSH(c->r->round, c->tokens, ((token){n->span.begin, n->span.end, (uint32_t)kind}));
}

static int by_begin(const void *a, const void *b)
{
    const token *x = a, *y = b;
    return x->begin < y->begin ? -1 : x->begin > y->begin;
}

json_t *sl_answer_tokens(sl_room *r, uint32_t file)
{
    coloring c = {.r = r, .file = file};
    walk_file(r, file, add_token, &c);
    for (size_t i = 0; r->s && i < r->s->edges.n; i++) {
        sl_span at = r->s->edges.at[i].span;
        if (at.file == file && at.end > at.begin)
            SL_PUSH(r->round, c.tokens, ((token){at.begin, at.end, TOKEN_LINK}));
    }
    if (c.tokens.n)
        qsort(c.tokens.at, c.tokens.n, sizeof *c.tokens.at, by_begin);
    const sl_rows *rows = sl_room_rows(r, file);
    json_t *data = json_array();
    size_t row = 0;
    uint32_t unit = 0, end = 0;
    for (size_t i = 0; i < c.tokens.n; i++) {
        token t = c.tokens.at[i];
        size_t at = sl_rows_find(rows, t.begin);
        if (t.begin < end || sl_rows_find(rows, t.end) != at)
            continue; /* within another, or over a line's end */
        uint32_t from = sl_rows_units(rows, rows->begins[at], t.begin);
        uint32_t numbers[] = {(uint32_t)(at - row), at == row ? from - unit : from,
                              sl_rows_units(rows, t.begin, t.end), t.kind, 0};
        for (size_t k = 0; k < SL_COUNT(numbers); k++)
            json_array_append_new(data, json_integer(numbers[k]));
        row = at;
        unit = from;
        end = t.end;
    }
    return json_pack("{s:o}", "data", data);
}
