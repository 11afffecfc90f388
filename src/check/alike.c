/* IDs that are taken for one another: TSK-1 beside TSK-01. */
#include "check/checking.h"
#include "model/called.h"
#include "record/record.h"

typedef struct met {
    sl_str id;
    sl_span span;
} met;

typedef struct meeting {
    const sl_strategy *s;
    sl_map by_bare; /* met * */
} meeting;

static void meet(meeting *m, sl_str id, sl_span span)
{
    sl_arena *a = m->s->arena;
    sl_str bare = sl_called_bare_id(a, id);
    const met *other = sl_map_lookup(&m->by_bare, bare);
    if (other && sl_str_equal(other->id, id))
        return; /* two of one ID are said where they are read */
    if (other) {
        sl_finding *f = sl_diag_add(m->s->diags, SL_E0769, span, "'%.*s' is nearly the ID '%.*s'",
                                    SL_FMT(id), SL_FMT(other->id));
        sl_diag_note_at(m->s->diags, f, other->span, "which stands here");
        sl_diag_help(m->s->diags, f, "make the two one, or give the newer another number");
        return;
    }
    met *one = SL_NEW(a, met);
    *one = (met){id, span};
    sl_map_add(&m->by_bare, bare, one);
}

#define MEET_ALL(list)                                                                             \
    for (size_t i = 0; i < (list).n; i++)                                                          \
    meet(&m, (list).at[i].id, (list).at[i].span)

void sl_check_ids(const sl_strategy *s)
{
    meeting m = {.s = s};
    sl_map_init(&m.by_bare, s->arena);
    for (size_t i = 0; i < s->evidence.n; i++)
        meet(&m, s->evidence.at[i]->id, s->evidence.at[i]->span);
    for (size_t i = 0; i < s->gaps.n; i++)
        meet(&m, s->gaps.at[i]->id, s->gaps.at[i]->span);
    for (size_t i = 0; i < s->items.n; i++)
        meet(&m, s->items.at[i]->id, s->items.at[i]->span);
    if (!s->record)
        return;
    MEET_ALL(s->record->partners);
    MEET_ALL(s->record->events);
    MEET_ALL(s->record->responses);
    MEET_ALL(s->record->stages);
}
