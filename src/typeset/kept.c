#include "typeset/kept.h"

#include "base/folder.h"
#include "page/copy.h"

/* --- the key --- */

static bool add_figure(sl_print *p, const sl_setter *s, const sl_node *n)
{
    const sl_picture *picture = s->pictures[n->figure];
    if (picture && !picture->keeper)
        return false;
    sl_print_add(p, (uint64_t)(uintptr_t)picture);
    sl_print_add_text(p, s->book->figures.at[n->figure].data_path);
    return true;
}

static bool add_node(sl_print *p, const sl_setter *s, const sl_node *n)
{
    const unsigned flags = n->head | n->ordered << 1 | n->tight << 2 | n->contrary << 3 |
                           n->fresh << 4 | n->wide << 5 | n->written << 6 | n->again << 7 |
                           n->alone << 8 | n->apart << 9;
    sl_print_add(p, (uint64_t)n->kind | (uint64_t)n->level << 8 | (uint64_t)n->toc << 16 |
                        (uint64_t)n->align << 24 | (uint64_t)flags << 32);
    sl_print_add(p, (uint64_t)n->percent | (uint64_t)n->columns << 8 | (uint64_t)n->rows << 24);
    sl_print_add(p, (uint64_t)(uint32_t)n->start | (uint64_t)n->span.file << 32);
    sl_print_add(p, n->span.begin | (uint64_t)n->span.end << 32);
    const sl_str texts[] = {n->text,   n->id,    n->role, n->number,
                            n->target, n->title, n->alt,  n->lang};
    unsigned there = 0;
    for (unsigned i = 0; i < SL_COUNT(texts); i++)
        there |= (texts[i].n > 0) << i;
    sl_print_add(p, there);
    for (size_t i = 0; i < SL_COUNT(texts); i++)
        if (texts[i].n)
            sl_print_add_text(p, texts[i]);
    return (n->kind != SL_NODE_FIGURE && n->kind != SL_NODE_IMAGE) || add_figure(p, s, n);
}

/* How deep a node lies is part of what it is. */
static bool add_tree(sl_print *p, const sl_setter *s, const sl_node *section)
{
    bool good = add_node(p, s, section);
    for (const sl_node *n = section->first; n && good; n = n->next)
        good = n->kind != SL_NODE_SECTION && add_tree(p, s, n);
    sl_print_add(p, UINT64_MAX);
    return good;
}

static void add_state(sl_print *p, const sl_setter *s, const sl_rows *rows, sl_u left, sl_u measure)
{
    const uint64_t state[] = {(uint64_t)(uintptr_t)s->layout,
                              (uint64_t)(uintptr_t)s->words,
                              (uint64_t)(uintptr_t)s->book->phrases,
                              (uint64_t)s->width,
                              (uint64_t)s->column,
                              (uint64_t)left,
                              (uint64_t)measure,
                              (uint64_t)s->first_text | (uint64_t)(rows->rows.n > 0) << 1};
    for (size_t i = 0; i < SL_COUNT(state); i++)
        sl_print_add(p, state[i]);
    sl_print_add_text(p, s->lang);
}

/* Whether the setter is as it is between sections: what else it knows is not in the key. */
static bool is_plain(const sl_setter *s)
{
    return s->layout->is_kept && !s->body && !s->box && !s->list_depth && !s->measuring &&
           !s->trial && !s->in_cell && !s->page_labels && !s->figure_scale && !s->pending_notes.n &&
           sl_phrases_are_shipped(s->book->phrases);
}

static sl_kept_base base_of(const sl_setter *s, uint32_t elem)
{
    return (sl_kept_base){elem, s->notes.n, s->frames.n, s->repeats.n, s->pages->outline.n};
}

/* --- rows in another place --- */

typedef struct kept {
    sl_kept_base base;
    sl_rows rows;
    SL_VEC(sl_note_rows) notes;
    SL_VEC(sl_frame) frames;
    SL_VEC(sl_repeat) repeats;
    SL_VEC(sl_elem) elems;
    SL_VEC(sl_outline) outline;
    bool first_text;
    bool counts_headings; /* some heading is called by its number among all */
} kept;

typedef struct move {
    sl_arena *arena;
    int64_t elem, note, frame, repeat; /* to be added to an index */
    bool deep;                         /* what paints and links point at moves too */
} move;

static move move_between(sl_arena *a, const sl_kept_base *from, const sl_kept_base *to, bool deep)
{
    return (move){.arena = a,
                  .elem = (int64_t)to->elem - from->elem,
                  .note = (int64_t)to->notes - (int64_t)from->notes,
                  .frame = (int64_t)to->frames - (int64_t)from->frames,
                  .repeat = (int64_t)to->repeats - (int64_t)from->repeats,
                  .deep = deep};
}

static sl_str move_text(const move *m, sl_str s)
{
    return m->deep ? sl_str_copy(m->arena, s) : s;
}

static uint32_t move_elem(const move *m, uint32_t elem)
{
    return (uint32_t)(elem + m->elem);
}

static void move_ink(const move *m, sl_row *to, const sl_row *from)
{
    to->ink = to->ink_end = NULL;
    for (const sl_ink *ink = from->ink; ink; ink = ink->next) {
        sl_ink *own = SL_NEW(m->arena, sl_ink);
        own->paint = m->deep ? sl_paint_copy(m->arena, &ink->paint) : ink->paint;
        if (own->paint.elem >= 0)
            own->paint.elem = (int32_t)move_elem(m, (uint32_t)own->paint.elem);
        *(to->ink_end ? &to->ink_end->next : &to->ink) = own;
        to->ink_end = own;
    }
}

static void move_rows(const move *m, sl_rows *to, const sl_row *from, size_t n);
static sl_row move_row(const move *m, const sl_row *from);

static void move_spots(const move *m, sl_row_more *to, const sl_row_more *from)
{
    to->spots = NULL;
    to->spots_end = &to->spots;
    for (const sl_spot *spot = from->spots; spot; spot = spot->next) {
        sl_spot *own = SL_NEW(m->arena, sl_spot);
        own->link = m->deep ? sl_link_copy(m->arena, &spot->link) : spot->link;
        own->link.elem = move_elem(m, own->link.elem);
        *to->spots_end = own;
        to->spots_end = &own->next;
    }
}

static void move_calls(const move *m, sl_row_more *to, const sl_row_more *from)
{
    to->calls = NULL;
    to->calls_end = &to->calls;
    for (const sl_call *call = from->calls; call; call = call->next) {
        sl_call *own = SL_NEW(m->arena, sl_call);
        own->note = (uint32_t)(call->note + m->note);
        *to->calls_end = own;
        to->calls_end = &own->next;
    }
}

static void move_names(const move *m, sl_row_more *to, const sl_row_more *from)
{
    sl_anchor_name **end = &to->names;
    *end = NULL;
    for (const sl_anchor_name *name = from->names; name; name = name->next) {
        sl_anchor_name *own = SL_NEW(m->arena, sl_anchor_name);
        *own = *name;
        own->next = NULL;
        own->name = move_text(m, name->name);
        *end = own;
        end = &own->next;
    }
}

static void move_figures(const move *m, sl_row_more *to, const sl_row_more *from)
{
    sl_figure_place **end = &to->figures;
    *end = NULL;
    for (const sl_figure_place *figure = from->figures; figure; figure = figure->next) {
        sl_figure_place *own = SL_NEW(m->arena, sl_figure_place);
        *own = *figure;
        own->next = NULL;
        own->elem = move_elem(m, figure->elem);
        *end = own;
        end = &own->next;
    }
}

static void move_hung(const move *m, sl_row_more *to, const sl_row_more *from)
{
    sl_hung **end = &to->hung;
    *end = NULL;
    for (const sl_hung *hung = from->hung; hung; hung = hung->next) {
        sl_hung *own = SL_NEW(m->arena, sl_hung);
        *own = *hung;
        own->next = NULL;
        own->row = move_row(m, &hung->row);
        *end = own;
        end = &own->next;
    }
}

/* Contents and the beginnings of sections are not in what is kept. */
static sl_row_more *move_more(const move *m, const sl_row_more *from)
{
    sl_row_more *to = SL_NEW(m->arena, sl_row_more);
    move_spots(m, to, from);
    move_calls(m, to, from);
    move_names(m, to, from);
    move_figures(m, to, from);
    move_hung(m, to, from);
    if (from->wide) {
        sl_rows *wide = SL_NEW(m->arena, sl_rows);
        move_rows(m, wide, from->wide->rows.at, from->wide->rows.n);
        to->wide = wide;
    }
    return to;
}

static sl_row move_row(const move *m, const sl_row *from)
{
    sl_row to = *from;
    to.box = (uint16_t)(from->box ? from->box + m->frame : 0);
    to.repeat = (uint16_t)(from->repeat ? from->repeat + m->repeat : 0);
    move_ink(m, &to, from);
    to.more = from->more ? move_more(m, from->more) : NULL;
    return to;
}

static void move_rows(const move *m, sl_rows *to, const sl_row *from, size_t n)
{
    for (size_t i = 0; i < n; i++)
        SL_PUSH(m->arena, to->rows, move_row(m, &from[i]));
}

static sl_note_rows move_note(const move *m, const sl_note_rows *from)
{
    sl_note_rows to = {0};
    move_rows(m, &to.rows, from->rows.rows.at, from->rows.rows.n);
    move_rows(m, &to.beside, from->beside.rows.at, from->beside.rows.n);
    return to;
}

static sl_repeat move_repeat(const move *m, const sl_repeat *from)
{
    sl_repeat to = {.height = from->height};
    move_rows(m, &to.rows, from->rows.rows.at, from->rows.rows.n);
    return to;
}

static sl_frame move_frame(const move *m, const sl_frame *from)
{
    sl_frame to = *from;
    to.outer = (uint16_t)(from->outer ? from->outer + m->frame : 0);
    return to;
}

static sl_elem move_element(const move *m, const sl_elem *from)
{
    sl_elem to = *from;
    to.parent = move_elem(m, from->parent);
    to.data = move_text(m, from->data);
    to.id = move_text(m, from->id);
    to.title = move_text(m, from->title);
    to.alt = move_text(m, from->alt);
    to.lang = move_text(m, from->lang);
    to.expansion = move_text(m, from->expansion);
    return to;
}

/* --- taking and setting --- */

static bool has_changed(const sl_keeping *k, const sl_rows *rows)
{
    if (rows->rows.n < k->rows)
        return true;
    const sl_row *last = k->rows ? &rows->rows.at[k->rows - 1] : NULL;
    return last && (memcmp(last, &k->last, sizeof *last) != 0 ||
                    (last->more && memcmp(last->more, &k->more, sizeof k->more) != 0));
}

static bool names_sections(const sl_rows *rows, size_t first)
{
    for (size_t i = first; i < rows->rows.n; i++) {
        const sl_row_more *more = rows->rows.at[i].more;
        if (more && (more->section || more->page_of.n))
            return true;
    }
    return false;
}

void sl_kept_take(sl_setter *s, const sl_rows *rows, const sl_keeping *k)
{
    if (!k->keeper || has_changed(k, rows) || names_sections(rows, k->rows) || s->pending_notes.n ||
        s->diags->findings.n != k->findings)
        return;
    sl_arena *a = sl_folder_remembering(k->keeper);
    kept *to = SL_NEW(a, kept);
    to->base = k->base;
    to->first_text = s->first_text;
    const move m = move_between(a, &k->base, &k->base, true);
    move_rows(&m, &to->rows, rows->rows.at + k->rows, rows->rows.n - k->rows);
    for (size_t i = k->base.notes; i < s->notes.n; i++)
        SL_PUSH(a, to->notes, move_note(&m, &s->notes.at[i]));
    for (size_t i = k->base.frames; i < s->frames.n; i++)
        SL_PUSH(a, to->frames, s->frames.at[i]);
    for (size_t i = k->base.repeats; i < s->repeats.n; i++)
        SL_PUSH(a, to->repeats, move_repeat(&m, &s->repeats.at[i]));
    for (size_t i = k->elems; i < s->pages->elems.n; i++)
        SL_PUSH(a, to->elems, move_element(&m, &s->pages->elems.at[i]));
    for (size_t i = k->base.outline; i < s->pages->outline.n; i++) {
        const sl_outline *o = &s->pages->outline.at[i];
        SL_PUSH(a, to->outline,
                ((sl_outline){o->level, sl_str_copy(a, o->title), sl_str_copy(a, o->dest)}));
        to->counts_headings = to->counts_headings || sl_str_starts(o->dest, "heading-");
    }
    sl_folder_remember(k->keeper, (sl_str){(const char *)&k->key, sizeof k->key}, &to, sizeof to);
}

static void set(sl_setter *s, sl_rows *rows, const kept *from, const sl_kept_base *base)
{
    const move m = move_between(s->work, &from->base, base, false);
    move_rows(&m, rows, from->rows.rows.at, from->rows.rows.n);
    for (size_t i = 0; i < from->notes.n; i++)
        SL_PUSH(s->work, s->notes, move_note(&m, &from->notes.at[i]));
    for (size_t i = 0; i < from->frames.n; i++)
        SL_PUSH(s->work, s->frames, move_frame(&m, &from->frames.at[i]));
    for (size_t i = 0; i < from->repeats.n; i++)
        SL_PUSH(s->work, s->repeats, move_repeat(&m, &from->repeats.at[i]));
    for (size_t i = 0; i < from->elems.n; i++)
        SL_PUSH(s->pages->arena, s->pages->elems, move_element(&m, &from->elems.at[i]));
    for (size_t i = 0; i < from->outline.n; i++)
        SL_PUSH(s->arena, s->pages->outline, from->outline.at[i]);
    s->first_text = from->first_text;
}

static const kept *recall(const sl_keeping *k)
{
    const sl_str key = {(const char *)&k->key, sizeof k->key};
    kept *const *known = sl_folder_recall(k->keeper, key);
    return known ? *known : NULL;
}

/* Where headings are called by their number among all, it is part of the key of all but the first
 * that is kept. */
bool sl_kept_set(sl_setter *s, sl_rows *rows, const sl_node *section, uint32_t elem, sl_u left,
                 sl_u measure, sl_keeping *k)
{
    *k = (sl_keeping){.keeper = sl_words_keeper(s->words)};
    if (!k->keeper || !is_plain(s) || !add_tree(&k->key, s, section)) {
        k->keeper = NULL;
        return false;
    }
    add_state(&k->key, s, rows, left, measure);
    k->base = base_of(s, elem);
    k->elems = s->pages->elems.n;
    k->findings = s->diags->findings.n;
    k->rows = rows->rows.n;
    const sl_row *last = k->rows ? &rows->rows.at[k->rows - 1] : NULL;
    if (last)
        memcpy(&k->last, last, sizeof k->last);
    if (last && last->more)
        memcpy(&k->more, last->more, sizeof k->more);
    const kept *from = recall(k);
    if (from && from->counts_headings && from->base.outline != k->base.outline) {
        sl_print_add(&k->key, k->base.outline);
        from = recall(k);
    }
    if (!from || s->frames.n + from->frames.n >= UINT16_MAX ||
        s->repeats.n + from->repeats.n >= UINT16_MAX)
        return false;
    set(s, rows, from, &k->base);
    return true;
}
