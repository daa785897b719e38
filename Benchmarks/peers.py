#!/usr/bin/env python3
"""Times other tools on one graph, one line of JSON an operation.

usage: peers.py GRAPH.csr PEER OPERATIONS [--source NODE] [--repetitions N]

PEER is networkx, igraph, rustworkx, networkit, scipy, graphblas or plain (a C program, see plain.c).
OPERATIONS, comma-separated:
  reach         how many nodes can be reached from the source, itself included
  components    how many strongly connected components there are
  blast-radius  how many other nodes can be reached from a node, on average over all nodes; a tool that
                takes too long for all of them is timed on a sample and the time is scaled up ("sample")
Loading and building the tool's own graph is not timed. The result is printed, so that answers can be compared.
"""
import argparse
import json
import os
import statistics
import subprocess
import sys
import time

import numpy as np


def read(path):
    """Offsets and targets of a .csr file."""
    with open(path, "rb") as file:
        nodes, edges = np.fromfile(file, np.int64, 2)
        offsets = np.fromfile(file, np.int64, nodes + 1)
        targets = np.fromfile(file, np.int32, edges)
    return offsets, targets


class Peer:
    """A tool with the graph loaded. `sample` is the number of nodes a blast radius is estimated from."""

    sample = None

    def __init__(self, offsets, targets):
        self.nodes = len(offsets) - 1
        self.sources = np.repeat(np.arange(self.nodes, dtype=np.int32), np.diff(offsets))
        self.targets = targets
        self.offsets = offsets
        self.load()

    def blast_radius(self):
        drawn = np.random.default_rng(7).choice(self.nodes, self.sample, replace=False)
        return sum(self.reach(int(node)) for node in drawn) / self.sample - 1


class NetworkX(Peer):
    sample = 20

    def load(self):
        import networkx

        self.tool = networkx
        self.graph = networkx.DiGraph()
        self.graph.add_nodes_from(range(self.nodes))
        self.graph.add_edges_from(zip(self.sources.tolist(), self.targets.tolist()))

    def reach(self, source):
        return len(self.tool.descendants(self.graph, source)) + 1

    def components(self):
        return sum(1 for _ in self.tool.strongly_connected_components(self.graph))


class IGraph(Peer):
    sample = 200

    def load(self):
        import igraph

        pairs = np.stack([self.sources, self.targets], axis=1)
        self.graph = igraph.Graph(n=self.nodes, edges=pairs, directed=True)

    def reach(self, source):
        return len(self.graph.subcomponent(source, mode="out"))

    def components(self):
        return len(self.graph.connected_components(mode="strong"))

    def blast_radius(self):
        nodes = None
        if self.sample:
            nodes = np.random.default_rng(7).choice(self.nodes, self.sample, replace=False).tolist()
        sizes = self.graph.neighborhood_size(vertices=nodes, order=self.nodes, mode="out")
        return sum(sizes) / len(sizes) - 1


class RustworkX(Peer):
    sample = 100

    def load(self):
        import rustworkx

        self.tool = rustworkx
        self.graph = rustworkx.PyDiGraph(multigraph=False)
        self.graph.add_nodes_from([None] * self.nodes)
        self.graph.extend_from_edge_list(list(zip(self.sources.tolist(), self.targets.tolist())))

    def reach(self, source):
        return len(self.tool.descendants(self.graph, source)) + 1

    def components(self):
        return len(self.tool.strongly_connected_components(self.graph))


class NetworKit(Peer):
    sample = 100

    def load(self):
        import networkit

        self.tool = networkit
        networkit.setNumberOfThreads(os.cpu_count())
        edges = (self.sources.astype(np.uint64), self.targets.astype(np.uint64))
        self.graph = networkit.GraphFromCoo(
            (np.ones(len(self.targets)), edges), n=self.nodes, weighted=False, directed=True
        )

    def reach(self, source):
        search = self.tool.distance.BFS(
            self.graph, source, storePaths=False, storeNodesSortedByDistance=False
        )
        search.run()
        return int((np.asarray(search.getDistances(asarray=True)) < 1e300).sum())

    def components(self):
        search = self.tool.components.StronglyConnectedComponents(self.graph)
        search.run()
        return search.numberOfComponents()

    def blast_radius(self):
        if self.sample:
            return super().blast_radius()
        search = self.tool.reachability.ReachableNodes(self.graph, True)
        search.run()
        return sum(search.numberOfReachableNodes(node) for node in range(self.nodes)) / self.nodes - 1


class SciPy(Peer):
    sample = 100

    def load(self):
        import scipy.sparse
        import scipy.sparse.csgraph

        self.tool = scipy.sparse.csgraph
        rows = (np.ones(len(self.targets), np.int8), self.targets, self.offsets)
        self.graph = scipy.sparse.csr_matrix(rows, shape=(self.nodes, self.nodes))

    def reach(self, source):
        return len(
            self.tool.breadth_first_order(self.graph, source, return_predecessors=False)
        )

    def components(self):
        return int(self.tool.connected_components(self.graph, connection="strong")[0])


class GraphBLAS(Peer):
    sample = 100

    def load(self):
        import graphblas

        self.tool = graphblas
        graphblas.ss.config["nthreads"] = os.cpu_count()
        self.matrix = graphblas.Matrix.from_coo(
            self.sources, self.targets, True, nrows=self.nodes, ncols=self.nodes, dtype=bool
        )

    def reach(self, source):
        reached = self.tool.Vector.from_coo([source], True, size=self.nodes, dtype=bool)
        front = reached.dup()
        step = self.tool.semiring.any_pair
        while front.nvals:
            front(~reached.S, replace=True) << step(front @ self.matrix)
            reached(front.S) << True
        return reached.nvals


PEERS = {
    "networkx": NetworkX,
    "igraph": IGraph,
    "rustworkx": RustworkX,
    "networkit": NetworKit,
    "scipy": SciPy,
    "graphblas": GraphBLAS,
}


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("graph")
    arguments.add_argument("peer", choices=[*PEERS, "plain"])
    arguments.add_argument("operations")
    arguments.add_argument("--source", type=int)
    arguments.add_argument("--repetitions", type=int, default=5)
    arguments.add_argument("--whole", action="store_true", help="no samples, however long it takes")
    options = arguments.parse_args()
    offsets, targets = read(options.graph)
    source = options.source
    if source is None:
        source = int(np.argmax(np.diff(offsets)))
    graph = os.path.splitext(os.path.basename(options.graph))[0]
    if options.peer == "plain":
        program = os.path.join(os.path.dirname(os.path.abspath(__file__)), ".build", "plain")
        command = [program, options.graph, str(source), str(options.repetitions)]
        seconds, result = subprocess.check_output(command, text=True).split()
        emit(options.peer, graph, "reach", [float(seconds)] * options.repetitions, result, None)
        return
    peer = PEERS[options.peer](offsets, targets)
    if options.whole:
        peer.sample = None
    work = {
        "reach": lambda: peer.reach(source),
        "components": lambda: peer.components(),
        "blast-radius": lambda: peer.blast_radius(),
    }
    for operation in options.operations.split(","):
        if not hasattr(peer, operation.replace("-", "_")):
            continue
        scale = peer.nodes / peer.sample if operation == "blast-radius" and peer.sample else None
        seconds = []
        begin = time.perf_counter()
        while len(seconds) < options.repetitions and (
            not seconds or time.perf_counter() - begin < 30
        ):
            start = time.perf_counter()
            result = work[operation]()
            seconds.append((time.perf_counter() - start) * (scale or 1))
            if operation == "blast-radius":
                break
        emit(options.peer, graph, operation, seconds, result, peer.sample if scale else None)


def emit(peer, graph, operation, seconds, result, sample):
    line = {
        "peer": peer,
        "graph": graph,
        "operation": operation,
        "seconds": statistics.median(seconds),
        "repetitions": len(seconds),
        "result": str(result),
    }
    if sample:
        line["sample"] = sample
    print(json.dumps(line), flush=True)


if __name__ == "__main__":
    sys.exit(main())
