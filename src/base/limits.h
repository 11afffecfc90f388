/* limits.h: every bound on what a user (or a stranger's file) can make us hold or do.
 *
 * A limit that is met is a diagnostic at the place where it was met, never a crash and never
 * silence. Each has its reason beside it.
 */
#ifndef SL_BASE_LIMITS_H
#define SL_BASE_LIMITS_H

/* One text file. The largest register we know has 70 kB; spans are 32-bit offsets. */
#define SL_LIMIT_FILE_BYTES (16u << 20)
/* One dataset: 200,000 rows of 20 columns are about 30 MB. */
#define SL_LIMIT_DATASET_BYTES (64u << 20)
/* All text files of one strategy together: 10,000 pages are about 30 MB of Markdown. */
#define SL_LIMIT_TOTAL_BYTES (256u << 20)
/* Files in one strategy: spans name their file by 16 bits. */
#define SL_LIMIT_FILES 60000u
/* Folder depth below the strategy: guards against links that lead round. */
#define SL_LIMIT_FOLDER_DEPTH 16
/* YAML nesting: no schema of ours is deeper than 8. */
#define SL_LIMIT_YAML_DEPTH 32
/* Nested blocks and inlines in Markdown: tree walks may recurse to this depth. */
#define SL_LIMIT_NODE_DEPTH 64
/* Lines, marks, cells and blocks of one text: each costs one to three kilobytes until it stands on
 * its page, and a book of 1,000 pages in one file has as many. */
#define SL_LIMIT_NODES 65536u
/* Variables and snippets that texts put in, all together: one that names others twice would double
 * with each. */
#define SL_LIMIT_FILLED 20000u
/* Footnotes that call footnotes: each lies within the other when the document is composed. */
#define SL_LIMIT_NOTE_DEPTH 8
/* Items and evidence entries of one strategy: ids are 32-bit indices; 20 times the largest plan. */
#define SL_LIMIT_ITEMS 120000u
/* SQL over the datasets: steps of SQLite's machine for one query (under half a second) and for all
 * of a strategy together, and bytes of the database in memory, which holds the datasets that
 * queries name. */
#define SL_LIMIT_QUERY_STEPS 20000000u
/* CPU time of one query: the last resort, as a machine's speed decides what meets it; all that is
 * reasonable ends far before. */
#define SL_LIMIT_QUERY_SECONDS 5u
#define SL_LIMIT_QUERY_STEPS_TOTAL 100000000u
#define SL_LIMIT_QUERY_BYTES (256u << 20)
/* Differences that are looked for between two texts or two lists of blocks: memory grows with their
 * square (4 MB at this many). */
#define SL_LIMIT_DIFFERENCES 1000
/* Rows and columns of one dataset. */
#define SL_LIMIT_CSV_ROWS 200000u
#define SL_LIMIT_CSV_COLUMNS 512u
/* Columns of a pipe table or table block: more cannot be set legibly on any page. */
#define SL_LIMIT_TABLE_COLUMNS 32u
/* Marks in one chart: more cannot be told apart. */
#define SL_LIMIT_CHART_POINTS 400u
#define SL_LIMIT_CHART_SERIES 12u
/* A JSON text: GeoJSON is nested eight deep; so many values take 70 MB. */
#define SL_LIMIT_JSON_DEPTH 32u
#define SL_LIMIT_JSON_VALUES 1000000u
/* Boundaries: the country's 400 districts, drawn finer than print can show, have 100,000 positions.
 */
#define SL_LIMIT_GEO_FEATURES SL_LIMIT_CHART_POINTS
#define SL_LIMIT_GEO_POSITIONS 200000u
/* Places named on one map: more lines to names cannot be followed. */
#define SL_LIMIT_MAP_NAMES 40u
/* Findings printed in one run; the count of the rest is printed. */
#define SL_LIMIT_FINDINGS 1000u
/* One image file and its decoded pixels: an A3 page at 300 dpi has 17 million. */
#define SL_LIMIT_IMAGE_BYTES (32u << 20)
#define SL_LIMIT_IMAGE_PIXELS (64u << 20)
/* The colour profile of one: those of displays have some thousand bytes, of printers a million. */
#define SL_LIMIT_PROFILE_BYTES (4u << 20)
/* One SVG file, and its longer side in pixels: what it draws also stays under the image limit. */
#define SL_LIMIT_SVG_BYTES (4u << 20)
#define SL_LIMIT_SVG_SIDE 10000
/* What drawing one may take: seconds of CPU time, bytes of memory that are written to. */
#define SL_LIMIT_SVG_SECONDS 2u
#define SL_LIMIT_SVG_MEMORY (384u << 20)
/* A Word file, all that is unpacked of it, its parts, and the elements of one of them: a paper of
 * 500 pages has 20 MB and 400,000; 10,000 comments have 200,000. */
#define SL_LIMIT_OFFICE_FILE (64u << 20)
#define SL_LIMIT_OFFICE_BYTES (64u << 20)
#define SL_LIMIT_OFFICE_PARTS 4096u
#define SL_LIMIT_OFFICE_ELEMENTS 500000u
#define SL_LIMIT_OFFICE_DEPTH 200u
/* Pages of one document. */
#define SL_LIMIT_PAGES 40000u
/* One word handed to the shaper; longer ones are split. */
#define SL_LIMIT_WORD_BYTES 240u

#endif
