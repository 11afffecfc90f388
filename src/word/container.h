/* container.h: the ZIP file that a Word file is (ECMA-376, part 2): written and read.
 *
 * What is written has the same bytes every time: no clock, no names of a machine. What is read is
 * a stranger's: parts are read one by one, each under limits, and none is written anywhere.
 */
#ifndef SL_WORD_CONTAINER_H
#define SL_WORD_CONTAINER_H

#include "base/buf.h"

typedef struct sl_part_file {
    sl_str name;
    sl_str bytes;
    bool stored; /* packed already: pictures */
} sl_part_file;

typedef SL_VEC(sl_part_file) sl_part_files;

/* Appends a container of the files, in their order; of less than 4 GiB and 65,535 files. */
void sl_container_emit(sl_buf *out, const sl_part_files *files);

/* Whether to go on. bytes: of the part, unpacked, until the call returns. */
typedef bool (*sl_part_reader)(void *context, sl_str name, sl_str bytes);
/* Gives each part of a container that was emitted here, in order; false with *why when it is not as
 * it was. Needs no module. */
bool sl_container_walk(sl_str bytes, sl_part_reader read, void *context, const char **why);

/* A container that is read; its bytes must live as long. */
typedef struct sl_container sl_container;

/* NULL when the bytes are none that can be read; *why says. Goes with the arena. */
sl_container *sl_container_open(sl_arena *a, sl_str bytes, const char **why);
size_t sl_container_count(const sl_container *c);
/* The name of entry i. */
sl_str sl_container_name(const sl_container *c, size_t i);
/* Its bytes, unpacked; false with *why: damaged, encrypted, or over a limit. */
bool sl_container_read(sl_container *c, sl_arena *a, size_t i, sl_str *bytes, const char **why);
/* The same by name; *bytes is empty when there is none. */
bool sl_container_find(sl_container *c, sl_arena *a, sl_str name, sl_str *bytes, const char **why);

#endif
