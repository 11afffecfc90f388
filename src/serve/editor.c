#include "serve/editor.h"

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include "base/buf.h"

static sl_str fill(sl_arena *a, sl_str word, const char *file, unsigned line, unsigned column)
{
    sl_buf b;
    sl_buf_init(&b);
    for (size_t at = 0; at < word.n;) {
        sl_str rest = sl_str_slice(word, at, word.n);
        if (sl_str_starts(rest, "{file}")) {
            sl_buf_push_z(&b, file);
            at += strlen("{file}");
        } else if (sl_str_starts(rest, "{line}")) {
            sl_buf_push_int(&b, line);
            at += strlen("{line}");
        } else if (sl_str_starts(rest, "{column}")) {
            sl_buf_push_int(&b, column);
            at += strlen("{column}");
        } else {
            sl_buf_push_char(&b, word.p[at++]);
        }
    }
    return sl_buf_take(&b, a);
}

sl_str sl_editor_address(sl_arena *a, const char *editor, const char *file, unsigned line,
                         unsigned column)
{
    sl_str s = sl_str_from(editor);
    return sl_str_find(s, SL_STR("://"), 0) == SIZE_MAX ? SL_STR_NONE
                                                        : fill(a, s, file, line, column);
}

/* No shell reads the words: a file's name is a name, whatever it holds. */
bool sl_editor_run(const char *editor, const char *file, unsigned line, unsigned column)
{
    enum { MOST = 32 };
    sl_arena *a = sl_arena_new();
    char *words[MOST + 3];
    size_t n = 0;
    bool placed = false;
    sl_str rest = sl_str_from(editor), word;
    while (n < MOST && sl_str_split(&rest, ' ', &word)) {
        placed = placed || sl_str_find(word, SL_STR("{file}"), 0) != SIZE_MAX;
        if (word.n)
            words[n++] = (char *)fill(a, word, file, line, column).p;
    }
    if (!placed) {
        words[n++] = (char *)sl_str_format(a, "+%u", line).p;
        words[n++] = (char *)file;
    }
    words[n] = NULL;
    pid_t child = n > (placed ? 0u : 2u) ? fork() : -1;
    if (child == 0) {
        int none = open("/dev/null", O_RDWR);
        dup2(none, STDIN_FILENO);
        setsid();
        execvp(words[0], words);
        _exit(127);
    }
    sl_arena_free(a);
    return child > 0;
}
