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

/* The index of a type named in a role, SL_EVIDENCE_TYPE for the register; false with a finding when
 * there is none. */
bool sl_framework_type_index(sl_diags *d, const sl_framework *f, sl_str name, sl_span span,
                             uint32_t *out);
#endif
