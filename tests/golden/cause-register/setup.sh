# One colon in the register: nothing is said of what the entries would have held.
sed -i 's/^    statement: /    statement: So: /' evidence/register.yaml
