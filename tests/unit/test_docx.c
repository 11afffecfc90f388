/* A Word file's container, its markup read back, and what a paragraph is known by. */
#include "doc/node.h"
#include "tap.h"
#include "word/container.h"
#include "word/markup.h"
#include "word/place.h"

static sl_arena *a;

static void test_container(void)
{
    sl_part_files files = {0};
    sl_str binary = {"a\0b\xFF", 4}, bytes;
    const char *why = "";
    SL_PUSH(a, files, ((sl_part_file){SL_STR("word/document.xml"), SL_STR("<w:p/>"), false}));
    SL_PUSH(a, files, ((sl_part_file){SL_STR("word/media/p.png"), binary, true}));
    SL_PUSH(a, files, ((sl_part_file){SL_STR("empty.xml"), SL_STR_NONE, false}));
    sl_buf b, again;
    sl_buf_init(&b);
    sl_buf_init(&again);
    sl_container_emit(&b, &files);
    sl_container_emit(&again, &files);
    ok(sl_str_equal(sl_buf_str(&b), sl_buf_str(&again)), "into the same bytes every time");
    sl_container *c = sl_container_open(a, sl_buf_str(&b), &why);
    if (!ok(c != NULL, "and read again"))
        return;
    is_int((long long)sl_container_count(c), 3, "all of them");
    is_str(sl_container_name(c, 1), "word/media/p.png", "by name, in order");
    ok(sl_container_find(c, a, SL_STR("word/document.xml"), &bytes, &why), "a part is found");
    is_str(bytes, "<w:p/>", "and whole");
    ok(sl_container_find(c, a, SL_STR("word/media/p.png"), &bytes, &why) &&
           sl_str_equal(bytes, binary),
       "though it holds any bytes");
    ok(sl_container_find(c, a, SL_STR("none"), &bytes, &why) && !bytes.n, "one that is not there");
    ok(!sl_container_open(a, SL_STR("PK, but no ZIP"), &why) && *why, "no ZIP is refused");
    size_t taken = 0;
    for (size_t n = 0; n < b.n; n += 7)
        taken += sl_container_open(a, sl_str_slice(sl_buf_str(&b), 0, n), &why) != NULL && n;
    is_int((long long)taken, 0, "so is one that is cut short anywhere");
    sl_buf_done(&b);
    sl_buf_done(&again);
}

static sl_str list_of(void *context, sl_str number)
{
    (void)context;
    return number;
}

static void test_markup(void)
{
    sl_str rest = SL_STR("<a><b/><a>x</a></a><c/>tail"), one;
    ok(sl_markup_next(&rest, &one), "an element is cut off");
    is_str(one, "<a><b/><a>x</a></a>", "with all that is in it");
    is_str(sl_markup_inner(one), "<b/><a>x</a>", "what is in it");
    ok(sl_markup_next(&rest, &one), "then the next one");
    is_str(one, "<c/>", "which is empty");
    is_str(sl_markup_inner(one), "", "and holds nothing");
    ok(!sl_markup_next(&rest, &one), "and then there is none");
    is_str(sl_markup_value(SL_STR("<w:x w:id=\"7\" w:val=\"y\"/>"), " w:val=\""), "y", "a value");
    is_str(sl_markup_value(SL_STR("<w:x w:id=\"7\"/>"), " w:val=\""), "", "one that is not there");
    sl_markup_keys keys = {.arena = a, .list_of = list_of};
    sl_map_init(&keys.numbers, a);
    sl_markup m;
    sl_markup_init(&m, &keys, SL_STR_NONE);
#define RUN(text) "<w:r><w:t xml:space=\"preserve\">" text "</w:t></w:r>"
    sl_markup_blocks blocks = sl_markup_list(
        &m, SL_STR("<w:p><w:bookmarkStart w:id=\"1\" w:name=\"x\"/>" RUN("One two. ") RUN(
                "Three.") "</w:p>"
                          "<w:p><w:bookmarkStart w:id=\"9\" w:name=\"y\"/>" RUN("One two. ")
                              RUN("Three.") "</w:p>"
                                            "<w:p>" RUN("One two.") "</w:"
                                                                    "p>"));
    is_int((long long)blocks.n, 3, "three paragraphs");
    ok(blocks.at[0].key == blocks.at[1].key, "the same words are the same, whatever their marks");
    ok(blocks.at[0].key != blocks.at[2].key, "others are not");
    sl_markup_read(&m, &blocks.at[0]);
    is_int((long long)blocks.at[0].tokens.n, 5, "word by word, and mark by mark");
    is_str(blocks.at[0].tokens.at[2].text, ". ", "each with the space behind it");
}

static void test_places(void)
{
    is_str(sl_place_squeeze(a, SL_STR("  a\t\n b\u00A0c\u00AD d ")), "a b c d",
           "one space for any");
    is_str(sl_place_squeeze(a, SL_STR(" \u2009 ")), "", "nothing of nothing but spaces");
    ok(sl_place_hash(SL_STR("a")) != sl_place_hash(SL_STR("b")), "texts are told apart");
    sl_node *link = sl_node_new(a, SL_NODE_LINK, SL_SPAN_NONE);
    link->target = SL_STR("#AIM-1");
    ok(!sl_place_is_read(link), "what leads to another place is no part of the text");
    link->target = SL_STR("https://example.org");
    ok(sl_place_is_read(link), "a link that leads out is");
}

int main(void)
{
    a = sl_arena_new();
    test_container();
    test_markup();
    test_places();
    sl_arena_free(a);
    return done();
}
