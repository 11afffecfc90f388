/* sanitized.h: which sanitizer a build has, by gcc's names and by clang's. */
#ifndef SL_BASE_SANITIZED_H
#define SL_BASE_SANITIZED_H

#if defined(__has_feature)
#define SL_HAS_FEATURE(what) __has_feature(what)
#else
#define SL_HAS_FEATURE(what) 0
#endif

#if defined(__SANITIZE_ADDRESS__) || SL_HAS_FEATURE(address_sanitizer)
#define SL_SANITIZES_ADDRESS 1
#else
#define SL_SANITIZES_ADDRESS 0
#endif

/* Any that brings an allocator of its own. */
#if SL_SANITIZES_ADDRESS || defined(__SANITIZE_THREAD__) || SL_HAS_FEATURE(memory_sanitizer) ||    \
    SL_HAS_FEATURE(thread_sanitizer)
#define SL_SANITIZES 1
#else
#define SL_SANITIZES 0
#endif

#endif
