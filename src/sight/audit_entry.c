/* The entries of the register: their families, their age, what each can carry. */
#include "sight/audit_parts.h"
#include "model/shelf.h"

/* What counts as one source: as the entry says, else its dataset, else its publication. */
static sl_str family_name(sl_arena *a, const sl_evidence *e)
{
    sl_str own = sl_yaml_text(e->yaml, "family");
    if (own.n)
        return own;
    if (e->dataset.n)
        return e->dataset;
    return sl_str_format(a, "%.*s: %.*s", SL_FMT(e->publisher), SL_FMT(e->source_title));
}

static uint32_t add_family(sl_auditing *a, sl_map *known, const sl_evidence *e)
{
    sl_str name = family_name(a->arena, e);
    uintptr_t index = (uintptr_t)sl_map_lookup(known, name);
    if (!index) {
        SL_PUSH(a->arena, a->audit->families, ((sl_family){.name = name}));
        index = a->audit->families.n;
        sl_map_add(known, name, (void *)index);
    }
    a->audit->families.at[index - 1].entry_count++;
    return (uint32_t)index - 1;
}

/* The grade, at most 1 when nobody checked it. */
static uint8_t whole(const sl_evidence *e)
{
    uint8_t grade = e->grade > 5 ? 5 : e->grade ? (uint8_t)e->grade : 1;
    return sl_str_equal_z(e->confidence, "public-domain-knowledge") ? 1 : grade;
}

/* One less when it is out of date or replaced. */
static uint8_t strength(const sl_backing *b)
{
    return b->whole > 1 && (b->stale || b->superseded) ? b->whole - 1 : b->whole;
}

void sl_audit_judge_entries(sl_auditing *a)
{
    const sl_strategy *s = a->s;
    sl_map known;
    sl_map_init(&known, a->arena);
    for (uint32_t i = 0; i < s->evidence.n; i++) {
        const sl_evidence *newer = s->evidence.at[i];
        const sl_evidence *old =
            sl_strategy_lookup_evidence(s, sl_yaml_text(newer->yaml, "supersedes"));
        if (old && old != newer) {
            a->backings[old->index].superseded = true;
            a->backings[old->index].newer = i;
        }
    }
    for (size_t i = 0; i < s->evidence.n; i++) {
        const sl_evidence *e = s->evidence.at[i];
        sl_backing *b = &a->backings[i];
        b->family = add_family(a, &known, e);
        b->stale_on = sl_shelf_expiry(s->framework, e);
        b->stale = b->stale_on.year && sl_date_days(b->stale_on) <= sl_date_days(a->audit->as_of);
        b->whole = whole(e);
        b->strength = strength(b);
    }
}
