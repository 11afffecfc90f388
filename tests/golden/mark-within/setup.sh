printf 'Pasted\357\273\277text.\n' >> sections/about.md
