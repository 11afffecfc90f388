#include "data/sum.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/assert.h"
#include "base/limits.h"

/* Wide enough for 200,000 values of 18 digits. */
__extension__ typedef __int128 wide;

enum { PLACES = 9 };

static const double powers[PLACES + 1] = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};

/* SQLite's memory is aligned to 8 bytes, an __int128 to 16. */
typedef struct __attribute__((packed, aligned(8))) total {
    wide exact;         /* of those that are decimals, in 1/10^9 */
    long double coarse; /* of the others */
    int64_t count, odd; /* values; those that are no decimal of nine places */
} total;

/* A double as the decimal that it is nearest to: n / 10^9. n and the power are exact and IEEE 754
 * rounds their quotient rightly, so that where it is x, x is what a reader of the decimal gets. */
static bool as_decimal(double x, wide *n)
{
    if (!(fabs(x) < 1e15))
        return false;
    for (int p = 0; p <= PLACES; p++) {
        double scaled = rint(x * powers[p]);
        if (fabs(scaled) > 9007199254740992.0)
            return false;
        if (scaled / powers[p] != x)
            continue;
        *n = (wide)(int64_t)scaled * (int64_t)powers[PLACES - p];
        return true;
    }
    return false;
}

/* The value as a number; false when it is NULL, or (with the query's end) a text. */
static bool take_number(sqlite3_context *c, sqlite3_value *v, double *x)
{
    int type = sqlite3_value_type(v);
    if (type == SQLITE_NULL)
        return false;
    if (type == SQLITE_INTEGER || type == SQLITE_FLOAT) {
        *x = sqlite3_value_double(v);
        return true;
    }
    char *why = sqlite3_mprintf("%s of a text: '%.40s' is no figure",
                                (const char *)sqlite3_user_data(c), sqlite3_value_text(v));
    sqlite3_result_error(c, why, -1);
    sqlite3_free(why);
    return false;
}

static void change(sqlite3_context *c, sqlite3_value *v, int sign)
{
    total *t = sqlite3_aggregate_context(c, (int)sizeof *t);
    double x;
    if (!t || !take_number(c, v, &x))
        return;
    wide n;
    t->count += sign;
    if (as_decimal(x, &n)) {
        t->exact += sign * n;
    } else {
        t->coarse += (long double)sign * x;
        t->odd += sign;
    }
}

static void add(sqlite3_context *c, int n, sqlite3_value **v)
{
    (void)n;
    change(c, v[0], 1);
}

static void take_away(sqlite3_context *c, int n, sqlite3_value **v)
{
    (void)n;
    change(c, v[0], -1);
}

static void give(sqlite3_context *c)
{
    const total *t = sqlite3_aggregate_context(c, 0);
    const char *name = sqlite3_user_data(c);
    if ((!t || !t->count) && strcmp(name, "total") != 0) {
        sqlite3_result_null(c);
        return;
    }
    long double sum = t ? (long double)t->exact / 1e9L + (t->odd ? t->coarse : 0) : 0;
    sqlite3_result_double(c,
                          (double)(strcmp(name, "avg") == 0 ? sum / (long double)t->count : sum));
}

/* --- those that need every value --- */

typedef struct values {
    double *at, q;
    int64_t n, room;
} values;

static void collect(sqlite3_context *c, int n, sqlite3_value **v)
{
    values *all = sqlite3_aggregate_context(c, (int)sizeof *all);
    double x;
    if (!all || !take_number(c, v[0], &x))
        return;
    if (n > 1 && (!take_number(c, v[1], &all->q) || all->q < 0 || all->q > 1)) {
        sqlite3_result_error(c, "quantile needs a share from 0 to 1", -1);
        return;
    }
    if (all->n == all->room) {
        int64_t room = all->room ? all->room * 2 : 64;
        double *at = sqlite3_realloc64(all->at, (sqlite3_uint64)room * sizeof *at);
        if (!at) {
            sqlite3_result_error_nomem(c);
            return;
        }
        all->at = at;
        all->room = room;
    }
    all->at[all->n++] = x;
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Between two decimals the half way is a decimal too, and long double keeps it. */
static double find_quantile(values *all, double q)
{
    qsort(all->at, (size_t)all->n, sizeof *all->at, by_size);
    long double place = (long double)q * (long double)(all->n - 1);
    int64_t low = (int64_t)place, high = low + 1 < all->n ? low + 1 : low;
    long double part = place - (long double)low, from = all->at[low];
    return (double)(from + part * ((long double)all->at[high] - from));
}

static double find_deviation(const values *all)
{
    long double mean = 0, squares = 0;
    for (int64_t i = 0; i < all->n; i++)
        mean += all->at[i];
    mean /= (long double)all->n;
    for (int64_t i = 0; i < all->n; i++)
        squares += (all->at[i] - mean) * (all->at[i] - mean);
    return sqrt((double)(squares / (long double)(all->n - 1)));
}

static void give_of_all(sqlite3_context *c)
{
    values *all = sqlite3_aggregate_context(c, 0);
    const char *name = sqlite3_user_data(c);
    bool deviation = strcmp(name, "stddev") == 0;
    if (!all || all->n < (deviation ? 2 : 1))
        sqlite3_result_null(c);
    else
        sqlite3_result_double(
            c, deviation ? find_deviation(all)
                         : find_quantile(all, strcmp(name, "median") == 0 ? 0.5 : all->q));
    if (all)
        sqlite3_free(all->at);
}

bool sl_sum_register(sqlite3 *db)
{
    static const char *const sums[] = {"sum", "total", "avg"};
    static const struct {
        const char *name;
        int arguments;
    } others[] = {{"median", 1}, {"quantile", 2}, {"stddev", 1}};
    int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC, status = SQLITE_OK;
    for (size_t i = 0; i < SL_COUNT(sums) && status == SQLITE_OK; i++)
        status = sqlite3_create_window_function(db, sums[i], 1, flags, (void *)sums[i], add, give,
                                                give, take_away, NULL);
    for (size_t i = 0; i < SL_COUNT(others) && status == SQLITE_OK; i++)
        status =
            sqlite3_create_function_v2(db, others[i].name, others[i].arguments, flags,
                                       (void *)others[i].name, NULL, collect, give_of_all, NULL);
    return status == SQLITE_OK;
}
