/* The structure tree: ISO 32000-1, 14.7; attributes 14.8.5.
 *
 * Elements were numbered as they were made, parents before children; here they become objects, with
 * what was painted of each. An element that nothing was painted of, nor of its children, is left
 * out, but for table cells, which the table needs empty. Inline elements join their parents in the
 * order of the ink, between its marks; blocks in the order of making, which is the order of reading
 * whatever page they came to (a float's page is later than its place).
 *
 * The parent tree leads back: by page from each marked sequence to its element, and behind the
 * pages from each annotation to its link.
 */
#include <stdlib.h>

#include "base/assert.h"
#include "pdf/doc.h"

void sl_pdf_tree_add_kid(sl_pdf_doc *d, uint32_t elem, sl_pdf_kid kid)
{
    SL_PUSH(d->arena, d->nodes[elem].kids, kid);
}

void sl_pdf_tree_attach(sl_pdf_doc *d, uint32_t elem)
{
    while (!d->nodes[elem].attached) {
        d->nodes[elem].attached = true;
        const sl_elem *e = &d->pages->elems.at[elem];
        if (elem == 0)
            return;
        /* A block's place is that of its making: sl_pdf_tree_emit puts it there. */
        if (e->is_inline)
            sl_pdf_tree_add_kid(d, e->parent, (sl_pdf_kid){SL_KID_ELEM, elem, 0});
        elem = e->parent;
    }
}

/* An element that must exist although nothing in it was painted: an empty cell. */
static bool stands_empty(const sl_elem *e)
{
    return e->tag == SL_TAG_TD || e->tag == SL_TAG_TH;
}

/* Blocks join their parents in the order they were made, before the parent's own marks: a parent
 * of blocks has none, but for what is painted beside them. */
static void attach_blocks(sl_pdf_doc *d)
{
    uint32_t n = (uint32_t)d->pages->elems.n;
    for (uint32_t i = 1; i < n; i++)
        if (stands_empty(&d->pages->elems.at[i]))
            sl_pdf_tree_attach(d, i);
    for (uint32_t i = 1; i < n; i++) {
        const sl_elem *e = &d->pages->elems.at[i];
        if (d->nodes[i].attached && !e->is_inline)
            sl_pdf_tree_add_kid(d, e->parent, (sl_pdf_kid){SL_KID_ELEM, i, 0});
    }
}

/* page: the element's own, which its annotations on it need not name again (table 325). */
static void push_link(const sl_pdf_doc *d, sl_buf *b, const sl_pdf_kid *k, uint32_t page)
{
    sl_buf_push_z(b, "<</Type/OBJR/Obj ");
    sl_pdf_push_ref(b, d->annotations.at[k->index].id);
    if (k->page != page) {
        sl_buf_push_z(b, "/Pg ");
        sl_pdf_push_ref(b, d->page[k->page].id);
    }
    sl_buf_push_z(b, ">>");
}

static void push_kids(const sl_pdf_doc *d, sl_buf *b, const sl_pdf_node *node)
{
    /* Marks of the first page that has some are plain numbers. */
    uint32_t page = UINT32_MAX;
    for (size_t i = 0; i < node->kids.n && page == UINT32_MAX; i++)
        if (node->kids.at[i].kind == SL_KID_MARK)
            page = node->kids.at[i].page;
    if (page != UINT32_MAX) {
        sl_buf_push_z(b, "/Pg ");
        sl_pdf_push_ref(b, d->page[page].id);
    }
    if (!node->kids.n)
        return;
    sl_buf_push_z(b, "/K[");
    for (size_t i = 0; i < node->kids.n; i++) {
        const sl_pdf_kid *k = &node->kids.at[i];
        if (i)
            sl_buf_push_char(b, ' ');
        if (k->kind == SL_KID_ELEM)
            sl_pdf_push_ref(b, d->nodes[k->index].id);
        else if (k->kind == SL_KID_LINK)
            push_link(d, b, k, page);
        else if (k->page == page)
            sl_buf_push_int(b, k->index);
        else
            sl_buf_push_format(b, "<</Type/MCR/Pg %u 0 R/MCID %u>>", d->page[k->page].id, k->index);
    }
    sl_buf_push_char(b, ']');
}

/* Where a figure stands, on the page of its first mark (14.8.5.4.3). */
static void push_box(const sl_pdf_doc *d, sl_buf *b, uint32_t i)
{
    const sl_elem *e = &d->pages->elems.at[i];
    const sl_pdf_node *node = &d->nodes[i];
    size_t k = 0;
    while (k < node->kids.n && node->kids.at[k].kind != SL_KID_MARK)
        k++;
    if (k == node->kids.n)
        return;
    sl_u height = d->pages->pages.at[node->kids.at[k].page].height;
    sl_u corners[4] = {e->bbox[0], height - e->bbox[3], e->bbox[2], height - e->bbox[1]};
    sl_buf_push_format(b, "/A<</O/Layout/Placement/%s/BBox[", e->is_inline ? "Inline" : "Block");
    for (int c = 0; c < 4; c++) {
        sl_pdf_push_length(b, corners[c]);
        sl_buf_push_char(b, c < 3 ? ' ' : ']');
    }
    sl_buf_push_z(b, ">>");
}

static const char *const numberings[SL_NUMBERING__COUNT] = {
    [SL_NUMBERING_DISC] = "Disc",
    [SL_NUMBERING_NONE] = "None",
    [SL_NUMBERING_DECIMAL] = "Decimal",
    [SL_NUMBERING_LOWER_ALPHA] = "LowerAlpha",
    [SL_NUMBERING_UPPER_ALPHA] = "UpperAlpha",
    [SL_NUMBERING_LOWER_ROMAN] = "LowerRoman",
    [SL_NUMBERING_UPPER_ROMAN] = "UpperRoman",
};

static void push_attributes(const sl_pdf_doc *d, sl_buf *b, uint32_t i)
{
    const sl_elem *e = &d->pages->elems.at[i];
    if (e->tag == SL_TAG_TH || e->tag == SL_TAG_TD) {
        if (!e->scope && e->columns < 2 && e->rows < 2 && !d->headers[i].count)
            return;
        sl_buf_push_z(b, "/A<</O/Table");
        if (e->scope)
            sl_buf_push_format(b, "/Scope/%s", e->scope == SL_SCOPE_ROW ? "Row" : "Column");
        if (e->columns > 1)
            sl_buf_push_format(b, "/ColSpan %u", e->columns);
        if (e->rows > 1)
            sl_buf_push_format(b, "/RowSpan %u", e->rows);
        sl_pdf_headers_push(d, b, i);
        sl_buf_push_z(b, ">>");
    } else if (e->decoration) { /* 14.8.5.4.5 */
        sl_buf_push_format(b, "/A<</O/Layout/TextDecorationType/%s>>",
                           e->decoration == SL_UNDERLINE ? "Underline" : "LineThrough");
    } else if (e->tag == SL_TAG_L) {
        sl_buf_push_format(b, "/A<</O/List/ListNumbering/%s>>", numberings[e->numbering]);
    } else if (e->tag == SL_TAG_FIGURE && e->bbox[2]) {
        push_box(d, b, i);
    }
}

static void push_entry(sl_buf *b, const char *key, sl_str text)
{
    if (!text.n)
        return;
    sl_buf_push_z(b, key);
    sl_pdf_push_text(b, text);
}

static sl_str id_of(const sl_pdf_doc *d, uint32_t i)
{
    return d->headers[i].is_named ? sl_str_format(d->arena, "cell-%u", i)
                                  : d->pages->elems.at[i].id;
}

static void emit_elem(sl_pdf_doc *d, uint32_t i, uint32_t root, sl_buf *b)
{
    const sl_elem *e = &d->pages->elems.at[i];
    const sl_pdf_node *node = &d->nodes[i];
    b->n = 0;
    sl_buf_push_z(b, "<</S/");
    sl_buf_push_z(b, sl_tag_name((sl_tag)e->tag));
    sl_buf_push_z(b, "/P ");
    sl_pdf_push_ref(b, i ? d->nodes[e->parent].id : root);
    push_kids(d, b, node);
    push_entry(b, "/Alt", e->alt);
    push_entry(b, "/Lang", i ? e->lang : SL_STR_NONE);
    push_entry(b, "/T", e->title);
    push_entry(b, "/E", e->expansion);
    push_entry(b, "/ID", id_of(d, i));
    sl_pdf_attach_push_elem(d, b, e);
    push_attributes(d, b, i);
    sl_buf_push_z(b, ">>");
    sl_pdf_file_put(d->file, node->id, sl_buf_str(b));
}

typedef struct named {
    sl_str id;
    uint32_t elem;
} named;

static int by_id(const void *a, const void *b)
{
    return sl_str_compare(((const named *)a)->id, ((const named *)b)->id);
}

/* Elements by ID, sorted (14.7.4.3). 0 when none has one. */
static uint32_t emit_ids(sl_pdf_doc *d, sl_buf *b)
{
    SL_VEC(named) with = {0};
    for (uint32_t i = 0; i < d->pages->elems.n; i++) {
        sl_str id = id_of(d, i);
        if (d->nodes[i].attached && id.n)
            SL_PUSH(d->arena, with, ((named){id, i}));
    }
    if (!with.n)
        return 0;
    qsort(with.at, with.n, sizeof *with.at, by_id);
    b->n = 0;
    sl_buf_push_z(b, "<</Names[");
    for (size_t i = 0; i < with.n; i++) {
        sl_pdf_push_text(b, with.at[i].id);
        sl_pdf_push_ref(b, d->nodes[with.at[i].elem].id);
    }
    sl_buf_push_z(b, "]>>");
    uint32_t id = sl_pdf_file_reserve(d->file);
    sl_pdf_file_put(d->file, id, sl_buf_str(b));
    return id;
}

/* From marks and annotations back to their elements (14.7.4.4). */
static uint32_t emit_parents(sl_pdf_doc *d, sl_buf *b)
{
    b->n = 0;
    sl_buf_push_z(b, "<</Nums[");
    for (uint32_t p = 0; p < d->pages->pages.n; p++) {
        sl_buf_push_format(b, "%u[", p);
        for (size_t i = 0; i < d->page[p].marks.n; i++) {
            sl_pdf_push_ref(b, d->nodes[d->page[p].marks.at[i]].id);
            sl_buf_push_char(b, ' ');
        }
        sl_buf_push_char(b, ']');
    }
    for (size_t i = 0; i < d->annotations.n; i++)
        sl_buf_push_format(b, "%zu %u 0 R ", d->pages->pages.n + i,
                           d->nodes[d->annotations.at[i].elem].id);
    sl_buf_push_z(b, "]>>");
    uint32_t id = sl_pdf_file_reserve(d->file);
    sl_pdf_file_put(d->file, id, sl_buf_str(b));
    return id;
}

uint32_t sl_pdf_tree_emit(sl_pdf_doc *d)
{
    attach_blocks(d);
    sl_pdf_headers_find(d);
    d->nodes[0].attached = true;
    uint32_t root = sl_pdf_file_reserve(d->file);
    for (uint32_t i = 0; i < d->pages->elems.n; i++)
        if (d->nodes[i].attached)
            d->nodes[i].id = sl_pdf_file_reserve(d->file);
    sl_buf b;
    sl_buf_init(&b);
    for (uint32_t i = 0; i < d->pages->elems.n; i++)
        if (d->nodes[i].attached)
            emit_elem(d, i, root, &b);
    uint32_t ids = emit_ids(d, &b), parents = emit_parents(d, &b);
    b.n = 0;
    sl_buf_push_format(&b,
                       "<</Type/StructTreeRoot/K %u 0 R/ParentTree %u 0 R/ParentTreeNextKey %zu",
                       d->nodes[0].id, parents, d->pages->pages.n + d->annotations.n);
    if (ids)
        sl_buf_push_format(&b, "/IDTree %u 0 R", ids);
    sl_buf_push_z(&b, ">>");
    sl_pdf_file_put(d->file, root, sl_buf_str(&b));
    sl_buf_done(&b);
    return root;
}
