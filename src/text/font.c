#include "text/font.h"

#include <hb-ot.h>
#include <limits.h>

#include "base/buf.h"
#include "base/assert.h"
#include "base/file.h"
#include "text/face.h"

struct sl_face {
    sl_face_info info;
    sl_str family; /* the same as info.family: every stretch of text asks for it */
    const char *path;
    uint32_t index;
    bool opened;
    hb_blob_t *blob;
    hb_face_t *face;
    hb_font_t *font;
};

typedef struct bundled {
    const char *file, *postscript_name, *family;
    int weight;
    bool italic, monospace, serif;
} bundled;

static const char serif[] = "Source Serif 4", sans[] = "Source Sans 3", code[] = "Source Code Pro";

static const bundled faces[] = {
    {"SourceSerif4-Regular.ttf", "SourceSerif4-Regular", serif, 400, false, false, true},
    {"SourceSerif4-It.ttf", "SourceSerif4-It", serif, 400, true, false, true},
    {"SourceSerif4-Semibold.ttf", "SourceSerif4-Semibold", serif, 600, false, false, true},
    {"SourceSerif4-SemiboldIt.ttf", "SourceSerif4-SemiboldIt", serif, 600, true, false, true},
    {"SourceSerif4-Bold.ttf", "SourceSerif4-Bold", serif, 700, false, false, true},
    {"SourceSerif4-BoldIt.ttf", "SourceSerif4-BoldIt", serif, 700, true, false, true},
    {"SourceSans3-Regular.ttf", "SourceSans3-Regular", sans, 400, false, false, false},
    {"SourceSans3-It.ttf", "SourceSans3-It", sans, 400, true, false, false},
    {"SourceSans3-Semibold.ttf", "SourceSans3-Semibold", sans, 600, false, false, false},
    {"SourceSans3-SemiboldIt.ttf", "SourceSans3-SemiboldIt", sans, 600, true, false, false},
    {"SourceSans3-Bold.ttf", "SourceSans3-Bold", sans, 700, false, false, false},
    {"SourceSans3-BoldIt.ttf", "SourceSans3-BoldIt", sans, 700, true, false, false},
    {"SourceCodePro-Regular.ttf", "SourceCodePro-Regular", code, 400, false, true, false},
    {"SourceCodePro-Bold.ttf", "SourceCodePro-Bold", code, 700, false, true, false},
};

enum { MOST_ADDED = 16, MOST_FACES = SL_COUNT(faces) + MOST_ADDED };

struct sl_fonts {
    sl_arena *arena;
    const char *folder;
    sl_face at[MOST_FACES]; /* the bundled ones, then those that a layout adds */
    size_t n;
    sl_face *opened[MOST_FACES];
    size_t opened_count;
};

static void destroy(sl_face *face)
{
    hb_font_destroy(face->font);
    hb_face_destroy(face->face);
    hb_blob_destroy(face->blob);
}

static void release(void *handle)
{
    sl_fonts *f = handle;
    for (size_t i = 0; i < f->opened_count; i++)
        destroy(f->opened[i]);
}

sl_fonts *sl_fonts_new(sl_arena *a, const char *folder, const char **why)
{
    sl_fonts *f = SL_NEW(a, sl_fonts);
    f->arena = a;
    f->folder = sl_str_copy(a, sl_str_from(folder)).p;
    f->n = SL_COUNT(faces);
    for (size_t i = 0; i < SL_COUNT(faces); i++) {
        const bundled *b = &faces[i];
        sl_face *face = &f->at[i];
        face->path = sl_file_join(a, folder, b->file);
        if (!sl_file_exists(face->path)) {
            *why = face->path;
            return NULL;
        }
        face->info.postscript_name = b->postscript_name;
        face->info.family = b->family;
        face->family = sl_str_from(b->family);
        face->info.weight = b->weight;
        face->info.italic = b->italic;
        face->info.monospace = b->monospace;
        face->info.serif = b->serif;
    }
    sl_arena_defer(a, release, f);
    return f;
}

const char *sl_fonts_folder(const sl_fonts *f)
{
    return f->folder;
}

static int32_t metric(const sl_face *face, hb_ot_metrics_tag_t tag, int32_t otherwise)
{
    hb_position_t v;
    return hb_ot_metrics_get_position(face->font, tag, &v) ? v : otherwise;
}

/* 16 bits of a table of the face; 0 where it has none. */
static uint16_t table_number(const sl_face *face, hb_tag_t tag, unsigned at)
{
    hb_blob_t *table = hb_face_reference_table(face->face, tag);
    unsigned n;
    const unsigned char *p = (const unsigned char *)hb_blob_get_data(table, &n);
    uint16_t v = n >= at + 2 ? (uint16_t)(p[at] << 8 | p[at + 1]) : 0;
    hb_blob_destroy(table);
    return v;
}

static void open_face(sl_fonts *f, sl_face *face)
{
    face->opened = true;
    face->blob = hb_blob_create_from_file(face->path);
    face->face = hb_face_create(face->blob, 0);
    face->font = hb_font_create(face->face);
    sl_face_info *info = &face->info;
    info->upem = hb_face_get_upem(face->face);
    info->glyph_count = hb_face_get_glyph_count(face->face);
    hb_font_set_scale(face->font, (int)info->upem, (int)info->upem);
    info->ascent = metric(face, HB_OT_METRICS_TAG_HORIZONTAL_ASCENDER, (int32_t)info->upem * 3 / 4);
    info->descent = metric(face, HB_OT_METRICS_TAG_HORIZONTAL_DESCENDER, -(int32_t)info->upem / 4);
    info->cap_height = metric(face, HB_OT_METRICS_TAG_CAP_HEIGHT, (int32_t)info->upem * 2 / 3);
    info->x_height = metric(face, HB_OT_METRICS_TAG_X_HEIGHT, (int32_t)info->upem / 2);
    info->underline_position = metric(face, HB_OT_METRICS_TAG_UNDERLINE_OFFSET, -75);
    info->underline_thickness = metric(face, HB_OT_METRICS_TAG_UNDERLINE_SIZE, 50);
    for (unsigned i = 0; i < 4; i++)
        info->bbox[i] = (int16_t)table_number(face, HB_TAG('h', 'e', 'a', 'd'), 36 + 2 * i);
    info->italic_angle = info->italic ? -11 * 65536 : 0;
    face->index = (uint32_t)f->opened_count;
    f->opened[f->opened_count++] = face;
}

sl_face *sl_fonts_lookup(sl_fonts *f, sl_str family, int weight, bool italic)
{
    sl_face *best = NULL;
    int best_distance = INT_MAX;
    for (size_t i = 0; i < f->n; i++) {
        const sl_face_info *info = &f->at[i].info;
        if (!family.n || !sl_str_equal(family, f->at[i].family))
            continue;
        int distance = info->weight - weight;
        distance = (distance < 0 ? -distance : distance) + (info->italic != italic ? 1000 : 0);
        if (distance < best_distance) {
            best = &f->at[i];
            best_distance = distance;
        }
    }
    if (best && !best->opened)
        open_face(f, best);
    return best;
}

/* A name of the face, with letters, digits and `more` alone: it stands in styles and in PDF. Empty
 * when it holds anything else and is to be whole. */
static const char *read_name(sl_arena *a, hb_face_t *face, hb_ot_name_id_t id, char more,
                             bool whole)
{
    char text[64];
    unsigned n = sizeof text;
    hb_ot_name_get_utf8(face, id, HB_LANGUAGE_INVALID, &n, text);
    sl_buf b;
    sl_buf_init(&b);
    bool good = true;
    for (unsigned i = 0; i < n && text[i]; i++) {
        bool known = (text[i] >= '0' && text[i] <= '9') || (text[i] >= 'A' && text[i] <= 'Z') ||
                     (text[i] >= 'a' && text[i] <= 'z') || text[i] == more;
        good = good && known;
        if (known)
            sl_buf_push_char(&b, text[i]);
    }
    const char *name = b.n && (good || !whole) ? sl_buf_copy(&b, a).p : "";
    sl_buf_done(&b);
    return name;
}

/* Family, weight and slope, as the face itself says (OpenType, name and OS/2). */
static void read_style(sl_arena *a, sl_face *face)
{
    enum { WEIGHT = 4, PANOSE_FAMILY = 32, SELECTION = 62, ITALIC = 1, FIXED = 9 };
    const hb_tag_t os2 = HB_TAG('O', 'S', '/', '2');
    sl_face_info *info = &face->info;
    info->postscript_name = read_name(a, face->face, HB_OT_NAME_ID_POSTSCRIPT_NAME, '-', false);
    if (!*info->postscript_name)
        info->postscript_name = "Added";
    info->family = read_name(a, face->face, HB_OT_NAME_ID_TYPOGRAPHIC_FAMILY, ' ', true);
    if (!*info->family)
        info->family = read_name(a, face->face, HB_OT_NAME_ID_FONT_FAMILY, ' ', true);
    face->family = sl_str_from(info->family);
    unsigned weight = table_number(face, os2, WEIGHT);
    info->weight = weight >= 100 && weight <= 1000 ? (int)weight : SL_WEIGHT_REGULAR;
    info->italic = table_number(face, os2, SELECTION) & ITALIC;
    unsigned kind = table_number(face, os2, PANOSE_FAMILY), style = kind & 255;
    info->serif = kind >> 8 == 2 && style >= 2 && style <= 10;
    info->monospace = (table_number(face, os2, PANOSE_FAMILY + 3) & 255) == FIXED;
    if (info->italic)
        info->italic_angle =
            (int32_t)(int16_t)table_number(face, HB_TAG('p', 'o', 's', 't'), 4) * 65536;
}

/* "Restricted licence embedding" and no other right (OpenType, OS/2, fsType). */
static bool is_forbidden(const sl_face *face)
{
    return (table_number(face, HB_TAG('O', 'S', '/', '2'), 8) & 0xF) == 2;
}

bool sl_fonts_add(sl_fonts *f, const char *path)
{
    if (f->n == MOST_FACES || !sl_file_exists(path))
        return false;
    sl_face *face = &f->at[f->n];
    face->path = path;
    face->info = (sl_face_info){.family = "", .weight = SL_WEIGHT_REGULAR};
    open_face(f, face);
    /* Outlines of TrueType: others have no place in our PDF (pdf/font.c). */
    hb_blob_t *outlines = hb_face_reference_table(face->face, HB_TAG('g', 'l', 'y', 'f'));
    bool good = face->info.glyph_count && hb_blob_get_length(outlines) && !is_forbidden(face);
    hb_blob_destroy(outlines);
    if (!good) {
        f->opened_count--;
        destroy(face);
        *face = (sl_face){0};
        return false;
    }
    f->n++;
    read_style(f->arena, face);
    return true;
}

sl_face *sl_fonts_find(sl_fonts *f, const sl_face *like, uint32_t c)
{
    static const char *const families[] = {serif, sans, code};
    for (size_t i = 0; i < SL_COUNT(families); i++) {
        sl_face *face =
            sl_fonts_lookup(f, sl_str_from(families[i]), like->info.weight, like->info.italic);
        if (sl_face_glyph(face, c))
            return face;
    }
    for (size_t i = SL_COUNT(faces); i < f->n; i++)
        if (sl_face_glyph(&f->at[i], c))
            return &f->at[i];
    return NULL;
}

size_t sl_fonts_count(const sl_fonts *f)
{
    return f->opened_count;
}

sl_face *sl_fonts_at(const sl_fonts *f, size_t index)
{
    SL_CHECK(index < f->opened_count);
    return f->opened[index];
}

const sl_face_info *sl_face_info_of(const sl_face *face)
{
    return &face->info;
}

uint32_t sl_face_index(const sl_face *face)
{
    return face->index;
}

sl_str sl_face_bytes(const sl_face *face)
{
    unsigned n;
    const char *p = hb_blob_get_data(face->blob, &n);
    return (sl_str){p, n};
}

uint32_t sl_face_checksum(const sl_face *face)
{
    return (uint32_t)table_number(face, HB_TAG('h', 'e', 'a', 'd'), 8) << 16 |
           table_number(face, HB_TAG('h', 'e', 'a', 'd'), 10);
}

uint32_t sl_face_glyph(const sl_face *face, uint32_t c)
{
    hb_codepoint_t glyph;
    return hb_font_get_nominal_glyph(face->font, c, &glyph) ? glyph : 0;
}

int32_t sl_face_advance(const sl_face *face, uint32_t glyph)
{
    return hb_font_get_glyph_h_advance(face->font, glyph);
}

hb_font_t *sl_face_hb_font(sl_face *face)
{
    return face->font;
}

hb_face_t *sl_face_hb_face(const sl_face *face)
{
    return face->face;
}
