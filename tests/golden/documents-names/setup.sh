cat >> strategy.yaml <<'END'
documents:
  - {name: whole}
  - {name: con}
  - {name: whole}
  - {name: ../out}
  - {name: -edge}
  - {name: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx}
END
