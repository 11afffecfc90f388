/* digest.h: SHA-256 (FIPS 180-4) and, for what others wrote, other digests by GLib. */
#ifndef SL_DATA_DIGEST_H
#define SL_DATA_DIGEST_H

#include "base/str.h"

/* The digest of n strings, each with its length before it, so that no two lists of strings give
 * the same bytes: 64 small hexadecimal digits, in the arena. */
sl_str sl_digest_make(sl_arena *a, const sl_str *strings, size_t n);

/* The first 64 bits of the digest of one string, without its length. */
uint64_t sl_digest_short(sl_str s);

/* The digest of one string by the algorithm that `like` names before a colon (sha256, sha512, sha1;
 * md5 without a name), in the same form; false when it names none of them. */
bool sl_digest_named(sl_arena *a, sl_str like, sl_str s, sl_str *digest);

#endif
