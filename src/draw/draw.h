/* draw.h: charts as pictures: vectors and text in a coordinate space of their own.
 *
 * The same picture goes onto the page (typeset) and into the web page as SVG. Labels stand
 * beside what they name: there is no legend. Arena: the one given.
 */
#ifndef SL_DRAW_DRAW_H
#define SL_DRAW_DRAW_H

#include "page/page.h"
#include "book/book.h"
#include "style/layout.h"

/* Never NULL. width: of the picture; its height follows from what it shows. */
const sl_picture *sl_draw_chart(sl_arena *a, const sl_chart *chart, const sl_layout *layout,
                                sl_fonts *fonts, sl_words *words, sl_u width);
/* The same, drawn once for all readings of a folder that keeps (kept.c). */
const sl_picture *sl_draw_chart_once(sl_arena *a, const sl_chart *chart, const sl_layout *layout,
                                     sl_fonts *fonts, sl_words *words, sl_u width);
/* The same for a chart that is a map (SL_CHART_MAP); sl_draw_chart calls it. */
const sl_picture *sl_draw_map(sl_arena *a, const sl_chart *chart, const sl_layout *layout,
                              sl_fonts *fonts, sl_words *words, sl_u width);
/* The same for items in layers; nodes are links. Lines are dashed where they are weak. room: the
 * most height; 0: as low as its words allow. */
const sl_picture *sl_draw_graph(sl_arena *a, const sl_diagram *d, const sl_layout *layout,
                                sl_fonts *fonts, sl_words *words, sl_u width, sl_u room);
/* The same, drawn once for all readings of a folder that keeps (kept.c). */
const sl_picture *sl_draw_graph_once(sl_arena *a, const sl_diagram *d, const sl_layout *layout,
                                     sl_fonts *fonts, sl_words *words, sl_u width, sl_u room);
/* Boxes and arrows of an author, in layers. */
const sl_picture *sl_draw_scheme(sl_arena *a, const sl_scheme_view *view, const sl_layout *layout,
                                 sl_fonts *fonts, sl_words *words, sl_u width);
/* The same, drawn once for all readings of a folder that keeps (kept.c). */
const sl_picture *sl_draw_scheme_once(sl_arena *a, const sl_scheme_view *view,
                                      const sl_layout *layout, sl_fonts *fonts, sl_words *words,
                                      sl_u width);
/* What the chart shows, in one to three sentences composed from its figures. */
sl_str sl_draw_alt(sl_arena *a, const sl_phrases *p, const sl_chart *chart);
/* Stages, milestones and gates along a line of time, and the same in words. */
const sl_picture *sl_draw_timeline(sl_arena *a, const sl_timeline *t, const sl_layout *layout,
                                   sl_fonts *fonts, sl_words *words, sl_u width);
/* The same, drawn once for all readings of a folder that keeps (kept.c). */
const sl_picture *sl_draw_timeline_once(sl_arena *a, const sl_timeline *t, const sl_layout *layout,
                                        sl_fonts *fonts, sl_words *words, sl_u width);
sl_str sl_draw_timeline_alt(sl_arena *a, const sl_phrases *p, const sl_timeline *t);
/* What a measure has done (of which it has three figures at least) as a line, as wide as a rail. */
const sl_picture *sl_draw_spark(sl_arena *a, const sl_phrases *p, const sl_measure *m,
                                const sl_layout *layout, sl_fonts *fonts, sl_words *words,
                                sl_u width);
/* The same, drawn once for all readings of a folder that keeps (kept.c). */
const sl_picture *sl_draw_spark_once(sl_arena *a, const sl_phrases *p, const sl_measure *m,
                                     const sl_layout *layout, sl_fonts *fonts, sl_words *words,
                                     sl_u width);
/* What a figure shows, where that is a chart, a scheme or a line of time; NULL: it is something
 * else, which wants to know more than a width. */
const sl_picture *sl_draw_figure(sl_arena *a, const sl_figure *f, const sl_layout *layout,
                                 sl_fonts *fonts, sl_words *words, sl_u width);
/* An <svg> with real text; alt is its accessible name. */
void sl_draw_emit_svg(sl_buf *out, const sl_picture *picture, sl_str alt);
/* The same, written once for a picture that is kept (kept.c). */
void sl_draw_push_svg(sl_buf *out, const sl_picture *picture, sl_str alt);

#endif
