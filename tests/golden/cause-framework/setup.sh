echo 'x: y: z' >> framework.yaml
