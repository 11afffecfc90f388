printf '\nFigure 1 shows it. Figure 2 and Table 1 are not here; Figure 1.2 is of a book, Figure 1 of another.\n' >> sections/about.md
