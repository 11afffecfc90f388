# "UTF-8 with BOM", as Windows saves it.
for name in strategy.yaml framework.yaml evidence/register.yaml sections/about.md evidence/data/output.csv; do
    printf '\357\273\277' | cat - "$name" > marked && mv marked "$name"
done
