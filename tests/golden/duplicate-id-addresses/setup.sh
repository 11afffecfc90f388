# A gap with an item's ID, a part with an entry's and one with another part's; a gate with a gap's and one with a part's.
sed -i 's/^gaps: .*/gaps:\n  - {id: ASK-01, question: How many?, bears-on: [FND-01], state: open}\n  - {id: GAP-01, question: How often?, bears-on: [FND-01], state: open}/' evidence/register.yaml
sed -i 's/PART-EVIDENCE/EV-01/; s/^annexes:/  - {part: What else, id: PART-ACTION, items: [{type: section}]}\nannexes:/' strategy.yaml
cat > programme.yaml <<'END'
gates:
  - {id: GAP-01, title: First, board: The board, date: 2027-01-15, decision: Whether}
  - {id: PART-ACTION, title: Second, board: The board, date: 2027-02-15, decision: Whether}
END
