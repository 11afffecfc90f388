/* hyphen_table.h: the compiled trie (written by hyphen_compile at build time). Private to text.
 *
 * State s goes by letter c (1 to 26, 27 = the word's edge) to base[s] + c when check of that is
 * c; value[s] is the offset in values of what ends there: first place, length, levels.
 */
#ifndef SL_TEXT_HYPHEN_TABLE_H
#define SL_TEXT_HYPHEN_TABLE_H

#include <stdint.h>

extern const uint32_t sl_hyphen_base[];
extern const uint16_t sl_hyphen_value[];
extern const uint8_t sl_hyphen_check[];
extern const uint8_t sl_hyphen_values[];
extern const uint32_t sl_hyphen_size;

#endif
