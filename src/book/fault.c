#include "book/fault.h"

enum { MOST_ON_COVER = 12 };

void sl_fault_begin(sl_compose *c, const sl_diags *found)
{
    for (size_t i = 0; found && i < found->findings.n; i++)
        if (found->findings.at[i]->severity == SL_SEVERITY_ERROR)
            SL_PUSH(c->arena, c->faults, found->findings.at[i]);
    c->fault_shown = SL_NEW_ARRAY(c->arena, bool, c->faults.n + 1);
    c->book->is_faulty = found != NULL;
    c->book->fault_count = (uint32_t)c->faults.n;
}

static void add(sl_compose *c, sl_node *to, size_t i)
{
    const sl_finding *f = c->faults.at[i];
    c->fault_shown[i] = true;
    sl_str place = SL_STR_NONE;
    if (f->span.file) {
        sl_place at = sl_sources_locate(c->s->sources, f->span.file, f->span.begin);
        place = sl_str_format(c->arena, "%.*s:%u:%u",
                              SL_FMT(sl_sources_lookup(c->s->sources, f->span.file)->path), at.line,
                              at.column);
    }
    sl_compose_paragraph(c, to, "fault",
                         sl_compose_say(c, SL_SAY_FAULT,
                                        SL_T("code", sl_str_from(sl_code_name(f->code))),
                                        SL_T("message", f->message), SL_T("place", place)))
        ->span = f->span;
}

void sl_fault_add(sl_compose *c, sl_node *to, sl_span where)
{
    for (size_t i = 0; i < c->faults.n; i++) {
        sl_span at = c->faults.at[i]->span;
        if (!c->fault_shown[i] && where.file && at.file == where.file && at.begin >= where.begin &&
            at.begin <= where.end)
            add(c, to, i);
    }
}

void sl_fault_add_of(sl_compose *c, sl_node *to, const sl_node *from)
{
    if (!c->faults.n)
        return;
    sl_span where = from->span;
    if (from->kind == SL_NODE_BLOCK && (uint32_t)from->start < where.begin)
        where.begin = (uint32_t)from->start;
    sl_fault_add(c, to, where);
}

/* What an audience may not read is not told to it: then there is their number alone. */
void sl_fault_end(sl_compose *c, sl_node *cover)
{
    size_t shown = 0, rest = 0;
    if (!c->book->is_faulty)
        return;
    sl_compose_paragraph(c, cover, "fault",
                         sl_compose_say(c, SL_SAY_FAULTS, SL_N("n", c->faults.n)));
    for (size_t i = 0; i < c->faults.n; i++) {
        if (c->fault_shown[i])
            continue;
        if (c->s->whole || shown == MOST_ON_COVER)
            rest++;
        else
            add(c, cover, i);
        shown += !c->s->whole && shown < MOST_ON_COVER;
    }
    if (rest)
        sl_compose_paragraph(c, cover, "fault",
                             sl_compose_say(c, SL_SAY_FAULTS_MORE, SL_N("n", rest)));
}
