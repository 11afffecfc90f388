#include "late/cairo.h"

#include "late/late.h"

struct sl_cairo sl_cairo;

bool sl_cairo_open(void)
{
    const sl_late *late = sl_late_open();
    if (late)
        sl_cairo = *late->cairo;
    return late != NULL;
}
