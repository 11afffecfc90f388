#include "book/cut.h"

#include "book/brief.h"
#include "book/front.h"
#include "book/imprint.h"
#include "book/plan.h"

static sl_node *find_chapter(const sl_node *whole, sl_str id)
{
    for (sl_node *n = whole->first; n; n = n->next)
        if (sl_str_equal(n->id, id))
            return n;
    return NULL; /* kept from this reader */
}

static void move(sl_node *to, sl_node *n)
{
    sl_node_unlink(n);
    sl_node_append(to, n);
}

static void add_part(sl_compose *c, sl_node *root, sl_str name, bool *has_contents)
{
    switch (sl_made_part_lookup(name)) {
    case SL_MADE_FRONT_SHEET:
        sl_front_compose(c, root);
        return;
    case SL_MADE_PLAN:
        sl_plan_compose(c, root);
        return;
    case SL_MADE_IMPRINT:
        sl_imprint_compose(c, root);
        return;
    case SL_MADE__COUNT:
        break;
    }
    if (!*has_contents)
        sl_compose_add(c, root, SL_NODE_CONTENTS, NULL)->columns = 2;
    *has_contents = true;
    sl_node *chapter = find_chapter(c->whole, name);
    if (chapter)
        move(root, chapter);
}

void sl_cut_parts(sl_compose *c, sl_node *root)
{
    bool has_contents = false;
    if (c->options->group.n) {
        sl_brief_compose(c, root, c->options->group);
        return;
    }
    SL_EACH (one, c->options->document->parts)
        add_part(c, root, one->text, &has_contents);
    const sl_yaml *annexes = c->options->document->annexes;
    if (c->options->document->parts) {
        if (!has_contents && annexes && annexes->count > 1)
            sl_compose_add(c, root, SL_NODE_CONTENTS, NULL)->columns = 2;
        return;
    }
    sl_compose_add(c, root, SL_NODE_CONTENTS, NULL)->columns = 2;
    while (c->whole->first)
        move(root, c->whole->first);
}

/* --- links --- */

static void gather_ids(sl_map *ids, const sl_node *root)
{
    for (sl_node *n = root->first; n; n = sl_node_walk(root, n))
        if (n->id.n)
            sl_map_add(ids, n->id, n);
}

/* "Kent (8.2)" with its page: "Kent (8.2, page 83)"; "section 2.1": "section 2.1 (page 14)". */
static void add_page(sl_compose *c, sl_node *link, sl_str page, bool in_brackets)
{
    sl_node *last = link->last;
    if (!last || last->kind != SL_NODE_TEXT)
        return;
    sl_str at = sl_compose_say(c, SL_SAY_ON_PAGE, SL_T("page", page));
    if (in_brackets) {
        last->text = sl_str_format(c->arena, "%.*s, %.*s", SL_FMT(last->text), SL_FMT(at));
        return;
    }
    if (sl_str_find_char(last->text, ' ', 0) == SIZE_MAX)
        return; /* a number in a table */
    bool open = sl_str_ends(last->text, ")");
    sl_str text = open ? sl_str_slice(last->text, 0, last->text.n - 1) : last->text;
    last->text =
        sl_str_format(c->arena, open ? "%.*s, %.*s)" : "%.*s (%.*s)", SL_FMT(text), SL_FMT(at));
}

/* What it says whatever the numbers are: readings are compared by that. */
static sl_str say_unnumbered(sl_compose *c, const sl_node *link)
{
    if (sl_str_equal_z(link->role, "evidence-ref"))
        return sl_str_slice(link->target, 1, link->target.n);
    sl_str text = sl_node_plain(c->arena, link);
    size_t at = text.n;
    while (at > 0 && text.p[at - 1] != '(')
        at--;
    bool numbered = sl_str_equal_z(link->role, "item-ref") && at > 1 && sl_str_ends(text, ")");
    return numbered ? sl_str_trim(sl_str_slice(text, 0, at - 1)) : text;
}

static void cut(sl_compose *c, sl_node *link)
{
    const sl_primary *p = c->options->primary;
    const sl_str *page =
        p && p->pages && c->options->page_references && !sl_str_equal_z(link->role, "evidence-ref")
            ? sl_map_lookup(p->pages, sl_str_slice(link->target, 1, link->target.n))
            : NULL;
    bool in_brackets = sl_str_equal_z(link->role, "item-number");
    link->alt = say_unnumbered(c, link);
    link->kind = SL_NODE_SPAN;
    link->role = link->target = link->title = SL_STR_NONE;
    if (page)
        add_page(c, link, *page, in_brackets);
}

/* A drawing's links: to what stands in the document. */
static void cut_diagram(sl_compose *c, sl_figure *figure, const sl_map *ids)
{
    sl_diagram *d = SL_NEW(c->arena, sl_diagram);
    *d = *figure->diagram;
    d->nodes.at = SL_NEW_ARRAY(c->arena, sl_diagram_node, d->nodes.n + 1);
    for (size_t i = 0; i < d->nodes.n; i++) {
        d->nodes.at[i] = figure->diagram->nodes.at[i];
        sl_str target = d->nodes.at[i].target;
        if (target.n && !sl_map_lookup(ids, sl_str_slice(target, 1, target.n)))
            d->nodes.at[i].target = SL_STR_NONE;
    }
    figure->diagram = d;
}

void sl_cut_links(sl_compose *c)
{
    sl_map ids;
    sl_map_init(&ids, c->arena);
    sl_node *root = c->book->root;
    gather_ids(&ids, root);
    for (size_t i = 0; i < c->book->figures.n; i++)
        if (c->book->figures.at[i].diagram)
            cut_diagram(c, &c->book->figures.at[i], &ids);
    for (sl_node *n = root->first; n; n = sl_node_walk(root, n))
        if (n->kind == SL_NODE_LINK && sl_str_starts(n->target, "#") &&
            !sl_map_lookup(&ids, sl_str_slice(n->target, 1, n->target.n)))
            cut(c, n);
}
