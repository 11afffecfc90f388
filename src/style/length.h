/* length.h: lengths of layout. Integers, so that every machine sets the same lines. */
#ifndef SL_STYLE_LENGTH_H
#define SL_STYLE_LENGTH_H

#include "base/num.h"

/* 1/1024 of a point (1/72 inch). A4 is 609,562 by 862,060. */
typedef int32_t sl_u;

#define SL_PT(points) ((sl_u)((points)*1024))
#define SL_U_MAX (SL_PT(1000000))

/* v * mul / div, rounded to nearest, in 64 bits. */
static inline sl_u sl_u_scale(sl_u v, int64_t mul, int64_t div)
{
    int64_t p = (int64_t)v * mul;
    return (sl_u)((p >= 0 ? p + div / 2 : p - div / 2) / div);
}

/* "12pt", "2.5mm", "1in", "1.5em" (of em), bare 0; false when s is no length. */
bool sl_u_parse(sl_str s, sl_u em, sl_u *out);
/* Thousandths of a point, rounded. */
int64_t sl_u_thousandths(sl_u v);
/* In points with at most 3 decimals. */
void sl_buf_push_u(sl_buf *b, sl_u v);

#endif
