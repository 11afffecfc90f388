/* Knuth, D. E. and Plass, M. F.: "Breaking Paragraphs into Lines", Software: Practice and
 * Experience 11 (1981); badness and demerits as in TeX: The Program, 108 and 859. */
#include "base/check.h"
#include "typeset/setter.h"

enum {
    PRETOLERANCE = 100,
    TOLERANCE = 200,
    AWFUL = 10000, /* badness of a line that cannot be set */
    LINE_PENALTY = 10,
    HYPHEN_PENALTY = 50,
    EXPLICIT_PENALTY = 30, /* at a hyphen that is written */
    RUN_DEMERITS = 3000,   /* two lines in a row that end in a hyphen */
    LADDER_DEMERITS = 1000000,
    FITNESS_DEMERITS = 3000,
    FINAL_HYPHEN_DEMERITS = 200000, /* the last line is the rest of a divided word */
    RUNT_DEMERITS = 200000,         /* the last line is one short word */
    CLASSES = 4,
    EXPANSION = 20 /* thousandths that glyphs may be wider or narrower */
};

/* A place where a line may end. */
typedef struct brk {
    uint32_t piece; /* the line ends before this piece, or within it */
    uint16_t at;    /* byte of the division; 0 = before the piece */
    bool hyphen;    /* a hyphen is put in */
    bool forced;
    sl_u width;  /* natural width of all before it, spaces included */
    sl_u spaces; /* width of the spaces in that */
    sl_u tail;   /* added when the line ends here: hyphen, less hanging punctuation */
    sl_u skip;   /* not in the next line: the space */
    sl_u lead;   /* hanging of the next line's first sign */
} brk;

typedef struct node {
    uint32_t brk; /* index */
    int32_t prev;
    int64_t demerits;
    uint8_t fitness, run; /* run: lines in a row that end in a hyphen, at most 2 */
    int32_t next;         /* in the list of active nodes */
} node;

typedef struct breaking {
    sl_setter *s;
    const sl_para *p;
    const sl_style *style;
    sl_u measure, space;
    bool justify;
    SL_VEC(brk) breaks;
    SL_VEC(node) nodes;
    int32_t active; /* first */
    sl_u emergency;
} breaking;

static sl_u space_of(sl_setter *s, const sl_span_style *style)
{
    const sl_word *space = sl_word_space(s->words, style->face);
    return sl_u_scale(space->width, style->size, sl_face_info_of(style->face)->upem);
}

static sl_u units(const sl_piece *p, const sl_span_style *style, int32_t v)
{
    (void)p;
    return sl_u_scale(v, style->size, sl_face_info_of(style->face)->upem);
}

/* Width of the part of a word before byte at. */
static sl_u width_until(const sl_piece *p, const sl_span_style *style, uint16_t at)
{
    int32_t w = 0;
    for (unsigned i = 0; i < p->word->glyph_count; i++)
        if (p->word->glyphs[i].cluster < at)
            w += p->word->glyphs[i].advance;
    return units(p, style, w);
}

static bool is_letter_before(const sl_word *w, uint16_t at)
{
    unsigned char c = (unsigned char)w->text[at - 1];
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* --- the places --- */

static void push_divisions(breaking *b, uint32_t i, sl_u before, sl_u spaces, bool hyphenate)
{
    const sl_piece *p = &b->p->pieces.at[i];
    const sl_span_style *style = &b->p->styles.at[p->style];
    for (unsigned k = 0; k < p->word->hyphen_count; k++) {
        uint16_t at = p->word->hyphens[k];
        bool hyphen = is_letter_before(p->word, at);
        if (hyphen && !hyphenate)
            continue;
        brk one = {.piece = i, .at = at, .hyphen = hyphen, .spaces = spaces};
        one.width = before + width_until(p, style, at);
        if (hyphen) {
            const sl_word *sign = sl_word_hyphen(b->s->words, style->face);
            one.tail = units(p, style, sign->width);
            if (b->justify)
                one.tail -= units(p, style, sign->width * 6 / 10);
        }
        SL_PUSH(b->s->scratch, b->breaks, one);
    }
}

static void find_breaks(breaking *b, bool hyphenate)
{
    sl_u width = 0, spaces = 0;
    b->breaks.n = 0;
    brk start = {0};
    SL_PUSH(b->s->scratch, b->breaks, start);
    for (uint32_t i = 0; i < b->p->pieces.n; i++) {
        const sl_piece *p = &b->p->pieces.at[i];
        const sl_span_style *style = &b->p->styles.at[p->style];
        if (i && (p->space_before || p->break_before)) {
            const sl_piece *last = &b->p->pieces.at[i - 1];
            sl_u space = p->break_before ? 0 : space_of(b->s, style);
            brk one = {.piece = i, .width = width, .spaces = spaces, .skip = space};
            one.forced = p->break_before;
            if (b->justify) {
                one.tail = -units(last, &b->p->styles.at[last->style], last->word->protrude_right);
                one.lead = units(p, style, p->word->protrude_left);
            }
            SL_PUSH(b->s->scratch, b->breaks, one);
            width += space;
            spaces += space;
        }
        push_divisions(b, i, width, spaces, hyphenate);
        width += p->width;
    }
    brk end = {.piece = (uint32_t)b->p->pieces.n, .width = width, .spaces = spaces, .forced = true};
    SL_PUSH(b->s->scratch, b->breaks, end);
}

/* --- demerits --- */

/* TeX's badness: 100 (t/s)^3, at most AWFUL. */
static int32_t badness(sl_u t, sl_u s)
{
    if (t == 0)
        return 0;
    if (s <= 0)
        return AWFUL;
    int64_t r = t <= 7230584 ? (int64_t)t * 297 / s : t / (s / 297 ? s / 297 : 1);
    if (r > 1290)
        return AWFUL;
    return (int32_t)((r * r * r + 131072) / 262144);
}

typedef struct trial {
    sl_u natural, gap, stretch, shrink;
    int32_t badness;
    uint8_t fitness; /* 0 tight, 1 decent, 2 loose, 3 very loose */
    bool overfull;
} trial;

static trial try_line(const breaking *b, const brk *from, const brk *to, bool last)
{
    trial t;
    t.natural = to->width - from->width - from->skip + to->tail - from->lead;
    t.gap = b->measure - t.natural;
    sl_u spaces = to->spaces - from->spaces - from->skip;
    if (spaces < 0)
        spaces = 0;
    if (b->justify) {
        t.stretch = spaces / 2 + (sl_u)((int64_t)t.natural * EXPANSION / 1000) + b->emergency;
        t.shrink = spaces / 3 + (sl_u)((int64_t)t.natural * EXPANSION / 1000);
    } else {
        t.stretch = b->measure / 6 + b->emergency;
        t.shrink = 0;
    }
    t.overfull = t.gap < -t.shrink;
    if (t.gap >= 0)
        t.badness = last ? 0 : badness(t.gap, t.stretch);
    else
        t.badness = t.overfull ? AWFUL : badness(-t.gap, t.shrink);
    t.fitness = t.gap < 0 ? (t.badness > 12 ? 0 : 1) : t.badness > 99 ? 3 : t.badness > 12 ? 2 : 1;
    return t;
}

static int64_t demerits_of(const breaking *b, const node *from, const brk *to, const trial *t,
                           bool last)
{
    const brk *was = &b->breaks.at[from->brk];
    int64_t d = LINE_PENALTY + t->badness;
    d *= d;
    if (to->at) {
        int64_t penalty = to->hyphen ? HYPHEN_PENALTY : EXPLICIT_PENALTY;
        d += penalty * penalty;
    }
    if (to->hyphen && from->run)
        d += from->run > 1 ? LADDER_DEMERITS : RUN_DEMERITS;
    int apart =
        from->fitness > t->fitness ? from->fitness - t->fitness : t->fitness - from->fitness;
    if (apart > 1 && b->justify)
        d += FITNESS_DEMERITS;
    if (last && was->at && was->hyphen)
        d += FINAL_HYPHEN_DEMERITS;
    /* One word alone, shorter than an eighth of the measure, unless it is all there is. */
    if (last && from->brk && to->piece - was->piece <= 1 && t->natural < b->measure / 8)
        d += RUNT_DEMERITS;
    return d;
}

/* --- the search --- */

typedef struct best {
    int64_t demerits;
    int32_t prev;
} best;

static void remove_node(breaking *b, int32_t before, int32_t at)
{
    if (before < 0)
        b->active = b->nodes.at[at].next;
    else
        b->nodes.at[before].next = b->nodes.at[at].next;
}

/* Tries all active nodes against one break; true while some node is active. */
static bool try_break(breaking *b, uint32_t index, int32_t tolerance, bool final_pass)
{
    const brk *to = &b->breaks.at[index];
    bool last = index + 1 == b->breaks.n;
    best found[CLASSES][3];
    for (int i = 0; i < CLASSES; i++)
        for (int k = 0; k < 3; k++)
            found[i][k] = (best){INT64_MAX, -1};
    bool any = false;
    int32_t before = -1;
    for (int32_t at = b->active; at >= 0;) {
        node *from = &b->nodes.at[at];
        int32_t next = from->next;
        trial t = try_line(b, &b->breaks.at[from->brk], to, last || (to->forced && !last));
        bool only = final_pass && !any && t.overfull && b->active == at && next < 0;
        if (t.badness <= tolerance || only) {
            int64_t d = from->demerits + demerits_of(b, from, to, &t, last);
            uint8_t run = to->hyphen ? (uint8_t)(from->run < 2 ? from->run + 1 : 2) : 0;
            best *slot = &found[t.fitness][run];
            if (d < slot->demerits)
                *slot = (best){d, at};
            any = true;
        }
        if (t.overfull || to->forced)
            remove_node(b, before, at);
        else
            before = at;
        at = next;
    }
    for (int i = 0; any && i < CLASSES; i++)
        for (int k = 0; k < 3; k++) {
            if (found[i][k].prev < 0)
                continue;
            node n = {.brk = index, .prev = found[i][k].prev, .demerits = found[i][k].demerits};
            n.fitness = (uint8_t)i;
            n.run = (uint8_t)k;
            n.next = b->active;
            SL_PUSH(b->s->scratch, b->nodes, n);
            b->active = (int32_t)b->nodes.n - 1;
        }
    return b->active >= 0;
}

/* The node at the paragraph's end with the least demerits, or -1. */
static int32_t search(breaking *b, int32_t tolerance, bool final_pass)
{
    b->nodes.n = 0;
    SL_PUSH(b->s->scratch, b->nodes, ((node){.prev = -1, .fitness = 1, .next = -1}));
    b->active = 0;
    for (uint32_t i = 1; i < b->breaks.n; i++)
        if (!try_break(b, i, tolerance, final_pass))
            return -1;
    int32_t least = -1;
    for (int32_t at = b->active; at >= 0; at = b->nodes.at[at].next)
        if (b->nodes.at[at].brk + 1 == b->breaks.n &&
            (least < 0 || b->nodes.at[at].demerits < b->nodes.at[least].demerits))
            least = at;
    return least;
}

static int32_t choose(breaking *b, bool hyphenate)
{
    int32_t end = -1;
    find_breaks(b, false);
    if (b->justify)
        end = search(b, PRETOLERANCE, false);
    if (end < 0 && hyphenate) {
        find_breaks(b, true);
        if (b->justify)
            end = search(b, TOLERANCE, false);
    }
    if (end >= 0)
        return end;
    b->emergency = b->measure / 20;
    end = search(b, AWFUL - 1, true);
    return end >= 0 ? end : search(b, AWFUL, true);
}

/* --- setting --- */

typedef struct setting {
    breaking *b;
    sl_row *row;
    sl_u x, y; /* pen from the row's left; baseline */
    sl_u left;
    int64_t ratio_num, ratio_den; /* spaces: added to each = space * num / den */
    uint16_t stretch;             /* of glyphs */
    sl_run *run;
    uint16_t run_style;
} setting;

static sl_u stretched(const setting *t, sl_u w)
{
    return t->stretch == 10000 ? w : sl_u_scale(w, t->stretch, 10000);
}

static void close_link(setting *t)
{
    if (!t->run)
        return;
    const sl_span_style *style = &t->b->p->styles.at[t->run_style];
    t->run->end = t->x - (t->run->x - t->left);
    if (style->target.n) {
        sl_link link = {
            .x = t->run->x, .width = t->x + t->left - t->run->x, .elem = (uint32_t)style->elem};
        link.height = t->b->style->leading;
        link.target = style->target;
        link.contents = style->contents;
        SL_PUSH(t->b->s->arena, t->row->links, link);
    }
    t->run = NULL;
}

static void open_run(setting *t, uint16_t style_index, size_t room)
{
    const sl_span_style *style = &t->b->p->styles.at[style_index];
    sl_paint paint = {.kind = SL_PAINT_RUN, .elem = style->elem};
    paint.u.run = (sl_run){.face = style->face, .x = t->left + t->x, .y = t->y - style->raise};
    paint.u.run.size = style->size;
    paint.u.run.color = style->color;
    paint.u.run.stretch = t->stretch;
    paint.u.run.words = SL_NEW_ARRAY(t->b->s->arena, sl_placed, room);
    SL_PUSH(t->b->s->arena, t->row->paints, paint);
    t->run = &t->row->paints.at[t->row->paints.n - 1].u.run;
    t->run_style = style_index;
}

static void put_word(setting *t, const sl_word *word, uint16_t style, sl_u width, size_t room)
{
    if (t->run && t->run_style != style)
        close_link(t);
    if (!t->run)
        open_run(t, style, room);
    t->run->words[t->run->n++] = (sl_placed){word, t->x - (t->run->x - t->left), false};
    t->x += stretched(t, width);
}

static void put_space(setting *t, sl_u space)
{
    sl_u wide = stretched(t, space);
    if (t->ratio_den)
        wide += (sl_u)((int64_t)space * t->ratio_num / t->ratio_den);
    if (t->run && t->run->n)
        t->run->words[t->run->n - 1].space = true;
    t->x += wide;
}

static const sl_word *part(breaking *b, const sl_piece *p, size_t begin, size_t end)
{
    sl_str text = {p->word->text + begin, end - begin};
    return sl_word_shape(b->s->words, p->word->face, text, p->word->features, b->s->lang);
}

/* The pieces of a line: from one break to the next. */
static void put_pieces(setting *t, const brk *from, const brk *to)
{
    breaking *b = t->b;
    uint32_t end = to->piece + (to->at ? 1 : 0);
    for (uint32_t i = from->piece; i < end; i++) {
        const sl_piece *p = &b->p->pieces.at[i];
        const sl_span_style *style = &b->p->styles.at[p->style];
        size_t begin = i == from->piece ? from->at : 0;
        size_t stop = i == to->piece && to->at ? to->at : p->word->text_len;
        bool whole = begin == 0 && stop == p->word->text_len;
        const sl_word *word = whole ? p->word : part(b, p, begin, stop);
        size_t room = 2 * (size_t)(end - i) + 1;
        if (i > from->piece && p->space_before)
            put_space(t, space_of(b->s, style));
        put_word(t, word, p->style, whole ? p->width : units(p, style, word->width), room);
        if (p->note)
            SL_PUSH(b->s->arena, t->row->notes, p->note - 1);
    }
    if (to->at && to->hyphen) {
        const sl_piece *p = &b->p->pieces.at[to->piece];
        const sl_span_style *style = &b->p->styles.at[p->style];
        const sl_word *sign = sl_word_hyphen(b->s->words, style->face);
        put_word(t, sign, p->style, units(p, style, sign->width), 1);
    } else if (to->piece < b->p->pieces.n && !to->at && t->run && t->run->n) {
        t->run->words[t->run->n - 1].space =
            true; /* so that words do not join over the line's end */
    }
    close_link(t);
}

/* How much glyphs and spaces give: the glyphs first in proportion to what each can. */
static void share_gap(setting *t, const trial *line, const brk *from, const brk *to)
{
    sl_u spaces = to->spaces - from->spaces - from->skip;
    sl_u gap = line->gap;
    int64_t room = gap >= 0 ? line->stretch : line->shrink;
    int64_t glyphs = room ? (int64_t)gap * EXPANSION * 10 / room : 0; /* in 1/10000 */
    glyphs = glyphs > EXPANSION * 10    ? EXPANSION * 10
             : glyphs < -EXPANSION * 10 ? -EXPANSION * 10
                                        : glyphs;
    t->stretch = (uint16_t)(10000 + glyphs);
    if (spaces > 0) {
        t->ratio_num = gap - sl_u_scale(line->natural, glyphs, 10000);
        t->ratio_den = spaces;
    }
}

static void report_overfull(breaking *b, const brk *from, sl_u over)
{
    const sl_piece *p = &b->p->pieces.at[from->piece];
    sl_buf points;
    sl_buf_init(&points);
    sl_buf_push_u(&points, over);
    sl_finding *f = sl_diag_add(b->s->diags, SL_E0403, p->span,
                                "a line is %s pt wider than its measure", points.p);
    sl_diag_help(b->s->diags, f, "divide the long word by a hyphen, or say it in other words");
    sl_buf_done(&points);
}

static void set_line(breaking *b, sl_rows *rows, const brk *from, const brk *to, sl_u left,
                     bool last)
{
    sl_row row = {.height = b->style->leading};
    SL_PUSH(b->s->arena, *rows, row);
    setting t = {.b = b, .row = &rows->at[rows->n - 1], .left = left, .stretch = 10000};
    t.y = sl_setter_baseline(b->s, b->style);
    trial line = try_line(b, from, to, last);
    if (line.gap < -line.shrink - SL_PT(1))
        report_overfull(b, from, -line.gap - line.shrink);
    if (b->justify && ((!last && !to->forced) || line.gap < 0))
        share_gap(&t, &line, from, to);
    if (b->justify)
        t.x = -from->lead;
    else if (b->style->align == SL_SET_RIGHT)
        t.x = line.gap;
    else if (b->style->align == SL_SET_CENTER)
        t.x = line.gap / 2;
    t.row->box = b->s->box;
    put_pieces(&t, from, to);
}

void sl_lines_break(sl_setter *s, sl_rows *rows, const sl_para *p, const sl_style *style, sl_u left,
                    sl_u measure)
{
    if (p->pieces.n == 0)
        return;
    sl_arena_mark mark = sl_arena_mark_now(s->scratch);
    breaking b = {.s = s, .p = p, .style = style, .measure = measure};
    b.justify = style->align == SL_SET_JUSTIFY;
    int32_t end = choose(&b, style->hyphenate);
    SL_CHECK(end >= 0);
    SL_VEC(uint32_t) chosen = {0};
    for (int32_t at = end; at >= 0; at = b.nodes.at[at].prev)
        SL_PUSH(s->scratch, chosen, b.nodes.at[at].brk);
    size_t first = rows->n, n = chosen.n - 1;
    for (size_t i = n; i > 0; i--)
        set_line(&b, rows, &b.breaks.at[chosen.at[i]], &b.breaks.at[chosen.at[i - 1]], left,
                 i == 1);
    /* Widows and orphans; a paragraph of three lines stays whole at a higher price. */
    for (size_t i = 1; i < n; i++) {
        bool edge = i == 1 || i + 1 == n;
        const brk *before = &b.breaks.at[chosen.at[n - i]];
        rows->at[first + i].penalty = edge             ? (n == 3   ? 2000
                                                          : n == 2 ? SL_BREAK_NEVER
                                                                   : 2000)
                                      : before->hyphen ? 60
                                                       : 0;
    }
    sl_arena_reset(s->scratch, mark);
}

void sl_lines_measure(const sl_setter *s, const sl_para *p, sl_u *natural, sl_u *widest)
{
    sl_u run = 0;
    *natural = *widest = 0;
    for (size_t i = 0; i < p->pieces.n; i++) {
        const sl_piece *piece = &p->pieces.at[i];
        if (piece->space_before) {
            *natural += space_of((sl_setter *)s, &p->styles.at[piece->style]);
            run = 0;
        }
        *natural += piece->width;
        run += piece->width;
        if (run > *widest)
            *widest = run;
    }
}

sl_u sl_setter_baseline(sl_setter *s, const sl_style *style)
{
    const sl_face_info *info = sl_face_info_of(sl_setter_face(s, style, 0, false));
    sl_u ascent = sl_u_scale(info->ascent, style->size, info->upem);
    sl_u descent = sl_u_scale(-info->descent, style->size, info->upem);
    return (style->leading - ascent - descent) / 2 + ascent;
}

static sl_u label_pieces(sl_setter *s, sl_para *p, const sl_style *style, sl_str text, int32_t elem)
{
    uint16_t how = sl_para_push_style(s, p, style, elem);
    sl_para_push_text(s, p, text, how, SL_SPAN_NONE);
    sl_u natural, widest;
    sl_lines_measure(s, p, &natural, &widest);
    return natural;
}

sl_u sl_lines_measure_label(sl_setter *s, const sl_style *style, sl_str text)
{
    sl_para p = {0};
    return label_pieces(s, &p, style, text, SL_ARTIFACT_LAYOUT);
}

sl_u sl_lines_push_label(sl_setter *s, sl_page *page, const sl_style *style, sl_str text, sl_u x,
                         sl_u y, int32_t elem)
{
    sl_para p = {0};
    sl_u natural = label_pieces(s, &p, style, text, elem);
    if (!p.pieces.n)
        return 0;
    sl_paint paint = {.kind = SL_PAINT_RUN, .elem = elem};
    sl_run *run = &paint.u.run;
    *run = (sl_run){.face = p.styles.at[0].face, .x = x, .y = y, .size = style->size};
    run->color = style->color;
    run->stretch = 10000;
    run->words = SL_NEW_ARRAY(s->arena, sl_placed, p.pieces.n);
    sl_u at = 0;
    for (size_t i = 0; i < p.pieces.n; i++) {
        if (p.pieces.at[i].space_before) {
            run->words[run->n - 1].space = true;
            at += space_of(s, &p.styles.at[0]);
        }
        run->words[run->n++] = (sl_placed){p.pieces.at[i].word, at, false};
        at += p.pieces.at[i].width;
    }
    run->end = at;
    SL_PUSH(s->arena, page->paints, paint);
    return natural;
}
