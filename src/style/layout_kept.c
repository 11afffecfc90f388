/* A layout that an earlier reading of a kept folder has read is taken from there, while its files
 * are the same: they are read, and not parsed. */
#include "base/file.h"
#include "base/limits.h"
#include "style/layout_read.h"

/* What a layout was made of, and what was found. */
typedef struct made {
    const sl_layout *layout;
    sl_diags diags;
    SL_VEC(sl_source) files;
    uint32_t first; /* the number of the first of them: places count by it */
} made;

/* Registers the files, when they are what they were. */
static bool is_same(const made *m, sl_arena *a, sl_sources *sources)
{
    if (sources->files.n != m->first)
        return false;
    for (size_t i = 0; i < m->files.n; i++) {
        sl_str bytes;
        if (sl_file_read(a, m->files.at[i].name.p, SL_LIMIT_FILE_BYTES, &bytes, NULL) !=
                SL_FILE_OK ||
            !sl_str_equal(bytes, m->files.at[i].bytes))
            return false;
    }
    for (size_t i = 0; i < m->files.n; i++)
        sl_sources_add(sources, m->files.at[i].name, m->files.at[i].path, m->files.at[i].bytes);
    return true;
}

/* Whether a strategy may have a layout of its own: what they are read from is looked after by who
 * keeps the strategy's files. */
static bool has_own(sl_arena *a, sl_sources *sources, const char *own, sl_str name)
{
    return own && (sl_file_is_folder(sl_file_join(a, own, SL_LAYOUT_OWN_FOLDER)) ||
                   sl_layout_is_own(a, sources, own, name) ||
                   sl_layout_is_own(a, sources, own, SL_STR("base")));
}

static void make(made *m, sl_arena *a, sl_sources *sources, const char *folder, sl_str name)
{
    *m = (made){.first = (uint32_t)sources->files.n};
    sl_diags_init(&m->diags, a, sources);
    sl_layout *layout = sl_layout_read(a, sources, &m->diags, folder, NULL, sl_str_copy(a, name));
    if (layout)
        layout->is_kept = true;
    for (size_t i = 0; layout && i < layout->parts.n; i++)
        layout->parts.at[i]->is_kept = true;
    m->layout = layout;
    for (size_t i = m->first; i < sources->files.n; i++)
        SL_PUSH(a, m->files, sources->files.at[i]);
}

const sl_layout *sl_layout_load(sl_arena *a, sl_sources *sources, sl_diags *d, const char *folder,
                                const char *own, sl_str name)
{
    if (!sources->folder || has_own(a, sources, own, name))
        return sl_layout_read(a, sources, d, folder, own, name);
    sl_str key =
        sl_str_format(a, "layout %u %s/%.*s", (unsigned)sources->files.n, folder, SL_FMT(name));
    made *const *known = sl_folder_recall(sources->folder, key);
    made *m = known ? *known : NULL;
    sl_arena *keeping = sl_folder_remembering(sources->folder);
    if (!m) {
        m = SL_NEW(keeping, made);
        make(m, keeping, sources, folder, name);
        sl_folder_remember(sources->folder, key, &m, sizeof m);
    } else if (!is_same(m, a, sources)) {
        make(m, keeping, sources, folder, name);
    }
    sl_diags_repeat(d, &m->diags);
    return m->layout;
}
