/* Running heads and feet: templates of the layout with fields in braces. */
#include "typeset/setter.h"

enum {
    SHORT_DIGEST = 8, /* what tells one draft from another at a glance */
    MOST_BYTES = 300, /* no page is as wide */
    GAP = 12          /* points between the two ends of a line */
};

/* More than any page shows, and no more: it is done for every page. */
static void push_cut(sl_buf *out, sl_str text)
{
    size_t n = text.n < MOST_BYTES + 1 ? text.n : MOST_BYTES + 1;
    while (n < text.n && ((unsigned char)text.p[n] & 0xC0) == 0x80)
        n--;
    sl_buf_push_str(out, sl_str_slice(text, 0, n));
}

static void push_digest(sl_buf *out, const sl_book *b)
{
    sl_buf_push_format(out, "%.*s", SHORT_DIGEST, b->digest.p ? b->digest.p : "");
}

/* Version, date and, of a draft, which one it is; id: on its own, or in a text of a layout. */
static void push_status(sl_buf *out, const sl_setter *s, sl_say_id id)
{
    const sl_book *b = s->book;
    sl_buf date, digest, line;
    sl_buf_init(&date);
    sl_buf_init(&digest);
    sl_buf_init(&line);
    sl_say_push_date(&date, b->phrases, b->date);
    if (s->layout->codes)
        push_digest(&digest, b);
    sl_say_field fields[] = {SL_T("final", b->is_final ? SL_STR("yes") : SL_STR_NONE),
                             SL_T("version", b->version), SL_T("date", sl_buf_str(&date)),
                             SL_T("digest", sl_buf_str(&digest))};
    sl_say_push(&line, b->phrases, SL_SAY_STATUS_LINE, fields, SL_COUNT(fields));
    if (id == SL_SAY_STATUS_LINE)
        sl_buf_push_str(out, sl_buf_str(&line));
    else
        sl_say_push(out, b->phrases, id, &(sl_say_field)SL_T("status", sl_buf_str(&line)), 1);
    sl_buf_done(&date);
    sl_buf_done(&digest);
    sl_buf_done(&line);
}

static void push_field(const sl_setter *s, sl_buf *out, sl_str name, uint32_t page)
{
    const sl_book *b = s->book;
    const sl_say_field pages[] = {SL_N("page", page + 1), SL_N("pages", s->pages->pages.n)};
    if (sl_str_equal_z(name, "title"))
        push_cut(out, b->title);
    else if (sl_str_equal_z(name, "section"))
        push_cut(out, s->running.at[page]);
    else if (sl_str_equal_z(name, "page"))
        sl_buf_push_int(out, page + 1);
    else if (sl_str_equal_z(name, "pages"))
        sl_buf_push_int(out, (int64_t)s->pages->pages.n);
    else if (sl_str_equal_z(name, "page-of"))
        sl_say_push(out, b->phrases, SL_SAY_PAGE_OF, pages, SL_COUNT(pages));
    else if (sl_str_equal_z(name, "version"))
        sl_buf_push_str(out, b->version);
    else if (sl_str_equal_z(name, "date"))
        sl_say_push_date(out, b->phrases, b->date);
    else if (sl_str_equal_z(name, "digest"))
        push_digest(out, b);
    else if (sl_str_equal_z(name, "faults"))
        sl_say_push(out, b->phrases, SL_SAY_FAULTS, &(sl_say_field)SL_N("n", b->fault_count), 1);
    else if (sl_str_equal_z(name, "status"))
        push_status(out, s, SL_SAY_STATUS_LINE);
    else if (sl_str_equal_z(name, "board-status"))
        push_status(out, s, SL_SAY_BOARD_STATUS);
    else if (sl_str_equal_z(name, "discussion-status"))
        push_status(out, s, SL_SAY_DISCUSSION_STATUS);
}

static void expand(const sl_setter *s, sl_buf *out, sl_str template, uint32_t page)
{
    out->n = 0;
    for (size_t at = 0; at < template.n;) {
        size_t open = sl_str_find_char(template, '{', at);
        size_t close = open == SIZE_MAX ? SIZE_MAX : sl_str_find_char(template, '}', open);
        if (close == SIZE_MAX) {
            sl_buf_push_str(out, sl_str_slice(template, at, template.n));
            return;
        }
        sl_buf_push_str(out, sl_str_slice(template, at, open));
        push_field(s, out, sl_str_slice(template, open + 1, close), page);
        at = close + 1;
    }
}

typedef struct strip {
    const sl_style *style;
    sl_str left, right;
    sl_u x, y, width;
    int32_t artifact;
} strip;

/* The text cut at a word so that it has room; a title may be longer than any page is wide. */
static sl_str cut(sl_setter *s, const sl_style *style, sl_str text, sl_u room)
{
    bool whole = text.n <= MOST_BYTES;
    size_t end = whole ? text.n : MOST_BYTES;
    if (whole && sl_label_measure(s, style, text) <= room)
        return text;
    while (end > 0) {
        end--;
        while (end > 0 && text.p[end] != ' ')
            end--;
        sl_str part = sl_str_format(s->arena, "%.*s …", (int)end, text.p);
        if (end && sl_label_measure(s, style, part) <= room)
            return part;
    }
    return SL_STR_NONE;
}

static void paint_strip(sl_setter *s, sl_buf *text, uint32_t index, const strip *t)
{
    sl_page *page = &s->pages->pages.at[index];
    expand(s, text, t->left, index);
    sl_str left = sl_buf_copy(text, s->arena);
    expand(s, text, t->right, index);
    sl_str right = cut(s, t->style, sl_buf_copy(text, s->arena), t->width * 3 / 5);
    sl_u beside = right.n ? sl_label_measure(s, t->style, right) + SL_PT(GAP) : 0;
    left = cut(s, t->style, left, t->width - beside);
    if (left.n)
        SL_PUSH(s->arena, page->paints, sl_label_set(s, t->style, left, t->x, t->y, t->artifact));
    if (!right.n)
        return;
    sl_paint paint = sl_label_set(s, t->style, right, 0, t->y, t->artifact);
    paint.u.run.x = t->x + t->width - paint.u.run.end;
    SL_PUSH(s->arena, page->paints, paint);
}

/* The chapter in its colour at the outer edge, each at its own height, as in an index: where the
 * layout has colours for chapters. */
static void paint_tab(sl_setter *s, uint32_t index)
{
    enum { WIDTH = 11 };
    const sl_layout *l = s->layout;
    sl_page *page = &s->pages->pages.at[index];
    uint32_t chapter = s->chapters.at[index];
    if (!chapter || !l->parts.n || page->width != l->page_width)
        return;
    sl_u step = (page->height - l->top - l->bottom) / (sl_u)s->chapter_count;
    bool left_hand = l->two_sided && index % 2 == 1;
    sl_paint tab = {.kind = SL_PAINT_RECT, .elem = SL_ARTIFACT_BACKGROUND};
    tab.u.rect =
        (sl_rect){left_hand ? 0 : page->width - SL_PT(WIDTH), l->top + (sl_u)(chapter - 1) * step,
                  SL_PT(WIDTH), step, sl_layout_color(sl_layout_part(l, chapter), "accent")};
    SL_PUSH(s->arena, page->paints, tab);
}

void sl_margin_paint(sl_setter *s)
{
    const sl_layout *l = s->layout;
    sl_buf text;
    sl_buf_init(&text);
    for (uint32_t i = l->summary || !l->cover ? 0 : 1; i < s->pages->pages.n; i++) {
        const sl_page *page = &s->pages->pages.at[i];
        paint_tab(s, i);
        bool turned = page->width != l->page_width, left_hand = l->two_sided && i % 2 == 1;
        strip t = {.style = sl_layout_role(l, SL_STR("running-head"), NULL)};
        t.left = left_hand ? l->head_right : l->head_left;
        t.right = left_hand ? l->head_left : l->head_right;
        if (s->book->is_faulty)
            t.left = SL_STR("{faults}");
        t.x = turned ? l->top : left_hand ? l->outer : l->inner;
        t.width = page->width - (turned ? l->top + l->bottom : l->inner + l->outer);
        t.y = (turned ? l->inner : l->top) - SL_PT(22);
        t.artifact = SL_ARTIFACT_HEADER;
        if (l->summary || i) /* the first page says it at its head itself */
            paint_strip(s, &text, i, &t);
        t.style = sl_layout_role(l, SL_STR("running-foot"), NULL);
        t.left = left_hand ? l->foot_right : l->foot_left;
        t.right = left_hand ? l->foot_left : l->foot_right;
        /* A margin that is the outer one of upright pages may be narrow. */
        sl_u foot = turned ? l->outer : l->bottom, drop = foot * 11 / 20;
        t.y = page->height - foot + (turned && drop < SL_FOOT_DROP ? drop : SL_FOOT_DROP);
        t.artifact = SL_ARTIFACT_FOOTER;
        paint_strip(s, &text, i, &t);
    }
    sl_buf_done(&text);
}
