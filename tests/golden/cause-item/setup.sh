sed -i 's/^title: .*/title: Skills: for better work/' priorities/skills.md
