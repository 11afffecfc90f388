cat >> strategy.yaml <<'END'
documents:
  - {name: whole}
  - {name: paper, parts: [front-shet, PART-ACTIN, SEC-ABOUT, SEC-ABOUT, elsewhere]}
END
