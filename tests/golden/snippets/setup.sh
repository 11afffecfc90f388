mkdir snippets
printf 'One line.\n' > snippets/line.md
printf '## Method\n\nAsked twice[^a] [@EV-99].\n\n{{snippet: line}}\n\n[^a]: In March.\n' > snippets/method.md
printf 'Round {{snippet: round}}\n' > snippets/round.md
printf 'Nobody.\n' > snippets/unused.md
cat >> sections/about.md <<'TEXT'

{{snippet: method}}

Within: {{snippet: line}} And[^a] {{snippet: method}}.

{{snippet: metod}}

{{snippet: round}}

[^a]: The text's own.
TEXT
