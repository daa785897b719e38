#!/usr/bin/env python3
"""Reads lines of JSON from measurements and prints a table: for each graph and operation the engine's median,
each peer's, and how many times as long it took. Says where results differ."""
import json
import sys
from collections import defaultdict


def shown(seconds):
    if seconds < 0.001:
        return f"{seconds * 1e6:.0f} µs"
    if seconds < 1:
        return f"{seconds * 1e3:.3g} ms"
    return f"{seconds:,.3g} s" if seconds < 1000 else f"{seconds:,.0f} s"


def main():
    rows = defaultdict(dict)
    for line in sys.stdin:
        if line.strip():
            entry = json.loads(line)
            rows[entry["graph"], entry["operation"]][entry["peer"]] = entry
    print("| graph | work | exposure | peers, and how many times as long | result |")
    print("|---|---|---|---|---|")
    for (graph, operation), entries in rows.items():
        own = entries.pop("exposure", None)
        if own is None:
            continue
        peers = []
        for entry in sorted(entries.values(), key=lambda entry: entry["seconds"]):
            estimate = "≈ " if "sample" in entry else ""
            ratio = entry["seconds"] / own["seconds"]
            times = f"{ratio:.2g}" if ratio < 10 else f"{ratio:,.0f}"
            peers.append(f"{entry['peer']} {estimate}{shown(entry['seconds'])} ({times}×)")
            exact = "sample" not in entry and operation != "blast-radius"
            if exact and entry["result"] != own["result"]:
                peers[-1] += f" **says {entry['result']}**"
        memory = f", {own['megabytes']:,.0f} MB" if "megabytes" in own else ""
        result = own["result"]
        if "." in result:
            result = f"{float(result):,.3f}"
        cells = [graph, operation, shown(own["seconds"]) + memory, ", ".join(peers) or "–", result]
        print("| " + " | ".join(cells) + " |")


if __name__ == "__main__":
    main()
