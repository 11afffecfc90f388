/* Author and date: "ONS 2023", with a letter behind the year where several sources of one body and
 * year are named; the letters are those of the register's order, so that they stay when the text
 * changes (as ISO 690:2021, 7.3, has it). Entries from one source have one label. */
#include "book/reference.h"

#include <stdlib.h>

void sl_reference_begin(sl_compose *c)
{
    sl_str style = sl_yaml_text(c->s->config, "references");
    c->reference_style = sl_str_equal_z(style, "author-date") ? SL_REFERENCE_AUTHOR_DATE
                         : sl_str_equal_z(style, "notes")     ? SL_REFERENCE_NOTES
                                                              : SL_REFERENCE_NUMBERED;
    if (c->reference_style != SL_REFERENCE_AUTHOR_DATE)
        return;
    size_t n = c->s->evidence.n;
    c->author_dates = SL_NEW_ARRAY(c->arena, sl_str, n + 1);
    sl_map labels, sources; /* how many sources have a label; the letter of each source */
    sl_map_init(&labels, c->arena);
    sl_map_init(&sources, c->arena);
    uint32_t *letters = SL_NEW_ARRAY(c->arena, uint32_t, n + 1);
    uint32_t **count = SL_NEW_ARRAY(c->arena, uint32_t *, n + 1);
    for (size_t i = 0; i < n; i++) {
        const sl_evidence *e = c->s->evidence.at[i];
        sl_str brief = sl_yaml_text(sl_yaml_lookup(e->yaml, "source"), "short");
        sl_str year = e->year.n ? e->year : sl_compose_word(c, SL_SAY_REFERENCE_NO_DATE);
        c->author_dates[i] = sl_str_format(c->arena, "%.*s %.*s",
                                           SL_FMT(brief.n ? brief : e->publisher), SL_FMT(year));
        sl_str source = sl_str_format(c->arena, "%.*s\n%.*s", SL_FMT(c->author_dates[i]),
                                      SL_FMT(e->source_title));
        count[i] = sl_map_lookup(&labels, c->author_dates[i]);
        if (!count[i]) {
            count[i] = SL_NEW(c->arena, uint32_t);
            sl_map_add(&labels, c->author_dates[i], count[i]);
        }
        uint32_t *letter = sl_map_lookup(&sources, source);
        if (!letter) {
            letter = SL_NEW(c->arena, uint32_t);
            *letter = (*count[i])++;
            sl_map_add(&sources, source, letter);
        }
        letters[i] = *letter;
    }
    for (size_t i = 0; i < n; i++)
        if (*count[i] > 1)
            c->author_dates[i] = sl_str_format(
                c->arena, letters[i] < 26 ? "%.*s%c" : "%.*s-%u", SL_FMT(c->author_dates[i]),
                letters[i] < 26 ? 'a' + (int)letters[i] : (int)letters[i] + 1);
}

sl_str sl_reference_label(sl_compose *c, uint32_t evidence)
{
    uint32_t number = sl_compose_cite(c, evidence);
    return c->author_dates ? c->author_dates[evidence] : sl_str_format(c->arena, "%u", number);
}

/* --- order --- */

typedef struct keyed {
    sl_str label;
    uint32_t number;
    const sl_evidence *entry;
} keyed;

static int compare(const void *a, const void *b)
{
    const keyed *x = a, *y = b;
    int order = sl_str_compare(x->label, y->label);
    return order ? order : (x->number > y->number) - (x->number < y->number);
}

void sl_reference_sort(const sl_compose *c, const sl_evidence **entries, size_t n)
{
    if (!c->author_dates)
        return;
    keyed *all = SL_NEW_ARRAY(c->arena, keyed, n + 1);
    for (size_t i = 0; i < n; i++)
        all[i] = (keyed){c->author_dates[entries[i]->index], c->evidence_number[entries[i]->index],
                         entries[i]};
    qsort(all, n, sizeof *all, compare);
    for (size_t i = 0; i < n; i++)
        entries[i] = all[i].entry;
}

/* --- notes at the end --- */

/* Where a note stands then: outputs know where to set what is called note-. */
static sl_str anchor_of(sl_compose *c, const sl_node *note)
{
    return sl_str_format(c->arena, "end-%.*s", SL_FMT(note->id));
}

/* The call: its number, small and raised, leads to the note. */
static void make_call(sl_compose *c, sl_node *note)
{
    sl_node *link = sl_node_new(c->arena, SL_NODE_LINK, note->span);
    link->target = sl_str_format(c->arena, "#%.*s", SL_FMT(anchor_of(c, note)));
    link->role = SL_STR("ref");
    sl_compose_text(c, link, sl_str_format(c->arena, "%d", note->start));
    note->kind = SL_NODE_SPAN;
    note->role = SL_STR("sup");
    note->id = SL_STR_NONE;
    note->again = false;
    while (note->first)
        sl_node_unlink(note->first);
    sl_node_append(note, link);
}

/* The note as an entry of the list: a SECTION of its id, whose first paragraph has its number. */
static void add_end_note(sl_compose *c, sl_node *to, sl_node *note)
{
    sl_node *entry =
        sl_compose_section(c, to, SL_STR("end-note"), anchor_of(c, note), SL_STR_NONE, 0);
    entry->span = note->span;
    while (note->first) {
        sl_node *child = note->first;
        sl_node_unlink(child);
        sl_node_append(entry, child);
        if (child->kind == SL_NODE_PARAGRAPH)
            child->role = child->role.n ? child->role : SL_STR("end-note");
    }
    sl_node *text = sl_node_new(c->arena, SL_NODE_TEXT, note->span);
    text->text = sl_str_format(c->arena, "%d. ", note->start);
    if (entry->first && entry->first->kind == SL_NODE_PARAGRAPH && entry->first->first)
        sl_node_insert_before(entry->first->first, text);
}

void sl_reference_end_notes(sl_compose *c)
{
    if (!sl_str_equal_z(sl_yaml_text(c->s->config, "notes"), "end"))
        return;
    sl_node *root = c->book->root;
    SL_VEC(sl_node *) notes = {0};
    for (sl_node *n = root->first; n; n = sl_node_walk(root, n))
        if (n->kind == SL_NODE_NOTE)
            SL_PUSH(c->arena, notes, n);
        else if (sl_str_starts(n->target, "#note-")) /* "note 12" */
            n->target =
                sl_str_format(c->arena, "#end-%.*s", (int)(n->target.n - 1), n->target.p + 1);
    if (!notes.n)
        return;
    sl_node *section = sl_compose_section(c, root, SL_STR("annex"), SL_STR("end-notes"),
                                          sl_compose_word(c, SL_SAY_END_NOTES), 1);
    sl_compose_heading(c, section, 1, SL_STR_NONE, section->title);
    for (size_t i = 0; i < notes.n; i++) {
        if (!notes.at[i]->again)
            add_end_note(c, section, notes.at[i]);
        make_call(c, notes.at[i]);
    }
}
