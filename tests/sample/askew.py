#!/usr/bin/env python3
"""What is nearly right: keys and words misspelt, units that are none, days that do not exist, columns and links that lead nowhere, sheets
as spreadsheets leave them. Each is read as it is meant, or found, at its place and with a remedy; as TAP.

askew.py PROGRAM
"""
import pathlib
import shutil
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import tap  # noqa: E402
from findings import check, said  # noqa: E402

PROGRAM = pathlib.Path(sys.argv[1]).resolve()
# What stands in a chapter, and what is found: the codes of errors and warnings; none where it is read as it is meant.
BLOCKS = (
    ('```list\nid: tab-x\ntitle: A table\ntype: Risk\n```', 'E0201'),
    ('```list\nid: tab-x\ntitle: A table\ntype: [risk, riks]\n```', 'E0201'),
    ('```list\nid: tab-x\ntitle: A table\ntype: risk\nwhere: {impakt: severe}\n```', 'E0110'),
    ('```list\nid: tab-x\ntitle: A table\ntype: risk\nwhere: {impact: sever}\n```', 'E0145'),
    ('```list\nid: tab-x\ntitle: A table\ntype: risk\nwhere: {impact: Severe}\n```', 'E0145'),
    ("```list\nid: tab-x\ntitle: A table\ntype: risk\nwhere: {impact: '>= serious'}\n```", 'E0111'),
    ('```list\nid: tab-x\ntitle: A table\ntype: risk\nwhere: {threatens: AIM-01}\n```', 'E0111'),
    ('```list\nid: tab-x\ntitle: A table\ntype: risk\nwhere: {threatens: OBJ-09}\n```', 'E0108'),
    ('```list\nid: tab-x\ntitle: A table\ntype: risk\nwhere: {threatens: Repair it at the first visit}\n```', ''),
    ('```list\nid: tab-x\ntitle: A table\ntype: objective\nwhere: {threatens: RSK-01}\n```', 'E0110'),
    ('```list\nid: tab-x\ntitle: A table\ntype: risk\nwhere: {serves: AIM-01}\n```', 'E0110'),
    ('```list\nid: tab-x\ntitle: A table\ntype: objective\nwhere: {state: plannd}\n```', 'E0145'),
    ("```list\nid: tab-x\ntitle: A table\ntype: objective\nwhere: {start: '< 2026-06-31'}\n```", 'E0111'),
    ("```list\nid: tab-x\ntitle: A table\ntype: objective\nwhere: {start: '< June 2026'}\n```", 'E0111'),
    ("```list\nid: tab-x\ntitle: A table\ntype: objective\nwhere: {cost: '> 5 USD million'}\n```", 'E0613'),
    ("```list\nid: tab-x\ntitle: A table\ntype: objective\nwhere: {cost: '> £5 million'}\n```", 'E0243'),
    ("```list\nid: tab-x\ntitle: A table\ntype: objective\nwhere: {cost: '> 5'}\n```", 'E0111'),
    ('```list\nid: tab-x\ntitle: A table\ntype: measure\nwhere: {track.rating: behind}\n```', 'E0111'),
    ('```list\nid: tab-x\ntitle: A table\ntype: measure\nwhere: {track.rating: red}\n```', ''),
    ('```list\nid: tab-x\ntitle: A table\ntype: risk\nwhere: impact\n```', 'E0111'),
    ('```list\nid: tab-x\ntitle: A table\ntype: risk\nwhere: [{impact: severe}]\n```', 'E0111'),
    ('```list\nid: tab-x\ntitle: A table\ntype: risk\nwhere: {impact: []}\n```', 'E0243'),
    ('```list\nid: tab-x\ntitle: A table\ntype: risk\nwhere: {impact: }\n```', 'E0145'),
    ("```list\nid: tab-x\ntitle: A table\ntype: objective\nwhere: {cost: '=> 5 GBP million'}\n```", 'E0111'),
    ('```list\nid: tab-x\ntitle: A table\ntype: risk\ncolumns: [impakt]\n```', 'E0110'),
    ("```list\nid: tab-x\ntitle: A table\ntype: risk\ncolumns: ['impact ']\n```", 'E0110'),
    ('```list\nid: tab-x\ntitle: A table\ntype: risk\ncolumns: [impact, impact]\n```', 'E0111'),
    ('```list\nid: tab-x\ntitle: A table\ntype: risk\ncolumns: [title, impact]\n```', ''),
    ('```list\nid: tab-x\ntitle: A table\ntype: risk\ncolumns: [id, impact]\n```', 'E0110'),
    ('```list\nid: tab-x\ntitle: A table\ntype: [risk, objective]\ncolumns: [type, lead]\n```', 'E0110'),
    ('```list\nid: tab-x\ntitle: A table\ntype: objective\ncolumns: [{back: threatns}]\n```', 'E0110'),
    ('```list\nid: tab-x\ntitle: A table\ntype: risk\ncolumns: [{key: impact, total: true}]\n```', 'E0111'),
    ('```list\nid: tab-x\ntitle: A table\ntype: objective\ncolumns: [{key: cost, total: yes}]\n```', 'E0111'),
    ('```list\nid: tab-x\ntitle: A table\ntype: risk\ncolumns: impact\n```', 'E0111'),
    ('```list\nid: tab-x\ntitle: A table\ntype: risk\ncolumns: [{key: impact, titel: X}]\n```', 'E0110'),
    ('```list\nid: tab-x\ntitle: A table\ntype: risk\nsort: {by: dead}\n```', 'E0110'),
    ('```list\nid: tab-x\ntitle: A table\ntype: risk\nsort: impact\n```', 'E0111'),
    ('```list\nid: tab-x\ntitle: A table\ntype: risk\nsort: {by: impact, order: desc}\n```', 'E0113'),
    ('```list\nid: tab-x\ntitle: A table\ntype: risk\ngroup: leed\n```', 'E0110'),
    ('```list\nid: tab-x\ntitle: A table\ntype: risk\nlimit: 0\n```', 'E0111'),
    ('```list\nid: tab-x\ntitle: A table\ntype: risk\nlimit: -1\n```', 'E0111'),
    ('```list\nid: tab-x\ntitle: A table\ntype: risk\nlimit: three\n```', 'E0111'),
    ('```list\nid: tab-x\ntitle: A table\ntype: risk\nlandscape: yes\n```', 'E0111'),
    ('```list\nid: tab-x\ntitle: A table\ntype: risk\ncolumns: [impact]\nwidths: 3,1\n```', 'E0111'),
    ('```list\nid: tab-x\ntitle: A table\ntype: risk\nwhere: {impact: small, likelihood: likely}\n```', 'E0243'),
    ('```grid\nid: tab-x\ntitle: A table\ntype: risk\nrows: impact\ncolumns: impact\n```', ''),
    ('```grid\nid: tab-x\ntitle: A table\ntype: risk\nrows: lead\ncolumns: impact\n```', 'E0111'),
    ('```timeline\nid: tab-x\ntitle: A table\ntype: objective\nfrom: end\nto: start\n```', 'E0237'),
    ('```timeline\nid: tab-x\ntitle: A table\ntype: risk\nfrom: lead\n```', 'E0111'),
    ('```timeline\nid: tab-x\ntitle: A table\ntype: objective\nfrom: begin\n```', 'E0110'),
    ('```trajectory\nid: tab-x\ntitle: A table\nof: OBJ-01\n```', 'E0263'),
    ('```trajectory\nid: tab-x\ntitle: A table\nof: MEA-09\n```', 'E0108'),
    ('```chart\nid: tab-x\ntitle: A table\ntype: bar\nitems: risk\nlabel: title\nvalue: cost\n```', 'E0110'),
    ('```chart\nid: tab-x\ntitle: A table\ntype: bar\nitems: measure\nlabel: title\nvalue: track.latest\n```', 'E0758'),
    ('```chart\nid: tab-x\ntitle: A table\ntype: bar\nitems: risk\nlabel: lead\nlimit: 0\n```', 'E0111'),
    ('```chart\nid: tab-x\ntitle: A table\ntype: bar\nitems: risk\nlabel: lead\nsort: {by: lead}\n```', 'E0111'),
    ('```diagram\nid: fig-x\ntitle: A\nnodes: {a: A, b: B}\narrows: [a -> b, b -> a]\n```', ''),
    ('```diagram\nid: fig-x\ntitle: A\nnodes: {a: A, b: B}\narrows: [a -> a]\n```', 'E0771'),
    ('```diagram\nid: fig-x\ntitle: A\nnodes: {a: A, b: B}\narrows: [a -> c]\n```', 'E0771'),
    ('```diagram\nid: fig-x\ntitle: A\nnodes: {a: A, b: B}\narrows: [a => b]\n```', 'E0771'),
    ('```diagram\nid: fig-x\ntitle: A\nlanes: [Y, Z]\nnodes: {a: {title: A, lane: X}, b: B}\narrows: [a -> b]\n```', 'E0771'),
    ('```diagram\nid: fig-x\ntitle: A\nnodes: {a: {item: OBJ-9}, b: B}\narrows: [a -> b]\n```', 'E0108'),
    ('```diagram\nid: fig-x\ntitle: A\nnodes: {Board: A, b: B}\narrows: [board -> b]\n```', 'E0771'),
    ('```swot\nstrengths: |\n  - a\nweaknesses: |\n  - b\nopportunities: |\nthreats: |\n  - d\n```', 'E0111'),
    ('```swot\nstrengths: |\n  - a\nweaknesses: |\n  - b\nopportunities: |\n  - c\n```', 'E0112'),
    ('```swot\nstrength: |\n  - a\nweaknesses: |\n  - b\nopportunities: |\n  - c\nthreats: |\n  - d\n```', 'E0110 E0112'),
    ("```panels\npanels:\n  - {title: A, text: ''}\n  - {title: B, text: b}\n```", 'E0111'),
    ('```panels\ncolumns: 9\npanels:\n  - {title: A, text: a}\n```', 'E0111'),
    ('````callout\ntitle: A\ntext: |\n  Words.\n\n  ```sidebar\n  title: B\n  text: C\n  ```\n````', 'E0119'),
    ('```signature\nname: A B\nrole: C\nsignature: figures/sig.png\n```', 'E0004'),
    ('```signature\nname: A B\nportrait: figures/p.png\n```', 'E0112'),
    ('```signature\nname: A B\ndate: 31 June 2026\n```', 'E0111'),
    ('```quotation\ntext: Words.\n```', 'E0112'),
    ('```quotation\ntext: Words.\nauthor: X\n```', 'E0112 E0110'),
    ('```quote\ntext: Words.\n```', 'E0119'),
    ('```pull-quote\ntext: Words that stand nowhere.\n```', 'E0772'),
    ('```numbers\nnumbers:\n  - {label: x}\n```', 'E0112'),
    ('```numbers\nnumbers: 12\n```', 'E0111'),
    ('```key-facts\ntitle: A\nfacts:\n  - Area: 12\n```', 'E0110 E0112'),
    ('```key-facts\ntitle: A\nfacts: {Area: 12}\n```', 'E0111'),
    ('```pictures\npictures:\n  - {src: a.png, alt: A}\n```', 'E0004'),
    ('```list\nid: tab-x\ntitle: A table\ntype: risk\ncolumns: [impact]\nwidths: [3, 1]\nsmall: true\n```', ''),
    ('```list\nid: tab-x\ntitle: A table\ntype: risk\ncolumns: [impact]\nwidths: [3]\n```', 'E0111'),
    ('```list\nid: tab-x\ntitle: A table\ntype: risk\ncolumns: [impact]\nwidths: [3, 0]\n```', 'E0111'),
)
# A sheet as strategy.yaml names it, its file, and what is found.
SHEETS = (
    ('{data: risks.csv, type: risk, extra: ignore}', 'id,Title,Threatens,Likelihood,Impact,Likelihood after,Impact after,Mitigation,Lead,Notes\n7,Rain,OBJ-01,likely,severe,possible,small,Umbrellas,Head of rain,x\n', ''),
    ('{data: risks.csv, type: risk, extra: ignore}', 'id;Title;Threatens;Likelihood;Impact;Likelihood after;Impact after;Mitigation;Lead;Notes\n7;Rain;OBJ-01;likely;severe;possible;small;Umbrellas;Head of rain;x\n', 'E0140'),
    ('{data: risks.csv, type: risk, extra: ignore}', '\ufeffid,Title,Threatens,Likelihood,Impact,Likelihood after,Impact after,Mitigation,Lead,Notes\r\n7,Rain,OBJ-01,likely,severe,possible,small,Umbrellas,Head of rain,x\r\n', ''),
    ('{data: risks.csv, type: risk, extra: ignore}', 'id\tTitle\tThreatens\tLikelihood\tImpact\tLikelihood after\tImpact after\tMitigation\tLead\tNotes\n7\tRain\tOBJ-01\tlikely\tsevere\tpossible\tsmall\tUmbrellas\tHead of rain\tx\n', 'E0140'),
    ('{data: risks.csv, type: risk, extra: ignore}', 'id,Title ,Threatens,Likelihood,Impact,Likelihood after,Impact after,Mitigation,Lead,Notes\n7,Rain,OBJ-01,likely,severe,possible,small,Umbrellas,Head of rain,x\n', ''),
    ('{data: risks.csv, type: risk, extra: ignore}', 'id,Title\xa0,Threatens,Likelihood,Impact,Likelihood after,Impact after,Mitigation,Lead,Notes\n7,Rain,OBJ-01,likely,severe,possible,small,Umbrellas,Head of rain,x\n', ''),
    ('{data: risks.csv, type: risk, extra: ignore}', 'id,Title,Threatens,Likelihood,Impact,"Likelihood\nafter",Impact after,Mitigation,Lead,Notes\n7,Rain,OBJ-01,likely,severe,possible,small,Umbrellas,Head of rain,x\n', ''),
    ('{data: risks.csv, type: risk, extra: ignore}', 'id,Title,Threatens,Likelihood,Impact,Likelihood after,Impact after,Mitigation,Lead,Notes\n7,Rain,OBJ-01,likely,severe,possible,small,"Umbrellas,\nand coats",Head of rain,x\n', ''),
    ('{data: risks.csv, type: risk, extra: ignore}', 'id,Title,Threatens,Likelihood,Impact,Likelihood after,Impact after,Mitigation,Lead,Notes\n7,Rain,OBJ-01\n', 'E0122'),
    ('{data: risks.csv, type: risk, extra: ignore}', 'id,Title,Threatens,Likelihood,Impact,Likelihood after,Impact after,Mitigation,Lead,Notes\n7,Rain,OBJ-01,likely,severe,possible,small,Umbrellas,Head of rain,x\n,,,,,,,,,\n8,Rain,OBJ-01,likely,severe,possible,small,Umbrellas,Head of rain,x\n', 'E0141'),
    ('{data: risks.csv, type: risk, extra: ignore}', 'id,Title,Threatens,Likelihood,Impact,Likelihood after,Impact after,Mitigation,Lead,Notes\n7,Rain,OBJ-01,likely,severe,possible,small,Umbrellas,Head of rain,x\n7,Rain,OBJ-01,likely,severe,possible,small,Umbrellas,Head of rain,x\n', 'E0202'),
    ('{data: risks.csv, type: risk, extra: ignore}', 'id,Title,Threatens,Likelihood,Impact,Likelihood after,Impact after,Mitigation,Lead,Notes\n1,Rain,OBJ-01,likely,severe,possible,small,Umbrellas,Head of rain,x\n', 'E0202'),
    ('{data: risks.csv, type: risk, extra: ignore}', 'Title,Threatens,Likelihood,Impact,Likelihood after,Impact after,Mitigation,Lead,Notes\nRain,OBJ-01,likely,severe,possible,small,Umbrellas,Head of rain,x\n', 'E0112'),
    ('{data: risks.csv, type: risk, extra: ignore}', 'id,Title,Threatens,Likelihood,Impact,Likelihood after,Impact after,Mitigation,Lead,Notes\n,Rain,OBJ-01,likely,severe,possible,small,Umbrellas,Head of rain,x\n', 'E0112'),
    ('{data: risks.csv, type: risk, extra: ignore}', 'id,Title,Threatens,Likelihood,Impact,Likelihood after,Impact after,Mitigation,Lead,Notes\n7,Rain,OBJ-01,LIKELY,Severe ,possible,small,Umbrellas,Head of rain,x\n', ''),
    ('{data: risks.csv, type: risk, extra: ignore}', 'id,Title,Threatens,Likelihood,Impact,Likelihood after,Impact after,Mitigation,Lead,Notes\n7,Rain,OBJ-01,likely,terrible,possible,small,Umbrellas,Head of rain,x\n', 'E0113'),
    ('{data: risks.csv, type: risk, extra: ignore}', 'id,Title,Threatens,Likelihood,Impact,Likelihood after,Impact after,Mitigation,Lead,Notes\n7,Rain,Repair it at the first visit; streets,likely,severe,possible,small,Umbrellas,Head of rain,x\n', 'E0108'),
    ('{data: risks.csv, type: risk, extra: ignore}', 'id,Title,Threatens,Likelihood,Impact,Likelihood after,Impact after,Mitigation,Lead,Notes\n7,Rain,OBJ-11,likely,severe,possible,small,Umbrellas,Head of rain,x\n', 'E0108'),
    ('{data: risks.csv, type: risk, extra: ignore}', 'id,Title,Threatens,Likelihood,Impact,Likelihood after,Impact after,Mitigation,Lead,Notes\n7,Rain,1,likely,severe,possible,small,Umbrellas,Head of rain,x\n', ''),
    ('{data: risks.csv, type: risk, extra: ignore}', 'id,Title,Threatens,Likelihood,Impact,Likelihood after,Impact after,Mitigation,Lead,Notes\n7,Rain,"OBJ-01, OBJ-02",likely,severe,possible,small,Umbrellas,Head of rain,x\n', ''),
    ('{data: risks.csv, type: risk, extra: ignore, columns: {mitigation: Notes, title: Notes}}', 'id,Title,Threatens,Likelihood,Impact,Likelihood after,Impact after,Mitigation,Lead,Notes\n7,Rain,OBJ-01,likely,severe,possible,small,Umbrellas,Head of rain,x\n', 'E0111'),
    ('{data: risks.csv, type: risk, extra: ignore, columns: {mitigation: Notez}}', 'id,Title,Threatens,Likelihood,Impact,Likelihood after,Impact after,Mitigation,Lead,Notes\n7,Rain,OBJ-01,likely,severe,possible,small,Umbrellas,Head of rain,x\n', 'E0124'),
    ('{data: risks.csv, type: risk, extra: ignore, columns: {mitigatoin: Notes}}', 'id,Title,Threatens,Likelihood,Impact,Likelihood after,Impact after,Mitigation,Lead,Notes\n7,Rain,OBJ-01,likely,severe,possible,small,Umbrellas,Head of rain,x\n', 'E0110'),
    ('{data: risks.csv, type: risk, extra: ignore, columns: {Notes: mitigation}}', 'id,Title,Threatens,Likelihood,Impact,Likelihood after,Impact after,Mitigation,Lead,Notes\n7,Rain,OBJ-01,likely,severe,possible,small,Umbrellas,Head of rain,x\n', 'E0110'),
    ('{data: risks.csv, type: risk, extra: keep}', 'id,Title,Threatens,Likelihood,Impact,Likelihood after,Impact after,Mitigation,Lead,Notes\n7,Rain,OBJ-01,likely,severe,possible,small,Umbrellas,Head of rain,x\n', ''),
    ('{data: risks.csv, type: risk}', 'id,Title,Threatens,Likelihood,Impact,Likelihood after,Impact after,Mitigation,Lead,Notes\n7,Rain,OBJ-01,likely,severe,possible,small,Umbrellas,Head of rain,x\n', 'E0265'),
    ('{data: risks.csv, type: risk, extra: yes}', 'id,Title,Threatens,Likelihood,Impact,Likelihood after,Impact after,Mitigation,Lead,Notes\n7,Rain,OBJ-01,likely,severe,possible,small,Umbrellas,Head of rain,x\n', 'E0113'),
    ('{data: risks.csv, type: risks, extra: ignore}', 'id,Title,Threatens,Likelihood,Impact,Likelihood after,Impact after,Mitigation,Lead,Notes\n7,Rain,OBJ-01,likely,severe,possible,small,Umbrellas,Head of rain,x\n', 'E0201'),
    ('{data: risk.csv, type: risk, extra: ignore}', 'id,Title,Threatens,Likelihood,Impact,Likelihood after,Impact after,Mitigation,Lead,Notes\n7,Rain,OBJ-01,likely,severe,possible,small,Umbrellas,Head of rain,x\n', 'E0004'),
    ('{data: risks.csv, type: risk, extra: ignore}', 'PK\x03\x04abcdef', 'E0140'),
    ('{data: risks.csv, type: risk, extra: ignore}', 'Risk register 2026,,,,,,,,,\nid,Title,Threatens,Likelihood,Impact,Likelihood after,Impact after,Mitigation,Lead,Notes\n7,Rain,OBJ-01,likely,severe,possible,small,Umbrellas,Head of rain,x\n', 'E0141'),
    ('{data: risks.csv, type: objective}', 'id,Title,Serves,Lead,Start,End,Cost\n7,Rain,AIM-01,Me,31/06/2026,Jun-27,£1.2 million\n', 'E0137 E0221 E0111'),
    ('{data: risks.csv, type: objective}', 'id,Title,Serves,Lead,Start,End,Cost\n7,Rain,AIM-01,Me,46203,Jun-27,£1.2 million\n', 'E0137 E0221 E0111'),
    ('{data: risks.csv, type: objective}', 'id,Title,Serves,Lead,Start,End,Cost\n7,Rain,AIM-01,Me,2026-06,Jun-27,"1,200,000"\n', 'E0137 E0221 E0142'),
    ('{data: risks.csv, type: objective, columns: {cost: {column: Cost (£k), unit: GBP thousand}}}', 'id,Title,Serves,Lead,Start,End,Cost (£k)\n7,Rain,AIM-01,Me,2026-06,Jun-27,"1,200"\n', 'E0137 E0221'),
    ('{data: risks.csv, type: objective, columns: {cost: {column: Cost (£k), unit: £k}}}', 'id,Title,Serves,Lead,Start,End,Cost (£k)\n7,Rain,AIM-01,Me,2026-06,Jun-27,"1,200"\n', 'E0137 E0221 E0250'),
    ('{data: risks.csv, type: objective}', 'id,Title,Serves,Lead,Start,End,Cost\n7,Rain,AIM-01,Me,2026-06,Jun-27,$1.2 million\n', 'E0137 E0221 E0613'),
    ('{data: risks.csv, type: measure, columns: {track.unit: Unit, track.better: Better, track.baseline: Baseline, track.target: Target, track.actuals: Actuals}}', 'id,Title,Measures,Unit,Better,Baseline,Target,Actuals\n7,Rain,OBJ-01,people,Down,"1,260 (2024)",600 (2029),"1,310 (2025); 1,290 (Jan-26)"\n', ''),
    ('{data: risks.csv, type: measure, columns: {track.unit: Unit, track.better: Better, track.baseline: Baseline, track.target: Target, track.actuals: Actuals}}', 'id,Title,Measures,Unit,Better,Baseline,Target,Actuals\n7,Rain,OBJ-01,people,Down,1260,600 (2029),1310\n', 'E0111 E0263'),
    ('{data: risks.csv, type: evidence, columns: {source.publisher: Who, source.title: Where}}', 'ID,Statement,Value,Unit,Period,Who,Where,Confidence,Grade,Notes\n9,"[=EV-09] were asked.","1,236",people,2024,ONS,Table 1,Verified-in-source,1,none\n', ''),
    ('{data: risks.csv, type: evidence, columns: {source.publisher: Who, source.title: Where}}', 'ID,Statement,Value,Unit,Period,Who,Where,Confidence,Grade,Notes\nEV-09,"[=EV-09] were asked.",12%,per cent,2024,ONS,Table 1,verified-in-source,1,none\n', ''),
    ('{data: risks.csv, type: funding}', 'Item,Fund,Amount,Unit,Year,State\nRepair it at the first visit,Growth fund,2.4,GBP million,2026,Sought\n', 'E0110'),
    ('{data: risks.csv, type: event}', 'ID,Title,Kind,Date\n1,Workshop,meeting,14/03/2026\n', 'E0112 E0265'),
    ('{data: risks.csv, type: milestone}', 'ID,Title,Date\n1,Done,14/03/2026\n', ''),
)
# Files, what stands in them, what is put in its place (one after another), and what is found.
FILES = (
    (['measures/complaints.md', '  baseline:', '  basline:'], 'E0110'),
    (['measures/complaints.md', 'better: down', 'better: Down'], 'E0113 E0263'),
    (['measures/complaints.md', 'better: down', 'better: lower'], 'E0113 E0263'),
    (['measures/complaints.md', 'unit: people', 'unit: £m'], 'E0250'),
    (['measures/complaints.md', 'unit: people', "unit: '%'"], 'E0250'),
    (['measures/complaints.md', 'unit: people', 'unit: complaintz'], 'E0250'),
    (['measures/complaints.md', '  unit: people\n', ''], 'E0112'),
    (['measures/complaints.md', 'value: 600', 'value: 1900'], 'E0263'),
    (['measures/complaints.md', 'target: {date: 2029', 'target: {date: 2019'], 'E0263'),
    (['measures/complaints.md', '  target:', '  path: 800 (2035)\n  target:'], 'E0263'),
    (['measures/complaints.md', '  target:', '  path: 800 (2020)\n  target:'], 'E0263'),
    (['measures/complaints.md', '{date: 2025, value: 1310}', '{date: 2021, value: 1310}'], 'E0263'),
    (['measures/complaints.md', '{date: 2025, value: 1310}', '{date: 2025, value: 1310}, {date: 2025, value: 1400}'], 'E0263'),
    (['measures/complaints.md', '{date: 2025, value: 1310}', '{date: 2025-06-31, value: 1310}'], 'E0263'),
    (['measures/complaints.md', 'actuals: [{date: 2025, value: 1310}]', 'actuals: 1,310 people (2025)'], 'E0111 E0263'),
    (['measures/complaints.md', 'actuals: [{date: 2025, value: 1310}]', 'actuals: 1310 in 2025'], 'E0111 E0263'),
    (['measures/complaints.md', '{date: 2025, value: 1310}', '{date: 2027, value: 1310}'], 'E0240'),
    (['measures/complaints.md', 'due: 2026-04', 'due: 2026-06-31'], 'E0111'),
    (['measures/complaints.md', 'due: 2026-04', 'due: June 2026'], 'E0111'),
    (['measures/complaints.md', 'due: 2026-04', 'due: 30/06/2026'], 'E0111'),
    (['measures/complaints.md', 'value: 1260', 'value: n/a'], 'E0111'),
    (['measures/complaints.md', '  unit: people', '  places: -1\n  unit: people'], 'E0111'),
    (['measures/repairs.md', 'date: year,', 'date: yr,'], 'E0124'),
    (['measures/repairs.md', 'date: year,', 'where: {yeer: 2024}, date: year,'], 'E0124'),
    (['framework.yaml', 'amber: 10, red: 25', 'amber: 30, red: 25'], 'E0212'),
    (['framework.yaml', 'amber: 10, red: 25', 'amber: 10%, red: 25'], 'E0111'),
    (['framework.yaml', 'kind: measure', 'kind: Measure'], 'E0113'),
    (['risks/staff.md', 'likelihood: possible', 'likelihood: Possible'], 'E0113'),
    (['risks/staff.md', 'likelihood: possible', 'likelihood: probable'], 'E0113'),
    (['framework.yaml', 'of: [unlikely, possible, likely], required: true, label: How likely}', 'of: [likely, possible, likely], required: true, label: How likely}'], 'E0212 E0111'),
    (['objectives/repairs.md', 'start: 2026-04', 'start: 2026-13'], 'E0111'),
    (['objectives/repairs.md', 'cost: £2.4 million, 2026 to 2028', 'cost: $2.4 million, 2026 to 2028', 'objectives/streets.md', 'serves:', 'cost: £3 million\nserves:'], 'E0613'),
    (['objectives/repairs.md', 'cost: £2.4 million', 'cost: £2,4 million'], 'E0111'),
    (['objectives/repairs.md', 'cost: £2.4 million', 'cost: 2.4 million'], 'E0111'),
    (['objectives/repairs.md', 'cost: £2.4 million', 'cost: £2.4 milion'], 'E0111'),
    (['objectives/repairs.md', '2026 to 2028', '2028 to 2026'], 'E0111'),
    (['objectives/repairs.md', '£2.4 million, 2026 to 2028', '£2.4m, 2026-28'], 'E0111'),
    (['risks/staff.md', 'id: RSK-02', 'id: RSK-01'], 'E0202'),
    (['objectives/repairs.md', 'serves: AIM-01', 'serves: Homes that are fit to live im'], 'E0221 E0108'),
    (['objectives/repairs.md', 'serves: AIM-01', 'serves: OBJ-02'], 'E0221 E0204'),
    (['sections/risks.md', None, '\n```chart\nid: tab-x\ntitle: A table\ntype: bar\nitems: objective\nwhere: {state: planned}\nlabel: title\nvalue: cost\n```\n', 'objectives/repairs.md', 'cost: £2.4 million, 2026 to 2028\n', ''], 'E0243'),
    (['strategy.yaml', 'annexes: [measures,', 'annexes: [mesures,'], 'E0113'),
    (['strategy.yaml', 'annexes: [measures,', 'annexes: [measures, measures,'], 'E0202'),
    (['strategy.yaml', 'annexes: [measures,', 'annexes: [SEC-METHOD, measures,'], 'E0108'),
    (['strategy.yaml', 'annexes: [measures,', 'annexes: [SEC-RISKS, measures,'], 'E0213'),
    (['strategy.yaml', 'annexes: [measures', 'documents:\n  - {name: strategy, annexes: none}\nannexes: [measures'], 'E0111'),
    (['strategy.yaml', 'annexes:', 'references: authordate\nannexes:'], 'E0113'),
    (['strategy.yaml', 'annexes:', 'notes: endnotes\nannexes:'], 'E0113'),
    (['framework.yaml', 'folder: aims,', 'folder: aims, numbered: Priority X,'], 'E0212'),
    (['framework.yaml', 'folder: aims,', 'folder: aims, numbered: Priority,'], 'E0212'),
    (['framework.yaml', 'folder: aims,', 'folder: aims, numbered: Priority 01,'], 'E0212'),
    (['strategy.yaml', 'annexes:', 'paragraph-numbers: yes\nannexes:'], 'E0111'),
    (['strategy.yaml', 'annexes:', 'imprint: {contcat: a@b.org}\nannexes:'], 'E0110'),
    (['framework.yaml', 'folder: objectives', 'folder: objectives\n    defaults: {stat: planned}'], 'E0212'),
    (['framework.yaml', 'folder: objectives', 'folder: objectives\n    defaults: {state: plannd}'], 'E0209'),
    (['framework.yaml', 'folder: objectives', 'folder: objectives\n    defaults: {state: {with: cst, is: planned}}'], 'E0212'),
    (['framework.yaml', '      cost: {kind: money', '      funding: {kind: funding, label: F}\n      cost: {kind: money', 'objectives/repairs.md', 'cost:', 'funding: Growth fund, £2.4 million, 2026, offred\ncost:'], 'E0113'),
    (['framework.yaml', '      cost: {kind: money', '      funding: {kind: funding, label: F}\n      cost: {kind: money', 'objectives/repairs.md', 'cost:', 'funding: Growth fund, £2.4 million, 2026 to 2028, sought\ncost:'], 'E0111'),
)


def judge(plan, name, changes, wanted):
    """The plan with what is changed in it."""
    for path, old, new in changes:
        text = (plan / path).read_text() if (plan / path).exists() else ""
        if old is not None and old not in text:
            return f"{name}: {path} does not say {old!r}"
        (plan / path).write_text(text + new if old is None else text.replace(old, new, 1), encoding="utf-8")
    found = [one for one in check(PROGRAM, plan)[0] if one["severity"] != "note"]
    codes = list(dict.fromkeys(one["code"] for one in found))
    bare = [one["code"] for one in found if not one.get("help")]
    return "" if sorted(codes) == sorted(wanted.split()) and not bare else f"{name}: {codes}, not {wanted!r}; without a remedy: {bare}\n{said(found)}"


def run(work, what, cases):
    base, wrong = work / "base", []
    tap.call(PROGRAM, "new", base, "--kind", "corporate-plan")
    for name, changes, wanted in cases:
        plan = work / "plan"
        shutil.rmtree(plan, ignore_errors=True)
        shutil.copytree(base, plan)
        wrong.append(judge(plan, name, changes, wanted))
    shutil.rmtree(base)
    wrong = [one for one in wrong if one]
    tap.say(not wrong and len(cases) > 40, f"{len(cases)} {what}: each is read as it is meant, or found with a remedy", "\n".join(wrong[:6]))


with tempfile.TemporaryDirectory() as temporary:
    folder = pathlib.Path(temporary)
    run(folder, "blocks", [(text, [("sections/risks.md", None, f"\n{text}\n")], wanted) for text, wanted in BLOCKS])
    run(folder, "sheets", [(text, [("strategy.yaml", None, f"sheets:\n  - {sheet}\n"), ("risks.csv", None, text)], wanted) for sheet, text, wanted in SHEETS])
    run(folder, "files", [(str(rest), list(zip(rest[::3], rest[1::3], rest[2::3])), wanted) for rest, wanted in FILES])
sys.exit(tap.end())
