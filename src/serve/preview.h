/* preview.h: what is shown of a strategy: the web page, the sheets as pictures, the findings.
 * Private to serve.
 *
 * What a function gives is good until the next sl_preview_update.
 */
#ifndef SL_SERVE_PREVIEW_H
#define SL_SERVE_PREVIEW_H

#include "comments/report.h"
#include "session/live.h"

typedef struct sl_preview {
    sl_options options;
    sl_live *live;
    sl_making *making;
    uint64_t version; /* grows with each update */
    bool is_shown;    /* the document could be made */
    bool pages_tried;
    sl_buf html;
    sl_reply_files replies;         /* what reviewers sent back, of the session's arena */
    sl_buf layout, audience, as_of; /* as chosen; empty: the strategy's own */
} sl_preview;

void sl_preview_init(sl_preview *p, const sl_options *options);
void sl_preview_done(sl_preview *p);
/* Reads what is there now and makes the page. */
void sl_preview_update(sl_preview *p);
/* Chooses "layout", "audience" or "as-of"; false when the value is none. */
bool sl_preview_choose(sl_preview *p, sl_str what, sl_str value);

/* {"version", "shown", "findings", "comments", "layouts", "audiences", "layout", ...} as JSON. */
void sl_preview_push_state(sl_buf *out, sl_preview *p);
/* {"version", "pages": [{"width", "height", "print"}]}: print is another when the page is. */
void sl_preview_push_pages(sl_buf *out, sl_preview *p);
/* PNG of a page; false when there is none. */
bool sl_preview_push_page(sl_buf *out, sl_preview *p, uint32_t index, unsigned dpi);

/* The source of a block of the web page, by its text; of what stands on a page, by its place in
 * points. SL_SPAN_NONE: unknown. */
sl_span sl_preview_find_text(sl_preview *p, sl_str text);
sl_span sl_preview_find_point(sl_preview *p, uint32_t page, double x, double y);
/* The other way: what a line of a file is of. Its item or entry, and the words of its block; empty
 * where there is none. */
void sl_preview_find_line(sl_preview *p, sl_str path, uint32_t line, sl_str *id, sl_str *words);

#endif
