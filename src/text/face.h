/* face.h: a face as HarfBuzz sees it. Private to text. */
#ifndef SL_TEXT_FACE_H
#define SL_TEXT_FACE_H

#include <hb.h>

#include "text/font.h"

/* Scaled to the face's own units. */
hb_font_t *sl_face_hb_font(sl_face *face);
hb_face_t *sl_face_hb_face(const sl_face *face);
/* The file's own (checkSumAdjustment of head). */
uint32_t sl_face_checksum(const sl_face *face);

#endif
