rm strategy.yaml
