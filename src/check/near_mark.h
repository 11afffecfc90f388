/* near_mark.h: references in a TEXT that are nearly one. Private to check. */
#ifndef SL_CHECK_NEAR_MARK_H
#define SL_CHECK_NEAR_MARK_H

#include "check/near.h"

/* What stands in brackets and is nearly a citation; where it ends. */
size_t sl_near_check_bracket(sl_near *c, const sl_node *n, size_t open);
/* "@EV-01", "@fig-output" without brackets. */
void sl_near_check_at(sl_near *c, const sl_node *n, size_t at);
/* "(EV-01)", as other programs cite; where it ends. */
size_t sl_near_check_round(sl_near *c, const sl_node *n, size_t open);
/* "(=EV-01)", "{=EV-01}". */
void sl_near_check_equals(sl_near *c, const sl_node *n, size_t at);
/* A place in a source that is an ID: [@EV-01, EV-02]. */
void sl_near_check_place(sl_near *c, const sl_node *cite);

#endif
