sed -i 's/^title: A small strategy/title: Priority #1 of our area/' strategy.yaml
sed -i 's/^title: Productivity/title: Growth of output # per hour/' foundations/productivity.md
sed -i 's/^    grade: 1/    grade: 1  # from general knowledge/' evidence/register.yaml
sed -i 's/^title: Training places/title: "Training #1"  # in quotes/' commitments/places.md
