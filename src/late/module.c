/* The module itself: addresses of the functions, which its own links to the libraries give. */
#include "late/cairo.h"
#include "late/late.h"
#include "late/pango.h"
#include "late/svg.h"

#define MEMBER(name) .name = cairo_##name,
static const struct sl_cairo cairo = {SL_CAIRO_FUNCTIONS(MEMBER)};

static const struct sl_rsvg rsvg = {
    .parse = rsvg_handle_new_from_data,
    .stream = g_memory_input_stream_new_from_data,
    .parse_stream = rsvg_handle_new_from_stream_sync,
    .size = rsvg_handle_get_intrinsic_size_in_pixels,
    .dimensions = rsvg_handle_get_intrinsic_dimensions,
    .render = rsvg_handle_render_document,
    .set_dpi = rsvg_handle_set_dpi,
    .unref = g_object_unref,
    .free_error = g_error_free,
    .set_font_map = pango_cairo_font_map_set_default,
    .create_config = FcConfigCreate,
    .add_font = FcConfigAppFontAddFile,
    .fonts_of = FcConfigGetFonts,
    .set_config = FcConfigSetCurrent,
    .destroy_config = FcConfigDestroy,
    .end_fontconfig = FcFini,
};

static const struct sl_pango pango = {
    .find_levels = pango_log2vis_get_embedding_levels,
    .type_of = g_unichar_type,
    .release = g_free,
};

const sl_late sl_late_table = {SL_LATE_VERSION, &cairo, &rsvg, &pango};
