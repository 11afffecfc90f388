/* svg_face.h: the faces that an SVG asks for. Private to page. */
#ifndef SL_PAGE_SVG_FACE_H
#define SL_PAGE_SVG_FACE_H

#include "base/arena.h"
#include "base/str.h"

/* A face of an SVG with text for which nothing that is bundled, and no kind of face, is named as
 * well; empty: there is none. */
sl_str sl_svg_strange_face(sl_arena *a, sl_str bytes);

#endif
