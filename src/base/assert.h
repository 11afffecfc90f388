/* assert.h: assertions about our own code.
 *
 * SL_CHECK states what must hold whatever the input; when it does not, the defect is ours: the
 * program says where and ends with status 70 (see main.c). It stays on in release builds: it
 * guards memory that a hostile file might otherwise reach. SL_NEVER(x) marks a branch that no
 * input reaches.
 */
#ifndef SL_BASE_ASSERT_H
#define SL_BASE_ASSERT_H

#define SL_EXIT_DEFECT 70

_Noreturn void sl_check_fail(const char *file, int line, const char *what);

#define SL_CHECK(cond) ((cond) ? (void)0 : sl_check_fail(__FILE__, __LINE__, #cond))
#define SL_NEVER(what) sl_check_fail(__FILE__, __LINE__, what)

#define SL_COUNT(array) (sizeof(array) / sizeof((array)[0]))

#endif
