/* answers.h: what the editor asks of one place or text of a strategy that was just checked.
 * Private to lsp.
 *
 * Each returns a value of its own (jansson.h); "null" is json_null(). file: of the sources.
 */
#ifndef SL_LSP_ANSWERS_H
#define SL_LSP_ANSWERS_H

#include "lsp/room.h"

/* The findings of a file as Diagnostics. Those that have no place stand in strategy.yaml. */
json_t *sl_answer_findings(sl_room *r, uint32_t file);
/* uri -> Diagnostics, of all files that have any. */
json_t *sl_answer_all_findings(sl_room *r);
/* CodeActions for the findings within [begin, end]. */
json_t *sl_answer_fixes(sl_room *r, uint32_t file, uint32_t begin, uint32_t end);

json_t *sl_answer_hover(sl_room *r, uint32_t file, uint32_t offset);
json_t *sl_answer_completion(sl_room *r, uint32_t file, uint32_t offset);

json_t *sl_answer_definition(sl_room *r, uint32_t file, uint32_t offset);
json_t *sl_answer_references(sl_room *r, uint32_t file, uint32_t offset, bool declaration);
json_t *sl_answer_highlights(sl_room *r, uint32_t file, uint32_t offset);
/* The range that would be renamed, or null. */
json_t *sl_answer_rename_range(sl_room *r, uint32_t file, uint32_t offset);
/* A WorkspaceEdit; NULL with *why when it cannot be. */
json_t *sl_answer_rename(sl_room *r, uint32_t file, uint32_t offset, sl_str name, const char **why);

json_t *sl_answer_symbols(sl_room *r, uint32_t file);
/* Adds those whose ID or title holds the words to an array of at most `most`. */
void sl_answer_find_symbols(sl_room *r, sl_str words, json_t *to, size_t most);
json_t *sl_answer_folding(sl_room *r, uint32_t file);
json_t *sl_answer_links(sl_room *r, uint32_t file);

json_t *sl_answer_hints(sl_room *r, uint32_t file, uint32_t begin, uint32_t end);
json_t *sl_answer_lenses(sl_room *r, uint32_t file);
json_t *sl_answer_tokens(sl_room *r, uint32_t file);
/* The names of the kinds of token, in their order. */
json_t *sl_answer_token_kinds(void);

#endif
