sed -i 's/^language: .*/language: fr/' strategy.yaml
