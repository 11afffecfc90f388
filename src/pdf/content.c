/* Content streams: ISO 32000-1, 8 and 9 for the operators, 14.6 for marked content.
 *
 * A page's paints are written in their order, each within a marked sequence of its element (or as
 * an artifact); neighbours of one element share a sequence. The sequence's number on the page is
 * the only tie between ink and structure: it is given here and becomes a child of the element there
 * (tree.c), so that both come from the one display list.
 *
 * The page's origin is at its foot, ours at its head: push_point turns y round and nothing else
 * does. Places are written in thousandths of a point from the last place as it was written, not as
 * it was meant, so that rounding never adds up along a page; within a line, TJ moves by thousandths
 * of the em from where a viewer's own pen will be. Fonts, colours and spacing outlive a text object
 * (9.3.1) and are written when they change.
 */
#include "base/assert.h"
#include "page/image.h"
#include "page/photo.h"
#include "pdf/doc.h"

typedef struct painting {
    sl_pdf_doc *d;
    sl_buf *out;
    uint32_t index;
    sl_u height;
    int32_t open; /* element or artifact of the open sequence */
    bool is_open, in_text;
    int64_t x, y; /* of the line's start in a text object, in thousandths of a point */
    uint32_t face;
    sl_u size;
    uint16_t stretch;
    sl_u spacing; /* of glyphs; all are kept from one text object to the next (9.3.1) */
    sl_rgb fill, stroke;
    bool has_face, has_fill, has_stroke;
} painting;

static void end_text(painting *p)
{
    if (p->in_text)
        sl_buf_push_z(p->out, "ET\n");
    p->in_text = false;
}

static void end_mark(painting *p)
{
    end_text(p);
    if (p->is_open)
        sl_buf_push_z(p->out, "EMC\n");
    p->is_open = false;
}

static void begin_mark(painting *p, int32_t elem)
{
    if (p->is_open && p->open == elem)
        return;
    end_mark(p);
    p->is_open = true;
    p->open = elem;
    switch (elem) {
    case SL_ARTIFACT_HEADER:
        sl_buf_push_z(p->out, "/Artifact<</Type/Pagination/Subtype/Header>>BDC\n");
        return;
    case SL_ARTIFACT_FOOTER:
        sl_buf_push_z(p->out, "/Artifact<</Type/Pagination/Subtype/Footer>>BDC\n");
        return;
    case SL_ARTIFACT_BACKGROUND:
        sl_buf_push_z(p->out, "/Artifact<</Type/Page>>BDC\n");
        return;
    case SL_ARTIFACT_LAYOUT:
        sl_buf_push_z(p->out, "/Artifact<</Type/Layout>>BDC\n");
        return;
    }
    SL_CHECK(elem >= 0 && (size_t)elem < p->d->pages->elems.n);
    sl_pdf_page *page = &p->d->page[p->index];
    uint32_t mark = (uint32_t)page->marks.n;
    SL_PUSH(p->d->arena, page->marks, (uint32_t)elem);
    sl_pdf_tree_attach(p->d, (uint32_t)elem);
    sl_pdf_tree_add_kid(p->d, (uint32_t)elem, (sl_pdf_kid){SL_KID_MARK, mark, p->index});
    sl_buf_push_char(p->out, '/');
    sl_buf_push_z(p->out, sl_tag_name((sl_tag)p->d->pages->elems.at[elem].tag));
    sl_buf_push_z(p->out, "<</MCID ");
    sl_buf_push_int(p->out, mark);
    sl_buf_push_z(p->out, ">>BDC\n");
}

static void push_rgb(painting *p, sl_rgb c, const char *operator)
{
    for (int shift = 16; shift >= 0; shift -= 8) {
        sl_buf_push_fixed(p->out, ((int64_t)(c >> shift & 255) * 1000 + 127) / 255, 3);
        sl_buf_push_char(p->out, ' ');
    }
    sl_buf_push_z(p->out, operator);
}

static void set_fill(painting *p, sl_rgb c)
{
    if (p->has_fill && p->fill == c)
        return;
    push_rgb(p, c, "rg\n");
    p->fill = c;
    p->has_fill = true;
}

static void push_point(painting *p, sl_u x, sl_u y)
{
    sl_pdf_push_length(p->out, x);
    sl_buf_push_char(p->out, ' ');
    sl_pdf_push_length(p->out, p->height - y);
    sl_buf_push_char(p->out, ' ');
}

/* --- text --- */

static sl_pdf_font *font_of(sl_pdf_doc *d, const sl_face *face)
{
    uint32_t i = sl_face_index(face);
    if (!d->faces[i]) {
        d->faces[i] = sl_pdf_font_new(d->arena, face);
        d->face_numbers[i] = d->face_count;
        d->face_order[d->face_count++] = i;
    }
    return d->faces[i];
}

/* The text that glyph i of a word stands for: from its cluster to the next one. Clusters rise or
 * fall from glyph to glyph (shape.c); of several glyphs of one, the first carries the text. */
static sl_str glyph_text(const sl_word *w, unsigned i)
{
    const sl_glyph *g = w->glyphs;
    size_t begin = g[i].cluster, end = w->text_len;
    if (i && g[i - 1].cluster == begin)
        return SL_STR("");
    if (w->right_to_left) {
        end = i ? g[i - 1].cluster : end;
    } else {
        while (i < w->glyph_count && g[i].cluster == begin)
            i++;
        end = i < w->glyph_count ? g[i].cluster : end;
    }
    return (sl_str){w->text + begin, end - begin};
}

/* A number between two strings of TJ: at most 14 bytes. */
static char *put_move(char *to, int64_t by)
{
    char digits[12];
    int n = 0;
    if (by == 0)
        return to;
    *to++ = ')';
    if (by < 0)
        *to++ = '-';
    for (uint64_t u = by < 0 ? 0 - (uint64_t)by : (uint64_t)by; u && n < 12; u /= 10)
        digits[n++] = (char)('0' + u % 10);
    while (n)
        *to++ = digits[--n];
    *to++ = '(';
    return to;
}

/* Codes of a word with its kerns, once for all sizes: strings and numbers without the brackets of
 * TJ; the first string is open before it and the last after it. */
static const sl_pdf_word *encode(sl_pdf_doc *d, const sl_word *w)
{
    if (w->index >= d->word_count) {
        uint32_t count = sl_words_count(d->words) + 64;
        sl_pdf_word *wider = SL_NEW_ARRAY(d->arena, sl_pdf_word, count);
        if (d->word_count)
            memcpy(wider, d->word_codes, d->word_count * sizeof *wider);
        d->word_codes = wider;
        d->word_count = count;
    }
    sl_pdf_word *out = &d->word_codes[w->index];
    if (out->bytes)
        return out;
    sl_pdf_font *f = font_of(d, w->face);
    int32_t upem = (int32_t)sl_face_info_of(w->face)->upem, ideal = 0;
    sl_buf b;
    sl_buf_init(&b);
    for (unsigned i = 0; i < w->glyph_count; i++) {
        const sl_glyph *g = &w->glyphs[i];
        int32_t at = (ideal + g->dx) * 1000 / upem;
        int32_t kern = out->width - at;
        if (i && (kern > 1 || kern < -1)) {
            char move[16];
            sl_buf_push(&b, move, (size_t)(put_move(move, kern) - move));
            out->width = at;
        }
        uint16_t cid = sl_pdf_font_code(f, g->id, glyph_text(w, i));
        sl_pdf_push_code(&b, cid);
        out->width += sl_pdf_font_width(f, cid);
        ideal += g->advance;
    }
    out->n = (uint32_t)b.n;
    out->bytes = sl_buf_copy(&b, d->arena).p;
    sl_buf_done(&b);
    return out;
}

static void set_font(painting *p, const sl_run *r)
{
    uint32_t face = sl_face_index(r->face);
    if (!p->has_face || p->face != face || p->size != r->size) {
        sl_buf_push_z(p->out, "/F");
        font_of(p->d, r->face);
        sl_buf_push_int(p->out, p->d->face_numbers[face]);
        sl_buf_push_char(p->out, ' ');
        sl_pdf_push_length(p->out, r->size);
        sl_buf_push_z(p->out, " Tf\n");
    }
    if (!p->has_face || p->stretch != r->stretch) {
        sl_buf_push_fixed(p->out, r->stretch, 2);
        sl_buf_push_z(p->out, " Tz\n");
    }
    sl_u spacing = sl_u_scale(r->size, r->tracking, 1000);
    if (p->spacing != spacing) {
        sl_pdf_push_length(p->out, spacing);
        sl_buf_push_z(p->out, " Tc\n");
    }
    p->has_face = true;
    p->face = face;
    p->size = r->size;
    p->stretch = r->stretch;
    p->spacing = spacing;
}

/* A distance on the page in 1/1000 of the run's em, as TJ counts it. */
static int64_t thousandths(const sl_run *r, int64_t distance)
{
    int64_t unit = (int64_t)r->size * r->stretch;
    int64_t v = distance * 1000 * 10000;
    return (v >= 0 ? v + unit / 2 : v - unit / 2) / unit;
}

/* Moves by thousandths of a point, as they are written, so that no error adds up. */
static void move_to(painting *p, sl_u x, sl_u y)
{
    int64_t to_x = sl_u_thousandths(x), to_y = sl_u_thousandths(p->height - y);
    sl_buf_push_fixed(p->out, to_x - p->x, 3);
    sl_buf_push_char(p->out, ' ');
    sl_buf_push_fixed(p->out, to_y - p->y, 3);
    sl_buf_push_z(p->out, " Td\n[(");
    p->x = to_x;
    p->y = to_y;
}

static void paint_run(painting *p, const sl_run *r)
{
    if (!r->n)
        return;
    if (!p->in_text) {
        sl_buf_push_z(p->out, "BT\n");
        p->in_text = true;
        p->x = p->y = 0;
    }
    set_fill(p, r->color);
    set_font(p, r);
    move_to(p, r->x, r->y);
    const sl_pdf_word gap = *encode(p->d, sl_word_space(p->d->words, r->face));
    int64_t pen = 0; /* in 1/1000 em */
    for (uint16_t i = 0; i < r->n; i++) {
        const sl_placed *w = &r->words[i];
        const sl_pdf_word *codes = encode(p->d, w->word);
        int64_t at = thousandths(r, w->x);
        char *begin = sl_buf_reserve(p->out, codes->n + gap.n + 16), *to = begin;
        if (i)
            to = put_move(to, pen - at);
        memcpy(to, codes->bytes, codes->n);
        to += codes->n;
        pen = at + codes->width + (int64_t)r->tracking * w->word->glyph_count;
        if (w->space) {
            memcpy(to, gap.bytes, gap.n);
            to += gap.n;
            pen += gap.width + r->tracking;
        }
        p->out->n += (size_t)(to - begin);
    }
    sl_buf_push_z(p->out, ")]TJ\n");
}

/* --- shapes --- */

static void paint_rect(painting *p, const sl_rect *r)
{
    end_text(p);
    set_fill(p, r->color);
    push_point(p, r->x, r->y + r->height);
    sl_pdf_push_length(p->out, r->width);
    sl_buf_push_char(p->out, ' ');
    sl_pdf_push_length(p->out, r->height);
    sl_buf_push_z(p->out, " re f\n");
}

static void push_outline(painting *p, const sl_path *path)
{
    static const uint8_t points[] = {1, 1, 3, 0};
    static const char *const operators[] = {"m\n", "l\n", "c\n", "h\n"};
    const sl_u *at = path->coords;
    for (uint32_t i = 0; i < path->op_count; i++) {
        uint8_t op = path->ops[i];
        for (int k = 0; k < points[op]; k++, at += 2)
            push_point(p, at[0], at[1]);
        sl_buf_push_z(p->out, operators[op]);
    }
}

static void paint_path(painting *p, const sl_path *path)
{
    end_text(p);
    if (path->filled)
        set_fill(p, path->fill);
    if (path->stroked) {
        if (!p->has_stroke || p->stroke != path->stroke)
            push_rgb(p, path->stroke, "RG\n");
        p->stroke = path->stroke;
        p->has_stroke = true;
        sl_pdf_push_length(p->out, path->width);
        sl_buf_push_format(p->out, " w %d J [", path->cap);
        if (path->dash[0]) {
            sl_pdf_push_length(p->out, path->dash[0]);
            sl_buf_push_char(p->out, ' ');
            sl_pdf_push_length(p->out, path->dash[1]);
        }
        sl_buf_push_z(p->out, "] 0 d\n");
    }
    push_outline(p, path);
    sl_buf_push_z(p->out, path->filled && path->stroked ? "B\n" : path->filled ? "f\n" : "S\n");
}

static uint32_t image_index(sl_pdf_doc *d, const sl_image *image)
{
    for (uint32_t i = 0; i < d->images.n; i++)
        if (d->images.at[i] == image)
            return i;
    SL_PUSH(d->arena, d->images, image);
    SL_PUSH(d->arena, d->image_ids, sl_pdf_file_reserve(d->file));
    return (uint32_t)d->images.n - 1;
}

static void paint_image(painting *p, const sl_picture_place *at)
{
    end_text(p);
    /* Columns of the matrix: along the stored pixels' rows, up their columns, and the corner. */
    const int *m = sl_photo_matrix(at->image->orientation);
    sl_buf_push_z(p->out, "q ");
    for (int i = 0; i < 4; i += 2) {
        sl_pdf_push_length(p->out, m[i] * at->width);
        sl_buf_push_char(p->out, ' ');
        sl_pdf_push_length(p->out, m[i + 1] * at->height);
        sl_buf_push_char(p->out, ' ');
    }
    push_point(p, at->x + m[4] * at->width, at->y + at->height - m[5] * at->height);
    sl_buf_push_format(p->out, "cm /I%u Do Q\n", image_index(p->d, at->image));
}

/* The link that the element is or stands in: what is linked may be code, or words of another
 * language, with an element of its own (ISO 14289-1, 7.18.5). */
static uint32_t link_of(const sl_pages *pages, uint32_t elem)
{
    for (uint32_t e = elem; e; e = pages->elems.at[e].parent)
        if (pages->elems.at[e].tag == SL_TAG_LINK)
            return e;
    return elem;
}

/* Links are children of their element after the marks of their line. */
static void add_links(painting *p)
{
    const sl_page *page = &p->d->pages->pages.at[p->index];
    sl_pdf_page *out = &p->d->page[p->index];
    out->first_annotation = (uint32_t)p->d->annotations.n;
    for (size_t i = 0; i < page->links.n; i++) {
        const sl_link *link = &page->links.at[i];
        uint32_t elem = link_of(p->d->pages, link->elem);
        sl_pdf_annotation a = {link, p->index, sl_pdf_file_reserve(p->d->file), elem};
        sl_pdf_tree_attach(p->d, elem);
        sl_pdf_tree_add_kid(p->d, elem,
                            (sl_pdf_kid){SL_KID_LINK, (uint32_t)p->d->annotations.n, p->index});
        SL_PUSH(p->d->arena, p->d->annotations, a);
    }
    out->annotation_count = (uint32_t)p->d->annotations.n - out->first_annotation;
}

void sl_pdf_content_paint(sl_pdf_doc *d, uint32_t index, sl_buf *out)
{
    const sl_page *page = &d->pages->pages.at[index];
    painting p = {.d = d, .out = out, .index = index, .height = page->height};
    for (size_t i = 0; i < page->paints.n; i++) {
        const sl_paint *paint = &page->paints.at[i];
        begin_mark(&p, paint->elem);
        switch ((sl_paint_kind)paint->kind) {
        case SL_PAINT_RUN:
            paint_run(&p, &paint->u.run);
            break;
        case SL_PAINT_RECT:
            paint_rect(&p, &paint->u.rect);
            break;
        case SL_PAINT_PATH:
            paint_path(&p, paint->u.path);
            break;
        case SL_PAINT_IMAGE:
            paint_image(&p, &paint->u.image);
            break;
        }
    }
    end_mark(&p);
    add_links(&p);
}
