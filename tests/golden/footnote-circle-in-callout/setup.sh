printf '\n```callout\ntitle: A\ntext: |\n  A[^n].\n\n  [^n]: Text [^n].\n```\n' >> sections/about.md
