/* Changes of YAML and text that leave everything else as it was, byte for byte. */
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "edit/file_edit.h"
#include "edit/prose_edit.h"
#include "tap.h"

static sl_arena *a;

static const char text[] = "# kept\n"
                           "title:  A plan   # of ours\n"
                           "tags: [one, 'two']\n"
                           "owners:\n"
                           "  - name: The council\n"
                           "    role: lead\n"
                           "\n"
                           "  - name: The college\n"
                           "last: \"x\"\n";

static const sl_yaml *value(const char *z, bool quoted)
{
    sl_yaml *y = SL_NEW(a, sl_yaml);
    y->kind = SL_YAML_SCALAR;
    y->text = sl_str_from(z);
    y->quoted = quoted;
    return y;
}

#define WAY(...)                                                                                   \
    (sl_way)                                                                                       \
    {                                                                                              \
        (const sl_step[]){__VA_ARGS__}, sizeof((const sl_step[]){__VA_ARGS__}) / sizeof(sl_step)   \
    }
#define KEY(z)                                                                                     \
    {                                                                                              \
        SL_STR(z), 0                                                                               \
    }
#define AT(i)                                                                                      \
    {                                                                                              \
        {NULL, 0}, i                                                                               \
    }

static sl_str set(sl_way way, const sl_yaml *v)
{
    sl_str out = SL_STR_NONE;
    const char *why = sl_yaml_edit_set(a, SL_STR(text), way, v, &out);
    return why ? sl_str_from(why) : out;
}

/* The text with one thing in place of another. */
static const char *with(const char *old, const char *now)
{
    const char *at = strstr(text, old);
    return sl_str_format(a, "%.*s%s%s", (int)(at - text), text, now, at + strlen(old)).p;
}

static void test_yaml(void)
{
    is_str(set(WAY(KEY("title")), value("B", true)), with("A plan", "B"), "a value, and no more");
    is_str(set(WAY(KEY("title")), value("2026", true)), with("A plan", "'2026'"),
           "a text that looks like a number is quoted");
    is_str(set(WAY(KEY("title")), value("2026", false)), with("A plan", "2026"), "a number is not");
    is_str(set(WAY(KEY("title")), value("a: b # c", true)), with("A plan", "'a: b # c'"),
           "nor does a text become a key or a comment");
    is_str(set(WAY(KEY("last")), value("y\"z", true)), with("\"x\"", "\"y\\\"z\""),
           "its quotes stay as they were");
    is_str(set(WAY(KEY("owners"), AT(1), KEY("name")), value("C", true)), with("The college", "C"),
           "one within a list");
    is_str(set(WAY(KEY("owners"), AT(0), KEY("since")), value("2020", false)),
           with("    role: lead\n", "    role: lead\n    since: 2020\n"), "a new key comes last");
    sl_str out = SL_STR_NONE;
    ok(!sl_yaml_edit_remove(a, SL_STR(text), WAY(KEY("owners"), AT(0), KEY("role")), &out),
       "a key is taken out");
    is_str(out, with("    role: lead\n", ""), "with its line");
    ok(!sl_yaml_edit_insert(a, SL_STR(text), WAY(KEY("tags")), 1, value("a, b", true), &out),
       "an entry is put in");
    is_str(out, with("one, ", "one, 'a, b', "), "where it belongs");
    ok(sl_yaml_edit_remove(a, SL_STR(text), WAY(KEY("none")), &out) != NULL,
       "what is not there cannot be taken out");
    ok(sl_yaml_edit_set(a, SL_STR("a: [1\n"), WAY(KEY("a")), value("2", false), &out) != NULL,
       "what cannot be read is not changed");
}

static void test_prose(void)
{
    is_str(sl_prose_edit(a, SL_STR("one\r\ntwo\r\nthree\r\n"), SL_STR("one\nTWO\nthree\nfour\n"),
                         "\r\n"),
           "one\r\nTWO\r\nthree\r\nfour\r\n", "new lines end as the file's do");
    is_str(sl_prose_edit(a, SL_STR("one\r\ntwo\n"), SL_STR("one\ntwo\n"), "\r\n"), "one\r\ntwo\n",
           "lines that stay keep their ends, mixed as they are");
    is_str(sl_prose_edit(a, SL_STR("one\ntwo"), SL_STR("one\n2"), "\n"), "one\n2",
           "a last line without an end has none");
    is_str(sl_prose_lines(a, SL_STR("a\r\nb\rc\n")), "a\nb\rc\n", "as a browser has them");
}

static void test_files(void)
{
    const char *tmp = getenv("TMPDIR"), *why = NULL;
    char folder[256], path[300];
    sl_str now;
    snprintf(folder, sizeof folder, "%.200s/sightline-edit-XXXXXX", tmp ? tmp : "/tmp");
    if (!mkdtemp(folder))
        printf("Bail out! no folder\n");
    snprintf(path, sizeof path, "%s/a.yaml", folder);
    is_int(
        sl_file_edit_save(a, folder, SL_STR("a.yaml"), SL_STR_NONE, SL_STR("a: 1\n"), &now, &why),
        SL_SAVED, "a new file is made");
    sl_str digest = sl_file_edit_digest(a, SL_STR("a: 1\n"));
    ok(digest.n == 64 && !sl_str_equal(digest, sl_file_edit_digest(a, SL_STR("a: 2\n"))),
       "known by its digest");
    is_int(
        sl_file_edit_save(a, folder, SL_STR("a.yaml"), SL_STR_NONE, SL_STR("a: 2\n"), &now, &why),
        SL_SAVED_CHANGED, "which nothing new replaces");
    is_str(now, "a: 1\n", "and is shown");
    is_int(sl_file_edit_save(a, folder, SL_STR("a.yaml"), digest, SL_STR("a: 2\n"), &now, &why),
           SL_SAVED, "over what was read it is saved");
    is_int(sl_file_edit_save(a, folder, SL_STR("a.yaml"), digest, SL_STR("a: 3\n"), &now, &why),
           SL_SAVED_CHANGED, "over anything else it is not");
    is_int(sl_file_edit_save(a, folder, SL_STR("none/b.yaml"), digest, SL_STR("b"), &now, &why) ==
               SL_SAVED,
           false, "nor over what is gone");
    char link[300];
    snprintf(link, sizeof link, "%s/l.yaml", folder);
    if (symlink(path, link) != 0)
        printf("Bail out! no link\n");
    is_int(sl_file_edit_save(a, folder, SL_STR("l.yaml"), sl_file_edit_digest(a, SL_STR("a: 2\n")),
                             SL_STR("a: 4\n"), &now, &why) == SL_SAVED,
           false, "nor through a link");
    unlink(link);
    unlink(path);
    rmdir(folder);
}

static void test_parts(void)
{
    sl_str yaml, below, out;
    sl_file_part front = {.markdown = true};
    sl_str file = SL_STR("---\nid: A\n---\nText.\n");
    ok(sl_file_edit_parts(file, front, &yaml, &below), "front matter and text");
    is_str(yaml, "id: A\n", "the one");
    is_str(below, "Text.\n", "the other");
    sl_file_change changes[] = {
        {.kind = SL_CHANGE_SET, .way = WAY(KEY("id")), .value = value("B", true)},
        {.kind = SL_CHANGE_TEXT, .text = SL_STR("Other.\n")}};
    const char *why = sl_file_edit_make(a, file, front, changes, 2, &out);
    ok(!why, "both are changed");
    is_str(out, "---\nid: B\n---\nOther.\n", "at once");
}

int main(void)
{
    a = sl_arena_new();
    test_yaml();
    test_prose();
    test_files();
    test_parts();
    sl_arena_free(a);
    return done();
}
