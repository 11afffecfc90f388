#include "model/reach.h"

#include "model/graph.h"

/* What rests on an entry at the end of the line, so that a changed figure says what it touches. */
void sl_reach_note(const sl_strategy *s, sl_finding *f, const sl_evidence *e)
{
    enum { MOST_NOTES = 64 }; /* each walks the graph: a whole register out of date asks for many */
    if (s->scratch->reach_notes++ >= MOST_NOTES)
        return;
    sl_arena *scratch = sl_arena_new();
    sl_walk up = sl_graph_reach(scratch, s, true, e->index);
    sl_buf list;
    sl_buf_init(&list);
    for (size_t i = 1; i < up.steps.n; i++) {
        const sl_item *item = s->items.at[up.steps.at[i].index];
        if (sl_graph_is_end(s->framework, item->type))
            sl_buf_push_format(&list, "%s%.*s", list.n ? ", " : "", SL_FMT(item->id));
    }
    if (list.n)
        sl_diag_note_at(s->diags, f, SL_SPAN_NONE, "it touches %s", list.p);
    sl_buf_done(&list);
    sl_arena_free(scratch);
}
