#include "load/names.h"

#include "model/document.h"

#include "base/assert.h"

typedef struct named {
    sl_span span;
} named;

static void report_twice(sl_strategy *s, sl_str name, sl_span span, sl_span other)
{
    sl_finding *f = sl_diag_add(s->diags, SL_E0202, span, "the name '%.*s' is taken", SL_FMT(name));
    sl_diag_note_at(s->diags, f, other, "by this one");
    sl_diag_help(s->diags, f, "give one of the two another name");
}

/* asked: the author gave the name. What headings are called by their words may come again. */
static void add(sl_strategy *s, sl_str name, sl_span span, bool asked)
{
    if (!name.n)
        return;
    named *n = SL_NEW(s->arena, named);
    n->span = span;
    if (sl_map_add(&s->names, name, n) || !asked)
        return;
    const named *other = sl_map_lookup(&s->names, name);
    if (other->span.file != span.file || other->span.begin != span.begin)
        report_twice(s, name, span, other->span);
}

static void add_text(sl_strategy *s, const sl_item *item, const sl_node *body)
{
    for (const sl_node *n = body ? body->first : NULL; n; n = sl_node_walk_blocks(body, n)) {
        if (n->kind == SL_NODE_TABLE)
            add(s, n->id, n->span, true);
        for (const sl_node *k = n->kind == SL_NODE_PARAGRAPH ? n->first : NULL; k; k = k->next)
            if (k->kind == SL_NODE_IMAGE && k->title.n)
                add(s, k->id, k->span, true);
        if (n->kind == SL_NODE_HEADING)
            add(s,
                sl_str_format(s->arena, "%.*s#%.*s", SL_FMT(item->id),
                              SL_FMT(sl_node_slug(s->arena, n))),
                n->span, n->id.n > 0);
        const sl_block *b = n->kind == SL_NODE_BLOCK ? sl_block_of(s, n) : NULL;
        if (b)
            add(s, b->id, b->span, false); /* said of blocks where they are read */
        if (b && b->text)
            add_text(s, item, b->text);
    }
}

void sl_names_load(sl_strategy *s)
{
    sl_map_init(&s->names, s->arena);
    for (size_t i = 0; i < s->items.n; i++)
        add_text(s, s->items.at[i], s->items.at[i]->body);
    for (size_t i = 0; i < s->parts.n; i++)
        if (s->parts.at[i]->title.n)
            add(s, s->parts.at[i]->id, SL_SPAN_NONE, false);
    add(s, SL_STR("annex-evidence"), SL_SPAN_NONE, false);
    SL_EACH (one, sl_yaml_lookup(s->config, "annexes"))
        if (!sl_document_is_item(one->text))
            add(s, sl_str_format(s->arena, "annex-%.*s", SL_FMT(one->text)), one->span, false);
    for (size_t i = 0; i < s->documents.n; i++)
        SL_EACH (one, s->documents.at[i].annexes)
            if (!sl_document_is_item(one->text))
                add(s, sl_str_format(s->arena, "annex-%.*s", SL_FMT(one->text)), one->span, false);
}

bool sl_names_has(const sl_strategy *s, sl_str name)
{
    /* Of what a view leaves out, the whole knows. */
    return sl_map_lookup(&s->names, name) || (s->whole && sl_map_lookup(&s->whole->names, name));
}

sl_span sl_names_span(const sl_strategy *s, sl_str name)
{
    const named *n = sl_map_lookup(&s->names, name);
    return n ? n->span : SL_SPAN_NONE;
}
