#include "pdf/read.h"
#include "pdf/token.h"
#include "tap.h"

static void string_is(const char *token, const char *want, const char *name)
{
    sl_buf b;
    sl_buf_init(&b);
    sl_pdf_push_string(&b, sl_str_from(token));
    is_str(sl_buf_str(&b), want, name);
    sl_buf_done(&b);
}

static bool count(void *context, sl_pdf_text kind, sl_str text)
{
    size_t *n = context;
    *n += kind == SL_PDF_TEXT_STRING && text.n > 0;
    return true;
}

/* Whether a file can be read, and how many strings it has. */
static bool reads(const char *bytes, size_t *n)
{
    const char *why;
    *n = 0;
    bool good = sl_pdf_read(sl_str_from(bytes), count, n, &why);
    return good && !why;
}

int main(void)
{
    sl_str dict = SL_STR("<</Type/Page % a comment >>\n/Kids[1 0 R<</A(b)>>]/Title(a \\) (b))"
                         "/Next 12 0 R/Length 7>>");
    is_str(sl_pdf_lookup(dict, "Type"), "/Page", "a name");
    is_str(sl_pdf_lookup(dict, "Kids"), "[1 0 R<</A(b)>>]", "an array, whole");
    is_str(sl_pdf_lookup(dict, "Title"), "(a \\) (b))", "a string with brackets in it");
    is_str(sl_pdf_lookup(dict, "Next"), "12 0 R", "a reference");
    is_str(sl_pdf_lookup(dict, "Length"), "7", "a number");
    is_str(sl_pdf_lookup(dict, "A"), "", "no key of an inner dictionary");
    is_str(sl_pdf_lookup(SL_STR("[/Type/Page]"), "Type"), "", "nor one of an array");

    string_is("(a\\(b\\)\\\\ (c))", "a(b)\\ (c)", "brackets and backslashes");
    string_is("(a\\\nb\\101\\7x\\q)",
              "abA\ax"
              "q",
              "codes, and a line's end that is none");
    string_is("<48 65 6C6C 6F7>", "Hellop", "digits, an odd one before a 0");

    /* What is cut off ends. */
    ok(sl_pdf_skip_token(SL_STR("(never closed"), 0) == 13, "a string that is not closed");
    ok(sl_pdf_skip_value(SL_STR("<</A[1 2"), 0) == 8, "nor a dictionary");
    ok(sl_pdf_skip_token(SL_STR("(a\\"), 0) == 3, "nor an escape");

    size_t n;
    ok(!reads("", &n) && !reads("PDF", &n), "no PDF");
    ok(reads("%PDF-1.7\n1 0 obj\n<</T(one)/U<FEFF00410042>/V/Own-Name>>\nendobj\nstartxref\n",
             &n) &&
           n == 3,
       "the strings of an object, and its names");
    ok(!reads("%PDF-1.7\n1 0 obj\n<</Length 99>>\nstream\nshort\nendstream\nendobj\nstartxref\n",
              &n),
       "a stream longer than its file");
    ok(!reads("%PDF-1.7\n1 0 obj\n<</T(one)>>\nendobj\nsomething else\nstartxref\n", &n),
       "what stands between objects");
    ok(!reads("%PDF-1.7\n1 0 obj\n<</Type/Metadata/Filter/FlateDecode/Length 5>>\nstream\nabcde\n"
              "endstream\nendobj\nstartxref\n",
              &n),
       "a stream that cannot be inflated");
    ok(!reads("%PDF-1.7\n999999999 0 obj\n<</T(one)>>\nendobj\nstartxref\n", &n),
       "a number that is too high");
    return done();
}
