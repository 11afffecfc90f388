/* The room of pages and columns, and what frames and repeated heads take of it. */
#include "typeset/setter.h"

sl_u sl_flow_measure(const sl_setter *s, bool landscape)
{
    const sl_layout *l = s->layout;
    if (landscape)
        return l->page_height - l->top - l->bottom;
    sl_u width = l->page_width - l->inner - l->outer;
    unsigned columns = l->columns > 1 ? l->columns : 1;
    return (width - (sl_u)(columns - 1) * l->column_gap) / (sl_u)columns;
}

sl_form sl_flow_form(const sl_setter *s, bool landscape)
{
    const sl_layout *l = s->layout;
    sl_form form = {.landscape = landscape,
                    .columns = landscape || l->columns < 2 ? 1 : l->columns};
    form.height =
        landscape ? l->page_width - l->inner - l->outer : l->page_height - l->top - l->bottom;
    return form;
}

uint16_t sl_flow_shared_box(const sl_setter *s, const sl_row *rows, uint32_t i)
{
    if (!i || !rows[i].box || !rows[i - 1].box)
        return 0;
    for (uint16_t a = rows[i].box; a; a = s->frames.at[a - 1].outer)
        for (uint16_t b = rows[i - 1].box; b; b = s->frames.at[b - 1].outer)
            if (a == b)
                return a;
    return 0;
}

sl_u sl_flow_frame_pad(const sl_setter *s, const sl_row *rows, uint32_t i)
{
    sl_u pad = 0;
    for (uint16_t b = sl_flow_shared_box(s, rows, i); b; b = s->frames.at[b - 1].outer)
        pad += s->frames.at[b - 1].style->pad;
    return pad;
}

sl_u sl_flow_top(const sl_flow *f, uint32_t i)
{
    const sl_row *r = &f->rows[i];
    bool repeats = r->repeat && i && f->rows[i - 1].repeat == r->repeat;
    sl_u h = repeats ? f->s->repeats.at[r->repeat - 1].height : 0;
    return h + sl_flow_frame_pad(f->s, f->rows, i);
}

bool sl_flow_is_deferred(const sl_flow *f, const sl_sheet *sheet, uint32_t row)
{
    return f->rows[row].floats &&
           f->floats_before[row] >= f->floats_before[sheet->end] - sheet->deferred;
}

bool sl_flow_goes_on(const sl_flow *f, uint32_t j)
{
    return j < f->n && j && f->rows[j].repeat && f->rows[j].repeat == f->rows[j - 1].repeat;
}

bool sl_flow_overtakes(const sl_flow *f, uint32_t i, uint32_t j, unsigned deferred, unsigned left)
{
    uint32_t from = left > deferred ? i : f->floats.at[f->floats_before[j] - left];
    return f->fixed_before[j] > f->fixed_before[from];
}
