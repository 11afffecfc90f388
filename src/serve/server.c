#include "serve/serve.h"

#include <arpa/inet.h>
#include <errno.h>
#include <jansson.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/assert.h"
#include "base/file.h"
#include "base/mem.h"
#include "late/http.h"
#include "serve/edit.h"
#include "serve/found.h"
#include "serve/starter.h"
#include "serve/guard.h"
#include "serve/preview.h"
#include "serve/watch.h"
#include "session/cursor.h"

enum {
    MOST_CONNECTIONS = 256,
    MOST_HELD = 32 << 10, /* of one request's head */
    MOST_BODY = 64 << 10,
    MOST_EDIT = 1 << 20, /* of an edit: a chapter has a tenth of it */
    SLOW = 20,           /* seconds that a client may take */
    WAIT = 15000,        /* milliseconds that an answer waits for a change */
    SETTLE = 4           /* milliseconds: a save is several events */
};

/* One request while it lasts. */
typedef struct request {
    struct request *next;
    struct MHD_Connection *connection;
    sl_buf body;
    size_t most; /* bytes that its body may have; 0: it is refused, and its body passed over */
    bool is_too_long, waits;
    int64_t until; /* when it is answered, come what may */
} request;

/* What the page is made of. */
static const struct {
    const char *name, *type;
} own_files[] = {
    {"index.html", "text/html; charset=utf-8"},    {"app.css", "text/css; charset=utf-8"},
    {"app.js", "text/javascript; charset=utf-8"},  {"edit.css", "text/css; charset=utf-8"},
    {"edit.js", "text/javascript; charset=utf-8"}, {"things.js", "text/javascript; charset=utf-8"},
    {"find.js", "text/javascript; charset=utf-8"}, {"place.js", "text/javascript; charset=utf-8"},
};

typedef struct server {
    const sl_http *http;
    struct MHD_Daemon *daemons[2]; /* on 127.0.0.1, and on ::1 where the machine has it */
    size_t daemon_count;
    sl_guard guard;
    sl_preview preview;
    sl_editing editing;
    sl_watch watch;
    sl_cursor cursor;
    uint32_t cursor_count;          /* how often an editor said where it is */
    sl_buf cursor_id, cursor_words; /* what is there */
    const sl_options *options;
    const char *editor;
    sl_starter starter;
    request *requests;
    sl_str own[SL_COUNT(own_files)];
    sl_arena *arena;
} server;

static volatile sig_atomic_t is_told_to_end;

static void end(int signal)
{
    (void)signal;
    is_told_to_end = 1;
}

static int64_t now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* --- answers --- */

/* Nothing from elsewhere, no inline script, in no page of others. */
#define POLICY                                                                                     \
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src "        \
    "'self'; "                                                                                     \
    "frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
/* The reader says itself which style is its own. */
#define READER_POLICY                                                                              \
    "script-src 'none'; frame-ancestors 'self'; base-uri 'none'; form-action 'none'"

static enum MHD_Result answer(server *s, struct MHD_Connection *c, unsigned status,
                              const char *type, sl_str body)
{
    const sl_http *h = s->http;
    struct MHD_Response *r = h->create_response_from_buffer(body.n, (void *)(body.p ? body.p : ""),
                                                            MHD_RESPMEM_MUST_COPY);
    if (!r)
        return MHD_NO;
    bool reader = strcmp(type, "reader") == 0;
    const char *headers[][2] = {
        {"Content-Type", reader ? "text/html; charset=utf-8" : type},
        {"Content-Security-Policy", reader ? READER_POLICY : POLICY},
        {"X-Content-Type-Options", "nosniff"},
        {"Referrer-Policy", "no-referrer"},
        {"Cross-Origin-Resource-Policy", "same-origin"},
        {"Cross-Origin-Opener-Policy", "same-origin"},
        {"Cache-Control", "no-store"},
    };
    for (size_t i = 0; i < SL_COUNT(headers); i++)
        h->add_response_header(r, headers[i][0], headers[i][1]);
    enum MHD_Result queued = h->queue_response(c, status, r);
    h->destroy_response(r);
    return queued;
}

static enum MHD_Result refuse(server *s, struct MHD_Connection *c, unsigned status, const char *why)
{
    return answer(s, c, status, "text/plain; charset=utf-8", sl_str_from(why));
}

static enum MHD_Result answer_buf(server *s, struct MHD_Connection *c, const char *type, sl_buf *b)
{
    enum MHD_Result done = answer(s, c, 200, type, sl_buf_str(b));
    sl_buf_done(b);
    return done;
}

#define JSON_TYPE "application/json; charset=utf-8"

static const char *value_of(const server *s, struct MHD_Connection *c, enum MHD_ValueKind kind,
                            const char *key)
{
    return s->http->lookup_connection_value(c, kind, key);
}

static bool parse_number(const char *text, uint32_t *n)
{
    return text && strlen(text) < 10 && sl_num_parse(sl_str_from(text), n);
}

/* Answers at once when the page knows less, else when there is something new. */
static enum MHD_Result answer_state(server *s, struct MHD_Connection *c, request *r)
{
    uint32_t since = 0, cursor = s->cursor_count;
    parse_number(value_of(s, c, MHD_GET_ARGUMENT_KIND, "since"), &since);
    parse_number(value_of(s, c, MHD_GET_ARGUMENT_KIND, "cursor"), &cursor);
    if (since == s->preview.version && cursor == s->cursor_count && !r->until) {
        r->until = now() + WAIT;
        r->waits = true;
        s->http->suspend_connection(c);
        return MHD_YES;
    }
    sl_buf b;
    sl_buf_init(&b);
    sl_preview_push_state(&b, &s->preview);
    b.n--; /* its last brace */
    sl_buf_push_format(&b, ", \"cursor\": {\"count\": %u", s->cursor_count);
    sl_buf_push_json_pair(&b, "id", sl_buf_str(&s->cursor_id), false);
    sl_buf_push_json_pair(&b, "paragraph", sl_buf_str(&s->cursor_words), false);
    sl_buf_push_z(&b, "}}");
    return answer_buf(s, c, JSON_TYPE, &b);
}

static enum MHD_Result answer_page(server *s, struct MHD_Connection *c, sl_str name)
{
    uint32_t index = 0, dpi = 96;
    char number[16] = "";
    const char *said = value_of(s, c, MHD_GET_ARGUMENT_KIND, "dpi");
    if ((said && !parse_number(said, &dpi)) || !sl_str_ends(name, ".png") ||
        name.n - 4 >= sizeof number)
        return refuse(s, c, 404, "there is no such page\n");
    memcpy(number, name.p, name.n - 4);
    sl_buf b;
    sl_buf_init(&b);
    if (parse_number(number, &index) && index && dpi >= 24 && dpi <= 300 &&
        sl_preview_push_page(&b, &s->preview, index - 1, dpi))
        return answer_buf(s, c, "image/png", &b);
    sl_buf_done(&b);
    return refuse(s, c, 404, "there is no such page\n");
}

static enum MHD_Result answer_get(server *s, struct MHD_Connection *c, request *r, sl_str path)
{
    sl_buf b;
    sl_buf_init(&b);
    for (size_t i = 0; i < SL_COUNT(own_files); i++)
        if (sl_str_equal_z(path, i ? own_files[i].name : ""))
            return answer(s, c, 200, own_files[i].type, s->own[i]);
    if (sl_str_equal_z(path, "state"))
        return answer_state(s, c, r);
    if (sl_str_equal_z(path, "reader") && s->preview.is_shown)
        return answer(s, c, 200, "reader", sl_buf_str(&s->preview.html));
    if (sl_str_equal_z(path, "pages")) {
        sl_preview_push_pages(&b, &s->preview);
        return answer_buf(s, c, JSON_TYPE, &b);
    }
    if (sl_str_starts(path, "page/"))
        return answer_page(s, c, sl_str_slice(path, strlen("page/"), path.n));
    return refuse(s, c, 404, "there is nothing here\n");
}

/* --- what the page asks to be done --- */

static sl_str text_of(const json_t *o, const char *key)
{
    const json_t *t = json_object_get(o, key);
    return json_is_string(t) ? (sl_str){json_string_value(t), json_string_length(t)} : SL_STR_NONE;
}

static enum MHD_Result answer_find(server *s, struct MHD_Connection *c, const json_t *asked)
{
    sl_buf b;
    sl_buf_init(&b);
    sl_found_push(&b, &s->preview, s->options, s->editor, &s->starter, asked);
    return answer_buf(s, c, JSON_TYPE, &b);
}

static void resume(server *s)
{
    for (request *r = s->requests; r; r = r->next)
        if (r->waits) {
            r->waits = false;
            s->http->resume_connection(r->connection);
        }
}

static void update(server *s)
{
    sl_preview_update(&s->preview);
    resume(s);
}

/* An editor has said where it is. */
static void follow(server *s)
{
    sl_arena *a = sl_arena_new();
    sl_str path, id, words;
    uint32_t line;
    if (sl_cursor_take(&s->cursor, a, &path, &line)) {
        sl_preview_find_line(&s->preview, path, line, &id, &words);
        s->cursor_count++;
        s->cursor_id.n = s->cursor_words.n = 0;
        sl_buf_push_str(&s->cursor_id, id);
        sl_buf_push_str(&s->cursor_words, words);
        resume(s);
    }
    sl_arena_free(a);
}

static enum MHD_Result answer_edit(server *s, struct MHD_Connection *c, const json_t *asked,
                                   sl_str path)
{
    if (s->options->read_only)
        return refuse(s, c, 403, "it is served to be read only\n");
    sl_buf b;
    bool saved = false;
    sl_buf_init(&b);
    unsigned status = sl_editing_answer(&s->editing, path, asked, &b, &saved);
    if (saved)
        resume(s);
    enum MHD_Result done = answer(s, c, status, JSON_TYPE, sl_buf_str(&b));
    sl_buf_done(&b);
    return done;
}

static enum MHD_Result answer_post(server *s, struct MHD_Connection *c, request *r, sl_str path)
{
    const char *type = value_of(s, c, MHD_HEADER_KIND, "Content-Type");
    if (r->is_too_long)
        return refuse(s, c, 413, "the request is too long\n");
    /* What a form of another page can send has another type. */
    if (!type || strcmp(type, "application/json") != 0)
        return refuse(s, c, 415, "send application/json\n");
    json_t *asked = json_loadb(r->body.p ? r->body.p : "", r->body.n, 0, NULL);
    enum MHD_Result done;
    if (!json_is_object(asked)) {
        done = refuse(s, c, 400, "the request is no JSON object\n");
    } else if (sl_str_starts(path, "edit/")) {
        done = answer_edit(s, c, asked, sl_str_slice(path, strlen("edit/"), path.n));
    } else if (sl_str_equal_z(path, "find")) {
        done = answer_find(s, c, asked);
    } else if (sl_str_equal_z(path, "choose")) {
        bool good = sl_preview_choose(&s->preview, text_of(asked, "what"), text_of(asked, "value"));
        if (good)
            update(s);
        done = good ? answer(s, c, 200, JSON_TYPE, SL_STR("{}"))
                    : refuse(s, c, 400, "there is no such choice\n");
    } else {
        done = refuse(s, c, 404, "there is nothing here\n");
    }
    json_decref(asked);
    return done;
}

/* --- requests --- */

static enum MHD_Result count(void *context, enum MHD_ValueKind kind, const char *key,
                             const char *value)
{
    (void)kind;
    (void)value;
    *(unsigned *)context += strcasecmp(key, "Host") == 0;
    return MHD_YES;
}

/* The status and reason for which a request is refused; 0: it is not. */
static unsigned find_fault(server *s, struct MHD_Connection *c, const char *method,
                           const char **why)
{
    unsigned hosts = 0;
    const char *site = value_of(s, c, MHD_HEADER_KIND, "Sec-Fetch-Site");
    s->http->get_connection_values(c, MHD_HEADER_KIND, count, &hosts);
    if (hosts != 1 || !sl_guard_knows_host(&s->guard, value_of(s, c, MHD_HEADER_KIND, "Host"))) {
        *why = "this address is not served\n";
        return 403;
    }
    if (!sl_guard_knows_origin(&s->guard, value_of(s, c, MHD_HEADER_KIND, "Origin")) ||
        (site && strcmp(site, "same-origin") != 0 && strcmp(site, "none") != 0)) {
        *why = "requests of other pages are not answered\n";
        return 403;
    }
    if (strcmp(method, "GET") != 0 && strcmp(method, "HEAD") != 0 && strcmp(method, "POST") != 0) {
        *why = "GET, HEAD and POST are answered\n";
        return 405;
    }
    return 0;
}

static request *begin(server *s, struct MHD_Connection *c, const char *method, const char *url)
{
    const char *why;
    sl_str path = sl_guard_strip(&s->guard, url);
    request *r = sl_mem_alloc(sizeof *r);
    r->connection = c;
    sl_buf_init(&r->body);
    if (path.p && !find_fault(s, c, method, &why))
        r->most = sl_str_starts(path, "edit/") ? MOST_EDIT : MOST_BODY;
    r->next = s->requests;
    s->requests = r;
    return r;
}

static enum MHD_Result take(void *context, struct MHD_Connection *c, const char *url,
                            const char *method, const char *version, const char *data, size_t *size,
                            void **own)
{
    server *s = context;
    request *r = *own;
    const char *why = "";
    (void)version;
    if (!r) {
        *own = begin(s, c, method, url);
        return MHD_YES;
    }
    if (*size) {
        r->is_too_long = r->is_too_long || r->body.n + *size > r->most;
        if (!r->is_too_long)
            sl_buf_push(&r->body, data, *size);
        *size = 0;
        return MHD_YES;
    }
    unsigned fault = find_fault(s, c, method, &why);
    sl_str path = sl_guard_strip(&s->guard, url);
    if (fault)
        return refuse(s, c, fault, why);
    if (!path.p && strcmp(url, "/favicon.ico") == 0)
        return answer(s, c, 204, "image/x-icon", SL_STR_NONE);
    if (!path.p)
        return refuse(s, c, 404, "open the address that sightline serve has printed\n");
    return strcmp(method, "POST") == 0 ? answer_post(s, c, r, path) : answer_get(s, c, r, path);
}

static void finish(void *context, struct MHD_Connection *c, void **own,
                   enum MHD_RequestTerminationCode code)
{
    server *s = context;
    request *r = *own;
    (void)c;
    (void)code;
    for (request **at = &s->requests; *at; at = &(*at)->next)
        if (*at == r) {
            *at = r->next;
            break;
        }
    if (r)
        sl_buf_done(&r->body);
    sl_mem_free(r);
    *own = NULL;
}

/* --- the loop --- */

static void resume_late(server *s)
{
    int64_t t = now();
    for (request *r = s->requests; r; r = r->next)
        if (r->waits && r->until <= t) {
            r->waits = false;
            s->http->resume_connection(r->connection);
        }
}

/* Milliseconds until a daemon has something to do by itself. */
static int find_wait(const server *s)
{
    MHD_UNSIGNED_LONG_LONG least = 500, wanted;
    for (size_t i = 0; i < s->daemon_count; i++)
        if (s->http->get_timeout(s->daemons[i], &wanted) == MHD_YES && wanted < least)
            least = wanted;
    return (int)least;
}

static void run_daemons(server *s)
{
    for (size_t i = 0; i < s->daemon_count; i++)
        s->http->run(s->daemons[i]);
}

static void run(server *s)
{
    struct pollfd fds[4] = {{.fd = s->watch.fd, .events = POLLIN},
                            {.fd = s->cursor.fd, .events = POLLIN}};
    for (size_t i = 0; i < s->daemon_count; i++)
        fds[i + 2] = (struct pollfd){
            .fd = s->http->get_daemon_info(s->daemons[i], MHD_DAEMON_INFO_EPOLL_FD)->epoll_fd,
            .events = POLLIN};
    while (!is_told_to_end) {
        int told = poll(fds, 2 + s->daemon_count, find_wait(s));
        if (told > 0 && fds[0].revents) {
            poll(NULL, 0, SETTLE);
            if (sl_watch_take(&s->watch))
                update(s);
        }
        if (told > 0 && fds[1].revents)
            follow(s);
        resume_late(s);
        run_daemons(s);
    }
}

static void keep_quiet(void *context, const char *format, va_list args)
{
    (void)context;
    (void)format;
    (void)args;
}

static bool listen_at(server *s, const struct sockaddr *at, unsigned flags)
{
    struct MHD_Daemon *d = s->http->start_daemon(
        MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ERROR_LOG | flags, 0, NULL, NULL, take,
        s, MHD_OPTION_EXTERNAL_LOGGER, keep_quiet, NULL, MHD_OPTION_SOCK_ADDR, at,
        MHD_OPTION_CONNECTION_LIMIT, (unsigned)MOST_CONNECTIONS, MHD_OPTION_CONNECTION_TIMEOUT,
        (unsigned)SLOW, MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)MOST_HELD,
        MHD_OPTION_NOTIFY_COMPLETED, finish, s, MHD_OPTION_END);
    if (d)
        s->daemons[s->daemon_count++] = d;
    return d != NULL;
}

/* The same port of both; one that has it on ::1 already keeps it. */
static bool listen_on_loopback(server *s)
{
    struct sockaddr_in four = {.sin_family = AF_INET,
                               .sin_port = htons((uint16_t)s->options->port)};
    struct sockaddr_in6 six = {.sin6_family = AF_INET6, .sin6_addr = in6addr_loopback};
    four.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (!listen_at(s, (const struct sockaddr *)&four, 0))
        return false;
    s->guard.port = s->http->get_daemon_info(s->daemons[0], MHD_DAEMON_INFO_BIND_PORT)->port;
    six.sin6_port = htons((uint16_t)s->guard.port);
    listen_at(s, (const struct sockaddr *)&six, MHD_USE_IPv6);
    return true;
}

static bool read_own(server *s)
{
    const char *folder = sl_session_data(s->preview.making->session, "layouts/serve");
    bool good = true;
    for (size_t i = 0; i < SL_COUNT(own_files); i++)
        good = good && sl_file_read(s->arena, sl_file_join(s->arena, folder, own_files[i].name),
                                    1u << 20, &s->own[i], NULL) == SL_FILE_OK;
    return good;
}

/* What a signal interrupts is tried again, but for the wait. */
static void take_signals(void)
{
    struct sigaction a = {.sa_handler = end};
    sigaction(SIGINT, &a, NULL);
    sigaction(SIGTERM, &a, NULL);
    a.sa_handler = SIG_IGN;
    sigaction(SIGPIPE, &a, NULL);
}

sl_served sl_serve_folder(const sl_options *options, void (*confine)(const sl_options *))
{
    server s = {.http = sl_http_open(), .options = options, .arena = sl_arena_new()};
    if (!s.http) {
        sl_arena_free(s.arena);
        return SL_SERVED_NO_MODULE;
    }
    const char *visual = getenv("VISUAL");
    s.editor = options->editor ? options->editor : visual && *visual ? visual : NULL;
    s.starter.to = -1;
    if (s.editor && !options->read_only)
        sl_starter_begin(&s.starter, s.editor, options->folder);
    take_signals();
    bool good = sl_guard_init(&s.guard) && listen_on_loopback(&s);
    if (confine) /* nobody is answered, and nothing of the strategy was read yet */
        confine(options);
    sl_preview_init(&s.preview, options);
    s.editing = (sl_editing){.preview = &s.preview, .watch = &s.watch};
    good = sl_watch_init(&s.watch, options->folder) && good;
    sl_preview_update(&s.preview);
    sl_buf_init(&s.cursor_id);
    sl_buf_init(&s.cursor_words);
    s.cursor.fd = -1;
    good = good && read_own(&s);
    if (good) {
        sl_cursor_begin(&s.cursor, s.arena, options->folder);
        printf("http://127.0.0.1:%u/%s/\n", s.guard.port, s.guard.token);
        fflush(stdout);
        run(&s);
        resume(&s);
        run_daemons(&s);
    }
    for (size_t i = 0; i < s.daemon_count; i++)
        s.http->stop_daemon(s.daemons[i]);
    sl_starter_end(&s.starter);
    sl_cursor_end(&s.cursor);
    sl_buf_done(&s.cursor_id);
    sl_buf_done(&s.cursor_words);
    sl_watch_done(&s.watch);
    sl_editing_done(&s.editing);
    sl_preview_done(&s.preview);
    sl_arena_free(s.arena);
    return good ? SL_SERVED : SL_SERVED_NO_PORT;
}
