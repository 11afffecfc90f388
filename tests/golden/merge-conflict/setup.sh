# In every kind of file, marks of a merge are the one finding of that file.
printf -- '---\nid: SEC-ABOUT\ntype: section\ntitle: About\n---\n- one\n<<<<<<< HEAD\n- two\n||||||| base\n=======\n- zwei\n>>>>>>> theirs\n# Three\n' > sections/about.md
printf 'stages:\n<<<<<<< HEAD\n  - {id: ST-1, title: One, from: 2026, to: 2027}\n=======\n>>>>>>> theirs\n' > programme.yaml
printf 'place,pounds_an_hour\n<<<<<<< HEAD\nOur area,36.40\n=======\nOur area,36.50\n>>>>>>> theirs\n' > evidence/data/output.csv
printf '# Which\n<<<<<<< HEAD\n=======\n>>>>>>> theirs\n' > reviews.lock
