# A capital makes no documentation of a text: it is read, and that nothing shows it is said.
printf -- '---\nid: SEC-TWO\ntype: section\ntitle: Two\n---\nText.\n' > sections/Second.md
printf -- '---\nid: SEC-THREE\ntype: section\ntitle: Three\n---\nText.\n' > sections/SEC-THREE.md
printf 'About it.\n' > sections/README.md
printf 'Where it is from.\n' > evidence/SOURCES.md
