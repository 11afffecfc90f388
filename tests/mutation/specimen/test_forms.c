#include <stdio.h>

#include "forms.h"

static int number, failed;

static void ok(int got, int wanted, const char *what)
{
    number++;
    printf("%sok %d - %s: %d\n", got == wanted ? "" : "not ", number, what, got);
    fflush(stdout);
    failed += got != wanted;
}

int main(void)
{
    ok(form_branches("a", 1), 249, "a call");
    ok(form_branches("abcd", 20), 1549, "another");
    ok(form_branches("x", 7), 849, "no name");
    ok(form_labels(1), 5, "a table");
    ok(form_labels(2), 4, "a size, and what was there before");
    const int list[] = {2, 4, 7, 8};
    int out = 0;
    ok(form_first(list, 4, &out), 1, "one");
    ok(out, 2, "which");
    ok(form_first(NULL, 4, &out), 0, "none");
    printf("1..%d\n", number);
    return failed != 0;
}
