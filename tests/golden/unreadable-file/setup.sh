rm evidence/register.yaml
mkdir evidence/register.yaml
