# Somebody has removed the beginning alone; and lines that only look like marks.
printf -- '---\nid: SEC-ABOUT\ntype: section\ntitle: About\n---\nText.\n>>>>>>> 12ab34 (theirs)\n' > sections/about.md
printf -- '---\nid: CHA-01\ntype: challenge\ntitle: Growth\nevidence: [EV-01]\n---\nText [@EV-01] <<<<<<< here.\n\n    <<<<<<< indented\n' > challenges/growth.md
