#!/usr/bin/env python3
"""Compare TreeBenchmarks with other tools on fault trees in the Open-PSA format, as a table.

Usage: trees.py [--scram PATH] [--relibmss] [--runs 5] [--limit 120] [--tool PATH] FOLDER

FOLDER has the trees, such as input/Aralia of SCRAM's repository. Times are processor seconds of the whole process,
reading included, medians of the runs; memory is the most that a process held. SCRAM stands for the faster of --bdd
and --zbdd. Trees that are not monotone are left out and named.
"""

import argparse
import math
import os
import re
import resource
import statistics
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))


def run(command, limit, environment=None):
    """The processor seconds, the megabytes and the output of a command; None if it takes longer than the limit."""

    def restrict():
        resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))

    with tempfile.TemporaryFile("w+") as output:
        process = subprocess.Popen(
            command, stdout=output, stderr=subprocess.DEVNULL, preexec_fn=restrict, env=environment)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        if process.returncode != 0:
            return None
        return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, output.read()


def median(command, runs, limit):
    """The median time, the most memory and the last output of several runs; None if one of them fails."""
    found = []
    for _ in range(runs):
        result = run(command, limit)
        if result is None:
            return None
        found.append(result)
    return statistics.median(each[0] for each in found), max(each[1] for each in found), found[-1][2]


def seconds(result, limit):
    """A median; more than the limit if a run failed or took longer."""
    return f"> {limit}" if result is None else f"{result[0]:.3f}" if result[0] < 1 else f"{result[0]:.2f}"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("--scram")
    parser.add_argument("--relibmss", action="store_true")
    parser.add_argument("--tool", default=os.path.join(HERE, ".build", "release", "TreeBenchmarks"))
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--limit", type=int, default=120)
    arguments = parser.parse_args()
    tool = arguments.tool

    print("| tree | sets | P | exposure s | MB | SCRAM s | relibmss s |")
    print("|---|---|---|---|---|---|---|")
    ratios, left_out = [], []
    for name in sorted(os.listdir(arguments.folder)):
        if not name.endswith(".xml"):
            continue
        path = os.path.join(arguments.folder, name)
        with tempfile.TemporaryDirectory() as folder:
            tree = os.path.join(folder, "tree")
            converted = run([sys.executable, os.path.join(HERE, "open_psa.py"), path], arguments.limit)
            if converted is None:
                left_out.append(name.removesuffix(".xml"))
                continue
            with open(tree, "w") as file:
                file.write(converted[2])
            ours = median([tool, tree], arguments.runs, arguments.limit)
            scram = None
            if arguments.scram:
                options = ["--probability", "--importance", path, "-o", os.devnull]
                found = [
                    median([arguments.scram, algorithm] + options, arguments.runs, arguments.limit)
                    for algorithm in ("--bdd", "--zbdd")
                ]
                scram = min((each for each in found if each), key=lambda each: each[0], default=None)
            peer = None
            if arguments.relibmss:
                command = [sys.executable, os.path.join(HERE, "tree_peer.py"), tree]
                peer = median(command, arguments.runs, arguments.limit)
        sets = re.search(r"sets (\d+), (all|to order \d+)", ours[2]) if ours else None
        probability = re.search(r"P ([^,]+)", ours[2]) if ours else None
        count = f"{int(sets[1]):,}" + ("" if sets[2] == "all" else f" {sets[2]}") if sets else "–"
        cells = [
            name.removesuffix(".xml"), count, probability[1] if probability else "–",
            seconds(ours, arguments.limit), f"{ours[1]:.0f}" if ours else "–",
            seconds(scram, arguments.limit) if arguments.scram else "",
            seconds(peer, arguments.limit) if arguments.relibmss else "",
        ]
        print(f"| {' | '.join(cells)} |", flush=True)
        if ours and scram:
            ratios.append(ours[0] / scram[0])
    if ratios:
        mean = math.exp(statistics.mean(math.log(each) for each in ratios))
        print(f"\nGeometric mean of the time, SCRAM's being 1, over the {len(ratios)} trees that it finishes: {mean:.2f}")
    if left_out:
        print(f"\nNot monotone, left out: {', '.join(left_out)}")


main()
