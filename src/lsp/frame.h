/* frame.h: messages of the protocol on two file descriptors: a head, an empty line, JSON. Private
 * to lsp. */
#ifndef SL_LSP_FRAME_H
#define SL_LSP_FRAME_H

#include "base/buf.h"

typedef struct sl_frames {
    int in, out;
    sl_buf held; /* read, and not yet taken */
    size_t taken;
    bool is_over; /* the other side has closed, or writes what is no frame */
    const char *why;
} sl_frames;

void sl_frames_init(sl_frames *f, int in, int out);
void sl_frames_done(sl_frames *f);
/* The next message's text, good until the next call; false when there is none any more. */
bool sl_frame_read(sl_frames *f, sl_str *text);
/* Whether a message waits, or comes within so many milliseconds. */
bool sl_frame_waits(sl_frames *f, int milliseconds);
/* False when the other side is gone. */
bool sl_frame_write(sl_frames *f, sl_str text);

#endif
