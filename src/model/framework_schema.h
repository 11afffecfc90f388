/* framework_schema.h: what framework.yaml and the front matter of every item may hold. Private to
 * strategy. */
#ifndef SL_MODEL_FRAMEWORK_SCHEMA_H
#define SL_MODEL_FRAMEWORK_SCHEMA_H

#include "model/framework.h"

/* A sum of money, a line of funding, a measure, and a link that says more than an ID. */
extern const sl_schema sl_framework_money_schema, sl_framework_funding_schema,
    sl_framework_measure_schema, sl_framework_edge_schema;
/* Keys that every item may have. */
extern const sl_field sl_framework_common_fields[];
extern const size_t sl_framework_common_count;

#endif
