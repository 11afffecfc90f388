/* source.h: the files that were read, and places in them.
 *
 * A span names its file by index and its bytes by offsets, so that a place costs 12 bytes and
 * lines and columns are worked out only for what is reported. Arena: the one given at init.
 */
#ifndef SL_DIAG_SOURCE_H
#define SL_DIAG_SOURCE_H

#include "base/folder.h"
#include "base/map.h"

/* File 0 is no file: a span with file 0 has no place. */
typedef struct sl_span {
    uint32_t file;
    uint32_t begin, end; /* byte offsets; end is past the last byte */
} sl_span;

#define SL_SPAN_NONE ((sl_span){0, 0, 0})

typedef struct sl_source {
    sl_str name;  /* as printed: the folder as given on the command line joined with the path */
    sl_str path;  /* below the strategy's folder */
    sl_str bytes; /* always valid UTF-8 once checked by sl_sources_load */
    sl_folder_file *kept; /* by the folder that keeps it; NULL: by none */
} sl_source;

typedef struct sl_sources {
    sl_arena *arena;
    SL_VEC(sl_source) files; /* files.at[0] is unused */
    sl_folder *folder;       /* that keeps what was read; NULL: the disk alone */
} sl_sources;

/* Where a byte stands, for people: both count from 1; the column counts code points. */
typedef struct sl_place {
    uint32_t line, column;
    sl_str text;     /* the line without its end */
    uint32_t offset; /* of the line's first byte */
} sl_place;

void sl_sources_init(sl_sources *s, sl_arena *a);
/* Leaves the numbers up to most to sl_sources_put. */
void sl_sources_reserve(sl_sources *s, uint32_t most);
/* Registers bytes under a number that was reserved. */
void sl_sources_put(sl_sources *s, uint32_t file, sl_str name, sl_folder_file *kept);
/* Registers bytes under a name; returns the file's index. */
uint32_t sl_sources_add(sl_sources *s, sl_str name, sl_str path, sl_str bytes);
const sl_source *sl_sources_lookup(const sl_sources *s, uint32_t file);
sl_place sl_sources_locate(const sl_sources *s, uint32_t file, uint32_t offset);
/* The bytes of a span. */
sl_str sl_span_text(const sl_sources *s, sl_span span);

#endif
