/* Strips: each label a line along a row, and those that are picked out named above it. */
#include "draw/axis.h"
#include "draw/flag.h"

enum { LOW = SL_PT(12), HIGH = SL_PT(18), STEPS = 6 };

/* The flags of a row, at x without its end yet. */
static size_t list_flags(sl_plot *p, size_t s, sl_flag *out)
{
    const sl_chart *c = p->c;
    size_t n = 0;
    for (size_t i = 0; i < c->label_count; i++) {
        if (!c->highlight[i] || !sl_plot_is_present(c, s, i))
            continue;
        sl_str text = sl_str_format(p->k->arena, "%.*s %.*s", SL_FMT(c->labels[i]),
                                    SL_FMT(sl_plot_value_text(p->k->arena, c, s, i)));
        sl_u x = sl_plot_position(p, sl_plot_value_at(c, s, i), p->x0, p->x1);
        out[n++] = sl_flag_make(p->k, text, false, x, p->k->picture->width / 3);
    }
    return n;
}

/* Leaves room at the right for what the flags there say. */
static void make_room(sl_plot *p, sl_flag *flags)
{
    sl_u width = p->k->picture->width, most = 0, range = p->x1 - p->x0;
    for (size_t s = 0; s < p->c->series_count; s++)
        for (size_t n = list_flags(p, s, flags), i = 0; i < n; i++) {
            /* x0 + (x - x0) * r / range + its width is at most the picture's */
            sl_u over = flags[i].x + flags[i].width - width, at = flags[i].x - p->x0;
            if (over <= 0 || at <= 0)
                continue;
            sl_u less = sl_u_scale(range, over, at);
            most = less > most ? less : most;
        }
    p->x1 -= most;
}

static void draw_tick(sl_plot *p, sl_u x, sl_u middle, bool strong, bool some)
{
    sl_u half = (strong ? HIGH : LOW) / 2;
    const sl_u line[] = {x, middle - half, x, middle + half};
    sl_sketch_line(p->k, line, 2, strong ? SL_PT(2.4) : SL_PT(1.2),
                   strong || !some ? p->k->accent : p->k->quiet, 0);
}

static void draw_level(sl_plot *p, bool there, sl_dec value, sl_u middle, sl_u dash)
{
    sl_u x = sl_plot_position(p, value, p->x0, p->x1), half = HIGH / 2 + SL_PT(3);
    const sl_u line[] = {x, middle - half, x, middle + half};
    if (there)
        sl_sketch_line(p->k, line, 2, SL_PT(1.2), p->k->text, dash);
}

/* A row from y; the lowest of it. */
static sl_u draw_strip(sl_plot *p, size_t s, sl_u y, const sl_sketch_lines *name, sl_flag *flags)
{
    const sl_chart *c = p->c;
    size_t n = list_flags(p, s, flags);
    bool some = sl_plot_any_highlight(c, c->label_count);
    sl_u words = sl_flags_place(flags, n), tall = p->k->line * (sl_u)name->lines.n;
    sl_u half = HIGH / 2 + SL_PT(4), above = words + (n ? SL_PT(2) : 0);
    sl_u middle = y + above + half;
    if (middle < y + tall / 2)
        middle = y + tall / 2;
    for (size_t i = 0; i < n; i++)
        flags[i].foot = middle - HIGH / 2;
    if (c->has_band) {
        p->y0 = middle - HIGH / 2 - SL_PT(2);
        p->y1 = middle + HIGH / 2 + SL_PT(2);
        sl_axis_draw_band(p, false);
    }
    const sl_u axis[] = {p->x0, middle, p->x1, middle};
    sl_sketch_line(p->k, axis, 2, SL_PT(0.5), p->k->hairline, 0);
    for (int strong = 0; strong < 2; strong++)
        for (size_t i = 0; i < c->label_count; i++)
            if (sl_plot_is_present(c, s, i) && c->highlight[i] == strong)
                draw_tick(p, sl_plot_position(p, sl_plot_value_at(c, s, i), p->x0, p->x1), middle,
                          strong, some);
    draw_level(p, c->has_reference, c->reference, middle, SL_PT(3));
    draw_level(p, c->has_target, c->target, middle, 0);
    sl_flags_draw(p->k, flags, n, middle - half, p->k->accent);
    sl_sketch_put_lines(p->k, name, p->x0 - SL_PT(8), middle, SL_ANCHOR_END, false, p->k->text);
    sl_u low = middle + half + SL_PT(2), foot = middle + tall / 2 + SL_PT(3);
    return low > foot ? low : foot;
}

/* Labels that no strip shows, with their reason. */
static sl_u draw_absent(sl_plot *p, sl_u y)
{
    enum { MOST = 4 };
    const sl_chart *c = p->c;
    size_t n = 0;
    for (size_t i = 0; i < c->label_count && n < MOST; i++) {
        bool any = false;
        for (size_t s = 0; s < c->series_count; s++)
            any = any || sl_plot_is_present(c, s, i);
        if (any)
            continue;
        n++;
        sl_str text =
            sl_str_format(p->k->arena, "%.*s: %.*s", SL_FMT(c->labels[i]), SL_FMT(c->reasons[i]));
        sl_sketch_lines lines = sl_sketch_wrap(p->k, text, false, p->k->picture->width);
        for (size_t l = 0; l < lines.lines.n; l++, y += p->k->line)
            sl_sketch_label(p->k, lines.lines.at[l], 0, y + p->k->line - SL_PT(3), SL_ANCHOR_START,
                            false, p->k->secondary);
    }
    return y;
}

void sl_plot_draw_strip(sl_plot *p)
{
    const sl_chart *c = p->c;
    sl_u width = p->k->picture->width, name = 0;
    sl_flag *flags = SL_NEW_ARRAY(p->k->arena, sl_flag, c->label_count);
    sl_sketch_lines *names = SL_NEW_ARRAY(p->k->arena, sl_sketch_lines, c->series_count);
    sl_plot_find_range(p, false);
    sl_axis_round(p, width < SL_PT(300) ? STEPS / 2 : STEPS);
    for (size_t s = 0; s < c->series_count; s++) {
        names[s] = sl_sketch_wrap(p->k, c->series[s], false, width / 4);
        sl_u w = sl_plot_widest_label(p->k, names[s].lines.at, names[s].lines.n, false);
        name = w > name ? w : name;
    }
    sl_u half = sl_axis_widest(p) / 2;
    p->x0 = name ? name + SL_PT(8) : half;
    p->x0 = p->x0 > half ? p->x0 : half;
    p->x1 = width - half - SL_PT(1);
    make_room(p, flags);
    sl_plot_widen(p);
    sl_u y = sl_axis_draw_samples(p, sl_axis_draw_head(p, 0)) + SL_PT(4);
    for (size_t s = 0; s < c->series_count; s++)
        y = draw_strip(p, s, y, &names[s], flags);
    p->y0 = y; /* ticks of the axis hang below all strips */
    p->y1 = y + SL_PT(4);
    const sl_u axis[] = {p->x0, p->y0, p->x1, p->y0};
    sl_sketch_line(p->k, axis, 2, SL_PT(0.5), p->k->secondary, 0);
    y = sl_axis_draw_across(p);
    p->k->picture->height = draw_absent(p, y) + SL_PT(2);
}
