/* svg.h: what drawing SVG asks of librsvg, GLib, Pango and fontconfig, as the late module gives it.
 */
#ifndef SL_LATE_SVG_H
#define SL_LATE_SVG_H

#include <fontconfig/fontconfig.h>
#include <librsvg/rsvg.h>
#include <pango/pangocairo.h>

struct sl_rsvg {
    __typeof__(rsvg_handle_new_from_data) *parse;
    __typeof__(g_memory_input_stream_new_from_data) *stream;
    __typeof__(rsvg_handle_new_from_stream_sync) *parse_stream;
    __typeof__(rsvg_handle_get_intrinsic_size_in_pixels) *size;
    __typeof__(rsvg_handle_get_intrinsic_dimensions) *dimensions;
    __typeof__(rsvg_handle_render_document) *render;
    __typeof__(rsvg_handle_set_dpi) *set_dpi;
    __typeof__(g_object_unref) *unref;
    __typeof__(g_error_free) *free_error;
    __typeof__(pango_cairo_font_map_set_default) *set_font_map;
    /* and fontconfig's, through which Pango finds faces */
    __typeof__(FcConfigCreate) *create_config;
    __typeof__(FcConfigAppFontAddFile) *add_font;
    __typeof__(FcConfigGetFonts) *fonts_of;
    __typeof__(FcConfigSetCurrent) *set_config;
    __typeof__(FcConfigDestroy) *destroy_config;
    __typeof__(FcFini) *end_fontconfig;
};

#endif
