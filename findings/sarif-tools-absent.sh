#!/usr/bin/env bash
# sarif-tools 3.0.5: results with baselineState "absent", which the run no longer has, are counted as
# errors, fail --check, and go into the CSV like the others.
#
# Expected, from SARIF 2.1.0: "absent" means that the result was in the run before and is not in this
#   one. From the tool's help: --check fails if there are any issues of the level.
# Seen: the number of errors is the same for two new results, for one new and one absent, and for two
#   absent ones, of which none is there today. The CSV has no column that tells them apart.
# Here: a file that compares two versions of a topology lists what was mended as "absent". The reader
#   counts what was mended as what is wrong; a gate never opens.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check 'sarif-tools==3.0.5'

cat >"$work/seen" <<'SEEN'
sarif-tools 3.0.5
new, new: 2 errors, --check error fails
new, absent: 2 errors, --check error fails
absent, absent: 2 errors, --check error fails
none: 0 errors, --check error passes
CSV columns: Tool,Severity,Code,Description,Location,Line
SEEN

cat >"$work/look.py" <<'PY'
import json
import subprocess
import sys
from importlib.metadata import version

work = sys.argv[1]
sarif = f"{work}/venv/bin/sarif"
print("sarif-tools", version("sarif-tools"))


def write(*states):
    results = [{"ruleId": "exposed", "level": "error", "baselineState": state,
                "message": {"text": f"finding {line}"},
                "locations": [{"physicalLocation": {"artifactLocation": {"uri": "shop.yaml"},
                                                    "region": {"startLine": line}}}]}
               for line, state in enumerate(states, 1)]
    log = {"version": "2.1.0", "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
           "runs": [{"tool": {"driver": {"name": "example", "rules": [{"id": "exposed"}]}},
                     "results": results}]}
    with open(f"{work}/log.sarif", "w") as file:
        json.dump(log, file)


def run(*words):
    return subprocess.run([sarif, *words, f"{work}/log.sarif"], capture_output=True, text=True)


for states in (("new", "new"), ("new", "absent"), ("absent", "absent"), ()):
    write(*states)
    answer = run("--check", "error", "summary")
    errors = next(line for line in answer.stdout.splitlines() if line.startswith("error:"))
    print(f"{', '.join(states) or 'none'}: {errors.split()[1]} errors, --check error",
          "fails" if answer.returncode else "passes")
write("absent")
run("csv", "--output", f"{work}/log.csv")
print("CSV columns:", open(f"{work}/log.csv").readline().strip())
PY
"$work/venv/bin/python" "$work/look.py" "$work" >"$work/now"
cat "$work/now"
diff -u "$work/seen" "$work/now" || { echo 'It behaves differently now.' >&2; exit 1; }
