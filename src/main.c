#include "run/verbs.h"

int main(int argc, char **argv)
{
    return sl_run_program(argc, argv);
}
