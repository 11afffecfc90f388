cat >> sections/about.md <<'TEXT'

[a](#nowhere) [b](../challenges/growth.md) [c](www.example.org) [d](javascript:alert(1)) [e](//e.org/x)

[f](file:///etc/passwd) [g]() [h](report.pdf) [i] (https://e.org) [j](my file.pdf) [k][nowhere] ![l](fig ures/x.png)

Followed: [m](tel:+441234567890) [n](mailto:a@e.org) [o](https://e.org) [p](#CHA-01) [q](#fig-output) <https://e.org>
TEXT
