#include "base/str.h"
#include "tap.h"

static void test_views(void)
{
    sl_str s = SL_STR("  one,two,,three ");
    is_str(sl_str_trim(s), "one,two,,three", "trim takes white space off both ends");
    sl_str rest = sl_str_trim(s), part;
    int parts = 0;
    while (sl_str_split(&rest, ',', &part))
        parts++;
    is_int(parts, 4, "split gives empty parts too");
    is_int((long long)sl_str_find(s, SL_STR("two"), 0), 6, "find tells the offset");
    ok(sl_str_find(s, SL_STR("two"), 7) == SIZE_MAX, "from where it is told");
    ok(sl_str_compare(SL_STR("ab"), SL_STR("abc")) < 0, "a prefix comes first");
}

static void test_utf8(void)
{
    static const char *const bad[] = {
        "\x80", "\xC0\x80", "\xE0\x80\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xC3", "\xFF"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        ok(sl_utf8_find_invalid(sl_str_from(bad[i])) == 0, "bytes that are not UTF-8 are found");
    ok(sl_utf8_find_invalid(SL_STR("aé€𝄞")) == SIZE_MAX, "sequences of one to four bytes are good");
    is_int((long long)sl_utf8_count(SL_STR("aé€𝄞")), 4, "and count as one character each");
    char out[4];
    is_int((long long)sl_utf8_encode(0x20AC, out), 3, "the euro sign has three bytes");
    ok(memcmp(out, "€", 3) == 0, "the right ones");
}

static void test_nearest(void)
{
    static const sl_str words[] = {{"evidence", 8}, {"supports", 8}, {"in-return", 9}};
    const sl_str *near = sl_str_nearest(SL_STR("suports"), words, 3);
    ok(near && sl_str_equal_z(*near, "supports"), "a dropped letter is seen through");
    near = sl_str_nearest(SL_STR("evidnece"), words, 3);
    ok(near && sl_str_equal_z(*near, "evidence"), "so are two that changed places");
    ok(!sl_str_nearest(SL_STR("banana"), words, 3), "what is far off suggests nothing");
}

int main(void)
{
    test_views();
    test_utf8();
    test_nearest();
    return done();
}
