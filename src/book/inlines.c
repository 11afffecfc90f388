#include "base/assert.h"
#include "base/limits.h"
#include "book/compose.h"
#include "book/refer.h"
#include "book/reference.h"
#include "doc/footnote.h"
#include "load/names.h"
#include "model/figure.h"

static sl_node *copy(sl_compose *c, const sl_node *from, sl_node *parent)
{
    sl_node *n = sl_node_new(c->arena, from->kind, from->span);
    n->text = from->text;
    n->target = from->target;
    n->title = from->title;
    n->lang = from->lang;
    n->role = from->role;
    sl_node_append(parent, n);
    return n;
}

static sl_node *add_link(sl_compose *c, sl_node *to, sl_str id, const char *role)
{
    sl_node *link = sl_compose_add(c, to, SL_NODE_LINK, role);
    link->target = sl_str_format(c->arena, "#%.*s", SL_FMT(id));
    return link;
}

void sl_compose_evidence_link(sl_compose *c, sl_node *to, uint32_t evidence)
{
    const sl_evidence *e = c->s->evidence.at[evidence];
    sl_node *link = add_link(c, to, e->id, "evidence-ref");
    link->title = e->statement;
    sl_compose_text(c, link, sl_reference_label(c, evidence));
}

/* Whether a node stands in a table, but for the facts and links beside an item, which have a role.
 * There the number alone is the link: columns of titles in the colour of links would drown what
 * they are beside. */
static bool is_in_table(const sl_node *n)
{
    while (n && n->kind != SL_NODE_TABLE)
        n = n->parent;
    return n && !n->role.n;
}

void sl_compose_item_link(sl_compose *c, sl_node *to, const sl_item *item)
{
    sl_str anchor = c->item_anchor[item->index], number = c->item_number[item->index];
    bool bare = anchor.n && number.n && is_in_table(to);
    if (bare)
        sl_compose_text(c, to, sl_str_format(c->arena, "%.*s (", SL_FMT(item->title)));
    sl_node *link = anchor.n ? add_link(c, to, anchor, bare ? "item-number" : "item-ref") : to;
    if (anchor.n)
        link->title = item->title;
    if (bare) {
        sl_compose_text(c, link, number);
        sl_compose_text(c, to, SL_STR(")"));
    } else if (number.n)
        sl_compose_text(
            c, link, sl_str_format(c->arena, "%.*s (%.*s)", SL_FMT(item->title), SL_FMT(number)));
    else
        sl_compose_text(c, link, item->title);
}

void sl_compose_item_number(sl_compose *c, sl_node *to, const sl_item *item)
{
    sl_str anchor = c->item_anchor[item->index], number = c->item_number[item->index];
    if (!anchor.n || !number.n) {
        sl_compose_item_link(c, to, item);
        return;
    }
    sl_node *link = add_link(c, to, anchor, "item-ref");
    link->title = item->title;
    sl_compose_text(c, link, number);
}

void sl_compose_item_entry(sl_compose *c, sl_node *to, const sl_item *item)
{
    sl_compose_item_number(c, to, item);
    if (c->item_anchor[item->index].n && c->item_number[item->index].n)
        sl_compose_text(c, to, sl_str_format(c->arena, " %.*s", SL_FMT(item->title)));
}

/* Whether a source of a mark is a figure, a table, a heading or an annex. */
static bool is_named(const sl_compose *c, const sl_node *n)
{
    return !sl_strategy_lookup_evidence(c->s, n->id) && !sl_strategy_lookup_item(c->s, n->id) &&
           !sl_map_lookup(&c->s->hidden, n->id) && sl_names_has(c->s, n->id);
}

/* The last of the references from n on that are said together. */
static const sl_node *find_group(const sl_compose *c, const sl_node *n)
{
    const sl_node *last = n;
    while (!last->text.n && last->next && !last->next->text.n && is_named(c, last->next))
        last = last->next;
    return last;
}

/* What follows a reference: a place in the source, or the page that it leads to; of what is kept
 * from this reader there is none. */
static void add_place(sl_compose *c, const sl_node *n, const sl_item *item, bool note, sl_node *to)
{
    bool page = sl_str_equal_z(n->text, "page");
    if (page && sl_map_lookup(&c->s->hidden, n->id))
        return;
    if (page && note)
        sl_refer_add_note_page(c, to, n->id, n->span);
    else if (page && item)
        sl_refer_add_page(c, to, c->item_anchor[item->index], n->span);
    else if (page)
        sl_refer_add_page(c, to, sl_refer_anchor(c->arena, n->id), n->span);
    else if (n->text.n)
        sl_compose_text(c, to, sl_str_format(c->arena, ", %.*s", SL_FMT(n->text)));
}

static sl_node *add_note(sl_compose *c, const sl_node *at, sl_node *to)
{
    sl_node *note = sl_compose_add(c, to, SL_NODE_NOTE, NULL);
    note->span = at->span;
    note->start = (int32_t)++c->notes;
    note->id = sl_str_format(c->arena, "note-%u", c->notes);
    return note;
}

/* Whether all that a mark cites is evidence, and a note can say what it is: not in a note itself,
 * in a title or in a table's head, which stand in places that have no notes. */
static bool is_in_note(const sl_compose *c, const sl_node *cite, const sl_node *to)
{
    if (c->reference_style != SL_REFERENCE_NOTES || c->note_depth)
        return false;
    for (const sl_node *up = to; up; up = up->parent)
        if (up->kind == SL_NODE_NOTE || up->kind == SL_NODE_HEADING ||
            up->kind == SL_NODE_CAPTION || (up->kind == SL_NODE_TABLE_ROW && up->head))
            return false;
    for (const sl_node *n = cite->first; n; n = n->next)
        if (!sl_strategy_lookup_evidence(c->s, n->id))
            return false;
    return true;
}

/* "ONS, Productivity by area, 2023 [12]". */
static void add_cited_source(sl_compose *c, sl_node *to, uint32_t evidence)
{
    const sl_evidence *e = c->s->evidence.at[evidence];
    sl_compose_text(c, to, sl_str_format(c->arena, "%.*s, ", SL_FMT(e->publisher)));
    sl_compose_text(c, sl_compose_add(c, to, SL_NODE_EMPH, NULL), e->source_title);
    if (e->year.n)
        sl_compose_text(c, to, sl_str_format(c->arena, ", %.*s", SL_FMT(e->year)));
    sl_compose_text(c, to, SL_STR(" ["));
    sl_compose_evidence_link(c, to, evidence);
    sl_compose_text(c, to, SL_STR("]"));
}

/* The same, table 2; contrary: …, as a note. */
static void cite_in_note(sl_compose *c, const sl_node *cite, sl_node *to)
{
    /* Its number stands at the word. */
    sl_node *before = to->last;
    if (before && before->kind == SL_NODE_SOFT_BREAK)
        sl_node_unlink(before);
    else if (before && before->kind == SL_NODE_TEXT && sl_str_ends(before->text, " "))
        before->text.n--;
    sl_node *p = sl_compose_add(c, add_note(c, cite, to), SL_NODE_PARAGRAPH, NULL);
    for (const sl_node *n = cite->first; n; n = n->next) {
        sl_compose_text(c, p, n == cite->first ? SL_STR("") : SL_STR("; "));
        if (n->contrary)
            sl_compose_text(c, p, sl_compose_word(c, SL_SAY_CONTRARY));
        add_cited_source(c, p, sl_strategy_lookup_evidence(c->s, n->id)->index);
        add_place(c, n, NULL, false, p);
    }
    sl_compose_text(c, p, SL_STR("."));
}

/* [12, table 2; contrary: 15] for evidence; items by title and number. */
static void resolve_cite(sl_compose *c, const sl_node *cite, sl_node *to)
{
    bool open = false, first = true, dated = c->author_dates != NULL;
    if (is_in_note(c, cite, to)) {
        cite_in_note(c, cite, to);
        return;
    }
    for (const sl_node *n = cite->first; n; n = n->next, first = false) {
        const sl_evidence *e = sl_strategy_lookup_evidence(c->s, n->id);
        const sl_item *item = e ? NULL : sl_strategy_lookup_item(c->s, n->id);
        if (!first)
            sl_compose_text(c, to,
                            e && open ? SL_STR("; ")
                            : !open   ? SL_STR("; ")
                            : dated   ? SL_STR("); ")
                                      : SL_STR("]; "));
        if (e && !open)
            sl_compose_text(c, to, dated ? SL_STR("(") : SL_STR("["));
        open = e != NULL;
        if (n->contrary)
            sl_compose_text(c, to, sl_compose_word(c, SL_SAY_CONTRARY));
        bool named = is_named(c, n), note = false;
        const sl_node *last = named ? find_group(c, n) : n;
        if (sl_map_lookup(&c->s->hidden, n->id))
            sl_compose_text(c, to, sl_compose_word(c, SL_SAY_NOT_PUBLISHED));
        else if (last != n)
            sl_refer_add_group(c, to, n, last->next);
        else if (named)
            sl_refer_add(c, to, n->id);
        else if (!e && !item)
            note = sl_refer_add_note(c, to, n->id);
        if (e)
            sl_compose_evidence_link(c, to, e->index);
        else if (item)
            sl_compose_item_link(c, to, item);
        add_place(c, n, item, note, to);
        n = last;
    }
    if (open)
        sl_compose_text(c, to, dated ? SL_STR(")") : SL_STR("]"));
}

static void resolve_value(sl_compose *c, const sl_node *n, sl_node *to)
{
    const sl_evidence *e = sl_strategy_lookup_evidence(c->s, n->id);
    if (sl_map_lookup(&c->s->hidden, n->id))
        sl_compose_text(c, to, sl_compose_word(c, SL_SAY_VALUE_HIDDEN));
    sl_buf b;
    sl_buf_init(&b);
    if (e && sl_figure_push_value(&b, c->phrases, e, n)) {
        sl_compose_cite(c, e->index);
        sl_node *text = sl_compose_text(c, to, sl_buf_copy(&b, c->arena));
        text->span = n->span;
        text->target = n->text.n
                           ? sl_str_format(c->arena, "%.*s.%.*s", SL_FMT(n->id), SL_FMT(n->text))
                           : n->id;
    }
    sl_buf_done(&b);
}

static void resolve_call(sl_compose *c, const sl_node *call, sl_node *to)
{
    const sl_node *f = c->called ? sl_map_lookup(&c->called->by_name, call->id) : NULL;
    if (!f || c->note_depth >= SL_LIMIT_NOTE_DEPTH)
        return; /* reported by the check */
    const sl_node *bound = sl_map_lookup(&c->called->bound, call->id);
    if (bound) {
        sl_node *again = sl_compose_add(c, to, SL_NODE_NOTE, NULL);
        again->span = call->span;
        again->start = bound->start;
        again->id = bound->id;
        again->again = true;
        return;
    }
    sl_node *note = add_note(c, call, to);
    sl_map_add(&c->called->bound, f->id, note);
    c->note_depth++;
    sl_compose_blocks(c, f, note);
    c->note_depth--;
}

sl_compose_notes *sl_compose_open_notes(sl_compose *c, const sl_node *body)
{
    sl_compose_notes *outer = c->called, *notes = SL_NEW(c->arena, sl_compose_notes);
    notes->of = body;
    sl_footnotes_map(&notes->by_name, c->arena, body);
    sl_map_init(&notes->bound, c->arena);
    c->called = notes->by_name.entries.n ? notes : NULL;
    return outer;
}

void sl_compose_close_notes(sl_compose *c, sl_compose_notes *outer)
{
    sl_refer_resolve_notes(c);
    c->called = outer;
}

void sl_compose_body(sl_compose *c, const sl_node *body, sl_node *to)
{
    if (c->called && c->called->of == body) {
        sl_compose_blocks(c, body, to);
        return;
    }
    sl_compose_notes *outer = sl_compose_open_notes(c, body);
    sl_compose_blocks(c, body, to);
    sl_compose_close_notes(c, outer);
}

void sl_compose_title(sl_compose *c, sl_node *to, const sl_node *words, sl_str plain)
{
    if (words)
        sl_compose_inlines(c, words, to);
    else if (plain.n)
        sl_compose_text(c, to, plain);
}

/* A text, with each short form that is new to it in a SPAN that says it in full. */
static void copy_text(sl_compose *c, const sl_node *n, sl_node *to)
{
    size_t done = 0, at = 0, end = 0;
    sl_str full;
    while (full = sl_abbreviations_next(&c->abbreviations, n->text, &at, &end), full.n) {
        if (at > done)
            sl_compose_text(c, to, sl_str_slice(n->text, done, at))->span = n->span;
        sl_node *span = sl_compose_add(c, to, SL_NODE_SPAN, NULL);
        span->title = full;
        sl_compose_text(c, span, sl_str_slice(n->text, at, end))->span = n->span;
        done = at = end;
    }
    if (done == 0)
        copy(c, n, to);
    else if (done < n->text.n)
        sl_compose_text(c, to, sl_str_slice(n->text, done, n->text.n))->span = n->span;
}

/* A picture among words. */
static void add_picture(sl_compose *c, const sl_node *image, sl_node *to)
{
    sl_figure figure;
    if (!sl_compose_read_image(c, image, &figure))
        return;
    sl_node *n = sl_compose_add(c, to, SL_NODE_IMAGE, NULL);
    n->span = image->span;
    n->percent = image->percent;
    n->alt = sl_node_plain(c->arena, image);
    n->figure = (uint32_t)c->book->figures.n;
    SL_PUSH(c->arena, c->book->figures, figure);
}

void sl_compose_inlines(sl_compose *c, const sl_node *from, sl_node *to)
{
    for (const sl_node *n = from->first; n; n = n->next) {
        switch ((int)n->kind) {
        case SL_NODE_CITE:
            resolve_cite(c, n, to);
            break;
        case SL_NODE_VALUE:
            resolve_value(c, n, to);
            break;
        case SL_NODE_NOTE_CALL:
            resolve_call(c, n, to);
            break;
        case SL_NODE_NOTE:
            sl_compose_blocks(c, n, add_note(c, n, to));
            break;
        case SL_NODE_TEXT:
            copy_text(c, n, to);
            break;
        case SL_NODE_IMAGE:
            if (!n->title.n) /* with a caption it is set as a figure after its paragraph */
                add_picture(c, n, to);
            break;
        case SL_NODE_HTML_INLINE:
            break;
        case SL_NODE_LINK: {
            sl_node *link = copy(c, n, to);
            if (sl_str_starts(link->target, "#"))
                sl_refer_link(c, link);
            sl_compose_inlines(c, n, link);
            break;
        }
        case SL_NODE_SPAN: { /* what a sentence is marked for is not printed */
            bool printed = n->lang.n || n->role.n || n->title.n;
            sl_compose_inlines(c, n, printed ? copy(c, n, to) : to);
            break;
        }
        default:
            sl_compose_inlines(c, n, copy(c, n, to));
        }
    }
}

void sl_compose_items(sl_compose *c, sl_node *to, const uint32_t *items, size_t n,
                      void (*one)(sl_compose *c, sl_node *to, const sl_item *item))
{
    bool any = false;
    for (size_t i = 0; i < n; i++) {
        const sl_item *item = c->s->items.at[items[i]];
        if (!sl_compose_may_read(c, item))
            continue;
        if (any)
            sl_compose_text(c, to, SL_STR("; "));
        one(c, to, item);
        any = true;
    }
}

void sl_compose_item_links(sl_compose *c, sl_node *to, const uint32_t *items, size_t n)
{
    sl_compose_items(c, to, items, n, sl_compose_item_link);
}

/* "[12, 15]", as the text cites; a space from what stands before it. */
void sl_compose_evidence_links(sl_compose *c, sl_node *to, const uint32_t *evidence, size_t n)
{
    const sl_node *before = to->last;
    bool joins = before && before->kind == SL_NODE_TEXT && !sl_str_ends(before->text, " ");
    if (n && joins && before->text.n)
        sl_compose_text(c, to, SL_STR(" "));
    for (size_t i = 0; i < n; i++) {
        sl_compose_text(c, to, i ? SL_STR(", ") : SL_STR("["));
        sl_compose_evidence_link(c, to, evidence[i]);
    }
    if (n)
        sl_compose_text(c, to, SL_STR("]"));
}
