# A link to a text within the folder is read as one; one that leads nowhere is said.
mkdir store
printf -- '---\nid: SEC-TWO\ntype: section\ntitle: Two\n---\nText.\n' > store/two.md
ln -s ../store/two.md sections/two.md
ln -s nowhere.md sections/three.md
