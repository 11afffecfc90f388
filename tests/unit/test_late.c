/* A module that is opened late: found, or missing and said to be. */
#include <stdlib.h>

#include "late/late.h"
#include "tap.h"

int main(void)
{
    ok(sl_late_find(SL_LATE_FILE, "sl_late_table") != NULL, "the module stands where it was built");
    ok(!sl_late_find(SL_LATE_FILE, "sl_no_such_table"), "what it does not export is not there");
    ok(!sl_late_find("sightline-none.so", "sl_late_table"), "nor is a module of another name");
    ok(!sl_late_is_missing(), "what nobody has needed is not missing");
    setenv("SIGHTLINE_MODULES", "/dev/null", 1);
    ok(!sl_late_find(SL_LATE_FILE, "sl_late_table"), "where a folder is named it is looked for "
                                                     "there alone");
    ok(!sl_late_open(), "so it cannot be opened");
    ok(sl_late_is_missing(), "and then it is missing");
    unsetenv("SIGHTLINE_MODULES");
    ok(!sl_late_open() && sl_late_is_missing(), "for the rest of the run: no page differs from "
                                                "another");
    return done();
}
