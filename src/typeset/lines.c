/* The chosen lines of a paragraph as rows of ink.
 *
 * A line's atoms (words, spaces, the hyphen of a divided word) are gathered in the order of
 * reading; where some run from the right they are then turned into the order of sight (UAX #9, L2).
 * The pen walks over them and writes runs: words of one style in a row, each with its place, so
 * that one run is one text object of a PDF. A space is no glyph with a place but a mark on the word
 * before it, and the last word of a line has one too where the text goes on: words stay apart when
 * they are copied.
 *
 * A justified line shares its gap between the glyphs, which give 2 % at most, and its spaces, each
 * by its own width; breaks.c has judged the line by the same measure, so that what was chosen is
 * what is set. Widows and orphans are prices on the rows, which the pages weigh (flow.c).
 */
#include "base/assert.h"
#include "typeset/breaks.h"

enum { NATURAL = 10000, EXPANSION = 200 /* the same for sl_run.stretch: 2 % */ };

/* A word or a space of a line, as it is put down. */
typedef struct atom {
    const sl_word *word;     /* NULL: a space */
    const sl_piece *picture; /* in the word's place */
    sl_u width, gap;
    uint16_t style;
    uint8_t level;
} atom;

typedef struct setting {
    sl_breaking *b;
    const sl_style *style;
    sl_row *row;
    SL_VEC(atom) atoms;
    sl_u x, left;        /* of the pen, and of the measure from the row's left */
    sl_u y;              /* baseline */
    int64_t more, among; /* a space of width w is w * more / among wider */
    uint16_t stretch;    /* of glyphs */
    uint16_t tracking;   /* between glyphs, as in sl_run */
    sl_paint paint;      /* the run under way */
    bool open;
    sl_u inked; /* where its last word ends */
    uint16_t run_style;
    uint32_t room;
} setting;

static sl_u stretched(const setting *t, sl_u w)
{
    return t->stretch == NATURAL ? w : sl_u_scale(w, t->stretch, NATURAL);
}

/* What spaced letters add to an atom: not behind the last one of a word. */
static sl_u tracked(const setting *t, size_t i)
{
    const atom *a = &t->atoms.at[i];
    if (!t->tracking || !a->word || a->picture)
        return 0;
    bool joined = i + 1 < t->atoms.n && t->atoms.at[i + 1].word;
    int64_t ems = (int64_t)t->b->p->styles.at[a->style].size * (a->word->glyph_count - !joined);
    return sl_u_scale(stretched(t, (sl_u)ems), t->tracking, 1000);
}

/* --- runs --- */

/* The line under or through the words of a run: as thick as a stem, about. */
static void decorate(setting *t, const sl_run *run, const sl_span_style *style)
{
    enum { UNDER = 14, THROUGH = -28, THICK = 6 /* hundredths of the size */ };
    if (!style->decoration)
        return;
    sl_paint line = {.kind = SL_PAINT_RECT, .elem = SL_ARTIFACT_LAYOUT};
    int at = style->decoration == SL_UNDERLINE ? UNDER : THROUGH;
    line.u.rect = (sl_rect){.x = run->x, .width = t->inked - run->x, .color = run->color};
    line.u.rect.y = run->y + sl_u_scale(run->size, at, 100);
    line.u.rect.height = sl_u_scale(run->size, THICK, 100);
    sl_row_append(t->b->s, t->row, line);
}

static void close_run(setting *t)
{
    if (!t->open)
        return;
    sl_setter *s = t->b->s;
    const sl_span_style *style = &t->b->p->styles.at[t->run_style];
    sl_run *run = &t->paint.u.run;
    run->end = t->x + t->left - run->x;
    sl_row_append(s, t->row, t->paint);
    decorate(t, run, style);
    t->open = false;
    if (!style->target.n)
        return;
    sl_link link = {.x = run->x, .width = run->end, .elem = (uint32_t)style->elem};
    link.y = t->row->height - t->style->leading;
    link.height = t->style->leading;
    link.target = style->target;
    link.contents = style->contents;
    sl_row_add_link(s, t->row, link);
}

/* Words of one style from atom i on. */
static uint32_t count_words(const setting *t, size_t i)
{
    uint32_t n = 0;
    for (uint16_t style = t->atoms.at[i].style; i < t->atoms.n && t->atoms.at[i].style == style;
         i++)
        n += t->atoms.at[i].word != NULL;
    return n;
}

static void open_run(setting *t, size_t i)
{
    uint16_t index = t->atoms.at[i].style;
    const sl_span_style *style = &t->b->p->styles.at[index];
    t->room = count_words(t, i);
    t->paint = (sl_paint){.kind = SL_PAINT_RUN, .elem = style->elem};
    sl_run *run = &t->paint.u.run;
    *run = (sl_run){.face = style->face, .x = t->left + t->x, .y = t->y - style->raise};
    run->size = style->size;
    run->color = style->color;
    run->stretch = t->stretch;
    run->tracking = t->tracking;
    run->words = SL_NEW_ARRAY(t->b->s->arena, sl_placed, t->room);
    t->run_style = index;
    t->open = true;
}

/* A picture stands on the baseline; what it links to is all of its height. */
static void put_picture(setting *t, const sl_piece *p)
{
    sl_setter *s = t->b->s;
    const sl_span_style *style = &t->b->p->styles.at[p->style];
    close_run(t);
    sl_picture_place place = {p->picture->image, t->left + t->x, t->y - p->height, p->width,
                              p->height};
    sl_paint paint = {.kind = SL_PAINT_IMAGE, .elem = (int32_t)p->figure};
    paint.u.image = place;
    sl_row_append(s, t->row, paint);
    sl_row_more *more = sl_row_more_of(s, t->row);
    sl_figure_place *at = SL_NEW(s->work, sl_figure_place);
    *at = (sl_figure_place){more->figures, p->figure, place.x, place.y, place.width, place.height};
    more->figures = at;
    t->x += p->width;
    t->inked = t->left + t->x;
    if (!style->target.n)
        return;
    sl_link link = {.x = place.x, .y = place.y, .width = place.width, .height = place.height};
    link.elem = (uint32_t)style->elem;
    link.target = style->target;
    link.contents = style->contents;
    sl_row_add_link(s, t->row, link);
}

static void put_atom(setting *t, size_t i)
{
    const atom *a = &t->atoms.at[i];
    if (a->picture) {
        put_picture(t, a->picture);
        return;
    }
    if (!a->word) {
        if (t->open && t->paint.u.run.n)
            t->paint.u.run.words[t->paint.u.run.n - 1].space = true;
        t->x += stretched(t, a->width) + a->gap;
        if (t->among)
            t->x += (sl_u)((int64_t)a->width * t->more / t->among);
        return;
    }
    if (t->open && (t->run_style != a->style || t->paint.u.run.n == UINT16_MAX))
        close_run(t);
    if (!t->open)
        open_run(t, i);
    sl_run *run = &t->paint.u.run;
    SL_CHECK(run->n < t->room);
    run->words[run->n++] = (sl_placed){a->word, t->x + t->left - run->x, false};
    t->x += stretched(t, a->width) + tracked(t, i);
    t->inked = t->left + t->x;
}

/* --- the words of a line --- */

static const sl_word *part_of(const sl_breaking *b, const sl_piece *p, size_t begin, size_t end)
{
    sl_str text = {p->word->text + begin, end - begin};
    return sl_word_shape(b->s->words, p->word->face, text, p->word->features, SL_STR("zxx"));
}

static void push_atom(setting *t, atom a)
{
    SL_PUSH(t->b->s->scratch, t->atoms, a);
}

/* A line is as high as the highest picture on it. */
static void make_room(setting *t, const sl_piece *p)
{
    enum { GAP = 2 /* pt above a picture */ };
    if (!p->picture || p->height + SL_PT(GAP) <= t->y)
        return;
    sl_u more = p->height + SL_PT(GAP) - t->y;
    t->row->height += more;
    t->y += more;
}

/* From one break to the next, in the order of reading. */
static void gather(setting *t, const sl_brk *from, const sl_brk *to)
{
    const sl_breaking *b = t->b;
    uint32_t end = to->piece + (to->at ? 1 : 0);
    for (uint32_t i = from->piece; i < end; i++) {
        const sl_piece *p = &b->p->pieces.at[i];
        const sl_span_style *style = &b->p->styles.at[p->style];
        size_t begin = i == from->piece ? from->at : 0;
        size_t stop = i == to->piece && to->at ? to->at : p->word->text_len;
        bool whole = begin == 0 && stop == p->word->text_len;
        const sl_word *word = whole ? p->word : part_of(b, p, begin, stop);
        if (i > from->piece && p->space_before) {
            const sl_piece *last = p - 1;
            uint8_t level = last->level < p->level ? last->level : p->level;
            push_atom(t, (atom){NULL, NULL, sl_piece_space(b->p, p), p->gap, last->style, level});
        }
        sl_u width = whole ? p->width : sl_breaks_scale(style, word->width);
        push_atom(t, (atom){word, p->picture ? p : NULL, width, 0, p->style, p->level});
        make_room(t, p);
        if (p->note)
            sl_row_add_call(b->s, t->row, p->note - 1);
    }
    if (to->hyphen) {
        const sl_piece *p = &b->p->pieces.at[to->at ? to->piece : to->piece - 1];
        const sl_span_style *style = &b->p->styles.at[p->style];
        const sl_word *sign = sl_word_hyphen(b->s->words, style->face);
        push_atom(t,
                  (atom){sign, NULL, sl_breaks_scale(style, sign->width), 0, p->style, p->level});
    }
}

/* UAX #9, rule L2: from the highest level down, what stands at it or above is turned round. */
static void reorder(setting *t)
{
    uint8_t most = 0;
    for (size_t i = 0; i < t->atoms.n; i++)
        most = t->atoms.at[i].level > most ? t->atoms.at[i].level : most;
    for (uint8_t level = most; level > 0; level--)
        for (size_t i = 0; i < t->atoms.n; i++) {
            size_t begin = i, end = i;
            while (end < t->atoms.n && t->atoms.at[end].level >= level)
                end++;
            for (size_t k = end; begin + 1 < k; begin++, k--) {
                atom swap = t->atoms.at[begin];
                t->atoms.at[begin] = t->atoms.at[k - 1];
                t->atoms.at[k - 1] = swap;
            }
            i = end > i ? end - 1 : i;
        }
}

/* How much glyphs and spaces give: glyphs first, up to what they can; spaces take the rest. */
static void share_gap(setting *t, const sl_line_fit *line, const sl_brk *from, const sl_brk *to)
{
    sl_u spaces = (sl_u)(to->spaces - from->spaces - from->skip), gap = line->gap;
    int64_t glyphs = line->glyphs ? (int64_t)gap * EXPANSION / line->glyphs : 0;
    glyphs = glyphs > EXPANSION ? EXPANSION : glyphs < -EXPANSION ? -EXPANSION : glyphs;
    t->stretch = (uint16_t)(NATURAL + glyphs);
    t->tracking = line->tracking;
    if (spaces <= 0)
        return;
    t->more = gap - sl_u_scale(line->ink, glyphs, NATURAL);
    for (size_t i = 0; t->tracking && i < t->atoms.n; i++)
        t->more -= tracked(t, i);
    t->among = spaces;
}

static void report_overfull(const sl_breaking *b, const sl_brk *from, sl_u over)
{
    const sl_piece *p = &b->p->pieces.at[from->piece];
    if (b->s->trial)
        return; /* smaller type is tried next */
    sl_buf points;
    sl_buf_init(&points);
    sl_buf_push_u(&points, over);
    sl_finding *f = sl_diag_add(b->s->diags, SL_E0403, p->span,
                                "a line is %s pt wider than its measure", points.p);
    sl_diag_help(b->s->diags, f, "divide the long word by a hyphen, or say it in other words");
    sl_buf_done(&points);
}

static void set_line(setting *t, sl_rows *rows, const sl_brk *from, const sl_brk *to)
{
    sl_breaking *b = t->b;
    t->row = sl_row_push(b->s, rows, t->style->leading);
    t->row->hyphen = to->hyphen;
    t->y = sl_lines_baseline(b->s, t->style);
    t->atoms.n = 0;
    t->stretch = NATURAL;
    t->tracking = 0;
    t->more = t->among = 0;
    sl_line_fit line = sl_breaks_fit(b, from, to, to->forced);
    if (line.gap < -line.shrink - SL_PT(1))
        report_overfull(b, from, -line.gap - line.shrink);
    gather(t, from, to);
    if (b->justify && (!to->forced || line.gap < 0))
        share_gap(t, &line, from, to);
    t->x = -from->lead;
    if (t->style->align == SL_SET_CENTER)
        t->x += line.gap / 2;
    else if (t->style->align == SL_SET_RIGHT || (b->p->from_right && !t->among))
        t->x += line.gap;
    if (b->p->mixed)
        reorder(t);
    for (size_t i = 0; i < t->atoms.n; i++)
        put_atom(t, i);
    /* A space at the line's end, so that words do not join over it when they are copied. */
    if (t->open && !to->at && !to->hyphen && to->piece < b->p->pieces.n)
        t->paint.u.run.words[t->paint.u.run.n - 1].space = true;
    close_run(t);
}

/* Widows and orphans; a paragraph of three lines stays whole at a higher price. */
static int32_t price_of(size_t i, size_t n)
{
    if (n == 2)
        return SL_BREAK_NEVER;
    return i == 1 || i + 1 == n ? (n == 3 ? 3000 : 2500) : 0;
}

void sl_lines_break(sl_setter *s, sl_rows *rows, const sl_para *p, const sl_style *style,
                    sl_u indent, sl_u left, sl_u measure)
{
    if (p->pieces.n == 0)
        return;
    sl_arena_mark mark = sl_arena_mark_now(s->scratch);
    if (!s->breaking)
        s->breaking = SL_NEW(s->arena, sl_breaking);
    sl_breaking *b = s->breaking;
    b->s = s;
    b->p = p;
    b->measure = measure;
    b->indent = indent;
    b->justify = style->align == SL_SET_JUSTIFY;
    sl_breaks_choose(b, style->hyphenate);
    setting t = {.b = b, .style = style, .left = left};
    size_t n = b->chosen.n - 1;
    for (size_t i = 0; i < n; i++) {
        set_line(&t, rows, &b->chosen.at[i], &b->chosen.at[i + 1]);
        if (i)
            t.row->penalty = price_of(i, n);
    }
    sl_arena_reset(s->scratch, mark);
}

sl_u sl_lines_baseline(sl_setter *s, const sl_style *style)
{
    const sl_face_info *info = sl_face_info_of(sl_para_face(s, style, 0, false));
    sl_u ascent = sl_u_scale(info->ascent, style->size, info->upem);
    sl_u descent = sl_u_scale(-info->descent, style->size, info->upem);
    return (style->leading - ascent - descent) / 2 + ascent;
}
