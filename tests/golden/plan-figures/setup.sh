cat >> strategy.yaml <<'END'
plan:
  numbers:
    - {figure: EV-02, text: of something}
    - {figure: EV-01.gapp, text: less}
  items: priorty
  columns: [measure]
END
