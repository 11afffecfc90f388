/* libFuzzer's entry: the target is named by FUZZ_TARGET. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "late/late.h"
#include "targets.h"

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);
/* What ends the program is found by the fuzzer only when it aborts. */
_Noreturn void __wrap_sl_check_fail(const char *file, int line, const char *what);

static const target *chosen;

_Noreturn void __wrap_sl_check_fail(const char *file, int line, const char *what)
{
    fprintf(stderr, "a defect of ours: %s:%d: %s\n", file, line, what);
    abort();
}

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc;
    (void)argv;
    const char *name = getenv("FUZZ_TARGET");
    chosen = name ? target_find(name) : NULL;
    if (!chosen) {
        fprintf(stderr, "FUZZ_TARGET names no target: %s\n", name ? name : "");
        exit(2);
    }
    /* Without them neither pages nor Word files are reached, and nothing would be found there. */
    if (!sl_late_open() || !sl_late_find("sightline-word.so", "sl_office_table") ||
        !freopen("/dev/null", "w", stdout)) {
        fprintf(stderr, "the program's modules are not built\n");
        exit(2);
    }
    return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    chosen->run((sl_str){(const char *)bytes, n});
    return 0;
}
