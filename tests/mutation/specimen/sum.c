/* What the tool is tested on: each function is one of its findings. */
#include "sum.h"

int sum_up_to(int n)
{
    int sum = 0;
    for (int i = 1; i <= n; i++)
        sum += i;
    return sum;
}

int sum_untested(int n)
{
    return n > 3;
}

int sum_never_called(void)
{
    enum { LARGE = 0 };
    if (LARGE > 7)
        return 5;
    return 2;
}
