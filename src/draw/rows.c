/* Rows of labels: their names, their heights, and lines across them. */
#include "draw/plot.h"

/* What a line across rows is called, with its figure. */
static sl_str level_text(const sl_plot *p, sl_str label, sl_dec value)
{
    return sl_str_format(p->k->arena, "%.*s %.*s", SL_FMT(label),
                         SL_FMT(sl_plot_figure_text(p->k->arena, p->c, value)));
}

/* Lines above the figures. */
static sl_u start_head(sl_plot *p)
{
    const sl_chart *c = p->c;
    sl_u width = p->k->picture->width;
    p->unit = sl_sketch_wrap(p->k, c->unit, false, width);
    if (c->has_reference)
        p->reference =
            sl_sketch_wrap(p->k, level_text(p, c->reference_label, c->reference), false, width);
    if (c->has_target)
        p->target = sl_sketch_wrap(p->k, level_text(p, c->target_label, c->target), false, width);
    return p->k->line * (sl_u)(p->unit.lines.n + p->reference.lines.n + p->target.lines.n);
}

/* A line at a figure, named above it; foot: of its name. */
static void draw_level(sl_plot *p, const sl_sketch_lines *name, sl_dec value, sl_u foot, sl_u dash)
{
    sl_u x = sl_plot_position(p, value, p->x0, p->x1), n = (sl_u)name->lines.n;
    const sl_u points[] = {x, foot + SL_PT(2), x, p->y1};
    sl_sketch_line(p->k, points, 2, SL_PT(1), p->k->text, dash);
    sl_u half = sl_plot_widest_label(p->k, name->lines.at, name->lines.n, false) / 2;
    sl_u at = x + half > p->k->picture->width ? p->k->picture->width - half : x;
    at = at < half ? half : at;
    for (sl_u i = 0; i < n; i++)
        sl_plot_draw_boxed(p, name->lines.at[i], at, foot - SL_PT(1) - p->k->line * (n - 1 - i),
                           SL_ANCHOR_MIDDLE, false, p->k->text, SL_SKETCH_GROUND);
}

void sl_plot_draw_reference(sl_plot *p)
{
    sl_u foot = p->y0 - SL_PT(4);
    if (p->c->has_target)
        draw_level(p, &p->target, p->c->target, foot - p->k->line * (sl_u)p->reference.lines.n, 0);
    if (p->c->has_reference)
        draw_level(p, &p->reference, p->c->reference, foot, SL_PT(3));
}

void sl_plot_start_rows(sl_plot *p, sl_u row, sl_u extra)
{
    sl_picture *picture = p->k->picture;
    size_t n = p->c->label_count;
    sl_u name = sl_plot_widest_label(p->k, p->c->labels, n, true);
    sl_u most = picture->width * 2 / 5;
    name = name < most ? name : most;
    p->x0 = name + SL_PT(8);
    p->x1 = picture->width - sl_plot_widest_value(p) - SL_PT(8);
    p->y0 = start_head(p) + SL_PT(4) + extra;
    p->names = SL_NEW_ARRAY(p->k->arena, sl_sketch_lines, n + 1);
    p->tops = SL_NEW_ARRAY(p->k->arena, sl_u, n + 1);
    p->tops[0] = p->y0;
    SL_PUSH(p->k->arena, picture->cuts, p->y0);
    for (size_t i = 0; i < n; i++) {
        p->names[i] = sl_sketch_wrap(p->k, p->c->labels[i], true, name);
        sl_u need = (sl_u)p->names[i].lines.n * p->k->line + SL_PT(4);
        p->tops[i + 1] = p->tops[i] + (p->names[i].lines.n > 1 && need > row ? need : row);
        SL_PUSH(p->k->arena, picture->cuts, p->tops[i + 1]);
    }
    p->y1 = p->tops[n];
    picture->height = p->y1 + SL_PT(4);
}

sl_u sl_plot_row_middle(const sl_plot *p, size_t i)
{
    return p->tops[i] + (p->tops[i + 1] - p->tops[i]) / 2;
}

void sl_plot_draw_row_name(sl_plot *p, size_t i, bool strong)
{
    sl_sketch_put_lines(p->k, &p->names[i], p->x0 - SL_PT(6), sl_plot_row_middle(p, i),
                        SL_ANCHOR_END, strong, p->k->text);
}
