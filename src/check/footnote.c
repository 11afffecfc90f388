/* The footnotes of one text: each is called, is written once, and comes to an end. */
#include "base/limits.h"
#include "check/checking.h"
#include "doc/footnote.h"

/* What is known of a footnote while its calls are followed. */
typedef struct note_state {
    const sl_node *note;
    bool called, open; /* open: on the way to where the search is now */
    int height;        /* notes below each other from here on, itself counted; 0 = not looked at */
} note_state;

typedef struct noting {
    const sl_strategy *s;
    sl_map states; /* by name: note_state */
} noting;

static void report_call(noting *c, const sl_node *call, bool circle)
{
    sl_finding *f =
        circle ? sl_diag_add(c->s->diags, SL_E0129, call->span, "the footnote '%.*s' calls itself",
                             SL_FMT(call->id))
               : sl_diag_add(c->s->diags, SL_E0129, call->span,
                             "footnotes call each other more than %d deep", SL_LIMIT_NOTE_DEPTH);
    sl_diag_help(c->s->diags, f, "say it in the text, or in one footnote");
}

/* Follows what a note calls; depth: of the note, 1 when the text calls it. */
static void follow(noting *c, note_state *at, int depth)
{
    at->open = true;
    at->height = 1;
    for (const sl_node *n = at->note->first; n; n = sl_node_walk(at->note, n)) {
        note_state *to = n->kind == SL_NODE_NOTE_CALL ? sl_map_lookup(&c->states, n->id) : NULL;
        if (!to)
            continue;
        if (to->open) {
            report_call(c, n, true);
            continue;
        }
        if (!to->height && depth < SL_LIMIT_NOTE_DEPTH)
            follow(c, to, depth + 1);
        int height = to->height + 1;
        if (!to->height || depth + to->height > SL_LIMIT_NOTE_DEPTH)
            report_call(c, n, false);
        else if (height > at->height)
            at->height = height;
    }
    at->open = false;
}

static void add_state(noting *c, const sl_node *note)
{
    note_state *state = SL_NEW(c->s->arena, note_state);
    state->note = note;
    if (sl_map_add(&c->states, note->id, state))
        return;
    sl_finding *f = sl_diag_add(c->s->diags, SL_E0202, note->span,
                                "two footnotes are called '%.*s'", SL_FMT(note->id));
    sl_diag_help(c->s->diags, f, "the last one would be printed: give this one another name");
}

static void check_call(noting *c, const sl_node *call)
{
    note_state *state = sl_map_lookup(&c->states, call->id);
    if (state) {
        state->called = true;
        return;
    }
    sl_finding *f = sl_diag_add(c->s->diags, SL_E0116, call->span, "there is no footnote '%.*s'",
                                SL_FMT(call->id));
    sl_diag_help(c->s->diags, f, "write it on a line of its own: [^%.*s]: its text",
                 SL_FMT(call->id));
}

void sl_check_footnotes(const sl_strategy *s, const sl_node *body, const sl_node *words)
{
    noting c = {.s = s};
    sl_map_init(&c.states, s->arena);
    for (const sl_node *n = body->last; n && n->kind == SL_NODE_FOOTNOTE; n = n->prev)
        add_state(&c, n);
    for (const sl_node *n = body->first; n; n = sl_node_walk(body, n))
        if (n->kind == SL_NODE_NOTE_CALL)
            check_call(&c, n);
    for (const sl_node *n = words ? words->first : NULL; n; n = sl_node_walk(words, n))
        if (n->kind == SL_NODE_NOTE_CALL)
            check_call(&c, n);
    for (size_t i = 0; i < c.states.entries.n; i++) {
        note_state *state = c.states.entries.at[i].value;
        if (!state->height)
            follow(&c, state, 1);
        if (state->called)
            continue;
        sl_finding *f =
            sl_diag_add(s->diags, SL_E0117, state->note->span, "nothing calls this footnote");
        sl_diag_help(s->diags, f, "call it with [^%.*s], or remove it", SL_FMT(state->note->id));
    }
}
