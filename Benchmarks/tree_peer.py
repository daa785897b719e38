#!/usr/bin/env python3
"""Answer a tree that open_psa.py wrote with relibmss: the number of minimal sets, the probability, Birnbaum of every event.

Usage: tree_peer.py TREE.tree
"""

import sys

import relibmss


def main():
    sys.setrecursionlimit(100_000)
    gates, probabilities, top = {}, {}, None
    for line in open(sys.argv[1]):
        words = line.split()
        if words[0] == "event":
            probabilities[words[1]] = float(words[2])
        elif words[0] == "gate":
            gates[words[1]] = (int(words[2]), words[3:])
        else:
            top = words[1]
    diagram = relibmss.BDD()
    known = {}

    def node(name):
        """The function of a gate or an event; events become variables as a depth-first search meets them."""
        if name not in known:
            if name in gates:
                threshold, inputs = gates[name]
                parts = [node(each) for each in inputs]
                if threshold == 1:
                    known[name] = diagram.Or(parts)
                elif threshold == len(parts):
                    known[name] = diagram.And(parts)
                else:
                    known[name] = diagram.kofn(threshold, parts)
            else:
                known[name] = diagram.defvar(name)
        return known[name]

    function = node(top)
    used = {name: probabilities[name] for name in known if name in probabilities}
    sets = function.minpath().count()
    function.bmeas(used)
    print(f"sets {sets}, P {function.prob(used)}")


main()
