/* kinds.h: the strategies that `sightline new` writes, made from src/run/kinds by kinds.py. */
#ifndef SL_RUN_KINDS_H
#define SL_RUN_KINDS_H

#include <stddef.h>

typedef struct sl_kind_file {
    const char *path, *text;
} sl_kind_file;

/* A kind of strategy, by its name on the command line. */
typedef struct sl_kind {
    const char *name;
    const sl_kind_file *files;
    size_t n;
} sl_kind;

/* The first is written where no kind is named. */
extern const sl_kind sl_kinds[];
extern const size_t sl_kind_count;

#endif
