#include "draw/flag.h"

enum { BESIDE = SL_PT(3), AIR = SL_PT(2) };

sl_flag sl_flag_make(sl_sketch *k, sl_str text, bool strong, sl_u x, sl_u room)
{
    sl_flag f = {.x = x, .strong = strong};
    f.lines = sl_sketch_wrap(k, text, strong, room - BESIDE);
    for (size_t i = 0; i < f.lines.lines.n; i++) {
        sl_u w = sl_sketch_measure(k, f.lines.lines.at[i], strong);
        f.width = w > f.width ? w : f.width;
    }
    f.width += BESIDE;
    f.height = k->line * (sl_u)f.lines.lines.n;
    return f;
}

/* From the right: each stands above all whose staffs its words would meet, and so their words. */
sl_u sl_flags_place(sl_flag *flags, size_t n)
{
    sl_u most = 0;
    for (size_t i = 1; i < n; i++)
        for (size_t k = i; k && flags[k].x < flags[k - 1].x; k--) {
            sl_flag other = flags[k];
            flags[k] = flags[k - 1];
            flags[k - 1] = other;
        }
    for (size_t i = n; i--;) {
        sl_flag *f = &flags[i];
        f->up = 0;
        for (size_t k = i + 1; k < n && flags[k].x <= f->x + f->width + BESIDE; k++)
            if (flags[k].up + flags[k].height + AIR > f->up)
                f->up = flags[k].up + flags[k].height + AIR;
        most = f->up + f->height > most ? f->up + f->height : most;
    }
    return most;
}

void sl_flags_draw(sl_sketch *k, const sl_flag *flags, size_t n, sl_u ground, sl_rgb staff)
{
    for (size_t i = 0; i < n; i++) {
        const sl_flag *f = &flags[i];
        sl_u top = ground - f->up - f->height;
        const sl_u line[] = {f->x, top + AIR, f->x, f->foot};
        sl_sketch_line(k, line, 2, SL_PT(0.6), staff, 0);
        for (size_t l = 0; l < f->lines.lines.n; l++)
            sl_sketch_label(k, f->lines.lines.at[l], f->x + BESIDE,
                            top + k->line * (sl_u)l + k->line / 2 + sl_sketch_middle(k),
                            SL_ANCHOR_START, f->strong, k->text);
    }
}
