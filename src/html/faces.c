#include "base/assert.h"
#include "html/woff.h"
#include "html/write.h"
#include "text/subset.h"

/* The layout's faces in the page, for a reader who has not got them. Each is cut down to the
 * characters of the page, whichever face they are in: the browser decides that by its styles. */

typedef SL_VEC(uint32_t) characters;

enum { PLANES = 0x110000 };

static const char *const families[] = {"paragraph", "heading-1"};
static const int weights[] = {SL_WEIGHT_REGULAR, SL_WEIGHT_SEMIBOLD, SL_WEIGHT_BOLD};

/* Every character of the page once, in order: its markup has all of ASCII that it needs. */
static void collect(sl_arena *a, sl_str page, characters *out)
{
    uint8_t *seen = SL_NEW_ARRAY(a, uint8_t, PLANES / 8);
    /* Set by the styles, and what a reader may type into a field. */
    static const uint32_t more[] = {0x2192, 0xa0};
    for (size_t i = 0; i < SL_COUNT(more); i++)
        seen[more[i] / 8] |= (uint8_t)(1u << more[i] % 8);
    for (uint32_t c = ' '; c < 0x7f; c++)
        seen[c / 8] |= (uint8_t)(1u << c % 8);
    for (size_t at = 0; (at += sl_utf8_count_ascii(sl_str_slice(page, at, page.n))) < page.n;) {
        uint32_t c = sl_utf8_next(page, &at);
        seen[c / 8] |= (uint8_t)(1u << c % 8);
    }
    for (uint32_t eight = 0; eight < PLANES / 8; eight++)
        for (uint32_t i = 0; seen[eight] >> i; i++)
            if (seen[eight] >> i & 1)
                SL_PUSH(a, *out, eight * 8 + i);
}

static void push_face(sl_buf *css, const sl_face *face, const characters *used)
{
    const sl_face_info *info = sl_face_info_of(face);
    sl_buf subset;
    sl_buf_init(&subset);
    sl_buf packed;
    sl_buf_init(&packed);
    if (sl_face_subset_characters(face, used->at, used->n, &subset) &&
        sl_woff_emit(&packed, sl_buf_str(&subset))) {
        sl_buf_push_format(css,
                           "\n@font-face{font-family:\"%s\";font-weight:%d;font-style:%s;"
                           "src:url(data:font/woff2;base64,",
                           info->family, info->weight, info->italic ? "italic" : "normal");
        sl_html_push_base64(css, sl_buf_str(&packed));
        sl_buf_push_z(css, ")}");
    }
    sl_buf_done(&subset);
    sl_buf_done(&packed);
}

static void push_faces(sl_html *w, sl_buf *css, sl_fonts *fonts, const characters *used)
{
    SL_VEC(const sl_face *) done = {0};
    for (size_t f = 0; f < SL_COUNT(families); f++)
        for (size_t i = 0; i < SL_COUNT(weights) * 2; i++) {
            bool italic = i % 2;
            sl_str family = sl_layout_role(w->layout, sl_str_from(families[f]), NULL)->family;
            const sl_face *face = sl_fonts_lookup(fonts, family, weights[i / 2], italic);
            bool known = !face || (italic && !w->slanted) ||
                         (f == 0 && weights[i / 2] == SL_WEIGHT_SEMIBOLD);
            for (size_t k = 0; k < done.n; k++)
                known = known || done.at[k] == face;
            if (known)
                continue;
            SL_PUSH(w->arena, done, face);
            push_face(css, face, used);
        }
}

/* All that they depend on. */
static void push_key(sl_buf *key, const sl_html *w, const characters *used)
{
    sl_buf_push_format(key, "faces %d", w->slanted);
    for (size_t f = 0; f < SL_COUNT(families); f++)
        sl_buf_push_format(
            key, " %.*s",
            SL_FMT(sl_layout_role(w->layout, sl_str_from(families[f]), NULL)->family));
    sl_buf_push_char(key, 0);
    sl_buf_push(key, (const char *)used->at, used->n * sizeof *used->at);
}

/* A page of a folder that is kept has mostly the characters that it had before. */
void sl_html_emit_faces(sl_html *w, sl_buf *css, sl_fonts *fonts, sl_str page)
{
    sl_folder *folder = w->book->strategy->sources->folder;
    characters used = {0};
    collect(w->arena, page, &used);
    if (!folder || w->layout->faces.n) { /* whose files may be others under the same name */
        push_faces(w, css, fonts, &used);
        return;
    }
    sl_buf key, made;
    sl_buf_init(&key);
    sl_buf_init(&made);
    push_key(&key, w, &used);
    const sl_str *known = sl_folder_recall(folder, sl_buf_str(&key));
    if (known) {
        sl_buf_push_str(css, *known);
    } else {
        push_faces(w, &made, fonts, &used);
        sl_buf_push_str(css, sl_buf_str(&made));
        sl_str kept = sl_buf_copy(&made, sl_folder_remembering(folder));
        sl_folder_remember(folder, sl_buf_str(&key), &kept, sizeof kept);
    }
    sl_buf_done(&key);
    sl_buf_done(&made);
}
