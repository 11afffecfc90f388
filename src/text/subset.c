#include "text/subset.h"

#include <hb-subset.h>

#include "text/face.h"

/* Glyph i of the new font is glyphs[i]: HarfBuzz keeps the order of ids, so they ascend. */
bool sl_face_subset(const sl_face *face, const uint16_t *glyphs, size_t n, sl_buf *out)
{
    hb_subset_input_t *input = hb_subset_input_create_or_fail();
    if (!input)
        return false;
    hb_set_t *set = hb_subset_input_glyph_set(input);
    for (size_t i = 0; i < n; i++)
        hb_set_add(set, glyphs[i]);
    hb_set_t *drop = hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG);
    static const char *const tables[] = {"GSUB", "GPOS", "GDEF", "DSIG", "name", "post",
                                         "cmap", "OS/2", "BASE", "gasp", "STAT", "meta"};
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        hb_set_add(drop, hb_tag_from_string(tables[i], 4));
    hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NO_LAYOUT_CLOSURE);
    hb_face_t *subset = hb_subset_or_fail(sl_face_hb_face(face), input);
    hb_subset_input_destroy(input);
    if (!subset)
        return false;
    hb_blob_t *blob = hb_face_reference_blob(subset);
    unsigned length;
    const char *data = hb_blob_get_data(blob, &length);
    sl_buf_push(out, data, length);
    hb_blob_destroy(blob);
    hb_face_destroy(subset);
    return length > 0;
}
