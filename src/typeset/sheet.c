/* Rows onto the sheets that flow.c has found: a sheet is a column of a page, and nothing is chosen
 * here any more.
 *
 * From the top: floats that waited, what is repeated (a table's head), the rows, and at the foot
 * the lines of notes, which are placed from below. A frame belongs to rows, not to a page: it is
 * drawn on each sheet as far as its rows reach, behind them, and goes on by its pad where a break
 * divides it. So the places of all rows come first, then the frames, then the ink.
 *
 * The two sheets of a spread end at one height where the spaces between their rows can give that:
 * the left one decides for both. What was set for landscape pages follows the page that holds the
 * row it hangs on, by the same functions with another form.
 */
#include "base/assert.h"
#include "base/limits.h"
#include "typeset/setter.h"

/* A frame on one page. */
typedef struct span {
    uint16_t box; /* 1 + index */
    sl_u top, bottom;
} span;

typedef struct sheeting {
    sl_flow *f;
    sl_setter *s;
    uint32_t index; /* of the page */
    sl_u x, top, width;
    SL_VEC(span) spans;
    sl_u *y; /* of each row of the sheet */
    SL_VEC(const sl_rows *) wide;
    sl_u meet; /* the height at which the sheets of a spread end, 0: as they come */
} sheeting;

static sl_page *page_of(const sheeting *t)
{
    return &t->s->pages->pages.at[t->index];
}

static void push_paint(const sheeting *t, sl_paint paint)
{
    SL_PUSH(t->s->arena, page_of(t)->paints, paint);
}

/* --- rows --- */

static void paint_more(sheeting *t, const sl_row *r, sl_u x, sl_u y)
{
    sl_setter *s = t->s;
    sl_page *page = page_of(t);
    for (const sl_spot *spot = r->more->spots; spot; spot = spot->next) {
        sl_link link = spot->link;
        link.x += x;
        link.y += y;
        SL_PUSH(s->arena, page->links, link);
    }
    for (const sl_anchor_name *n = r->more->names; n; n = n->next)
        SL_PUSH(s->arena, s->pages->dests, ((sl_dest){n->name, t->index, x + n->x, y + n->y}));
    for (const sl_figure_place *p = r->more->figures; p; p = p->next) {
        sl_elem *e = &s->pages->elems.at[p->elem];
        e->bbox[0] = x + p->x;
        e->bbox[1] = y + p->y;
        e->bbox[2] = x + p->x + p->width;
        e->bbox[3] = y + p->y + p->height;
    }
    if (r->more->page_of.n) {
        sl_contents_slot slot = {.dest = r->more->page_of, .page = t->index};
        slot.paint = (uint32_t)page->paints.n - 1;
        slot.right = x + t->width;
        slot.style = r->more->page_style;
        SL_PUSH(s->arena, s->slots, slot);
    }
    if (r->more->section)
        s->section = r->more->section;
    if (r->more->wide)
        SL_PUSH(s->scratch, t->wide, r->more->wide);
}

/* repeated: as an artifact, without what it leads to. */
static void paint_row(sheeting *t, const sl_row *r, sl_u x, sl_u y, bool repeated)
{
    for (const sl_ink *ink = r->ink; ink; ink = ink->next) {
        sl_paint paint = ink->paint;
        if (repeated)
            paint.elem = SL_ARTIFACT_LAYOUT;
        sl_row_move_paint(t->s, &paint, x, y);
        push_paint(t, paint);
    }
    if (r->more && !repeated)
        paint_more(t, r, x, y);
}

/* --- frames --- */

static void widen_span(sheeting *t, uint16_t box, sl_u top, sl_u bottom)
{
    for (size_t i = 0; i < t->spans.n; i++) {
        span *one = &t->spans.at[i];
        if (one->box != box)
            continue;
        one->top = top < one->top ? top : one->top;
        one->bottom = bottom > one->bottom ? bottom : one->bottom;
        return;
    }
    SL_PUSH(t->s->scratch, t->spans, ((span){box, top, bottom}));
}

/* The frames around a row, outermost first. */
static void widen_chain(sheeting *t, uint16_t box, sl_u top, sl_u bottom)
{
    if (!box)
        return;
    widen_chain(t, t->s->frames.at[box - 1].outer, top, bottom);
    widen_span(t, box, top, bottom);
}

/* Where a page break divides frames they go on by their pad; `sign` -1: upwards. */
static void widen_divided(sheeting *t, uint32_t row, sl_u edge, int sign)
{
    sl_u pad = 0;
    for (uint16_t b = sl_flow_shared_box(t->s, t->f->rows, row); b;
         b = t->s->frames.at[b - 1].outer) {
        pad += t->s->frames.at[b - 1].style->pad;
        widen_span(t, b, edge + sign * pad, edge + sign * pad);
    }
}

static void paint_frames(sheeting *t)
{
    for (size_t i = 0; i < t->spans.n; i++) {
        const span *one = &t->spans.at[i];
        const sl_frame *f = &t->s->frames.at[one->box - 1];
        sl_paint paint = {.kind = SL_PAINT_RECT, .elem = SL_ARTIFACT_LAYOUT};
        sl_rect rect = {t->x + f->left, one->top, f->width, one->bottom - one->top,
                        f->style->ground};
        paint.u.rect = rect;
        if (f->style->ground != SL_COLOR_NONE)
            push_paint(t, paint);
        paint.u.rect.width = f->style->bar_width;
        paint.u.rect.color = f->style->bar;
        if (f->style->bar != SL_COLOR_NONE)
            push_paint(t, paint);
    }
}

/* --- a sheet --- */

static sl_u paint_floats(sheeting *t, const sl_sheet *sheet)
{
    sl_u y = t->top;
    for (uint32_t k = 0; k < sheet->top; k++) {
        const sl_row *r = &t->f->rows[t->f->floats.at[sheet->floats + k]];
        paint_row(t, r, t->x, y, false);
        y += r->height + r->after;
    }
    return y;
}

/* Heads of a table that goes on, below the pads of the frames around it. */
static void paint_repeated(sheeting *t, const sl_sheet *sheet, sl_u y)
{
    const sl_flow *f = t->f;
    const sl_row *r = &f->rows[sheet->begin];
    y += sl_flow_frame_pad(t->s, f->rows, sheet->begin);
    if (!r->repeat || !sheet->begin || f->rows[sheet->begin - 1].repeat != r->repeat)
        return;
    const sl_repeat *repeat = &t->s->repeats.at[r->repeat - 1];
    for (size_t i = 0; i < repeat->rows.rows.n; i++) {
        const sl_row *one = &repeat->rows.rows.at[i];
        y += i ? sl_row_gap(one - 1, one) : 0;
        paint_row(t, one, t->x, y, true);
        y += one->height;
    }
}

/* What the space between two rows may grow by, so that facing pages end at one height: about what
 * it is, outside of frames. */
static sl_u give_of(const sl_row *last, const sl_row *r)
{
    return last->box || r->box ? 0 : sl_row_gap(last, r) * 13 / 10;
}

/* Height of what stands on a sheet above its notes, and what its spaces could give. */
static sl_u measure_sheet(const sl_flow *f, const sl_sheet *sheet, sl_u *give)
{
    sl_u y = sl_flow_top(f, sheet->begin);
    if (sheet->end < f->n)
        y += sl_flow_frame_pad(f->s, f->rows, sheet->end);
    for (uint32_t k = 0; k < sheet->top; k++) {
        const sl_row *r = &f->rows[f->floats.at[sheet->floats + k]];
        y += r->height + r->after;
    }
    const sl_row *last = NULL;
    *give = 0;
    for (uint32_t i = sheet->begin; i < sheet->end; i++) {
        const sl_row *r = &f->rows[i];
        if (sl_flow_is_deferred(f, sheet, i))
            continue;
        y += r->height + (last ? sl_row_gap(last, r) : 0);
        *give += last ? give_of(last, r) : 0;
        last = r;
    }
    return y;
}

/* The height at which both sheets of a spread can end: that of the frame, or of the fuller sheet;
 * 0 where they cannot, or one of them ends the section. */
static sl_u meet_height(const sl_flow *f, const sl_sheet *left, const sl_sheet *right)
{
    if (!left || !right || left->begin >= left->end || right->end >= f->n)
        return 0;
    sl_u give[2], used[2] = {measure_sheet(f, left, &give[0]), measure_sheet(f, right, &give[1])};
    sl_u full = f->form.height, fuller = used[0] > used[1] ? used[0] : used[1];
    const sl_sheet *sheets[2] = {left, right};
    bool fills = true, meets = true;
    for (int i = 0; i < 2; i++) {
        bool notes = sheets[i]->note_begin != sheets[i]->note_end; /* they end at the foot */
        fills = fills && (notes || used[i] + give[i] >= full);
        meets = meets && !notes && used[i] + give[i] >= fuller;
    }
    return fills ? full : meets ? fuller : 0;
}

/* How much of what the spaces of a sheet can give is needed for it to end at its spread's height,
 * in millionths. */
static int64_t share_of_give(const sheeting *t, const sl_sheet *sheet)
{
    sl_u give, lack = t->meet - measure_sheet(t->f, sheet, &give);
    bool notes = sheet->note_begin != sheet->note_end;
    return !notes && lack > 0 && lack <= give ? (int64_t)lack * 1000000 / give : 0;
}

/* Lines of notes at the foot of a sheet. */
static sl_u lines_height(const sl_flow *f, const sl_sheet *sheet)
{
    sl_u height = 0;
    for (uint32_t i = sheet->note_begin; i < sheet->note_end; i++)
        height += f->note_lines.at[i].row->height +
                  (i > sheet->note_begin ? f->note_lines.at[i].before : 0);
    return height;
}

/* What the rows of a sheet give way by, so that less of a page stands empty below cards that are
 * not divided: each space between two cards grows, or what ends a card that has its page
 * to itself goes to the foot, where that is not far. */
typedef struct sinking {
    sl_u apart, sink;
} sinking;

/* Whether a row begins a card with one, or with text, before it: what is kept with it, such as a
 * chapter's heading, stays near. */
static bool stands_apart(const sl_flow *f, const sl_sheet *sheet, uint32_t i)
{
    return i > sheet->begin && f->rows[i].card && !f->rows[i - 1].keep_next &&
           !sl_flow_is_deferred(f, sheet, i);
}

static sinking sink_cards(const sheeting *t, const sl_sheet *sheet)
{
    const sl_flow *f = t->f;
    sinking out = {0};
    bool ends = sheet->end == f->n,
         forced = !ends && f->rows[sheet->end].penalty == SL_BREAK_FORCED;
    if (t->meet || sheet->begin == sheet->end || (!ends && !f->rows[sheet->end].card && !forced))
        return out;
    sl_u spaces = 0;
    bool sinks = false;
    for (uint32_t i = sheet->begin; i < sheet->end; i++) {
        spaces += stands_apart(f, sheet, i);
        sinks = sinks || f->rows[i].sinks;
    }
    sl_u give,
        left = f->form.height - measure_sheet(f, sheet, &give) -
               (sheet->note_begin < sheet->note_end ? f->note_gap + lines_height(f, sheet) : 0);
    if (left < f->form.height / 12)
        return out;
    if (!spaces && f->rows[sheet->begin].card && sinks && left < f->form.height / 3)
        out.sink = left;
    else if (spaces && !ends && !forced && sheet->note_begin == sheet->note_end)
        out.apart = left / (spaces + 1);
    sl_u most = f->form.height / 6;
    out.apart = out.apart < most ? out.apart : most;
    return out;
}

/* Places of the rows, and the frames around them. */
static void place_rows(sheeting *t, const sl_sheet *sheet, sl_u y)
{
    const sl_flow *f = t->f;
    const sl_row *last = NULL;
    int64_t share = t->meet ? share_of_give(t, sheet) : 0;
    sinking give = sink_cards(t, sheet);
    for (uint32_t i = sheet->begin; i < sheet->end; i++) {
        const sl_row *r = &f->rows[i];
        if (sl_flow_is_deferred(f, sheet, i))
            continue;
        if (last)
            y += sl_row_gap(last, r) + (sl_u)(give_of(last, r) * share / 1000000) +
                 (stands_apart(f, sheet, i) ? give.apart : 0) + (r->sinks ? give.sink : 0);
        t->y[i - sheet->begin] = y;
        widen_chain(t, r->box, y, y + r->height);
        y += r->height;
        last = r;
    }
    if (sheet->end < f->n && sheet->end > sheet->begin)
        widen_divided(t, sheet->end, y, 1);
}

static void paint_notes(sheeting *t, const sl_sheet *sheet)
{
    const sl_flow *f = t->f;
    if (sheet->note_begin == sheet->note_end)
        return;
    sl_u y = t->top + f->form.height - lines_height(f, sheet);
    sl_paint rule = {.kind = SL_PAINT_RECT, .elem = SL_ARTIFACT_LAYOUT};
    rule.u.rect = (sl_rect){t->x, y - SL_PT(6), t->width / 4, SL_PT(0.5),
                            sl_layout_color(t->s->layout, "hairline")};
    push_paint(t, rule);
    for (uint32_t i = sheet->note_begin; i < sheet->note_end; i++) {
        const sl_note_line *line = &f->note_lines.at[i];
        y += i > sheet->note_begin ? line->before : 0;
        paint_row(t, line->row, t->x, y, false);
        y += line->row->height;
    }
}

/* Paints of a sheet, so that a page's list is allocated once. */
static size_t count_paints(const sl_flow *f, const sl_sheet *sheet)
{
    size_t n = 8; /* running heads, a rule above notes */
    for (uint32_t i = sheet->begin; i < sheet->end; i++)
        for (const sl_ink *ink = f->rows[i].ink; ink; ink = ink->next)
            n++;
    return n;
}

static void paint_sheet(sheeting *t, const sl_sheet *sheet)
{
    sl_flow *f = t->f;
    sl_u y = paint_floats(t, sheet);
    t->spans.n = 0;
    t->y = SL_NEW_ARRAY(t->s->scratch, sl_u, sheet->end - sheet->begin + 1);
    if (sheet->begin < sheet->end) {
        /* Frames go behind the rows: their places come first. */
        sl_u begin = y + sl_flow_top(f, sheet->begin);
        place_rows(t, sheet, begin);
        widen_divided(t, sheet->begin, y + sl_flow_frame_pad(t->s, f->rows, sheet->begin), -1);
        paint_frames(t);
        paint_repeated(t, sheet, y);
    }
    for (uint32_t i = sheet->begin; i < sheet->end; i++)
        if (!sl_flow_is_deferred(f, sheet, i))
            paint_row(t, &f->rows[i], t->x, t->y[i - sheet->begin], false);
    sl_asides beside = {0};
    bool notes = sl_aside_place(f, sheet, t->y, t->top, &beside);
    for (size_t i = 0; i < beside.n; i++)
        paint_row(t, beside.at[i].row, t->x, beside.at[i].y, false);
    if (!notes)
        paint_notes(t, sheet);
}

/* --- pages --- */

/* What begins at the top of a sheet; NULL: something goes on there. */
static const sl_node *section_at(const sheeting *t, const sl_sheet *sheet)
{
    const sl_row *first =
        sheet->begin < sheet->end && !sheet->top ? &t->f->rows[sheet->begin] : NULL;
    return first && first->more ? first->more->section : NULL;
}

/* The number of the chapter that the top of a sheet is of. */
static uint32_t chapter_at(const sheeting *t, const sl_sheet *sheet)
{
    const sl_node *at = section_at(t, sheet);
    for (at = at ? at : t->s->section; at; at = at->parent)
        if (at->toc == 1)
            return sl_node_chapter(at);
    return 0;
}

/* What a page's head names: what begins at its top, or else what goes on there. */
static sl_str running_of(const sheeting *t, const sl_sheet *sheet, sl_str otherwise)
{
    sl_setter *s = t->s;
    const sl_node *begins = section_at(t, sheet);
    const sl_node *section = begins ? begins : s->section;
    if (!section)
        return otherwise;
    sl_str number = sl_node_number_of(section);
    if (section->toc == 1 || !number.n)
        return section->title;
    sl_str title = sl_str_format(s->arena, "%.*s %.*s", SL_FMT(number), SL_FMT(section->title));
    return begins ? title
                  : sl_say(s->book->phrases, s->arena, SL_SAY_CONTINUED, SL_T("number", title));
}

static void add_page(sheeting *t, const sl_sheet *sheet, sl_str running)
{
    sl_setter *s = t->s;
    const sl_layout *l = s->layout;
    bool turned = t->f->form.landscape;
    t->index = (uint32_t)s->pages->pages.n;
    sl_page page = {.width = turned ? l->page_height : l->page_width};
    page.height = turned ? l->page_width : l->page_height;
    page.label = sl_str_format(s->arena, "%u", t->index + 1);
    page.paints.cap = count_paints(t->f, sheet);
    page.paints.at = SL_NEW_ARRAY(s->arena, sl_paint, page.paints.cap);
    SL_PUSH(s->arena, s->pages->pages, page);
    SL_PUSH(s->arena, s->running, running_of(t, sheet, running));
    uint32_t chapter = chapter_at(t, sheet);
    SL_PUSH(s->arena, s->chapters, chapter);
    s->chapter_count = chapter > s->chapter_count ? chapter : s->chapter_count;
    bool left_hand = l->two_sided && t->index % 2 == 1;
    t->x = turned ? l->top : left_hand ? l->outer : l->inner;
    t->top = turned ? l->inner : l->top;
}

static void paint_sheets(sl_flow *f, const sl_sheet *sheets, size_t n, sl_str running)
{
    sl_setter *s = f->s;
    sheeting t = {.f = f, .s = s, .width = sl_flow_measure(s, f->form.landscape)};
    unsigned columns = f->form.columns;
    for (size_t i = 0; i < n; i++) {
        unsigned column = (unsigned)(i % columns);
        if (s->pages->pages.n >= SL_LIMIT_PAGES && !column) {
            sl_diag_help(
                s->diags,
                sl_diag_add(s->diags, SL_E0404, SL_SPAN_NONE, "more than %u pages", SL_LIMIT_PAGES),
                "make several documents of it");
            break;
        }
        if (!column)
            add_page(&t, &sheets[i], running);
        else
            t.x += t.width + s->layout->column_gap;
        if (i == 0)
            t.top += f->form.top;
        /* The left page decides for its spread. */
        bool left_hand = t.index % 2 == 1;
        if (left_hand || i == 0)
            t.meet = left_hand && s->layout->two_sided && columns == 1
                         ? meet_height(f, &sheets[i], i + 1 < n ? &sheets[i + 1] : NULL)
                         : 0;
        paint_sheet(&t, &sheets[i]);
        if (column + 1 < columns && i + 1 < n)
            continue;
        /* What was set for landscape pages follows the page that calls it. */
        size_t count = t.wide.n;
        for (size_t k = 0; k < count; k++) {
            sl_rows rows = *t.wide.at[k];
            sl_sheet_paginate(s, &rows, sl_flow_form(s, true), running);
        }
        t.wide.n = 0;
    }
}

void sl_sheet_paint_band(sl_setter *s, uint32_t page, const sl_rows *rows)
{
    sheeting t = {.s = s, .index = page, .width = s->width};
    sl_u y = s->layout->top;
    for (size_t i = 0; i < rows->rows.n; i++) {
        const sl_row *r = &rows->rows.at[i];
        y += i ? sl_row_gap(r - 1, r) : 0;
        paint_row(&t, r, s->layout->inner, y, false);
        y += r->height;
    }
}

void sl_sheet_paginate(sl_setter *s, sl_rows *rows, sl_form form, sl_str running)
{
    if (!rows->rows.n)
        return;
    sl_arena_mark mark = sl_arena_mark_now(s->scratch);
    sl_flow f = {.s = s, .rows = rows->rows.at, .n = (uint32_t)rows->rows.n, .form = form};
    size_t n;
    const sl_sheet *sheets = sl_flow_find_sheets(&f, &n);
    paint_sheets(&f, sheets, n, running);
    sl_arena_reset(s->scratch, mark);
}
