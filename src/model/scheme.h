/* scheme.h: boxes and arrows as an author gives them: a theory of change, who reports to whom.
 *
 * Each box stands in a layer; where the layers lie on the page, and in what order their boxes, is
 * for src/draw to decide. Arena: the strategy's.
 */
#ifndef SL_MODEL_SCHEME_H
#define SL_MODEL_SCHEME_H

#include "model/strategy.h"

enum { SL_SCHEME_MOST = 60 /* boxes */, SL_SCHEME_MOST_LAYERS = 12, SL_SCHEME_MOST_ARROWS = 240 };

typedef enum sl_scheme_way {
    SL_SCHEME_AUTO,
    SL_SCHEME_RIGHT,
    SL_SCHEME_DOWN,
    SL_SCHEME_LEFT,
    SL_SCHEME_UP
} sl_scheme_way;

typedef struct sl_scheme_box {
    sl_str name, title;
    const sl_item *item; /* that it stands for; NULL: none */
    uint32_t layer;
} sl_scheme_box;

typedef struct sl_scheme_arrow {
    uint32_t from, to; /* boxes */
    sl_str label;      /* empty: none */
    bool plain;        /* a line without a head */
} sl_scheme_arrow;

typedef struct sl_scheme {
    sl_scheme_way way;
    SL_VEC(sl_scheme_box) boxes; /* in the order of the file */
    SL_VEC(sl_scheme_arrow) arrows;
    SL_VEC(sl_str) lanes; /* what the layers are called; empty: they have no names */
    uint32_t layers;
} sl_scheme;

#endif
