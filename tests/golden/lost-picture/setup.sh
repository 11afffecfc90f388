mkdir -p figures
printf '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><rect width="20" height="20"/></svg>' > figures/t.svg
cat >> sections/about.md <<'TEXT'

| a | b |
| --- | --- |
| ![tick](figures/t.svg) | x |

## Heading ![icon](figures/t.svg) end

[![linked](figures/t.svg)](https://e.org)

![alone](figures/t.svg)
TEXT
