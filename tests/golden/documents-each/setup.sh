cat >> strategy.yaml <<'END'
documents:
  - {name: asks, for-each: of}
  - {name: again, for-each: departmnt}
  - {name: few, pages: 0}
END
