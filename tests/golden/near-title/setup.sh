sed -i 's/^title: Productivity/title: "Only *eight* [@EV-01] of [=EV-01]"/' foundations/productivity.md
sed -i 's/^title: A small strategy/title: A **small** strategy/' strategy.yaml
