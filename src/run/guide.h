/* guide.h: what a framework asks of each kind of item, as a table for those who write them. */
#ifndef SL_RUN_GUIDE_H
#define SL_RUN_GUIDE_H

#include "model/framework.h"

/* Markdown, below a heading of its own. */
void sl_guide_push(sl_buf *out, const sl_framework *f);

#endif
