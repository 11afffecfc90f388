printf 'renamed:\n  CHA-01: CHA-02\n' >> strategy.yaml
