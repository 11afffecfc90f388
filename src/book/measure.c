#include "book/measure.h"

static void add_rating(sl_compose *c, sl_node *to, const sl_measure *m)
{
    sl_buf b;
    sl_buf_init(&b);
    sl_measure_push_rating(&b, c->phrases, m);
    const char *role = sl_rating_role(sl_measure_rate(m));
    sl_node *span = role ? sl_compose_add(c, to, SL_NODE_SPAN, role) : to;
    sl_compose_text(c, span, sl_buf_take(&b, c->arena));
}

void sl_measure_compose(sl_compose *c, sl_node *to, const sl_measure *m)
{
    sl_buf b;
    sl_buf_init(&b);
    sl_measure_push(&b, c->phrases, m);
    sl_buf_push_z(&b, b.n ? "; " : "");
    sl_compose_text(c, to, sl_buf_take(&b, c->arena));
    add_rating(c, to, m);
}

void sl_measure_compose_part(sl_compose *c, sl_node *to, const sl_measure *m, sl_str part)
{
    if (!sl_measure_has_part(m, part))
        return;
    if (sl_str_equal_z(part, "rating")) {
        add_rating(c, to, m);
        return;
    }
    sl_buf b;
    sl_buf_init(&b);
    sl_measure_push_part(&b, c->phrases, m, part);
    sl_compose_text(c, to, sl_buf_take(&b, c->arena));
}
