#!/usr/bin/env python3
"""Times PyYAML's C loader, which only parses, on one topology: a line of JSON.

usage: load_peers.py FILE [REPETITIONS]
"""
import json
import pathlib
import statistics
import sys
import time

import yaml


def main():
    path = pathlib.Path(sys.argv[1])
    seconds = []
    for _ in range(int(sys.argv[2]) if len(sys.argv) > 2 else 1):
        start = time.perf_counter()
        with open(path, "rb") as file:
            document = yaml.load(file, Loader=yaml.CSafeLoader)
        seconds.append(time.perf_counter() - start)
    print(json.dumps({
        "graph": path.stem, "operation": "load", "peer": "PyYAML (parsing only)",
        "seconds": statistics.median(seconds), "result": str(len(document["flows"]))}))


if __name__ == "__main__":
    main()
