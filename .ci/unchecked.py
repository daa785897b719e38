#!/usr/bin/env python3
"""Finds numbers of a file that are converted or calculated unchecked: .ci/unchecked.py [ROOT]

A file may say 2^53 a thousand times, 10^308, or nothing. Sums of counts are `CountInterval`'s, fractions become whole numbers
by `Int(saturating:)`, narrower integers by `clamping:` or `exactly:`. Elsewhere each such place is an error, unless
.ci/unchecked.allow names it with the reason why the file cannot make it trap. An entry there that nothing needs is an error, too.

The engine (`Propagation`) is left out: it knows no numbers of a file but weights, which it adds checked, and its indices
are as long as what is in memory.
"""

import os
import re
import sys

ROOT = os.path.abspath(sys.argv[1] if len(sys.argv) > 1 else os.path.join(os.path.dirname(__file__), ".."))
LEFT_OUT = {"Propagation"}
# The one type that may calculate.
HOME = {"Sources/TopologyModel/CountInterval+Sum.swift"}

STRING = re.compile(r'"(?:\\.|[^"\\\n])*"')
CONVERSION = re.compile(r"(?:(?<=\.\.\.)|(?<=\.\.<)|(?<![\w.]))(U?Int(?:8|16|32|64)?)\(")
SAFE_LABEL = re.compile(r"\s*(exactly|clamping|truncatingIfNeeded|saturating|bitPattern|ascii|littleEndian|bigEndian|_)\s*:")
FRACTION = re.compile(
    r"\.rounded\b|\* 100\b|\blog(?:2|10)?\(|\bpow\(|\bsqrt\(|\bDouble\(|\d\.\d|[^/]/[^/]|"
    r"\b(?:\w*[pP]robabilit\w*|percent\w*|hundredths|likelihood|\w*[sS]econds|share|rounded|operations|value|mean)\b")
BOUND = r"(?:\w+(?:\[[^\]]*\]|\([^()]*\)|[?!])?\.)*(?:low|high)\b(?!\()"
SUMS = re.compile(
    rf"(?<![\w.)]){BOUND}\)? (?:&?[-+*]) |(?:&?[-+*]|[-+*]=) \(?\$?{BOUND}|reduce\(0\).*\.(?:low|high)\b|"
    rf"\.map\(\\\.(?:low|high)\)\.reduce")
UNIQUE = re.compile(r"uniqueKeysWithValues:")
TRAP = re.compile(r"\btry!|\bas! |\bfatalError\(|\bprecondition(?:Failure)?\(|\bunowned\b")


def argument(line, start):
    """The text in the brackets that open before `start`."""
    depth = 1
    for place in range(start, len(line)):
        depth += {"(": 1, ")": -1}.get(line[place], 0)
        if depth == 0:
            return line[start:place]
    return line[start:]


def code(line):
    return re.sub(r"//.*", "", STRING.sub(lambda found: interpolated(found.group()), line))


def interpolated(text):
    """Of a string only what is calculated in it."""
    return '"' + " ".join(f"({part})" for part in re.findall(r"\\\(((?:[^()]|\((?:[^()]|\([^()]*\))*\))*)\)", text)) + '"'


def problems(line):
    for found in CONVERSION.finditer(line):
        inside = argument(line, found.end())
        if SAFE_LABEL.match(inside):
            continue
        if found.group(1) in ("Int", "Int64", "UInt64"):
            if FRACTION.search(inside):
                yield "a fraction becomes a whole number unchecked: use Int(saturating:)"
        elif not re.fullmatch(r"\s*\w+|\s*\d[\w ]*", inside) or not inside.strip()[:1].isdigit():
            yield f"{found.group(1)} may be too narrow: use clamping: or exactly:"
    if SUMS.search(line) and "Double(" not in line:
        yield "bounds of counts are calculated with: use CountInterval"
    if UNIQUE.search(line):
        yield "traps when two keys are one: use uniquingKeysWith:"
    if TRAP.search(line):
        yield "ends the program: refuse what the file says instead"


# What must be found, so that a rule that no longer finds anything is noticed; and what must not.
FOUND = [
    "let a = Int((x / y).rounded())", "print(\"\\(Int(share * 100)) %\")", "for power in 1...Int(-probability) {",
    "let b = UInt32(count)", "let c = one.low + two.low", "sum += entry.persons.high ?? 0",
    "entries.reduce(0) { $0 + $1.persons.low }", "Dictionary(uniqueKeysWithValues: pairs)", "let d = try! load()",
]
NOT_FOUND = [
    "let a = Int(saturating: (x / y).rounded())", "let b = UInt32(clamping: count)", "let c = one.size + two.size",
    "// Int(x.rounded())", "let low = Double(one.low) / Double(two.low)", "let e = Int(fact)", "let f = UInt8(ascii: \"a\")",
]


def check_rules():
    for line in FOUND:
        if not list(problems(code(line))):
            sys.exit(f"unchecked.py: no rule finds: {line}")
    for line in NOT_FOUND:
        if list(problems(code(line))):
            sys.exit(f"unchecked.py: a rule finds: {line}")


def entries(path):
    """Path, part of the line, reason. A path that ends with / stands for a room, a part `*` for every line."""
    for number, line in enumerate(open(path, encoding="utf-8"), 1):
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split(" | ")]
        if len(cells) != 3 or not all(cells):
            sys.exit(f"{path}:{number}: PATH | PART OF THE LINE | REASON")
        yield number, cells[0], cells[1]


def main():
    check_rules()
    allowed = list(entries(os.path.join(ROOT, ".ci", "unchecked.allow")))
    used, found, lines_in_all = set(), [], 0
    for folder, folders, names in os.walk(os.path.join(ROOT, "Sources")):
        folders.sort()
        room = os.path.relpath(folder, os.path.join(ROOT, "Sources")).split(os.sep)[0]
        if room in LEFT_OUT:
            continue
        for name in sorted(names):
            path = os.path.relpath(os.path.join(folder, name), ROOT)
            if not name.endswith(".swift") or path in HOME:
                continue
            for number, line in enumerate(open(os.path.join(ROOT, path), encoding="utf-8"), 1):
                lines_in_all += 1
                for problem in problems(code(line)):
                    matching = {
                        entry for entry, where, part in allowed
                        if (path.startswith(where) if where.endswith("/") else path == where)
                        and (part in line or part == f"*{problem.split()[0]}")
                    }
                    used |= matching
                    if not matching:
                        found.append(f"{path}:{number}: {problem}\n    {line.strip()}")
    for entry, where, part in allowed:
        if entry not in used:
            found.append(f".ci/unchecked.allow:{entry}: nothing needs '{part}' in {where} any more")
    for problem in found:
        print(problem)
    print(f"{lines_in_all} lines, {len(used)} exceptions with reasons, {len(found)} problems")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
