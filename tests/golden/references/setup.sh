cat >> sections/about.md <<'TEXT'

## Costs and gains {#costs}

See [@fig-output], [@tab-places, row 2; @fig-output], [@SEC-ABOUT#costs], [@CHA-01#the-gap], [@annex-evidence], [@PART-ACTION] and [@note-a].

[here](#costs) and [a table](#tab-places)[^a].

Table: Places {#tab-places}

| a | b |
|---|---|
| 1 | 2 |

[^a]: A note.
TEXT
printf '\n## The gap\n\nText.\n' >> challenges/growth.md
