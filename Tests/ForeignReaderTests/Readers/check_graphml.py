"""check_graphml.py EXPORT TOPOLOGY ANALYSIS: networkx and igraph see the same, and what the topology says."""

import math
import os
import re
import subprocess
import sys
import tempfile
import warnings
from collections import Counter

import igraph
import networkx

from common import answer, expect, finish, groups, labels, printable, same, topology

TEXTS = ["kind", "entry", "label", "parent", "organization", "type", "reached", "state", "people",
         "exposed", "fields"]
NUMBERS = ["people-low", "people-high", "exposed-low", "exposed-high"]
EDGE_TEXTS = ["kind", "label", "fields", "people", "enough-alone", "encrypted"]

path, source, analysis = sys.argv[1:]
document, result = topology(source), answer(analysis)
warnings.simplefilter("error")
first = networkx.read_graphml(path, force_multigraph=True)
second = igraph.Graph.Read_GraphML(path)

# Both see the same nodes with the same attributes, none of which one of them made up.
same(set(first.nodes), set(second.vs["id"]), "nodes of networkx and igraph")
for vertex in second.vs:
    data = first.nodes[vertex["id"]]
    for name in TEXTS:
        same(vertex[name], data.get(name), f"{vertex['id']}, {name}")
        expect(data.get(name), f"{vertex['id']} has no {name}")
    for name in NUMBERS:
        number = vertex[name]
        same(None if math.isnan(number) else number, data.get(name), f"{vertex['id']}, {name}")
    same(set(data) - set(TEXTS) - set(NUMBERS), set(), f"more attributes of {vertex['id']}")
names = second.vs["id"]
expect("name" not in second.vs.attributes(), "igraph takes an id of an edge for a name of a node")
same(
    Counter((names[e.source], names[e.target], *(e[t] for t in EDGE_TEXTS)) for e in second.es),
    Counter((a, b, *(d[t] for t in EDGE_TEXTS)) for a, b, d in first.edges(data=True)),
    "edges")

# What igraph writes again still says so: nothing that was unknown has become a no.
again = os.path.join(tempfile.mkdtemp(), "again.graphml")
second.write_graphml(again)
third = networkx.read_graphml(again, force_multigraph=True)
by_key = {data["id"]: data for _, data in third.nodes(data=True)}
for key, data in first.nodes(data=True):
    same([by_key[key][t] for t in TEXTS], [data[t] for t in TEXTS], f"{key} through igraph")

# Graphviz's converter keeps nodes and edges, and takes none for the other.
run = subprocess.run(["graphml2gv", path], capture_output=True, text=True)
same(run.returncode, 0, "exit code of graphml2gv")
dot = Counter(re.findall(r'^\t"(.+?)" -> "(.+?)"', run.stdout, re.M))
same(dot, Counter((a, b) for a, b, _ in first.edges(keys=True)), "edges of graphml2gv")

# They see what the topology says.
for (kind, name), label in labels(document).items():
    node = first.nodes.get(f"{kind}:{name}")
    expect(node is not None, f"there is no {kind} {name}")
    if node:
        same(node["label"], printable(label), f"label of {name}")
        same(node["entry"], name, f"entry of {name}")
for name, system in document["systems"].items():
    owner = system.get("organization")
    same(first.nodes[f"system:{name}"]["organization"], owner or "unknown", f"owner of {name}")
    same(first.nodes[f"system:{name}"]["parent"], f"organization:{owner}", f"parent of {name}")
flows = Counter(
    (f"dataset:{flow['from']}", f"dataset:{flow['to']}") for flow in document["flows"])
same(
    Counter((a, b) for a, b, d in first.edges(data=True) if d["kind"] == "flow"), flows,
    "flows, parallel ones too")
for name, group, parent in groups(document["people"]):
    node = first.nodes[f"people:{name}"]
    same(node["parent"], f"people:{parent}" if parent else "none", f"group above {name}")
    # Without an upper bound there is no number for it, and the text says so.
    expect("people-high" in node or node["people"].endswith(".."), f"bounds of {name}")

# They see what the analysis says, in words of which none is a truth value.
for name in document["systems"]:
    same(
        first.nodes[f"system:{name}"]["reached"],
        "yes" if name in result["controlled"] else "no", f"control of {name}")
for entry in result["people"]:
    node = first.nodes[f"people:{entry['class']}"]
    persons = entry["persons"]
    same(node.get("exposed-low"), persons["low"], f"exposed of {entry['class']}")
    same(node.get("exposed-high"), persons["high"], f"exposed of {entry['class']}")
expect(all(not isinstance(v, bool) for _, d in first.nodes(data=True) for v in d.values()),
       "an attribute is a truth value")
finish()
