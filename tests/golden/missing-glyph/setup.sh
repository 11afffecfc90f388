printf '\nA sign 🦀 that no face has, and “quotes” that one has.\n' >> sections/about.md
