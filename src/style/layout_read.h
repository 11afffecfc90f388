/* layout_read.h: a layout as its files have it. Private to style. */
#ifndef SL_STYLE_LAYOUT_READ_H
#define SL_STYLE_LAYOUT_READ_H

#include "style/layout.h"

/* As sl_layout_load; always anew. */
sl_layout *sl_layout_read(sl_arena *a, sl_sources *sources, sl_diags *d, const char *folder,
                          const char *own, sl_str name);

#endif
