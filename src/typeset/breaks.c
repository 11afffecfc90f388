/* The lines of a paragraph: what is in them is fixed, where they end is chosen for the whole
 * paragraph at once.
 *
 * find_breaks lists every place where a line may end, in the order of the text: the start (index
 * 0), spaces, divisions within words, soft hyphens, forced ends, the end. Each carries the natural
 * width of all before it, so that the width of any line is a difference of two places and no line
 * is ever measured word by word.
 *
 * search walks the places once. The active nodes are the best ways to come to an earlier place
 * from which a line may still reach here; a place that ends an acceptable line becomes a node
 * itself, one for each class of fitness and each run of divided lines, because the next line's
 * demerits depend on both. Nodes stand in the order of their places: the first that is far too
 * short ends the walk over them, and one whose line is overfull is dropped for good, as every later
 * line from it is longer still.
 *
 * What no tolerance admits is tried again with more means (divide words, part what is tied, space
 * letters), in the order in which a reader would mind them; the last pass admits anything, so that
 * a paragraph is always set.
 */
#include "typeset/breaks.h"

#include "base/assert.h"

enum {
    /* Strain of a justified line: how far its spaces are from their natural width, in thousandths
     * of it, when the glyphs have given what they can. */
    PRETOLERANCE = 200, /* without dividing words */
    TOLERANCE = 472,    /* no space is wider than 1.5 of its natural width, nor in the file */
    MOST_TRACKING = 50, /* thousandths of the em between letters, where all else fails */
    TRACKING_STRAIN = 10,
    TRACKED_TOLERANCE = TOLERANCE + MOST_TRACKING * TRACKING_STRAIN,
    LAST_TOLERANCE = 1500,
    RAGGED = 1200, /* TeX's badness of a line half full */
    AWFUL = 10000, /* a line that cannot be set */
    LINE_PENALTY = 10,
    GLYPH_PENALTY = 50, /* of glyphs that give all they can */
    TIE_PENALTY = 700,  /* between words that belong together, where nothing else will do */
    HYPHEN_PENALTY = 440,
    CLOSE = 130, /* hundredths: spaces that are too narrow strain the eye more than wide ones */
    EXPLICIT_PENALTY = 100, /* at a hyphen that is written */
    RUN_DEMERITS = 100000,  /* two lines in a row that end in a hyphen */
    LADDER_DEMERITS = 50000000,
    FITNESS_DEMERITS = 3000,
    LAST_HYPHEN_DEMERITS = 2000000, /* the last line but one is divided */
    POOR_DEMERITS = 10000000,       /* the last line is one short word or the rest of one */
    CLASSES = 4,
    RUNS = 3,
    EXPANSION = 20 /* thousandths that glyphs may be wider or narrower */
};

sl_u sl_breaks_scale(const sl_span_style *style, int32_t v)
{
    return sl_u_scale(v, style->size, sl_face_info_of(style->face)->upem);
}

/* --- the places --- */

static bool is_letter_before(const sl_word *w, uint16_t at)
{
    size_t begin = at - 1u;
    while (begin > 0 && ((unsigned char)w->text[begin] & 0xC0) == 0x80)
        begin--;
    return sl_patterns_is_letter(sl_utf8_next((sl_str){w->text, at}, &begin));
}

static void push_divisions(sl_breaking *b, uint32_t i, int64_t before, int64_t spaces,
                           bool hyphenate)
{
    const sl_piece *p = &b->p->pieces.at[i];
    const sl_span_style *style = &b->p->styles.at[p->style];
    const sl_word *w = p->word;
    int32_t width = 0;
    unsigned glyph = 0;
    for (unsigned k = 0; k < w->hyphen_count; k++) {
        uint16_t at = w->hyphens[k];
        for (; glyph < w->glyph_count && w->glyphs[glyph].cluster < at; glyph++)
            width += w->glyphs[glyph].advance;
        bool hyphen = is_letter_before(w, at);
        if (hyphen && !hyphenate)
            continue;
        sl_brk one = {.piece = i, .at = at, .hyphen = hyphen, .spaces = spaces};
        one.width = before + sl_breaks_scale(style, width);
        if (hyphen) {
            int32_t sign = sl_word_hyphen(b->s->words, style->face)->width;
            one.tail = sl_breaks_scale(style, b->justify ? sign - sign * 6 / 10 : sign);
        }
        SL_PUSH(b->s->arena, b->breaks, one);
    }
}

/* Whether a word has no room on a line of its own, and none of the parts that it may be divided
 * into by its language. */
static bool is_too_wide(const sl_breaking *b, const sl_piece *p, bool hyphenate)
{
    const sl_word *w = p->word;
    int32_t part = 0, most = 0;
    unsigned known = 0;
    if (p->picture || p->level || p->width <= b->measure)
        return false;
    for (unsigned glyph = 0; glyph < w->glyph_count; glyph++) {
        for (; known < w->hyphen_count && w->hyphens[known] <= w->glyphs[glyph].cluster; known++)
            if (hyphenate || !is_letter_before(w, w->hyphens[known]))
                part = 0;
        part += w->glyphs[glyph].advance;
        most = part > most ? part : most;
    }
    return sl_breaks_scale(&b->p->styles.at[p->style], most) > b->measure;
}

/* Between any two signs of such a word; with a hyphen between letters. */
static void push_anywhere(sl_breaking *b, uint32_t i, int64_t before, int64_t spaces)
{
    const sl_piece *p = &b->p->pieces.at[i];
    const sl_span_style *style = &b->p->styles.at[p->style];
    const sl_word *w = p->word;
    int32_t width = 0, sign = sl_word_hyphen(b->s->words, style->face)->width;
    uint32_t last = 0;
    for (unsigned glyph = 0; glyph < w->glyph_count; glyph++) {
        uint32_t at = w->glyphs[glyph].cluster;
        if (at > last) {
            size_t next = at;
            sl_brk one = {.piece = i, .at = (uint16_t)at, .spaces = spaces};
            one.hyphen = is_letter_before(w, (uint16_t)at) &&
                         sl_patterns_is_letter(sl_utf8_next((sl_str){w->text, w->text_len}, &next));
            one.width = before + sl_breaks_scale(style, width);
            one.tail = one.hyphen ? sl_breaks_scale(style, sign) : 0;
            SL_PUSH(b->s->arena, b->breaks, one);
            last = at;
        }
        width += w->glyphs[glyph].advance;
    }
}

/* At a soft hyphen of the source, between two pieces of a word. */
static void push_soft(sl_breaking *b, uint32_t i, int64_t width, int64_t spaces)
{
    const sl_span_style *style = &b->p->styles.at[b->p->pieces.at[i - 1].style];
    int32_t sign = sl_word_hyphen(b->s->words, style->face)->width;
    sl_brk one = {.piece = i, .hyphen = true, .width = width, .spaces = spaces};
    one.tail = sl_breaks_scale(style, b->justify ? sign - sign * 6 / 10 : sign);
    SL_PUSH(b->s->arena, b->breaks, one);
}

static void push_space(sl_breaking *b, uint32_t i, int64_t width, int64_t spaces, sl_u space)
{
    const sl_piece *p = &b->p->pieces.at[i], *last = p - 1;
    sl_brk one = {.piece = i, .width = width, .spaces = spaces, .skip = space, .gap = p->gap};
    one.forced = p->break_before;
    one.tied = p->tied && !p->break_before;
    if (b->justify) {
        one.tail = -sl_breaks_scale(&b->p->styles.at[last->style], last->word->protrude_right);
        one.lead = sl_breaks_scale(&b->p->styles.at[p->style], p->word->protrude_left);
    }
    SL_PUSH(b->s->arena, b->breaks, one);
}

/* hyphenate: words are divided; part: words that are tied may be parted too. */
static void find_breaks(sl_breaking *b, bool hyphenate, bool part)
{
    int64_t width = 0, spaces = 0;
    b->breaks.n = 0;
    SL_PUSH(b->s->arena, b->breaks, ((sl_brk){.lead = -b->indent}));
    for (uint32_t i = 0; i < b->p->pieces.n; i++) {
        const sl_piece *p = &b->p->pieces.at[i];
        if (i && (p->space_before || p->break_before)) {
            sl_u space = p->break_before ? 0 : sl_piece_space(b->p, p);
            if (!p->tied || p->break_before || part)
                push_space(b, i, width, spaces, space);
            width += space + p->gap;
            spaces += space;
        }
        if (p->soft && !p->space_before && hyphenate)
            push_soft(b, i, width, spaces);
        if (b->anywhere && is_too_wide(b, p, hyphenate))
            push_anywhere(b, i, width, spaces);
        else if (p->word->hyphen_count && !p->level)
            push_divisions(b, i, width, spaces, hyphenate);
        width += p->width;
    }
    sl_brk end = {.piece = (uint32_t)b->p->pieces.n, .width = width, .spaces = spaces};
    end.forced = true;
    SL_PUSH(b->s->arena, b->breaks, end);
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

static sl_u spaces_of(const sl_brk *from, const sl_brk *to)
{
    int64_t spaces = to->spaces - from->spaces - from->skip;
    return spaces > 0 ? (sl_u)spaces : 0;
}

/* Widths of the em summed over the places between the glyphs of a line's words: how much a line
 * is wider when it is spaced by one em. */
static int64_t inner_ems(const sl_breaking *b, const sl_brk *from, const sl_brk *to)
{
    int64_t ems = 0;
    uint32_t end = to->piece + (to->at ? 1 : 0);
    for (uint32_t i = from->piece; i < end; i++) {
        const sl_piece *p = &b->p->pieces.at[i];
        size_t begin = i == from->piece ? from->at : 0;
        size_t stop = i == to->piece && to->at ? to->at : p->word->text_len;
        int n = i > from->piece && !p->space_before ? 0 : -1;
        for (unsigned k = 0; k < p->word->glyph_count; k++)
            n += p->word->glyphs[k].cluster >= begin && p->word->glyphs[k].cluster < stop;
        ems += (int64_t)n * b->p->styles.at[p->style].size;
    }
    return ems;
}

/* Spaces the letters of a line until the spaces between words are wide enough, if that can be
 * done: among thousands of lines a few have no place to end, and there it is seen less than holes
 * would be. */
static void space_letters(const sl_breaking *b, sl_line_fit *t, const sl_brk *from,
                          const sl_brk *to)
{
    int64_t lacks = t->gap - t->glyphs - (int64_t)spaces_of(from, to) * TOLERANCE / 1000;
    int64_t ems = inner_ems(b, from, to);
    if (ems <= 0 || lacks * 1000 > ems * MOST_TRACKING)
        return;
    t->tracking = (uint16_t)((lacks * 1000 + ems - 1) / ems);
    t->badness = TOLERANCE + t->tracking * TRACKING_STRAIN;
}

static void judge_justified(const sl_breaking *b, sl_line_fit *t, sl_u spaces, bool last)
{
    t->glyphs = (sl_u)((int64_t)t->ink * EXPANSION / 1000);
    t->shrink = (b->tight ? spaces / 2 : spaces * 2 / 5) + t->glyphs;
    t->overfull = t->gap < -t->shrink;
    if (last && t->gap >= 0)
        return;
    sl_u apart = t->gap < 0 ? -t->gap : t->gap;
    sl_u given = t->glyphs + (t->gap > 0 ? b->emergency : 0);
    t->glyph_use =
        given ? (int32_t)(apart >= given ? GLYPH_PENALTY : (int64_t)apart * GLYPH_PENALTY / given)
              : 0;
    if (apart <= given)
        return;
    int64_t strain = spaces ? (int64_t)(apart - given) * 1000 / spaces : AWFUL;
    strain = t->gap < 0 ? strain * CLOSE / 100 : strain;
    t->badness = t->overfull || strain > AWFUL ? AWFUL : (int32_t)strain;
    t->fitness = t->badness <= 120 ? 1 : t->gap < 0 ? 0 : t->badness > 330 ? 3 : 2;
}

static void judge_ragged(const sl_breaking *b, sl_line_fit *t, bool last)
{
    t->overfull = t->gap < 0;
    if (t->overfull)
        t->badness = AWFUL;
    else if (!last)
        t->badness = badness(t->gap, b->measure / 6 + b->emergency);
    t->fitness = t->badness > 99 ? 3 : t->badness > 12 ? 2 : 1;
}

sl_line_fit sl_breaks_fit(const sl_breaking *b, const sl_brk *from, const sl_brk *to, bool last)
{
    sl_line_fit t = {.fitness = 1};
    int64_t width = to->width - from->width - from->skip - from->gap;
    t.ink = width < SL_U_MAX ? (sl_u)width : SL_U_MAX;
    t.natural = t.ink + to->tail - from->lead;
    t.gap = b->measure - t.natural;
    if (b->justify)
        judge_justified(b, &t, spaces_of(from, to), last);
    else
        judge_ragged(b, &t, last);
    if (b->track && t.gap > 0 && t.badness > TOLERANCE)
        space_letters(b, &t, from, to);
    return t;
}

/* The last line is the rest of a divided word, or one word that is short: a tenth of the measure,
 * or the indent of what follows. */
static bool is_poor(const sl_breaking *b, const sl_line_node *from, const sl_brk *to,
                    const sl_line_fit *t)
{
    const sl_brk *was = &b->breaks.at[from->brk];
    if (!from->brk)
        return false; /* it is all there is */
    bool one = to->piece - was->piece <= 1;
    return (one && was->hyphen) || (one && t->natural < b->measure / 7) ||
           t->natural < b->indent + b->indent / 2;
}

static int64_t demerits_of(const sl_breaking *b, const sl_line_node *from, const sl_brk *to,
                           const sl_line_fit *t, bool last)
{
    const sl_brk *was = &b->breaks.at[from->brk];
    int64_t d = LINE_PENALTY + t->badness;
    d = d * d + (int64_t)t->glyph_use * t->glyph_use;
    if (to->at || to->hyphen) {
        int64_t penalty = to->hyphen ? HYPHEN_PENALTY : EXPLICIT_PENALTY;
        d += penalty * penalty;
    }
    if (to->tied)
        d += (int64_t)TIE_PENALTY * TIE_PENALTY;
    if (to->hyphen && from->run)
        d += from->run > 1 ? LADDER_DEMERITS : RUN_DEMERITS;
    int apart =
        from->fitness > t->fitness ? from->fitness - t->fitness : t->fitness - from->fitness;
    if (apart > 1 && b->justify)
        d += FITNESS_DEMERITS;
    if (last && was->hyphen)
        d += LAST_HYPHEN_DEMERITS;
    return last && is_poor(b, from, to, t) ? d + POOR_DEMERITS : d;
}

/* --- the search --- */

typedef struct best {
    int64_t demerits;
    int32_t prev;
} best;

static void push_active(sl_breaking *b, uint32_t brk, int32_t prev, int64_t demerits, int fitness,
                        int run)
{
    sl_line_node n = {.brk = brk, .prev = prev, .demerits = demerits, .next = -1};
    n.fitness = (uint8_t)fitness;
    n.run = (uint8_t)run;
    int32_t index = (int32_t)b->nodes.n;
    SL_PUSH(b->s->arena, b->nodes, n);
    if (b->active < 0)
        b->active = index;
    else
        b->nodes.at[b->last].next = index;
    b->last = index;
}

/* Whether a line is so short that no tolerance but the last takes it: most are, and this is cheap
 * to see. A justified one's glyphs give 2 %, its spaces half of themselves; a ragged one fills half
 * of the measure. */
static bool is_far_too_short(const sl_breaking *b, const sl_brk *from, const sl_brk *to)
{
    int64_t width = to->width - from->width - from->lead + to->tail;
    int64_t spaces = to->spaces - from->spaces;
    return width + (b->justify ? width / 32 + spaces / 2 : width) < b->measure;
}

/* Tries all active nodes against one break; true while some node is active. They stand in the order
 * of their breaks, so that what follows one that is far too short is shorter still; what hangs at a
 * line's begin is less than is_far_too_short() leaves. */
static bool try_break(sl_breaking *b, uint32_t index, int32_t tolerance, bool final_pass)
{
    const sl_brk *to = &b->breaks.at[index];
    bool last = index + 1 == b->breaks.n;
    best found[CLASSES][RUNS];
    bool any = false, hasty = tolerance <= (b->justify ? TOLERANCE : RAGGED) && !to->forced;
    int32_t before = -1;
    for (int32_t at = b->active; at >= 0;) {
        const sl_line_node *from = &b->nodes.at[at];
        int32_t next = from->next;
        if (hasty && is_far_too_short(b, &b->breaks.at[from->brk], to))
            break;
        sl_line_fit t = sl_breaks_fit(b, &b->breaks.at[from->brk], to, to->forced);
        bool only = final_pass && !any && t.overfull && b->active == at && next < 0;
        if (t.badness <= tolerance || only) {
            if (!any)
                for (int i = 0; i < CLASSES * RUNS; i++)
                    found[i / RUNS][i % RUNS] = (best){INT64_MAX, -1};
            int64_t d = from->demerits + demerits_of(b, from, to, &t, last);
            int run = to->hyphen ? (from->run < 2 ? from->run + 1 : 2) : 0;
            best *slot = &found[t.fitness][run];
            if (d <= slot->demerits)
                *slot = (best){d, at};
            any = true;
        }
        if (t.overfull || to->forced) {
            if (before < 0)
                b->active = next;
            else
                b->nodes.at[before].next = next;
            if (next < 0)
                b->last = before;
        } else {
            before = at;
        }
        at = next;
    }
    for (int i = 0; any && i < CLASSES * RUNS; i++) {
        const best *slot = &found[i / RUNS][i % RUNS];
        if (slot->prev >= 0)
            push_active(b, index, slot->prev, slot->demerits, i / RUNS, i % RUNS);
    }
    return b->active >= 0;
}

/* The node at the paragraph's end with the least demerits, or -1. */
static int32_t search(sl_breaking *b, int32_t tolerance, bool final_pass)
{
    b->nodes.n = 0;
    b->active = b->last = -1;
    push_active(b, 0, -1, 0, 1, 0);
    for (uint32_t i = 1; i < b->breaks.n; i++)
        if (!try_break(b, i, tolerance, final_pass))
            return -1;
    int32_t least = -1;
    for (int32_t at = b->active; at >= 0; at = b->nodes.at[at].next)
        if (b->nodes.at[at].brk + 1 == b->breaks.n &&
            (least < 0 || b->nodes.at[at].demerits <= b->nodes.at[least].demerits))
            least = at;
    return least;
}

/* Keeps the breaks of a search as chosen. */
static void keep(sl_breaking *b, int32_t end)
{
    size_t n = 0;
    for (int32_t at = end; at >= 0; at = b->nodes.at[at].prev)
        n++;
    while (b->chosen.n < n)
        SL_PUSH(b->s->arena, b->chosen, (sl_brk){0});
    b->chosen.n = n;
    for (int32_t at = end; at >= 0; at = b->nodes.at[at].prev)
        b->chosen.at[--n] = b->breaks.at[b->nodes.at[at].brk];
}

/* Sets what no tolerance allows: the least bad lines, overfull where it must be. */
static void choose_at_any_price(sl_breaking *b)
{
    b->emergency = b->measure / 20;
    int32_t end = b->justify ? -1 : search(b, RAGGED, false);
    if (end < 0)
        end = search(b, AWFUL - 1, true);
    if (end < 0)
        end = search(b, AWFUL, true);
    SL_CHECK(end >= 0);
    keep(b, end);
    b->emergency = 0;
}

/* The passes over a justified paragraph, each for what the ones before it cannot set, or not
 * without a poor end or three hyphens in a row. */
typedef struct pass {
    bool divide; /* words */
    bool part;   /* words that are tied, with tight spaces */
    bool track;
    int32_t tolerance;
} pass;

static void choose_justified(sl_breaking *b, bool hyphenate)
{
    static const pass passes[] = {{false, false, false, PRETOLERANCE},
                                  {true, false, false, TOLERANCE},
                                  {true, true, false, TOLERANCE},
                                  {true, true, true, TRACKED_TOLERANCE}};
    int64_t least = INT64_MAX;
    for (size_t i = 0; i < SL_COUNT(passes) && least >= POOR_DEMERITS; i++) {
        const pass *p = &passes[i];
        if (i) /* those of the first have been found */
            find_breaks(b, p->divide && hyphenate, p->part);
        b->tight = p->part;
        b->track = p->track && !b->p->mixed;
        int32_t end = search(b, p->tolerance, false);
        if (end >= 0 && b->nodes.at[end].demerits < least) {
            keep(b, end);
            least = b->nodes.at[end].demerits;
        }
    }
    if (b->chosen.n)
        return;
    int32_t end = search(b, LAST_TOLERANCE, false);
    if (end >= 0)
        keep(b, end);
    else
        choose_at_any_price(b);
}

/* Most cells, labels and headings fit one line, and nothing is better than that. */
static bool choose_one_line(sl_breaking *b)
{
    for (size_t i = 1; i + 1 < b->breaks.n; i++)
        if (b->breaks.at[i].forced)
            return false;
    const sl_brk *end = &b->breaks.at[b->breaks.n - 1];
    if (sl_breaks_fit(b, &b->breaks.at[0], end, true).gap < 0)
        return false;
    SL_PUSH(b->s->arena, b->chosen, b->breaks.at[0]);
    SL_PUSH(b->s->arena, b->chosen, *end);
    return true;
}

static bool has_wide_word(const sl_breaking *b, bool hyphenate)
{
    for (uint32_t i = 0; i < b->p->pieces.n; i++)
        if (is_too_wide(b, &b->p->pieces.at[i], hyphenate))
            return true;
    return false;
}

void sl_breaks_choose(sl_breaking *b, bool hyphenate)
{
    b->chosen.n = 0;
    b->tight = b->track = false;
    find_breaks(b, hyphenate && !b->justify, false);
    if (choose_one_line(b))
        return;
    if (b->justify) {
        choose_justified(b, hyphenate);
        return;
    }
    b->anywhere = b->s->in_cell && has_wide_word(b, hyphenate);
    if (b->anywhere)
        find_breaks(b, hyphenate, false);
    choose_at_any_price(b);
    b->anywhere = false;
}
