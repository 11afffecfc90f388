#include "strategy/audience.h"

#include "strategy/checking.h"
#include "strategy/graph.h"
#include "strategy/record.h"

sl_str sl_audience_widest(const sl_strategy *s)
{
    sl_str last = SL_STR_NONE;
    SL_EACH (one, sl_yaml_lookup(s->config, "audiences"))
        last = one->text;
    return last;
}

bool sl_audience_is_known(const sl_strategy *s, sl_str audience)
{
    SL_EACH (one, sl_yaml_lookup(s->config, "audiences"))
        if (sl_str_equal(one->text, audience))
            return true;
    return false;
}

bool sl_audience_hides(const sl_strategy *s, const sl_yaml *map, sl_str audience)
{
    if (!audience.n)
        return false;
    if (sl_str_equal_z(sl_yaml_text(map, "access"), "restricted") &&
        sl_str_equal(audience, sl_audience_widest(s)))
        return true;
    const sl_yaml *y = sl_yaml_lookup(map, "audience");
    if (!y)
        return false;
    if (y->kind == SL_YAML_SCALAR)
        return !sl_str_equal(y->text, audience);
    SL_EACH (one, y)
        if (sl_str_equal(one->text, audience))
            return false;
    return true;
}

bool sl_audience_hides_block(const sl_node *block, sl_str audience)
{
    sl_str words = block->title, word;
    if (!audience.n)
        return false;
    while (sl_str_split(&words, ' ', &word))
        if (sl_str_equal(word, audience))
            return false;
    return true;
}

/* --- what is hidden --- */

static void push_scalars(sl_buf *b, const sl_yaml *y, unsigned depth)
{
    if (y->kind == SL_YAML_SCALAR) {
        sl_buf_push_str(b, y->text);
        sl_buf_push_char(b, ' ');
    }
    SL_EACH (child, y->kind == SL_YAML_SCALAR || depth > 8 ? NULL : y)
        push_scalars(b, child, depth + 1);
}

static void push_texts(sl_buf *b, const sl_node *root)
{
    for (const sl_node *n = root ? root->first : NULL; n; n = sl_node_walk(root, n))
        if (n->text.n) {
            sl_buf_push_str(b, n->text);
            sl_buf_push_char(b, ' ');
        }
}

void sl_audience_push_item(sl_buf *b, const sl_item *item)
{
    push_scalars(b, item->front, 0);
    push_texts(b, item->body);
}

static void add(sl_arena *a, sl_secrets *out, sl_str id, sl_buf *text, sl_span span)
{
    SL_PUSH(a, out->all, ((sl_secret){id, sl_buf_copy(text, a), span}));
    text->n = 0;
}

static void gather_item(sl_arena *a, sl_secrets *out, const sl_strategy *s, const sl_item *item,
                        sl_str audience, sl_buf *b)
{
    if (sl_audience_hides(s, item->front, audience)) {
        sl_audience_push_item(b, item);
        add(a, out, item->id, b, item->span);
        return;
    }
    const sl_node *body = item->body;
    for (const sl_node *n = body ? body->first : NULL; n; n = n->next)
        if (n->kind == SL_NODE_AUDIENCE && sl_audience_hides_block(n, audience)) {
            push_texts(b, n);
            add(a, out, SL_STR_NONE, b, n->span);
        }
}

sl_secrets sl_audience_gather(sl_arena *a, const sl_strategy *s, sl_str audience)
{
    sl_secrets out = {0};
    sl_buf b;
    sl_buf_init(&b);
    for (size_t i = 0; i < s->items.n; i++)
        gather_item(a, &out, s, s->items.at[i], audience, &b);
    for (size_t i = 0; i < s->evidence.n; i++)
        if (sl_audience_hides(s, s->evidence.at[i]->yaml, audience)) {
            push_scalars(&b, s->evidence.at[i]->yaml, 0);
            add(a, &out, s->evidence.at[i]->id, &b, s->evidence.at[i]->span);
        }
    const sl_record *r = s->record;
    for (size_t i = 0; i < r->responses.n; i++)
        if (sl_audience_hides(s, r->responses.at[i].yaml, audience)) {
            push_scalars(&b, r->responses.at[i].yaml, 0);
            add(a, &out, r->responses.at[i].id, &b, r->responses.at[i].span);
        }
    for (size_t i = 0; i < r->events.n; i++)
        if (sl_audience_hides(s, r->events.at[i].yaml, audience)) {
            push_scalars(&b, r->events.at[i].yaml, 0);
            add(a, &out, r->events.at[i].id, &b, r->events.at[i].span);
        }
    sl_buf_done(&b);
    return out;
}

bool sl_audience_hides_some(const sl_strategy *s, sl_str audience)
{
    sl_arena *scratch = sl_arena_new();
    bool some = audience.n && sl_audience_gather(scratch, s, audience).all.n > 0;
    sl_arena_free(scratch);
    return some;
}

static size_t line_start(sl_str bytes, size_t at)
{
    while (at > 0 && bytes.p[at - 1] != '\n')
        at--;
    return at;
}

void sl_audience_push_source(sl_buf *out, const sl_strategy *s, uint32_t file)
{
    sl_str bytes = sl_sources_lookup(s->sources, file)->bytes;
    size_t done = 0;
    for (size_t i = 0; i < s->hidden.entries.n; i++) { /* in the order of the file */
        const sl_yaml *y = s->hidden.entries.at[i].value;
        if (y->span.file != file)
            continue;
        size_t begin = line_start(bytes, y->span.begin);
        size_t end = y->next ? line_start(bytes, y->next->span.begin)
                             : sl_str_find_char(bytes, '\n', y->span.end);
        end = end == SIZE_MAX ? bytes.n : end;
        if (begin > done)
            sl_buf_push_str(out, sl_str_slice(bytes, done, begin));
        done = end > done ? end : done;
    }
    sl_buf_push_str(out, sl_str_slice(bytes, done, bytes.n));
}

/* --- what is left without a ground --- */

static void check_item(sl_strategy *s, const sl_item *item, sl_str widest)
{
    size_t open = 0, hidden = 0;
    sl_arena *scratch = sl_arena_new();
    sl_walk walk = sl_graph_ground(scratch, s, item);
    for (size_t i = 0; i < walk.steps.n; i++) {
        if (!walk.steps.at[i].is_evidence)
            continue;
        bool hides = sl_audience_hides(s, s->evidence.at[walk.steps.at[i].index]->yaml, widest);
        hidden += hides;
        open += !hides;
    }
    sl_arena_free(scratch);
    if (open || !hidden)
        return;
    sl_finding *f = sl_diag_add(s->diags, SL_E0616, item->span,
                                "%.*s is for everybody and rests on restricted evidence alone",
                                SL_FMT(item->id));
    sl_diag_help(s->diags, f, "name evidence that may be shown, or keep the item for an audience");
}

/* Bound figures of what the readers of a text may not see. */
static void check_figures(sl_strategy *s, const sl_item *item, sl_str widest)
{
    const sl_node *body = item->body;
    for (const sl_node *n = body ? body->first : NULL; n; n = sl_node_walk(body, n)) {
        if (n->kind != SL_NODE_VALUE)
            continue;
        const sl_node *up = n->parent;
        while (up != body && up->kind != SL_NODE_AUDIENCE)
            up = up->parent;
        const sl_evidence *e = sl_strategy_lookup_evidence(s, n->id);
        if (!e || !sl_audience_hides(s, e->yaml, widest) ||
            (up->kind == SL_NODE_AUDIENCE && sl_audience_hides_block(up, widest)))
            continue;
        sl_finding *f = sl_diag_add(
            s->diags, SL_E0617, n->span,
            "text for everybody prints a figure of %.*s, which is restricted", SL_FMT(e->id));
        sl_diag_help(s->diags, f, "put the sentence between ::: audience lines, or leave it out");
    }
}

void sl_audience_check(sl_strategy *s)
{
    sl_str widest = sl_audience_widest(s);
    if (!sl_audience_hides_some(s, widest))
        return;
    for (size_t i = 0; i < s->items.n; i++) {
        const sl_item *item = s->items.at[i];
        if (sl_audience_hides(s, item->front, widest))
            continue;
        check_figures(s, item, widest);
        if (sl_graph_is_end(s->framework, item->type))
            check_item(s, item, widest);
    }
}
