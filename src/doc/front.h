/* front.h: where a file's front matter ends and its text begins. */
#ifndef SL_DOC_FRONT_H
#define SL_DOC_FRONT_H

#include "diag/diag.h"

typedef struct sl_front {
    bool present;
    uint32_t yaml_begin, yaml_end; /* between the two lines --- */
    uint32_t body;                 /* offset of the text */
} sl_front;

/* False (with a finding) when front matter is opened and never closed. */
bool sl_front_parse(sl_diags *d, uint32_t file, sl_front *out);

#endif
