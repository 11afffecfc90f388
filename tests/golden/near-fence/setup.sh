printf '\n```graph\na: b\n```\n\n```Quote\nx\n```\n\n```chrat\nx\n```\n\n```python\nx\n```\n\n```\nnot closed\n' >> sections/about.md
