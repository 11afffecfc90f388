#include "page/drawer.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/limits.h"
#include "base/mem.h"
#include "base/sanitized.h"

/* How a child ends that had no memory: of its own limit, or of the machine's. */
enum { END_LIMIT = 4, END_MACHINE = 5 };

/* One SVG after the other, so one child at a time. */
static struct {
    pid_t pid; /* 0: none */
    int socket;
} child;

/* What stands before the bytes of an answer; good: the form, else the reason. */
typedef struct head {
    bool good;
    double width, height;
    uint32_t n;
} head;

static bool send_all(int to, const void *p, size_t n)
{
    for (const char *at = p; n;) {
        ssize_t sent = send(to, at, n, MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR)
            continue;
        if (sent <= 0)
            return false;
        at += sent;
        n -= (size_t)sent;
    }
    return true;
}

static bool take_all(int from, void *p, size_t n)
{
    for (char *at = p; n;) {
        ssize_t got = recv(from, at, n, 0);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return false;
        at += got;
        n -= (size_t)got;
    }
    return true;
}

/* --- in the child --- */

static void limit(int what, rlim_t to)
{
    struct rlimit now;
    if (getrlimit(what, &now) == 0 && (now.rlim_max == RLIM_INFINITY || to <= now.rlim_max)) {
        now.rlim_cur = to;
        setrlimit(what, &now);
    }
}

/* A few seconds more than were used so far. */
static void limit_time(void)
{
    struct rusage used;
    getrusage(RUSAGE_SELF, &used);
    limit(RLIMIT_CPU, (rlim_t)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) + SL_LIMIT_SVG_SECONDS);
}

/* Bytes of data that this process has; 0 when the system does not tell. */
static size_t data_in_use(void)
{
    char text[128] = "";
    int fd = open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
    ssize_t n = fd < 0 ? -1 : read(fd, text, sizeof text - 1);
    unsigned long data = 0;
    if (fd >= 0)
        close(fd);
    if (n <= 0 || sscanf(text, "%*u %*u %*u %*u %*u %lu", &data) != 1)
        return 0;
    return data * (size_t)sysconf(_SC_PAGESIZE);
}

/* Its own limit was met when what it has and what it wanted, a step of the heap, are more than
 * that. */
static bool end_without_memory(void)
{
    enum { ROUNDING = SL_MEM_STEP + (16 << 20) };
    bool own = data_in_use() + sl_mem_wanted() + ROUNDING > SL_LIMIT_SVG_MEMORY;
    _exit(own ? END_LIMIT : END_MACHINE);
}

static bool answer(int to, const sl_drawn *d)
{
    sl_str why = sl_str_from(d->why), bytes = d->good ? d->form : why;
    head h = {d->good, d->width, d->height, (uint32_t)bytes.n};
    return send_all(to, &h, sizeof h) && send_all(to, bytes.p, bytes.n);
}

static void serve(int socket, const char *fonts, sl_draw_one *draw)
{
    uint32_t n;
    signal(SIGXCPU, SIG_DFL);
    signal(SIGABRT, SIG_DFL);
    sl_mem_on_exhaustion(end_without_memory);
    limit(RLIMIT_CORE, 0);
    if (!SL_SANITIZES_ADDRESS) /* its shadow memory is larger than any limit */
        limit(RLIMIT_DATA, SL_LIMIT_SVG_MEMORY);
    int nowhere = open("/dev/null", O_RDWR | O_CLOEXEC);
    if (nowhere >= 0) { /* what libraries say of broken files is for nobody */
        dup2(nowhere, STDOUT_FILENO);
        dup2(nowhere, STDERR_FILENO);
    }
    while (take_all(socket, &n, sizeof n) && n <= SL_LIMIT_SVG_BYTES) {
        sl_arena *a = sl_arena_new();
        char *bytes = SL_NEW_ARRAY(a, char, n + 1u);
        limit_time();
        if (!take_all(socket, bytes, n))
            break;
        sl_drawn d = draw(a, (sl_str){bytes, n}, fonts);
        if (!answer(socket, &d))
            break;
        sl_arena_free(a);
    }
    _exit(0);
}

/* --- in the parent --- */

/* Ends the child, if it has not ended; its status. */
static int end_child(void)
{
    int status = 0;
    if (!child.pid)
        return 0;
    close(child.socket);
    if (waitpid(child.pid, &status, WNOHANG) != child.pid) {
        kill(child.pid, SIGKILL);
        while (waitpid(child.pid, &status, 0) < 0 && errno == EINTR)
            continue;
    }
    child.pid = 0;
    return status;
}

static void stop(void)
{
    end_child();
}

static bool start(const char *fonts, sl_draw_one *draw)
{
    static bool registered;
    int ends[2];
    if (child.pid)
        return true;
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
        return false;
    pid_t pid = fork();
    if (pid == 0) {
        close(ends[0]);
        serve(ends[1], fonts, draw);
    }
    close(ends[1]);
    if (pid < 0) {
        close(ends[0]);
        return false;
    }
    child.pid = pid;
    child.socket = ends[0];
    if (!registered)
        atexit(stop);
    registered = true;
    return true;
}

static bool take_answer(sl_arena *a, sl_drawn *d)
{
    head h;
    if (!take_all(child.socket, &h, sizeof h) || h.n > SL_LIMIT_IMAGE_BYTES)
        return false;
    char *bytes = SL_NEW_ARRAY(a, char, h.n + 1u);
    if (!take_all(child.socket, bytes, h.n))
        return false;
    bytes[h.n] = '\0';
    *d = (sl_drawn){h.good, h.width, h.height, {bytes, h.n}, h.good ? NULL : bytes};
    return true;
}

/* Whether who started the program bounds its memory: libraries then end by a signal at places of
 * their own. */
static bool is_bounded(void)
{
    struct rlimit as;
    return getrlimit(RLIMIT_AS, &as) == 0 && as.rlim_cur != RLIM_INFINITY;
}

sl_drawn sl_drawer_draw(sl_arena *a, sl_str bytes, const char *fonts, sl_draw_one *draw)
{
    sl_drawn d = {.why = "no process can be started to draw it"};
    uint32_t n = (uint32_t)bytes.n;
    if (!start(fonts, draw))
        return d;
    if (send_all(child.socket, &n, sizeof n) && send_all(child.socket, bytes.p, bytes.n) &&
        take_answer(a, &d))
        return d;
    int status = end_child(); /* the next SVG gets another */
    bool machine = WIFEXITED(status) && WEXITSTATUS(status) == END_MACHINE;
    if (machine || (WIFSIGNALED(status) && is_bounded() && WTERMSIG(status) != SIGXCPU))
        sl_mem_exhausted(0);
    d.why = "drawing it takes too much time or memory";
    return d;
}
