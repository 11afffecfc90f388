cat >> strategy.yaml <<'TEXT'
variables:
  partnership: the *Estuary* board
  output: "[=EV-01]"
  wrong: "[@EV-99] in {{partnership}}"
  once: "{{twice}}"
  twice: "{{once}}"
TEXT
sed -i 's/^title: About this strategy/title: "About {{partnership}}"/' sections/about.md
cat >> sections/about.md <<'TEXT'

We, {{partnership}}, made {{ output }} [@EV-01], see [it](https://{{partnership}}/x), `{{code}}` and \{{text}}.

We are {{partnershp}}. {{wrong}}. {{once}}. {{not a name}}.
TEXT
