/* A session that lasts is a session made anew: after every change the arena is reset and the whole
 * strategy is read and checked again, by the same functions as in a build, so that it cannot find
 * anything else than a build would.
 *
 * What makes that fast lies beside the arena, in the folder (base/folder.h): by the content of each
 * file what depends on that file alone (its YAML, its tree of text, an image), by the text of a
 * query what it gave, and by the state of everything else what an item's text was found to hold
 * (check/memo.h). A text that is not saved is laid over the file and counts as its content. All of
 * that is shared by later readings and is changed by none.
 */
#include "session/live.h"

#include "base/folder.h"

struct sl_live {
    sl_options options;
    sl_folder *folder;
    sl_session session;
    sl_making making;
    sl_arena_mark empty; /* of the session's arena */
    bool is_stale, is_touched;
};

sl_live *sl_live_new(const sl_options *options)
{
    sl_arena *a = sl_arena_new();
    sl_live *l = SL_NEW(a, sl_live);
    l->options = *options;
    l->folder = sl_folder_new(options->folder);
    l->session.arena = a;
    l->empty = sl_arena_mark_now(a);
    l->is_stale = true;
    return l;
}

void sl_live_free(sl_live *l)
{
    if (!l)
        return;
    sl_folder *folder = l->folder;
    sl_arena_free(l->session.arena);
    sl_folder_free(folder);
}

sl_options *sl_live_options(sl_live *l)
{
    l->is_stale = true;
    return &l->options;
}

void sl_live_lay(sl_live *l, sl_str path, sl_str bytes)
{
    sl_folder_lay(l->folder, path, bytes);
    l->is_stale = true;
}

void sl_live_lift(sl_live *l, sl_str path)
{
    sl_folder_lift(l->folder, path);
    l->is_stale = l->is_touched = true;
}

bool sl_live_is_laid(const sl_live *l, sl_str path)
{
    return sl_folder_is_laid(l->folder, path);
}

void sl_live_touch(sl_live *l)
{
    l->is_stale = l->is_touched = true;
}

bool sl_live_is_stale(const sl_live *l)
{
    return l->is_stale;
}

sl_making *sl_live_check(sl_live *l)
{
    if (!l->is_stale)
        return &l->making;
    sl_session *s = &l->session;
    sl_arena_reset(s->arena, l->empty);
    sl_folder_settle(l->folder, l->is_touched);
    l->is_stale = l->is_touched = false;
    l->making = (sl_making){.session = s};
    s->options = &l->options;
    s->strategy = NULL;
    sl_sources_init(&s->sources, s->arena);
    s->sources.folder = l->folder;
    sl_sources_reserve(&s->sources, sl_folder_most(l->folder));
    sl_diags_init(&s->diags, s->arena, &s->sources);
    sl_session_load(s);
    if (s->strategy)
        sl_make_open(&l->making, s);
    if (l->making.layout && l->making.fonts)
        sl_make_check_layouts(&l->making);
    if (l->making.fonts)
        sl_make_preflight(&l->making);
    sl_diags_sort(&s->diags);
    return &l->making;
}
