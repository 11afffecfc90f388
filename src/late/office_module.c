/* The module itself. */
#include "late/office.h"

#define ZIP_MEMBER(name) .zip_##name = zip_##name,
#define XML_MEMBER(name) .xml_##name = xml##name,
const sl_office sl_office_table = {.version = SL_OFFICE_VERSION,
                                   SL_ZIP_FUNCTIONS(ZIP_MEMBER) SL_XML_FUNCTIONS(XML_MEMBER)};
