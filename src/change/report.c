/* The changes as a document: a table of all, then each with its keys and its text redlined, rows of
 * tables as rows, and what is drawn as it was and as it is. Things are called by the numbers that
 * the documents print. */
#include "change/change.h"
#include "book/compose.h"

typedef struct report {
    sl_arena *arena;
    sl_compose maker; /* of nodes: it knows of the arena and the book only */
    const sl_changes *changes;
    sl_map numbers; /* by ID, of both documents */
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

/* "5.2 Title" */
static sl_str number_title(report *r, sl_str number, sl_str title)
{
    return number.n ? sl_str_format(r->arena, "%.*s %.*s", SL_FMT(number), SL_FMT(title)) : title;
}

/* "Evidence 12: what it says", as no sentence. */
static sl_str name_of(report *r, const sl_change *c)
{
    sl_str title = c->title;
    if (c->is_evidence && sl_str_ends(title, "."))
        title.n--;
    if (!c->is_evidence || !c->number.n)
        return number_title(r, c->number, title);
    return sl_compose_say(&r->maker, SL_SAY_CHANGE_NAME, SL_T("kind", c->kind),
                          SL_T("number", c->number), SL_T("title", title));
}

/* The space after marked words is not marked. */
static void add_mark(report *r, sl_node *to, sl_edit_kind kind, sl_str text)
{
    text = sl_change_print(r->arena, &r->numbers, text);
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
    bool same =
        sl_str_equal(old->version, now->version) && sl_str_equal(date_of(r, old), date_of(r, now));
    sl_node *cover =
        sl_compose_section(&r->maker, root, SL_STR("cover"), SL_STR("cover"), b->title, 0);
    sl_compose_paragraph(&r->maker, cover, "cover-organisation", b->organisation);
    sl_compose_paragraph(&r->maker, cover, "cover-title", b->title);
    sl_compose_paragraph(&r->maker, cover, "cover-subtitle", b->subtitle);
    sl_compose_paragraph(&r->maker, cover, "cover-status",
                         sl_compose_say(&r->maker, SL_SAY_CHANGE_VERSIONS,
                                        SL_T("from", old->version), SL_T("then", date_of(r, old)),
                                        SL_T("to", now->version), SL_T("now", date_of(r, now)),
                                        SL_T("same", same ? SL_STR("same") : SL_STR_NONE)));
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
        if (i && sl_str_equal(c->fields.at[i].label, c->fields.at[i - 1].label))
            continue;
        sl_buf_push_z(&b, i ? ", " : "");
        sl_buf_push_str(&b, c->fields.at[i].label);
    }
    push_count(r, &b, c->words_new, SL_SAY_CHANGE_WORDS_NEW);
    push_count(r, &b, c->words_gone, SL_SAY_CHANGE_WORDS_GONE);
    size_t drawn = 0;
    for (size_t i = 0; i < c->blocks.n; i++)
        drawn += c->blocks.at[i].kind == SL_NODE_FIGURE && sl_change_tells(c, i);
    push_count(r, &b, drawn, SL_SAY_CHANGE_DRAWINGS);
    push_count(r, &b, c->places.n, SL_SAY_CHANGE_PLACES_COUNT);
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
        if (c->is_caused)
            continue;
        sl_node *row = sl_compose_row(&r->maker, table);
        sl_node *cell = sl_compose_cell(&r->maker, row, true);
        add_link(r, cell, anchor_of(r, c), name_of(r, c));
        sl_compose_add(&r->maker, cell, SL_NODE_SPAN, "page-of")->target =
            sl_str_format(r->arena, "#%.*s", SL_FMT(anchor_of(r, c)));
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
    size_t all = sl_change_count(c, SL_HOW_NEW) + sl_change_count(c, SL_HOW_CHANGED) +
                 sl_change_count(c, SL_HOW_GONE);
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
    sl_node *table = sl_compose_table(&r->maker, to, NULL, NULL, 2);
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

/* Headings that have changed are set as words in bold: the change itself is the section. */
static void add_words(report *r, sl_node *to, const sl_change_block *b)
{
    if (sl_change_is_context(b)) {
        sl_compose_heading(&r->maker, to, 3, SL_STR_NONE,
                           sl_change_print(r->arena, &r->numbers, b->words.at[0].text));
        return;
    }
    sl_node *p = sl_compose_add(&r->maker, to, SL_NODE_PARAGRAPH, NULL);
    if (b->kind == SL_NODE_HEADING)
        p = sl_compose_add(&r->maker, p, SL_NODE_STRONG, NULL);
    for (size_t i = 0; i < b->words.n; i++)
        add_mark(r, p, b->words.at[i].kind, b->words.at[i].text);
}

/* --- rows of tables --- */

static unsigned count_cells(const sl_change_block *b)
{
    unsigned n = 1;
    for (size_t i = 0; i < b->words.n; i++)
        for (size_t k = 0; k < b->words.at[i].text.n; k++)
            n += b->words.at[i].text.p[k] == SL_CHANGE_CELL[0];
    return n;
}

/* The head of the table that a row is of; NULL: it has none. */
static const sl_node *head_of(const sl_change_block *b)
{
    const sl_node *row = b->now ? b->now : b->was, *table = row ? row->parent : NULL;
    const sl_node *first = table ? table->first : NULL;
    while (first && first->kind != SL_NODE_TABLE_ROW)
        first = first->next;
    return first && first->head && first != row ? first : NULL;
}

static void add_row(report *r, sl_node *table, const sl_change_block *b, unsigned columns)
{
    sl_node *row = sl_compose_row(&r->maker, table), *cell = sl_compose_cell(&r->maker, row, false);
    unsigned n = 1;
    for (size_t i = 0; i < b->words.n; i++) {
        sl_str text = b->words.at[i].text;
        for (size_t at = 0; at <= text.n;) {
            size_t end = sl_str_find_char(text, SL_CHANGE_CELL[0], at);
            end = end == SIZE_MAX ? text.n : end;
            sl_str piece = sl_str_trim(sl_str_slice(text, at, end));
            add_mark(r, cell, b->words.at[i].kind, piece);
            if (end < text.n && n++ < columns)
                cell = sl_compose_cell(&r->maker, row, false);
            else if (end == text.n && piece.n && i + 1 < b->words.n)
                sl_compose_text(&r->maker, cell, SL_STR(" "));
            at = end + 1;
        }
    }
    for (; n < columns; n++)
        sl_compose_cell(&r->maker, row, false);
}

/* The rows from block i on that are of one table; the first that is not. */
static size_t add_rows(report *r, sl_node *to, const sl_change *c, size_t i)
{
    const sl_node *head = head_of(&c->blocks.at[i]);
    unsigned columns = count_cells(&c->blocks.at[i]);
    sl_str *titles = SL_NEW_ARRAY(r->arena, sl_str, columns);
    const sl_node *cell = head ? head->first : NULL;
    for (unsigned k = 0; k < columns && cell; k++, cell = cell->next)
        titles[k] = sl_node_plain(r->arena, cell);
    sl_node *table = head ? sl_compose_titled(&r->maker, to, titles, columns)
                          : sl_compose_table(&r->maker, to, NULL, NULL, columns);
    for (; i < c->blocks.n && c->blocks.at[i].kind == SL_NODE_TABLE_ROW; i++) {
        const sl_change_block *b = &c->blocks.at[i];
        if (count_cells(b) != columns || head_of(b) != head)
            break;
        if (sl_change_tells(c, i))
            add_row(r, table, b, columns);
    }
    return i;
}

/* --- what is drawn --- */

/* What stands before a figure, or else in it, as its title. */
static sl_str title_of(report *r, const sl_node *figure)
{
    const sl_node *first = figure->first;
    return first && first->kind == SL_NODE_CAPTION ? sl_node_plain(r->arena, first) : SL_STR_NONE;
}

static void add_drawing(report *r, sl_node *to, const sl_book *of, const sl_node *figure,
                        sl_say_id label)
{
    sl_node *n = sl_compose_picture(&r->maker, to, of->figures.at[figure->figure]);
    n->alt = figure->alt;
    n->percent = figure->percent;
    sl_node *caption = sl_compose_add(&r->maker, n, SL_NODE_CAPTION, NULL);
    caption->number = sl_compose_word(&r->maker, label);
    sl_compose_text(&r->maker, caption, title_of(r, figure));
}

/* A figure as it was and as it is. */
static void add_figure(report *r, sl_node *to, const sl_change_block *b)
{
    if (b->was)
        add_drawing(r, to, r->changes->old, b->was, SL_SAY_CHANGE_BEFORE);
    if (b->now)
        add_drawing(r, to, r->changes->now, b->now, SL_SAY_CHANGE_NOW);
}

/* --- where a figure is printed --- */

static void add_places(report *r, sl_node *to, const sl_change *c)
{
    if (!c->places.n)
        return;
    sl_compose_paragraph(&r->maker, to, NULL, sl_compose_word(&r->maker, SL_SAY_CHANGE_PLACES));
    sl_node *list = sl_compose_add(&r->maker, to, SL_NODE_LIST, NULL);
    list->tight = true;
    for (size_t i = 0; i < c->places.n; i++) {
        const sl_change_place *p = &c->places.at[i];
        sl_node *entry = sl_compose_add(&r->maker, list, SL_NODE_LIST_ITEM, NULL);
        sl_compose_paragraph(&r->maker, entry, NULL, number_title(r, p->number, p->title));
    }
}

static void add_blocks(report *r, sl_node *to, const sl_change *c)
{
    for (size_t i = 0; i < c->blocks.n;) {
        const sl_change_block *b = &c->blocks.at[i];
        if (!sl_change_tells(c, i)) {
            i++;
        } else if (b->kind == SL_NODE_TABLE_ROW) {
            i = add_rows(r, to, c, i);
        } else {
            if (b->kind == SL_NODE_FIGURE)
                add_figure(r, to, b);
            else
                add_words(r, to, b);
            i++;
        }
    }
}

/* What it is, and the ways to the changes before and after it. */
static void add_kicker(report *r, sl_node *to, const sl_change *before, const sl_change *c,
                       const sl_change *after, size_t at, size_t n)
{
    /* An annex has no ID that authors gave it. */
    sl_str id = c->number.n || sl_str_starts(c->id, "annex-") ? SL_STR_NONE : c->id;
    sl_node *p = sl_compose_add(&r->maker, to, SL_NODE_PARAGRAPH, "source");
    sl_compose_text(&r->maker, p,
                    sl_compose_say(&r->maker, SL_SAY_CHANGE_KICKER, SL_T("kind", c->kind),
                                   SL_T("id", id), SL_T("how", sl_str_from(sl_how_name(c->how))),
                                   SL_N("at", at), SL_N("n", n)));
    if (before || after)
        sl_compose_text(&r->maker, p, SL_STR(": "));
    if (before)
        add_link(r, p, anchor_of(r, before), sl_compose_word(&r->maker, SL_SAY_CHANGE_PREVIOUS));
    if (before && after)
        sl_compose_text(&r->maker, p, SL_STR(", "));
    if (after)
        add_link(r, p, anchor_of(r, after), sl_compose_word(&r->maker, SL_SAY_CHANGE_NEXT));
}

/* All that are told, in their order. */
static void add_changes(report *r, sl_node *part)
{
    SL_VEC(const sl_change *) told = {0};
    for (size_t i = 0; i < r->changes->things.n; i++)
        if (!r->changes->things.at[i].is_caused)
            SL_PUSH(r->arena, told, &r->changes->things.at[i]);
    for (size_t i = 0; i < told.n; i++) {
        const sl_change *c = told.at[i];
        sl_node *section = add_section(r, part, "change", anchor_of(r, c), name_of(r, c), 2);
        add_kicker(r, section, i ? told.at[i - 1] : NULL, c, i + 1 < told.n ? told.at[i + 1] : NULL,
                   i + 1, told.n);
        add_fields(r, section, c);
        add_places(r, section, c);
        add_blocks(r, section, c);
    }
}

sl_book *sl_change_compose(sl_arena *a, const sl_changes *c)
{
    report r = {.arena = a, .maker = {.arena = a, .phrases = c->now->phrases}, .changes = c};
    sl_book *b = SL_NEW(a, sl_book);
    *b = *c->now;
    r.maker.book = b;
    sl_map_init(&r.numbers, a);
    sl_change_list_numbers(a, c->now, &r.numbers);
    sl_change_list_numbers(a, c->old, &r.numbers);
    b->title = sl_compose_word(&r.maker, SL_SAY_WHAT_CHANGED);
    b->title_words = b->subtitle_words = NULL;
    b->subtitle = c->now->title;
    b->is_comparison = true;
    b->root = sl_compose_add(&r.maker, NULL, SL_NODE_DOCUMENT, NULL);
    b->root->lang = b->language;
    add_cover(&r, b->root, b);
    b->asks_pages = true; /* the table of all changes is its contents */
    add_summary(&r, b->root);
    if (!c->things.n)
        return b;
    sl_node *part = add_section(&r, b->root, "part", SL_STR("redline"),
                                sl_compose_word(&r.maker, SL_SAY_CHANGE_EACH), 1);
    add_changes(&r, part);
    return b;
}
