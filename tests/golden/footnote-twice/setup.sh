printf '\nA[^n].\n\n[^n]: Text.\n\n[^n]: Other.\n' >> sections/about.md
