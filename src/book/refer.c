/* References to figures, tables, headings and annexes: [@fig-output] prints "Figure 2". Their
 * numbers are known when the document is composed: until then the link is empty. */
#include "book/refer.h"

#include "load/names.h"

sl_str sl_refer_anchor(sl_arena *a, sl_str name)
{
    size_t hash = sl_str_find_char(name, '#', 0);
    if (hash == SIZE_MAX)
        return name;
    return sl_str_format(a, "%.*s.%.*s", (int)hash, name.p, (int)(name.n - hash - 1),
                         name.p + hash + 1);
}

void sl_refer_add(sl_compose *c, sl_node *to, sl_str name)
{
    sl_node *link = sl_compose_add(c, to, SL_NODE_LINK, "ref");
    link->target = sl_str_format(c->arena, "#%.*s", SL_FMT(sl_refer_anchor(c->arena, name)));
    SL_PUSH(c->arena, c->references, link);
}

bool sl_refer_add_note(sl_compose *c, sl_node *to, sl_str name)
{
    if (!sl_str_starts(name, "note-") || !c->called)
        return false;
    sl_str called = sl_str_slice(name, strlen("note-"), name.n);
    if (!sl_map_lookup(&c->called->by_name, called))
        return false;
    sl_node *link = sl_compose_add(c, to, SL_NODE_LINK, "note-ref");
    link->target = called;
    SL_PUSH(c->arena, c->called->references, link);
    return true;
}

void sl_refer_resolve_notes(sl_compose *c)
{
    for (size_t i = 0; c->called && i < c->called->references.n; i++) {
        sl_node *link = c->called->references.at[i];
        const sl_node *note = sl_map_lookup(&c->called->bound, link->target);
        if (!note) { /* nothing calls it, which is said */
            sl_node_unlink(link);
            continue;
        }
        link->target = sl_str_format(c->arena, "#%.*s", SL_FMT(note->id));
        sl_compose_text(c, link, sl_compose_say(c, SL_SAY_REFERENCE_NOTE, SL_N("n", note->start)));
    }
}

void sl_refer_link(sl_compose *c, sl_node *link)
{
    sl_str id = sl_str_slice(link->target, 1, link->target.n);
    if (!c->item || sl_names_has(c->s, id) || sl_strategy_lookup_item(c->s, id))
        return;
    sl_str name = sl_str_format(c->arena, "%.*s#%.*s", SL_FMT(c->item->id), SL_FMT(id));
    if (sl_names_has(c->s, name))
        link->target = sl_str_format(c->arena, "#%.*s", SL_FMT(sl_refer_anchor(c->arena, name)));
}

static sl_str quoted(sl_compose *c, sl_str text)
{
    return sl_compose_say(c, SL_SAY_REFERENCE_TITLE, SL_T("title", text));
}

static bool begins_sentence(const sl_node *link)
{
    const sl_node *before = link->prev;
    if (!before || before->kind != SL_NODE_TEXT)
        return !before;
    sl_str s = sl_str_trim(before->text);
    return !s.n || strchr(".!?:", s.p[s.n - 1]);
}

/* What a reference to the node prints: its number, or its title where it has none. */
static sl_str label_of(sl_compose *c, const sl_node *n, bool first)
{
    const sl_node *heading = n->kind == SL_NODE_HEADING   ? n
                             : n->kind == SL_NODE_SECTION ? sl_node_lookup_heading(n)
                                                          : NULL;
    if (heading && heading->number.n)
        return sl_str_equal_z(n->role, "annex")
                   ? heading->number
                   : sl_compose_say(
                         c, first ? SL_SAY_REFERENCE_SECTION_FIRST : SL_SAY_REFERENCE_SECTION,
                         SL_T("number", heading->number));
    if (heading)
        return quoted(c, sl_node_plain(c->arena, heading));
    for (const sl_node *child = n->first; child; child = child->next) {
        if (child->kind == SL_NODE_CAPTION)
            return child->number.n ? child->number : quoted(c, sl_node_plain(c->arena, child));
        if (child->kind == SL_NODE_PARAGRAPH && sl_str_equal_z(child->role, "box-title"))
            return quoted(c, sl_node_plain(c->arena, child));
    }
    return SL_STR_NONE;
}

void sl_refer_resolve(sl_compose *c)
{
    if (!c->references.n)
        return; /* nothing to look for */
    sl_map named;
    sl_map_init(&named, c->arena);
    for (sl_node *n = c->book->root->first; n; n = sl_node_walk_blocks(c->book->root, n))
        if (n->id.n)
            sl_map_add(&named, n->id, n);
    for (size_t i = 0; i < c->references.n; i++) {
        sl_node *link = c->references.at[i];
        const sl_node *to = sl_map_lookup(&named, sl_str_slice(link->target, 1, link->target.n));
        sl_str label = to ? label_of(c, to, begins_sentence(link)) : SL_STR_NONE;
        if (!label.n) { /* kept from this reader, or of another sheet */
            link->kind = SL_NODE_SPAN;
            link->role = link->target = SL_STR_NONE;
            label = sl_compose_word(c, SL_SAY_NOT_PUBLISHED);
        }
        sl_compose_text(c, link, label);
    }
}
