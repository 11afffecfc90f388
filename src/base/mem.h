/* mem.h: the only allocation from the system (mem.c holds the only malloc).
 *
 * There is no failure to handle: when the system has no memory, for us or for a library, the
 * handler set by main runs (it removes temporary files) and the program ends with status 3. Tests
 * make the n-th allocation fail with sl_mem_fail_at.
 */
#ifndef SL_BASE_MEM_H
#define SL_BASE_MEM_H

#include <stdbool.h>
#include <stddef.h>

/* Zeroed memory; never NULL. sl_mem_free(NULL) is allowed. */
void *sl_mem_alloc(size_t size);
/* Grows or shrinks p (NULL: allocates); bytes beyond the old size are not set. */
void *sl_mem_resize(void *p, size_t size);
void sl_mem_free(void *p);

/* Bytes by which the heap grows: so much may be asked of the system for a small block. */
enum { SL_MEM_STEP = 64 << 20 };

/* Called first of all: has the heap grow in few steps and in pages of 2 MiB, as each page that is
 * touched for the first time costs as much as setting some ten words. */
void sl_mem_begin(void);

/* Called once before the program ends for want of memory. It must not allocate; true when what the
 * program writes is as it was before. NULL: nothing is written. */
void sl_mem_on_exhaustion(bool (*handler)(void));
/* Ends the program as a failed allocation of so many bytes does: for what else wants memory, as a
 * thread does. */
_Noreturn void sl_mem_exhausted(size_t size);
/* Whether the next threads that are asked for may be done without; else their want ends the
 * program, also in a library. */
void sl_mem_set_thread_optional(bool is_optional);
/* For the handler: the bytes that could not be had. */
size_t sl_mem_wanted(void);
/* Test seam: the n-th allocation from now (1 = the next) finds no memory; 0 turns it off. */
void sl_mem_fail_at(unsigned long n);
/* Allocations made so far, so that a test knows how many there are to fail. */
unsigned long sl_mem_count_calls(void);

#endif
