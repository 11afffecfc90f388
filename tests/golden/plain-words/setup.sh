sed -i 's/^organisation: .*/organisation: Our *partnership*/' strategy.yaml
printf 'area: 5 m^2^ of H~2~O\nnotice: A * b_c_d ~5 and x^2 stay\nabbreviations: {GVA: gross value added}\n' >> strategy.yaml
sed -i 's/^title: About this strategy/title: About *this*, `all` of it/' sections/about.md
sed -i 's/^    statement: .*/    statement: An hour of work *produces* little here./; s/title: An example figure/title: An _example_ figure/' evidence/register.yaml
sed -i 's/^of: .*/of: Department for *Education*/' asks/funding.md
printf 'terms:\n  - term: hour *of* work\n    means: Sixty *minutes*.\n' > glossary.yaml
mkdir -p figures
printf '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>' > figures/a.svg
printf '\n```figure\nid: fig-a\ntitle: A *square* of 1 m^2^\nsrc: figures/a.svg\nalt: A _black_ square\n```\n' >> sections/about.md
sed -i 's/^of: .*/&\nshort: Funding *that* follows\nowner: Our _board_\nwaive: [{rule: unanswered-contrary, until: 2027-01-01, reason: It is *so*, by: The board}]/; s/^supports: .*/supports: [{id: INT-01, note: In `part`}]/' asks/funding.md
