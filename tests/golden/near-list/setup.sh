# As Word pastes them.
cat >> sections/about.md <<'TEXT'

• one
• two

·	one

(a) one
(b) two

a. one
b. two

i. one
ii. two

(1) one
(2) two

Term
: what it means
TEXT
