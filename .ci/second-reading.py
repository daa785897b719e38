#!/usr/bin/env python3
"""second-reading.py FOLDER BINARY FIRST LAST [--strict]: compares the binary with a second reading of the semantics.

FOLDER has the second reading: generate.py, oracle.py and diff.py. It knows nothing of people who are in several groups at
once: what is shown, passed or inferred only for these, and claims about groups that may overlap those exposed, are safe to
it. The property tests of people compare these with every population of a file. Here, a file in which they matter is
compared with its groups made disjoint, so that everything else of it is compared as well.
"""

import json
import os
import runpy
import subprocess
import sys
import tempfile

folder, binary = sys.argv[1], sys.argv[2]
sys.path.insert(0, folder)

import generate  # noqa: E402
import yaml  # noqa: E402

original = generate.topology
changed = []


def has_overlaps(topology):
    """Whether the analysis speaks of people in several groups at once, or a claim of fields may."""
    for claim in topology["incidents"]["i"].get("claims", []):
        if "safe" in claim or "exposed" in claim:
            return True
    with tempfile.NamedTemporaryFile("w", suffix=".yaml") as file:
        yaml.safe_dump(topology, file, sort_keys=False)
        file.flush()
        run = subprocess.run(
            [binary, "analyze", file.name, "--incident", "i", "--format", "json"],
            capture_output=True, text=True, timeout=60)
    try:
        analysis = json.loads(run.stdout)
    except ValueError:
        return False
    return any(
        "overlaps" in finding or any("overlaps" in field for field in finding["fields"])
        for finding in analysis["people"])


def make_disjoint(groups):
    for entry in groups.values():
        if entry and entry.get("groups"):
            entry["disjoint"] = True
            make_disjoint(entry["groups"])


def topology(seed):
    result = original(seed)
    if has_overlaps(result):
        changed.append(seed)
        make_disjoint(result["people"])
    return result


generate.topology = topology
sys.argv = [os.path.join(folder, "diff.py")] + sys.argv[2:]
try:
    runpy.run_path(sys.argv[0], run_name="__main__")
finally:
    print(f"{len(changed)} of these files were compared with their groups made disjoint")
