cat >> strategy.yaml <<'END'
plan:
  items: ask
  columns: [off]
END
