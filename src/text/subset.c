#include "text/subset.h"

#include <hb-subset.h>

#include "text/face.h"

static hb_subset_input_t *make_input(const uint16_t *glyphs, size_t n)
{
    static const char tables[][5] = {"GSUB", "GPOS", "GDEF", "DSIG", "name", "post",
                                     "cmap", "OS/2", "BASE", "gasp", "STAT", "meta"};
    hb_subset_input_t *input = hb_subset_input_create_or_fail();
    if (!input)
        return NULL;
    hb_set_t *set = hb_subset_input_glyph_set(input);
    hb_set_add(set, 0);
    for (size_t i = 0; i < n; i++)
        hb_set_add(set, glyphs[i]);
    /* Without layout tables nothing is added by closure but the parts of composed glyphs. */
    hb_set_t *drop = hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG);
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        hb_set_add(drop, hb_tag_from_string(tables[i], 4));
    hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NO_HINTING);
    return input;
}

static bool push_subset(hb_face_t *subset, sl_buf *out)
{
    hb_blob_t *blob = hb_face_reference_blob(subset);
    unsigned length;
    const char *data = hb_blob_get_data(blob, &length);
    sl_buf_push(out, data, length);
    hb_blob_destroy(blob);
    return length > 0;
}

bool sl_face_subset(const sl_face *face, const uint16_t *glyphs, size_t n, uint16_t *ids,
                    sl_buf *out)
{
    hb_subset_input_t *input = make_input(glyphs, n);
    hb_subset_plan_t *plan =
        input ? hb_subset_plan_create_or_fail(sl_face_hb_face(face), input) : NULL;
    hb_face_t *subset = plan ? hb_subset_plan_execute_or_fail(plan) : NULL;
    bool done = subset != NULL;
    if (done) {
        const hb_map_t *map = hb_subset_plan_old_to_new_glyph_mapping(plan);
        for (size_t i = 0; i < n; i++)
            ids[i] = (uint16_t)hb_map_get(map, glyphs[i]);
        done = push_subset(subset, out);
    }
    hb_face_destroy(subset);
    hb_subset_plan_destroy(plan);
    hb_subset_input_destroy(input);
    return done;
}

bool sl_face_subset_characters(const sl_face *face, const uint32_t *characters, size_t n,
                               sl_buf *out)
{
    static const char features[][5] = {"kern", "liga", "mark", "mkmk", "tnum", "lnum"};
    hb_subset_input_t *input = hb_subset_input_create_or_fail();
    if (!input)
        return false;
    hb_set_t *set = hb_subset_input_unicode_set(input);
    for (size_t i = 0; i < n; i++)
        hb_set_add(set, characters[i]);
    hb_set_t *kept = hb_subset_input_set(input, HB_SUBSET_SETS_LAYOUT_FEATURE_TAG);
    hb_set_clear(kept);
    for (size_t i = 0; i < sizeof features / sizeof *features; i++)
        hb_set_add(kept, hb_tag_from_string(features[i], 4));
    hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NO_HINTING);
    hb_face_t *subset = hb_subset_or_fail(sl_face_hb_face(face), input);
    bool done = subset && push_subset(subset, out);
    hb_face_destroy(subset);
    hb_subset_input_destroy(input);
    return done;
}
