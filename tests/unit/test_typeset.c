/* Typesetting, looked at through the display list that it makes. */
#include "base/buf.h"
#include "diag/diag.h"
#include "page/image.h"
#include "pdf/pdf.h"
#include "book/book.h"
#include "tap.h"
#include "typeset/typeset.h"

typedef struct bench {
    sl_arena *a;
    sl_sources sources;
    sl_diags diags;
    sl_fonts *fonts;
    sl_words *words;
    const sl_layout *layout;
    sl_book *book;
    sl_node *section;
    const sl_picture *pictures[4];
    const sl_pages *pages;
} bench;

/* --- making books --- */

static sl_node *add(bench *b, sl_node *parent, sl_node_kind kind)
{
    sl_node *n = sl_node_new(b->a, kind, SL_SPAN_NONE);
    if (parent)
        sl_node_append(parent, n);
    return n;
}

static sl_node *add_text(bench *b, sl_node *parent, sl_node_kind kind, const char *text)
{
    sl_node *n = add(b, parent, kind);
    sl_node_append_text(b->a, n, sl_str_from(text));
    return n;
}

static void open_layout(bench *b, const char *layout, bool cached)
{
    const char *why = "";
    *b = (bench){.a = sl_arena_new()};
    sl_sources_init(&b->sources, b->a);
    sl_diags_init(&b->diags, b->a, &b->sources);
    b->layout = sl_layout_load(b->a, &b->sources, &b->diags, SL_TESTS_SOURCE "/layouts", NULL,
                               sl_str_from(layout));
    b->fonts = sl_fonts_new(b->a, SL_TESTS_SOURCE "/fonts", &why);
    b->words = sl_words_new(b->a, b->fonts, cached);
    b->book = SL_NEW(b->a, sl_book);
    b->book->phrases = sl_phrases_lookup(SL_STR("en"));
    b->book->title = SL_STR("A test");
    b->book->language = SL_STR("en-GB");
    b->book->date = (sl_date){2026, 1, 31};
    b->book->root = add(b, NULL, SL_NODE_DOCUMENT);
    b->section = add(b, b->book->root, SL_NODE_SECTION);
    b->section->id = SL_STR("S");
    b->section->title = SL_STR("Section");
    b->section->toc = 1;
}

static void set(bench *b)
{
    b->pages =
        sl_typeset_book(b->a, &b->diags, b->layout, b->fonts, b->words, b->book, b->pictures);
}

static void close_book(bench *b)
{
    sl_arena_free(b->a);
}

/* n words of different lengths, the same every time. */
static const char *prose(bench *b, unsigned seed, unsigned n)
{
    static const char *const words[] = {
        "the",     "harbour", "a",          "of",     "region",
        "between", "and",     "investment", "school", "is",
        "not",     "college", "neighbours", "in",     "infrastructure",
        "it",      "pays",    "for",        "every",  "apprenticeship"};
    sl_buf text;
    sl_buf_init(&text);
    for (unsigned i = 0; i < n; i++) {
        seed = seed * 1103515245u + 12345u;
        sl_buf_push_z(&text, i ? " " : "");
        sl_buf_push_z(&text, words[(seed >> 16) % 20]);
    }
    sl_buf_push_char(&text, '.');
    const char *out = sl_buf_copy(&text, b->a).p;
    sl_buf_done(&text);
    return out;
}

/* --- reading pages --- */

static sl_str word_text(const sl_placed *w)
{
    return (sl_str){w->word->text, w->word->text_len};
}

/* Words of a page that are no artifacts, or only those, joined by spaces. */
static sl_str text_of(const bench *b, uint32_t page, bool artifacts)
{
    sl_buf text;
    sl_buf_init(&text);
    for (size_t i = 0; i < b->pages->pages.at[page].paints.n; i++) {
        const sl_paint *p = &b->pages->pages.at[page].paints.at[i];
        if (p->kind != SL_PAINT_RUN || (artifacts ? p->elem != SL_ARTIFACT_LAYOUT : p->elem < 0))
            continue;
        for (unsigned k = 0; k < p->u.run.n; k++) {
            sl_buf_push_str(&text, word_text(&p->u.run.words[k]));
            sl_buf_push_z(&text, p->u.run.words[k].space || k + 1 == p->u.run.n ? " " : "");
        }
    }
    sl_str s = sl_buf_copy(&text, b->a);
    sl_buf_done(&text);
    return s;
}

static bool holds(const bench *b, uint32_t page, const char *text)
{
    return sl_str_find(text_of(b, page, false), sl_str_from(text), 0) != SIZE_MAX;
}

/* The page where a text stands, or -1. */
static int page_with(const bench *b, const char *text)
{
    for (uint32_t i = 0; i < b->pages->pages.n; i++)
        if (holds(b, i, text))
            return (int)i;
    return -1;
}

static size_t count_words(const bench *b)
{
    size_t n = 0;
    for (uint32_t i = 0; i < b->pages->pages.n; i++) {
        sl_str rest = text_of(b, i, false), part;
        while (rest.n && sl_str_split(&rest, ' ', &part))
            n += part.n > 0 && !sl_str_equal_z(part, "\u00AD");
    }
    return n;
}

static const sl_run *first_run(const bench *b, const char *word)
{
    for (size_t i = 0; i < b->pages->pages.n; i++)
        for (size_t k = 0; k < b->pages->pages.at[i].paints.n; k++) {
            const sl_paint *p = &b->pages->pages.at[i].paints.at[k];
            for (unsigned w = 0; p->kind == SL_PAINT_RUN && p->elem >= 0 && w < p->u.run.n; w++)
                if (sl_str_equal_z(word_text(&p->u.run.words[w]), word))
                    return &p->u.run;
        }
    return NULL;
}

/* Of the text, beside which the rail stands. */
static sl_u measure_of(const sl_layout *l)
{
    return l->page_width - l->inner - l->outer - l->rail - (l->rail ? l->rail_gap : 0);
}

/* --- lines --- */

static void check_lines(void)
{
    bench b;
    open_layout(&b, "print", true);
    for (unsigned i = 0; i < 40; i++)
        add_text(&b, b.section, SL_NODE_PARAGRAPH, prose(&b, i, 30 + i * 3));
    set(&b);
    sl_u measure = measure_of(b.layout);
    size_t lines = 0, ends = 0, hyphens = 0, wild = 0, page_hyphens = 0;
    for (uint32_t i = 0; i < b.pages->pages.n; i++) {
        const sl_page *page = &b.pages->pages.at[i];
        sl_u left = i % 2 ? b.layout->outer : b.layout->inner, last = 0;
        bool divided = false;
        for (size_t k = 0; k < page->paints.n; k++) {
            const sl_paint *p = &page->paints.at[k];
            if (p->kind != SL_PAINT_RUN || p->elem < 0 || p->u.run.size != SL_PT(10.5))
                continue;
            const sl_run *r = &p->u.run;
            sl_u right = r->x + r->end - left - measure;
            const sl_word *end = r->words[r->n - 1].word;
            lines++;
            ends += right > -SL_PT(0.1) && right < SL_PT(5); /* signs hang out a little */
            wild += r->stretch < 9800 || r->stretch > 10200 || right > SL_PT(5);
            hyphens += end->soft_hyphen;
            divided = r->y > last ? end->soft_hyphen : divided;
            last = r->y > last ? r->y : last;
        }
        page_hyphens += divided && i % 2 == 0 && i + 1 < b.pages->pages.n;
    }
    printf("# %zu lines, %zu to the edge, %zu divided\n", lines, ends, hyphens);
    ok(lines > 250 && ends + 40 >= lines, "all lines but the last of a paragraph end at the edge");
    is_int((long long)wild, 0, "no glyph is stretched by more than 2 %, no line runs over");
    ok(hyphens > 0 && hyphens * 100 < lines * 8, "few words are divided");
    is_int((long long)page_hyphens, 0, "none at the end of a right-hand page");
    close_book(&b);
}

/* A first line that neither its next word nor a part of it fits. */
static void check_tracking(void)
{
    bench b;
    open_layout(&b, "print", true);
    add_text(&b, b.section, SL_NODE_PARAGRAPH, "It opens.");
    add_text(&b, b.section, SL_NODE_PARAGRAPH,
             "Its uneven infrastructure mostly strengthens the former home. A skill strengthens "
             "one business in Tilbury and Maidstone \u2013 their regional home \u2013 since the "
             "plain trade raises their household if it is to work in each resident.");
    set(&b);
    const sl_run *r = first_run(&b, "uneven"), *next = first_run(&b, "Tilbury");
    sl_u measure = measure_of(b.layout);
    sl_u right = r->x + r->end - b.layout->inner - measure, widest = 0;
    sl_u spacing = sl_u_scale(r->size * (sl_u)r->stretch / 10000, r->tracking, 1000);
    int32_t upem = (int32_t)sl_face_info_of(r->face)->upem;
    for (unsigned i = 0; i + 1 < r->n; i++) {
        const sl_word *w = r->words[i].word;
        sl_u width = sl_u_scale(w->width, (int64_t)r->size * r->stretch, (int64_t)upem * 10000) +
                     spacing * (w->glyph_count - 1);
        sl_u space = r->words[i + 1].x - r->words[i].x - width;
        widest = space > widest ? space : widest;
    }
    sl_u natural = sl_u_scale(sl_word_space(b.words, r->face)->width, r->size, upem);
    ok(r->tracking > 0 && r->tracking <= 50 && next->tracking == 0,
       "the letters of a line that has no place to end are spaced, no others");
    ok(right > -SL_PT(0.1) && right < SL_PT(0.1), "it ends at the edge");
    ok((int64_t)widest * 1000 < (int64_t)natural * 1500, "its spaces are below 1.5 of their width");
    close_book(&b);
}

static void check_overfull(void)
{
    bench b;
    open_layout(&b, "print", true);
    char word[200];
    memset(word, 'W', sizeof word);
    sl_node_append_text(b.a, add(&b, b.section, SL_NODE_PARAGRAPH), (sl_str){word, sizeof word});
    set(&b);
    bool reported = false;
    for (size_t i = 0; i < b.diags.findings.n; i++)
        reported = reported || b.diags.findings.at[i]->code == SL_E0403;
    ok(reported, "a line that cannot be broken is reported");
    close_book(&b);
}

static void check_ties(void)
{
    bench b;
    open_layout(&b, "strategy", true);
    bool parted = false;
    for (unsigned pad = 0; pad < 24; pad++) {
        sl_buf text;
        sl_buf_init(&text);
        for (unsigned i = 0; i < 40 + pad; i++)
            sl_buf_push_z(&text, i % 9 ? "x " : "xi ");
        sl_buf_push_z(&text,
                      "at \u00A34.2 billion in section 3 of J. Smith\u2019s plan of 14 June.");
        add_text(&b, b.section, SL_NODE_PARAGRAPH, sl_buf_copy(&text, b.a).p);
        sl_buf_done(&text);
    }
    set(&b);
    static const char *const firsts[] = {"\u00A34.2", "section", "J.", "14"};
    for (size_t i = 0; i < b.pages->pages.n; i++)
        for (size_t k = 0; k < b.pages->pages.at[i].paints.n; k++) {
            const sl_paint *p = &b.pages->pages.at[i].paints.at[k];
            for (int w = 0; p->kind == SL_PAINT_RUN && p->elem >= 0 && w < 4; w++)
                parted =
                    parted || sl_str_equal_z(word_text(&p->u.run.words[p->u.run.n - 1]), firsts[w]);
        }
    ok(!parted, "no line ends between a figure and its unit, a name and its number");
    close_book(&b);
}

/* Soft hyphens of the source: a narrow measure uses them, a wide one shows none. */
static void check_soft_hyphens(void)
{
    bench b;
    open_layout(&b, "print", true);
    sl_buf text;
    sl_buf_init(&text);
    for (unsigned i = 0; i < 60; i++)
        sl_buf_push_z(&text, "Qxqzx\u00ADzqxqzxqzx\u00ADqzxqz ");
    add_text(&b, b.section, SL_NODE_PARAGRAPH, sl_buf_copy(&text, b.a).p);
    sl_buf_done(&text);
    set(&b);
    unsigned ends = 0, raw = 0;
    for (size_t k = 0; k < b.pages->pages.at[0].paints.n; k++) {
        const sl_paint *p = &b.pages->pages.at[0].paints.at[k];
        for (unsigned w = 0; p->kind == SL_PAINT_RUN && w < p->u.run.n; w++) {
            bool hyphen = p->u.run.words[w].word->soft_hyphen;
            ends += hyphen && w + 1 == p->u.run.n;
            raw += !hyphen &&
                   sl_str_find(word_text(&p->u.run.words[w]), SL_STR("\u00AD"), 0) != SIZE_MAX;
        }
    }
    ok(ends > 0, "a line ends at a soft hyphen of the source");
    is_int(raw, 0, "and none is shaped within a line");
    close_book(&b);
}

/* --- pages --- */

static sl_picture *new_picture(bench *b, sl_u height)
{
    sl_picture *p = SL_NEW(b->a, sl_picture);
    p->width = SL_PT(200);
    p->height = height;
    sl_mark m = {.kind = SL_MARK_RECT};
    m.u.rect = (sl_rect){0, 0, p->width, height, 0x123456};
    SL_PUSH(b->a, p->marks, m);
    return p;
}

static sl_node *add_figure(bench *b, uint32_t index, const char *title)
{
    sl_node *figure = add(b, b->section, SL_NODE_FIGURE);
    figure->figure = index;
    sl_node *caption = add_text(b, figure, SL_NODE_CAPTION, title);
    caption->number = SL_STR("Figure 1");
    SL_PUSH(b->a, b->book->figures, ((sl_figure){0}));
    return figure;
}

/* Text that fills three quarters of a page, a figure that does not fit below it, more text. */
static void check_floats(void)
{
    bench b;
    open_layout(&b, "strategy", true);
    b.pictures[0] = new_picture(&b, SL_PT(420));
    for (unsigned i = 0; i < 3; i++)
        add_text(&b, b.section, SL_NODE_PARAGRAPH, prose(&b, i, 90));
    add_figure(&b, 0, "Floating");
    add_text(&b, b.section, SL_NODE_PARAGRAPH, "Following.");
    for (unsigned i = 5; i < 12; i++)
        add_text(&b, b.section, SL_NODE_PARAGRAPH, prose(&b, i, 90));
    set(&b);
    int figure = page_with(&b, "Floating");
    is_int(figure, 1, "a figure that does not fit goes to the next page");
    is_int(page_with(&b, "Following."), 0, "and the text that follows it fills the page before");
    const sl_run *caption = first_run(&b, "Floating");
    ok(caption && caption->y < b.layout->top + SL_PT(30), "it stands at the top");
    close_book(&b);
}

/* An image higher than the page is scaled to it. */
static void check_tall_image(void)
{
    bench b;
    open_layout(&b, "strategy", true);
    static const sl_image image = {.width = 10, .height = 100};
    sl_picture *picture = new_picture(&b, SL_PT(2000));
    picture->image = &image;
    picture->marks.n = 0;
    b.pictures[0] = picture;
    add_figure(&b, 0, "Tall");
    set(&b);
    const sl_picture_place *at = NULL;
    for (size_t k = 0; k < b.pages->pages.at[0].paints.n; k++)
        if (b.pages->pages.at[0].paints.at[k].kind == SL_PAINT_IMAGE)
            at = &b.pages->pages.at[0].paints.at[k].u.image;
    ok(at && at->y + at->height <= b.layout->page_height - b.layout->bottom &&
           at->width < SL_PT(200),
       "an image higher than its page is scaled to it");
    close_book(&b);
}

static void check_notes(void)
{
    bench b;
    open_layout(&b, "strategy", true);
    for (unsigned i = 0; i < 5; i++)
        add_text(&b, b.section, SL_NODE_PARAGRAPH, prose(&b, i, 90));
    sl_node *p = add_text(&b, b.section, SL_NODE_PARAGRAPH, "Called here");
    sl_node *note = add(&b, p, SL_NODE_NOTE);
    note->id = SL_STR("note-1");
    note->start = 1;
    sl_node *words = add_text(&b, note, SL_NODE_PARAGRAPH, "Notebegins");
    sl_node_append_text(b.a, words, SL_STR(" "));
    sl_node_append_text(b.a, words, sl_str_from(prose(&b, 77, 1400)));
    sl_node_append_text(b.a, words, SL_STR(" Noteends"));
    for (unsigned i = 5; i < 8; i++)
        add_text(&b, b.section, SL_NODE_PARAGRAPH, prose(&b, i, 90));
    set(&b);
    is_int(page_with(&b, "Notebegins"), page_with(&b, "Called here"),
           "a note starts where it is called");
    ok(page_with(&b, "Noteends") > page_with(&b, "Notebegins"),
       "a long one goes on on other pages");
    is_int((long long)count_words(&b), 8 * 90 + 1400 + 2 + 2 + 2, "and no word of it is lost");
    close_book(&b);
}

static void check_headings(void)
{
    bench b;
    open_layout(&b, "strategy", true);
    for (unsigned i = 0; i < 30; i++) {
        sl_node *h = add_text(&b, b.section, SL_NODE_HEADING, "Heading");
        h->level = 2;
        add_text(&b, b.section, SL_NODE_PARAGRAPH, prose(&b, i, 40 + 7 * (i % 9)));
    }
    set(&b);
    unsigned stranded = 0, lonely = 0;
    for (uint32_t i = 0; i < b.pages->pages.n; i++) {
        sl_u last = 0, first = SL_U_MAX;
        sl_u last_size = 0, first_size = 0;
        int32_t last_elem = -1, first_elem = -1;
        unsigned in_last = 0, in_first = 0;
        const sl_page *page = &b.pages->pages.at[i];
        for (size_t k = 0; k < page->paints.n; k++) {
            const sl_paint *p = &page->paints.at[k];
            if (p->kind != SL_PAINT_RUN || p->elem < 0)
                continue;
            if (p->u.run.y > last) {
                last = p->u.run.y;
                last_size = p->u.run.size;
                in_last = last_elem == p->elem ? in_last + 1 : 1;
                last_elem = p->elem;
            }
            if (p->u.run.y < first) {
                first = p->u.run.y;
                first_elem = p->elem;
                first_size = p->u.run.size;
            }
            in_first += p->elem == first_elem;
        }
        stranded += last_size > SL_PT(13);
        lonely += i + 1 < b.pages->pages.n && in_last == 1 && last_size < SL_PT(13);
        lonely += i > 0 && in_first == 1 && first_size < SL_PT(13);
    }
    is_int(stranded, 0, "no heading ends a page");
    is_int(lonely, 0, "no line of a paragraph stands alone on a page");
    close_book(&b);
}

static void check_boxes(void)
{
    bench b;
    open_layout(&b, "strategy", true);
    for (unsigned i = 0; i < 4; i++)
        add_text(&b, b.section, SL_NODE_PARAGRAPH, prose(&b, i, 90));
    sl_node *box = add(&b, b.section, SL_NODE_BOX);
    box->role = SL_STR("callout");
    for (unsigned i = 0; i < 4; i++)
        add_text(&b, box, SL_NODE_PARAGRAPH, prose(&b, 20 + i, 60));
    set(&b);
    const sl_style *style = sl_layout_role(b.layout, SL_STR("callout"), NULL);
    unsigned grounds = 0, outside = 0;
    for (uint32_t i = 0; i < b.pages->pages.n; i++) {
        const sl_page *page = &b.pages->pages.at[i];
        for (size_t k = 0; k < page->paints.n; k++) {
            const sl_paint *p = &page->paints.at[k];
            if (p->kind != SL_PAINT_RECT || p->u.rect.color != style->ground)
                continue;
            grounds++;
            outside += p->u.rect.y + p->u.rect.height > page->height - b.layout->bottom ||
                       p->u.rect.y < b.layout->top;
        }
    }
    is_int(grounds, 2, "a box over two pages has its frame on both");
    is_int(outside, 0, "within the text's frame");
    close_book(&b);
}

/* --- tables --- */

static sl_node *new_table(bench *b, unsigned columns)
{
    sl_node *table = add(b, b->section, SL_NODE_TABLE);
    table->columns = (uint16_t)columns;
    sl_node *caption = add_text(b, table, SL_NODE_CAPTION, "Captioned");
    caption->number = SL_STR("Table 1");
    return table;
}

static sl_node *add_row(bench *b, sl_node *table, bool head)
{
    sl_node *row = add(b, table, SL_NODE_TABLE_ROW);
    row->head = head;
    return row;
}

static sl_node *add_cell(bench *b, sl_node *row, const char *text)
{
    sl_node *cell = add_text(b, row, SL_NODE_TABLE_CELL, text);
    cell->head = row->head;
    return cell;
}

static void check_long_table(void)
{
    bench b;
    open_layout(&b, "strategy", true);
    sl_node *table = new_table(&b, 2), *row = add_row(&b, table, true);
    add_cell(&b, row, "Headword");
    add_cell(&b, row, "Value");
    for (unsigned i = 0; i < 90; i++) {
        row = add_row(&b, table, false);
        add_cell(&b, row, "Cell");
        add_cell(&b, row, i % 2 ? "1.25" : "100.5")->align = SL_ALIGN_DECIMAL;
    }
    set(&b);
    ok(b.pages->pages.n > 2, "a table goes over pages");
    bool again = true, continued = true, marked = true;
    for (uint32_t i = 1; i < b.pages->pages.n; i++) {
        sl_str artifacts = text_of(&b, i, true);
        again = again && sl_str_find(artifacts, SL_STR("Headword"), 0) != SIZE_MAX;
        continued = continued && sl_str_find(artifacts, SL_STR("(continued)"), 0) != SIZE_MAX;
        marked = marked && !holds(&b, i, "Headword");
    }
    ok(again, "its head is repeated on each");
    ok(continued, "and its caption, as continued");
    ok(marked, "as artifacts, not as text again");
    is_int((long long)count_words(&b), 2 + 1 + 2 + 180, "every cell is there once");
    const sl_run *small = first_run(&b, "1.25"), *large = first_run(&b, "100.5");
    sl_u upem = 1000,
         digit = sl_u_scale(sl_face_advance(small->face, sl_face_glyph(small->face, '1')),
                            small->size, upem);
    sl_u apart = small->x - large->x - 2 * digit;
    ok(apart > -SL_PT(0.1) && apart < SL_PT(0.1),
       "figures stand with their decimal points in line");
    close_book(&b);
}

static void check_tall_row(void)
{
    bench b;
    open_layout(&b, "strategy", true);
    sl_node *table = new_table(&b, 2), *row = add_row(&b, table, false);
    add_cell(&b, row, prose(&b, 3, 700));
    add_cell(&b, row, prose(&b, 4, 500));
    set(&b);
    is_int((long long)count_words(&b), 3 + 1200, "a row higher than a page loses no word");
    unsigned low = 0;
    for (uint32_t i = 0; i < b.pages->pages.n; i++)
        for (size_t k = 0; k < b.pages->pages.at[i].paints.n; k++) {
            const sl_paint *p = &b.pages->pages.at[i].paints.at[k];
            low += p->kind == SL_PAINT_RUN && p->elem >= 0 &&
                   p->u.run.y > b.layout->page_height - b.layout->bottom;
        }
    is_int(low, 0, "and none runs over the foot of its page");
    close_book(&b);
}

static void check_spans(void)
{
    bench b;
    open_layout(&b, "strategy", true);
    sl_node *table = new_table(&b, 3), *row = add_row(&b, table, true);
    add_cell(&b, row, "Place")->rows = 2;
    add_cell(&b, row, "Spanning")->columns = 2;
    row = add_row(&b, table, true);
    add_cell(&b, row, "Lefthand");
    add_cell(&b, row, "Righthand");
    row = add_row(&b, table, false);
    add_cell(&b, row, "Kent");
    add_cell(&b, row, "Alpha");
    add_cell(&b, row, "Beta");
    set(&b);
    const sl_run *over = first_run(&b, "Spanning"), *left = first_run(&b, "Lefthand"),
                 *right = first_run(&b, "Righthand"), *alpha = first_run(&b, "Alpha"),
                 *beta = first_run(&b, "Beta"), *kent = first_run(&b, "Kent");
    ok(over && left && right && over->x > left->x && over->x < right->x,
       "a head over two columns stands between them");
    ok(left->x == alpha->x && right->x == beta->x && kent->x < left->x,
       "a cell over two rows pushes the next row's cells on");
    bool tagged = false;
    for (size_t i = 0; i < b.pages->elems.n; i++)
        tagged =
            tagged || (b.pages->elems.at[i].tag == SL_TAG_TH && b.pages->elems.at[i].columns == 2);
    ok(tagged, "and its element says so");
    close_book(&b);
}

static void check_wide(void)
{
    bench b;
    open_layout(&b, "strategy", true);
    add_text(&b, b.section, SL_NODE_PARAGRAPH, "Before.");
    for (int wide = 0; wide < 2; wide++) {
        sl_node *table = new_table(&b, wide ? 12 : 2), *row = add_row(&b, table, false);
        table->wide = true;
        for (int i = 0; i < table->columns; i++)
            add_cell(&b, row, wide ? "Turned neighbourhood" : "Upright");
    }
    add_text(&b, b.section, SL_NODE_PARAGRAPH, "After.");
    set(&b);
    int page = page_with(&b, "Turned");
    is_int(page, 1, "a wide table follows the page that calls it");
    ok(b.pages->pages.at[1].width > b.pages->pages.at[1].height, "on a landscape page");
    is_int(page_with(&b, "After."), 0, "and the text goes on before it");
    is_int(page_with(&b, "Upright"), 0, "one that has room upright stays");
    close_book(&b);
}

/* A picture is drawn for the place that it will stand in. */
static void check_room(void)
{
    bench b;
    open_layout(&b, "strategy", true);
    const sl_layout *l = b.layout;
    sl_u measure = l->page_width - l->inner - l->outer;
    sl_node *box = add(&b, b.section, SL_NODE_BOX), *inside = add(&b, box, SL_NODE_FIGURE);
    sl_node *figure = add(&b, b.section, SL_NODE_FIGURE);
    is_int(sl_typeset_room(l, figure).width, measure, "a figure has the measure");
    const sl_style *style = sl_layout_role(l, SL_STR("box"), "box");
    is_int(sl_typeset_room(l, inside).width,
           measure - l->rail - l->rail_gap - 2 * style->pad - style->bar_width,
           "beside the rail less the pads of the box that it is in");
    figure->wide = inside->wide = true;
    sl_room turned = sl_typeset_room(l, figure);
    ok(turned.width == l->page_height - l->top - l->bottom && turned.height < measure,
       "that of a landscape page when it is wide");
    ok(sl_typeset_room(l, inside).width < measure, "but not within a box");
    close_book(&b);
}

/* Chapters with more sections than fit at the layout's sizes, and one that is not numbered. */
static void check_summary(void)
{
    bench b;
    open_layout(&b, "summary", true);
    add_text(&b, b.section, SL_NODE_HEADING, "Unnumbered")->level = 1;
    for (unsigned i = 0; i < 9; i++) {
        sl_node *chapter = add(&b, b.book->root, SL_NODE_SECTION);
        chapter->toc = 1;
        chapter->title = SL_STR("Chapter");
        add_text(&b, chapter, SL_NODE_HEADING, "Chapter")->number = SL_STR("1");
        add_text(&b, chapter, SL_NODE_PARAGRAPH, "Opening words [4].");
        for (unsigned k = 0; k < 18; k++) {
            sl_node *section = add(&b, chapter, SL_NODE_SECTION);
            section->toc = 2;
            section->title = SL_STR("What stands in it");
            add_text(&b, section, SL_NODE_HEADING, "x")->number = SL_STR("1.1");
        }
    }
    set(&b);
    is_int((long long)b.pages->pages.n, 1, "a summary is one page");
    ok(holds(&b, 0, "A test") && !holds(&b, 0, "Unnumbered"), "with the title and the chapters");
    ok(holds(&b, 0, "Opening words.") && !holds(&b, 0, "[4]"), "without marks of evidence");
    is_int((long long)count_words(&b), 2 + 9 * (2 + 2 + 18 * 5), "and nothing is left out");
    close_book(&b);
}

/* --- scripts --- */

static void check_scripts(void)
{
    bench b;
    open_layout(&b, "strategy", true);
    add_text(&b, b.section, SL_NODE_PARAGRAPH, "Mae’r tŷ a’r ŵyl yng Nghaerdydd.");
    add_text(&b, b.section, SL_NODE_PARAGRAPH, "Où l’œuvre naïve a déjà été reçue, ç’est là.");
    add_text(&b, b.section, SL_NODE_PARAGRAPH, "Zażółć gęślą jaźń, Łódź i źdźbło.");
    add_text(&b, b.section, SL_NODE_PARAGRAPH, "Ἡ πόλις καὶ ἡ θάλασσα.");
    add_text(&b, b.section, SL_NODE_PARAGRAPH, "Мы живём у моря, Київ.");
    set(&b);
    is_int((long long)b.diags.findings.n, 0,
           "Welsh, French, Polish, Greek and Cyrillic have their glyphs");
    static const char *const texts[] = {"tŷ a’r ŵyl", "naïve a déjà", "gęślą jaźń", "πόλις καὶ ἡ",
                                        "живём у моря"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        ok(holds(&b, 0, texts[i]), texts[i]);
    close_book(&b);
    open_layout(&b, "strategy", true);
    add_text(&b, b.section, SL_NODE_PARAGRAPH, "In Hebrew שלום it is.");
    set(&b);
    ok(b.diags.findings.n == 1 && b.diags.findings.at[0]->code == SL_E0401,
       "letters that no face has are a finding");
    close_book(&b);
}

static void check_right_to_left(void)
{
    static const char *const dejavu = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf";
    bench b;
    open_layout(&b, "strategy", true);
    if (!sl_fonts_add(b.fonts, dejavu)) {
        ok(true, "text from the right # SKIP fonts-dejavu-core is not installed");
        close_book(&b);
        return;
    }
    add_text(&b, b.section, SL_NODE_PARAGRAPH, "In Hebrew שלום עולם (two words) it is, مرحبا too.");
    set(&b);
    is_int((long long)b.diags.findings.n, 0, "an added face shows what no bundled one does");
    const sl_run *first = first_run(&b, "שלום"), *second = first_run(&b, "עולם");
    sl_u x1 = 0, x2 = 0;
    for (unsigned i = 0; first && i < first->n; i++)
        if (sl_str_equal_z(word_text(&first->words[i]), "שלום"))
            x1 = first->x + first->words[i].x;
    for (unsigned i = 0; second && i < second->n; i++)
        if (sl_str_equal_z(word_text(&second->words[i]), "עולם"))
            x2 = second->x + second->words[i].x;
    ok(first && second && x2 < x1, "the second word from the right stands left of the first");
    const sl_run *in = first_run(&b, "In"), *is = first_run(&b, "too.");
    ok(in && is && in->x < x2 && is->x > x1, "within a line from the left");
    b.section->lang = SL_STR("he");
    b.section->first = b.section->last = NULL;
    add_text(&b, b.section, SL_NODE_PARAGRAPH, "שלום");
    set(&b);
    const sl_run *alone = first_run(&b, "שלום");
    ok(alone && alone->x > b.layout->page_width / 2,
       "a section from the right starts at the right");
    close_book(&b);
}

/* Abbreviations in small capitals where a role asks, figures of one width everywhere. */
static void check_optics(void)
{
    bench b;
    open_layout(&b, "strategy", true);
    sl_style small = *sl_layout_role(b.layout, SL_STR("paragraph"), NULL);
    small.name = SL_STR("small");
    small.small_caps = true;
    sl_layout layout = *b.layout;
    SL_PUSH(b.a, layout.roles, small);
    b.layout = &layout;
    add_text(&b, b.section, SL_NODE_PARAGRAPH, "GVA")->role = SL_STR("small");
    add_text(&b, b.section, SL_NODE_PARAGRAPH, "GDP");
    set(&b);
    const sl_run *made = first_run(&b, "GVA"), *plain = first_run(&b, "GDP");
    ok(made && plain && made->words[0].word->glyphs[0].id != plain->words[0].word->glyphs[0].id,
       "abbreviations are set in small capitals where the role asks");
    ok(made->words[0].word->width < plain->words[0].word->width, "which are smaller");
    static const char *const families[] = {"Source Serif 4", "Source Sans 3"};
    bool same = true;
    for (size_t i = 0; i < 2; i++) {
        sl_face *face = sl_fonts_lookup(b.fonts, sl_str_from(families[i]), 400, false);
        for (char c = '0'; c <= '9'; c++)
            same = same && sl_face_advance(face, sl_face_glyph(face, (uint32_t)c)) ==
                               sl_face_advance(face, sl_face_glyph(face, '0'));
    }
    ok(same, "figures have one width");
    close_book(&b);
}

/* --- the same bytes --- */

static sl_str bytes_of(bench *b, bool cached)
{
    open_layout(b, "print", cached);
    for (unsigned i = 0; i < 12; i++)
        add_text(b, b->section, SL_NODE_PARAGRAPH, prose(b, i, 120));
    set(b);
    sl_buf out;
    sl_buf_init(&out);
    sl_pdf_emit(&out, b->pages, b->book, b->fonts, b->words, NULL);
    sl_str s = sl_buf_copy(&out, b->a);
    sl_buf_done(&out);
    return s;
}

static void check_cache(void)
{
    bench with, without;
    sl_str a = bytes_of(&with, true), c = bytes_of(&without, false);
    ok(a.n > 10000 && sl_str_equal(a, c), "the same bytes with the cache of words and without");
    close_book(&with);
    close_book(&without);
}

int main(void)
{
    check_lines();
    check_tracking();
    check_overfull();
    check_ties();
    check_soft_hyphens();
    check_floats();
    check_tall_image();
    check_notes();
    check_headings();
    check_boxes();
    check_long_table();
    check_tall_row();
    check_spans();
    check_wide();
    check_room();
    check_summary();
    check_scripts();
    check_right_to_left();
    check_optics();
    check_cache();
    return done();
}
