/* figure.h: figures as readers see them, by the house style for numbers (GOV.UK's), in the words
 * of a language. */
#ifndef SL_MODEL_FIGURE_H
#define SL_MODEL_FIGURE_H

#include "model/strategy.h"

/* value in unit: £121.3 billion, £36.40, 7.1%, 4.26 million, 189,305, 2050. places: decimals, or
 * -1 for as many as the value has (money in millions: at most one). */
void sl_figure_push(sl_buf *out, const sl_phrases *p, sl_dec value, sl_str unit, int places);
/* What [=ID.key] prints: key is empty, "comparator", "interval", the name of
 * a derived figure, "period", "geography", "unit" …; false when
 * the entry has no such text. */
bool sl_figure_push_key(sl_buf *out, const sl_phrases *p, const sl_evidence *e, sl_str key);
/* Whether it has, without printing it. */
bool sl_figure_has_key(const sl_evidence *e, sl_str key);
/* What a VALUE node prints: the same, or in words where it asks for that ([=ID in words]: one to
 * ten; with a capital where it begins a sentence). */
bool sl_figure_push_value(sl_buf *out, const sl_phrases *p, const sl_evidence *e,
                          const sl_node *value);
/* A sum of money: £12.5 million, 2021 to 2025, UK Shared Prosperity Fund. */
void sl_figure_push_money(sl_buf *out, const sl_phrases *p, const sl_yaml *money);

#endif
