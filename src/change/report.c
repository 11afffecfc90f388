/* The changes as a document: a table of all, then each with its keys and its text redlined. */
#include "change/change.h"
#include "book/compose.h"

typedef struct report {
    sl_arena *arena;
    sl_compose maker; /* of nodes: it knows of the arena only */
    const sl_changes *changes;
} report;

/* --- small makers, on those of the strategy's own documents --- */

static sl_node *add_section(report *r, sl_node *parent, const char *role, sl_str id, sl_str title,
                            unsigned level)
{
    sl_node *section = sl_compose_section(&r->maker, parent, sl_str_from(role), id, title, level);
    sl_compose_heading(&r->maker, section, level, SL_STR_NONE, title);
    return section;
}

static void add_link(report *r, sl_node *to, sl_str target, sl_str text)
{
    sl_node *link = sl_compose_add(&r->maker, to, SL_NODE_LINK, NULL);
    link->target = sl_str_format(r->arena, "#%.*s", SL_FMT(target));
    sl_compose_text(&r->maker, link, text);
}

/* The space after marked words is not marked. */
static void add_mark(report *r, sl_node *to, sl_edit_kind kind, sl_str text)
{
    size_t n = kind == SL_EDIT_KEPT ? 0 : sl_str_trim(text).n;
    if (n)
        sl_compose_text(&r->maker,
                        sl_compose_add(&r->maker, to, SL_NODE_SPAN,
                                       kind == SL_EDIT_NEW ? "inserted" : "deleted"),
                        sl_str_slice(text, 0, n));
    if (n < text.n)
        sl_compose_text(&r->maker, to, sl_str_slice(text, n, text.n));
}

/* --- what it says of itself --- */

static sl_str date_of(report *r, const sl_book *b)
{
    return sl_say_date(r->maker.phrases, r->arena, b->date);
}

static void add_cover(report *r, sl_node *root, const sl_book *b)
{
    const sl_book *old = r->changes->old, *now = r->changes->now;
    sl_node *cover =
        sl_compose_section(&r->maker, root, SL_STR("cover"), SL_STR("cover"), b->title, 0);
    sl_compose_paragraph(&r->maker, cover, "cover-organisation", b->organisation);
    sl_compose_paragraph(&r->maker, cover, "cover-title", b->title);
    sl_compose_paragraph(&r->maker, cover, "cover-subtitle", b->subtitle);
    sl_compose_paragraph(&r->maker, cover, "cover-status",
                         sl_compose_say(&r->maker, SL_SAY_CHANGE_VERSIONS,
                                        SL_T("from", old->version), SL_T("then", date_of(r, old)),
                                        SL_T("to", now->version), SL_T("now", date_of(r, now))));
    sl_compose_paragraph(&r->maker, cover, "cover-notice", b->notice);
}

/* --- all of them --- */

static sl_str anchor_of(report *r, const sl_change *c)
{
    if (!c->id.n)
        return SL_STR("change");
    return sl_str_format(r->arena, "change-%.*s", SL_FMT(c->id));
}

static void push_count(report *r, sl_buf *b, size_t n, sl_say_id what)
{
    if (!n)
        return;
    sl_buf_push_z(b, b->n ? ", " : "");
    sl_say_push(b, r->maker.phrases, what, &(sl_say_field)SL_N("n", n), 1);
}

/* "Decision by, State, 12 words inserted, 3 words deleted". */
static sl_str sum_up(report *r, const sl_change *c)
{
    sl_buf b;
    sl_buf_init(&b);
    for (size_t i = 0; i < c->fields.n && c->how == SL_HOW_CHANGED; i++) {
        sl_buf_push_z(&b, i ? ", " : "");
        sl_buf_push_str(&b, c->fields.at[i].label);
    }
    push_count(r, &b, c->words_new, SL_SAY_CHANGE_WORDS_NEW);
    push_count(r, &b, c->words_gone, SL_SAY_CHANGE_WORDS_GONE);
    return sl_buf_take(&b, r->arena);
}

static sl_str how_of(report *r, const sl_change *c)
{
    return sl_compose_say(&r->maker, SL_SAY_CHANGE_HOW,
                          SL_T("how", sl_str_from(sl_how_name(c->how))));
}

static void add_table(report *r, sl_node *to)
{
    static const sl_say_id titles[] = {SL_SAY_WHAT, SL_SAY_CHANGE_KIND, SL_SAY_CHANGE_HOW_LABEL,
                                       SL_SAY_CHANGE_WHERE};
    sl_node *table = sl_compose_table(&r->maker, to, NULL, titles, SL_COUNT(titles));
    for (size_t i = 0; i < r->changes->things.n; i++) {
        const sl_change *c = &r->changes->things.at[i];
        sl_node *row = sl_compose_row(&r->maker, table);
        add_link(r, sl_compose_cell(&r->maker, row, true), anchor_of(r, c), c->title);
        sl_compose_cell_text(&r->maker, row, c->kind);
        sl_compose_cell_text(&r->maker, row, how_of(r, c));
        sl_compose_cell_text(&r->maker, row, sum_up(r, c));
    }
}

static void add_summary(report *r, sl_node *root)
{
    const sl_changes *c = r->changes;
    sl_node *section = add_section(r, root, "part", SL_STR("changes"),
                                   sl_compose_word(&r->maker, SL_SAY_WHAT_CHANGED), 1);
    size_t all = c->things.n;
    if (!all) {
        sl_compose_paragraph(&r->maker, section, "lead",
                             sl_compose_word(&r->maker, SL_SAY_CHANGE_NONE));
        return;
    }
    sl_compose_paragraph(&r->maker, section, "lead",
                         sl_compose_say(&r->maker, SL_SAY_CHANGE_COUNTS, SL_N("n", all),
                                        SL_N("new", sl_change_count(c, SL_HOW_NEW)),
                                        SL_N("changed", sl_change_count(c, SL_HOW_CHANGED)),
                                        SL_N("removed", sl_change_count(c, SL_HOW_GONE))));
    add_table(r, section);
}

/* --- each of them --- */

static void add_fields(report *r, sl_node *to, const sl_change *c)
{
    if (!c->fields.n)
        return;
    sl_node *table = sl_compose_table(&r->maker, to, "facts", NULL, 2);
    for (size_t i = 0; i < c->fields.n; i++) {
        const sl_change_field *f = &c->fields.at[i];
        sl_node *row = sl_compose_row(&r->maker, table);
        sl_compose_text(&r->maker, sl_compose_cell(&r->maker, row, true), f->label);
        sl_node *cell = sl_compose_cell(&r->maker, row, false);
        for (size_t k = 0; k < f->gone.n + f->come.n; k++) {
            bool come = k >= f->gone.n;
            if (k)
                sl_compose_text(&r->maker, cell, k == f->gone.n ? SL_STR(" ") : SL_STR("; "));
            add_mark(r, cell, come ? SL_EDIT_NEW : SL_EDIT_GONE,
                     come ? f->come.at[k - f->gone.n] : f->gone.at[k]);
        }
    }
}

/* Headings of the text are set as words in bold: the change itself is the section. */
static void add_block(report *r, sl_node *to, const sl_change_block *b)
{
    sl_node *p = sl_compose_add(&r->maker, to, SL_NODE_PARAGRAPH, NULL);
    if (b->kind == SL_NODE_HEADING)
        p = sl_compose_add(&r->maker, p, SL_NODE_STRONG, NULL);
    for (size_t i = 0; i < b->words.n; i++)
        add_mark(r, p, b->words.at[i].kind, b->words.at[i].text);
}

/* What it is, and the ways to the changes before and after it. */
static void add_kicker(report *r, sl_node *to, size_t at)
{
    const sl_change *c = &r->changes->things.at[at];
    size_t n = r->changes->things.n;
    /* An annex has no ID that authors gave it. */
    sl_str id = sl_str_starts(c->id, "annex-") ? SL_STR_NONE : c->id;
    sl_node *p = sl_compose_add(&r->maker, to, SL_NODE_PARAGRAPH, "source");
    sl_compose_text(&r->maker, p,
                    sl_compose_say(&r->maker, SL_SAY_CHANGE_KICKER, SL_T("kind", c->kind),
                                   SL_T("id", id), SL_T("how", sl_str_from(sl_how_name(c->how))),
                                   SL_N("at", at + 1), SL_N("n", n)));
    if (n > 1)
        sl_compose_text(&r->maker, p, SL_STR(": "));
    if (at > 0)
        add_link(r, p, anchor_of(r, c - 1), sl_compose_word(&r->maker, SL_SAY_CHANGE_PREVIOUS));
    if (at > 0 && at + 1 < n)
        sl_compose_text(&r->maker, p, SL_STR(", "));
    if (at + 1 < n)
        add_link(r, p, anchor_of(r, c + 1), sl_compose_word(&r->maker, SL_SAY_CHANGE_NEXT));
}

static void add_change(report *r, sl_node *to, size_t at)
{
    const sl_change *c = &r->changes->things.at[at];
    sl_node *section = add_section(r, to, "change", anchor_of(r, c), c->title, 2);
    add_kicker(r, section, at);
    add_fields(r, section, c);
    for (size_t i = 0; i < c->blocks.n; i++)
        add_block(r, section, &c->blocks.at[i]);
}

sl_book *sl_change_compose(sl_arena *a, const sl_changes *c)
{
    report r = {.arena = a, .maker = {.arena = a, .phrases = c->now->phrases}, .changes = c};
    sl_book *b = SL_NEW(a, sl_book);
    *b = *c->now;
    b->title = sl_compose_word(&r.maker, SL_SAY_WHAT_CHANGED);
    b->title_words = b->subtitle_words = NULL;
    b->subtitle = c->now->title;
    b->is_comparison = true;
    b->root = sl_compose_add(&r.maker, NULL, SL_NODE_DOCUMENT, NULL);
    b->root->lang = b->language;
    add_cover(&r, b->root, b);
    sl_compose_add(&r.maker, b->root, SL_NODE_CONTENTS, NULL);
    add_summary(&r, b->root);
    if (!c->things.n)
        return b;
    sl_node *part = add_section(&r, b->root, "part", SL_STR("redline"),
                                sl_compose_word(&r.maker, SL_SAY_CHANGE_EACH), 1);
    for (size_t i = 0; i < c->things.n; i++)
        add_change(&r, part, i);
    return b;
}
