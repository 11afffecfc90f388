/* web.h: layouts/web/, embedded at build time by embed.py. Private to html. */
#ifndef SL_HTML_WEB_H
#define SL_HTML_WEB_H

extern const char sl_html_reader_css[];
/* Of what few pages have: put in where it is wanted. */
extern const char sl_html_inset_css[];
extern const char sl_html_opening_js[];
extern const char sl_html_reader_js[];

#endif
