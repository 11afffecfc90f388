#include "serve/starter.h"

#include <limits.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include "serve/editor.h"

typedef struct place {
    unsigned line, column;
    char file[PATH_MAX];
} place;

/* A file of the folder by its own name: no link, no way round. */
static bool is_beneath(const char *file, const char *folder)
{
    char own[PATH_MAX], top[PATH_MAX];
    if (!realpath(file, own) || !realpath(folder, top) || strcmp(own, file) != 0)
        return false;
    size_t n = strlen(top);
    return strncmp(own, top, n) == 0 && own[n] == '/';
}

static void serve(int from, const char *editor, const char *folder)
{
    struct sigaction forget = {.sa_handler = SIG_DFL, .sa_flags = SA_NOCLDWAIT};
    place p;
    sigaction(SIGCHLD, &forget, NULL); /* editors that have ended */
    while (recv(from, &p, sizeof p, 0) == (ssize_t)sizeof p) {
        p.file[sizeof p.file - 1] = '\0';
        char started =
            is_beneath(p.file, folder) && sl_editor_run(editor, p.file, p.line, p.column);
        send(from, &started, 1, MSG_NOSIGNAL);
    }
}

bool sl_starter_begin(sl_starter *s, const char *editor, const char *folder)
{
    int ends[2];
    s->to = -1;
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0)
        return false;
    pid_t child = fork();
    if (child == 0) {
        close(ends[0]);
        serve(ends[1], editor, folder);
        _exit(0);
    }
    close(ends[1]);
    if (child < 0)
        close(ends[0]);
    else
        s->to = ends[0];
    return child > 0;
}

bool sl_starter_open(const sl_starter *s, const char *file, unsigned line, unsigned column)
{
    place p = {.line = line, .column = column};
    char started = 0;
    if (s->to < 0 || strlen(file) >= sizeof p.file)
        return false;
    memcpy(p.file, file, strlen(file) + 1);
    return send(s->to, &p, sizeof p, MSG_NOSIGNAL) == (ssize_t)sizeof p &&
           recv(s->to, &started, 1, 0) == 1 && started;
}

void sl_starter_end(sl_starter *s)
{
    if (s->to >= 0)
        close(s->to);
    s->to = -1;
}
