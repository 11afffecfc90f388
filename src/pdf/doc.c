/* The document's own objects, and the order in which all of them are made.
 *
 * Content streams come first: painting them finds out which glyphs, images, destinations and
 * elements there are, and fonts, resources and the structure tree are written from that. What must
 * name another object before it is written takes its number by sl_pdf_file_reserve. Nothing depends
 * on a clock, an address or an order of hashing: the same book gives the same bytes.
 *
 * The file is PDF/UA-1 and PDF/A-3a at once (PDF/A-2a without attachments): tagged, with its
 * language, an sRGB output intent, metadata in XMP that say the same as the info dictionary, and
 * attachments that say how they belong to it.
 */
#include "pdf/doc.h"

#include <stdlib.h>

#include "base/assert.h"
#include "base/mem.h"
#include "page/image.h"
#include "pdf/form.h"
#include "pdf/icc.h"
#include "pdf/xmp.h"

static void put(sl_pdf_doc *d, uint32_t id, sl_buf *b)
{
    sl_pdf_file_put(d->file, id, sl_buf_str(b));
    b->n = 0;
}

/* --- pages --- */

static void push_place(const sl_pdf_doc *d, sl_buf *b, const sl_dest *at)
{
    sl_buf_push_format(b, "[%u 0 R/XYZ ", d->page[at->page].id);
    sl_pdf_push_length(b, at->x);
    sl_buf_push_char(b, ' ');
    sl_pdf_push_length(b, d->pages->pages.at[at->page].height - at->y);
    sl_buf_push_z(b, " null]");
}

static void emit_page(sl_pdf_doc *d, uint32_t i, uint32_t parent, uint32_t resources, sl_buf *b)
{
    const sl_page *page = &d->pages->pages.at[i];
    const sl_pdf_page *p = &d->page[i];
    sl_buf_push_format(b, "<</Type/Page/Parent %u 0 R/MediaBox[0 0 ", parent);
    sl_pdf_push_length(b, page->width);
    sl_buf_push_char(b, ' ');
    sl_pdf_push_length(b, page->height);
    sl_buf_push_format(b,
                       "]/Resources %u 0 R/Contents %u 0 R/Group<</S/Transparency/CS/DeviceRGB>>"
                       "/StructParents %u/Tabs/S",
                       resources, p->contents, i);
    if (p->annotation_count) {
        sl_buf_push_z(b, "/Annots[");
        for (uint32_t k = 0; k < p->annotation_count; k++) {
            sl_pdf_push_ref(b, d->annotations.at[p->first_annotation + k].id);
            sl_buf_push_char(b, ' ');
        }
        sl_buf_push_char(b, ']');
    }
    sl_buf_push_z(b, ">>");
    put(d, p->id, b);
}

/* A balanced tree of pages: at most 32 in a node, so that a viewer finds one fast. */
static uint32_t emit_page_tree(sl_pdf_doc *d, uint32_t resources)
{
    enum { FAN = 32 };
    uint32_t n = (uint32_t)d->pages->pages.n, root = sl_pdf_file_reserve(d->file);
    uint32_t groups = (n + FAN - 1) / FAN;
    sl_buf b;
    sl_buf_init(&b);
    uint32_t *ids = SL_NEW_ARRAY(d->arena, uint32_t, groups + 1);
    for (uint32_t g = 0; g < groups; g++) {
        uint32_t first = g * FAN, end = first + FAN < n ? first + FAN : n;
        ids[g] = sl_pdf_file_reserve(d->file);
        for (uint32_t i = first; i < end; i++)
            emit_page(d, i, ids[g], resources, &b);
        sl_buf_push_format(&b, "<</Type/Pages/Parent %u 0 R/Count %u/Kids[", root, end - first);
        for (uint32_t i = first; i < end; i++)
            sl_buf_push_format(&b, "%u 0 R ", d->page[i].id);
        sl_buf_push_z(&b, "]>>");
        put(d, ids[g], &b);
    }
    sl_buf_push_format(&b, "<</Type/Pages/Count %u/Kids[", n);
    for (uint32_t g = 0; g < groups; g++)
        sl_buf_push_format(&b, "%u 0 R ", ids[g]);
    sl_buf_push_z(&b, "]>>");
    put(d, root, &b);
    sl_buf_done(&b);
    return root;
}

/* --- links --- */

/* Everything but what an address may hold is written as %XX (RFC 3986). */
static void push_uri(sl_buf *b, sl_str uri)
{
    static const char kept[] = "-._~:/?#[]@!$&'()*+,;=%";
    sl_buf text;
    sl_buf_init(&text);
    for (size_t i = 0; i < uri.n; i++) {
        unsigned char c = (unsigned char)uri.p[i];
        bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                     (c && strchr(kept, c));
        if (plain)
            sl_buf_push_char(&text, (char)c);
        else
            sl_buf_push_format(&text, "%%%02X", c);
    }
    sl_pdf_push_bytes(b, text.p ? text.p : "", text.n);
    sl_buf_done(&text);
}

/* What a link is called: a title of a thousand words stands on each of its lines, and in none
 * whole. */
static sl_str words_of(sl_str s)
{
    enum { MOST = 512 };
    size_t n = s.n < MOST ? s.n : MOST;
    while (n < s.n && n && ((unsigned char)s.p[n] & 0xC0) == 0x80)
        n--;
    return sl_str_slice(s, 0, n);
}

static void emit_annotations(sl_pdf_doc *d)
{
    sl_buf b;
    sl_buf_init(&b);
    for (size_t i = 0; i < d->annotations.n; i++) {
        const sl_pdf_annotation *a = &d->annotations.at[i];
        const sl_link *l = a->link;
        sl_u height = d->pages->pages.at[a->page].height;
        sl_buf_push_z(&b, "<</Type/Annot/Subtype/Link/Rect[");
        sl_pdf_push_length(&b, l->x);
        sl_buf_push_char(&b, ' ');
        sl_pdf_push_length(&b, height - l->y - l->height);
        sl_buf_push_char(&b, ' ');
        sl_pdf_push_length(&b, l->x + l->width);
        sl_buf_push_char(&b, ' ');
        sl_pdf_push_length(&b, height - l->y);
        sl_buf_push_z(&b, "]/F 4/Border[0 0 0]/P ");
        sl_pdf_push_ref(&b, d->page[a->page].id);
        sl_buf_push_z(&b, "/StructParent ");
        sl_buf_push_int(&b, (int64_t)(d->pages->pages.n + i));
        sl_buf_push_z(&b, "/Contents");
        sl_pdf_push_text(&b, words_of(l->contents.n ? l->contents : l->target));
        if (l->target.n && l->target.p[0] == '#') {
            sl_str name = sl_str_slice(l->target, 1, l->target.n);
            if (sl_map_lookup(&d->dests, name)) {
                sl_buf_push_z(&b, "/Dest");
                sl_pdf_push_bytes(&b, name.p, name.n);
            }
        } else {
            sl_buf_push_z(&b, "/A<</S/URI/URI");
            push_uri(&b, l->target);
            sl_buf_push_z(&b, ">>");
        }
        sl_buf_push_z(&b, ">>");
        put(d, a->id, &b);
    }
    sl_buf_done(&b);
}

static int by_name(const void *a, const void *b)
{
    return sl_str_compare((*(const sl_dest *const *)a)->name, (*(const sl_dest *const *)b)->name);
}

/* Named destinations, sorted (12.3.2.3), so that file.pdf#ID opens there. */
static uint32_t emit_dests(sl_pdf_doc *d)
{
    SL_VEC(const sl_dest *) all = {0};
    for (size_t i = 0; i < d->dests.entries.n; i++)
        SL_PUSH(d->arena, all, (const sl_dest *)d->dests.entries.at[i].value);
    if (!all.n)
        return 0;
    qsort(all.at, all.n, sizeof *all.at, by_name);
    sl_buf b;
    sl_buf_init(&b);
    sl_buf_push_z(&b, "<</Names[");
    for (size_t i = 0; i < all.n; i++) {
        sl_pdf_push_bytes(&b, all.at[i]->name.p, all.at[i]->name.n);
        push_place(d, &b, all.at[i]);
    }
    sl_buf_push_z(&b, "]>>");
    uint32_t id = sl_pdf_file_reserve(d->file);
    put(d, id, &b);
    sl_buf_done(&b);
    return id;
}

/* --- bookmarks --- */

typedef struct mark {
    uint32_t id, parent, prev, next, first, last, count;
    size_t youngest; /* index of the last child */
} mark;

static uint32_t emit_outline(sl_pdf_doc *d)
{
    size_t n = d->pages->outline.n;
    if (!n)
        return 0;
    mark *m = SL_NEW_ARRAY(d->arena, mark, n + 1); /* m[n] is the root */
    uint32_t open[8];
    size_t depth = 0;
    for (size_t i = 0; i <= n; i++)
        m[i].id = sl_pdf_file_reserve(d->file);
    for (size_t i = 0; i < n; i++) {
        uint8_t level = d->pages->outline.at[i].level;
        while (depth && d->pages->outline.at[open[depth - 1]].level >= level)
            depth--;
        size_t up = depth ? open[depth - 1] : n;
        m[i].parent = m[up].id;
        if (m[up].last) {
            m[i].prev = m[up].last;
            m[m[up].youngest].next = m[i].id;
        } else {
            m[up].first = m[i].id;
        }
        m[up].last = m[i].id;
        m[up].youngest = i;
        m[up].count++;
        if (depth < SL_COUNT(open))
            open[depth++] = (uint32_t)i;
    }
    sl_buf b;
    sl_buf_init(&b);
    for (size_t i = 0; i < n; i++) {
        const sl_outline *o = &d->pages->outline.at[i];
        sl_buf_push_z(&b, "<</Title");
        sl_pdf_push_text(&b, o->title);
        sl_buf_push_format(&b, "/Parent %u 0 R/Dest", m[i].parent);
        sl_pdf_push_bytes(&b, o->dest.p, o->dest.n);
        if (m[i].prev)
            sl_buf_push_format(&b, "/Prev %u 0 R", m[i].prev);
        if (m[i].next)
            sl_buf_push_format(&b, "/Next %u 0 R", m[i].next);
        if (m[i].count)
            sl_buf_push_format(&b, "/First %u 0 R/Last %u 0 R/Count -%u", m[i].first, m[i].last,
                               m[i].count);
        sl_buf_push_z(&b, ">>");
        put(d, m[i].id, &b);
    }
    sl_buf_push_format(&b, "<</Type/Outlines/First %u 0 R/Last %u 0 R/Count %u>>", m[n].first,
                       m[n].last, m[n].count);
    put(d, m[n].id, &b);
    sl_buf_done(&b);
    return m[n].id;
}

/* --- images, fonts --- */

/* The colour space of a picture's pixels: its own profile's (ISO 19005-3, 6.2.4.2), or the page's.
 */
static const char *color_space(sl_pdf_doc *d, const sl_image *im)
{
    bool gray = im->components == 1;
    if (!im->profile.n)
        return gray ? "/DeviceGray" : "/DeviceRGB";
    uint32_t id = (uint32_t)(uintptr_t)sl_map_lookup(&d->profiles, im->profile);
    if (!id) {
        id = sl_pdf_file_reserve(d->file);
        sl_pdf_file_put_stream(d->file, id, gray ? "/N 1" : "/N 3", im->profile, false);
        sl_map_add(&d->profiles, im->profile, (void *)(uintptr_t)id);
    }
    return sl_str_format(d->arena, "[/ICCBased %u 0 R]", id).p;
}

/* A plain PNG's rows as its file has them (ISO 32000-1, 7.4.4.4). */
static void emit_flate(sl_pdf_doc *d, uint32_t id, const sl_image *im)
{
    sl_buf b;
    sl_buf_init(&b);
    sl_buf_push_format(&b, "/Type/XObject/Subtype/Image/Width %u/Height %u/BitsPerComponent %u",
                       im->stored_width, im->stored_height, im->depth);
    const char *space = color_space(d, im);
    if (im->palette.n) {
        sl_buf_push_format(&b, "/ColorSpace[/Indexed%s%s %zu", *space == '[' ? "" : " ", space,
                           im->palette.n / 3 - 1);
        sl_pdf_push_bytes(&b, im->palette.p, im->palette.n);
        sl_buf_push_char(&b, ']');
    } else {
        sl_buf_push_format(&b, "/ColorSpace%s", space);
    }
    sl_buf_push_format(
        &b,
        "/Filter/FlateDecode/DecodeParms<</Predictor 15/Colors %d/BitsPerComponent %u/Columns %u>>",
        im->palette.n ? 1 : im->components, im->depth, im->stored_width);
    sl_pdf_file_put_stream(d->file, id, sl_buf_take(&b, d->arena).p, im->flate, true);
}

static void emit_pixels(sl_pdf_doc *d, uint32_t id, const sl_image *im)
{
    sl_image_pixels p;
    if (!sl_image_open_pixels(im, &p))
        sl_mem_exhausted((size_t)im->stored_width * im->stored_height * 4);
    const char *size =
        sl_str_format(d->arena, "/Type/XObject/Subtype/Image/Width %u/Height %u/BitsPerComponent 8",
                      im->stored_width, im->stored_height)
            .p;
    size_t pixels = (size_t)im->stored_width * im->stored_height;
    const char *dict = sl_str_format(d->arena, "%s/ColorSpace%s", size, color_space(d, im)).p;
    if (p.alpha) {
        uint32_t mask = sl_pdf_file_reserve(d->file);
        const char *gray = sl_str_format(d->arena, "%s/ColorSpace/DeviceGray", size).p;
        sl_pdf_file_put_stream(d->file, mask, gray, (sl_str){(const char *)p.alpha, pixels}, false);
        dict = sl_str_format(d->arena, "%s/SMask %u 0 R", dict, mask).p;
    }
    sl_pdf_file_put_stream(d->file, id, dict, (sl_str){(const char *)p.rgb, pixels * 3}, false);
    sl_image_close_pixels(&p);
}

static void emit_jpeg(sl_pdf_doc *d, uint32_t id, const sl_image *im)
{
    const char *dict =
        sl_str_format(
            d->arena,
            "/Type/XObject/Subtype/Image/Width %u/Height %u/BitsPerComponent 8/ColorSpace%s"
            "/Filter/DCTDecode",
            im->stored_width, im->stored_height, color_space(d, im))
            .p;
    sl_pdf_file_put_stream(d->file, id, dict, im->bytes, true);
}

static void emit_image(sl_pdf_doc *d, size_t i)
{
    const sl_image *im = d->images.at[i];
    uint32_t id = d->image_ids.at[i];
    if (im->kind == SL_IMAGE_SVG)
        sl_pdf_form_put(d->file, id, im->form, im->width, im->height);
    else if (im->kind == SL_IMAGE_JPEG)
        emit_jpeg(d, id, im);
    else if (im->flate.n)
        emit_flate(d, id, im);
    else
        emit_pixels(d, id, im);
}

static void emit_resources(sl_pdf_doc *d, uint32_t id)
{
    sl_buf b;
    sl_buf_init(&b);
    sl_buf_push_z(&b, "<</Font<<");
    uint32_t encoding = sl_pdf_file_reserve(d->file), codes = 0;
    for (uint32_t i = 0; i < d->face_count; i++) {
        sl_pdf_font *face = d->faces[d->face_order[i]];
        uint32_t font = sl_pdf_file_reserve(d->file);
        sl_pdf_font_emit(face, d->file, font, i, encoding);
        sl_buf_push_format(&b, "/F%u %u 0 R", i, font);
        uint32_t count = sl_pdf_font_count(face);
        codes = count > codes ? count : codes;
    }
    sl_pdf_emit_encoding(d->file, encoding, codes);
    sl_buf_push_z(&b, ">>/XObject<<");
    for (size_t i = 0; i < d->images.n; i++) {
        emit_image(d, i);
        sl_buf_push_format(&b, "/I%zu %u 0 R", i, d->image_ids.at[i]);
    }
    sl_buf_push_z(&b, ">>>>");
    put(d, id, &b);
    sl_buf_done(&b);
}

/* --- the document --- */

static uint32_t emit_info(sl_pdf_doc *d)
{
    sl_buf b;
    sl_buf_init(&b);
    struct {
        const char *key;
        sl_str text;
    } entries[] = {{"/Title", d->book->title},        {"/Author", d->book->authors},
                   {"/Subject", d->book->subject},    {"/Keywords", d->book->keywords},
                   {"/Creator", SL_STR("sightline")}, {"/Producer", SL_STR("sightline")}};
    sl_buf_push_z(&b, "<<");
    for (size_t i = 0; i < SL_COUNT(entries); i++)
        if (entries[i].text.n) {
            sl_buf_push_z(&b, entries[i].key);
            sl_pdf_push_text(&b, entries[i].text);
        }
    sl_buf_push_z(&b, "/CreationDate");
    sl_pdf_push_date(&b, d->book->date);
    sl_buf_push_z(&b, "/ModDate");
    sl_pdf_push_date(&b, d->book->date);
    sl_buf_push_z(&b, ">>");
    uint32_t id = sl_pdf_file_reserve(d->file);
    put(d, id, &b);
    sl_buf_done(&b);
    return id;
}

static uint32_t emit_stream(sl_pdf_doc *d, const char *dict, sl_buf *bytes, bool plain)
{
    uint32_t id = sl_pdf_file_reserve(d->file);
    sl_pdf_file_put_stream(d->file, id, dict, sl_buf_str(bytes), plain);
    bytes->n = 0;
    return id;
}

static uint32_t emit_catalog(sl_pdf_doc *d, uint32_t pages, uint32_t structure)
{
    bool attached = d->book->attachments.n > 0;
    sl_buf b;
    sl_buf_init(&b);
    sl_pdf_push_srgb(&b);
    uint32_t icc = emit_stream(d, "/N 3", &b, false);
    sl_pdf_push_xmp(&b, d->book, attached ? 3 : 2);
    uint32_t xmp = emit_stream(d, "/Type/Metadata/Subtype/XML", &b, true);
    uint32_t outline = emit_outline(d), dests = emit_dests(d);
    sl_buf_push_format(
        &b, "<</Type/Catalog/Pages %u 0 R/StructTreeRoot %u 0 R/MarkInfo<</Marked true>>/Lang",
        pages, structure);
    sl_pdf_push_text(&b, d->book->language);
    sl_buf_push_format(
        &b,
        "/ViewerPreferences<</DisplayDocTitle true>>/Metadata %u 0 R/OutputIntents[<</Type"
        "/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)/Info(sRGB)"
        "/DestOutputProfile %u 0 R>>]/PageLabels<</Nums[0<</S/D>>]>>",
        xmp, icc);
    if (outline)
        sl_buf_push_format(&b, "/Outlines %u 0 R/PageMode/UseOutlines", outline);
    sl_buf_push_z(&b, "/Names<<");
    if (dests)
        sl_buf_push_format(&b, "/Dests %u 0 R", dests);
    sl_pdf_attach_push_names(d, &b);
    sl_buf_push_z(&b, ">>");
    sl_pdf_attach_push_document(d, &b);
    sl_buf_push_z(&b, ">>");
    uint32_t id = sl_pdf_file_reserve(d->file);
    put(d, id, &b);
    sl_buf_done(&b);
    return id;
}

static void emit_contents(sl_pdf_doc *d)
{
    sl_buf content;
    sl_buf_init(&content);
    for (uint32_t i = 0; i < d->pages->pages.n; i++) {
        d->page[i].id = sl_pdf_file_reserve(d->file);
        d->page[i].contents = sl_pdf_file_reserve(d->file);
        content.n = 0;
        sl_pdf_content_paint(d, i, &content);
        sl_pdf_file_put_stream(d->file, d->page[i].contents, "", sl_buf_str(&content), false);
    }
    sl_buf_done(&content);
}

void sl_pdf_emit(sl_buf *out, const sl_pages *pages, const sl_book *book, sl_fonts *fonts,
                 sl_words *words, const sl_pdf_options *options)
{
    enum { MOST_FACES = 64 };
    sl_arena *a = sl_arena_new();
    sl_pdf_doc d = {.arena = a, .pages = pages, .book = book, .fonts = fonts, .words = words};
    d.file = sl_pdf_file_new(a, out, options && options->level ? options->level : 1,
                             options ? options->workers : 0);
    d.faces = SL_NEW_ARRAY(a, sl_pdf_font *, MOST_FACES);
    d.face_numbers = SL_NEW_ARRAY(a, uint32_t, MOST_FACES);
    d.face_order = SL_NEW_ARRAY(a, uint32_t, MOST_FACES);
    d.nodes = SL_NEW_ARRAY(a, sl_pdf_node, pages->elems.n);
    d.page = SL_NEW_ARRAY(a, sl_pdf_page, pages->pages.n + 1);
    sl_map_init(&d.dests, a);
    sl_map_init(&d.profiles, a);
    for (size_t i = 0; i < pages->dests.n; i++)
        if (pages->dests.at[i].name.n)
            sl_map_add(&d.dests, pages->dests.at[i].name, &pages->dests.at[i]);
    emit_contents(&d);
    uint32_t resources = sl_pdf_file_reserve(d.file);
    emit_resources(&d, resources);
    uint32_t tree = emit_page_tree(&d, resources);
    emit_annotations(&d);
    sl_pdf_attach_emit(&d);
    uint32_t structure = sl_pdf_tree_emit(&d);
    uint32_t info = emit_info(&d);
    uint32_t catalog = emit_catalog(&d, tree, structure);
    sl_pdf_file_finish(d.file, catalog, info);
    sl_arena_free(a);
}
