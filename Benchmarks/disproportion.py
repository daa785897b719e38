#!/usr/bin/env python3
"""Small files that could cost much: disproportion.py PROGRAM [--only NAME,…] [--keep FOLDER]

Writes each file, asks every command that it concerns, and prints the processor time, the peak memory and the exit code
of each. Ends with 1 when an answer took more than 10 s of processor time or 1 GB, or ended by a signal. The times depend
on the machine; the tests of the package count work instead (ProportionateCostTests).
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time

SECONDS, MEGABYTES = 10, 1000


def chain_of_secrets(n, closed=False):
    """A secret opens a system that keeps the next one; closed: the last keeps the first."""
    lines = ["people: { p: { count: 1000 } }", "fields: { f: { identifies: alone } }", "secrets:"]
    lines += [f"  k{i}: {{ theft: 1% }}" for i in range(n)]
    lines += ["organizations: { o: { intrusion: 1% } }", "systems:"]
    lines += [
        f"  s{i}: {{ organization: o{f', secrets: k{(i + 1) % n}' if closed or i < n - 1 else ''}, access: {{ a: {{ requires: k{i}, controls: true }} }}"
        + (", datasets: { d: { people: p, fields: f } }" if i == n - 1 else "") + " }"
        for i in range(n)
    ]
    return lines + ["incidents: { i: { stolen: k0 } }"]


def chain_of_inferences(n):
    lines = ["people: { p: { count: 1000 } }", "fields:"]
    lines += [f"  f{i}: {{}}" for i in range(n + 1)]
    lines += ["organizations: { o: { intrusion: 1% } }"]
    lines += ["systems: { s: { organization: o, datasets: { d: { people: p, fields: f0 } } } }", "inferences:"]
    lines += [f"  - {{ from: f{i}, gives: f{i + 1}, certainty: certain }}" for i in range(n)]
    return lines + ["incidents: { i: { intruded: s } }"]


def chain_of_cohorts(n):
    lines = ["people: { p: { count: 1000, groups: { g: { count: 10 } } } }", "cohorts:", "  c0: { of: g }"]
    lines += [f"  c{i}: {{ of: c{i - 1} }}" for i in range(1, n)]
    return lines + small(f"c{n - 1}")


def flat_cohorts(n):
    lines = ["people: { p: { count: 100000, groups: {"]
    lines += [f"  g{i}: {{ count: ..{10 + i} }}," for i in range(n)]
    lines += ["} } }", "cohorts:"]
    lines += [f"  c{i}: {{ of: [g{i}, g{(i + 1) % n}, g{(i * 7 + 3) % n}] }}" for i in range(n) if len({i, (i + 1) % n, (i * 7 + 3) % n}) == 3]
    return lines + small("p")


def small(people="p"):
    return [
        "fields: { f: { identifies: alone } }",
        "organizations: { o: { intrusion: 1% } }",
        f"systems: {{ s: {{ organization: o, datasets: {{ d: {{ people: {people}, fields: f }} }} }} }}",
        "incidents: { i: { intruded: s } }",
    ]


def variants(n, systems=420):
    lines = ["people: { p: { count: 1000 } }", "fields: { f: { identifies: alone } }", "organizations: { o: { intrusion: 1% } }"]
    lines += ["secrets: { k: { theft: 1% } }", "systems:"]
    lines += [
        f"  s{i}: {{ organization: o, datasets: {{ d: {{ people: p, fields: f }} }}, access: {{ a: {{ requires: k, reads: d }} }} }}"
        for i in range(systems)
    ]
    lines += ["incidents: { i: { stolen: k } }", "variants:"]
    return lines + [f"  v{i}: {{ change: {{ systems: {{ s{i}: null }} }} }}" for i in range(n)]


def grapheme(n):
    return ["people: { p: { count: 1000, label: \"e" + "\u0301" * (n // 2) + "\" } }"] + small()


def joined_label(n):
    return ["people: { p: { count: 1000, label: \"" + "\U0001F469\u200D" * (n // 7) + "\" } }"] + small()


def fleet(n):
    return [
        "people: { p: { count: 9000000, groups: { g: { count: 8000000, across: o } } } }",
        "fields: { f: { identifies: alone } }",
        f"organizations: {{ o: {{ count: {n}, intrusion: 1% }} }}",
        "systems: { s: { organization: o, datasets: { d: { people: g, fields: f } } } }",
        "incidents: { i: { intruded: \"s[7]\" } }",
    ]


def aliases(n):
    lines = ["people: { p: { count: 1000 } }", "fields: { f: { identifies: alone } }", "organizations: { o: { intrusion: 1% } }"]
    lines += ["x-base: &b { organization: o, datasets: {" + ", ".join(f"d{i}: {{ people: p, fields: f }}" for i in range(40)) + "} }"]
    lines = [line for line in lines if not line.startswith("x-")]
    lines += ["systems:", "  s0: &b { organization: o, datasets: {" + ", ".join(f"d{i}: {{ people: p, fields: f }}" for i in range(40)) + "} }"]
    lines += [f"  s{i}: *b" for i in range(1, n)]
    return lines + ["incidents: { i: { intruded: s0 } }"]


def ladder(n):
    """Every pair of n systems opens the next store: many minimal sets."""
    lines = ["people: { p: { count: 1000 } }", "fields: { f: { identifies: alone } }", "organizations: { o: { intrusion: 1% } }"]
    lines += ["systems:"]
    names = [f"s{i}" for i in range(n)]
    lines += [f"  {name}: {{ organization: o }}" for name in names]
    for i in range(n // 3):
        lines += [
            f"  t{i}: {{ organization: o, intrusion: 0%, datasets: {{ d: {{ people: p, fields: f }} }}, access: {{ a: {{ "
            f"requires: {{ at-least: 4, of: [{', '.join(names[i:i + 20])}] }}, reads: d }} }} }}"
        ]
    return lines + ["incidents: { i: { intruded: s0 } }"]


def mutants(n=20):
    """Twenty systems that share secrets, flows and services: much for harden to change."""
    lines = ["people: { p: { count: 100000, groups: { " + ", ".join(f"g{i}: {{ count: {1000 + i} }}" for i in range(8)) + " } } }"]
    lines += ["fields: { f: { identifies: alone }, n: { identifies: combined }, b: { category: user.financial }, h: { category: user.health_and_medical } }"]
    lines += ["organizations: { o: { intrusion: 1%, role: controller }, q: { intrusion: 2% } }", "secrets:"]
    lines += [f"  k{i}: {{ theft: 1% }}" for i in range(6)]
    lines += ["systems:"]
    for i in range(n):
        lines += [
            f"  s{i}: {{ organization: {'oq'[i % 2]}, secrets: [k{i % 6}, k{(i + 2) % 6}], needs: s{(i + 1) % n}, datasets: {{ "
            f"d: {{ people: [g{i % 8}, g{(i + 3) % 8}], fields: [f, n, b, h] }}, e: {{ people: p, fields: [n, h] }} }}, access: {{ "
            f"a: {{ requires: k{(i + 1) % 6}, reads: [d, e] }}, b: {{ requires: {{ any: [k{(i + 3) % 6}, s{(i + 5) % n}] }}, controls: true }} }} }}"
        ]
    lines += ["flows:"] + [f"  - {{ from: s{i}.d, to: s{(i + 1) % n}.e, fields: [f, b] }}" for i in range(n)]
    lines += ["services:"] + [f"  v{i}: {{ serves: p, needs: {{ any: [s{i}, s{(i + 4) % n}] }} }}" for i in range(n)]
    return lines + ["incidents: { i: { stolen: k0 } }"]


def groups_and_systems(n):
    """Overlapping groups, each in a store of its own: counts of unions."""
    lines = ["people: { p: { count: 100000, groups: {" + ", ".join(f"g{i}: {{ count: {100 + i}..{900 + i} }}" for i in range(n)) + "} } }"]
    lines += ["fields: { f: { identifies: alone } }", "organizations: { o: { intrusion: 1% } }", "cohorts:"]
    lines += [f"  c{i}: {{ of: [g{i}, g{(i + 1) % n}], count: {300 + i}.. }}" for i in range(n)]
    lines += ["systems:"] + [f"  s{i}: {{ organization: o, datasets: {{ d: {{ people: [c{i}, g{(i * 5) % n}], fields: f }} }} }}" for i in range(n)]
    return lines + ["incidents: { i: { intruded: o } }"]


def extended(n):
    base = chain_of_secrets(120)
    return {"base.yaml": base, "case.yaml": ["extends: [" + ", ".join(["base.yaml"] * n) + "]"]}


EVERY = [
    "validate", "analyze", "report", "spof", "harden", "harden --by expected --assume 5%", "simulate --assume 5%",
    "compare --assume 5%", "lineage", "verify", "severity", "duties", "check", "diagram", "export graphml",
    "explain --people p", "overdue", "affected",
]
SOME = ["validate", "analyze", "report", "spof", "harden", "compare --assume 5%", "simulate --assume 5%", "diagram", "verify", "lineage"]

CASES = {
    "secrets-2000": (lambda: chain_of_secrets(2000), SOME),
    "secrets-600": (lambda: chain_of_secrets(600), SOME),
    "circle-2000": (lambda: chain_of_secrets(2000, True), SOME),
    "inferences-4000": (lambda: chain_of_inferences(4000), SOME),
    "cohorts-100": (lambda: chain_of_cohorts(100), SOME),
    "cohorts-30000": (lambda: chain_of_cohorts(30000), ["validate"]),
    "flat-cohorts-1500": (lambda: flat_cohorts(1500), SOME),
    "variants-420": (lambda: variants(420), SOME),
    "variants-100": (lambda: variants(100, 100), SOME),
    "grapheme-100k": (lambda: grapheme(100_000), SOME),
    "joined-100k": (lambda: joined_label(100_000), SOME),
    "fleet-990000": (lambda: fleet(990_000), SOME),
    "fleet-20000": (lambda: fleet(20_000), SOME),
    "aliases-3000": (lambda: aliases(3000), SOME),
    "ladder-60": (lambda: ladder(60), SOME),
    "mutants-20": (mutants, SOME + ["harden --by expected --assume 5%", "harden --by tail --assume 5%", "harden --incident i"]),
    "overlaps-200": (lambda: groups_and_systems(200), SOME),
    "extended-2000": (lambda: extended(2000), SOME),
    "extended-250": (lambda: extended(250), SOME),
}


def measure(program, words, folder, limit):
    """Seconds of processor time of the program and all that it started, the peak of megabytes, and the exit code."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    watcher = (
        "import resource,subprocess,sys,json\n"
        "p=subprocess.run(sys.argv[2:],cwd=sys.argv[1],stdin=subprocess.DEVNULL,stdout=open('answer','wb'),stderr=open('error','wb'))\n"
        "u=resource.getrusage(resource.RUSAGE_CHILDREN)\n"
        "print(json.dumps([u.ru_utime+u.ru_stime,u.ru_maxrss/1024,p.returncode]))"
    )
    shell = f"ulimit -c 0 -t {limit} -v 12000000; exec \"$@\""
    out = subprocess.run(
        [sys.executable, "-c", watcher, folder, "sh", "-c", shell, "sh", program] + words,
        capture_output=True, text=True, cwd=folder)
    del before
    import json
    return json.loads(out.stdout)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--only", default="")
    parser.add_argument("--commands", default="")
    parser.add_argument("--limit", type=int, default=60)
    parser.add_argument("--keep")
    arguments = parser.parse_args()
    program = os.path.abspath(arguments.program)
    bad = 0
    with tempfile.TemporaryDirectory() as temporary:
        top = arguments.keep or temporary
        for name, (make, commands) in CASES.items():
            if arguments.only and name not in arguments.only.split(","):
                continue
            folder = os.path.join(top, name)
            os.makedirs(folder, exist_ok=True)
            made = make()
            files = made if isinstance(made, dict) else {"case.yaml": made}
            for path, lines in files.items():
                with open(os.path.join(folder, path), "w", encoding="utf-8") as file:
                    file.write("\n".join(lines) + "\n")
            size = sum(os.path.getsize(os.path.join(folder, path)) for path in files)
            if arguments.commands:
                commands = [one for one in commands if one.split()[0] in arguments.commands.split(",")]
            for command in commands:
                words = command.split()
                if words[0] == "export":
                    words.append("case.yaml")
                else:
                    words.insert(1, "case.yaml")
                if words[0] == "report":
                    words += ["-o", "out.html"]
                if words[0] == "diagram":
                    words += ["-o", "out.svg"]
                seconds, megabytes, code = measure(program, words, folder, arguments.limit)
                is_bad = seconds > SECONDS or megabytes > MEGABYTES or code not in (0, 1, 2)
                bad += is_bad
                answer = os.path.getsize(os.path.join(folder, "answer"))
                print(
                    f"{'BAD ' if is_bad else 'ok  '} {name:18} {size // 1000:5} kB  {command:34} {seconds:7.2f} s {megabytes:7.0f} MB"
                    f"  exit {code}, {answer // 1000} kB", flush=True)
    print(f"{bad} out of proportion")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
