"""check_csv.py FOLDER TOPOLOGY ANALYSIS [SEPARATOR DECIMAL-MARK]: Python's csv reads tables as their schema says, none
with a formula. The dialect of spreadsheets has a byte order mark."""

import csv
import json
import os
import sys

from common import answer, expect, finish, groups, labels, same, topology

folder, source, analysis = sys.argv[1:4]
separator, mark = sys.argv[4:] or (",", ".")
encoding = "utf-8" if separator == "," else "utf-8-sig"
document, result = topology(source), answer(analysis)
with open(os.path.join(folder, "tables.json"), encoding="utf-8") as file:
    schema = json.load(file)
same(set(schema) | {"tables.json"}, set(os.listdir(folder)), "files")
tables = {}
for name, columns in schema.items():
    with open(os.path.join(folder, name), encoding=encoding, newline="") as file:
        rows = list(csv.DictReader(file, strict=True, delimiter=separator))
    with open(os.path.join(folder, name), "rb") as file:
        same(file.read(3) == b"\xef\xbb\xbf", separator != ",", f"mark of {name}")
    tables[name] = rows
    for row in rows:
        same(list(row), [column["name"] for column in columns], f"columns of {name}")
        for column in columns:
            cell = row[column["name"]]
            if column["type"] == "number" and cell not in ("", "infinity"):
                float(cell.replace(mark, "."))
            elif column["type"] == "boolean":
                expect(cell in ("true", "false", ""), f"{name}: {cell!r} is no truth value")
            else:
                expect(cell[:1] not in tuple("=+@\t") or column["type"] != "text",
                       f"{name}: {cell!r} is a formula")


def plain(text):
    return "'" + text if text[:1] in tuple("=+-@\t") else text


for file, kind in [("organizations.csv", "organization"), ("systems.csv", "system"),
                   ("secrets.csv", "secret"), ("services.csv", "service"), ("people.csv", "people")]:
    written = {row["id"]: row["label"] or row["id"] for row in tables[file]}
    same(written, {name: plain(label) for (k, name), label in labels(document).items() if k == kind},
         f"labels in {file}")
same(len(tables["flows.csv"]), len(document["flows"]), "flows")
bounds = {row["id"]: (row["low"], row["high"]) for row in tables["people.csv"]}
same(bounds["readers"], ("12000", "15000"), "count of readers")
same(bounds["staff"], ("40", ""), "count of staff, without an upper bound")
exposed = {(row["class"], row["field"]): row["status"] for row in tables["exposed-fields.csv"]}
same(exposed,
     {(c["class"], f["field"]): f["status"] for c in result["people"] for f in c["fields"]},
     "states of fields")
finish()
