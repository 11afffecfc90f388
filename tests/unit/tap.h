/* tap.h: assertions that print TAP. A test is a main() that ends with `return done();`. */
#ifndef SL_TESTS_TAP_H
#define SL_TESTS_TAP_H

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/str.h"

static int tap_count, tap_failed;

__attribute__((unused)) static bool ok(bool pass, const char *name)
{
    printf("%sok %d - ", pass ? "" : "not ", ++tap_count);
    for (; *name; name++)
        putchar(*name == '\n' ? ' ' : *name); /* a test has one line */
    putchar('\n');
    tap_failed += !pass;
    return pass;
}

__attribute__((unused)) static bool is_int(long long got, long long want, const char *name)
{
    if (ok(got == want, name))
        return true;
    printf("# got %lld, expected %lld\n", got, want);
    return false;
}

__attribute__((unused)) static bool is_str(sl_str got, const char *want, const char *name)
{
    if (ok(sl_str_equal_z(got, want), name))
        return true;
    printf("# got      \"%.*s\"\n# expected \"%s\"\n", SL_FMT(got), want);
    return false;
}

__attribute__((unused)) static int done(void)
{
    printf("1..%d\n", tap_count);
    return tap_failed != 0;
}

#endif
