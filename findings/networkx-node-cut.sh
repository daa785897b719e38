#!/usr/bin/env bash
# networkx 3.6.1: "which nodes must go so that s no longer reaches t" is answered with none
# as soon as an edge leads back from t to s, although one node would do.
#
# Expected, from the reference of minimum_node_cut: the fewest nodes without which no path leads from
#   source to target. The reference of minimum_st_node_cut adds that the set is empty when an edge
#   joins the two, because removing nodes does not help then. In a directed graph the edge t -> s is
#   no path from s to t, so that reason does not hold.
# Seen: the set is empty for s -> a -> t with t -> s, and {a} without that edge. node_connectivity
#   says 1 for both, so two answers of one library contradict each other.
# Here: reads go both ways (a portal queries a database, the database answers). A single point of
#   failure vanishes from the answer, and an empty set reads as nothing to harden.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check 'networkx==3.6.1'

cat >"$work/seen" <<'SEEN'
networkx 3.6.1
portal -> gateway -> store: cut ['gateway'], connectivity 1
the same with store -> portal: cut [], connectivity 1
after removing gateway the store is reachable: False
SEEN

"$work/venv/bin/python" - >"$work/now" <<'PY'
import networkx as nx

print("networkx", nx.__version__)
graph = nx.DiGraph([("portal", "gateway"), ("gateway", "store")])


def answer():
    cut = sorted(nx.minimum_node_cut(graph, "portal", "store"))
    return f"cut {cut}, connectivity {nx.node_connectivity(graph, 'portal', 'store')}"


print("portal -> gateway -> store:", answer())
graph.add_edge("store", "portal")
print("the same with store -> portal:", answer())
graph.remove_node("gateway")
print("after removing gateway the store is reachable:", nx.has_path(graph, "portal", "store"))
PY
cat "$work/now"
diff -u "$work/seen" "$work/now" || { echo 'It behaves differently now.' >&2; exit 1; }
