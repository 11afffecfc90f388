/* References to figures, tables, headings and annexes: [@fig-output] prints "Figure 2". Their
 * numbers are known when the document is composed: until then the link is empty. */
#include "book/refer.h"

#include "base/assert.h"
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

void sl_refer_add_group(sl_compose *c, sl_node *to, const sl_node *first, const sl_node *end)
{
    sl_node *group = sl_compose_add(c, to, SL_NODE_SPAN, NULL);
    for (const sl_node *n = first; n != end; n = n->next) {
        sl_node *link = sl_compose_add(c, group, SL_NODE_LINK, "ref");
        link->target = sl_str_format(c->arena, "#%.*s", SL_FMT(sl_refer_anchor(c->arena, n->id)));
    }
    SL_PUSH(c->arena, c->groups, group);
}

static sl_node *add_page(sl_compose *c, sl_node *to, sl_span at)
{
    sl_node *page = sl_compose_add(c, to, SL_NODE_SPAN, "page-of");
    page->span = at;
    return page;
}

void sl_refer_add_page(sl_compose *c, sl_node *to, sl_str id, sl_span at)
{
    sl_node *page = add_page(c, to, at);
    page->target = sl_str_format(c->arena, "#%.*s", SL_FMT(id));
    SL_PUSH(c->arena, c->pages, page);
}

void sl_refer_add_note_page(sl_compose *c, sl_node *to, sl_str name, sl_span at)
{
    sl_node *page = add_page(c, to, at);
    page->target = sl_str_slice(name, strlen("note-"), name.n);
    SL_PUSH(c->arena, c->called->references, page);
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
        c->book->asks_pages = c->book->asks_pages || link->kind == SL_NODE_SPAN;
        if (link->kind == SL_NODE_LINK)
            sl_compose_text(c, link,
                            sl_compose_say(c, SL_SAY_REFERENCE_NOTE, SL_N("n", note->start)));
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

/* --- what a reference prints --- */

typedef enum refer_kind { OTHER, FIGURE, TABLE, PART, ANNEX } refer_kind;

typedef struct referred {
    refer_kind kind;
    sl_str label;  /* "Figure 2"; empty: nothing has the name here */
    sl_str number; /* "2", "2.3", "G"; empty for OTHER */
    sl_node *link;
} referred;

static const sl_node *caption_of(const sl_node *n)
{
    const sl_node *child = n->first;
    while (child && child->kind != SL_NODE_CAPTION)
        child = child->next;
    return child;
}

static sl_str last_word(sl_str s)
{
    size_t begin = s.n;
    while (begin > 0 && s.p[begin - 1] != ' ')
        begin--;
    return sl_str_slice(s, begin, s.n);
}

/* What a reference to the node prints: its number, or its title where it has none. */
static referred read(sl_compose *c, const sl_node *n, bool first)
{
    referred r = {.kind = OTHER};
    const sl_node *heading = n->kind == SL_NODE_HEADING   ? n
                             : n->kind == SL_NODE_SECTION ? sl_node_lookup_heading(n)
                                                          : NULL;
    const sl_node *caption = caption_of(n);
    if (heading && heading->number.n) {
        r.kind = sl_str_equal_z(n->role, "annex") ? ANNEX : PART;
        r.number = last_word(heading->number);
        r.label = r.kind == ANNEX
                      ? heading->number
                      : sl_compose_say(
                            c, first ? SL_SAY_REFERENCE_SECTION_FIRST : SL_SAY_REFERENCE_SECTION,
                            SL_T("number", heading->number));
    } else if (heading) {
        r.label = quoted(c, sl_node_plain(c->arena, heading));
    } else if (caption && caption->number.n) {
        r.kind = n->kind == SL_NODE_TABLE ? TABLE : FIGURE;
        r.number = last_word(caption->number);
        r.label = caption->number;
    } else if (caption) {
        r.label = quoted(c, sl_node_plain(c->arena, caption));
    }
    for (const sl_node *child = n->first; child && !r.label.n; child = child->next)
        if (child->kind == SL_NODE_PARAGRAPH && sl_str_equal_z(child->role, "box-title"))
            r.label = quoted(c, sl_node_plain(c->arena, child));
    return r;
}

static referred read_link(sl_compose *c, const sl_map *named, sl_node *link, bool first)
{
    const sl_node *to = sl_map_lookup(named, sl_str_slice(link->target, 1, link->target.n));
    referred r = to ? read(c, to, first) : (referred){.kind = OTHER};
    r.link = link;
    if (!r.label.n) { /* kept from this reader, or of another sheet */
        link->kind = SL_NODE_SPAN;
        link->role = link->target = SL_STR_NONE;
        r.label = sl_compose_word(c, SL_SAY_NOT_PUBLISHED);
    }
    return r;
}

/* --- several at once --- */

/* The part of a number that counts: 3 of "2.3", 7 of "G"; *before is what stands before it. */
static int count_of(sl_str number, sl_str *before)
{
    size_t at = number.n;
    int n = 0;
    while (at > 0 && sl_is_digit(number.p[at - 1]))
        at--;
    for (size_t i = at; i < number.n && n < 100000; i++)
        n = n * 10 + (number.p[i] - '0');
    *before = sl_str_slice(number, 0, at);
    if (at == number.n && number.n) {
        n = (unsigned char)number.p[number.n - 1];
        *before = sl_str_slice(number, 0, number.n - 1);
    }
    return n;
}

static int by_number(const referred *a, const referred *b)
{
    sl_str x, y;
    int m = count_of(a->number, &x), n = count_of(b->number, &y);
    if (!sl_str_equal(x, y))
        return x.n != y.n ? (x.n > y.n) - (x.n < y.n) : sl_str_compare(x, y);
    return (m > n) - (m < n);
}

/* Few stand in one mark: each is put where it belongs. */
static void sort(referred *all, size_t n)
{
    for (size_t i = 1; i < n; i++)
        for (size_t k = i; k > 0 && by_number(&all[k - 1], &all[k]) > 0; k--) {
            referred swap = all[k];
            all[k] = all[k - 1];
            all[k - 1] = swap;
        }
}

static bool is_next(const referred *a, const referred *b)
{
    sl_str x, y;
    return count_of(a->number, &x) + 1 == count_of(b->number, &y) && sl_str_equal(x, y);
}

/* In a message, the place of the i-th link. */
static sl_str place(sl_compose *c, size_t i)
{
    return sl_str_format(c->arena, "\x1E%zu\x1F", i);
}

/* "2", "3 to 5", as places of links, each once. */
static sl_str list_of(sl_compose *c, const referred *all, size_t n)
{
    sl_str *texts = SL_NEW_ARRAY(c->arena, sl_str, n);
    size_t count = 0;
    for (size_t i = 0, end; i < n; i = end) {
        end = i + 1;
        size_t last = i;
        while (end < n && (by_number(&all[last], &all[end]) == 0 || is_next(&all[last], &all[end])))
            last = end++;
        sl_str x, y;
        int width = count_of(all[last].number, &x) - count_of(all[i].number, &y);
        if (width >= 2) {
            texts[count++] = sl_compose_say(c, SL_SAY_REFERENCE_RANGE, SL_T("from", place(c, i)),
                                            SL_T("to", place(c, last)));
        } else {
            texts[count++] = place(c, i);
            if (width)
                texts[count++] = place(c, last);
        }
    }
    return sl_say_list(c->phrases, c->arena, texts, count, false);
}

/* Appends a message, with links where their places are. */
static void add_message(sl_compose *c, sl_node *group, const referred *all, sl_str message)
{
    while (message.n) {
        size_t at = sl_str_find_char(message, 0x1E, 0);
        size_t end = at == SIZE_MAX ? SIZE_MAX : sl_str_find_char(message, 0x1F, at);
        sl_str before = end == SIZE_MAX ? message : sl_str_slice(message, 0, at);
        if (before.n)
            sl_compose_text(c, group, before);
        if (end == SIZE_MAX)
            return;
        size_t i = 0;
        for (size_t k = at + 1; k < end; k++)
            i = i * 10 + (size_t)(message.p[k] - '0');
        sl_compose_text(c, all[i].link, all[i].number);
        sl_node_append(group, all[i].link);
        message = sl_str_slice(message, end + 1, message.n);
    }
}

static void add_run(sl_compose *c, sl_node *group, referred *all, size_t n, bool first)
{
    sl_say_id words[] = {[FIGURE] = SL_SAY_REFERENCE_FIGURES,
                         [TABLE] = SL_SAY_REFERENCE_TABLES,
                         [PART] =
                             first ? SL_SAY_REFERENCE_SECTIONS_FIRST : SL_SAY_REFERENCE_SECTIONS,
                         [ANNEX] = SL_SAY_REFERENCE_ANNEXES};
    sort(all, n);
    if (n > 1 && by_number(&all[0], &all[n - 1]) == 0)
        n = 1;
    if (n == 1) {
        sl_compose_text(c, all[0].link, all[0].label);
        sl_node_append(group, all[0].link);
        return;
    }
    add_message(c, group, all,
                sl_compose_say(c, words[all[0].kind], SL_T("list", list_of(c, all, n))));
}

static void resolve_group(sl_compose *c, const sl_map *named, sl_node *group)
{
    bool first = begins_sentence(group);
    SL_VEC(referred) all = {0};
    while (group->first) {
        sl_node *link = group->first;
        referred r = read_link(c, named, link, first && !all.n);
        sl_node_unlink(link);
        SL_PUSH(c->arena, all, r);
    }
    for (size_t i = 0, end; i < all.n; i = end) {
        end = i + 1;
        while (end < all.n && all.at[i].kind != OTHER && all.at[end].kind == all.at[i].kind)
            end++;
        if (i)
            sl_compose_text(c, group, SL_STR("; "));
        add_run(c, group, &all.at[i], end - i, first && i == 0);
    }
}

/* The page of what another document alone holds is that document's: of an entry of the register
 * here, of what else is referred to where the link is cut. */
static void resolve_page(sl_compose *c, const sl_map *named, sl_node *page)
{
    sl_str id = sl_str_slice(page->target, 1, page->target.n);
    if (sl_map_lookup(named, id)) {
        c->book->asks_pages = true;
        return;
    }
    const sl_primary *p = c->options->page_references ? c->options->primary : NULL;
    const sl_str *label =
        p && p->pages && sl_strategy_lookup_evidence(c->s, id) ? sl_map_lookup(p->pages, id) : NULL;
    page->role = page->target = SL_STR_NONE;
    if (label)
        sl_compose_text(c, page, sl_compose_say(c, SL_SAY_REFERENCE_PAGE, SL_T("page", *label)));
    else
        sl_node_unlink(page);
}

void sl_refer_resolve(sl_compose *c)
{
    if (!c->references.n && !c->groups.n && !c->pages.n)
        return; /* nothing to look for */
    sl_map named;
    sl_map_init(&named, c->arena);
    for (sl_node *n = c->book->root->first; n; n = sl_node_walk_blocks(c->book->root, n))
        if (n->id.n)
            sl_map_add(&named, n->id, n);
    for (size_t i = 0; i < c->references.n; i++) {
        sl_node *link = c->references.at[i];
        referred r = read_link(c, &named, link, begins_sentence(link));
        sl_compose_text(c, link, r.label);
    }
    for (size_t i = 0; i < c->groups.n; i++)
        resolve_group(c, &named, c->groups.at[i]);
    for (size_t i = 0; i < c->pages.n; i++)
        resolve_page(c, &named, c->pages.at[i]);
}
