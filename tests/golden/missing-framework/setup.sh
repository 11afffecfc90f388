rm framework.yaml
