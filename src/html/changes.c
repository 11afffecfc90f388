#include "html/write.h"

/* What differs from an older reading, where it stands: behind each block that is new or says
 * something else, and where one is gone, stands what was there before, folded; below the heading of
 * each thing, its keys. reader/changes.js goes from one to the next; without script they are there
 * to be opened. */

typedef SL_VEC(const sl_change_block *) blocks;

/* Nodes are known by where they are. */
static sl_str key_of(sl_html *w, const sl_node *node)
{
    return (sl_str){sl_arena_copy(w->arena, (const char *)&node, sizeof node), sizeof node};
}

static void mark_block(sl_html *w, const sl_change_block *b)
{
    const sl_node *at = b->now ? b->now : b->near;
    if (!at)
        return;
    blocks *known = sl_map_lookup(&w->marks, (sl_str){(const char *)&at, sizeof at});
    if (!known) {
        known = SL_NEW(w->arena, blocks);
        sl_map_add(&w->marks, key_of(w, at), known);
    }
    SL_PUSH(w->arena, *known, b);
}

/* Of which item a heading is: the part that an item begins has another id. */
static sl_str place_of(const sl_html *w, sl_str id)
{
    const sl_strategy *s = w->book->strategy;
    for (size_t i = 0; i < s->parts.n; i++)
        if (s->parts.at[i]->intro && sl_str_equal(s->parts.at[i]->intro->id, id))
            return s->parts.at[i]->id;
    return id;
}

void sl_html_find_changes(sl_html *w)
{
    sl_map_init(&w->marks, w->arena);
    sl_map_init(&w->things, w->arena);
    if (!w->more.changes)
        return;
    sl_map_init(&w->numbers, w->arena);
    sl_change_list_numbers(w->arena, w->book, &w->numbers);
    sl_map old;
    sl_change_list_sections(w->arena, w->more.changes->old, &old);
    for (size_t i = 0; i < w->more.changes->things.n; i++) {
        const sl_change *c = &w->more.changes->things.at[i];
        bool gone = c->how == SL_HOW_GONE;
        sl_str id = gone ? c->id : place_of(w, c->id);
        /* What this document does not show, and did not, is none of its changes. */
        if (!id.n || !sl_map_lookup(gone ? &old : &w->ids, id))
            continue;
        sl_map_add(&w->things, id, (void *)c);
        for (size_t k = 0; k < c->blocks.n && c->how == SL_HOW_CHANGED; k++)
            if (!sl_change_is_context(&c->blocks.at[k]))
                mark_block(w, &c->blocks.at[k]);
    }
}

static const sl_change *find_thing(const sl_html *w, sl_str id)
{
    return w->more.changes ? sl_map_lookup(&w->things, id) : NULL;
}

/* --- words --- */

static void push_marked(sl_html *w, bool come, sl_str text)
{
    size_t n = sl_str_trim(text).n;
    sl_html_push(w, come ? "<ins><span class=\"said\">" : "<del><span class=\"said\">");
    sl_html_push_word(w, come ? SL_SAY_WEB_INSERTED : SL_SAY_WEB_DELETED);
    sl_html_push(w, "</span>");
    sl_html_push_text(w, sl_str_slice(text, 0, n));
    sl_html_push(w, come ? "</ins>" : "</del>");
    sl_html_push_text(w, sl_str_slice(text, n, text.n));
}

static void push_words(sl_html *w, const sl_change_block *b)
{
    for (size_t i = 0; i < b->words.n; i++) {
        const sl_change_words *one = &b->words.at[i];
        sl_str text = sl_change_print(w->arena, &w->numbers, one->text);
        if (one->kind == SL_EDIT_KEPT)
            sl_html_push_text(w, text);
        else
            push_marked(w, one->kind == SL_EDIT_NEW, text);
        if (one->kind == SL_EDIT_GONE && !sl_str_ends(text, " "))
            sl_html_push(w, " "); /* the last words of a block */
    }
}

static void open_mark(sl_html *w, const char *tag, bool gone)
{
    sl_buf_push_format(w->out, "<%s class=\"web was%s\" id=\"_was-%u\">", tag, gone ? " gone" : "",
                       ++w->was);
}

static bool is_new(const sl_change_block *b)
{
    return b->now && b->words.n == 1 && b->words.at[0].kind == SL_EDIT_NEW;
}

void sl_html_push_was(sl_html *w, const sl_node *block)
{
    const blocks *all = w->more.changes
                            ? sl_map_lookup(&w->marks, (sl_str){(const char *)&block, sizeof block})
                            : NULL;
    for (size_t i = 0; all && i < all->n; i++) {
        const sl_change_block *b = all->at[i];
        bool fresh = is_new(b);
        open_mark(w, fresh ? "span" : "details", !b->now);
        sl_html_push(w, fresh ? "" : "<summary>");
        sl_html_push_word(w, fresh    ? SL_SAY_WEB_SINCE_NEW
                             : b->now ? SL_SAY_WEB_SINCE_CHANGED
                                      : SL_SAY_WEB_SINCE_GONE);
        if (!fresh) {
            sl_html_push(w, "</summary><p>");
            push_words(w, b);
            sl_html_push(w, "</p>");
            if (b->kind == SL_NODE_FIGURE && b->was)
                sl_html_push_older_figure(w, b->was);
        }
        sl_html_push(w, fresh ? "</span>\n" : "</details>\n");
    }
}

/* --- things --- */

static void push_values(sl_html *w, const sl_change_field *f)
{
    for (size_t i = 0; i < f->gone.n + f->come.n; i++) {
        bool come = i >= f->gone.n;
        sl_html_push(w, !i ? "" : i == f->gone.n ? " " : "; ");
        push_marked(w, come, come ? f->come.at[i - f->gone.n] : f->gone.at[i]);
    }
}

static void push_fields(sl_html *w, const sl_change *c)
{
    sl_html_push(w, "<dl>");
    for (size_t i = 0; i < c->fields.n; i++) {
        sl_html_push(w, "<div><dt>");
        sl_html_push_text(w, c->fields.at[i].label);
        sl_html_push(w, "</dt><dd>");
        push_values(w, &c->fields.at[i]);
        sl_html_push(w, "</dd></div>");
    }
    sl_html_push(w, "</dl>");
}

static void push_labels(sl_html *w, const sl_change *c)
{
    for (size_t i = 0; i < c->fields.n; i++) {
        sl_html_push(w, i ? ", " : ": ");
        sl_html_push_text(w, c->fields.at[i].label);
    }
}

void sl_html_push_thing_was(sl_html *w, sl_str id)
{
    const sl_change *c = find_thing(w, id);
    bool fresh = c && c->how == SL_HOW_NEW;
    if (!c || (!fresh && !c->fields.n))
        return;
    open_mark(w, fresh ? "p" : "details", false);
    if (fresh) {
        sl_html_push_text(w, sl_html_say(w, SL_SAY_WEB_SINCE_ALL_NEW,
                                         SL_T("version", w->more.changes->old->version)));
        sl_html_push(w, "</p>\n");
        return;
    }
    sl_html_push(w, "<summary>");
    sl_html_push_word(w, SL_SAY_WEB_SINCE_CHANGED);
    push_labels(w, c);
    sl_html_push(w, "</summary>");
    push_fields(w, c);
    sl_html_push(w, "</details>\n");
}

static sl_str how_of(sl_html *w, const sl_change *c)
{
    return sl_html_say(w, SL_SAY_CHANGE_HOW, SL_T("how", sl_str_from(sl_how_name(c->how))));
}

sl_str sl_html_name_change(sl_html *w, sl_str id)
{
    const sl_change *c = find_thing(w, id);
    return c ? how_of(w, c) : SL_STR_NONE;
}

/* --- all of them, in the banner --- */

static void push_line(sl_html *w, sl_str id, const sl_change *c)
{
    const sl_node *section = sl_map_lookup(&w->ids, id);
    bool gone = c->how == SL_HOW_GONE;
    sl_html_push(w, "<li>");
    if (gone || !section)
        push_marked(w, false, c->title);
    else
        sl_html_push_section_link(w, section, sl_node_number_of(section), c->title);
    sl_html_push(w, ": ");
    sl_html_push_text(w, how_of(w, c));
    for (size_t i = 0; i < c->fields.n && c->how == SL_HOW_CHANGED; i++) {
        sl_html_push(w, "; ");
        sl_html_push_text(w, c->fields.at[i].label);
        sl_html_push(w, " ");
        push_values(w, &c->fields.at[i]);
    }
    if (!c->fields.n && c->words_new)
        sl_html_push_text(w, sl_html_say(w, SL_SAY_WEB_SINCE_WORDS, SL_N("n", c->words_new)));
    if (c->places.n)
        sl_html_push_text(w, sl_html_say(w, SL_SAY_WEB_SINCE_PLACES, SL_N("n", c->places.n)));
    sl_html_push(w, "</li>\n");
}

/* What is new, gone or stands otherwise by its keys comes before what reads otherwise, and that
 * before the annexes, which repeat both. */
static int rank_of(const sl_change *c)
{
    if (sl_str_starts(c->id, "annex-"))
        return 2;
    return c->how == SL_HOW_CHANGED && !c->fields.n ? 1 : 0;
}

/* Told of the evidence whose figure it prints, where this document prints that too. */
static bool is_caused(const sl_html *w, const sl_change *c)
{
    bool is = c->is_caused;
    for (size_t i = 0; i < c->blocks.n && is; i++)
        for (size_t k = 0; k < c->blocks.at[i].causes.n && is; k++)
            is = find_thing(w, c->blocks.at[i].causes.at[k]) != NULL;
    return is;
}

static size_t count(const sl_html *w, sl_how how)
{
    size_t n = 0;
    for (size_t i = 0; i < w->things.entries.n; i++) {
        const sl_change *c = w->things.entries.at[i].value;
        n += c->how == how && !is_caused(w, c);
    }
    return n;
}

void sl_html_push_since(sl_html *w)
{
    enum { RANKS = 3 };
    size_t n = w->things.entries.n, told = 0;
    for (int how = 0; how <= SL_HOW_GONE; how++)
        told += count(w, (sl_how)how);
    if (!w->more.changes)
        return;
    sl_html_push(w, "<div class=\"change since\"><dt>");
    sl_html_push_text(
        w, sl_html_say(
               w, SL_SAY_WEB_SINCE, SL_T("version", w->more.changes->old->version),
               SL_T("date", sl_say_date(w->book->phrases, w->arena, w->more.changes->old->date))));
    sl_html_push(w, "</dt><dd>");
    if (!n) {
        sl_html_push_word(w, SL_SAY_CHANGE_NONE);
        sl_html_push(w, "</dd></div>\n");
        return;
    }
    sl_html_push(w, "<details><summary>");
    sl_html_push_text(w, sl_html_say(w, SL_SAY_CHANGE_COUNTS, SL_N("n", told),
                                     SL_N("new", count(w, SL_HOW_NEW)),
                                     SL_N("changed", count(w, SL_HOW_CHANGED)),
                                     SL_N("removed", count(w, SL_HOW_GONE))));
    sl_html_push(w, "</summary>\n<button type=\"button\" class=\"by-script\" data-step>");
    sl_html_push_word(w, SL_SAY_WEB_SINCE_STEP);
    sl_html_push(w, "</button>\n<ol>\n");
    for (int rank = 0; rank < RANKS; rank++)
        for (size_t i = 0; i < n; i++) {
            const sl_map_entry *e = &w->things.entries.at[i];
            if (!is_caused(w, e->value) && rank_of(e->value) == rank)
                push_line(w, e->key, e->value);
        }
    sl_html_push(w, "</ol></details></dd></div>\n");
}
