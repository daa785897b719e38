"""check_open-psa.py EXPORT ANSWER [SCRAM]: the tree, evaluated world by world, has the cut sets and the probability that
`spof` says; so says SCRAM where there is one."""

import itertools
import json
import math
import subprocess
import sys
import xml.etree.ElementTree as tree

from common import expect, finish, same

path, answer = sys.argv[1:3]
with open(answer, encoding="utf-8") as file:
    target = json.load(file)["attack-sets"][0]
root = tree.parse(path).getroot()
gates = {gate.get("name"): gate for gate in root.iter("define-gate")}
events = {}
words = {}
for event in root.iter("define-basic-event"):
    value = event.find("float")
    events[event.get("name")] = float(value.get("value")) if value is not None else None
    words[event.get("name")] = event.find("label").text
expect(len(events) <= 16, "too many events to try all worlds")


def holds(formula, world, seen):
    kind = formula.tag
    if kind == "basic-event":
        return formula.get("name") in world
    if kind == "gate":
        name = formula.get("name")
        if name not in seen:
            inner = [part for part in gates[name] if part.tag != "label"][0]
            seen[name] = holds(inner, world, seen)
        return seen[name]
    if kind == "constant":
        return formula.get("value") == "true"
    parts = [holds(part, world, seen) for part in formula]
    if kind == "and":
        return all(parts)
    if kind == "or":
        return any(parts)
    if kind == "atleast":
        return sum(parts) >= int(formula.get("min"))
    raise ValueError(kind)


def reached(world):
    return holds(tree.Element("gate", name="target"), world, {})


names = sorted(events)
reaching = [set(world) for size in range(len(names) + 1)
            for world in itertools.combinations(names, size) if reached(set(world))]
minimal = [world for world in reaching if not any(other < world for other in reaching)]


def plain(name):
    return words[name].replace("intrusion into ", "").replace("theft of ", "")


cuts = {frozenset(plain(name) for name in world) for world in minimal}
same(cuts, {frozenset(s["events"]) for s in target["sets"]}, "minimal sets")
expect(target["complete"], "spof does not list all sets")
if all(value is not None for value in events.values()):
    probability = sum(
        math.prod(events[n] if n in world else 1 - events[n] for n in names) for world in reaching)
    said = target["probability"]["value"]
    expect(math.isclose(probability, said, rel_tol=1e-12), f"{probability} is not {said}")
    if len(sys.argv) > 3:
        out = path + ".scram.xml"
        run = subprocess.run(
            [sys.argv[3], "--bdd", "--probability", "true", path, "-o", out],
            capture_output=True, text=True)
        expect(run.returncode == 0, f"SCRAM: {run.stderr[:300]}")
        if run.returncode == 0:
            report = tree.parse(out).getroot()
            products = next(report.iter("sum-of-products"))
            scram = {frozenset(plain(e.get("name")) for e in product.iter("basic-event"))
                     for product in products.iter("product")}
            same(scram, cuts, "minimal cut sets of SCRAM")
            expect(math.isclose(float(products.get("probability")), said, rel_tol=1e-5),
                   f"SCRAM says {products.get('probability')}, not {said}")
finish()
