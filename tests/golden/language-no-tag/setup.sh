sed -i 's/^language: .*/language: English (UK)/' strategy.yaml
