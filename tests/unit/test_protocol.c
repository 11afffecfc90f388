/* The language server's frames, positions and addresses. */
#include <unistd.h>

#include "lsp/frame.h"
#include "lsp/room.h"
#include "tap.h"

static sl_arena *a;

/* --- frames --- */

/* What is read of bytes that come over a pipe, in pieces of a size; messages with | between. */
static sl_str read_all(sl_str bytes, const char **why)
{
    int ends[2];
    sl_frames f;
    sl_str text;
    sl_buf b;
    sl_buf_init(&b);
    if (pipe(ends) != 0 || write(ends[1], bytes.p, bytes.n) != (ssize_t)bytes.n)
        printf("Bail out! no pipe\n");
    close(ends[1]);
    sl_frames_init(&f, ends[0], -1);
    while (sl_frame_read(&f, &text))
        sl_buf_push_format(&b, "%.*s|", SL_FMT(text));
    *why = f.why;
    ok(f.is_over, "it ends");
    sl_frames_done(&f);
    close(ends[0]);
    return sl_buf_take(&b, a);
}

static void test_frames(void)
{
    const char *why;
    is_str(read_all(SL_STR("Content-Length: 2\r\n\r\n{}content-length:3\r\nContent-Type: x\r\n\r\n"
                           "[1]"),
                    &why),
           "{}|[1]|", "messages one after the other, heads in any case");
    ok(!why, "and nothing is wrong");
    static const char *const bad[] = {"Content-Length: -1\r\n\r\n{}", "Content-Length: \r\n\r\n{}",
                                      "Content-Length: 2x\r\n\r\n{}", "Length: 2\r\n\r\n{}",
                                      "Content-Length: 99999999999999999999\r\n\r\n{}"};
    for (size_t i = 0; i < SL_COUNT(bad); i++) {
        is_str(read_all(sl_str_from(bad[i]), &why), "", "what says no length is no message");
        ok(why != NULL, "and it is said");
    }
    is_str(read_all(SL_STR("Content-Length: 5\r\n\r\n{}"), &why), "", "half a message is none");
    sl_buf long_head;
    sl_buf_init(&long_head);
    for (int i = 0; i < 1000; i++)
        sl_buf_push_z(&long_head, "X-Header: y\r\n");
    is_str(read_all(sl_buf_str(&long_head), &why), "", "nor is a head without an end");
    ok(why != NULL, "which is said too");
    sl_buf_done(&long_head);
    int ends[2];
    char got[64] = "";
    if (pipe(ends) != 0)
        printf("Bail out! no pipe\n");
    sl_frames f;
    sl_frames_init(&f, ends[0], ends[1]);
    ok(!sl_frame_waits(&f, 0), "nothing waits");
    ok(sl_frame_write(&f, SL_STR("{\"é\"}")), "a message is written");
    ok(sl_frame_waits(&f, 0), "now it does");
    is_int(read(ends[0], got, sizeof got - 1), 27, "with a head");
    is_str(sl_str_from(got), "Content-Length: 6\r\n\r\n{\"é\"}", "that counts bytes");
    sl_frames_done(&f);
    close(ends[0]);
    close(ends[1]);
}

/* --- positions --- */

static void test_positions(void)
{
    sl_rows r;
    sl_str text = SL_STR("aé\r\n𝄞b\rc\n");
    uint32_t offset;
    sl_rows_read(&r, a, text, false);
    is_int((long long)r.n, 4, "lines end in three ways");
    json_t *at = sl_rows_position(&r, 9); /* behind the clef */
    is_int(json_integer_value(json_object_get(at, "line")), 1, "on the second line");
    is_int(json_integer_value(json_object_get(at, "character")), 2, "a clef is two units");
    json_decref(at);
    sl_rows bytes;
    sl_rows_read(&bytes, a, text, true);
    at = sl_rows_position(&bytes, 9);
    is_int(json_integer_value(json_object_get(at, "character")), 4, "or four bytes");
    json_decref(at);
    for (int utf8 = 0; utf8 < 2; utf8++) {
        bool same = true;
        sl_rows_read(&r, a, text, utf8);
        for (uint32_t i = 0; i < text.n; i++) {
            if (((unsigned char)text.p[i] & 0xC0) == 0x80 || text.p[i] == '\n')
                continue;
            json_t *position = sl_rows_position(&r, i);
            same = same && sl_rows_offset(&r, position, &offset) && offset == i;
            json_decref(position);
        }
        ok(same, "there and back");
    }
    json_t *far = json_pack("{s:i, s:i}", "line", 0, "character", 99);
    ok(sl_rows_offset(&r, far, &offset) && offset == 3, "beyond a line is its end");
    json_object_set_new(far, "line", json_integer(99));
    ok(sl_rows_offset(&r, far, &offset) && offset == text.n, "beyond the text is its end");
    json_object_set_new(far, "line", json_integer(-1));
    ok(!sl_rows_offset(&r, far, &offset), "before it is none");
    json_object_set_new(far, "line", json_string("1"));
    ok(!sl_rows_offset(&r, far, &offset), "nor is a word");
    json_decref(far);
}

static void test_addresses(void)
{
    is_str(sl_uri_path(a, SL_STR("file:///a%20b/%C3%A9.md")), "/a b/é.md", "a file");
    is_str(sl_uri_path(a, SL_STR("file://host/a.md")), "/a.md", "with a host");
    is_str(sl_uri_path(a, SL_STR("https://example.org/a")), "", "no file");
    is_str(sl_uri_path(a, SL_STR("file:///a%00b")), "", "nor one with an end in its name");
    is_str(sl_uri_path(a, SL_STR("file:///a%2")), "/a%2", "what is no escape stays");
    is_str(sl_uri_path(a, SL_STR("file:///a%zz")), "/a%zz", "whatever it is");
    static const char *const paths[] = {"/a b/é.md", "/100%/x#y?z.md", "/plain/a-b_c.~md", "/a:b"};
    bool same = true;
    for (size_t i = 0; i < SL_COUNT(paths); i++) {
        json_t *uri = sl_uri_from(paths[i]);
        sl_str z = sl_str_from(json_string_value(uri));
        same = same && sl_str_equal_z(sl_uri_path(a, z), paths[i]) &&
               sl_str_find_char(z, '#', 0) == SIZE_MAX && sl_str_find_char(z, ' ', 0) == SIZE_MAX;
        json_decref(uri);
    }
    ok(same, "paths there and back");
}

int main(void)
{
    a = sl_arena_new();
    test_frames();
    test_positions();
    test_addresses();
    sl_arena_free(a);
    return done();
}
