/* Pictures made smaller or divided, and what the files of photographs say. */
#include "page/photo.h"
#include "tap.h"

static sl_arena *a;

/* --- pictures in parts --- */

enum { HEAD = 100, ROW = 40, ROWS = 5, WIDTH = 300 };

/* A head with a rectangle, and rows with one each, whose colour is its number. */
static sl_picture *rows(void)
{
    sl_picture *p = SL_NEW(a, sl_picture);
    p->width = WIDTH;
    p->height = HEAD + ROWS * ROW + 10;
    SL_PUSH(a, p->cuts, HEAD);
    sl_mark head = {.kind = SL_MARK_RECT, .u.rect = {0, 0, WIDTH, HEAD, 99}};
    SL_PUSH(a, p->marks, head);
    for (int i = 0; i < ROWS; i++) {
        sl_u y = HEAD + i * ROW;
        sl_mark row = {.kind = SL_MARK_RECT, .u.rect = {10, y + 6, 50, ROW - 12, (sl_rgb)i}};
        SL_PUSH(a, p->marks, row);
        SL_PUSH(a, p->cuts, y + ROW);
    }
    return p;
}

static void test_parts(void)
{
    const sl_picture *p = rows();
    for (size_t cut = 1; cut < ROWS; cut++) {
        int seen[ROWS] = {0}, heads = 0, repeated = 0;
        bool inside = true;
        for (int side = 0; side < 2; side++) {
            sl_picture *part = sl_picture_part(a, p, side ? cut : 0, side ? ROWS : cut);
            size_t first = side ? cut : 0, n = side ? ROWS - cut : cut;
            for (size_t i = 0; i < part->marks.n; i++) {
                const sl_mark *m = &part->marks.at[i];
                const sl_rect *r = &m->u.rect;
                inside = inside && r->y >= 0 && r->y + r->height <= part->height;
                heads += r->color == 99;
                repeated += m->repeated;
                if (r->color == 99)
                    continue;
                seen[r->color]++;
                inside = inside && r->color >= first && r->color < first + n &&
                         r->y == HEAD + (sl_u)(r->color - first) * ROW + 6;
            }
        }
        bool once = true;
        for (int i = 0; i < ROWS; i++)
            once = once && seen[i] == 1;
        ok(once, "every row is in one part");
        ok(inside, "each where it belongs, under the head");
        ok(heads == 2 && repeated == 1, "both have the head, the second one as said before");
    }
    const sl_u coords[] = {20, HEAD, 20, HEAD + ROWS * ROW};
    const uint8_t ops[] = {SL_PATH_MOVE, SL_PATH_LINE};
    sl_mark line = {.kind = SL_MARK_PATH};
    line.u.path = (sl_path){.ops = ops, .coords = coords, .op_count = 2, .coord_count = 2};
    sl_picture *one = SL_NEW(a, sl_picture);
    *one = (sl_picture){.width = WIDTH, .height = p->height, .cuts = p->cuts};
    SL_PUSH(a, one->marks, line);
    sl_picture *top = sl_picture_part(a, one, 0, 2), *rest = sl_picture_part(a, one, 2, ROWS);
    is_int(top->marks.at[0].u.path.coords[3], HEAD + 2 * ROW, "an upright line ends with its part");
    is_int(rest->marks.at[0].u.path.coords[3], HEAD + 3 * ROW, "and goes on in the next one");
}

static void test_scale(void)
{
    sl_picture *p = rows(), *half = sl_picture_scale(a, p, 1, 2), *same;
    same = sl_picture_scale(a, half, 2, 1);
    is_int(half->width, WIDTH / 2, "half as wide");
    is_int(half->cuts.at[1], (HEAD + ROW) / 2, "its cuts with it");
    is_int(half->marks.at[3].u.rect.width, 25, "its marks too");
    is_int(same->marks.at[3].u.rect.y, p->marks.at[3].u.rect.y, "there and back");
    is_int(p->marks.at[3].u.rect.width, 50, "the first is as it was");
}

/* --- photographs --- */

/* A JPEG's head with an Exif segment whose only entry is the orientation. */
static sl_str jpeg(bool little, unsigned orientation, unsigned kind, size_t n)
{
    static char bytes[64];
    static const unsigned char big[] = {'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0};
    static const unsigned char small[] = {'I', 'I', 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 1};
    memset(bytes, 0, sizeof bytes);
    memcpy(bytes,
           "\xFF\xD8\xFF\xE1\x00\x22"
           "Exif\0\0",
           12);
    if (little) {
        memcpy(bytes + 12, small, sizeof small);
        bytes[24] = (char)kind, bytes[26] = 1, bytes[30] = (char)orientation;
    } else {
        memcpy(bytes + 12, big, sizeof big);
        bytes[25] = (char)kind, bytes[29] = 1, bytes[31] = (char)orientation;
    }
    memcpy(bytes + 38, "\xFF\xDA\x00\x02", 4);
    return (sl_str){bytes, n};
}

static unsigned orientation(sl_str bytes)
{
    sl_image im = {.kind = SL_IMAGE_JPEG, .bytes = bytes};
    return sl_photo_orientation(&im);
}

static void test_photos(void)
{
    bool read = true, cut = true;
    for (unsigned i = 1; i <= 8; i++)
        read = read && orientation(jpeg(false, i, 3, 42)) == i &&
               orientation(jpeg(true, i, 3, 42)) == i;
    ok(read, "how a camera was held, in both orders of bytes");
    for (size_t n = 0; n < 38; n++)
        cut = cut && orientation(jpeg(false, 6, 3, n)) == 1;
    ok(cut, "a file that is cut short says nothing");
    is_int(orientation(jpeg(true, 9, 3, 42)), 1, "nor does a value that is none");
    is_int(orientation(jpeg(true, 0, 3, 42)), 1, "nor nought");
    is_int(orientation(jpeg(true, 6, 4, 42)), 1, "nor a value of another type");
    /* Each way lays the unit square on itself; 3 is half a turn, 6 a quarter clockwise. */
    bool square = true;
    for (unsigned i = 1; i <= 8; i++) {
        const int *m = sl_photo_matrix(i);
        int corners = 0;
        for (int x = 0; x < 2; x++)
            for (int y = 0; y < 2; y++) {
                int u = m[0] * x + m[2] * y + m[4], v = m[1] * x + m[3] * y + m[5];
                square = square && u >= 0 && u <= 1 && v >= 0 && v <= 1;
                corners |= 1 << (2 * u + v);
            }
        square = square && corners == 15;
    }
    ok(square, "however it is turned it fills its place");
    const int *half = sl_photo_matrix(3), *quarter = sl_photo_matrix(6);
    ok(half[0] == -1 && half[3] == -1, "3: upside down");
    /* The stored top left, (0, 1) from the bottom, is seen at the top right. */
    ok(quarter[2] + quarter[4] == 1 && quarter[3] + quarter[5] == 1, "6: a quarter clockwise");
    sl_str profile = SL_STR_NONE;
    sl_image im = {.kind = SL_IMAGE_JPEG, .bytes = jpeg(true, 1, 3, 42)};
    ok(!sl_photo_profile(a, &im, 3, &profile) && !profile.n, "no profile is no fault");
}

static void test_pages(void)
{
    sl_pages p;
    sl_pages_init(&p, a);
    uint32_t sect = sl_pages_add_elem(&p, SL_TAG_SECT, 0, false);
    is_int(p.elems.at[0].tag, SL_TAG_DOCUMENT, "the root is the document");
    is_int(p.elems.at[sect].parent, 0, "what is added has its parent");
    is_str(sl_str_from(sl_tag_name(SL_TAG_BLOCKQUOTE)), "BlockQuote", "tags as PDF has them");
    static const char *const bad[] = {"", "GIF89a", "\x89PNG\r\n\x1a\n", "\xFF\xD8\xFF", "<svg"};
    bool refused = true;
    for (size_t i = 0; i < SL_COUNT(bad); i++) {
        const char *why = NULL;
        refused = refused && !sl_image_load(a, sl_str_from(bad[i]), "", &why) && why && *why;
    }
    ok(refused, "what is no picture is refused, with a reason");
}

int main(void)
{
    a = sl_arena_new();
    test_parts();
    test_scale();
    test_photos();
    test_pages();
    sl_arena_free(a);
    return done();
}
