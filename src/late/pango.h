/* pango.h: what the setting of text asks of Pango, as the late module gives it. */
#ifndef SL_LATE_PANGO_H
#define SL_LATE_PANGO_H

#include <pango/pango.h>

struct sl_pango {
    __typeof__(pango_log2vis_get_embedding_levels) *find_levels;
    __typeof__(g_unichar_type) *type_of;
    __typeof__(g_free) *release;
};

#endif
