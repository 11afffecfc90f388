/* The page's bytes: escapes, digits and hashes, a face as WOFF2, and a whole page of a plan. */
#include "base/file.h"
#include "book/book.h"
#include "html/woff.h"
#include "html/write.h"
#include "plan.h"

static sl_arena *a;

static void test_escapes(void)
{
    sl_buf b;
    sl_buf_init(&b);
    sl_html w = {.out = &b, .arena = a};
    sl_html_push_text(&w, SL_STR("<b> & \"x\""));
    ok(sl_str_find_char(sl_buf_str(&b), '<', 0) == SIZE_MAX &&
           sl_str_starts(sl_buf_str(&b), "&lt;b&gt; &amp; "),
       "a text is no markup");
    b.n = 0;
    sl_html_push_attribute(&w, "title", SL_STR("a\" onload=\"x"));
    is_int((long long)sl_str_find(sl_buf_str(&b), SL_STR("\" onload"), 0), (long long)SIZE_MAX,
           "a value does not end its quotes");
    b.n = 0;
    sl_html_push_attribute(&w, "title", SL_STR_NONE);
    is_str(sl_buf_str(&b), "", "an empty value is none");
    sl_html_push_quoted(&w, "data-f", SL_STR("{\"a\": \"it's <\"}"));
    is_str(sl_buf_str(&b), " data-f='{\"a\": \"it&#39;s &lt;\"}'", "JSON between single quotes");
    b.n = 0;
    /* RFC 4648, 10. */
    static const char *const digits[][2] = {{"", ""},
                                            {"f", "Zg=="},
                                            {"fo", "Zm8="},
                                            {"foo", "Zm9v"},
                                            {"foob", "Zm9vYg=="},
                                            {"fooba", "Zm9vYmE="},
                                            {"foobar", "Zm9vYmFy"}};
    for (size_t i = 0; i < SL_COUNT(digits); i++) {
        b.n = 0;
        sl_html_push_base64(&b, sl_str_from(digits[i][0]));
        is_str(sl_buf_str(&b), digits[i][1], "digits");
    }
    b.n = 0;
    sl_html_push_hash(&w, SL_STR("abc")); /* FIPS 180-2, B.1 */
    is_str(sl_buf_str(&b), " 'sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0='", "a hash");
    sl_buf_done(&b);
}

static uint32_t big(sl_str s, size_t at, size_t n)
{
    uint32_t v = 0;
    for (size_t i = 0; i < n; i++)
        v = v << 8 | (unsigned char)s.p[at + i];
    return v;
}

static void test_woff(void)
{
    sl_str font;
    sl_buf b;
    sl_buf_init(&b);
    if (sl_file_read(a, SL_TESTS_SOURCE "/fonts/SourceSans3-Regular.ttf", 8 << 20, &font, NULL) !=
        SL_FILE_OK)
        printf("Bail out! no face\n");
    ok(sl_woff_emit(&b, font), "a face is packed");
    sl_str woff = sl_buf_str(&b);
    ok(sl_str_starts(woff, "wOF2") && big(woff, 8, 4) == woff.n, "its head says its length");
    ok(big(woff, 12, 2) == big(font, 4, 2), "and how many tables it has");
    ok(woff.n < font.n * 2 / 3, "it is much smaller");
    b.n = 0;
    bool refused = true;
    for (size_t n = 0; n < 300; n += 13)
        refused = refused && !sl_woff_emit(&b, sl_str_slice(font, 0, n)) && !b.n;
    ok(refused, "what is cut short is refused, and nothing is written");
    sl_buf_done(&b);
}

/* Every text of a plan holds markup; none of it is any in the page. */
static void test_page(void)
{
    plan p;
    plan_begin(&p);
    plan_item(&p, "AIM-1", "audience: public\n", "A <script>alert(1)</script> & more [@EV-1].");
    const char *const entries[] = {"id: EV-1, grade: 3, statement: \"<img src=x onerror=y>\"",
                                   NULL};
    plan_evidence(&p, entries, "");
    plan_read(&p, NULL);
    sl_numbers numbers;
    sl_book_options options = {0};
    sl_book *book = sl_book_compose(p.s, &options, &numbers);
    sl_layout *layout =
        (sl_layout *)sl_layout_load(p.session.arena, &p.session.sources, &p.session.diags,
                                    SL_TESTS_SOURCE "/layouts", NULL, SL_STR("strategy"));
    const char *why = "";
    sl_fonts *fonts = sl_fonts_new(p.session.arena, SL_TESTS_SOURCE "/fonts", &why);
    sl_words *words = sl_words_new(p.session.arena, fonts, true);
    const sl_picture *pictures[8] = {NULL};
    sl_buf b;
    sl_buf_init(&b);
    sl_html_emit(&b, book, NULL, layout, pictures, fonts, words);
    sl_str page = sl_buf_str(&b);
    ok(sl_str_find(page, SL_STR("Title of AIM-1"), 0) != SIZE_MAX, "the plan is on its page");
    ok(sl_str_find(page, SL_STR("<script>alert"), 0) == SIZE_MAX, "no script of a stranger's");
    ok(sl_str_find(page, SL_STR("<img src=x"), 0) == SIZE_MAX, "no markup");
    ok(sl_str_find(page, SL_STR("&lt;img src=x onerror=y&gt;"), 0) != SIZE_MAX, "but its words");
    ok(sl_str_find(page, SL_STR("id=\"AIM-1\""), 0) != SIZE_MAX, "an item stands under its ID");
    sl_buf_done(&b);
    plan_end(&p);
}

int main(void)
{
    a = sl_arena_new();
    test_escapes();
    test_woff();
    test_page();
    sl_arena_free(a);
    return done();
}
