sed -i 's/^annexes: .*/annexes: [gaps, evidence, gaps]/' strategy.yaml
