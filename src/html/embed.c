/* embed: writes a file as a C array: embed NAME FILE > out.c. Run at build time. */
#include <stdio.h>

int main(int argc, char **argv)
{
    FILE *f = argc == 3 ? fopen(argv[2], "rb") : NULL;
    if (!f)
        return 1;
    printf("#include \"html/%s.h\"\nconst char sl_html_%s[] = {", argv[1], argv[1]);
    int c, n = 0;
    while ((c = getc(f)) != EOF)
        printf("%s%d,", n++ % 24 ? "" : "\n", c);
    printf("0\n};\n");
    fclose(f);
    return 0;
}
