/* The pages of rows that an earlier reading found, where all that the search reads of rows, notes
 * and page is the same: an edited word seldom moves a line. */
#include "base/folder.h"
#include "base/print.h"
#include "typeset/setter.h"

static uint64_t pair(int64_t a, int64_t b)
{
    return (uint64_t)(uint32_t)a | (uint64_t)(uint32_t)b << 32;
}

static sl_print key_of(const sl_flow *f, uint32_t first_page)
{
    sl_print key = {{f->n, f->note_lines.n}};
    bool left_hand = f->s->layout->two_sided && first_page % 2;
    sl_print_add(&key, pair(f->form.height, f->form.columns));
    sl_print_add(&key, pair(f->form.top, f->form.landscape | left_hand << 1));
    sl_print_add(&key, (uint64_t)(uintptr_t)f->s->layout);
    for (uint32_t i = 0; i < f->n; i++) {
        const sl_row *r = &f->rows[i];
        sl_print_add(&key, pair(r->height, r->penalty));
        sl_print_add(&key, pair(r->before, r->after));
        sl_print_add(&key, pair(sl_flow_top(f, i), sl_flow_frame_pad(f->s, f->rows, i)));
        sl_print_add(&key, pair(f->calls_before[i], r->keep_next | r->floats << 1 | r->hyphen << 2 |
                                                        (r->box > 0) << 3 | r->card << 4));
        sl_print_add(&key, pair(r->repeat, r->more && r->more->figures));
    }
    for (size_t i = 0; i < f->note_lines.n; i++) {
        const sl_note_line *line = &f->note_lines.at[i];
        sl_print_add(&key, pair(line->before, line->first));
        sl_print_add(&key, (uint64_t)line->row->height);
    }
    return key;
}

/* What is kept between readings; NULL: nothing. */
static struct sl_folder *keeper_of(const sl_setter *s)
{
    return s->layout->is_kept ? sl_words_keeper(s->words) : NULL;
}

typedef struct paged {
    sl_sheets sheets;
    sl_u height; /* of the text frame, which may have got a line more */
} paged;

bool sl_paged_recall(sl_flow *f, uint32_t first_page, sl_print *key, sl_sheets *all)
{
    struct sl_folder *keeper = keeper_of(f->s);
    if (!keeper)
        return false;
    *key = key_of(f, first_page);
    const paged *known = sl_folder_recall(keeper, (sl_str){(const char *)key, sizeof *key});
    if (!known)
        return false;
    for (size_t i = 0; i < known->sheets.n; i++)
        SL_PUSH(f->s->scratch, *all, known->sheets.at[i]);
    f->form.height = known->height;
    return true;
}

void sl_paged_remember(const sl_flow *f, const sl_print *key, const sl_sheets *all)
{
    struct sl_folder *keeper = keeper_of(f->s);
    if (!keeper)
        return;
    paged found = {.height = f->form.height};
    for (size_t i = 0; i < all->n; i++)
        SL_PUSH(sl_folder_remembering(keeper), found.sheets, all->at[i]);
    sl_folder_remember(keeper, (sl_str){(const char *)key, sizeof *key}, &found, sizeof found);
}
