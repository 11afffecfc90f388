/* Where links lead: what readers cannot follow, in PDF or HTML, is a finding in both. */
#include <strings.h>

#include "base/assert.h"
#include "base/file.h"
#include "check/checking.h"
#include "load/names.h"

static bool starts_fold(sl_str s, const char *z)
{
    size_t n = strlen(z);
    return s.n >= n && strncasecmp(s.p, z, n) == 0;
}

/* The item whose file a relative path leads to, from the file that the link stands in. */
static const sl_item *item_of(const sl_strategy *s, sl_str path)
{
    sl_str name = sl_file_name(path);
    for (size_t i = 0; i < s->items.n; i++)
        if (sl_str_equal(
                sl_file_name(sl_sources_lookup(s->sources, s->items.at[i]->span.file)->path), name))
            return s->items.at[i];
    return NULL;
}

static bool is_anchor(const sl_strategy *s, sl_str id)
{
    return sl_strategy_lookup_item(s, id) || sl_strategy_lookup_evidence(s, id) ||
           sl_map_lookup(&s->gap_ids, id) || sl_map_lookup(&s->hidden, id) || sl_names_has(s, id);
}

static void report_anchor(const sl_strategy *s, const sl_node *n, sl_str id)
{
    sl_finding *f = sl_diag_add(s->diags, SL_E0133, n->span,
                                "the link leads to '#%.*s', which is nowhere", SL_FMT(id));
    sl_diag_help(s->diags, f,
                 "write [@ID] for an item, a table or a figure, [@ITEM#name] for a heading, by the "
                 "names that they have");
}

static void report_path(const sl_strategy *s, const sl_node *n, sl_str path)
{
    size_t hash = sl_str_find_char(path, '#', 0);
    sl_str file = hash == SIZE_MAX ? path : sl_str_slice(path, 0, hash);
    sl_finding *f =
        sl_diag_add(s->diags, SL_E0133, n->span,
                    "the link leads to a file, '%.*s', which readers do not have", SL_FMT(path));
    const sl_item *item = sl_str_ends(file, ".md") ? item_of(s, file) : NULL;
    if (item)
        sl_diag_help(s->diags, f, "write [@%.*s], which prints its title and number",
                     SL_FMT(item->id));
    else
        sl_diag_help(s->diags, f, "link to its address on the web, which starts with https://");
}

void sl_check_link(const sl_strategy *s, const sl_item *item, const sl_node *n)
{
    static const char *const followed[] = {"https://", "http://", "mailto:", "tel:"};
    sl_str to = n->target;
    for (size_t i = 0; i < SL_COUNT(followed); i++)
        if (starts_fold(to, followed[i]) && to.n > strlen(followed[i]))
            return;
    if (sl_str_starts(to, "#")) {
        sl_str heading = sl_str_format(s->arena, "%.*s%.*s", SL_FMT(item->id), SL_FMT(to));
        if (!is_anchor(s, sl_str_slice(to, 1, to.n)) && !sl_names_has(s, heading))
            report_anchor(s, n, sl_str_slice(to, 1, to.n));
        return;
    }
    size_t colon = sl_str_find_char(to, ':', 0), slash = sl_str_find_char(to, '/', 0);
    if (!to.n) {
        sl_diag_help(s->diags, sl_diag_add(s->diags, SL_E0133, n->span, "the link leads nowhere"),
                     "write its address in the round brackets");
    } else if (starts_fold(to, "www.")) {
        sl_finding *f = sl_diag_add(s->diags, SL_E0133, n->span,
                                    "the address '%.*s' lacks its beginning", SL_FMT(to));
        sl_diag_help(s->diags, f, "write https://%.*s", SL_FMT(to));
    } else if (sl_str_starts(to, "//") || (colon != SIZE_MAX && colon < slash)) {
        sl_finding *f =
            sl_diag_add(s->diags, SL_E0133, n->span,
                        "the address '%.*s' cannot be followed from a document", SL_FMT(to));
        sl_diag_help(s->diags, f, "addresses start with https://, http://, mailto: or tel:");
    } else {
        report_path(s, n, to);
    }
}
