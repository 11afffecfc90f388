/* Which of the drawings a figure of a book is. */
#include "draw/draw.h"

const sl_picture *sl_draw_figure(sl_arena *a, const sl_figure *f, const sl_layout *layout,
                                 sl_fonts *fonts, sl_words *words, sl_u width)
{
    if (f->chart)
        return sl_draw_chart_once(a, f->chart, layout, fonts, words, width);
    if (f->scheme)
        return sl_draw_scheme_once(a, f->scheme, layout, fonts, words, width);
    if (f->timeline)
        return sl_draw_timeline_once(a, f->timeline, layout, fonts, words, width);
    return NULL;
}
