#include "page/image.h"

#include "word/write.h"

/* A drawing of ours as a file of its own: its colours by their values, with a name for the faces.
 */
static sl_str draw_svg(sl_docx *w, const sl_picture *picture)
{
    sl_picture bare = *picture;
    bare.marks.at = SL_NEW_ARRAY(w->arena, sl_mark, picture->marks.n + 1);
    bare.marks.n = 0;
    for (size_t i = 0; i < picture->marks.n; i++)
        if (picture->marks.at[i].kind != SL_MARK_LINK)
            bare.marks.at[bare.marks.n++] = picture->marks.at[i];
    sl_buf raw, out;
    sl_buf_init(&raw);
    sl_buf_init(&out);
    sl_draw_emit_svg(&raw, &bare, SL_STR_NONE);
    sl_str svg = sl_buf_str(&raw);
    const sl_style *face = sl_layout_role(w->layout, SL_STR("chart"), NULL);
    sl_buf_push_z(&out, "<svg xmlns=\"http://www.w3.org/2000/svg\" font-family=\"");
    sl_docx_push_xml(&out, face->family);
    sl_buf_push_z(&out, ", Arial, sans-serif\" width=\"");
    sl_buf_push_u(&out, picture->width);
    sl_buf_push_z(&out, "pt\" height=\"");
    sl_buf_push_u(&out, picture->height);
    sl_buf_push_z(&out, "pt\"");
    size_t at = strlen("<svg");
    for (;;) {
        size_t var = sl_str_find(svg, SL_STR("var(--"), at);
        size_t end = var == SIZE_MAX ? SIZE_MAX : sl_str_find_char(svg, ')', var);
        if (end == SIZE_MAX)
            break;
        sl_str name = sl_str_slice(svg, var + strlen("var(--"), end);
        sl_buf_push_str(&out, sl_str_slice(svg, at, var));
        sl_buf_push_format(&out, "#%06x",
                           (unsigned)sl_layout_color(w->layout, sl_str_copy(w->arena, name).p));
        at = end + 1;
    }
    sl_buf_push_str(&out, sl_str_slice(svg, at, svg.n));
    sl_buf_done(&raw);
    return sl_buf_take(&out, w->arena);
}

static sl_str name_media(sl_docx *w, uint32_t number, const char *ending)
{
    return sl_str_format(w->arena, "media/image%u.%s", number, ending);
}

static void add_media(sl_docx *w, uint32_t number, const char *ending, sl_str bytes)
{
    const char *name =
        sl_str_format(w->arena, "word/%.*s", SL_FMT(name_media(w, number, ending))).p;
    sl_docx_add(w, name, bytes, strcmp(ending, "svg") != 0);
}

static bool is_photo(const sl_image *image)
{
    return image && (image->kind == SL_IMAGE_JPEG || image->kind == SL_IMAGE_PNG);
}

/* Its file is what is shown. One that is to be turned is given as it was painted. */
static bool is_raster(const sl_image *image)
{
    return is_photo(image) && image->orientation <= 1;
}

static void add_files(sl_docx *w, sl_docx_media *media, const sl_picture *picture, sl_str bytes)
{
    const sl_image *image = picture->image;
    if (is_raster(image)) {
        add_media(w, media->number, image->kind == SL_IMAGE_JPEG ? "jpeg" : "png", bytes);
        media->has_pixels = true;
        return;
    }
    const sl_word_options *o = w->options;
    sl_str png = o->paint ? o->paint(o->context, picture) : SL_STR_NONE;
    if (png.n)
        add_media(w, media->number, "png", png);
    media->has_pixels = png.n;
    if (!is_photo(image))
        add_media(w, media->number, "svg", bytes);
}

/* A figure's picture; its files are added with the first use. Two that are the same, of an older
 * text and a newer one, are one. */
static const sl_docx_media *find_picture(sl_docx *w, uint32_t figure)
{
    const sl_picture *picture = w->pictures[figure];
    sl_str key = sl_str_format(w->arena, "%u", figure);
    sl_docx_media *media = sl_map_lookup(&w->media, key);
    if (media)
        return media;
    sl_str bytes = picture->image ? picture->image->bytes : draw_svg(w, picture);
    media = sl_map_lookup(&w->pictures_known, bytes);
    if (!media) {
        media = SL_NEW(w->arena, sl_docx_media);
        media->number = ++w->picture_count;
        add_files(w, media, picture, bytes);
        sl_map_add(&w->pictures_known, bytes, media);
    }
    sl_map_add(&w->media, key, media);
    return media;
}

/* The targets of a picture below word/: raster is what every program shows, svg what those show
 * that know it; either may be empty. */
static void find_media(sl_docx *w, uint32_t figure, sl_str *raster, sl_str *svg)
{
    const sl_image *image = w->pictures[figure]->image;
    const sl_docx_media *media = find_picture(w, figure);
    bool jpeg = is_raster(image) && image->kind == SL_IMAGE_JPEG;
    *raster = *svg = SL_STR_NONE;
    if (media->has_pixels)
        *raster = name_media(w, media->number, jpeg ? "jpeg" : "png");
    if (!is_photo(image))
        *svg = name_media(w, media->number, "svg");
}

static long long emu(sl_u v)
{
    return (long long)v * 12700 / 1024;
}

void sl_docx_push_picture(sl_docx *w, const sl_node *n, sl_u room)
{
    const sl_picture *picture = w->pictures[n->figure];
    sl_str raster, svg;
    if (!picture || picture->width <= 0 || picture->height <= 0)
        return;
    sl_u width = n->percent ? sl_u_scale(room, n->percent, 100) : picture->width;
    width = width > room ? room : width;
    sl_u height = sl_u_scale(picture->height, width, picture->width);
    find_media(w, n->figure, &raster, &svg);
    unsigned id = ++w->drawings;
    sl_docx_format(w,
                   "<w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\">"
                   "<wp:extent cx=\"%lld\" cy=\"%lld\"/><wp:docPr id=\"%u\" name=\"Picture %u\"",
                   emu(width), emu(height), id, id);
    sl_docx_push(w, " descr=\"");
    sl_docx_push_text(w, n->alt);
    sl_docx_push(w, "\"/><wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect=\"1\"/>"
                    "</wp:cNvGraphicFramePr><a:graphic><a:graphicData "
                    "uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic>"
                    "<pic:nvPicPr>");
    sl_docx_format(w, "<pic:cNvPr id=\"%u\" name=\"Picture %u\"/>", id, id);
    sl_docx_push(w, "<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>");
    sl_str first = raster.n ? raster : svg;
    sl_docx_format(w, "<a:blip r:embed=\"%.*s\">",
                   SL_FMT(sl_docx_relate(w, "image", first, false)));
    if (svg.n && raster.n)
        sl_docx_format(w,
                       "<a:extLst><a:ext uri=\"{96DAC541-7B7A-43D3-8B79-37D633B846F1}\">"
                       "<asvg:svgBlip xmlns:asvg=\"http://schemas.microsoft.com/office/drawing/"
                       "2016/SVG/main\" r:embed=\"%.*s\"/></a:ext></a:extLst>",
                       SL_FMT(sl_docx_relate(w, "image", svg, false)));
    sl_docx_format(w,
                   "</a:blip><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>"
                   "<a:off x=\"0\" y=\"0\"/><a:ext cx=\"%lld\" cy=\"%lld\"/></a:xfrm>"
                   "<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>"
                   "</a:graphicData></a:graphic></wp:inline></w:drawing>",
                   emu(width), emu(height));
}
