/* The changes for a terminal. */
#include "change/change.h"

static void push_mark(sl_buf *out, sl_edit_kind kind, sl_str text)
{
    sl_str words = sl_str_trim(text);
    if (kind == SL_EDIT_KEPT) {
        sl_change_push_words(out, NULL, text);
        return;
    }
    sl_buf_push_z(out, kind == SL_EDIT_NEW ? "{+" : "[-");
    sl_change_push_words(out, NULL, words);
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

/* What a figure that has changed has changed. */
static void push_places(sl_buf *out, const sl_change *c)
{
    for (size_t i = 0; i < c->places.n; i++) {
        const sl_change_place *p = &c->places.at[i];
        sl_buf_push_format(out, "  in %.*s  %.*s\n", SL_FMT(p->id), SL_FMT(p->title));
    }
}

static void push_change(sl_buf *out, const sl_change *c)
{
    sl_buf_push_format(out, "%-7s  %.*s%s%.*s\n", sl_how_name(c->how), SL_FMT(c->id),
                       c->id.n ? "  " : "", SL_FMT(c->title));
    push_fields(out, c);
    push_places(out, c);
    for (size_t k = 0; k < c->blocks.n; k++) {
        const sl_change_block *b = &c->blocks.at[k];
        if (!sl_change_tells(c, k))
            continue;
        sl_buf_push_z(out, "  ");
        for (size_t w = 0; w < b->words.n; w++) {
            bool joined = w && b->words.at[w - 1].kind == SL_EDIT_GONE &&
                          !sl_str_ends(b->words.at[w - 1].text, " ");
            sl_buf_push_z(out, joined ? " " : ""); /* the last words of a block */
            push_mark(out, b->words.at[w].kind, b->words.at[w].text);
        }
        sl_buf_push_z(out, b->words_new || b->words_gone || sl_change_is_context(b)
                               ? "\n"
                               : " (drawn otherwise)\n");
    }
}

void sl_change_push_text(sl_buf *out, const sl_changes *changes)
{
    bool any = false;
    for (size_t i = 0; i < changes->things.n; i++) {
        if (changes->things.at[i].is_caused)
            continue;
        sl_buf_push_z(out, any ? "\n" : "");
        push_change(out, &changes->things.at[i]);
        any = true;
    }
    sl_buf_push_format(out, "%s%zu new, %zu changed, %zu removed\n", any ? "\n" : "",
                       sl_change_count(changes, SL_HOW_NEW),
                       sl_change_count(changes, SL_HOW_CHANGED),
                       sl_change_count(changes, SL_HOW_GONE));
}
