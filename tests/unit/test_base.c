#include "base/arena.h"
#include "base/redzone.h"
#include "base/buf.h"
#include "base/map.h"
#include "base/num.h"
#include "tap.h"

#include <sys/wait.h>
#include <unistd.h>

static void release(void *count)
{
    ++*(int *)count;
}

static void test_arena(void)
{
    sl_arena *a = sl_arena_new();
    int released = 0;
    char *p = sl_arena_alloc(a, 100);
    ok(p[0] == 0 && p[99] == 0, "memory of an arena is zeroed");
    ok(((uintptr_t)p & 15) == 0, "and aligned to 16 bytes");
    sl_arena_defer(a, release, &released);
    sl_arena_mark mark = sl_arena_mark_now(a);
    memset(sl_arena_alloc(a, 64), 'x', 64);
    sl_arena_defer(a, release, &released);
    sl_arena_alloc(a, 10 << 20);
    sl_arena_reset(a, mark);
    is_int(released, 1, "a reset releases what was deferred after the mark");
    p = sl_arena_alloc(a, 64);
    ok(p[0] == 0 && p[63] == 0, "memory used again is zeroed again");
    SL_VEC(int) v = {0};
    for (int i = 0; i < 1000; i++)
        SL_PUSH(a, v, i);
    ok(v.n == 1000 && v.at[0] == 0 && v.at[999] == 999, "an array grows and keeps its elements");
    sl_arena_free(a);
    is_int(released, 2, "freeing releases the rest");
}

static void test_map(void)
{
    sl_arena *a = sl_arena_new();
    sl_map m;
    sl_map_init(&m, a);
    int values[500];
    bool good = true;
    for (int i = 0; i < 500; i++)
        good = sl_map_add(&m, sl_str_format(a, "key-%d", i), &values[i]) && good;
    ok(good, "new keys are added");
    ok(!sl_map_add(&m, SL_STR("key-7"), &values[0]), "a key is added once");
    ok(sl_map_lookup(&m, SL_STR("key-7")) == &values[7], "and keeps its first value");
    ok(sl_map_lookup(&m, SL_STR("key-500")) == NULL, "what is not there is not found");
    is_str(m.entries.at[499].key, "key-499", "entries stand in the order of adding");
    sl_arena_free(a);
}

static void test_dec(void)
{
    sl_dec d;
    sl_buf b;
    sl_buf_init(&b);
    ok(sl_dec_parse(SL_STR("-1234567.50"), &d) && d.mantissa == -123456750 && d.places == 2,
       "a decimal is read exactly");
    sl_buf_push_dec(&b, d);
    is_str(sl_buf_str(&b), "\u22121,234,567.50", "and written with commas and a minus");
    ok(!sl_dec_parse(SL_STR("1."), &d) && !sl_dec_parse(SL_STR(".5"), &d) &&
           !sl_dec_parse(SL_STR("1e5"), &d) && !sl_dec_parse(SL_STR("1234567890123456789"), &d) &&
           !sl_dec_parse(SL_STR(""), &d),
       "what is no decimal is refused");
    is_int(sl_dec_round((sl_dec){25, 1}, 0).mantissa, 3, "halves are rounded away from nought");
    is_int(sl_dec_round((sl_dec){-25, 1}, 0).mantissa, -3, "on both sides");
    is_int(sl_dec_scale((sl_dec){5, 0}, 2).mantissa, 500, "scaling adds places");
    is_int(sl_dec_compare((sl_dec){100, 2}, (sl_dec){1, 0}), 0, "1.00 equals 1");
    ok(sl_dec_add((sl_dec){1, 1}, (sl_dec){25, 2}, &d) && d.mantissa == 35 && d.places == 2,
       "0.1 and 0.25 make 0.35");
    ok(!sl_dec_add((sl_dec){INT64_MAX, 0}, (sl_dec){1, 0}, &d),
       "a sum that does not fit is refused");
    b.n = 0;
    sl_buf_push_fixed(&b, -1250, 3);
    is_str(sl_buf_str(&b), "-1.25", "fixed point drops zeros at the end");
    b.n = 0;
    sl_buf_push_fixed(&b, 5, 3);
    is_str(sl_buf_str(&b), "0.005", "and keeps those after the point");
    sl_buf_done(&b);
}

static void test_date(void)
{
    sl_date d;
    sl_buf b;
    sl_buf_init(&b);
    ok(sl_date_parse(SL_STR("2024-02-29"), &d) && d.day == 29, "a leap day is a date");
    ok(!sl_date_parse(SL_STR("2023-02-29"), &d) && !sl_date_parse(SL_STR("2023-13"), &d) &&
           !sl_date_parse(SL_STR("23-01-01"), &d),
       "days that never were are refused");
    ok(sl_date_parse(SL_STR("2019-06-14"), &d), "a date is read");
    sl_buf_push_date(&b, d);
    is_str(sl_buf_str(&b), "14 June 2019", "and written as GOV.UK does");
    is_int(sl_date_days((sl_date){2000, 3, 1}), 60, "2000 was a leap year");
    is_int(sl_date_days((sl_date){1999, 12, 31}), -1, "days before 2000 are negative");
    is_int(sl_date_last_day((sl_date){2000, 2, 0}), 59, "a month may mean its last day");
    is_int(sl_date_last_day((sl_date){2000, 12, 0}), 365, "December too");
    is_int(sl_date_last_day((sl_date){1999, 0, 0}), -1, "and a year");
    b.n = 0;
    sl_buf_push_iso_date(&b, (sl_date){2019, 6, 0});
    is_str(sl_buf_str(&b), "2019-06-01", "a day that is not known is the first");
    is_int(sl_month_lookup(SL_STR("June")), 6, "a month is known by its name");
    is_int(sl_month_lookup(SL_STR("june")), 0, "as a sentence writes it");
    sl_buf_done(&b);
}

static void test_json_xml(void)
{
    sl_buf b;
    sl_buf_init(&b);
    sl_buf_push_json(&b, SL_STR("a\"b\\c\n\x01ü"));
    is_str(sl_buf_str(&b), "\"a\\\"b\\\\c\\n\\u0001ü\"", "JSON strings are escaped");
    b.n = 0;
    sl_buf_push_xml(&b, SL_STR("<a href='x'>&\"</a>"));
    is_str(sl_buf_str(&b), "&lt;a href=&#39;x&#39;&gt;&amp;&quot;&lt;/a&gt;", "markup is escaped");
    sl_buf_done(&b);
}

/* --- red zones: each fault in a process of its own, which must end of it --- */

typedef SL_VEC(int) numbers;

static volatile char seen;

static void overrun(sl_arena *a)
{
    char *p = sl_arena_alloc(a, 13);
    sl_arena_alloc(a, 1);
    p[13] = 'x';
}

static void overread_copy(sl_arena *a)
{
    const char *p = sl_arena_copy(a, "text", 4);
    seen = p[5];
}

static void use_after_reset(sl_arena *a)
{
    sl_arena_mark mark = sl_arena_mark_now(a);
    char *p = sl_arena_alloc(a, 100);
    sl_arena_reset(a, mark);
    p[0] = 'x';
}

static void use_after_growth(sl_arena *a)
{
    numbers v = {0};
    SL_PUSH(a, v, 1);
    const int *first = v.at;
    sl_arena_alloc(a, 1); /* so that it cannot grow in place */
    for (int i = 0; i < 100; i++)
        SL_PUSH(a, v, i);
    seen = (char)*first;
}

static void within(sl_arena *a)
{
    numbers v = {0};
    for (int round = 0; round < 3; round++) {
        sl_arena_mark mark = sl_arena_mark_now(a);
        memset(sl_arena_alloc(a, 13), 'x', 13);
        for (int i = 0; i < 10000; i++)
            SL_PUSH(a, v, i);
        memset(sl_arena_alloc(a, 9 << 20), 'x', 9 << 20);
        sl_arena_reset(a, mark);
        memset(&v, 0, sizeof v);
    }
}

#if SL_SANITIZES_ADDRESS
/* Whether the process ended by a report of memory that may not be touched. */
static bool is_caught(void (*fault)(sl_arena *))
{
    int ends[2], status = 0;
    fflush(stdout);
    if (pipe(ends) != 0)
        return false;
    pid_t child = fork();
    if (child == 0) {
        dup2(ends[1], STDERR_FILENO);
        fault(sl_arena_new());
        _exit(0);
    }
    close(ends[1]);
    char said[1 << 16];
    size_t n = 0;
    for (ssize_t got; n + 1 < sizeof said; n += (size_t)got) {
        got = read(ends[0], said + n, sizeof said - 1 - n);
        if (got <= 0)
            break;
    }
    said[n] = '\0';
    close(ends[0]);
    waitpid(child, &status, 0);
    return status != 0 && strstr(said, "use-after-poison");
}
#endif

static void test_redzones(void)
{
    static const struct {
        const char *name;
        void (*fault)(sl_arena *);
    } faults[] = {
        {"a byte written behind an allocation is caught", overrun},
        {"a byte read behind a copy is caught", overread_copy},
        {"what a reset took back is caught", use_after_reset},
        {"a pointer into an array that has moved is caught", use_after_growth},
    };
    for (size_t i = 0; i < SL_COUNT(faults); i++) {
#if SL_SANITIZES_ADDRESS
        ok(is_caught(faults[i].fault), faults[i].name);
#else
        printf("ok %d - %s # SKIP this is no build with AddressSanitizer\n", ++tap_count,
               faults[i].name);
#endif
    }
    sl_arena *a = sl_arena_new();
    within(a);
    sl_arena_free(a);
    ok(true, "what is allocated may be touched to its last byte");
}

int main(void)
{
    test_arena();
    test_redzones();
    test_map();
    test_dec();
    test_date();
    test_json_xml();
    return done();
}
