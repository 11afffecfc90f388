/* office.h: libzip and libxml2, which read office files, by a module of their own:
 * sightline-word.so. They load a dozen libraries; only what reads a Word file opens it.
 */
#ifndef SL_LATE_OFFICE_H
#define SL_LATE_OFFICE_H

#include <libxml/parser.h>
#include <zip.h>

#define SL_OFFICE_VERSION 2u
#define SL_OFFICE_FILE "sightline-word.so"

/* The functions of libzip that are used, without their prefix. */
#define SL_ZIP_FUNCTIONS(X)                                                                        \
    X(discard)                                                                                     \
    X(error_fini)                                                                                  \
    X(error_init)                                                                                  \
    X(fclose)                                                                                      \
    X(fopen_index)                                                                                 \
    X(fread)                                                                                       \
    X(get_num_entries)                                                                             \
    X(open_from_source)                                                                            \
    X(source_buffer_create)                                                                        \
    X(source_free)                                                                                 \
    X(stat_index)                                                                                  \
    X(stat_init)

/* And of libxml2. */
#define SL_XML_FUNCTIONS(X)                                                                        \
    X(CreatePushParserCtxt)                                                                        \
    X(CtxtUseOptions)                                                                              \
    X(FreeDoc)                                                                                     \
    X(FreeParserCtxt)                                                                              \
    X(ParseChunk)                                                                                  \
    X(StopParser)

typedef struct sl_office {
    unsigned version;
#define X(name) __typeof__(&zip_##name) zip_##name;
    SL_ZIP_FUNCTIONS(X)
#undef X
#define X(name) __typeof__(&xml##name) xml_##name;
    SL_XML_FUNCTIONS(X)
#undef X
} sl_office;

/* NULL when the module is not there. The first call opens it, on the main thread. */
const sl_office *sl_office_open(void);

/* What the module exports. */
extern const sl_office sl_office_table;

#endif
