sed -i 's/^status: draft/status: final/' strategy.yaml
printf '\nTBC: the costs. *TODO* here, XXX there. Not METHODOLOGY, TODOS or XXXL.\n' >> sections/about.md
sed -i 's/^title: Training places/title: Training places TBC/' commitments/places.md
