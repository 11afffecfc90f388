/* redzone.h: memory that nobody may touch, so that AddressSanitizer sees what leaves an allocation
 * of an arena: it knows what malloc gave, and an arena is one piece of that. Nothing in other
 * builds. */
#ifndef SL_BASE_REDZONE_H
#define SL_BASE_REDZONE_H

#include "base/sanitized.h"

#if SL_SANITIZES_ADDRESS
#include <sanitizer/asan_interface.h>
#define SL_REDZONE_SIZE 16 /* behind each allocation: keeps the next one aligned */
#define SL_REDZONE_CLOSE(p, n) ASAN_POISON_MEMORY_REGION((p), (n))
#define SL_REDZONE_OPEN(p, n) ASAN_UNPOISON_MEMORY_REGION((p), (n))
#else
#define SL_REDZONE_SIZE 0
#define SL_REDZONE_CLOSE(p, n) ((void)(p), (void)(n))
#define SL_REDZONE_OPEN(p, n) ((void)(p), (void)(n))
#endif

#endif
