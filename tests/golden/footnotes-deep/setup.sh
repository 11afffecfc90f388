{
    printf '\nA[^n0].\n'
    i=0
    while [ $i -lt 20 ]; do
        printf '\n[^n%d]: T [^n%d] [^n%d].\n' $i $((i + 1)) $((i + 1))
        i=$((i + 1))
    done
    printf '\n[^n20]: End.\n'
} >> sections/about.md
