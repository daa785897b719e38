#!/usr/bin/env python3
"""Checks the plan of the house: .ci/arrows.py [ROOT]

Fails when a room imports a room that CONTRIBUTING's table does not allow it, when Package.swift and the table
differ, or when two folders of one room need each other. Folders are joined by the types that one declares and
the other names; a type declared twice in a room counts for the folder that names it where it can.
"""

import collections
import os
import re
import sys

ROOT = os.path.abspath(sys.argv[1] if len(sys.argv) > 1 else os.path.join(os.path.dirname(__file__), ".."))
SOURCES = os.path.join(ROOT, "Sources")

IMPORT = re.compile(r"^(?:@\w+ )?(?:public |package |internal )?import (\w+)$", re.M)
DECLARATION = re.compile(
    r"^(?:@\w+(?:\([^)]*\))?\s+)*(?:public |package |internal |final |indirect )*"
    r"(?:struct|class|enum|protocol|typealias|actor)\s+(\w+)",
    re.M,
)


def table():
    """The rooms of CONTRIBUTING's table in order, each with the rooms it may import."""
    rooms = {}
    for line in open(os.path.join(ROOT, "CONTRIBUTING.md"), encoding="utf-8"):
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        names = re.findall(r"`(\w+)`", cells[0]) if len(cells) == 4 else []
        if not names:
            continue
        may = re.findall(r"`(\w+)`", cells[2])
        if cells[2].startswith("all above"):
            may = [room for room in rooms] + may
        for name in names:
            rooms[name] = set(may)
    return rooms


def manifest():
    """The targets of Package.swift with the targets they depend on."""
    text = open(os.path.join(ROOT, "Package.swift"), encoding="utf-8").read()
    targets = {}
    pattern = r'\.(?:target|executableTarget)\(\s*name: "(\w+)"(?:,\s*dependencies: \[(.*?)\]\s*[,)])?'
    for match in re.finditer(pattern, text, re.S):
        inside = re.sub(r"\.product\([^)]*\)", "", match.group(2) or "")
        targets[match.group(1)] = set(re.findall(r'"(\w+)"', inside))
    return targets


def code(text):
    """The text without comments and the contents of plain strings."""
    return re.sub(r'"(?:\\.|[^"\\\n])*"', '""', re.sub(r"//.*", "", text))


def files(room):
    for folder, _, names in os.walk(os.path.join(SOURCES, room)):
        for name in sorted(names):
            if name.endswith(".swift"):
                path = os.path.join(folder, name)
                yield os.path.relpath(path, ROOT), open(path, encoding="utf-8").read()


def circles(arrows):
    """The sets of folders that reach one another, by Tarjan's algorithm; those of one folder are none."""
    index, low, on, stack, found = {}, {}, set(), [], []

    def visit(node):
        index[node] = low[node] = len(index)
        stack.append(node)
        on.add(node)
        for other in sorted(arrows[node]):
            if other not in index:
                visit(other)
                low[node] = min(low[node], low[other])
            elif other in on:
                low[node] = min(low[node], index[other])
        if low[node] == index[node]:
            part = []
            while True:
                part.append(stack.pop())
                on.discard(part[-1])
                if part[-1] == node:
                    break
            if len(part) > 1:
                found.append(sorted(part))

    for node in sorted(arrows):
        if node not in index:
            visit(node)
    return found


def main():
    rooms, targets, problems = table(), manifest(), []
    if not rooms:
        problems.append("CONTRIBUTING.md: no table of rooms found")
    for name, needs in sorted(targets.items()):
        if name == "TestSupport":
            continue
        if name not in rooms:
            problems.append(f"Package.swift: target {name} is missing from CONTRIBUTING's table")
            continue
        for other in sorted(needs - rooms[name]):
            problems.append(f"Package.swift: {name} depends on {other}, which the table does not allow")
    arrows_in_all = 0
    for room in sorted(rooms):
        declared = collections.defaultdict(set)
        texts = list(files(room))
        for path, text in texts:
            for other in IMPORT.findall(text):
                if other in rooms and other not in rooms[room]:
                    problems.append(f"{path}: {room} must not import {other}")
            for name in DECLARATION.findall(text):
                declared[name].add(os.path.dirname(path))
        arrows = collections.defaultdict(set)
        reasons = collections.defaultdict(set)
        for path, text in texts:
            here = os.path.dirname(path)
            for word in set(re.findall(r"\b[A-Z]\w*", code(text))):
                for there in declared.get(word, ()):
                    if here not in declared[word] and here != there:
                        arrows[here].add(there)
                        reasons[here, there].add(f"{os.path.basename(path)}: {word}")
                        arrows[there]
        arrows_in_all += sum(len(ends) for ends in arrows.values())
        for circle in circles(arrows):
            problems.append("folders need each other: " + ", ".join(circle))
            for here in circle:
                for there in circle:
                    for reason in sorted(reasons.get((here, there), ())):
                        problems.append(f"    {here} -> {there}: {reason}")
    for problem in problems:
        print(problem)
    print(f"{len(rooms)} rooms, {arrows_in_all} arrows between folders of one room, {len(problems)} problems")
    return 1 if problems else 0


sys.exit(main())
