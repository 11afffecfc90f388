/* What reads a layout: values along its chain, and what is said of those that cannot be read. */
#include "style/reading.h"

/* The nearest value of section.key along the chain. */
const sl_yaml *sl_layout_find(const sl_layout_reading *l, const char *section, sl_str key)
{
    for (size_t i = 0; i < l->n; i++) {
        const sl_yaml *y = sl_yaml_lookup_str(sl_yaml_lookup(l->chain[i], section), key);
        if (y)
            return y;
    }
    return NULL;
}

void sl_layout_report(sl_layout_reading *l, const sl_yaml *y, const char *what)
{
    sl_finding *f =
        sl_diag_add(l->diags, SL_E0303, y->span, "'%.*s' is no %s", SL_FMT(y->text), what);
    sl_diag_help(l->diags, f,
                 "lengths are written 12pt, 5mm or 1.5em; colours are tokens of 'colors'");
}
