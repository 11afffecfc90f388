/* The things of two readings, matched by their IDs and compared.
 *
 * An ID is a thing's name for good, so nothing is guessed: what has an ID in one reading only is
 * new or gone, and an ID that was renamed has been renamed in the older reading before it comes
 * here. Of each thing the keys are compared as data, then its text as it was composed: an item's
 * where its section stands, or under the heading of the part that it begins. Things without an ID
 * of their own (the record, the figures behind charts) are compared by the annexes that print them.
 */
#include "change/parts.h"
#include "model/figure.h"

typedef struct finding {
    sl_arena *arena;
    sl_changes *out;
    sl_map was, is; /* sections of both books by their ids */
    sl_map numbers_was, numbers_is;
} finding;

void sl_change_list_sections(sl_arena *a, const sl_book *book, sl_map *out)
{
    sl_map_init(out, a);
    for (sl_node *n = book->root->first; n; n = sl_node_walk_blocks(book->root, n))
        if (n->kind == SL_NODE_SECTION && n->id.n)
            sl_map_add(out, n->id, n);
}

/* Where an item's text stands: in its own section, or under the heading of the part that it begins.
 */
static const sl_node *section_of(const sl_strategy *s, const sl_map *sections, const sl_item *item)
{
    for (size_t i = 0; item && i < s->parts.n; i++)
        if (s->parts.at[i]->intro == item)
            return sl_map_lookup(sections, s->parts.at[i]->id);
    return item ? sl_map_lookup(sections, item->id) : NULL;
}

static sl_str number_of(const finding *f, sl_str id)
{
    const sl_str *is = sl_map_lookup(&f->numbers_is, id), *was = sl_map_lookup(&f->numbers_was, id);
    return is ? *is : was ? *was : SL_STR_NONE;
}

static void keep(finding *f, sl_change *change)
{
    if (!change->number.n && change->id.n)
        change->number = number_of(f, change->id);
    if (change->how != SL_HOW_CHANGED || change->fields.n || change->blocks.n)
        SL_PUSH(f->arena, f->out->things, *change);
}

static sl_how how(const void *old, const void *now)
{
    return !old ? SL_HOW_NEW : !now ? SL_HOW_GONE : SL_HOW_CHANGED;
}

/* A thing that was called otherwise says so. */
static void add_former(finding *f, sl_str id, sl_change *change)
{
    const sl_str *was = sl_map_lookup(&f->out->old->strategy->former, id);
    if (!was)
        return;
    sl_change_field field = {.label = SL_STR("ID")};
    SL_PUSH(f->arena, field.gone, *was);
    SL_PUSH(f->arena, field.come, id);
    SL_PUSH(f->arena, change->fields, field);
}

/* --- items --- */

/* The row of the facts below a heading, without those of the sections below. */
static const sl_node *find_fact(const sl_node *node, sl_str label)
{
    for (const sl_node *n = node ? node->first : NULL; n; n = n->next) {
        const sl_node *found = NULL;
        bool facts = n->kind == SL_NODE_TABLE && sl_str_equal_z(n->role, "facts");
        for (const sl_node *row = facts ? n->first : NULL; row && !found; row = row->next)
            if (row->first && row->first->first && sl_str_equal(row->first->first->text, label))
                found = row;
        if (n->kind == SL_NODE_BOX)
            found = find_fact(n, label);
        if (found)
            return found;
    }
    return NULL;
}

/* What has parts is told as it is printed: £120 million, 2027 to 2037. */
static void print_maps(finding *f, const sl_node *old, const sl_node *now, sl_change *change)
{
    for (size_t i = 0; i < change->fields.n; i++) {
        sl_change_field *field = &change->fields.at[i];
        const sl_node *was = field->is_map ? find_fact(old, field->label) : NULL,
                      *is = field->is_map ? find_fact(now, field->label) : NULL;
        if (was && field->gone.n == 1)
            field->gone.at[0] = sl_node_plain(f->arena, was->last);
        if (is && field->come.n == 1)
            field->come.at[0] = sl_node_plain(f->arena, is->last);
    }
}

static void compare_item(finding *f, const sl_item *old, const sl_item *now)
{
    const sl_item *any = now ? now : old;
    sl_change change = {.how = how(old, now), .id = any->id, .title = any->title};
    change.kind = any->type->title;
    sl_change_compare_fields(f->arena, f->out, any->type, old ? old->front : NULL,
                             now ? now->front : NULL, &change);
    add_former(f, any->id, &change);
    const sl_node *was = section_of(f->out->old->strategy, &f->was, old),
                  *is = section_of(f->out->now->strategy, &f->is, now);
    if (is || was)
        change.number = sl_node_number_of(is ? is : was);
    print_maps(f, was, is, &change);
    sl_change_compare_text(f->arena, f->out, was, is, false, &change);
    keep(f, &change);
}

static void compare_items(finding *f)
{
    const sl_strategy *old = f->out->old->strategy, *now = f->out->now->strategy;
    size_t n;
    const sl_item **items = sl_strategy_list_items(f->arena, now, &n);
    for (size_t i = 0; i < n; i++)
        compare_item(f, sl_strategy_lookup_item(old, items[i]->id), items[i]);
    items = sl_strategy_list_items(f->arena, old, &n);
    for (size_t i = 0; i < n; i++)
        if (!sl_strategy_lookup_item(now, items[i]->id))
            compare_item(f, items[i], NULL);
}

/* --- the register --- */

/* A figure that is printed otherwise: the entry need not have changed. */
static void compare_figure(finding *f, const sl_evidence *old, const sl_evidence *now, sl_str key,
                           sl_say_id label, sl_change *change)
{
    const sl_phrases *p = f->out->now->phrases;
    sl_buf was, is;
    sl_buf_init(&was);
    sl_buf_init(&is);
    bool both = sl_figure_push_key(&was, p, old, key) && sl_figure_push_key(&is, p, now, key);
    if (both && !sl_str_equal(sl_buf_str(&was), sl_buf_str(&is))) {
        sl_change_field field = {.label = sl_phrase(p, label)};
        SL_PUSH(f->arena, field.gone, sl_buf_copy(&was, f->arena));
        SL_PUSH(f->arena, field.come, sl_buf_copy(&is, f->arena));
        SL_PUSH(f->arena, change->fields, field);
    }
    sl_buf_done(&was);
    sl_buf_done(&is);
}

static void compare_figures(finding *f, const sl_evidence *old, const sl_evidence *now,
                            sl_change *change)
{
    if (!old || !now)
        return;
    compare_figure(f, old, now, SL_STR_NONE, SL_SAY_CHANGE_FIGURE, change);
    compare_figure(f, old, now, SL_STR("comparator"), SL_SAY_CHANGE_COMPARATOR, change);
    compare_figure(f, old, now, SL_STR("interval"), SL_SAY_CHANGE_FIGURE, change);
    for (size_t i = 0; i < now->figures.n; i++)
        compare_figure(f, old, now, now->figures.at[i].name, SL_SAY_CHANGE_FIGURE, change);
}

static void compare_entry(finding *f, const sl_evidence *old, const sl_evidence *now)
{
    const sl_evidence *any = now ? now : old;
    sl_change change = {.how = how(old, now), .id = any->id, .title = any->statement};
    change.kind = sl_phrase(f->out->now->phrases, SL_SAY_CHANGE_EVIDENCE);
    change.is_evidence = true;
    sl_change_compare_fields(f->arena, f->out, NULL, old ? old->yaml : NULL, now ? now->yaml : NULL,
                             &change);
    compare_figures(f, old, now, &change);
    add_former(f, any->id, &change);
    keep(f, &change);
}

static void compare_evidence(finding *f)
{
    const sl_strategy *old = f->out->old->strategy, *now = f->out->now->strategy;
    for (size_t i = 0; i < now->evidence.n; i++) {
        const sl_evidence *e = now->evidence.at[i];
        compare_entry(f, sl_strategy_lookup_evidence(old, e->id), e);
    }
    for (size_t i = 0; i < old->evidence.n; i++) {
        const sl_evidence *e = old->evidence.at[i];
        if (!sl_strategy_lookup_evidence(now, e->id))
            compare_entry(f, e, NULL);
    }
}

static void compare_gap(finding *f, const sl_gap *old, const sl_gap *now)
{
    const sl_gap *any = now ? now : old;
    sl_change change = {.how = how(old, now), .id = any->id, .title = any->question};
    change.kind = sl_phrase(f->out->now->phrases, SL_SAY_CHANGE_GAP);
    sl_change_compare_fields(f->arena, f->out, NULL, old ? old->yaml : NULL, now ? now->yaml : NULL,
                             &change);
    keep(f, &change);
}

static void compare_gaps(finding *f)
{
    const sl_strategy *old = f->out->old->strategy, *now = f->out->now->strategy;
    for (size_t i = 0; i < now->gaps.n; i++)
        compare_gap(f, sl_map_lookup(&old->gap_ids, now->gaps.at[i]->id), now->gaps.at[i]);
    for (size_t i = 0; i < old->gaps.n; i++)
        if (!sl_map_lookup(&now->gap_ids, old->gaps.at[i]->id))
            compare_gap(f, old->gaps.at[i], NULL);
}

/* --- the record and the figures behind charts, as their annexes print them --- */

static void compare_annexes(finding *f)
{
    static const char *const annexes[] = {
        "annex-figures",   "annex-programme", "annex-engagement",   "annex-responses",
        "annex-co-design", "annex-funding",   "annex-coordination", "annex-sign-off"};
    for (size_t i = 0; i < SL_COUNT(annexes); i++) {
        sl_str id = sl_str_from(annexes[i]);
        const sl_node *old = sl_map_lookup(&f->was, id), *now = sl_map_lookup(&f->is, id);
        if (!old && !now)
            continue;
        sl_change change = {.how = how(old, now),
                            .id = id,
                            .kind = sl_phrase(f->out->now->phrases, SL_SAY_CHANGE_ANNEX)};
        change.title = (now ? now : old)->title;
        sl_change_compare_text(f->arena, f->out, old, now, true, &change);
        keep(f, &change);
    }
}

static void compare_document(finding *f)
{
    sl_change change = {.title = f->out->now->title,
                        .kind = sl_phrase(f->out->now->phrases, SL_SAY_CHANGE_DOCUMENT)};
    sl_change_compare_fields(f->arena, f->out, NULL, f->out->old->strategy->config,
                             f->out->now->strategy->config, &change);
    keep(f, &change);
}

sl_changes *sl_change_find(sl_arena *a, const sl_book *old, const sl_book *now)
{
    sl_changes *c = SL_NEW(a, sl_changes);
    finding f = {.arena = a, .out = c};
    c->old = old;
    c->now = now;
    sl_change_list_sections(a, old, &f.was);
    sl_change_list_sections(a, now, &f.is);
    sl_map_init(&f.numbers_was, a);
    sl_map_init(&f.numbers_is, a);
    sl_change_list_numbers(a, old, &f.numbers_was);
    sl_change_list_numbers(a, now, &f.numbers_is);
    compare_document(&f);
    compare_items(&f);
    compare_evidence(&f);
    compare_gaps(&f);
    compare_annexes(&f);
    sl_change_find_causes(a, c);
    return c;
}

const char *sl_how_name(sl_how how)
{
    static const char *const names[] = {
        [SL_HOW_CHANGED] = "changed", [SL_HOW_NEW] = "new", [SL_HOW_GONE] = "removed"};
    return names[how];
}

size_t sl_change_count(const sl_changes *c, sl_how how)
{
    size_t n = 0;
    for (size_t i = 0; i < c->things.n; i++)
        n += c->things.at[i].how == how && !c->things.at[i].is_caused;
    return n;
}
