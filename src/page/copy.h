/* copy.h: painted things with all that they point at, in another arena: what is kept from one
 * reading to the next (base/folder.h) may point at nothing that goes with the reading. Words, faces
 * and images are not copied. */
#ifndef SL_PAGE_COPY_H
#define SL_PAGE_COPY_H

#include "page/page.h"

sl_paint sl_paint_copy(sl_arena *a, const sl_paint *paint);
sl_link sl_link_copy(sl_arena *a, const sl_link *link);
sl_picture *sl_picture_copy(sl_arena *a, const sl_picture *p);

#endif
