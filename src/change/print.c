/* The changes for a terminal. */
#include "change/change.h"

static void push_mark(sl_buf *out, sl_edit_kind kind, sl_str text)
{
    sl_str words = sl_str_trim(text);
    if (kind == SL_EDIT_KEPT) {
        sl_buf_push_str(out, text);
        return;
    }
    sl_buf_push_z(out, kind == SL_EDIT_NEW ? "{+" : "[-");
    sl_buf_push_str(out, words);
    sl_buf_push_z(out, kind == SL_EDIT_NEW ? "+}" : "-]");
    sl_buf_push(out, text.p + words.n, text.n - words.n);
}

static void push_fields(sl_buf *out, const sl_change *c)
{
    for (size_t i = 0; i < c->fields.n; i++) {
        const sl_change_field *f = &c->fields.at[i];
        sl_buf_push_format(out, "  %.*s:", SL_FMT(f->label));
        for (size_t k = 0; k < f->gone.n; k++) {
            sl_buf_push_char(out, ' ');
            push_mark(out, SL_EDIT_GONE, f->gone.at[k]);
        }
        for (size_t k = 0; k < f->come.n; k++) {
            sl_buf_push_char(out, ' ');
            push_mark(out, SL_EDIT_NEW, f->come.at[k]);
        }
        sl_buf_push_char(out, '\n');
    }
}

void sl_change_push_text(sl_buf *out, const sl_changes *changes)
{
    for (size_t i = 0; i < changes->things.n; i++) {
        const sl_change *c = &changes->things.at[i];
        sl_buf_push_format(out, "%s%-7s  %.*s%s%.*s\n", i ? "\n" : "", sl_how_name(c->how),
                           SL_FMT(c->id), c->id.n ? "  " : "", SL_FMT(c->title));
        push_fields(out, c);
        for (size_t k = 0; k < c->blocks.n; k++) {
            sl_buf_push_z(out, "  ");
            for (size_t w = 0; w < c->blocks.at[k].words.n; w++)
                push_mark(out, c->blocks.at[k].words.at[w].kind, c->blocks.at[k].words.at[w].text);
            sl_buf_push_char(out, '\n');
        }
    }
    sl_buf_push_format(out, "%s%zu new, %zu changed, %zu removed\n", changes->things.n ? "\n" : "",
                       sl_change_count(changes, SL_HOW_NEW),
                       sl_change_count(changes, SL_HOW_CHANGED),
                       sl_change_count(changes, SL_HOW_GONE));
}
