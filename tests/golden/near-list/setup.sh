# As Word pastes them.
cat >> sections/about.md <<'TEXT'

• one
• two

·	one

As follows:
(a) one
(b) two

Or:
a. one
b. two

Or:
i. one
ii. two

Or:
(1) one
(2) two

One
: what it means
Two
: what that means
TEXT
