#include "word/redline.h"

static const sl_docx_words plain = {.color = SL_COLOR_NONE};

/* --- notes --- */

static void push_note_blocks(sl_docx *w, const sl_node *note, sl_str number)
{
    const sl_node *first = note->first;
    bool text = first && first->kind == SL_NODE_PARAGRAPH;
    sl_docx_begin_paragraph(w, &(sl_docx_para){.style = "FootnoteText", .late = true}, NULL);
    if (number.n)
        sl_docx_push_run(w, &(sl_docx_words){.style = "FootnoteReference", .color = SL_COLOR_NONE},
                         number);
    else
        sl_docx_push(w, "<w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr>"
                        "<w:footnoteRef/></w:r>");
    sl_docx_push_run(w, &plain, SL_STR(" "));
    sl_docx_begin_place(w, text ? first : NULL);
    if (text)
        sl_docx_push_inlines(w, first, plain);
    sl_docx_end_paragraph(w);
    for (const sl_node *n = text ? first->next : first; n; n = n->next)
        w->push_block(w, n);
}

/* A paragraph within a paragraph: what is under way there is put aside. */
static void write_note(sl_docx *w, const sl_node *n, uint32_t id, sl_str number)
{
    sl_docx outer = *w;
    w->out = &w->notes;
    w->rels = &w->note_rels;
    w->in_note = true;
    w->box = NULL;
    w->indent = 0;
    w->text_style = "FootnoteText";
    memset(&w->open, 0, sizeof w->open);
    w->inner_notes.n = 0;
    sl_docx_format(w, "<w:footnote w:id=\"%u\">", id);
    push_note_blocks(w, n, number);
    /* Word has no notes in notes: they follow. */
    for (size_t i = 0; i < w->inner_notes.n; i++)
        push_note_blocks(w, w->inner_notes.at[i],
                         sl_str_format(w->arena, "%d", w->inner_notes.at[i]->start));
    sl_docx_push(w, "</w:footnote>");
    w->out = outer.out;
    w->rels = outer.rels;
    w->in_note = false;
    w->box = outer.box;
    w->indent = outer.indent;
    w->text_style = outer.text_style;
    w->open.at = outer.open.at;
    w->open.n = outer.open.n;
    w->open.cap = outer.open.cap;
}

static void push_note(sl_docx *w, const sl_node *n)
{
    static const sl_docx_words call = {.style = "FootnoteReference", .color = SL_COLOR_NONE};
    sl_str number = sl_str_format(w->arena, "%d", n->start);
    if (w->in_note) {
        sl_docx_push_run(w, &call, number);
        if (!n->again)
            SL_PUSH(w->arena, w->inner_notes, n);
        return;
    }
    const sl_docx_anchor *known = sl_docx_lookup(w, n->id);
    sl_str name = known ? known->name : sl_str_format(w->arena, "note_%d", n->start);
    if (n->again) {
        sl_docx_push_field(w, &call, sl_str_format(w->arena, "NOTEREF %.*s \\f \\h", SL_FMT(name)),
                           number);
        return;
    }
    uint32_t id = ++w->note_count;
    bool counted = n->start == (int32_t)id; /* else its number is the strategy's, typed */
    sl_docx_begin_bookmark(w, name);
    sl_docx_format(w,
                   "<w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr>"
                   "<w:footnoteReference%s w:id=\"%u\"/>",
                   counted ? "" : " w:customMarkFollows=\"1\"", id);
    if (!counted)
        sl_docx_format(w, "<w:t>%d</w:t>", n->start);
    sl_docx_push(w, "</w:r>");
    sl_docx_end_bookmark(w);
    write_note(w, n, id, counted ? SL_STR_NONE : number);
}

/* --- the whole --- */

static void find_pages(sl_docx *w)
{
    const sl_pages *pages = w->pages;
    sl_map_init(&w->page_of, w->arena);
    for (size_t i = 0; pages && i < pages->dests.n; i++)
        sl_map_add(&w->page_of, pages->dests.at[i].name,
                   (void *)&pages->pages.at[pages->dests.at[i].page].label);
}

static void find_places(sl_docx *w)
{
    sl_word_places all = sl_place_list(w->arena, w->book->root);
    sl_map_init(&w->places, w->arena);
    for (size_t i = 0; i < all.n; i++) {
        sl_str key = {(const char *)&all.at[i].node, sizeof all.at[i].node};
        sl_map_add(&w->places, key, &all.at[i]);
    }
}

/* A reading: what is counted begins anew; what the parts of the file share goes on. */
static void begin_text(sl_docx *w, const sl_book *book, const sl_picture *const *pictures,
                       const sl_pages *pages)
{
    w->book = book;
    w->pictures = pictures;
    w->pages = pages;
    sl_map_init(&w->anchors, w->arena);
    sl_map_init(&w->names, w->arena);
    sl_map_init(&w->sequences, w->arena);
    sl_map_init(&w->media, w->arena);
    w->first_list = w->lists.n;
    w->pending.n = 0;
    w->note_count = w->section_count = 0;
    w->turned = w->page_break = false;
    sl_docx_name_anchors(w);
    find_places(w);
    find_pages(w);
}

/* The text behind what `body` holds, and its notes; the last section's properties are left to the
 * caller. */
static void write_text(sl_docx *w, sl_buf *body)
{
    sl_buf_init(&w->notes);
    w->out = body;
    w->rels = &w->body_rels;
    sl_docx_push_blocks(w, w->book->root);
    /* Bookmarks of what had no paragraph. */
    if (w->pending.n) {
        sl_docx_begin_paragraph(w, &(sl_docx_para){.style = "Space"}, NULL);
        sl_docx_end_paragraph(w);
    }
}

static sl_redline_text take_text(sl_docx *w)
{
    sl_buf body;
    sl_buf_init(&body);
    write_text(w, &body);
    return (sl_redline_text){sl_buf_take(&body, w->arena), sl_buf_take(&w->notes, w->arena)};
}

/* Megabytes: it is copied nowhere. */
static void write_body(sl_docx *w, sl_buf *body, const sl_picture *const *pictures,
                       const sl_word_redline *old)
{
    const sl_book *book = w->book;
    const sl_word_options *o = w->options;
    sl_redline_text was = {0}, is;
    if (old) {
        begin_text(w, old->book, old->pictures, old->pages);
        was = take_text(w);
    }
    begin_text(w, book, pictures, o->pages);
    w->out = body;
    sl_docx_push(w, SL_DOCX_HEAD "<w:document" SL_DOCX_SPACES "><w:body>");
    if (old) {
        is = take_text(w);
        sl_buf_init(&w->notes);
        w->out = body;
        sl_redline_push(w, &was, &is, body, &w->notes);
    } else {
        write_text(w, body);
    }
    sl_docx_push_section(w, false);
    sl_docx_push(w, "</w:body></w:document>");
}

void sl_word_emit_redline(sl_buf *out, const sl_book *book, const sl_layout *layout,
                          const sl_picture *const *pictures, const sl_word_options *options,
                          const sl_word_redline *old)
{
    sl_docx w = {.arena = sl_arena_new(),
                 .book = book,
                 .layout = layout,
                 .options = options,
                 .redline = old,
                 .push_block = sl_docx_push_block,
                 .push_note = push_note};
    sl_map_init(&w.pictures_known, w.arena);
    sl_buf body;
    sl_buf_init(&body);
    write_body(&w, &body, pictures, old);
    sl_docx_add_parts(&w);
    sl_docx_add(&w, "word/document.xml", sl_buf_str(&body), false);
    /* What says of which kinds the parts are comes first, as every program writes it. */
    sl_part_file *files = w.files.at, types = {0};
    for (size_t i = 0; i < w.files.n; i++)
        if (sl_str_equal_z(files[i].name, "[Content_Types].xml")) {
            types = files[i];
            memmove(files + 1, files, i * sizeof *files);
            files[0] = types;
        }
    sl_container_emit(out, &w.files);
    sl_buf_done(&body);
    sl_buf_done(&w.notes);
    sl_arena_free(w.arena);
}

void sl_word_emit(sl_buf *out, const sl_book *book, const sl_layout *layout,
                  const sl_picture *const *pictures, const sl_word_options *options)
{
    sl_word_emit_redline(out, book, layout, pictures, options, NULL);
}
