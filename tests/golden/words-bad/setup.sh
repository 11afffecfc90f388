cat >> strategy.yaml <<'END'
words:
  contents: What is in it
  content: Contents
  page-of: "{page} of {sheets}"
  line-stale: "{n, plural, one {One entry is out of date.}}"
  note: "{"
END
