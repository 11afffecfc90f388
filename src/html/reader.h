/* reader.h: layouts/web/reader.css, embedded at build time. Private to html. */
#ifndef SL_HTML_READER_H
#define SL_HTML_READER_H

extern const char sl_html_reader[];

#endif
