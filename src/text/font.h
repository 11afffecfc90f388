/* font.h: the faces, opened from files and measured in their own units.
 *
 * A face is mapped when it is first asked for. Widths and positions are integers in font units
 * (upem to an em) and unhinted, so words shaped once serve every size. Only src/text includes
 * HarfBuzz; others use what stands here. Arena: run (faces live as long as the program's run).
 */
#ifndef SL_TEXT_FONT_H
#define SL_TEXT_FONT_H

#include "base/str.h"

typedef struct sl_fonts sl_fonts;
typedef struct sl_face sl_face;

typedef enum sl_weight {
    SL_WEIGHT_REGULAR = 400,
    SL_WEIGHT_SEMIBOLD = 600,
    SL_WEIGHT_BOLD = 700
} sl_weight;

/* The table of bundled files stands in font.c; none is opened yet. NULL when one of them is not
 * in the folder: *why is its path then. */
sl_fonts *sl_fonts_new(sl_arena *a, const char *folder, const char **why);
/* The folder that they were read from. */
const char *sl_fonts_folder(const sl_fonts *f);
/* family: "Source Serif 4", "Source Sans 3", "Source Code Pro", or what an added face calls its
 * own. The nearest real face: no synthetic bold or italic. NULL when there is no such family. */
sl_face *sl_fonts_lookup(sl_fonts *f, sl_str family, int weight, bool italic);
/* A further face, of a family of its own, and for characters that no bundled one shows. path lives
 * as long as f. False when it cannot be opened, forbids that it is embedded, or there are 16
 * already. */
bool sl_fonts_add(sl_fonts *f, const char *path);
/* The nearest face to `like` that shows c: bundled ones first, then the added. NULL when none. */
sl_face *sl_fonts_find(sl_fonts *f, const sl_face *like, uint32_t c);
/* Faces opened so far, in the order of their table, so that iteration is the same every run. */
size_t sl_fonts_count(const sl_fonts *f);
sl_face *sl_fonts_at(const sl_fonts *f, size_t index);

typedef struct sl_face_info {
    const char *postscript_name; /* "SourceSerif4-Regular" */
    const char *family;
    int weight;
    bool italic, monospace, serif;
    uint32_t upem;
    int32_t ascent, descent, cap_height, x_height; /* font units; descent is negative */
    int32_t bbox[4];                               /* xmin ymin xmax ymax */
    int32_t italic_angle;                          /* 1/65536 degree */
    int32_t underline_position, underline_thickness;
    uint32_t glyph_count;
} sl_face_info;

const sl_face_info *sl_face_info_of(const sl_face *face);
/* 0 to sl_fonts_count - 1, in order of first use in this run. */
uint32_t sl_face_index(const sl_face *face);
/* The whole file, mapped. */
sl_str sl_face_bytes(const sl_face *face);
/* 0 when the face has no glyph for c. */
uint32_t sl_face_glyph(const sl_face *face, uint32_t c);
/* Advance in font units, unhinted. */
int32_t sl_face_advance(const sl_face *face, uint32_t glyph);

#endif
