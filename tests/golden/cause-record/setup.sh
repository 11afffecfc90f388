mkdir -p engagement
printf 'partners:\n  - {id: PAR-1, name: The college, kind: education}\nx: y: z\n' > engagement/partners.yaml
printf 'events:\n  - {id: EVT-1, title: A day, channel: workshop, date: 2026-02-01, partners: [PAR-1]}\n' > engagement/events.yaml
