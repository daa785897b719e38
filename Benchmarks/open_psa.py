#!/usr/bin/env python3
"""Convert a monotone fault tree in the Open-PSA format to the lines that TreeBenchmarks reads.

Usage: open_psa.py TREE.xml > TREE.tree

    event NAME PROBABILITY
    gate NAME THRESHOLD INPUT...
    top NAME

A gate holds if at least THRESHOLD of its inputs do. Covers what the Aralia trees use: and, or, atleast,
nested formulas, probabilities as floats. Exits with 3 for a tree that is not monotone.
"""

import sys
import xml.etree.ElementTree as ElementTree


class Converter:
    def __init__(self):
        self.lines = []
        self.used = set()
        self.defined = []
        self.anonymous = 0

    def formula(self, name, element):
        """Writes the gate for a formula and returns its name."""
        if element.tag in ("gate", "basic-event", "event"):
            inputs, threshold = [element], 1
        elif element.tag in ("and", "or", "atleast"):
            inputs = list(element)
            threshold = {"or": 1, "and": len(inputs)}.get(element.tag) or int(element.get("min"))
        else:
            print(f"not monotone or not covered: <{element.tag}>", file=sys.stderr)
            sys.exit(3)
        names = [self.input(each) for each in inputs]
        self.lines.append(f"gate {name} {threshold} {' '.join(names)}")

    def input(self, element):
        if element.tag in ("gate", "basic-event", "event"):
            self.used.add(element.get("name"))
            return element.get("name")
        self.anonymous += 1
        name = f"@{self.anonymous}"
        self.formula(name, element)
        return name


def main():
    root = ElementTree.parse(sys.argv[1]).getroot()
    converter = Converter()
    for gate in root.iter("define-gate"):
        converter.defined.append(gate.get("name"))
        children = [child for child in gate if child.tag not in ("label", "attributes")]
        converter.formula(gate.get("name"), children[0])
    for event in root.iter("define-basic-event"):
        print("event", event.get("name"), event.find(".//float").get("value"))
    print("\n".join(converter.lines))
    tops = [name for name in converter.defined if name not in converter.used]
    if len(tops) != 1:
        sys.exit(f"{len(tops)} top gates")
    print("top", tops[0])


main()
