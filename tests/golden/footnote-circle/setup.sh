printf '\nA[^n] B[^a].\n\n[^n]: Text [^n].\n\n[^a]: Text [^b].\n\n[^b]: Text [^a].\n' >> sections/about.md
