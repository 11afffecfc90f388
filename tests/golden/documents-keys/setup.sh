cat >> strategy.yaml <<'END'
audiences: [board, public]
everybody: public
documents:
  - {name: whole, layout: stratgy}
  - {name: paper, titel: A paper}
  - {name: board, audience: bord}
  - {name: annexed, annexes: [gasp]}
END
