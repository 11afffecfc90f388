cat > glossary.yaml <<'TEXT'
terms:
  - term: small strategy
    short: SST
    means: What *this* is [@EV-99].
  - term: Shape
    means: A form.
  - term: shape
    means: Another.
  - term: the unknown
    means: Nobody says it.
TEXT
