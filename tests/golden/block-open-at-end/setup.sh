printf '\n```callout\ntitle: A\ntext: hello' >> sections/about.md
