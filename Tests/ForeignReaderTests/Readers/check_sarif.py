"""check_sarif.py SARIF ANSWER: the published schema accepts the file, and another project's model reads in it what
the JSON answer says."""

import sys
from urllib.parse import unquote

import sarif_pydantic
from sarif_kit.validate import validation_errors

from common import answer, expect, finish, same

path, answer_path = sys.argv[1:]
log, checked = answer(path), answer(answer_path)
for error in validation_errors(log):
    expect(False, f"the schema: {error}")
run = sarif_pydantic.Sarif.model_validate(log).runs[0]
expected = []
# Where several files state a requirement of one name, the rule's name has the file.
files = {}
for row in checked["requirements"]:
    files.setdefault(row["requirement"], set()).add(row["file"])
for row in checked["requirements"]:
    rule = row["requirement"] if len(files[row["requirement"]]) == 1 else f"{row['file']}: {row['requirement']}"
    found = row["violations"] if row["violations"] else row["open"][:1] if row["status"] == "open" else []
    variant = f" (variant {row['variant']})" if row["variant"] else ""
    expected += [(rule, v["element"]["file"], v["element"]["line"], v["says"] + variant) for v in found]
seen = []
for result in run.results:
    place = result.locations[0].physical_location
    seen.append((result.rule_id, unquote(place.artifact_location.uri), place.region.start_line,
                 result.message.text))
    expect(result.rule_id == run.tool.driver.rules[result.rule_index].id, "a result of another rule")
same(sorted(seen), sorted(expected), "results")
expect(any(result.code_flows for result in run.results), "no proof")
finish()
