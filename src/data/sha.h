/* sha.h: SHA-256 (FIPS 180-4), by the instructions that the processor has for it, else by GLib.
 * Private to data. */
#ifndef SL_DATA_SHA_H
#define SL_DATA_SHA_H

#include "base/str.h"

/* The digest of parts one after another. */
void sl_sha_make(const sl_str *parts, size_t n, unsigned char out[32]);
/* The same by GLib, which a test compares it with. */
void sl_sha_make_slowly(const sl_str *parts, size_t n, unsigned char out[32]);

#endif
