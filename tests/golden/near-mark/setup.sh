# One slip in each paragraph.
cat >> sections/about.md <<'TEXT'

One [EV-01] two [ @EV-01 ] three [see @EV-01] four [EV-01, table 2] five [CHA-01].

Bare @EV-01, (@EV-01), and @fig-output or @tab-none.

##Heading

A \newpage and \textbf{bold} and \cite{smith}.

{{toc}}

[TOC]

Text{.note} and **bold**{.red} and [link](https://e.org){target=_blank}.

## A heading {.unnumbered}

Open [=EV-01 here.
TEXT
