/* hyphen_compile: turns a hyphenation dictionary into hyphen_table.c. Run at build time:
 * hyphen_compile hyph_en_GB.dic > hyphen_table.c */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LETTERS = 28, EDGE = 27, CAPACITY = 1 << 18, VALUES = 1 << 16 };

typedef struct node {
    struct node *next[LETTERS];
    uint16_t value;
} node;

static uint32_t base[CAPACITY];
static uint16_t value[CAPACITY];
static uint8_t check[CAPACITY], values[VALUES];
static bool base_used[CAPACITY];
static uint32_t top, value_count = 1;

static node *new_node(void)
{
    node *n = calloc(1, sizeof *n);
    if (!n)
        exit(1);
    return n;
}

static int letter_of(unsigned char c)
{
    if (c == '.')
        return EDGE;
    return c >= 'a' && c <= 'z' ? c - 'a' + 1 : 0;
}

/* The place of a list of levels in values; the same list is kept once. */
static uint16_t add_value(const uint8_t *levels, int n)
{
    int first = 0, last = n;
    while (first < last && !levels[first])
        first++;
    while (last > first && !levels[last])
        last--;
    uint8_t entry[64] = {(uint8_t)first, (uint8_t)(last - first + 1)};
    size_t size = 2 + (size_t)entry[1];
    memcpy(entry + 2, levels + first, entry[1]);
    for (uint32_t i = 1; i < value_count; i += 2u + values[i + 1])
        if (memcmp(values + i, entry, size) == 0)
            return (uint16_t)i;
    memcpy(values + value_count, entry, size);
    value_count += (uint32_t)size;
    return (uint16_t)(value_count - size);
}

static void add_pattern(node *root, const char *line)
{
    uint8_t levels[64] = {0};
    node *at = root;
    int n = 0;
    for (const unsigned char *p = (const unsigned char *)line; *p && n < 60; p++) {
        if (*p >= '0' && *p <= '9') {
            levels[n] = (uint8_t)(*p - '0');
            continue;
        }
        int letter = letter_of(*p);
        if (!letter)
            return; /* a pattern with a ligature or an accent: no word we look up has one */
        if (!at->next[letter])
            at->next[letter] = new_node();
        at = at->next[letter];
        n++;
    }
    at->value = add_value(levels, n);
}

static bool fits(const node *n, uint32_t at)
{
    if (base_used[at])
        return false; /* check holds the letter only, so no two states share a base */
    for (int c = 1; c < LETTERS; c++)
        if (n->next[c] && check[at + (uint32_t)c])
            return false;
    return true;
}

static void place(const node *n, uint32_t state)
{
    value[state] = n->value;
    bool any = false;
    for (int c = 1; c < LETTERS; c++)
        any = any || n->next[c];
    if (!any)
        return;
    uint32_t at = 1;
    static uint32_t low = 1;
    while (base_used[low])
        low++;
    at = low;
    while (!fits(n, at))
        at++;
    if (at + LETTERS >= CAPACITY)
        exit(1);
    base_used[at] = true;
    base[state] = at;
    for (int c = 1; c < LETTERS; c++)
        if (n->next[c]) {
            check[at + (uint32_t)c] = (uint8_t)c;
            if (at + (uint32_t)c > top)
                top = at + (uint32_t)c;
        }
    for (int c = 1; c < LETTERS; c++)
        if (n->next[c])
            place(n->next[c], at + (uint32_t)c);
}

#define PRINT(type, name, array, n)                                                                \
    do {                                                                                           \
        printf("const %s %s[] = {", type, name);                                                   \
        for (uint32_t i = 0; i < (n); i++)                                                         \
            printf("%s%u,", i % 24 ? "" : "\n", (unsigned)(array)[i]);                             \
        printf("\n};\n");                                                                          \
    } while (0)

int main(int argc, char **argv)
{
    FILE *f = argc == 2 ? fopen(argv[1], "r") : NULL;
    if (!f)
        return 1;
    node *root = new_node();
    char line[256];
    while (fgets(line, sizeof line, f)) {
        line[strcspn(line, "\r\n")] = '\0';
        bool is_setting = line[0] >= 'A' && line[0] <= 'Z';
        if (line[0] && !is_setting && line[0] != '%' && line[0] != '#')
            add_pattern(root, line);
    }
    fclose(f);
    place(root, 0);
    printf("#include \"text/hyphen_table.h\"\n");
    PRINT("uint32_t", "sl_hyphen_base", base, top + LETTERS + 1);
    PRINT("uint16_t", "sl_hyphen_value", value, top + LETTERS + 1);
    PRINT("uint8_t", "sl_hyphen_check", check, top + LETTERS + 1);
    PRINT("uint8_t", "sl_hyphen_values", values, value_count);
    printf("const uint32_t sl_hyphen_size = %u;\n", top + LETTERS + 1);
    return 0;
}
