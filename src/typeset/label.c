/* Texts on one line: running heads, labels of lists, page numbers. */
#include "base/check.h"
#include "typeset/setter.h"

static sl_u width_of(const sl_para *p)
{
    sl_u natural, widest;
    sl_para_measure(p, &natural, &widest);
    return natural;
}

sl_u sl_label_measure(sl_setter *s, const sl_style *style, sl_str text)
{
    sl_arena_mark mark = sl_arena_mark_now(s->scratch);
    sl_para p = {0};
    sl_para_push_text(s, &p, text, sl_para_push_style(s, &p, style, SL_ARTIFACT_LAYOUT),
                      SL_SPAN_NONE);
    sl_u width = width_of(&p);
    sl_arena_reset(s->scratch, mark);
    return width;
}

sl_paint sl_label_set(sl_setter *s, const sl_style *style, sl_str text, sl_u x, sl_u y,
                      int32_t elem)
{
    sl_arena_mark mark = sl_arena_mark_now(s->scratch);
    sl_para p = {0};
    sl_para_push_text(s, &p, text, sl_para_push_style(s, &p, style, elem), SL_SPAN_NONE);
    sl_paint paint = {.kind = SL_PAINT_RUN, .elem = elem};
    sl_run *run = &paint.u.run;
    *run = (sl_run){.face = p.styles.at[0].face, .x = x, .y = y, .size = style->size};
    run->color = style->color;
    run->stretch = 10000;
    size_t n = p.pieces.n < UINT16_MAX ? p.pieces.n : UINT16_MAX;
    run->words = SL_NEW_ARRAY(s->arena, sl_placed, n);
    sl_u at = 0;
    for (size_t i = 0; i < n; i++) {
        const sl_piece *piece = &p.pieces.at[i];
        if (piece->space_before && run->n) {
            run->words[run->n - 1].space = true;
            at += p.styles.at[0].space;
        }
        /* A face that came in by fallback would need a run of its own: labels do without. */
        if (piece->word->face != run->face || piece->word->missing)
            continue;
        run->words[run->n++] = (sl_placed){piece->word, at, false};
        at += piece->width;
    }
    run->end = at;
    sl_arena_reset(s->scratch, mark);
    return paint;
}
