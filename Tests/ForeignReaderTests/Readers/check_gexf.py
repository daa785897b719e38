"""check_gexf.py EXPORT TOPOLOGY ANALYSIS: networkx reads what the topology says."""

import sys
import warnings
from collections import Counter

import networkx

from common import expect, finish, labels, printable, same, topology

path, source, _ = sys.argv[1:]
document = topology(source)
warnings.simplefilter("error")
graph = networkx.read_gexf(path, version="1.3")
expect(graph.is_directed() and graph.is_multigraph(), "not directed with parallel edges")
for (kind, name), label in labels(document).items():
    node = graph.nodes.get(f"{kind}:{name}")
    expect(node is not None, f"there is no {kind} {name}")
    if node:
        same(node["label"], printable(label), f"label of {name}")
        same(node["kind"], kind, f"kind of {name}")
        expect(node["reached"] in ("yes", "no", "unknown", "n/a"), f"answer of {name}")
flows = Counter((f"dataset:{f['from']}", f"dataset:{f['to']}") for f in document["flows"])
same(Counter((a, b) for a, b, d in graph.edges(data=True) if d["kind"] == "flow"), flows, "flows")
finish()
