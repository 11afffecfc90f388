# What editors, systems and office programs leave behind, what an author lists, and outputs.
mkdir -p out drafts/old schema
for name in sections/about.md~ '~$notes.docx' Thumbs.db desktop.ini sections/about.md.bak sections/about.md.orig \
    '#about.md#' LICENSE CHANGELOG.md drafts/old/one.md drafts/two.docx out/strategy.pdf out/x.md schema/item.json; do
    printf x > "$name"
done
echo 'ignore: [drafts/*]' >> strategy.yaml
