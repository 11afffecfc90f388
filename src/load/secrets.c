#include "load/secrets.h"

#include "model/audience.h"
#include "record/record.h"

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

void sl_secrets_push_item(sl_buf *b, const sl_item *item)
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
        sl_secrets_push_item(b, item);
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

sl_secrets sl_secrets_gather(sl_arena *a, const sl_strategy *s, sl_str audience)
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

bool sl_secrets_exist(const sl_strategy *s, sl_str audience)
{
    sl_arena *scratch = sl_arena_new();
    bool some = audience.n && sl_secrets_gather(scratch, s, audience).all.n > 0;
    sl_arena_free(scratch);
    return some;
}

static size_t line_start(sl_str bytes, size_t at)
{
    while (at > 0 && bytes.p[at - 1] != '\n')
        at--;
    return at;
}

void sl_secrets_push_source(sl_buf *out, const sl_strategy *s, uint32_t file)
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
