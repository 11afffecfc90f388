/* Total fit: the breaks of a section into pages at the least sum of demerits, by dynamic
 * programming over the rows (Plass, "Optimal Pagination Techniques", 1981, without floats). */
#include "base/check.h"
#include "base/limits.h"
#include "typeset/setter.h"

typedef struct place {
    int64_t cost;  /* of all pages up to a break before this row */
    uint32_t from; /* the row that starts the last of them */
} place;

typedef struct paging {
    sl_setter *s;
    const sl_rows *rows;
    sl_u height; /* of the text frame */
    sl_u note_gap;
} paging;

static sl_u gap_before(const sl_rows *rows, size_t i)
{
    /* A gap row holds the space after the block above it: the larger of the two counts. */
    const sl_row *r = &rows->at[i];
    if (r->height == 0)
        return 0;
    sl_u before = r->before;
    for (size_t k = i; k > 0 && rows->at[k - 1].height == 0; k--)
        if (rows->at[k - 1].before > before)
            before = rows->at[k - 1].before;
    return before;
}

static sl_u notes_height(const paging *g, const sl_row *r)
{
    sl_u h = 0;
    for (size_t i = 0; i < r->notes.n; i++)
        h += g->s->notes.at[r->notes.at[i]].height;
    return h;
}

static sl_u header_height(const paging *g, const sl_row *r)
{
    sl_u h = 0;
    for (uint16_t i = 0; r->header && i < r->header_count; i++)
        h += g->rows->at[r->header - 1 + i].height;
    return h;
}

/* The penalty of a break before row i. */
static int32_t penalty_before(const sl_rows *rows, size_t i)
{
    int32_t p = rows->at[i].penalty;
    for (size_t k = i; k > 0 && rows->at[k - 1].height == 0; k--)
        if (rows->at[k - 1].keep_next)
            p = SL_BREAK_NEVER;
    return p;
}

static int64_t page_cost(const paging *g, sl_u used, int32_t penalty, bool last)
{
    int64_t empty = g->height > used ? ((int64_t)(g->height - used) * 100) / g->height : 0;
    /* The last page may be short, but a few lines alone look lost. */
    int64_t cost = last ? (empty > 85 ? 400 : 0) : empty * empty / 4;
    return cost + (int64_t)penalty * (penalty >= SL_BREAK_NEVER ? 1000 : 1);
}

/* The row that starts each page, last page first, in `out`. */
static void choose(const paging *g, place *places)
{
    const sl_rows *rows = g->rows;
    size_t n = rows->n;
    for (size_t i = 1; i <= n; i++)
        places[i] = (place){INT64_MAX, (uint32_t)i - 1};
    for (size_t start = 0; start < n; start++) {
        if (places[start].cost == INT64_MAX || rows->at[start].height == 0)
            continue;
        sl_u used = header_height(g, &rows->at[start]), notes = 0;
        for (size_t i = start; i < n; i++) {
            const sl_row *r = &rows->at[i];
            used += r->height + (i > start ? gap_before(rows, i) : 0);
            sl_u called = notes_height(g, r);
            if (called && !notes)
                notes = g->note_gap;
            notes += called;
            bool fits = used + notes <= g->height;
            if (!fits && i > start)
                break;
            /* The next page starts at the next row that is more than a gap. */
            size_t next = i + 1;
            while (next < n && rows->at[next].height == 0)
                next++;
            if (r->height) {
                bool last = next == n;
                int64_t cost =
                    places[start].cost +
                    page_cost(g, used + notes, last ? 0 : penalty_before(rows, next), last);
                if (cost < places[next].cost)
                    places[next] = (place){cost, (uint32_t)start};
            }
            if (!fits)
                break; /* a row taller than the page stands alone on it */
        }
    }
}

/* --- painting --- */

static void paint_row(sl_setter *s, uint32_t page_index, const sl_row *r, sl_u x, sl_u y,
                      bool repeated)
{
    sl_page *page = &s->pages->pages.at[page_index];
    for (size_t i = 0; i < r->paints.n; i++) {
        sl_paint paint = r->paints.at[i];
        if (repeated)
            paint.elem = SL_ARTIFACT_LAYOUT;
        switch ((sl_paint_kind)paint.kind) {
        case SL_PAINT_RUN:
            paint.u.run.x += x;
            paint.u.run.y += y;
            break;
        case SL_PAINT_RECT:
            paint.u.rect.x += x;
            paint.u.rect.y += y;
            break;
        case SL_PAINT_IMAGE:
            paint.u.image.x += x;
            paint.u.image.y += y;
            break;
        case SL_PAINT_PATH: {
            sl_path *path = SL_NEW(s->arena, sl_path);
            *path = *paint.u.path;
            sl_u *coords = SL_NEW_ARRAY(s->arena, sl_u, path->coord_count * 2u);
            for (uint32_t k = 0; k < path->coord_count; k++) {
                coords[2 * k] = path->coords[2 * k] + x;
                coords[2 * k + 1] = path->coords[2 * k + 1] + y;
            }
            path->coords = coords;
            paint.u.path = path;
            break;
        }
        }
        SL_PUSH(s->arena, page->paints, paint);
    }
    for (size_t i = 0; i < r->links.n && !repeated; i++) {
        sl_link link = r->links.at[i];
        link.x += x;
        link.y += y;
        SL_PUSH(s->arena, page->links, link);
    }
    if (repeated)
        return;
    if (r->dest.n)
        SL_PUSH(s->arena, s->pages->dests, ((sl_dest){r->dest, page_index, x, y}));
    if (r->figure_elem) {
        sl_elem *e = &s->pages->elems.at[r->figure_elem - 1];
        e->bbox[0] = x;
        e->bbox[1] = y;
        e->bbox[2] = x + s->width;
        e->bbox[3] = y + r->height;
    }
    if (r->page_of.n)
        sl_contents_note_row(s, r, page_index, x, y);
}

static void paint_frame(sl_setter *s, sl_page *page, const sl_frame *f, sl_u x, sl_u top,
                        sl_u bottom)
{
    sl_paint paint = {.kind = SL_PAINT_RECT, .elem = SL_ARTIFACT_LAYOUT};
    if (f->style->ground != SL_COLOR_NONE) {
        paint.u.rect = (sl_rect){x + f->left, top, f->width, bottom - top, f->style->ground};
        SL_PUSH(s->arena, page->paints, paint);
    }
    if (f->style->bar != SL_COLOR_NONE) {
        paint.u.rect =
            (sl_rect){x + f->left, top, f->style->bar_width, bottom - top, f->style->bar};
        SL_PUSH(s->arena, page->paints, paint);
    }
}

/* Frames go behind the rows: they are painted first, from the same positions. */
static void paint_frames(sl_setter *s, sl_page *page, const sl_rows *rows, size_t begin, size_t end,
                         sl_u x, sl_u top)
{
    sl_u y = top;
    for (size_t i = begin; i < end; i++) {
        uint16_t box = rows->at[i].box;
        y += i > begin ? gap_before(rows, i) : 0;
        if (!box) {
            y += rows->at[i].height;
            continue;
        }
        sl_u from = y;
        y += rows->at[i].height;
        while (i + 1 < end && rows->at[i + 1].box == box) {
            i++;
            y += gap_before(rows, i) + rows->at[i].height;
        }
        paint_frame(s, page, &s->frames.at[box - 1], x, from, y);
    }
}

static void paint_notes(sl_setter *s, uint32_t page_index, const sl_rows *rows, size_t begin,
                        size_t end, sl_u x)
{
    sl_u height = 0;
    for (size_t i = begin; i < end; i++)
        for (size_t k = 0; k < rows->at[i].notes.n; k++)
            height += s->notes.at[rows->at[i].notes.at[k]].height;
    if (!height)
        return;
    sl_page *page = &s->pages->pages.at[page_index];
    sl_u y = page->height - s->layout->bottom - height;
    sl_paint rule = {.kind = SL_PAINT_RECT, .elem = SL_ARTIFACT_LAYOUT};
    rule.u.rect = (sl_rect){x, y - SL_PT(6), s->width / 4, SL_PT(0.5),
                            sl_layout_color(s->layout, "hairline")};
    SL_PUSH(s->arena, page->paints, rule);
    for (size_t i = begin; i < end; i++)
        for (size_t k = 0; k < rows->at[i].notes.n; k++) {
            const sl_note_rows *note = &s->notes.at[rows->at[i].notes.at[k]];
            for (size_t j = 0; j < note->rows.n; j++) {
                y += note->rows.at[j].before;
                paint_row(s, page_index, &note->rows.at[j], x, y, false);
                y += note->rows.at[j].height;
            }
        }
}

static void paint_page(paging *g, size_t begin, size_t end)
{
    sl_setter *s = g->s;
    const sl_layout *l = s->layout;
    uint32_t index = (uint32_t)s->pages->pages.n;
    sl_page page = {.width = l->page_width, .height = l->page_height};
    page.label = sl_str_format(s->arena, "%u", index + 1);
    SL_PUSH(s->arena, s->pages->pages, page);
    bool left_hand = l->two_sided && index % 2 == 1;
    sl_u x = left_hand ? l->outer : l->inner, y = l->top;
    const sl_row *first = &g->rows->at[begin];
    for (uint16_t i = 0; first->header && i < first->header_count && begin != first->header - 1;
         i++) {
        const sl_row *head = &g->rows->at[first->header - 1 + i];
        paint_row(s, index, head, x, y, true);
        y += head->height;
    }
    paint_frames(s, &s->pages->pages.at[index], g->rows, begin, end, x, y);
    for (size_t i = begin; i < end; i++) {
        const sl_row *r = &g->rows->at[i];
        y += i > begin ? gap_before(g->rows, i) : 0;
        paint_row(s, index, r, x, y, false);
        y += r->height;
    }
    paint_notes(s, index, g->rows, begin, end, x);
}

void sl_flow_paginate(sl_setter *s, const sl_rows *rows, sl_str running)
{
    size_t n = rows->n;
    while (n && rows->at[n - 1].height == 0)
        n--;
    if (!n)
        return;
    sl_rows used = *rows;
    used.n = n;
    paging g = {.s = s, .rows = &used, .note_gap = SL_PT(14)};
    g.height = s->layout->page_height - s->layout->top - s->layout->bottom;
    sl_arena_mark mark = sl_arena_mark_now(s->scratch);
    place *places = SL_NEW_ARRAY(s->scratch, place, n + 1);
    choose(&g, places);
    SL_VEC(uint32_t) starts = {0};
    for (size_t at = n; at > 0; at = places[at].from)
        SL_PUSH(s->scratch, starts, places[at].from);
    uint32_t first_page = (uint32_t)s->pages->pages.n;
    for (size_t i = starts.n; i > 0; i--) {
        size_t end = i > 1 ? starts.at[i - 2] : n;
        if (s->pages->pages.n >= SL_LIMIT_PAGES) {
            sl_diag_add(s->diags, SL_E0404, SL_SPAN_NONE, "more than %u pages", SL_LIMIT_PAGES);
            break;
        }
        paint_page(&g, starts.at[i - 1], end);
    }
    sl_arena_reset(s->scratch, mark);
    for (uint32_t p = first_page; p < s->pages->pages.n; p++)
        SL_PUSH(s->arena, s->running, running);
}

/* --- running heads and feet --- */

static void push_field(sl_setter *s, sl_buf *out, sl_str name, uint32_t page)
{
    const sl_book *b = s->book;
    if (sl_str_equal_z(name, "title"))
        sl_buf_push_str(out, b->title);
    else if (sl_str_equal_z(name, "section"))
        sl_buf_push_str(out, s->running.at[page]);
    else if (sl_str_equal_z(name, "page"))
        sl_buf_push_int(out, page + 1);
    else if (sl_str_equal_z(name, "pages"))
        sl_buf_push_int(out, (int64_t)s->pages->pages.n);
    else if (sl_str_equal_z(name, "version"))
        sl_buf_push_str(out, b->version);
    else if (sl_str_equal_z(name, "date"))
        sl_buf_push_date(out, b->date);
    else if (sl_str_equal_z(name, "digest"))
        sl_buf_push_str(out, b->digest);
    else if (sl_str_equal_z(name, "status")) {
        if (!b->is_final)
            sl_buf_push_z(out, "Draft, ");
        sl_buf_push_format(out, "version %.*s, ", SL_FMT(b->version));
        sl_buf_push_date(out, b->date);
        if (!b->is_final)
            sl_buf_push_format(out, ", content %.8s", b->digest.p ? b->digest.p : "");
    }
}

static sl_str expand(sl_setter *s, sl_str template, uint32_t page)
{
    sl_buf out;
    sl_buf_init(&out);
    for (size_t at = 0; at < template.n;) {
        size_t open = sl_str_find_char(template, '{', at);
        size_t close = open == SIZE_MAX ? SIZE_MAX : sl_str_find_char(template, '}', open);
        if (close == SIZE_MAX) {
            sl_buf_push_str(&out, sl_str_slice(template, at, template.n));
            break;
        }
        sl_buf_push_str(&out, sl_str_slice(template, at, open));
        push_field(s, &out, sl_str_slice(template, open + 1, close), page);
        at = close + 1;
    }
    sl_str text = sl_buf_copy(&out, s->arena);
    sl_buf_done(&out);
    return text;
}

static void paint_pair(sl_setter *s, sl_page *page, const sl_style *style, sl_str left,
                       sl_str right, sl_u y, sl_u x, int32_t artifact)
{
    sl_lines_push_label(s, page, style, left, x, y, artifact);
    sl_u width = sl_lines_measure_label(s, style, right);
    sl_lines_push_label(s, page, style, right, x + s->width - width, y, artifact);
}

void sl_flow_paint_margins(sl_setter *s)
{
    const sl_layout *l = s->layout;
    const sl_style *head = sl_layout_role(l, SL_STR("running-head"), NULL);
    const sl_style *foot = sl_layout_role(l, SL_STR("running-foot"), NULL);
    for (uint32_t i = 1; i < s->pages->pages.n; i++) { /* not on the cover */
        sl_page *page = &s->pages->pages.at[i];
        bool left_hand = l->two_sided && i % 2 == 1;
        sl_u x = left_hand ? l->outer : l->inner;
        paint_pair(s, page, head, expand(s, l->head_left, i), expand(s, l->head_right, i),
                   l->top - SL_PT(22), x, SL_ARTIFACT_HEADER);
        paint_pair(s, page, foot, expand(s, l->foot_left, i), expand(s, l->foot_right, i),
                   page->height - l->bottom + SL_PT(32), x, SL_ARTIFACT_FOOTER);
    }
}
