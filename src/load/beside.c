/* A translation says in other words what the text says, to the same readers and of the same data.
 * The words cannot be compared; what can are its parts that are no words: the ::: lines that set a
 * passage apart for an audience, by their words, and the blocks of charts, maps and tables, by
 * their IDs. A passage that is kept here and open there would be read by everybody in translation.
 */
#include "load/beside.h"

#include "load/block.h"
#include "model/edition.h"

/* Passages with the same words between their lines. */
typedef struct passages {
    const sl_node *first; /* of the text's own */
    size_t own, text;
} passages;

static passages *passages_of(sl_strategy *s, sl_map *all, const sl_node *block)
{
    passages *p = sl_map_lookup(all, block->title);
    if (!p) {
        p = SL_NEW(s->arena, passages);
        sl_map_add(all, block->title, p);
    }
    return p;
}

static void check_audiences(sl_strategy *s, const sl_node *own, const sl_node *text)
{
    sl_map all;
    sl_map_init(&all, s->arena);
    for (const sl_node *b = own->first; b; b = sl_node_walk_blocks(own, b)) {
        passages *p = b->kind == SL_NODE_AUDIENCE ? passages_of(s, &all, b) : NULL;
        if (p && !p->own++)
            p->first = b;
    }
    for (const sl_node *b = text->first; b; b = sl_node_walk_blocks(text, b))
        if (b->kind == SL_NODE_AUDIENCE)
            passages_of(s, &all, b)->text++;
    for (size_t i = 0; i < all.entries.n; i++) {
        const passages *p = all.entries.at[i].value;
        if (p->text >= p->own)
            continue;
        sl_finding *f = sl_diag_add(s->diags, SL_E0793, (sl_span){text->span.file, 0, 0},
                                    "%zu of the %zu passages '::: %.*s' are not set apart here",
                                    p->own - p->text, p->own, SL_FMT(all.entries.at[i].key));
        sl_diag_note_at(s->diags, f, p->first->span, "this passage is");
        sl_diag_help(s->diags, f,
                     "put the translation of each between the same lines, or the lines alone where "
                     "there is none");
    }
}

/* A block with an ID, of one kind. */
typedef struct shown {
    const sl_node *block;
    const sl_yaml *yaml;
    sl_str id;
} shown;

/* The blocks of a document by kind and ID. They are read again, and then what is wrong is said. */
static void gather_blocks(sl_strategy *s, sl_map *out, const sl_node *document)
{
    sl_diags quiet;
    sl_diags_init(&quiet, s->arena, s->sources);
    sl_map_init(out, s->arena);
    for (const sl_node *b = document->first; b; b = sl_node_walk_blocks(document, b)) {
        if (b->kind != SL_NODE_BLOCK || sl_block_kind_of(b->role) == SL_BLOCK__COUNT)
            continue;
        shown one = {.block = b};
        one.yaml = sl_yaml_parse(s->arena, &quiet, b->span.file, b->span.begin, b->span.end);
        one.id = sl_yaml_text(one.yaml, "id");
        if (!one.id.n)
            continue;
        shown *kept = SL_NEW(s->arena, shown);
        *kept = one;
        sl_map_add(out, sl_str_format(s->arena, "%.*s %.*s", SL_FMT(b->role), SL_FMT(one.id)),
                   kept);
    }
}

static void check_blocks(sl_strategy *s, const sl_node *own, const sl_node *text)
{
    sl_map of_own, of_text;
    gather_blocks(s, &of_own, own);
    gather_blocks(s, &of_text, text);
    for (size_t i = 0; i < of_text.entries.n; i++) {
        const shown *one = of_text.entries.at[i].value,
                    *of = sl_map_lookup(&of_own, of_text.entries.at[i].key);
        if (of)
            sl_edition_check(s, sl_block_schema(sl_block_kind_of(one->block->role)), of->yaml,
                             one->yaml);
        else
            sl_edition_report_unknown(s, one->yaml, one->id);
    }
    for (size_t i = 0; i < of_own.entries.n; i++) {
        const shown *one = of_own.entries.at[i].value;
        if (!sl_map_lookup(&of_text, of_own.entries.at[i].key))
            sl_edition_report(s, one->yaml->span, "the block", one->id);
    }
}

void sl_beside_check(sl_strategy *s, const sl_node *own, const sl_node *text)
{
    check_audiences(s, own, text);
    check_blocks(s, own, text);
}
