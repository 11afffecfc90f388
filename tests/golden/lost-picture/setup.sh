mkdir -p figures
printf '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><rect width="20" height="20"/></svg>' > figures/t.svg
cat >> sections/about.md <<'TEXT'

| a | b |
| --- | --- |
| ![tick](figures/t.svg "Caption") | x |

## Heading ![icon](figures/t.svg "Caption") end

[![linked](figures/t.svg "Caption")](https://e.org)

![alone](figures/t.svg){#fig-x}
TEXT
