/* value.h: what a layout's values look like. Private to style. */
#ifndef SL_STYLE_VALUE_H
#define SL_STYLE_VALUE_H

#include "base/num.h"

/* A layout is named, never reached by a path. */
bool sl_value_is_name(sl_str s);
/* What stands as a custom property of the web page too: letters, digits, - and _. */
bool sl_value_is_token(sl_str s);
/* "#0b0c0c", in lower case. */
bool sl_value_parse_color(sl_str s, uint32_t *out);
/* Digits and a unit of CSS: it goes into the web page as it stands. */
bool sl_value_is_css_length(sl_str s);
/* In hundredths: 450 is 4.5 : 1 (WCAG 2.2, 1.4.3). */
int64_t sl_value_contrast(uint32_t a, uint32_t b);

#endif
