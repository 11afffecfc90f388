/* Texts on one line: running heads, labels of lists, page numbers. */
#include "base/assert.h"
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

/* One face for all of a label: that of its style, or the one that another part came in with, when
 * it shows every word. */
static sl_face *face_of(sl_setter *s, const sl_para *p)
{
    sl_face *face = p->styles.at[0].face, *other = face;
    for (size_t i = 0; i < p->pieces.n; i++)
        if (p->pieces.at[i].word->face != face)
            other = p->pieces.at[i].word->face;
    for (size_t i = 0; i < p->pieces.n && other != face; i++) {
        const sl_word *w = p->pieces.at[i].word;
        sl_str text = {w->text, w->text_len};
        if (sl_word_shape(s->words, other, text, w->features, SL_STR("zxx"))->missing)
            return face;
    }
    return other;
}

sl_paint sl_label_set(sl_setter *s, const sl_style *style, sl_str text, sl_u x, sl_u y,
                      int32_t elem)
{
    sl_arena_mark mark = sl_arena_mark_now(s->scratch);
    sl_para p = {0};
    sl_para_push_text(s, &p, text, sl_para_push_style(s, &p, style, elem), SL_SPAN_NONE);
    sl_paint paint = {.kind = SL_PAINT_RUN, .elem = elem};
    sl_run *run = &paint.u.run;
    *run = (sl_run){.face = face_of(s, &p), .x = x, .y = y, .size = style->size};
    run->color = style->color;
    run->stretch = 10000;
    size_t n = p.pieces.n < UINT16_MAX ? p.pieces.n : UINT16_MAX;
    run->words = SL_NEW_ARRAY(s->arena, sl_placed, n);
    sl_u at = 0, upem = (sl_u)sl_face_info_of(run->face)->upem;
    for (size_t i = 0; i < n; i++) {
        const sl_word *w = p.pieces.at[i].word;
        if (p.pieces.at[i].space_before && run->n) {
            run->words[run->n - 1].space = true;
            at += p.styles.at[0].space;
        }
        if (w->face != run->face)
            w = sl_word_shape(s->words, run->face, (sl_str){w->text, w->text_len}, w->features,
                              SL_STR("zxx"));
        run->words[run->n++] = (sl_placed){w, at, false};
        at += sl_u_scale(w->width, style->size, upem);
    }
    run->end = at;
    sl_arena_reset(s->scratch, mark);
    return paint;
}
