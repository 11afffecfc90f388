#include "serve/guard.h"

#include <stdio.h>
#include <sys/random.h>

bool sl_guard_init(sl_guard *g)
{
    unsigned char bits[16];
    if (getrandom(bits, sizeof bits, 0) != (ssize_t)sizeof bits)
        return false;
    for (size_t i = 0; i < sizeof bits; i++)
        snprintf(g->token + 2 * i, 3, "%02x", bits[i]);
    return true;
}

static bool is_loopback(const sl_guard *g, sl_str host)
{
    static const char *const names[] = {"127.0.0.1", "localhost", "[::1]"};
    char known[64];
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        snprintf(known, sizeof known, "%s:%u", names[i], g->port);
        if (sl_str_equal_z(host, known))
            return true;
    }
    return false;
}

bool sl_guard_knows_host(const sl_guard *g, const char *host)
{
    return host && is_loopback(g, sl_str_from(host));
}

bool sl_guard_knows_origin(const sl_guard *g, const char *origin)
{
    static const char scheme[] = "http://";
    if (!origin)
        return true;
    sl_str s = sl_str_from(origin);
    return sl_str_starts(s, scheme) && is_loopback(g, sl_str_slice(s, sizeof scheme - 1, s.n));
}

sl_str sl_guard_strip(const sl_guard *g, const char *path)
{
    size_t n = strlen(g->token);
    if (strlen(path) < n + 2 || path[0] != '/' || path[n + 1] != '/')
        return SL_STR_NONE;
    unsigned other = 0; /* as long for every wrong token */
    for (size_t i = 0; i < n; i++)
        other |= (unsigned)(unsigned char)(path[i + 1] ^ g->token[i]);
    return other ? SL_STR_NONE : sl_str_from(path + n + 2);
}
