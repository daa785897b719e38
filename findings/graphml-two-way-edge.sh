#!/usr/bin/env bash
# rustworkx 0.18.1, igraph 1.0.0 and networkit 11.3: an edge marked undirected in a directed GraphML
# file is read as one that leads from its source to its target only.
#
# Expected, from the GraphML primer: edgedefault gives the direction of edges that say nothing; an
#   edge with directed="false" is undirected whatever the default, so it can be passed both ways.
# Seen: three readers keep one direction, without a warning. networkx 3.6.1 refuses the file.
# Here: a link that is used both ways (a file share, a replica) loses one way, and what was reachable
#   is reachable no longer. The graph in memory does not show that there was more in the file.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check \
  'rustworkx==0.18.1' 'igraph==1.0.0' 'networkit==11.3' 'networkx==3.6.1'

cat >"$work/seen" <<'SEEN'
rustworkx 0.18.1: directed, edges share -> store, share -> laptop; laptop reaches store: False
igraph 1.0.0: directed, edges share -> store, share -> laptop; laptop reaches store: False
networkit 11.3: directed, edges share -> store, share -> laptop; laptop reaches store: False
networkx 3.6.1: refused, directed=false edge found in directed graph.
SEEN

cat >"$work/shares.graphml" <<'XML'
<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
  <graph id="shares" edgedefault="directed">
    <node id="share"/>
    <node id="store"/>
    <node id="laptop"/>
    <edge source="share" target="store"/>
    <edge source="share" target="laptop" directed="false"/>
  </graph>
</graphml>
XML

"$work/venv/bin/python" -W ignore - "$work/shares.graphml" 2>/dev/null >"$work/now" <<'PY'
import sys
from importlib.metadata import version

import igraph
import networkit
import networkx
import rustworkx

path, names = sys.argv[1], ("share", "store", "laptop")


def show(package, directed, edges):
    graph = networkx.DiGraph([(names[a], names[b]) for a, b in edges])
    print(f"{package} {version(package)}: {'directed' if directed else 'undirected'}, edges",
          ", ".join(f"{names[a]} -> {names[b]}" for a, b in sorted(edges)) + ";",
          "laptop reaches store:", networkx.has_path(graph, "laptop", "store"))


read = rustworkx.read_graphml(path)[0]
show("rustworkx", isinstance(read, rustworkx.PyDiGraph), list(read.edge_list()))
read = igraph.Graph.Read_GraphML(path)
show("igraph", read.is_directed(), read.get_edgelist())
read = networkit.graphio.GraphMLReader().read(path)
show("networkit", read.isDirected(), list(read.iterEdges()))
try:
    networkx.read_graphml(path)
except networkx.NetworkXError as refusal:
    print(f"networkx {version('networkx')}: refused, {refusal}")
PY
# networkit talks on standard output.
sed -i '/^identified graph as/d' "$work/now"
cat "$work/now"
diff -u "$work/seen" "$work/now" || { echo 'It behaves differently now.' >&2; exit 1; }
