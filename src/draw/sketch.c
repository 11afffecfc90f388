#include "draw/sketch.h"

#include "base/assert.h"
#include "base/limits.h"

static sl_face *face_of(const sl_sketch *k, bool bold)
{
    sl_face *face =
        sl_fonts_lookup(k->fonts, k->style->family, bold ? 600 : k->style->weight, false);
    SL_CHECK(face);
    return face;
}

sl_sketch sl_sketch_start(sl_arena *a, sl_picture *picture, const sl_layout *layout,
                          sl_fonts *fonts, sl_words *words)
{
    sl_sketch k = {.arena = a, .picture = picture, .fonts = fonts, .words = words};
    k.style = sl_layout_role(layout, SL_STR("chart"), NULL);
    k.text = sl_layout_color(layout, "text");
    k.secondary = sl_layout_color(layout, "secondary");
    k.accent = picture->accent = sl_layout_color(layout, "accent");
    k.quiet = 0x7A93AB;
    k.hairline = sl_layout_color(layout, "hairline");
    static const char *const levels[] = {"level-low", "level-middle", "level-high"};
    for (size_t i = 0; i < SL_COUNT(levels); i++)
        k.levels[i] = sl_layout_color(layout, levels[i]);
    k.line = k.style->leading;
    return k;
}

void sl_sketch_rect(sl_sketch *k, sl_u x, sl_u y, sl_u width, sl_u height, sl_rgb color)
{
    sl_mark m = {.kind = SL_MARK_RECT};
    m.u.rect = (sl_rect){x, y, width, height, color};
    SL_PUSH(k->arena, k->picture->marks, m);
}

void sl_sketch_line(sl_sketch *k, const sl_u *points, uint32_t n, sl_u width, sl_rgb color,
                    sl_u dash)
{
    if (n < 2)
        return;
    sl_mark m = {.kind = SL_MARK_PATH};
    uint8_t *ops = SL_NEW_ARRAY(k->arena, uint8_t, n);
    sl_u *coords = SL_NEW_ARRAY(k->arena, sl_u, n * 2);
    memcpy(coords, points, n * 2 * sizeof *coords);
    for (uint32_t i = 0; i < n; i++)
        ops[i] = i ? SL_PATH_LINE : SL_PATH_MOVE;
    m.u.path =
        (sl_path){.ops = ops, .coords = coords, .op_count = n, .coord_count = n, .stroke = color};
    m.u.path.stroked = true;
    m.u.path.width = width;
    m.u.path.cap = 1;
    m.u.path.dash[0] = m.u.path.dash[1] = dash;
    SL_PUSH(k->arena, k->picture->marks, m);
}

/* A closed polygon, without its colour. */
static sl_mark polygon(const sl_sketch *k, const sl_u *points, uint32_t n)
{
    sl_mark m = {.kind = SL_MARK_PATH};
    uint8_t *ops = SL_NEW_ARRAY(k->arena, uint8_t, n + 1);
    sl_u *coords = SL_NEW_ARRAY(k->arena, sl_u, 2 * n);
    memcpy(coords, points, 2 * n * sizeof *coords);
    for (uint32_t i = 0; i <= n; i++)
        ops[i] = i == n ? SL_PATH_CLOSE : i ? SL_PATH_LINE : SL_PATH_MOVE;
    m.u.path = (sl_path){.ops = ops, .coords = coords, .op_count = n + 1, .coord_count = n};
    m.u.path.filled = true;
    return m;
}

void sl_sketch_fill(sl_sketch *k, const sl_u *points, uint32_t n, sl_rgb color)
{
    sl_mark m = polygon(k, points, n);
    m.u.path.fill = color;
    SL_PUSH(k->arena, k->picture->marks, m);
}

void sl_sketch_tint(sl_sketch *k, const sl_u *points, uint32_t n, unsigned percent)
{
    sl_mark m = polygon(k, points, n);
    m.u.path.tint = (uint8_t)percent;
    for (unsigned shift = 0; shift < 24; shift += 8) {
        unsigned ground = SL_SKETCH_GROUND >> shift & 0xFF, accent = k->accent >> shift & 0xFF;
        m.u.path.fill |= ((ground * (100 - percent) + accent * percent + 50) / 100) << shift;
    }
    SL_PUSH(k->arena, k->picture->marks, m);
}

/* Four cubic curves: the control points stand 0.5523 of the radius from the ends. */
void sl_sketch_dot(sl_sketch *k, sl_u x, sl_u y, sl_u r, sl_rgb color, bool hollow)
{
    sl_u c = sl_u_scale(r, 5523, 10000);
    const sl_u points[] = {x + r, y,     x + r, y + c, x + c, y + r, x,     y + r, x - c,
                           y + r, x - r, y + c, x - r, y,     x - r, y - c, x - c, y - r,
                           x,     y - r, x + c, y - r, x + r, y - c, x + r, y};
    static const uint8_t ops[] = {SL_PATH_MOVE,  SL_PATH_CURVE, SL_PATH_CURVE,
                                  SL_PATH_CURVE, SL_PATH_CURVE, SL_PATH_CLOSE};
    sl_u *coords = SL_NEW_ARRAY(k->arena, sl_u, SL_COUNT(points));
    memcpy(coords, points, sizeof points);
    sl_mark m = {.kind = SL_MARK_PATH};
    m.u.path = (sl_path){.ops = ops,
                         .coords = coords,
                         .op_count = SL_COUNT(ops),
                         .coord_count = SL_COUNT(points) / 2};
    m.u.path.filled = true;
    m.u.path.fill = hollow ? 0xFFFFFF : color;
    m.u.path.stroked = hollow;
    m.u.path.stroke = color;
    m.u.path.width = SL_PT(1.5);
    SL_PUSH(k->arena, k->picture->marks, m);
}

/* Shapes a text on one line; its natural width. */
static sl_u shape(sl_sketch *k, sl_str text, bool bold, sl_run *run)
{
    sl_face *face = face_of(k, bold);
    sl_u upem = (sl_u)sl_face_info_of(face)->upem, at = 0;
    sl_u space = sl_u_scale(sl_word_space(k->words, face)->width, k->style->size, upem);
    sl_str rest = text, part;
    size_t room = 1;
    for (size_t i = 0; i < text.n; i++)
        room += text.p[i] == ' ';
    *run = (sl_run){.face = face, .size = k->style->size, .stretch = 10000};
    run->words = SL_NEW_ARRAY(k->arena, sl_placed, room);
    while (rest.n && sl_str_split(&rest, ' ', &part)) {
        if (!part.n)
            continue;
        if (part.n > SL_LIMIT_WORD_BYTES) /* sl_sketch_wrap leaves none */
            part.n = SL_LIMIT_WORD_BYTES;
        if (run->n) {
            run->words[run->n - 1].space = true;
            at += space;
        }
        const sl_word *w = sl_word_shape(k->words, face, part, 0, SL_STR("zxx"));
        run->words[run->n++] = (sl_placed){w, at, false};
        at += sl_u_scale(w->width, k->style->size, upem);
    }
    run->end = at;
    return at;
}

sl_u sl_sketch_measure(sl_sketch *k, sl_str text, bool bold)
{
    sl_run run;
    return shape(k, text, bold, &run);
}

sl_u sl_sketch_middle(const sl_sketch *k)
{
    const sl_face_info *info = sl_face_info_of(face_of(k, false));
    return sl_u_scale(info->cap_height, k->style->size, 2 * (int64_t)info->upem);
}

void sl_sketch_label(sl_sketch *k, sl_str text, sl_u x, sl_u y, sl_anchor anchor, bool bold,
                     sl_rgb color)
{
    if (!text.n)
        return;
    sl_mark m = {.kind = SL_MARK_LABEL};
    sl_label *l = &m.u.label;
    *l =
        (sl_label){.text = text, .x = x, .y = y, .size = k->style->size, .anchor = (uint8_t)anchor};
    l->bold = bold;
    l->color = color;
    sl_u width = shape(k, text, bold, &l->run);
    l->run.color = color;
    l->run.x = anchor == SL_ANCHOR_START ? x : anchor == SL_ANCHOR_END ? x - width : x - width / 2;
    l->run.y = y;
    SL_PUSH(k->arena, k->picture->marks, m);
}

/* The most bytes of a word that are no wider than width, at least one character; up to a hyphen
 * where one is among them. */
static size_t fit_word(sl_sketch *k, sl_str word, bool bold, sl_u width)
{
    size_t fits = 0;
    for (size_t at = 0; at < word.n && at < SL_LIMIT_WORD_BYTES - 4;) {
        sl_utf8_next(word, &at);
        if (fits && sl_sketch_measure(k, sl_str_slice(word, 0, at), bold) > width)
            break;
        fits = at;
    }
    for (size_t at = fits; at > 1; at--)
        if (word.p[at - 1] == '-')
            return at;
    return fits;
}

sl_sketch_lines sl_sketch_wrap(sl_sketch *k, sl_str text, bool bold, sl_u width)
{
    sl_sketch_lines out = {0};
    sl_u space =
        sl_sketch_measure(k, SL_STR("a a"), bold) - sl_sketch_measure(k, SL_STR("aa"), bold);
    sl_u used = 0;
    size_t begin = 0, end = 0; /* of the line */
    for (size_t at = 0; at < text.n;) {
        size_t stop = sl_str_find_char(text, ' ', at);
        stop = stop == SIZE_MAX ? text.n : stop;
        sl_str word = sl_str_slice(text, at, stop);
        bool long_word = word.n >= SL_LIMIT_WORD_BYTES - 4;
        sl_u w = long_word ? SL_U_MAX : sl_sketch_measure(k, word, bold);
        /* A width that was measured as a whole may be less than its parts by their roundings. */
        bool fits = end > begin && used + space + w <= width + SL_PT(0.1);
        if (!fits) {
            if (end > begin)
                SL_PUSH(k->arena, out.lines, sl_str_slice(text, begin, end));
            begin = at;
            if (w > width) {
                stop = at + fit_word(k, word, bold, width);
                w = sl_sketch_measure(k, sl_str_slice(text, at, stop), bold);
            }
        }
        used = fits ? used + space + w : w;
        end = stop;
        at = stop < text.n && text.p[stop] == ' ' ? stop + 1 : stop;
        if (at == stop && stop < text.n) { /* the rest of a divided word starts a line */
            SL_PUSH(k->arena, out.lines, sl_str_slice(text, begin, end));
            begin = end = at;
        }
    }
    if (end > begin)
        SL_PUSH(k->arena, out.lines, sl_str_slice(text, begin, end));
    return out;
}

void sl_sketch_put_lines(sl_sketch *k, const sl_sketch_lines *l, sl_u x, sl_u middle,
                         sl_anchor anchor, bool bold, sl_rgb color)
{
    sl_u y = middle + sl_sketch_middle(k) - (sl_u)(l->lines.n ? l->lines.n - 1 : 0) * k->line / 2;
    for (size_t i = 0; i < l->lines.n; i++)
        sl_sketch_label(k, l->lines.at[i], x, y + (sl_u)i * k->line, anchor, bold, color);
}
