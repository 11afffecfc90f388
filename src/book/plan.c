#include "book/plan.h"

void sl_plan_compose(sl_compose *c, sl_node *root)
{
    sl_node *section = sl_compose_section(c, root, SL_STR("plan"), SL_STR("plan"),
                                          sl_compose_word(c, SL_SAY_PLAN), 1);
    sl_compose_heading(c, section, 1, SL_STR_NONE, section->title);
}
