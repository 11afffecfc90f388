# Names that are nearly read: as a file saved from an office program, an editor or a phone has them.
for name in sections/second.MD sections/x.markdown sections/x.md.txt sections/y.Md programme.yml evidence/more.yaml; do
    printf -- '---\nid: SEC-X\ntype: section\ntitle: X\n---\nText.\n' > "$name"
done
