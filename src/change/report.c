/* The changes as a document: a table of all, then each with its keys and its text redlined. */
#include "change/change.h"

typedef struct report {
    sl_arena *arena;
    const sl_changes *changes;
} report;

/* --- small makers --- */

static sl_node *add(report *r, sl_node *parent, sl_node_kind kind, const char *role)
{
    sl_node *n = sl_node_new(r->arena, kind, SL_SPAN_NONE);
    n->role = sl_str_from(role);
    if (parent)
        sl_node_append(parent, n);
    return n;
}

static void add_text(report *r, sl_node *to, sl_str text)
{
    if (text.n)
        sl_node_append_text(r->arena, to, text);
}

static sl_node *add_section(report *r, sl_node *parent, const char *role, sl_str id, sl_str title,
                            unsigned level)
{
    sl_node *section = add(r, parent, SL_NODE_SECTION, role);
    section->id = id;
    section->title = title;
    section->toc = (uint8_t)level;
    section->fresh = level == 1;
    sl_node *heading = add(r, section, SL_NODE_HEADING, NULL);
    heading->level = (uint8_t)level;
    add_text(r, heading, title);
    return section;
}

static void add_link(report *r, sl_node *to, sl_str target, sl_str text)
{
    sl_node *link = add(r, to, SL_NODE_LINK, NULL);
    link->target = sl_str_format(r->arena, "#%.*s", SL_FMT(target));
    add_text(r, link, text);
}

/* The space after marked words is not marked. */
static void add_mark(report *r, sl_node *to, sl_edit_kind kind, sl_str text)
{
    size_t n = kind == SL_EDIT_KEPT ? 0 : sl_str_trim(text).n;
    if (n)
        add_text(r, add(r, to, SL_NODE_SPAN, kind == SL_EDIT_NEW ? "inserted" : "deleted"),
                 sl_str_slice(text, 0, n));
    add_text(r, to, sl_str_slice(text, n, text.n));
}

static sl_node *add_cell(report *r, sl_node *row, bool head, const char *text)
{
    sl_node *cell = add(r, row, SL_NODE_TABLE_CELL, NULL);
    cell->head = head;
    if (text)
        add_text(r, cell, sl_str_from(text));
    return cell;
}

/* --- what it says of itself --- */

static sl_str name_version(report *r, const sl_book *b)
{
    sl_buf text;
    sl_buf_init(&text);
    sl_buf_push_format(&text, "version %.*s, ", SL_FMT(b->version));
    sl_buf_push_date(&text, b->date);
    return sl_buf_take(&text, r->arena);
}

static void add_line(report *r, sl_node *to, const char *role, sl_str text)
{
    if (text.n)
        add_text(r, add(r, to, SL_NODE_PARAGRAPH, role), text);
}

static void add_cover(report *r, sl_node *root, const sl_book *b)
{
    const sl_book *old = r->changes->old, *now = r->changes->now;
    sl_node *cover = add(r, root, SL_NODE_SECTION, "cover");
    cover->id = SL_STR("cover");
    cover->title = b->title;
    add_line(r, cover, "cover-organisation", b->organisation);
    add_line(r, cover, "cover-title", b->title);
    add_line(r, cover, "cover-subtitle", b->subtitle);
    add_line(r, cover, "cover-status",
             sl_str_format(r->arena, "From %.*s, to %.*s", SL_FMT(name_version(r, old)),
                           SL_FMT(name_version(r, now))));
    add_line(r, cover, "cover-notice", b->notice);
}

/* --- all of them --- */

static const char *say_how(sl_how how)
{
    return how == SL_HOW_NEW ? "new" : how == SL_HOW_GONE ? "removed" : "changed";
}

static sl_str anchor_of(report *r, const sl_change *c)
{
    if (!c->id.n)
        return SL_STR("change");
    return sl_str_format(r->arena, "change-%.*s", SL_FMT(c->id));
}

static void push_count(sl_buf *b, size_t n, const char *what)
{
    if (n)
        sl_buf_push_format(b, "%s%zu %s %s", b->n ? ", " : "", n, n == 1 ? "word" : "words", what);
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
    push_count(&b, c->words_new, "inserted");
    push_count(&b, c->words_gone, "deleted");
    return sl_buf_take(&b, r->arena);
}

static void add_table(report *r, sl_node *to)
{
    static const char *const titles[] = {"What", "Kind", "How", "Where"};
    sl_node *table = add(r, to, SL_NODE_TABLE, NULL);
    table->columns = SL_COUNT(titles);
    sl_node *head = add(r, table, SL_NODE_TABLE_ROW, NULL);
    head->head = true;
    for (size_t i = 0; i < SL_COUNT(titles); i++)
        add_cell(r, head, true, titles[i]);
    for (size_t i = 0; i < r->changes->things.n; i++) {
        const sl_change *c = &r->changes->things.at[i];
        sl_node *row = add(r, table, SL_NODE_TABLE_ROW, NULL);
        add_link(r, add_cell(r, row, true, NULL), anchor_of(r, c), c->title);
        add_text(r, add_cell(r, row, false, NULL), c->kind);
        add_cell(r, row, false, say_how(c->how));
        add_text(r, add_cell(r, row, false, NULL), sum_up(r, c));
    }
}

static void add_summary(report *r, sl_node *root)
{
    const sl_changes *c = r->changes;
    sl_node *section = add_section(r, root, "part", SL_STR("changes"), SL_STR("What changed"), 1);
    sl_node *lead = add(r, section, SL_NODE_PARAGRAPH, "lead");
    size_t all = c->things.n;
    if (!all) {
        add_text(r, lead, SL_STR("Nothing differs between the two."));
        return;
    }
    add_text(r, lead,
             sl_str_format(r->arena, "%zu %s: %zu new, %zu changed, %zu removed.", all,
                           all == 1 ? "thing differs" : "things differ",
                           sl_change_count(c, SL_HOW_NEW), sl_change_count(c, SL_HOW_CHANGED),
                           sl_change_count(c, SL_HOW_GONE)));
    add_table(r, section);
}

/* --- each of them --- */

static void add_fields(report *r, sl_node *to, const sl_change *c)
{
    if (!c->fields.n)
        return;
    sl_node *table = add(r, to, SL_NODE_TABLE, "facts");
    table->columns = 2;
    for (size_t i = 0; i < c->fields.n; i++) {
        const sl_change_field *f = &c->fields.at[i];
        sl_node *row = add(r, table, SL_NODE_TABLE_ROW, NULL);
        add_text(r, add_cell(r, row, true, NULL), f->label);
        sl_node *cell = add_cell(r, row, false, NULL);
        for (size_t k = 0; k < f->gone.n + f->come.n; k++) {
            bool come = k >= f->gone.n;
            if (k)
                add_text(r, cell, k == f->gone.n ? SL_STR(" ") : SL_STR("; "));
            add_mark(r, cell, come ? SL_EDIT_NEW : SL_EDIT_GONE,
                     come ? f->come.at[k - f->gone.n] : f->gone.at[k]);
        }
    }
}

/* Headings of the text are set as words in bold: the change itself is the section. */
static void add_block(report *r, sl_node *to, const sl_change_block *b)
{
    sl_node *p = add(r, to, SL_NODE_PARAGRAPH, NULL);
    if (b->kind == SL_NODE_HEADING)
        p = add(r, p, SL_NODE_STRONG, NULL);
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
    sl_node *p = add(r, to, SL_NODE_PARAGRAPH, "source");
    add_text(r, p,
             sl_str_format(r->arena, "%.*s%s%.*s, %s. Change %zu of %zu%s", SL_FMT(c->kind),
                           id.n ? " " : "", SL_FMT(id), say_how(c->how), at + 1, n,
                           n > 1 ? ": " : ""));
    if (at > 0)
        add_link(r, p, anchor_of(r, c - 1), SL_STR("previous change"));
    if (at > 0 && at + 1 < n)
        add_text(r, p, SL_STR(", "));
    if (at + 1 < n)
        add_link(r, p, anchor_of(r, c + 1), SL_STR("next change"));
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
    report r = {a, c};
    sl_book *b = SL_NEW(a, sl_book);
    *b = *c->now;
    b->title = SL_STR("What changed");
    b->subtitle = c->now->title;
    b->is_comparison = true;
    b->root = add(&r, NULL, SL_NODE_DOCUMENT, NULL);
    b->root->lang = b->language;
    add_cover(&r, b->root, b);
    add(&r, b->root, SL_NODE_CONTENTS, NULL);
    add_summary(&r, b->root);
    if (!c->things.n)
        return b;
    sl_node *part =
        add_section(&r, b->root, "part", SL_STR("redline"), SL_STR("Each change, in its place"), 1);
    for (size_t i = 0; i < c->things.n; i++)
        add_change(&r, part, i);
    return b;
}
