/* file_schema.h: the schemas of files that are the same for every strategy. Private to run.
 */
#ifndef SL_RUN_FILE_SCHEMA_H
#define SL_RUN_FILE_SCHEMA_H

#include "data/schema.h"

/* By the name of the file without .yaml; NULL: it has none. */
const sl_schema *sl_file_schema(const char *name);
/* The names, one after the other; NULL at the end. */
const char *sl_file_schema_name(size_t i);

#endif
