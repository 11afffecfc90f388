#include "model/accounted.h"

#include "base/assert.h"
#include "base/file.h"

static bool is_same(char a, char b, bool folded)
{
    return folded ? sl_lower(a) == sl_lower(b) : a == b;
}

/* Where no other * stands in it, what stands behind the first one is the name's end. */
static bool fits_end(sl_str name, const char *end, bool folded)
{
    size_t n = strlen(end);
    for (size_t i = 0; n <= name.n && i < n; i++)
        if (!is_same(end[i], name.p[name.n - n + i], folded))
            return false;
    return n <= name.n;
}

bool sl_name_fits(sl_str name, const char *pattern, bool folded)
{
    if (*pattern == '*' && !strchr(pattern + 1, '*'))
        return fits_end(name, pattern + 1, folded);
    const char *star = NULL;
    for (size_t n = 0, again = 0; n < name.n;) {
        if (*pattern == '*') {
            star = ++pattern;
            again = n;
        } else if (*pattern && is_same(*pattern, name.p[n], folded)) {
            pattern++;
            n++;
        } else if (star) {
            pattern = star;
            n = ++again;
        } else {
            return false;
        }
    }
    while (*pattern == '*')
        pattern++;
    return !*pattern;
}

static bool fits_any(sl_str name, const char *const *patterns, size_t n, bool folded)
{
    for (size_t i = 0; i < n && name.n; i++)
        if ((*patterns[i] == '*' || is_same(*patterns[i], name.p[0], folded)) &&
            sl_name_fits(name, patterns[i], folded))
            return true;
    return false;
}

bool sl_file_is_about(sl_str path)
{
    /* What is about the strategy, not of it: by these names, in capitals. */
    static const char *const about[] = {
        "README",       "README.*",   "Readme.*", "readme.*", "SOURCES.*",  "LICENSE*",
        "LICENCE*",     "NOTICE",     "NOTICE.*", "AUTHORS*", "CHANGELOG*", "CONTRIBUTING*",
        "CITATION.cff", "CODEOWNERS", "COPYING*", "TODO.*",   "Makefile",
    };
    return fits_any(sl_file_name(path), about, SL_COUNT(about), false);
}

bool sl_file_is_licence(sl_str path)
{
    static const char *const names[] = {"LICENSE*", "LICENCE*", "COPYING*", "OFL*", "*-OFL.txt"};
    return fits_any(sl_file_name(path), names, SL_COUNT(names), true);
}

bool sl_file_is_ignored(const sl_strategy *s, sl_str path)
{
    /* What editors, systems, office programs and Git leave behind. Names that begin with a dot are
     * not even listed (base/file.h). */
    static const char *const droppings[] = {
        "*~",          "#*#",    "*.bak", "*.tmp", "*.temp", "*.swp",     "*.swo",
        "*.part",      "*.orig", "*.rej", "*.lnk", "*.url",  "Thumbs.db", "ehthumbs.db",
        "desktop.ini", "Icon\r", "~$*",   "*.log", "*.pyc",  "*.iml",     "*.code-workspace",
        "*.sublime-*",
    };
    /* Outputs, what `sightline schema` writes, archives that a Mac unpacked. */
    static const char *const folders[] = {"out/*", "schema/*.json", "__MACOSX/*"};
    sl_str name = sl_file_name(path);
    if (fits_any(name, droppings, SL_COUNT(droppings), true) || sl_file_is_about(path) ||
        fits_any(path, folders, SL_COUNT(folders), false))
        return true;
    SL_EACH (one, sl_yaml_lookup(s->config, "ignore"))
        if (one->text.n &&
            sl_name_fits(path, sl_arena_copy(s->arena, one->text.p, one->text.n), false))
            return true;
    return false;
}
