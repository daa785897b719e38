"""check_opengraph.py FOLDER TOPOLOGY ANALYSIS: bhopengraph keeps every node and edge, and whoever has what the incident
gives walks to what the analysis says, never further."""

import json
import os
import sys

from bhopengraph.OpenGraph import OpenGraph

from common import answer, expect, finish, labels, same, topology

folder, source, analysis = sys.argv[1:]
document, result = topology(source), answer(analysis)
path = os.path.join(folder, "opengraph.json")
with open(path, encoding="utf-8") as file:
    payload = json.load(file)
with open(os.path.join(folder, "extension.json"), encoding="utf-8") as file:
    extension = json.load(file)
nodes, edges = payload["graph"]["nodes"], payload["graph"]["edges"]
for edge in edges:
    for end in (edge["start"], edge["end"]):
        same(end.get("match_by"), "id", "match_by")
ids = {node["id"] for node in nodes}
expect(len(ids) == len(nodes), "an id comes twice")
expect(all(e[end]["value"] in ids for e in edges for end in ("start", "end")), "an edge hangs")
expect(all(1 <= len(node["kinds"]) <= 2 for node in nodes), "more than two kinds")
expect(all(not isinstance(v, (dict, list)) for n in nodes for v in n["properties"].values()),
       "a property is not flat")

graph = OpenGraph(source_kind="Exposure")
expect(graph.import_from_file(path), "bhopengraph does not read it")
same(graph.get_node_count(), len(nodes), "nodes that bhopengraph keeps")
same(graph.get_edge_count(), len(edges), "edges that bhopengraph keeps")
same(graph.validate_graph()[1] if isinstance(graph.validate_graph(), tuple) else [], [], "errors")
walked = {kind["name"] for kind in extension["relationship_kinds"] if kind["is_traversable"]}
declared = {kind["name"] for kind in extension["relationship_kinds"]}
same({e["kind"] for e in edges} - declared, set(), "kinds of edges that are not declared")
same({k for n in nodes for k in n["kinds"]} - {k["name"] for k in extension["node_kinds"]}, set(),
     "kinds of nodes that are not declared")

for (kind, name), label in labels(document).items():
    if kind in ("organization", "system", "secret", "dataset"):
        node = graph.get_node_by_id(f"{kind}:{name}")
        expect(node is not None, f"there is no {kind} {name}")
        if node:
            same(node.get_property("name"), label, f"name of {name}")

needs = {n["id"]: n["properties"]["atLeast"] for n in nodes if "atLeast" in n["properties"]}
start = {f"secret:{name}" for name in result["events"]["stolen"]}


def closure(knows_conditions):
    reached = set(start)
    while True:
        more = {e["end"]["value"] for e in edges
                if e["kind"] in walked and e["start"]["value"] in reached}
        if knows_conditions:
            for gate, count in needs.items():
                parts = {e["start"]["value"] for e in edges
                         if e["kind"] == "Exposure_IsPartOf" and e["end"]["value"] == gate}
                if len(parts & reached) >= count:
                    more.add(gate)
        if more <= reached:
            return reached
        reached |= more


def entries(reached, kind):
    return {n.split(":", 1)[1] for n in reached if n.startswith(kind + ":")}


# BloodHound's paths never go further than the analysis; who knows conditions walks just as far.
for kind, said in [("system", result["controlled"]), ("dataset", result["datasets-read"])]:
    expect(entries(closure(False), kind) <= set(said), f"a path reaches more than {said}")
    same(entries(closure(True), kind), set(said), f"{kind}s reached")
finish()
