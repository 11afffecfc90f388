/* dataset.h: the datasets below the strategy's folder, each read and typed once.
 *
 * One rule for every path to a dataset: from the strategy's folder, or else from the register's.
 * A file datapackage.yaml in a dataset's folder describes it.
 */
#ifndef SL_MODEL_DATASET_H
#define SL_MODEL_DATASET_H

#include "data/table.h"
#include "model/strategy.h"

/* The file's path from the strategy's folder; empty (with a finding and a suggestion) when there
 * is none. */
sl_str sl_dataset_path(const sl_strategy *s, sl_str named, sl_span span);
/* Rows and columns as text; NULL with findings. path: from the strategy's folder. */
const sl_csv *sl_dataset_load(sl_strategy *s, sl_str path, sl_span span);
/* A table that is no file of the strategy's: plain CSV in UTF-8; NULL with findings. */
const sl_csv *sl_dataset_read(sl_strategy *s, uint32_t file);
/* The same with types: `typed` is never NULL. */
const sl_csv *sl_dataset_load_typed(sl_strategy *s, sl_str path, sl_span span);

#endif
