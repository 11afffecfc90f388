#include "lsp/frame.h"

#include <errno.h>
#include <poll.h>
#include <strings.h>
#include <unistd.h>

/* A head has two lines; a message holds at most a file of the largest size, each byte escaped. */
enum { MOST_HEAD = 8 << 10, MOST_BODY = 128 << 20, STEP = 64 << 10 };

void sl_frames_init(sl_frames *f, int in, int out)
{
    *f = (sl_frames){.in = in, .out = out};
    sl_buf_init(&f->held);
}

void sl_frames_done(sl_frames *f)
{
    sl_buf_done(&f->held);
}

static bool stop(sl_frames *f, const char *why)
{
    f->is_over = true;
    f->why = why;
    return false;
}

/* Reads what there is, waiting for it. */
static bool fill(sl_frames *f)
{
    for (;;) {
        char *to = sl_buf_reserve(&f->held, STEP);
        ssize_t n = read(f->in, to, STEP);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return stop(f, NULL);
        f->held.n += (size_t)n;
        return true;
    }
}

static void drop_taken(sl_frames *f)
{
    if (!f->taken)
        return;
    memmove(f->held.p, f->held.p + f->taken, f->held.n - f->taken);
    f->held.n -= f->taken;
    f->taken = 0;
}

/* The length that a head gives; SIZE_MAX: none, or too much. */
static size_t read_length(sl_str head)
{
    size_t length = SIZE_MAX;
    sl_str line;
    while (sl_str_split(&head, '\n', &line)) {
        static const char name[] = "content-length:";
        line = sl_str_trim(line);
        if (line.n < sizeof name || strncasecmp(line.p, name, sizeof name - 1) != 0)
            continue;
        sl_str figures = sl_str_trim(sl_str_slice(line, sizeof name - 1, line.n));
        length = 0;
        for (size_t i = 0; i < figures.n; i++) {
            if (!sl_is_digit(figures.p[i]))
                return SIZE_MAX;
            length = length * 10 + (size_t)(figures.p[i] - '0');
            if (length > MOST_BODY)
                return SIZE_MAX;
        }
        if (!figures.n)
            return SIZE_MAX;
    }
    return length;
}

/* Whether a whole message is held: where its text begins, and how long it is. */
static bool find(sl_frames *f, size_t *begin, size_t *length)
{
    size_t end = sl_str_find(sl_buf_str(&f->held), SL_STR("\r\n\r\n"), f->taken);
    if (end == SIZE_MAX) {
        if (f->held.n - f->taken > MOST_HEAD)
            stop(f, "the head of a message is too long");
        return false;
    }
    *begin = end + 4;
    *length = read_length(sl_str_slice(sl_buf_str(&f->held), f->taken, end));
    if (*length == SIZE_MAX)
        return stop(f, "a message says no length that can be read");
    return f->held.n - *begin >= *length;
}

bool sl_frame_read(sl_frames *f, sl_str *text)
{
    size_t begin, length;
    drop_taken(f);
    while (!find(f, &begin, &length))
        if (f->is_over || !fill(f))
            return false;
    *text = sl_str_slice(sl_buf_str(&f->held), begin, begin + length);
    f->taken = begin + length;
    return true;
}

bool sl_frame_waits(sl_frames *f, int milliseconds)
{
    size_t begin, length;
    if (f->is_over || find(f, &begin, &length))
        return true;
    struct pollfd one = {.fd = f->in, .events = POLLIN};
    return poll(&one, 1, milliseconds) != 0;
}

static bool write_all(int to, const char *p, size_t n)
{
    while (n) {
        ssize_t done = write(to, p, n);
        if (done < 0 && errno == EINTR)
            continue;
        if (done <= 0)
            return false;
        p += done;
        n -= (size_t)done;
    }
    return true;
}

bool sl_frame_write(sl_frames *f, sl_str text)
{
    sl_buf b;
    sl_buf_init(&b);
    sl_buf_push_format(&b, "Content-Length: %zu\r\n\r\n", text.n);
    sl_buf_push_str(&b, text);
    bool good = write_all(f->out, b.p, b.n);
    sl_buf_done(&b);
    return good || stop(f, NULL);
}
