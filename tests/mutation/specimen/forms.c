/* Every form in which a change can stand, for the two ways to try it, which must agree. */
#include "forms.h"

#include <string.h>

enum { MOST = 4 };
static const int table[] = {3, 5, 8};

struct point {
    const char *name;
    unsigned is_far : 1;
    int at[MOST];
};

static int calls;

static void count_call(int n)
{
    calls += n;
}

static bool is_between(int n, int low, int high)
{
    return low <= n && n < high;
}

static const char *name_of(const struct point *p)
{
    return p ? p->name : NULL;
}

/* `&&` before what must not be asked otherwise; a call that is one branch of two. */
int form_branches(const char *text, int n)
{
    struct point p = {text, n > 10, {1, 2, 3, 4}};
    const char *name = name_of(n == 7 ? NULL : &p);
    int sum = 0;
    if (name && name[0] == 'a' && !name[1])
        count_call(2);
    else if (!name || strlen(name) > 3)
        count_call(3);
    for (int i = 0; i < MOST; i++)
        sum += is_between(p.at[i], 2, 4) ? p.at[i] * 10 : p.at[i] == 1 || i > 2;
    while (sum > 0 && sum % 7 != 0)
        sum--;
    return sum + calls * 100 + (p.is_far ? 1000 : 0);
}

/* Labels and sizes are no values that a program can choose. */
int form_labels(int n)
{
    static int last = 5;
    char room[3] = {0};
    int before = last;
    last = n;
    switch (n) {
    case 1:
        return table[1];
    case 2:
        return (int)sizeof room + before;
    default:
        return -1 << 2 & ~3;
    }
}

bool form_first(const int *list, size_t n, int *out)
{
    if (!list || (n == 0 && !out))
        return false;
    const int *one = &list[0], *end = list + n;
    for (; one != end && !(*one & 1) == !(n & 1); one++)
        ;
    if (one == end)
        return false;
    *out = *one > 3 ? (int)(one - list) : -*one;
    return true;
}
