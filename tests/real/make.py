#!/usr/bin/env python3
"""A strategy in the shape of a published one: its kinds and numbers of parts, tables, figures and links, from a file of `shapes/`,
with sentences of our own. The same every time.

make.py SHAPE.yaml FOLDER
"""
import csv
import json
import pathlib
import random
import sys

import yaml

import prose

def quoted(value):
    return json.dumps(value, ensure_ascii=False)



MONEY = ("£{} million", "£{} thousand")


class Maker:
    def __init__(self, path, folder):
        self.shape = yaml.safe_load(path.read_text())
        self.folder, self.chance = folder, random.Random(path.stem)
        self.words = self.shape["words"]
        self.prose = prose.Prose(self.words, self.chance)
        self.types, self.framework = self.shape["items"], self.shape["framework"]
        self.ids = {name: [f"{self.framework['types'][name]['prefix']}-{n:02d}" for n in range(1, one["count"] + 1)] for name, one in self.types.items()}
        self.entries = [f"EV-{n:02d}" for n in range(1, self.shape.get("evidence", 0) + 1)]
        self.blocks = 0

    def write(self, name, text):
        (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / name).write_text(text)

    # --- text ---

    def cited(self):
        """A sentence with a figure of the register, or nothing."""
        if not self.entries:
            return ""
        one = self.chance.choice(self.entries)
        return self.chance.choice((" Across the area the figure is [={0}] [@{0}].", " We counted [={0}] [@{0}].", " The last survey found [={0}] [@{0}].")).format(one)

    def paragraphs(self, least, most):
        return [prose.wrap(self.prose.paragraph() + (self.cited() if self.chance.random() < 0.25 else "")) for _ in range(self.chance.randint(least, most))]

    def bullets(self, mark="-"):
        return "\n".join(f"{mark} {self.prose.phrase()}" for _ in range(self.chance.randint(3, 6)))

    def letters(self):
        return "\n".join(f"{chr(97 + n)}. {self.prose.phrase()}" for n in range(self.chance.randint(3, 6)))

    # --- blocks ---

    def named(self, kind, rows, text=""):
        self.blocks += 1
        return f"```{kind}\nid: {'tab' if kind in ('table', 'list', 'grid') else 'fig'}-{kind}-{self.blocks}\n" + "\n".join(f"{key}: {value if isinstance(value, str) and value.startswith(('|', '[')) else quoted(value)}" for key, value in rows.items()) + text + "\n```"

    def cell(self, kind):
        c = self.chance
        return {"text": self.prose.phrase, "short": self.prose.short, "place": lambda: c.choice(self.words["places"]), "body": lambda: c.choice(self.words["bodies"]), "people": lambda: c.choice(self.words["people"]),
                "money": lambda: c.choice(MONEY).format(c.randint(1, 40)), "number": lambda: f"{c.randint(12, 98000):,}", "share": lambda: f"{c.randint(3, 97)}%", "year": lambda: str(c.randint(2026, 2035)),
                "years": lambda: "{} to {}".format(*sorted(c.sample(range(2026, 2036), 2))), "level": lambda: c.choice(("High", "Medium", "Low")), "tick": lambda: c.choice(("Yes", "Partly", "No", "–")), "ref": lambda: f"{c.choice('ABCDEF')}{c.randint(1, 30)}"}[kind]()

    def total(self, kind, above, grid, column):
        """The last cell of a column: what stands above it, added up; sums of money in millions for that."""
        if kind == "number":
            return f"{sum(int(one.replace(',', '')) for one in above):,}"
        if kind == "money":
            for row in grid[:-1]:
                row[column] = row[column].replace("thousand", "million")
            return f"£{sum(int(row[column][1:].split()[0]) for row in grid[:-1])} million"
        return self.cell(kind)

    def block_markdown(self, columns, rows, flags=""):
        """`Head:kind` for each column."""
        self.blocks += 1
        heads, kinds = zip(*(one.rsplit(":", 1) for one in columns))
        right = ("money", "number", "share")
        lines = ["| " + " | ".join(heads) + " |", "| " + " | ".join("---:" if kind in right else "---" for kind in kinds) + " |"]
        grid = [[self.cell(kind) for kind in kinds] for _ in range(rows)]
        if "total" in flags.split():
            grid[-1] = [self.total(kind, [row[i] for row in grid[:-1]], grid, i) for i, kind in enumerate(kinds)]
        lines += ["| " + " | ".join(row) + " |" for row in grid]
        return f"Table: {self.prose.title(True)} {{#tab-{self.blocks}{' ' + flags if flags else ''}}}\n\n" + "\n".join(lines)

    def dataset(self, kind):
        name, c = f"evidence/data/{kind.replace('-', '_')}_{self.blocks + 1}.csv", self.chance
        if kind == "line":
            rows = [["year", "group", "value"]]
            for group in c.sample(self.words["groups"], 3):
                value = c.randint(20, 60)
                for year in range(2014, 2026):
                    value += c.randint(-3, 5)
                    rows.append([year, group[:1].upper() + group[1:], value])
        else:
            rows = [["place", "before", "now"]] + [[place, c.randint(10, 60), c.randint(20, 90)] for place in self.words["places"]]
        self.write(name, "\n".join(",".join('"' + str(cell) + '"' if "," in str(cell) else str(cell) for cell in row) for row in rows) + "\n")
        return name

    def block_chart(self, kind):
        data = self.dataset(kind)
        rows = {"title": self.prose.title(True), "type": kind, "data": data, "unit": "share of those asked", "suffix": "%"}
        rows |= {"label": "year", "value": "value", "series": "group"} if kind == "line" else {"label": "place", "value": "now" if kind in ("bar", "dot") else "[before, now]"}
        if kind in ("grouped-bar", "slope"):
            rows["names"] = "[2019, 2025]"
        return self.named("chart", rows)

    def block_numbers(self, n=4):
        return self.named("numbers", {"title": self.prose.title(True)}, "\nnumbers:\n" + "\n".join(f"  - {{value: {quoted(self.cell(self.chance.choice(('share', 'number', 'money'))))}, label: {quoted(self.cell('people'))}}}" for _ in range(n)))

    def block_facts(self, n=6):
        return self.named("key-facts", {"title": self.prose.title(True)}, "\nfacts:\n" + "\n".join(f"  - {{label: {quoted(self.prose.short())}, value: {quoted(self.cell('number'))}}}" for _ in range(n)))

    def block_swot(self):
        return self.named("swot", {"title": self.prose.title(True)}, "".join(f"\n{part}: |\n" + "\n".join("  " + line for line in self.bullets().splitlines()) for part in ("strengths", "weaknesses", "opportunities", "threats")))

    def block_panels(self, n=4, columns=2):
        return self.named("panels", {"title": self.prose.title(True), "columns": columns}, "\npanels:\n" + "\n".join(f"  - title: {quoted(self.prose.short())}\n    text: {quoted(self.prose.paragraph(2))}" for _ in range(n)))

    def block_quotation(self):
        return self.named("quotation", {"by": self.chance.choice(self.words["people"]).capitalize(), "role": "In the survey for this plan", "illustrative": "Nobody said these words; they stand where a quotation would.", "text": f"|\n  {self.prose.sentence()}"})

    def block_study(self):
        return self.named("case-study", {"title": self.prose.title(), "place": self.chance.choice(self.words["places"]), "text": "|\n" + "\n\n".join("  " + self.prose.paragraph() for _ in range(self.chance.randint(2, 3)))})

    def block_callout(self):
        return f"```callout\ntitle: {quoted(self.prose.title(True))}\ntext: |\n" + "\n\n".join("  " + self.prose.paragraph(3) for _ in range(2)) + "\n```"

    def block_sidebar(self):
        return self.named("sidebar", {"title": self.prose.title(True), "text": "|\n" + "  " + self.prose.paragraph(4)})

    def block_signature(self):
        return f"```signature\nname: {quoted(self.shape['signs'])}\norganisation: {quoted(self.shape['config']['organisation'])}\nillustrative: The plan is made up, and so is who signs it.\n```"

    def block_diagram(self, lanes, each):
        names = [[f"n{lane}-{n}" for n in range(each if 0 < lane < len(lanes) - 1 else max(1, each - 1))] for lane in range(len(lanes))]
        nodes = "".join(f"\n  {name}: {{title: {quoted(self.prose.short())}, lane: {quoted(lanes[lane])}}}" for lane, row in enumerate(names) for name in row)
        arrows = "".join(f"\n  - {one} -> {self.chance.choice(after)}" for row, after in zip(names, names[1:]) for one in row)
        arrows += "".join(f"\n  - {self.chance.choice(before)} -> {one}" for before, row in zip(names, names[1:]) for one in row)
        arrows = "\n".join(dict.fromkeys(arrows.split("\n")))
        return self.named("diagram", {"title": self.prose.title(True), "lanes": "[" + ", ".join(lanes) + "]"}, f"\nnodes:{nodes}\narrows:{arrows}")

    def block_list(self, rows):
        self.blocks += 1
        return f"```list\nid: tab-list-{self.blocks}\n" + yaml.safe_dump({"title": self.prose.title(True)} | rows, sort_keys=False, width=200, allow_unicode=True) + "```"

    def block_raw(self, kind, rows):
        self.blocks += 1
        prefix = "tab" if kind == "grid" else "fig"
        return f"```{kind}\nid: {prefix}-{kind}-{self.blocks}\n" + yaml.safe_dump({"title": self.prose.title(True)} | rows, sort_keys=False, width=200, allow_unicode=True) + "```"

    def block(self, said):
        if isinstance(said, str):
            return {"bullets": self.bullets, "letters": self.letters, "steps": lambda: self.bullets("1."), "definition": lambda: f"{self.prose.short()}\n: {self.prose.paragraph(2)}"}.get(said, lambda: getattr(self, f"block_{said}")())()
        (kind, rest), = said.items()
        if kind in ("grid", "timeline", "trajectory", "responses", "matrix", "calendar") or (kind == "chart" and isinstance(rest, dict)):
            return self.block_raw(kind, rest)
        return self.block_list(rest) if kind == "list" else getattr(self, f"block_{kind}")(*(rest if isinstance(rest, list) else [rest])) if not isinstance(rest, dict) else getattr(self, f"block_{kind}")(**rest)

    # --- chapters and items ---

    def chapter(self, said):
        front = {"id": said["id"], "title": said["title"]} | {key: said[key] for key in ("numbered", "short", "audience") if key in said}
        parts = self.paragraphs(*said.get("text", [2, 3]))
        blocks = list(said.get("blocks", []))
        heads = said.get("heads", [])
        share = -(-len(blocks) // (len(heads) + 1)) if heads else len(blocks)
        parts += self.some(blocks[:share])
        for n, head in enumerate(heads):
            parts += [f"## {head}", *self.paragraphs(*said.get("each", [1, 3]))]
            for _ in range(said.get("depth", 0)):
                parts += [f"### {self.prose.title(True)}", *self.paragraphs(1, 2)]
                if self.chance.random() < 0.4:
                    parts.append(self.bullets())
            parts += self.some(blocks[share * (n + 1): share * (n + 2)])
        parts += self.some(said.get("last", []))
        self.write(f"sections/{said['id'].lower()}.md", "---\n" + yaml.safe_dump(front, sort_keys=False, allow_unicode=True) + "---\n\n" + "\n\n".join(parts) + "\n")

    def some(self, blocks):
        out = []
        for one in blocks:
            if isinstance(one, dict) and "times" in one:
                out += [part for _ in range(one["times"]) for part in (self.block(one["of"]), *self.paragraphs(1, 1))]
            else:
                out.append(self.block(one))
        return out

    def month(self, first, last):
        at = self.chance.randint(first * 12, last * 12 + 11)
        return f"{at // 12}-{at % 12 + 1:02d}"

    def measure(self):
        c, up = self.chance, self.chance.random() < 0.6
        unit, start = c.choice((("per cent", c.randint(20, 70)), ("people", c.randint(200, 90000)), ("homes", c.randint(50, 9000)), ("jobs", c.randint(300, 20000))))
        end = round(start * (c.uniform(1.1, 1.4) if up else c.uniform(0.5, 0.85)))
        step = (end - start) / 7
        figures = [{"date": year, "value": round(start + step * (year - 2023) * c.uniform(0.4, 1.2))} for year in (2024, 2025)]
        return {"unit": unit, "better": "up" if up else "down", "baseline": {"date": 2023, "value": start}, "path": [{"date": 2027, "value": round(start + step * 4)}], "target": {"date": 2030, "value": end}, "actuals": figures, "due": "2027-03"}

    def value(self, name, key, field, said):
        c, kind = self.chance, field["kind"]
        if key in said.get("say", {}):
            return c.choice(said["say"][key])
        if kind == "text":
            return c.choice(self.words["bodies"]) if key in ("lead", "owner", "to", "by", "of", "partners", "with") else self.prose.phrase()
        if kind == "markdown":
            return self.prose.sentence()
        if kind == "list":
            return [self.prose.phrase() for _ in range(c.randint(1, 3))]
        if kind == "choice":
            return c.choice(field["of"])
        if kind == "month":
            return self.month(2029, 2034) if key == "end" else self.month(2026, 2028)
        if kind == "date":
            return f"{self.month(2026, 2026)}-{c.randint(1, 28):02d}"
        if kind == "money":
            return c.choice(MONEY).format(c.randint(1, 90))
        if kind in ("integer", "number"):
            return c.randint(5, 9000)
        if kind == "boolean":
            return c.random() < 0.5
        return self.measure()

    def item(self, name, at):
        said, type_ = self.types[name], self.framework["types"][name]
        front = {"id": self.ids[name][at], "title": self.titles[name][at]}
        for key, field in type_.get("fields", {}).items():
            if field.get("required") or key in said.get("keys", []):
                front[key] = self.value(name, key, field, said)
        for role, (to, least, most) in said.get("links", {}).items():
            n = min(self.chance.randint(least, most), len(self.ids[to]))
            front[role] = [self.ids[to][(at + k) % len(self.ids[to])] for k in range(n)]
        if "index-of-places" in self.shape["config"].get("annexes", []) and said.get("text"):
            front["areas"] = random.Random(f"{name} {at}").sample(self.words["places"], 1 + at % 2)
        if said.get("states"):
            front["state"] = self.chance.choice(said["states"])
        return front

    def items(self, name):
        said, fronts = self.types[name], [self.item(name, at) for at in range(self.types[name]["count"])]
        if said.get("sheet"):
            return self.sheet(name, fronts)
        for at, front in enumerate(fronts):
            parts = self.paragraphs(*said["text"]) if said.get("text") else []
            if said.get("cites") and self.entries:
                one = self.entries[at % len(self.entries)]
                parts[0] += f"\nOf those who answered, [={one}] said so [@{one}]."
            for head in said.get("heads", []):
                parts += [f"## {head}", *self.paragraphs(*said.get("each", [1, 2]))]
            if said.get("blocks") and at % said.get("every", 1) == 0:
                parts += self.some([said["blocks"][(at // said.get("every", 1)) % len(said["blocks"])]])
            self.write(f"{self.framework['types'][name]['folder']}/{front['id'].lower()}.md",
                       "---\n" + yaml.safe_dump(front, sort_keys=False, allow_unicode=True, width=1000) + "---\n" + ("\n" + "\n\n".join(parts) + "\n" if parts else ""))

    def sheet(self, name, fronts):
        """As a team's spreadsheet has it: numbers for IDs, dates and sums as a spreadsheet writes them, links by title, a column more."""
        heads = list(fronts[0])
        path = self.folder / f"{name}s.csv"
        by_id = {id_: title for type_, ids in self.ids.items() for id_, title in zip(ids, self.titles[type_])}
        months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
        with open(path, "w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            writer.writerow(["No." if key == "id" else key.replace("-", " ").capitalize() for key in heads] + ["Team notes"])
            for front in fronts:
                row = []
                for key in heads:
                    value = front[key]
                    if key == "id":
                        value = int(value.rsplit("-", 1)[1])
                    elif isinstance(value, list):
                        value = "; ".join(by_id.get(one, one) for one in value)
                    elif isinstance(value, str) and len(value) == 7 and value[4] == "-":
                        value = f"{months[int(value[5:]) - 1]}-{value[2:4]}"
                    row.append(value)
                writer.writerow([*row, self.chance.choice(("", "ask again", "chased in May"))])
        self.sheets.append({"data": path.name, "type": name, "columns": {"id": "No."}, "extra": "ignore"})

    def register(self):
        c, rows = self.chance, []
        for one in self.entries:
            unit, value = c.choice((("per cent", c.randint(4, 96)), ("people", c.randint(900, 240000)), ("homes", c.randint(300, 9000))))
            rows.append({"id": one, "statement": f"[={one}] was the answer when {c.choice(self.words['people'])} were asked about {c.choice(self.words['objects'])}.", "value": value, "unit": unit, "period": str(c.randint(2023, 2025)),
                         "source": {"publisher": c.choice(self.words["bodies"]), "title": self.prose.title(True)}, "confidence": "public-domain-knowledge", "notes": "Made up, as all of this strategy is.", "grade": c.randint(1, 3)})
        if rows:
            self.write("evidence/register.yaml", yaml.safe_dump({"evidence": rows, "gaps": []}, sort_keys=False, width=1000, allow_unicode=True))

    def make(self):
        self.sheets = []
        self.titles = {name: [self.prose.title(one.get("plain", False)) for _ in range(one["count"])] for name, one in self.types.items()}
        for name, said in self.types.items():
            for at, title in enumerate(said.get("titles", [])):
                self.titles[name][at] = title
        self.register()
        for said in self.shape["chapters"]:
            self.chapter(said)
        for name in self.types:
            self.items(name)
        self.write("framework.yaml", yaml.safe_dump(self.framework, sort_keys=False, width=140, allow_unicode=True))
        if self.shape.get("glossary"):
            terms = self.chance.sample([one for one in self.words["objects"]], self.shape["glossary"])
            self.write("glossary.yaml", yaml.safe_dump({"terms": [{"term": one, "means": self.prose.sentence()} for one in sorted(terms)]}, sort_keys=False, width=1000, allow_unicode=True))
        config = dict(self.shape["config"]) | ({"sheets": self.sheets} if self.sheets else {})
        config.setdefault("status", "draft")
        self.write("strategy.yaml", yaml.safe_dump(config | {"version": "0.1", "date": "2026-03-31", "language": "en-GB", "notice": "A shape without a subject: every sentence and figure in it is made up."}, sort_keys=False, width=140, allow_unicode=True))


def make(path, folder):
    Maker(pathlib.Path(path), pathlib.Path(folder)).make()


if __name__ == "__main__":
    make(sys.argv[1], sys.argv[2])
