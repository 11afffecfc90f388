printf '\n## Costs {#costs}\n\nSee [@fig-outptu], [@SEC-ABOUT#cots], [@annex-funding], [@note-b].\n\n## Gains {#costs}\n\nMore.\n' >> sections/about.md
