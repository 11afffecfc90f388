printf '\n~~~chart' >> sections/about.md
