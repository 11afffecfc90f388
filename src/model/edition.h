/* edition.h: a strategy in another language than its own, from the same graph.
 *
 * An edition's texts stand beside the files that they translate: items/about.cy.md beside
 * items/about.md, strategy.cy.yaml, evidence/register.cy.yaml, programme.cy.yaml. A Markdown file
 * holds the texts of the front matter and the whole body; a YAML file the texts alone, with an `id`
 * where the entry of a list is meant. IDs, types, links, money and dates are those of the file
 * itself, so that the graph is one. What an edition lacks prints as it stands and is a finding.
 *
 * A single text may be given in several languages where it stands: title: {en: Plan, cy: Cynllun}.
 * Which fields hold texts the schemas say (`printed`): nothing else may differ.
 */
#ifndef SL_MODEL_EDITION_H
#define SL_MODEL_EDITION_H

#include "model/strategy.h"

/* Whether a file is of an edition by its name: about.cy.md. */
bool sl_edition_owns(sl_str path);
/* The tag of a language that a name may have: "cy" of about.cy.md, "old" of about.old.md; empty. */
sl_str sl_edition_tag(sl_str path);
/* Whether a tag is of the strategy's own language: "en" where that is en-GB. */
bool sl_edition_is_own(const sl_strategy *s, sl_str tag);
/* Whether it stands beside a file as its text in a language that no edition can have: one without
 * words, one with a region (about.cy-GB.md), or the strategy's own. Once the files are listed. */
bool sl_edition_is_stray(const sl_strategy *s, sl_str path);
/* What such a file translates: about.md. */
sl_str sl_edition_base(sl_arena *a, sl_str path);
/* The strategy is read in a language; its own, or none, makes no edition, and one without words is
 * a finding. After the configuration is read and before its edition is. */
void sl_edition_choose(sl_strategy *s, sl_str language);
/* The file beside one, of this edition; 0 when there is no edition or no such file. */
uint32_t sl_edition_find_beside(sl_strategy *s, uint32_t file);
/* The same; reports that there is none. */
uint32_t sl_edition_load_beside(sl_strategy *s, uint32_t file);
/* The tree with one text for each that is given in several languages: {en: Contents, cy: Cynnwys}.
 * What has none in the language it is read in prints in another, and is reported. Before the schema
 * is checked. */
const sl_yaml *sl_edition_choose_texts(sl_strategy *s, const sl_schema *schema, const sl_yaml *y);
/* Whether a value is given in several languages, this edition's among them. */
bool sl_edition_says(const sl_strategy *s, const sl_yaml *y);
/* The language of a text that is not in the one it is read in; empty: it is. */
sl_str sl_edition_spoken(const sl_strategy *s, const sl_yaml *y);
/* A file's YAML with that of this edition laid over it, its texts chosen; NULL of NULL. *over is
 * what was laid, or NULL. */
const sl_yaml *sl_edition_lay(sl_strategy *s, uint32_t file, const sl_schema *schema,
                              const sl_yaml *base, const sl_yaml **over);
/* Reports what an edition says that is no text by the schema: links, sums, dates, audiences. */
void sl_edition_check(sl_strategy *s, const sl_schema *schema, const sl_yaml *own,
                      const sl_yaml *over);
/* Reports an ID of the edition that the file which it translates does not have. */
void sl_edition_report_unknown(sl_strategy *s, const sl_yaml *y, sl_str id);
/* Reports what has no text in the edition. */
void sl_edition_report(sl_strategy *s, sl_span at, const char *what, sl_str name);

#endif
