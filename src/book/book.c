#include "book/book.h"

#include "book/annex.h"
#include "doc/tree.h"
#include "book/compose.h"
#include "book/cut.h"
#include "book/fault.h"
#include "book/front.h"
#include "book/imprint.h"
#include "book/item.h"
#include "book/list.h"
#include "book/money.h"
#include "book/refer.h"
#include "book/reference.h"
#include "book/sheet.h"
#include "book/typography.h"
#include "model/files.h"

/* --- the document --- */

static bool has_number(const sl_compose *c, const sl_item *chapter)
{
    return chapter->numbered && sl_compose_may_read(c, chapter) && !sl_compose_is_apart(c, chapter);
}

static bool has_chapter_number(const sl_compose *c, const sl_item *chapter)
{
    return has_number(c, chapter) && chapter->type->numbering.style == SL_NUMBERED_BY_CHAPTER;
}

/* "Recommendation 14": through the whole document. */
static void number_by_type(sl_compose *c, const sl_item *item)
{
    const sl_type *type = item->type;
    c->item_number[item->index] =
        sl_numbering_say(&type->numbering, c->arena, c->phrases, ++c->own_numbers[type->index]);
}

/* Its number in the first document; an item that is not in that takes a letter behind the last. */
static void number_in_part(sl_compose *c, const sl_item *item, uint32_t chapter, uint32_t *n,
                           char *letter)
{
    bool apart = sl_compose_is_apart(c, item);
    c->item_anchor[item->index] = item->id;
    if (item->type->numbering.style > SL_NUMBERED_NOT && !apart) {
        if (item->numbered)
            number_by_type(c, item);
        return;
    }
    *letter = apart ? (char)(*letter ? *letter + 1 : 'A') : 0;
    *n += !apart;
    c->item_number[item->index] =
        apart ? sl_str_format(c->arena, "%u.%u%c", chapter, *n, *letter > 'Z' ? 'Z' : *letter)
              : sl_str_format(c->arena, "%u.%u", chapter, *n);
}

static void number_items(sl_compose *c)
{
    uint32_t chapter = 0;
    c->own_numbers = SL_NEW_ARRAY(c->arena, uint32_t, c->s->framework->types.n + 1);
    for (size_t i = 0; i < c->s->parts.n; i++) {
        const sl_part *p = c->s->parts.at[i];
        if (p->is_appendix)
            continue; /* by the annexes of the document */
        if (p->single) {
            if (has_chapter_number(c, p->single))
                c->item_number[p->single->index] = sl_str_format(c->arena, "%u", ++chapter);
            else if (has_number(c, p->single))
                number_by_type(c, p->single);
            if (sl_compose_may_read(c, p->single))
                c->item_anchor[p->single->index] = p->single->id;
            continue;
        }
        chapter++;
        uint32_t n = 0;
        char letter = 0;
        if (p->intro) { /* its text stands under the part's heading: so do links to it */
            c->item_number[p->intro->index] = sl_str_format(c->arena, "%u", chapter);
            c->item_anchor[p->intro->index] = p->id;
        }
        for (size_t k = 0; k < p->items.n; k++)
            if (sl_compose_may_read(c, p->items.at[k]))
                number_in_part(c, p->items.at[k], chapter, &n, &letter);
    }
    sl_annex_number_items(c);
    sl_list_anchor_items(c);
}

static bool has_items(const sl_compose *c, const sl_part *p)
{
    for (size_t k = 0; k < p->items.n; k++)
        if (sl_compose_may_read(c, p->items.at[k]))
            return true;
    return false;
}

static void add_items(sl_compose *c, sl_node *section, const sl_part *p)
{
    for (size_t k = 0; k < p->items.n; k++)
        if (sl_compose_may_read(c, p->items.at[k]))
            sl_compose_item(c, section, p->items.at[k], 2);
}

static void add_part_heading(sl_compose *c, sl_node *section, const sl_part *p, sl_str number)
{
    sl_node *heading = sl_compose_heading(c, section, 1, number, SL_STR_NONE);
    sl_compose_title(c, heading, p->words, p->title);
}

void sl_compose_parts(sl_compose *c, sl_node *root)
{
    uint32_t counters[2] = {0}, chapter = 0;
    c->counters = counters;
    for (size_t i = 0; i < c->s->parts.n; i++) {
        const sl_part *p = c->s->parts.at[i];
        counters[1] = 0;
        if (p->is_appendix)
            continue;
        if (p->single) {
            if (!sl_compose_may_read(c, p->single))
                continue;
            counters[0] = has_chapter_number(c, p->single) ? ++chapter : 0;
            sl_compose_item(c, root, p->single, 1);
            continue;
        }
        counters[0] = 0; /* the part's own items have the second number */
        sl_node *section = sl_compose_section(c, root, SL_STR("part"), p->id, p->title, 1);
        add_part_heading(c, section, p, sl_str_format(c->arena, "%u", ++chapter));
        if (p->intro) {
            section->span = p->intro->span;
            sl_fault_add(c, section, p->intro->front->span);
            sl_item_add_text(c, section, p->intro, 1);
        }
        if (p->items.n)
            sl_item_add_common(c, section, p->items.at[0]->type);
        add_items(c, section, p);
    }
    c->counters = NULL;
}

/* A sheet: the parts with something of it, and what is asked before what it rests on. */
static void add_sheet_parts(sl_compose *c, sl_node *root)
{
    uint32_t counters[2] = {0};
    c->counters = counters;
    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < c->s->parts.n; i++) {
            const sl_part *p = c->s->parts.at[i];
            bool asks = p->items.n && p->items.at[0]->type == c->s->framework->group_type;
            if (asks != (pass == 0) || !has_items(c, p))
                continue;
            sl_node *section = sl_compose_section(c, root, SL_STR("part"), p->id, p->title, 1);
            add_part_heading(c, section, p, SL_STR_NONE);
            add_items(c, section, p);
        }
    c->counters = NULL;
}

static void add_cover_title(sl_compose *c, sl_node *cover, const char *role, const sl_node *words,
                            sl_str plain)
{
    if (words)
        sl_compose_title(c, sl_compose_add(c, cover, SL_NODE_PARAGRAPH, role), words, plain);
    else
        sl_compose_paragraph(c, cover, role, plain);
}

static void add_cover_picture(sl_compose *c, sl_node *cover, const char *role,
                              const sl_cover_picture *p)
{
    if (!p->bytes.n)
        return;
    sl_figure figure = {.path = p->path, .bytes = p->bytes, .span = p->span};
    sl_node *n = sl_compose_picture(c, cover, figure);
    n->role = sl_str_from(role);
    n->alt = p->alt;
}

static void add_cover(sl_compose *c, sl_node *root)
{
    sl_book *b = c->book;
    sl_node *cover = sl_compose_section(c, root, SL_STR("cover"), SL_STR("cover"), b->title, 0);
    add_cover_picture(c, cover, "cover-logo", &c->options->logo);
    sl_compose_paragraph(c, cover, "cover-organisation", b->organisation);
    add_cover_title(c, cover, "cover-title", b->title_words, b->title);
    add_cover_title(c, cover, "cover-subtitle", b->subtitle_words, b->subtitle);
    sl_compose_paragraph(c, cover, "cover-area", b->area);
    sl_compose_paragraph(c, cover, "cover-status",
                         sl_compose_say(c, SL_SAY_STATUS, SL_T("status", b->status),
                                        SL_T("version", b->version),
                                        SL_T("date", sl_compose_date(c, b->date))));
    sl_compose_paragraph(c, cover, "cover-notice", b->notice);
    if (c->options->picture.bytes.n)
        sl_compose_paragraph(c, cover, "cover-credit", c->options->credit);
    add_cover_picture(c, cover, "cover-picture", &c->options->picture);
}

static sl_str join(sl_arena *a, const sl_yaml *list, const char *between)
{
    sl_buf b;
    sl_buf_init(&b);
    SL_EACH (one, list) {
        sl_buf_push_z(&b, b.n ? between : "");
        sl_buf_push_str(&b, one->text);
    }
    return sl_buf_take(&b, a);
}

static void read_about(sl_compose *c)
{
    const sl_yaml *y = c->s->config;
    sl_book *b = c->book;
    b->title = c->s->title;
    b->title_words = c->s->title_words;
    b->subtitle = c->s->subtitle;
    b->subtitle_words = c->s->subtitle_words;
    b->organisation = sl_yaml_text(y, "organisation");
    b->area = sl_yaml_text(y, "area");
    b->notice = sl_yaml_text(y, "notice");
    b->authors = join(c->arena, sl_yaml_lookup(y, "owners"), "; ");
    b->subject = sl_yaml_text(y, "subject");
    b->keywords = join(c->arena, sl_yaml_lookup(y, "keywords"), ", ");
    b->licence = sl_yaml_text(y, "licence");
    b->language = sl_yaml_text(y, "language");
    b->status = sl_yaml_text(y, "status");
    b->version = sl_yaml_text(y, "version");
    b->layout = sl_yaml_text(y, "layout");
    b->date = sl_strategy_date(c->s);
    b->digest = sl_strategy_digest(c->s);
    b->is_final = sl_str_equal_z(b->status, "final");
}

/* Text that stands under a heading, alone or in the frame of an item: who reads aloud from a
 * draft names it by its number. Lists, tables and asides have none. */
static bool is_body(const sl_compose *c, const sl_node *n)
{
    if (n->kind != SL_NODE_PARAGRAPH || (n->role.n && !sl_str_equal_z(n->role, "ask-lead")))
        return false;
    return n->parent->kind == SL_NODE_SECTION ||
           (n->parent->kind == SL_NODE_BOX &&
            sl_framework_lookup_type(c->s->framework, n->parent->role));
}

/* From a node of root on. What the first document does not have takes letters behind the number
 * before it: the same paragraph has one number in every copy. */
static void number_paragraphs(sl_compose *c, sl_node *root, sl_node *from)
{
    uint32_t count = 0, letters = 0;
    for (sl_node *n = from; n; n = sl_node_walk(root, n)) {
        if (!is_body(c, n))
            continue;
        letters = n->apart ? letters + 1 : 0;
        count += !n->apart;
        n->number = n->apart ? sl_str_format(c->arena, "%u%c", count,
                                             letters > 26 ? 'z' : 'a' + (char)letters - 1)
                             : sl_str_format(c->arena, "%u", count);
    }
}

/* A sheet says in its title whom it is for. */
static void name_sheet(sl_compose *c, sl_str group)
{
    sl_book *b = c->book;
    const sl_document *d = c->options->document;
    sl_str what = d && d->title.n ? d->title : c->s->framework->group_type->plural;
    b->subtitle = c->s->title;
    b->subtitle_words = c->s->title_words;
    b->title = sl_str_format(c->arena, "%.*s: %.*s", SL_FMT(what), SL_FMT(group));
    b->title_words = NULL;
    if (d)
        return;
    /* Items keep the numbers that they have in the whole document. */
    c->only = sl_sheet_find(c->arena, c->s, group);
    for (size_t i = 0; i < c->s->items.n; i++)
        if (!c->only[i])
            c->item_number[i] = c->item_anchor[i] = SL_STR_NONE;
}

/* The numbers that the first document gives evidence are everybody's. */
static void take_numbers(sl_compose *c)
{
    const sl_primary *p = c->options->primary;
    for (size_t i = 0; p && i < p->strategy->evidence.n; i++) {
        const sl_evidence *here =
            sl_strategy_lookup_evidence(c->s, p->strategy->evidence.at[i]->id);
        uint32_t number = p->numbers.evidence[i];
        if (here)
            c->evidence_number[here->index] = number;
        c->cited = number > c->cited ? number : c->cited;
    }
}

static void name_document(sl_compose *c, const sl_document *d)
{
    sl_book *b = c->book;
    if (!d || !d->title.n)
        return;
    b->subtitle = b->title;
    b->subtitle_words = b->title_words;
    b->title = d->title;
    b->title_words = d->words;
}

/* All of the strategy, or the sheet of one body. */
static void compose_whole(sl_compose *c, sl_node *root)
{
    if (c->options->front_sheet)
        sl_front_compose(c, root);
    if (!c->only)
        sl_compose_add(c, root, SL_NODE_CONTENTS, NULL)->columns = 2;
    sl_node *front = root->last; /* not every copy has one: its paragraphs have no numbers */
    if (c->only)
        add_sheet_parts(c, root);
    else
        sl_compose_parts(c, root);
    if (c->options->paragraph_numbers)
        number_paragraphs(c, root, front ? front->next : root->first);
}

static void compose_document(sl_compose *c, sl_node *root)
{
    c->whole = sl_compose_add(c, NULL, SL_NODE_DOCUMENT, NULL);
    sl_compose_parts(c, c->whole);
    if (c->options->paragraph_numbers)
        number_paragraphs(c, c->whole, c->whole->first);
    sl_cut_parts(c, root);
}

sl_book *sl_book_compose(const sl_strategy *s, const sl_book_options *options, sl_numbers *numbers)
{
    sl_compose c = {
        .arena = s->arena, .phrases = s->phrases, .s = s, .audience = options->audience, .base = 1};
    c.options = options;
    c.book = SL_NEW(s->arena, sl_book);
    sl_money_begin(&c);
    c.book->strategy = s;
    c.book->audience = options->audience;
    c.book->phrases = s->phrases;
    c.book->audit = options->audit ? options->audit : sl_audit_run(s->arena, s, s->as_of);
    c.evidence_number = SL_NEW_ARRAY(s->arena, uint32_t, s->evidence.n + 1);
    c.item_number = SL_NEW_ARRAY(s->arena, sl_str, s->items.n + 1);
    c.item_anchor = SL_NEW_ARRAY(s->arena, sl_str, s->items.n + 1);
    sl_map_init(&c.heading_ids, c.arena);
    read_about(&c);
    name_document(&c, options->document);
    sl_abbreviations_load(&c.abbreviations, s->arena, sl_yaml_lookup(s->config, "abbreviations"),
                          s->glossary);
    sl_item_find_common(&c);
    sl_reference_begin(&c);
    take_numbers(&c);
    number_items(&c);
    if (options->group.n)
        name_sheet(&c, options->group);
    sl_node *root = sl_compose_add(&c, NULL, SL_NODE_DOCUMENT, NULL);
    root->lang = c.book->language;
    c.book->root = c.whole = root;
    sl_fault_begin(&c, options->faults);
    add_cover(&c, root);
    if (options->document)
        compose_document(&c, root);
    else
        compose_whole(&c, root);
    sl_annex_compose(&c);
    if (options->document && !options->primary && !options->document->parts)
        sl_imprint_compose(&c, root);
    sl_refer_resolve(&c);
    sl_annex_link_terms(&c);
    sl_reference_end_notes(&c);
    sl_fault_end(&c, root->first);
    if (options->document)
        sl_cut_links(&c);
    sl_typography_resolve(&c);
    if (numbers)
        *numbers = (sl_numbers){c.evidence_number, c.item_number};
    SL_CHECK_TREE(root, true);
    return c.book;
}
