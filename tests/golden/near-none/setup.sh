# What looks like these and is none: nothing is said of it.
cat >> sections/about.md <<'TEXT'

Write to a.b@example.org or @govuk; `[EV-01]`, `@EV-01`, `{{x}}` and `\newpage` are code; \[EV-01\] is escaped. #1 of 10.

The set [a, b] and f[i] (x) = 2; an array[0][1]; C:\users; {x} and {a=1}; see [1] and [sic]. A-1 [B-52] flew.

(a) one alone, and (b) in the same line. e.g. this.

i. e. this
and that | with a bar
or - two

> (see above)
TEXT
