#include "pdf/icc.h"

static void push_u32(sl_buf *b, uint32_t v)
{
    char bytes[4] = {(char)(v >> 24), (char)(v >> 16), (char)(v >> 8), (char)v};
    sl_buf_push(b, bytes, sizeof bytes);
}

static void push_text(sl_buf *b, const char *text)
{
    size_t n = strlen(text);
    sl_buf_push(b, "mluc\0\0\0\0", 8);
    push_u32(b, 1);
    push_u32(b, 12);
    sl_buf_push(b, "enUS", 4);
    push_u32(b, (uint32_t)n * 2);
    push_u32(b, 28);
    for (size_t i = 0; i < n; i++) {
        sl_buf_push_char(b, '\0');
        sl_buf_push_char(b, text[i]);
    }
}

static void push_numbers(sl_buf *b, const char *type, const uint32_t *v, size_t n)
{
    sl_buf_push(b, type, 4);
    push_u32(b, 0);
    for (size_t i = 0; i < n; i++)
        push_u32(b, v[i]);
}

typedef struct tag {
    const char *name;
    size_t at, n;
} tag;

static void pad(sl_buf *b)
{
    while (b->n % 4)
        sl_buf_push_char(b, '\0');
}

/* Colorants and adaptation (to D50) in 16.16 fixed point. */
static const uint32_t white[3] = {0xF6D6, 0x10000, 0xD32D};
static const uint32_t colorants[3][3] = {
    {0x6FA2, 0x38F5, 0x390}, {0x6299, 0xB785, 0x18DA}, {0x24A0, 0xF84, 0xB6CF}};
static const uint32_t adaptation[9] = {0x10C42,    0x5DE,      0xFFFFF325, 0x793, 0xFD90,
                                       0xFFFFFBA1, 0xFFFFFDA2, 0x3DC,      0xC06E};
static const uint32_t curve[6] = {0x00030000, 0x26666, 0xF2A7, 0xD59, 0x13D0, 0xA5B};

void sl_pdf_push_srgb(sl_buf *out)
{
    static const char *const names[] = {"desc", "cprt", "wtpt", "rXYZ", "gXYZ",
                                        "bXYZ", "chad", "rTRC", "gTRC", "bTRC"};
    enum { TAGS = 10, HEAD = 128 + 4 + 12 * TAGS };
    tag tags[TAGS];
    sl_buf body;
    sl_buf_init(&body);
    for (int i = 0; i < TAGS; i++) {
        pad(&body);
        tags[i] = (tag){names[i], body.n, 0};
        if (i < 2)
            push_text(&body, i ? "CC0" : "sRGB");
        else if (i == 2)
            push_numbers(&body, "XYZ ", white, 3);
        else if (i < 6)
            push_numbers(&body, "XYZ ", colorants[i - 3], 3);
        else if (i == 6)
            push_numbers(&body, "sf32", adaptation, 9);
        else if (i == 7)
            push_numbers(&body, "para", curve, 6);
        else
            tags[i].at = tags[7].at; /* one curve for the three */
        tags[i].n = i < 8 ? body.n - tags[i].at : tags[7].n;
    }
    char head[128] = {0};
    memcpy(head + 12, "mntrRGB XYZ ", 12);
    static const unsigned char created[12] = {7, 233, 0, 1, 0, 1};
    memcpy(head + 24, created, sizeof created);
    memcpy(head + 36, "acsp", 4);
    sl_buf top;
    sl_buf_init(&top);
    push_u32(&top, (uint32_t)(HEAD + body.n));
    memcpy(head, top.p, 4);
    top.n = 0;
    push_u32(&top, 0x04200000);
    memcpy(head + 8, top.p, 4);
    top.n = 0;
    for (int i = 0; i < 3; i++)
        push_u32(&top, white[i]);
    memcpy(head + 68, top.p, 12);
    sl_buf_push(out, head, sizeof head);
    push_u32(out, TAGS);
    for (int i = 0; i < TAGS; i++) {
        sl_buf_push(out, tags[i].name, 4);
        push_u32(out, (uint32_t)(HEAD + tags[i].at));
        push_u32(out, (uint32_t)tags[i].n);
    }
    sl_buf_push_str(out, sl_buf_str(&body));
    sl_buf_done(&body);
    sl_buf_done(&top);
}
