printf -- '---\nid: SEC-ABOUT\ntype: section\ntitle: About\n---\n\n' > sections/about.md
