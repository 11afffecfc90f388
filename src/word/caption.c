/* Labels with numbers that Word counts. */
#include "word/write.h"

static const sl_docx_words plain = {.color = SL_COLOR_NONE};

/* "Figure" and 4 of "Figure 4"; 0: Word cannot count it. */
static uint32_t split_label(sl_str number, sl_str *label)
{
    size_t at = number.n;
    uint32_t n = 0;
    while (at > 0 && sl_is_digit(number.p[at - 1]))
        at--;
    *label = sl_str_trim(sl_str_slice(number, 0, at));
    return label->n && sl_num_parse(sl_str_slice(number, at, number.n), &n) ? n : 0;
}

static void push_sequence(sl_docx *w, sl_str label, uint32_t n)
{
    char name[32];
    size_t k = 0;
    for (size_t i = 0; i < label.n && k < sizeof name - 1; i++)
        if (sl_is_letter(label.p[i]))
            name[k++] = label.p[i];
    sl_str key = sl_str_format(w->arena, "%.*s", (int)k, name);
    uint32_t *last = sl_map_lookup(&w->sequences, key);
    if (!last) {
        last = SL_NEW(w->arena, uint32_t);
        sl_map_add(&w->sequences, key, last);
    }
    sl_str text = sl_str_format(w->arena, "%u", n);
    sl_str field = *last + 1 == n
                       ? sl_str_format(w->arena, "SEQ %.*s \\* ARABIC", SL_FMT(key))
                       : sl_str_format(w->arena, "SEQ %.*s \\* ARABIC \\r %u", SL_FMT(key), n);
    *last = n;
    sl_docx_push_field(w, &plain, field, text);
}

void sl_docx_push_caption(sl_docx *w, const sl_node *caption, sl_str id)
{
    sl_str label;
    uint32_t n = split_label(caption->number, &label);
    const sl_docx_anchor *a = id.n ? sl_docx_lookup(w, id) : NULL;
    sl_docx_begin_paragraph(w, &(sl_docx_para){.style = "Caption", .keep = true, .late = true},
                            NULL);
    if (a && caption->number.n)
        sl_docx_begin_bookmark(w, sl_str_format(w->arena, "n_%.*s", SL_FMT(a->name)));
    if (n) {
        sl_docx_push_run(w, &plain, sl_str_format(w->arena, "%.*s ", SL_FMT(label)));
        push_sequence(w, label, n);
    } else {
        sl_docx_push_run(w, &plain, caption->number);
    }
    if (a && caption->number.n)
        sl_docx_end_bookmark(w);
    if (caption->number.n)
        sl_docx_push_run(w, &plain, SL_STR(". "));
    sl_docx_begin_place(w, caption);
    sl_docx_push_inlines(w, caption, plain);
    sl_docx_end_paragraph(w);
}
