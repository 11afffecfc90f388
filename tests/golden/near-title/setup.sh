sed -i 's/^title: Productivity/title: "Only *eight* [@EV-99] of [@ EV-01]"/' foundations/productivity.md
sed -i 's/^title: A small strategy/title: "A **small** strategy [@EV-01] of [=EV-01]"/' strategy.yaml
sed -i 's/part: What we will do/part: "What we *will* do `now`^[Or then]"/' strategy.yaml
