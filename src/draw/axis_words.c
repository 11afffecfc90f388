/* The words of charts on axes: the key, names below columns, lines named at the side, annotations.
 */
#include "draw/axis.h"

#include "draw/flag.h"

enum { SWATCH = 12, BESIDE = 5 };

sl_u sl_axis_draw_head(sl_plot *p, sl_u y)
{
    p->unit = sl_sketch_wrap(p->k, p->c->unit, false, p->k->picture->width);
    for (size_t i = 0; i < p->unit.lines.n; i++, y += p->k->line)
        sl_sketch_label(p->k, p->unit.lines.at[i], 0, y + p->k->line - SL_PT(3), SL_ANCHOR_START,
                        false, p->k->secondary);
    return y;
}

/* One entry, moved to the next line where it has no room; how far it reaches. */
static sl_u draw_entry(sl_plot *p, size_t series, sl_u x, sl_u *y)
{
    sl_u width = p->k->picture->width, left = SL_PT(SWATCH + BESIDE);
    sl_sketch_lines name = sl_sketch_wrap(p->k, p->c->series[series], false, width - left);
    sl_u wide = left + sl_plot_widest_label(p->k, name.lines.at, name.lines.n, false);
    if (x && x + wide > width) {
        x = 0;
        *y += p->k->line + SL_PT(1);
    }
    sl_axis_fill_rect(p, series, x, *y + (p->k->line - SL_PT(9)) / 2, SL_PT(SWATCH), SL_PT(9));
    for (size_t i = 0; i < name.lines.n; i++)
        sl_sketch_label(p->k, name.lines.at[i], x + left,
                        *y + p->k->line * (sl_u)i + p->k->line / 2 + sl_sketch_middle(p->k),
                        SL_ANCHOR_START, false, p->k->text);
    if (name.lines.n > 1)
        *y += p->k->line * (sl_u)(name.lines.n - 1);
    return x + wide + SL_PT(14);
}

sl_u sl_axis_draw_key(sl_plot *p, sl_u y)
{
    y = sl_axis_draw_head(p, y);
    if (p->c->series_count < 2)
        return y;
    y += p->unit.lines.n ? SL_PT(2) : 0;
    sl_u x = 0;
    for (size_t i = 0; i < p->c->series_count; i++)
        x = draw_entry(p, i, x, &y);
    sl_axis_draw_held(p);
    return y + p->k->line;
}

/* --- lines and bands, named at the side --- */

typedef struct side {
    sl_str text;
    sl_u at, y; /* its middle: where it belongs, and where it stands */
    sl_sketch_lines lines;
} side;

static sl_u side_most(const sl_plot *p)
{
    return p->k->picture->width / 4;
}

static size_t list_sides(const sl_plot *p, side out[3])
{
    const sl_chart *c = p->c;
    sl_arena *a = p->k->arena;
    size_t n = 0;
    sl_dec at[3];
    if (c->has_reference) {
        at[n] = c->reference;
        out[n++].text = sl_str_format(a, "%.*s %.*s", SL_FMT(c->reference_label),
                                      SL_FMT(sl_plot_figure_text(a, c, c->reference)));
    }
    if (c->has_target) {
        at[n] = c->target;
        out[n++].text = sl_str_format(a, "%.*s %.*s", SL_FMT(c->target_label),
                                      SL_FMT(sl_plot_figure_text(a, c, c->target)));
    }
    if (c->has_band) {
        at[n] = c->band_low;
        out[n++].text = c->band_label;
    }
    for (size_t i = 0; i < n; i++) {
        out[i].lines = sl_sketch_wrap(p->k, out[i].text, false, side_most(p));
        out[i].at = sl_plot_position(p, at[i], p->y1, p->y0);
    }
    if (c->has_band)
        out[n - 1].at = (out[n - 1].at + sl_plot_position(p, c->band_high, p->y1, p->y0)) / 2;
    return n;
}

sl_u sl_axis_side_width(const sl_plot *p)
{
    side sides[3] = {0};
    size_t n = list_sides(p, sides);
    sl_u most = 0;
    for (size_t i = 0; i < n; i++) {
        sl_u w = sl_plot_widest_label(p->k, sides[i].lines.lines.at, sides[i].lines.lines.n, false);
        most = w > most ? w : most;
    }
    return n ? most + SL_PT(10) : 0;
}

void sl_axis_draw_band(sl_plot *p, bool upright)
{
    enum { TINT = 14 };
    const sl_chart *c = p->c;
    if (!c->has_band)
        return;
    sl_u low = upright ? sl_plot_position(p, c->band_low, p->y1, p->y0)
                       : sl_plot_position(p, c->band_low, p->x0, p->x1);
    sl_u high = upright ? sl_plot_position(p, c->band_high, p->y1, p->y0)
                        : sl_plot_position(p, c->band_high, p->x0, p->x1);
    const sl_u across[] = {p->x0, high, p->x1, high, p->x1, low, p->x0, low};
    const sl_u along[] = {low, p->y0, high, p->y0, high, p->y1, low, p->y1};
    sl_sketch_tint(p->k, upright ? across : along, 4, TINT);
}

static sl_u height_of(const sl_plot *p, const side *s)
{
    return p->k->line * (sl_u)s->lines.lines.n;
}

/* From the top, none on another, and none below the axis or above the figures where they fit. */
static void spread(const sl_plot *p, side *s, size_t n)
{
    for (size_t i = 1; i < n; i++)
        for (size_t k = i; k && s[k].at < s[k - 1].at; k--) {
            side other = s[k];
            s[k] = s[k - 1];
            s[k - 1] = other;
        }
    for (size_t i = 0; i < n; i++) {
        sl_u half = height_of(p, &s[i]) / 2, least = p->y0 + half - p->k->line / 2;
        if (i)
            least = s[i - 1].y + (height_of(p, &s[i - 1]) + height_of(p, &s[i])) / 2;
        s[i].y = s[i].at > least ? s[i].at : least;
    }
    sl_u end = p->y1 + p->k->line / 2;
    for (size_t i = n; i--; end = s[i].y - height_of(p, &s[i]) / 2)
        if (s[i].y + height_of(p, &s[i]) / 2 > end)
            s[i].y = end - height_of(p, &s[i]) / 2;
}

static void draw_level(sl_plot *p, bool there, sl_dec value, sl_u dash)
{
    if (!there)
        return;
    sl_u y = sl_plot_position(p, value, p->y1, p->y0);
    const sl_u line[] = {p->x0, y, p->x1 + SL_PT(2), y};
    sl_sketch_line(p->k, line, 2, SL_PT(1.2), p->k->text, dash);
}

void sl_axis_draw_side(sl_plot *p)
{
    side sides[3] = {0};
    size_t n = list_sides(p, sides);
    draw_level(p, p->c->has_reference, p->c->reference, SL_PT(3));
    draw_level(p, p->c->has_target, p->c->target, 0);
    spread(p, sides, n);
    for (size_t i = 0; i < n; i++) {
        const sl_u lead[] = {p->x1 + SL_PT(2), sides[i].at, p->x1 + SL_PT(8), sides[i].y};
        if (sides[i].at != sides[i].y)
            sl_sketch_line(p->k, lead, 2, SL_PT(0.5), p->k->secondary, 0);
        sl_sketch_put_lines(p->k, &sides[i].lines, p->x1 + SL_PT(10), sides[i].y, SL_ANCHOR_START,
                            false, p->k->text);
    }
}

/* A sample of a line or band with its words; how far down it reaches. */
static sl_u draw_sample(sl_plot *p, sl_u y, sl_str text, sl_u dash, bool band)
{
    bool upright = p->c->kind == SL_CHART_STRIP;
    sl_u left = SL_PT(17), middle = y + p->k->line / 2;
    sl_sketch_lines lines = sl_sketch_wrap(p->k, text, false, p->k->picture->width - left);
    const sl_u stood[] = {SL_PT(6), middle - SL_PT(6), SL_PT(6), middle + SL_PT(6)};
    const sl_u lain[] = {0, middle, SL_PT(12), middle};
    const sl_u box[] = {0,         middle - SL_PT(5), SL_PT(12), middle - SL_PT(5),
                        SL_PT(12), middle + SL_PT(5), 0,         middle + SL_PT(5)};
    if (band)
        sl_sketch_tint(p->k, box, 4, 14);
    else
        sl_sketch_line(p->k, upright ? stood : lain, 2, SL_PT(1.2), p->k->text, dash);
    for (size_t i = 0; i < lines.lines.n; i++, y += p->k->line)
        sl_sketch_label(p->k, lines.lines.at[i], left, y + p->k->line / 2 + sl_sketch_middle(p->k),
                        SL_ANCHOR_START, false, p->k->text);
    return y + SL_PT(1);
}

static sl_str level_text(sl_plot *p, sl_str label, sl_dec value)
{
    return sl_str_format(p->k->arena, "%.*s %.*s", SL_FMT(label),
                         SL_FMT(sl_plot_figure_text(p->k->arena, p->c, value)));
}

sl_u sl_axis_draw_samples(sl_plot *p, sl_u y)
{
    const sl_chart *c = p->c;
    if (c->has_reference)
        y = draw_sample(p, y, level_text(p, c->reference_label, c->reference), SL_PT(3), false);
    if (c->has_target)
        y = draw_sample(p, y, level_text(p, c->target_label, c->target), 0, false);
    if (c->has_band)
        y = draw_sample(p, y, c->band_label, 0, true);
    return y;
}

/* --- words above labels, and below columns --- */

sl_u sl_axis_draw_notes(sl_plot *p, const sl_u *at, sl_u y, const sl_u *feet)
{
    const sl_chart *c = p->c;
    sl_flag flags[SL_CHART_NOTES_MOST];
    for (size_t i = 0; i < c->note_count; i++) {
        sl_u x = at[c->notes[i].label], room = p->k->picture->width - x;
        sl_u most = p->k->picture->width * 2 / 5;
        flags[i] = sl_flag_make(p->k, c->notes[i].text, false, x, room < most ? room : most);
        flags[i].foot = feet ? feet[i] : 0;
    }
    sl_u height = sl_flags_place(flags, c->note_count);
    if (feet)
        sl_flags_draw(p->k, flags, c->note_count, y + height, p->k->secondary);
    return y + (height ? height + SL_PT(4) : 0);
}

sl_u sl_axis_notes_edge(const sl_plot *p, sl_u x1)
{
    sl_u most = p->k->picture->width * 4 / 5;
    bool late = false;
    for (size_t i = 0; i < p->c->note_count; i++)
        late = late || p->c->notes[i].label * 4u >= p->c->label_count * 3u;
    return late && x1 > most ? most : x1;
}

sl_u sl_axis_draw_missing(sl_plot *p, sl_u y)
{
    enum { MOST = 4 };
    const sl_chart *c = p->c;
    size_t n = 0, all = (size_t)c->label_count * c->series_count;
    for (size_t i = 0; i < all && n <= MOST; i++) {
        if (c->present[i] || n++ == MOST)
            continue;
        sl_str series = c->series[i / c->label_count];
        sl_str text =
            sl_str_format(p->k->arena, "%.*s%s%.*s: %.*s", SL_FMT(series), series.n ? ", " : "",
                          SL_FMT(c->labels[i % c->label_count]), SL_FMT(c->reasons[i]));
        sl_sketch_lines lines = sl_sketch_wrap(p->k, text, false, p->k->picture->width);
        for (size_t l = 0; l < lines.lines.n; l++, y += p->k->line)
            sl_sketch_label(p->k, lines.lines.at[l], 0, y + p->k->line - SL_PT(3), SL_ANCHOR_START,
                            false, p->k->secondary);
    }
    if (n > MOST) {
        sl_sketch_label(p->k, SL_STR("\u2026"), 0, y + p->k->line - SL_PT(3), SL_ANCHOR_START,
                        false, p->k->secondary);
        y += p->k->line;
    }
    return y;
}

/* Whether no word of a text is divided where it is broken. */
static bool is_whole(const sl_sketch_lines *l, sl_str text)
{
    size_t n = 0;
    for (size_t i = 0; i < l->lines.n; i++)
        n += l->lines.at[i].n + (i > 0);
    return n == text.n;
}

bool sl_axis_names_fit(sl_plot *p, sl_u slot)
{
    enum { MOST_LINES = 3 };
    for (size_t i = 0; i < p->c->label_count; i++) {
        sl_sketch_lines l = sl_sketch_wrap(p->k, p->c->labels[i], false, slot - SL_PT(4));
        if (l.lines.n > MOST_LINES || !is_whole(&l, p->c->labels[i]))
            return false;
    }
    return true;
}

/* A name below a place, within the picture; where it ends. */
static sl_u draw_name(sl_plot *p, const sl_sketch_lines *name, sl_u x, sl_u y)
{
    sl_u half = sl_plot_widest_label(p->k, name->lines.at, name->lines.n, false) / 2;
    x = x + half > p->k->picture->width ? p->k->picture->width - half : x;
    x = x < half ? half : x;
    for (size_t k = 0; k < name->lines.n; k++)
        sl_sketch_label(p->k, name->lines.at[k], x, y + p->k->line * (sl_u)(k + 1),
                        SL_ANCHOR_MIDDLE, false, p->k->secondary);
    return x + half;
}

sl_u sl_axis_draw_names(sl_plot *p, const sl_u *at, sl_u slot, sl_u y)
{
    const sl_chart *c = p->c;
    bool all = sl_axis_names_fit(p, slot);
    size_t n = c->label_count, most = 1;
    sl_u last = -SL_U_MAX, end = 0;
    for (size_t i = 0; i < n; i++) {
        sl_sketch_lines name = sl_sketch_wrap(p->k, c->labels[i], false,
                                              all ? slot - SL_PT(4) : p->k->picture->width / 3);
        sl_u half = sl_plot_widest_label(p->k, name.lines.at, name.lines.n, false) / 2;
        if (i == 0) { /* the last one is always there, and what would touch it is not */
            sl_sketch_lines l =
                sl_sketch_wrap(p->k, c->labels[n - 1], false, p->k->picture->width / 3);
            sl_u own = sl_plot_widest_label(p->k, l.lines.at, l.lines.n, false);
            end = at[n - 1] + own / 2 > p->k->picture->width ? p->k->picture->width - own
                                                             : at[n - 1] - own / 2;
        }
        bool touches = at[i] - half < last + SL_PT(6) ||
                       (i + 1 < n && (at[i] > half ? at[i] + half : 2 * half) + SL_PT(6) > end);
        if (!all && touches && i + 1 < n)
            continue;
        last = draw_name(p, &name, at[i], y);
        most = name.lines.n > most ? name.lines.n : most;
    }
    return y + p->k->line * (sl_u)most + SL_PT(4);
}
