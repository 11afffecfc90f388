/* select.h: rows and figures taken from a dataset for a chart or table. Private to load. */
#ifndef SL_LOAD_SELECT_H
#define SL_LOAD_SELECT_H

#include "data/table.h"
#include "load/block.h"

typedef struct sl_selection {
    const sl_csv *csv;
    SL_VEC(uint32_t) rows;
} sl_selection;

/* The path of the block's dataset; empty (with a finding) when there is none. */
sl_str sl_select_path(sl_strategy *s, const sl_yaml *block);
/* The block's dataset with types, or NULL with findings. */
const sl_csv *sl_select_data(sl_strategy *s, const sl_yaml *block);
/* The rows that fit `where`; false (with findings) when a column or a value of it is not in the
 * dataset, or no row is left. */
bool sl_select_rows(sl_strategy *s, const sl_yaml *block, const sl_csv *csv, sl_selection *out);
/* A column named at y; -1 with a finding and a suggestion. */
int sl_select_column(sl_strategy *s, const sl_csv *csv, const sl_yaml *y);
/* A column of figures named at y; -1 with a finding. */
int sl_select_figures(sl_strategy *s, const sl_csv *csv, const sl_yaml *y);
/* True when y, or one of its list, is the text. */
bool sl_select_fits(sl_str text, const sl_yaml *y);
/* Reports each text of y (a value or a list) that is none of those there. */
bool sl_select_check_labels(sl_strategy *s, const sl_yaml *y, const sl_str *there, size_t n,
                            const char *where);
/* The marks, " [e][r]", and what they mean, "[e] estimated, [r] revised." */
sl_str sl_select_marks(sl_arena *a, uint32_t marks);
sl_str sl_select_legend(sl_arena *a, const sl_phrases *p, uint32_t marks);
/* Why a cell has no figure, in words. */
sl_str sl_select_reason(sl_arena *a, const sl_phrases *p, const sl_cell *c);
/* The signs that are printed around figures. */
typedef struct sl_select_signs {
    sl_str prefix, suffix;
} sl_select_signs;
/* Those that y (a block, a column, an axis) says, or else the cells' own (symbol, or NULL); false
 * with a finding where the two do not agree, or what is said is no sign. */
bool sl_select_read_signs(sl_strategy *s, const sl_yaml *y, const char *symbol,
                          sl_select_signs *out);
/* The sign of the cells of one column, or of several on one axis; false with a finding where they
 * differ. */
bool sl_select_column_signs(sl_strategy *s, const sl_csv *csv, const sl_yaml *value,
                            const char **symbol);
/* The columns of a chart's `interval`, a pair for each column of figures; none without it. */
typedef struct sl_select_ends {
    SL_VEC(uint32_t) low;
    SL_VEC(uint32_t) high;
} sl_select_ends;
/* `columns`: of figures. False with findings. */
bool sl_select_read_ends(sl_strategy *s, const sl_csv *csv, const sl_yaml *block, size_t columns,
                         sl_select_ends *out);
/* Between which figures that of a row lies; a finding where it does not. `column`: which of the
 * columns of figures, `figure`: its place in the dataset. */
sl_bounds sl_select_bounds(sl_strategy *s, const sl_csv *csv, const sl_select_ends *ends,
                           uint32_t row, uint32_t column, uint32_t figure);
/* What a chart is filled from: rows, and the columns of labels and figures, as they are named. */
typedef struct sl_select_source {
    sl_selection rows;
    const sl_yaml *label, *value;
} sl_select_source;
/* The chart of a block's dataset; NULL with findings. */
const sl_chart *sl_select_chart(sl_strategy *s, const sl_yaml *block, sl_span span);
/* The chart of rows that were chosen, whose block has the keys of its kind; NULL with findings. */
sl_chart *sl_select_fill(sl_strategy *s, const sl_yaml *block, const sl_select_source *from,
                         sl_span span);
/* The chart of a block's items (`items` in place of `data`); NULL with findings. */
const sl_chart *sl_select_items(sl_strategy *s, const sl_yaml *block, sl_span span);
/* The same of a grid: items in the squares of two keys of theirs, before and after. */
const sl_chart *sl_select_grid(sl_strategy *s, const sl_yaml *block, sl_span span);
/* The words of `type`, in the order of sl_chart_kind. */
#define SL_SELECT_KINDS                                                                            \
    "bar|grouped-bar|line|dot|slope|column|stacked|diverging|small-multiples|strip|scatter|area|"  \
    "grid"
/* The kind that a block's `type` says. */
sl_chart_kind sl_select_kind(const sl_yaml *block);
/* Whether the block's keys go with its kind; findings. */
bool sl_select_check_keys(sl_strategy *s, const sl_yaml *block, sl_chart_kind kind);
/* What the kinds have beside their figures: target, band, annotations, direction, share, the other
 * axis; once labels and series are known. */
void sl_select_read_kind(sl_strategy *s, const sl_yaml *block, const sl_csv *csv, sl_chart *c);
/* Whether labels and series, as they are printed, can be told apart and say something; whether
 * those of a line are times, all or none; whether `called` names none twice. Findings. */
void sl_select_check_alike(sl_strategy *s, const sl_yaml *block, const sl_chart *c);
void sl_select_check_times(sl_strategy *s, const sl_yaml *label, const sl_chart *c);
void sl_select_check_called(sl_strategy *s, const sl_yaml *called);
/* Whether the chart's figures can be shown by its kind; findings at span. */
bool sl_select_check_figures(sl_strategy *s, const sl_chart *c, sl_span span);
/* The boundaries that a map's block names, read once; NULL with findings. */
const sl_geo *sl_select_boundaries(sl_strategy *s, const sl_yaml *block);
/* What a map's block says beside its figures, in two steps: the places that c's labels (keys of the
 * boundaries) are, which then are their names; classes and names, once it is known how figures are
 * printed. NULL and false with findings. */
sl_chart *sl_select_places(sl_strategy *s, const sl_yaml *block, const sl_csv *csv, sl_chart *keys);
bool sl_select_classes(sl_strategy *s, const sl_yaml *block, sl_chart *c);
/* A chart with room for so many labels and series, no figure yet. */
sl_chart *sl_select_new_chart(sl_arena *a, sl_chart_kind kind, size_t labels, const sl_str *series,
                              size_t series_count);
/* The table of a block; NULL with findings. */
const sl_block_table *sl_select_table(sl_strategy *s, const sl_yaml *block, sl_span span);

#endif
