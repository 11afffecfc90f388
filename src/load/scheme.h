/* scheme.h: the block `diagram`: boxes and arrows. Private to load, but for the schema. */
#ifndef SL_LOAD_SCHEME_H
#define SL_LOAD_SCHEME_H

#include "data/schema.h"
#include "model/scheme.h"

extern const sl_schema sl_scheme_schema;
/* NULL where it cannot be shown, with findings. */
const sl_scheme *sl_scheme_read(sl_strategy *s, const sl_yaml *block);

#endif
