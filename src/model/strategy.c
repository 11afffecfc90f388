#include "model/strategy.h"

bool sl_gap_is_open(const sl_gap *g)
{
    return sl_str_equal_z(g->state, "open");
}

size_t sl_strategy_count_open_gaps(const sl_strategy *s)
{
    size_t n = 0;
    for (size_t i = 0; i < s->gaps.n; i++)
        n += sl_gap_is_open(s->gaps.at[i]);
    return n;
}

const sl_item *sl_strategy_lookup_item(const sl_strategy *s, sl_str id)
{
    return sl_map_lookup(&s->item_ids, id);
}

const sl_evidence *sl_strategy_lookup_evidence(const sl_strategy *s, sl_str id)
{
    return sl_map_lookup(&s->evidence_ids, id);
}

sl_str sl_edge_target_id(const sl_strategy *s, const sl_edge *e)
{
    return e->to_evidence ? s->evidence.at[e->to]->id : s->items.at[e->to]->id;
}

sl_date sl_strategy_date(const sl_strategy *s)
{
    sl_date date = {0};
    sl_date_parse(sl_yaml_text(s->config, "date"), &date);
    return date;
}

const sl_span *sl_strategy_find_id(const sl_strategy *s, sl_str id)
{
    const sl_item *item = sl_strategy_lookup_item(s, id);
    const sl_evidence *e = item ? NULL : sl_strategy_lookup_evidence(s, id);
    return item ? &item->span : e ? &e->span : NULL;
}

void sl_strategy_report_duplicate(sl_strategy *s, sl_str id, sl_span span, sl_span other)
{
    sl_finding *f = sl_diag_add(s->diags, SL_E0202, span, "the ID '%.*s' is taken", SL_FMT(id));
    sl_diag_note_at(s->diags, f, other, "by this one");
    sl_diag_help(s->diags, f, "give one of the two another ID");
}

bool sl_strategy_is_partial(const sl_strategy *s)
{
    return s->unread_items || s->unread_evidence || s->framework->types.n == 0;
}

static const sl_str *nearest_key(const sl_strategy *s, const sl_map *m, sl_str id)
{
    enum { MOST_SUGGESTIONS = 200 };
    if (s->scratch->suggestions++ > MOST_SUGGESTIONS)
        return NULL;
    sl_arena *a = s->arena;
    sl_str *keys = SL_NEW_ARRAY(a, sl_str, m->entries.n + 1);
    for (size_t i = 0; i < m->entries.n; i++)
        keys[i] = m->entries.at[i].key;
    return sl_str_nearest(id, keys, m->entries.n);
}

void sl_strategy_report_dangling(const sl_strategy *s, sl_str id, sl_span span, bool evidence,
                                 bool items)
{
    /* What could not be read is reported already: nothing is known of what it holds. */
    if (sl_map_lookup(&s->hidden, id) ||
        (evidence && !s->no_register && (s->evidence.n == 0 || s->unread_evidence)) ||
        (items && s->unread_items) || s->framework->types.n == 0)
        return;

    /* A citation may name either: what the prefix says decides what the message says. */
    const sl_str *near_evidence = evidence ? nearest_key(s, &s->evidence_ids, id) : NULL;
    const sl_str *near_item = items ? nearest_key(s, &s->item_ids, id) : NULL;
    bool is_item = items && (!evidence || (near_item && !near_evidence));
    for (size_t i = 0; items && i < s->framework->types.n; i++) {
        sl_str prefix = s->framework->types.at[i]->prefix;
        is_item = is_item || (id.n > prefix.n && id.p[prefix.n] == '-' &&
                              memcmp(id.p, prefix.p, prefix.n) == 0);
    }
    sl_finding *f = sl_diag_add(
        s->diags, is_item ? SL_E0108 : SL_E0107, span,
        is_item ? "no item has the id '%.*s'" : "no evidence has the id '%.*s'", SL_FMT(id));
    const sl_str *near = is_item ? near_item : near_evidence;
    if (!near) {
        sl_diag_help(s->diags, f,
                     is_item          ? "an item's id stands in its front matter"
                     : s->no_register ? "strategy.yaml says that there is no register: write one, "
                                        "or take the citation out"
                                      : "the register lists the ids there are");
        return;
    }
    const sl_item *item = is_item ? sl_strategy_lookup_item(s, *near) : NULL;
    const sl_evidence *e = is_item ? NULL : sl_strategy_lookup_evidence(s, *near);
    sl_span there = item ? item->span : e->span;
    sl_str what = item ? item->title : e->statement;
    int shown = (int)(what.n < 40 ? what.n : 40);
    while (shown > 0 && shown < (int)what.n && ((unsigned char)what.p[shown] & 0xC0) == 0x80)
        shown--;
    sl_diag_help(s->diags, f, "did you mean '%.*s'? (%.*s:%u, \"%.*s%s\")", SL_FMT(*near),
                 SL_FMT(sl_sources_lookup(s->sources, there.file)->name),
                 sl_sources_locate(s->sources, there.file, there.begin).line, shown, what.p,
                 (size_t)shown < what.n ? " ..." : "");
}

typedef struct listing {
    const sl_item **items;
    bool *listed;
    size_t n;
} listing;

static void list_item(listing *l, const sl_item *item)
{
    if (!item || l->listed[item->index])
        return;
    l->listed[item->index] = true;
    l->items[l->n++] = item;
}

bool sl_strategy_has_section(const sl_strategy *s, const sl_item *item)
{
    for (size_t i = 0; i < s->parts.n; i++) {
        const sl_part *p = s->parts.at[i];
        if (p->single == item || p->intro == item)
            return true;
        for (size_t k = 0; k < p->items.n; k++)
            if (p->items.at[k] == item)
                return true;
    }
    return false;
}

const sl_item **sl_strategy_list_items(sl_arena *a, const sl_strategy *s, size_t *n)
{
    listing l = {SL_NEW_ARRAY(a, const sl_item *, s->items.n + 1),
                 SL_NEW_ARRAY(a, bool, s->items.n + 1), 0};
    for (size_t i = 0; i < s->parts.n; i++) {
        const sl_part *part = s->parts.at[i];
        list_item(&l, part->single);
        list_item(&l, part->intro);
        for (size_t k = 0; k < part->items.n; k++)
            list_item(&l, part->items.at[k]);
    }
    for (size_t i = 0; i < s->items.n; i++)
        list_item(&l, s->items.at[i]);
    *n = l.n;
    return l.items;
}
