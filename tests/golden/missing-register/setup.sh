rm evidence/register.yaml
