/* One figure of the register that changed has changed every sentence that prints it. That is one
 * change, told of the evidence with its places, and not as many as there are sentences. */
#include "change/change.h"

bool sl_change_is_context(const sl_change_block *b)
{
    return b->kind == SL_NODE_HEADING && !b->was && !b->now;
}

bool sl_change_tells(const sl_change *c, size_t i)
{
    if (!sl_change_is_context(&c->blocks.at[i]))
        return !c->blocks.at[i].is_caused;
    for (i++; i < c->blocks.n && !sl_change_is_context(&c->blocks.at[i]); i++)
        if (!c->blocks.at[i].is_caused)
            return true;
    return false;
}

static void add_place(sl_arena *a, sl_change *cause, const sl_change *at)
{
    sl_change_place *last = cause->places.n ? &cause->places.at[cause->places.n - 1] : NULL;
    if (last && sl_str_equal(last->id, at->id)) {
        last->n++;
        return;
    }
    sl_change_place place = {at->id, at->number, at->title, 1};
    SL_PUSH(a, cause->places, place);
}

/* By evidence that is itself told; else it stands for itself. */
static void place_block(sl_arena *a, const sl_map *evidence, sl_change *c, sl_change_block *b)
{
    b->is_caused = b->causes.n > 0 && !b->is_mixed;
    for (size_t i = 0; i < b->causes.n && b->is_caused; i++)
        b->is_caused = sl_map_lookup(evidence, b->causes.at[i]) != NULL;
    for (size_t i = 0; i < b->causes.n && b->is_caused; i++)
        add_place(a, sl_map_lookup(evidence, b->causes.at[i]), c);
}

static void sum_up(sl_change *c)
{
    bool told = c->how != SL_HOW_CHANGED || c->fields.n || !c->blocks.n;
    c->words_gone = c->words_new = 0;
    for (size_t i = 0; i < c->blocks.n; i++) {
        const sl_change_block *b = &c->blocks.at[i];
        if (b->is_caused)
            continue;
        c->words_gone += b->words_gone;
        c->words_new += b->words_new;
        told = told || !sl_change_is_context(b);
    }
    c->is_caused = !told;
}

void sl_change_find_causes(sl_arena *a, sl_changes *c)
{
    sl_map evidence;
    sl_map_init(&evidence, a);
    for (size_t i = 0; i < c->things.n; i++) {
        sl_change *thing = &c->things.at[i];
        thing->places.n = 0;
        if (thing->is_evidence && thing->how == SL_HOW_CHANGED)
            sl_map_add(&evidence, thing->id, thing);
    }
    for (size_t i = 0; i < c->things.n; i++) {
        sl_change *thing = &c->things.at[i];
        for (size_t k = 0; k < thing->blocks.n && thing->how == SL_HOW_CHANGED; k++)
            place_block(a, &evidence, thing, &thing->blocks.at[k]);
        sum_up(thing);
    }
}
