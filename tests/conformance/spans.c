/* spans OUT.pdf: a table whose heads span columns and rows, which no source format makes, as a PDF.
 */
#include <stdio.h>

#include "pdf/pdf.h"
#include "book/book.h"
#include "typeset/typeset.h"

static sl_arena *arena;

static sl_node *add(sl_node *parent, sl_node_kind kind, const char *text)
{
    sl_node *n = sl_node_new(arena, kind, SL_SPAN_NONE);
    if (parent)
        sl_node_append(parent, n);
    if (text)
        sl_node_append_text(arena, n, sl_str_from(text));
    return n;
}

static sl_node *add_cell(sl_node *row, const char *text, bool head)
{
    sl_node *n = add(row, SL_NODE_TABLE_CELL, text);
    n->head = head;
    return n;
}

/* Place over two rows; Output over two columns, with the years below it. */
static void add_table(sl_node *section)
{
    sl_node *table = add(section, SL_NODE_TABLE, NULL), *row;
    table->columns = 3;
    for (int i = 0; i < 2; i++) {
        row = add(table, SL_NODE_TABLE_ROW, NULL);
        row->head = true;
        if (i == 0)
            add_cell(row, "Place", true)->rows = 2;
        if (i == 0)
            add_cell(row, "Output", true)->columns = 2;
        for (int year = 0; i == 1 && year < 2; year++)
            add_cell(row, year ? "2023" : "2019", true);
    }
    static const char *const places[] = {"North", "South"};
    for (int i = 0; i < 2; i++) {
        row = add(table, SL_NODE_TABLE_ROW, NULL);
        add_cell(row, places[i], true);
        add_cell(row, "11.5", false);
        add_cell(row, "12.5", false);
    }
}

int main(int argc, char **argv)
{
    if (argc != 2)
        return 2;
    arena = sl_arena_new();
    sl_sources sources;
    sl_diags diags;
    const char *why = "";
    sl_sources_init(&sources, arena);
    sl_diags_init(&diags, arena, &sources);
    const sl_layout *layout = sl_layout_load(arena, &sources, &diags, SL_TESTS_SOURCE "/layouts",
                                             NULL, SL_STR("strategy"));
    sl_fonts *fonts = sl_fonts_new(arena, SL_TESTS_SOURCE "/fonts", &why);
    sl_words *words = sl_words_new(arena, fonts, true);
    sl_book *book = SL_NEW(arena, sl_book);
    book->title = SL_STR("Spanning heads");
    book->language = SL_STR("en-GB");
    book->date = (sl_date){2026, 1, 31};
    book->root = add(NULL, SL_NODE_DOCUMENT, NULL);
    sl_node *section = add(book->root, SL_NODE_SECTION, NULL);
    section->id = section->title = SL_STR("Tables");
    section->toc = 1;
    add(section, SL_NODE_HEADING, "Tables")->level = 1;
    add_table(section);
    const sl_picture *pictures[1] = {NULL};
    const sl_pages *pages = sl_typeset_book(arena, &diags, layout, fonts, words, book, pictures);
    sl_buf out;
    sl_buf_init(&out);
    sl_pdf_emit(&out, pages, book, fonts, words, NULL);
    FILE *f = fopen(argv[1], "wb");
    bool good = f && fwrite(out.p, 1, out.n, f) == out.n;
    good = f && fclose(f) == 0 && good && diags.findings.n == 0;
    sl_buf_done(&out);
    sl_arena_free(arena);
    return good ? 0 : 1;
}
