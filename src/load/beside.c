/* A translation says in other words what the text says, to the same readers and of the same data.
 * The words cannot be compared; what can are its parts that are no words: the ::: lines that set a
 * passage apart for an audience, by their words, and the blocks of charts, maps and tables, by
 * their IDs. A passage that is kept here and open there would be read by everybody in translation.
 */
#include "load/beside.h"

#include "load/block.h"
#include "model/edition.h"

typedef struct comparing {
    sl_strategy *s;
    sl_diags quiet; /* the blocks are read again, and then what is wrong is said */
} comparing;

static size_t count_audience(const sl_node *document, sl_str words)
{
    size_t n = 0;
    for (const sl_node *b = document->first; b; b = sl_node_walk_blocks(document, b))
        n += b->kind == SL_NODE_AUDIENCE && sl_str_equal(b->title, words);
    return n;
}

/* Each ::: line's words once: at the first block that has them. */
static bool is_first(const sl_node *document, const sl_node *block)
{
    for (const sl_node *b = document->first; b != block; b = sl_node_walk_blocks(document, b))
        if (b->kind == SL_NODE_AUDIENCE && sl_str_equal(b->title, block->title))
            return false;
    return true;
}

static void check_audiences(comparing *c, const sl_node *own, const sl_node *text)
{
    for (const sl_node *b = own->first; b; b = sl_node_walk_blocks(own, b)) {
        if (b->kind != SL_NODE_AUDIENCE || !is_first(own, b))
            continue;
        size_t here = count_audience(text, b->title), there = count_audience(own, b->title);
        if (here >= there)
            continue;
        sl_finding *f = sl_diag_add(c->s->diags, SL_E0793, (sl_span){text->span.file, 0, 0},
                                    "%zu of the %zu passages '::: %.*s' are not set apart here",
                                    there - here, there, SL_FMT(b->title));
        sl_diag_note_at(c->s->diags, f, b->span, "this passage is");
        sl_diag_help(c->s->diags, f,
                     "put the translation of each between the same lines, or the lines alone where "
                     "there is none");
    }
}

/* The YAML of a block with an ID; NULL: it has none, or cannot be read. */
static const sl_yaml *yaml_of(comparing *c, const sl_node *block, sl_str *id)
{
    const sl_yaml *y =
        sl_yaml_parse(c->s->arena, &c->quiet, block->span.file, block->span.begin, block->span.end);
    *id = y && y->kind == SL_YAML_MAP ? sl_yaml_text(y, "id") : SL_STR_NONE;
    return id->n ? y : NULL;
}

static bool is_block(const sl_node *n)
{
    return n->kind == SL_NODE_BLOCK && sl_block_kind_of(n->role) < SL_BLOCK__COUNT;
}

static const sl_yaml *find_block(comparing *c, const sl_node *document, sl_str role, sl_str wanted)
{
    for (const sl_node *b = document->first; b; b = sl_node_walk_blocks(document, b)) {
        sl_str id;
        const sl_yaml *y = is_block(b) && sl_str_equal(b->role, role) ? yaml_of(c, b, &id) : NULL;
        if (y && sl_str_equal(id, wanted))
            return y;
    }
    return NULL;
}

static void check_blocks(comparing *c, const sl_node *own, const sl_node *text)
{
    for (const sl_node *b = text->first; b; b = sl_node_walk_blocks(text, b)) {
        sl_str id;
        const sl_yaml *y = is_block(b) ? yaml_of(c, b, &id) : NULL;
        if (!y)
            continue;
        const sl_yaml *of = find_block(c, own, b->role, id);
        if (of)
            sl_edition_check(c->s, sl_block_schema(sl_block_kind_of(b->role)), of, y);
        else
            sl_edition_report_unknown(c->s, y, id);
    }
    for (const sl_node *b = own->first; b; b = sl_node_walk_blocks(own, b)) {
        sl_str id;
        const sl_yaml *y = is_block(b) ? yaml_of(c, b, &id) : NULL;
        if (y && !find_block(c, text, b->role, id))
            sl_edition_report(c->s, y->span, "the block", id);
    }
}

void sl_beside_check(sl_strategy *s, const sl_node *own, const sl_node *text)
{
    comparing c = {.s = s};
    sl_diags_init(&c.quiet, s->arena, s->sources);
    check_audiences(&c, own, text);
    check_blocks(&c, own, text);
}
