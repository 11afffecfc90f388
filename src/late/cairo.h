/* cairo.h: cairo's functions, as the late module gives them: sl_cairo.move_to is cairo_move_to.
 *
 * cairo brings a dozen libraries of the window system with it, which take longer to load than many
 * a page takes to set, and most documents have nothing for it to read or paint.
 */
#ifndef SL_LATE_CAIRO_H
#define SL_LATE_CAIRO_H

#include <cairo-ft.h>
#include <cairo-pdf.h>
#include <stdbool.h>

/* All that are called, without their prefix. */
#define SL_CAIRO_FUNCTIONS(X)                                                                      \
    X(close_path)                                                                                  \
    X(create)                                                                                      \
    X(curve_to)                                                                                    \
    X(destroy)                                                                                     \
    X(fill)                                                                                        \
    X(fill_preserve)                                                                               \
    X(font_face_destroy)                                                                           \
    X(font_face_set_user_data)                                                                     \
    X(ft_font_face_create_for_ft_face)                                                             \
    X(glyph_allocate)                                                                              \
    X(glyph_free)                                                                                  \
    X(image_surface_create)                                                                        \
    X(image_surface_create_from_png_stream)                                                        \
    X(image_surface_get_data)                                                                      \
    X(image_surface_get_format)                                                                    \
    X(image_surface_get_height)                                                                    \
    X(image_surface_get_stride)                                                                    \
    X(image_surface_get_width)                                                                     \
    X(line_to)                                                                                     \
    X(matrix_init_scale)                                                                           \
    X(move_to)                                                                                     \
    X(new_path)                                                                                    \
    X(paint)                                                                                       \
    X(pdf_surface_create_for_stream)                                                               \
    X(pdf_surface_restrict_to_version)                                                             \
    X(pdf_surface_set_metadata)                                                                    \
    X(rectangle)                                                                                   \
    X(restore)                                                                                     \
    X(save)                                                                                        \
    X(scale)                                                                                       \
    X(set_antialias)                                                                               \
    X(set_dash)                                                                                    \
    X(set_font_face)                                                                               \
    X(set_font_matrix)                                                                             \
    X(set_line_cap)                                                                                \
    X(set_line_width)                                                                              \
    X(set_source_rgb)                                                                              \
    X(set_source_surface)                                                                          \
    X(show_text_glyphs)                                                                            \
    X(status)                                                                                      \
    X(stroke_preserve)                                                                             \
    X(surface_destroy)                                                                             \
    X(surface_finish)                                                                              \
    X(surface_flush)                                                                               \
    X(surface_mark_dirty)                                                                          \
    X(surface_status)                                                                              \
    X(text_cluster_allocate)                                                                       \
    X(text_cluster_free)                                                                           \
    X(transform)                                                                                   \
    X(translate)

struct sl_cairo {
#define SL_CAIRO_MEMBER(name) __typeof__(cairo_##name) *name;
    SL_CAIRO_FUNCTIONS(SL_CAIRO_MEMBER)
#undef SL_CAIRO_MEMBER
};

/* Not to be called before sl_cairo_open() has said true. */
extern struct sl_cairo sl_cairo;

/* False when the late module is not there (late.h). On the main thread. */
bool sl_cairo_open(void);

#endif
