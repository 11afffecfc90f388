#include "serve/watch.h"

#include <dirent.h>
#include <sys/inotify.h>
#include <unistd.h>

#include "base/file.h"
#include "base/limits.h"

enum {
    EVENTS = IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_CREATE | IN_DELETE | IN_MODIFY |
             IN_DELETE_SELF | IN_MOVE_SELF
};

/* The folder and those below it; hidden ones are not read. */
static void add(sl_watch *w, const char *folder, int depth)
{
    inotify_add_watch(w->fd, folder, EVENTS | IN_ONLYDIR);
    DIR *d = depth < SL_LIMIT_FOLDER_DEPTH ? opendir(folder) : NULL;
    sl_arena *a = sl_arena_new();
    for (struct dirent *e = d ? readdir(d) : NULL; e; e = readdir(d)) {
        const char *path = sl_file_join(a, folder, e->d_name);
        if (e->d_name[0] != '.' && sl_file_is_folder(path) && !sl_file_is_link(path))
            add(w, path, depth + 1);
    }
    if (d)
        closedir(d);
    sl_arena_free(a);
}

bool sl_watch_init(sl_watch *w, const char *folder)
{
    w->arena = sl_arena_new();
    w->folder = sl_arena_copy(w->arena, folder, strlen(folder));
    w->fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    if (w->fd >= 0)
        add(w, folder[0] ? folder : ".", 0);
    return w->fd >= 0;
}

void sl_watch_done(sl_watch *w)
{
    if (w->fd >= 0)
        close(w->fd);
    sl_arena_free(w->arena);
}

bool sl_watch_take(sl_watch *w)
{
    _Alignas(struct inotify_event) char held[16 << 10];
    bool any = false, folders = false;
    for (ssize_t n = read(w->fd, held, sizeof held); n > 0; n = read(w->fd, held, sizeof held)) {
        for (ssize_t at = 0; at < n;) {
            const struct inotify_event *e = (const struct inotify_event *)(held + at);
            bool hidden = e->len && e->name[0] == '.';
            any = any || !hidden;
            folders = folders || (e->mask & (IN_ISDIR | IN_Q_OVERFLOW));
            at += (ssize_t)(sizeof *e + e->len);
        }
    }
    if (folders)
        add(w, w->folder[0] ? w->folder : ".", 0);
    return any;
}
