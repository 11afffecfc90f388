# Of each kind in each folder one finding; a dataset that waits is a note.
mkdir -p figures
for name in a b c; do printf x > "figures/$name.png"; done
printf x > figures/d.svg
printf x > notes.docx
printf 'a,b\n1,2\n' > evidence/data/later.csv
