"""Whether JSON fits a schema, for the part of JSON Schema that our schemas use."""


def faults(value, schema, at="$"):
    """What of the value does not fit."""
    kinds = {"object": dict, "array": list, "string": str, "integer": int, "number": (int, float), "boolean": bool, "null": type(None)}
    if "const" in schema and value != schema["const"]:
        return [f"{at}: not {schema['const']}"]
    if "enum" in schema and value not in schema["enum"]:
        return [f"{at}: none of {schema['enum']}"]
    wanted = schema.get("type", [])
    wanted = [wanted] if isinstance(wanted, str) else wanted
    if wanted and not any(isinstance(value, kinds[one]) for one in wanted):
        return [f"{at}: not {wanted}"]
    found = []
    if isinstance(value, dict):
        known, rest = schema.get("properties", {}), schema.get("additionalProperties", True)
        found += [f"{at}: lacks {key}" for key in schema.get("required", []) if key not in value]
        for key, one in value.items():
            if key in known:
                found += faults(one, known[key], f"{at}.{key}")
            elif rest is False:
                found.append(f"{at}: unknown {key}")
            elif isinstance(rest, dict):
                found += faults(one, rest, f"{at}.{key}")
    if isinstance(value, list):
        for i, one in enumerate(value):
            found += faults(one, schema.get("items", {}), f"{at}[{i}]")
    return found
