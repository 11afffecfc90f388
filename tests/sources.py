"""The sources of a strategy as another program reads them: PyYAML, and nothing of ours."""
import functools
import re
import sys

sys.path.append("/usr/lib/python3/dist-packages")  # where Debian puts it, whichever Python runs
import yaml  # noqa: E402


def read_yaml(path):
    return yaml.safe_load(path.read_text())


SCALES = {"": "", "m": " million", "bn": " billion", "k": " thousand"}
CODES = {"£": "GBP", "€": "EUR", "$": "USD"}


def read_sum(text):
    """£55 million, as {amount, unit}; None when it is none."""
    found = re.fullmatch(r"(£|€|\$|[A-Z]{3}) ?([\d,]+(?:\.\d+)?) ?(\w*)", text)
    if not found:
        return None
    scale = SCALES.get(found[3], " " + found[3])
    return {"amount": float(found[2].replace(",", "")) if "." in found[2] else int(found[2].replace(",", "")), "unit": CODES.get(found[1], found[1]) + scale}


def read_money(value):
    """A sum in its short form, £55 million, 2027 to 2032, A fund, written out."""
    if not isinstance(value, str):
        return value
    first, _, rest = value.partition(", ")
    money = read_sum(first)
    years, _, source = rest.partition(", ")
    return {**money, **({"years": years} if years else {}), **({"source": source} if source else {})}


def read_funding(lines):
    """Lines of funding in their short form written out: one for each year."""
    out = []
    for line in [one.strip() for one in lines.split(";")] if isinstance(lines, str) else lines:
        if not isinstance(line, str):
            out.append(line)
            continue
        found = re.fullmatch(r"(.+?), ([£€$].*?)( a year)?(?:, (\d{4})(?: to (\d{4}))?)?, (sought|offered|agreed|spent)(, match)?", line)
        for year in range(int(found[4] or 0), int(found[5] or found[4] or 0) + 1):
            out.append({"fund": found[1], **read_sum(found[2]), **({"year": year} if year else {}), "state": found[6], **({"match": True} if found[7] else {})})
    return out


def read_points(value):
    """18 (2028); 15 (2030), a query, or a list, written out."""
    if isinstance(value, str) and re.match(r"select |with ", value, re.I):
        return {"query": value}
    if not isinstance(value, (str, list)):
        return value
    return [read_point(one.strip() if isinstance(one, str) else one) for one in (value.split(";") if isinstance(value, str) else value)]


def read_point(value):
    found = re.fullmatch(r"(-?[\d,.]+) \((.+)\)", value) if isinstance(value, str) else None
    number = found and float(found[1].replace(",", ""))
    return {"date": int(found[2]) if found[2].isdigit() else found[2], "value": int(number) if number == int(number) else number} if found else value


def read_measure(value):
    """A measure with its points written out."""
    return {key: read_point(one) if key in ("baseline", "target") else read_points(one) if key in ("path", "actuals") else one for key, one in value.items()}


def default(value, front):
    """What the framework says of a key that an item does not say; None: nothing."""
    several = value if isinstance(value, list) and value and isinstance(value[0], dict) and "with" in value[0] else [value]
    for one in several:
        if not (isinstance(one, dict) and "with" in one and "is" in one):
            return one
        if one["with"] in front:
            return one["is"]
    return None


@functools.lru_cache(maxsize=64)
def read_types(framework, _):
    return read_yaml(framework)["types"]


def front_matter(path):
    """The front matter of a Markdown file as a map, short forms and what the framework says for it written out; None when it has none."""
    found = re.match(r"---\n(.*?)\n---\n", path.read_text(), re.S)
    if not found:
        return None
    front = yaml.safe_load(found[1])
    framework = next((folder / "framework.yaml" for folder in path.parents if (folder / "framework.yaml").exists()), None)
    types = read_types(framework, framework.stat().st_mtime_ns) if framework else {}
    if "type" not in front:
        front["type"] = next((name for name, one in types.items() if one.get("folder") == path.parent.name), None)
    type_ = types.get(front["type"], {})
    otherwise = {key: default(value, front) for key, value in type_.get("defaults", {}).items()}
    front = {**{key: value for key, value in otherwise.items() if value is not None}, **front}
    if "id" not in front:
        name = path.stem.upper().replace(" ", "-").replace("_", "-")
        front["id"] = name if name.startswith(type_["prefix"] + "-") else f"{type_['prefix']}-{name}"
    if isinstance(front.get("contrary"), dict):
        front["contrary"] = [{"id": id_, "answered": answered} for id_, answered in front["contrary"].items()]
    for key, field in type_.get("fields", {}).items():
        if key not in front:
            continue
        if field["kind"] == "money":
            front[key] = read_money(front[key])
        elif field["kind"] == "funding":
            front[key] = read_funding(front[key])
        elif field["kind"] == "measure":
            front[key] = read_measure(front[key])
        elif field["kind"] == "list" and isinstance(front[key], str):
            front[key] = [one.strip() for one in front[key].split(";")]
    return front
