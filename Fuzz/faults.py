#!/usr/bin/env python3
"""Faults while the program writes: faults.py PROGRAM [--moments N] [--seed N]

Kills `report`, `diagram`, `import --update` and `simulate` by SIGKILL at N moments each, spread over the time that they take.
Afterwards each file is wholly the old or wholly the new one; what the killed process was still writing has a name that only
this program gives, and the next run removes it. Then one run each with a full disk, a closed pipe, a folder that is read-only,
no folder for temporary files, a layout worker that dies, and six runs in one folder at once: one clear line, and the exit
code that the page of the command says. Ends with 1 when something else happened.
"""

import argparse
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), ".."))
PART = re.compile(r"\.exposure-[0-9a-f]{32}-[0-9a-f]{16}\.part")
GRAPH = os.path.join(ROOT, "graphs", "third-party-payment.yaml")
problems = []


def wrong(what):
    problems.append(what)
    print("WRONG", what, flush=True)


def tree(folder):
    """The files below a folder with their bytes; what is still being written apart."""
    files, parts = {}, []
    for place, folders, names in os.walk(folder):
        for name in list(folders):
            if PART.fullmatch(name):
                parts.append(name)
                folders.remove(name)
        for name in names:
            path = os.path.join(place, name)
            if PART.fullmatch(name):
                parts.append(name)
            else:
                files[os.path.relpath(path, folder)] = open(path, "rb").read()
    return files, parts


def commands(program):
    sample = os.path.join(ROOT, "Tests", "InterchangeTests", "Samples")
    found = sorted(os.path.join(sample, "threagile", name) for name in os.listdir(os.path.join(sample, "threagile")))
    model = next(path for path in found if path.endswith((".yaml", ".yml")))
    yield "report", [program, "report", GRAPH, "-o", "page", "--quiet"], {"page/index.html": b"old", "page/mine.txt": b"mine"}
    yield "diagram", [program, "diagram", GRAPH, "-o", "picture.svg", "--quiet"], {"picture.svg": b"old"}
    yield "simulate", [program, "simulate", GRAPH, "-o", "answer.txt", "--quiet"], {"answer.txt": b"old"}
    made = subprocess.run([program, "import", model], capture_output=True, cwd="/").stdout
    words = [program, "import", model, "--update", "-o", "made.yaml", "--quiet"]
    yield "import --update", words, {"made.yaml": made + b"# old\n"}


def prepare(top, old):
    folder = tempfile.mkdtemp(dir=top)
    for name, content in old.items():
        path = os.path.join(folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        open(path, "wb").write(content)
    return folder


def run(words, folder, **more):
    return subprocess.run(words, cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, **more)


def kill_at_moments(program, top, moments, generator):
    for name, words, old in commands(program):
        folder = prepare(top, old)
        started = time.monotonic()
        whole = run(words, folder)
        took = time.monotonic() - started
        new, parts = tree(folder)
        if whole.returncode not in (0, 1) or parts:
            wrong(f"{name}: a whole run ends with {whole.returncode}, {parts}: {whole.stderr[-300:]}")
            continue
        # Most of the moments are where files are written, near the end.
        killed = ended = mixed = left = 0
        for moment in range(moments):
            share = (moment + generator.random()) / moments
            share = share if moment % 2 else 0.8 + 0.3 * share
            folder = prepare(top, old)
            process = subprocess.Popen(
                words, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(took * share)
            process.kill()
            killed += process.wait() == -signal.SIGKILL
            ended += process.returncode >= 0
            files, parts = tree(folder)
            left += bool(parts)
            states = set()
            for path in sorted(set(files) | set(old)):
                if files.get(path) == new.get(path) != old.get(path):
                    states.add("new")
                elif files.get(path) == old.get(path):
                    states.add("old" if old.get(path) != new.get(path) else "same")
                else:
                    wrong(f"{name}: {path} is neither old nor new after {share:.2f} of a run")
            mixed += {"old", "new"} <= states
            if parts:
                run(words, folder)
                after, parts = tree(folder)
                if parts or after != new:
                    wrong(f"{name}: the next run leaves {parts}")
            shutil.rmtree(folder)
        print(
            f"{name}: {moments} moments of {took:.2f} s, {killed} killed, {ended} had ended; "
            f"{mixed} with old and new files together, {left} left a part, which the next run removed", flush=True)


def expect(what, process, codes, says):
    error = process.stderr.decode(errors="replace")
    lines = [line for line in error.splitlines() if line.startswith("error:")]
    if process.returncode not in codes or len(lines) > 1 or says not in error:
        wrong(f"{what}: exit {process.returncode}, {error[-300:]!r}")
    else:
        print(f"{what}: exit {process.returncode}, {error.splitlines()[:1]}", flush=True)


def faults(program, top):
    folder = prepare(top, {"picture.svg": b"old"})
    full = ["analyze", "spof", "lineage", "verify"]
    for command in full:
        with open("/dev/full", "wb") as device:
            process = subprocess.run([program, command, GRAPH, "--quiet"], stdout=device, stderr=subprocess.PIPE, cwd=folder)
        expect(f"{command} > /dev/full", process, (2,), "error:")
    for command in full:
        process = subprocess.Popen(
            [program, command, GRAPH, "--quiet"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=folder)
        process.stdout.close()
        error = process.stderr.read()
        process.wait()
        if process.returncode not in (0, -signal.SIGPIPE) or error:
            wrong(f"{command} | closed pipe: exit {process.returncode}, {error!r}")
        else:
            print(f"{command} | closed pipe: exit {process.returncode}", flush=True)
    # A limit on the size of files stands for a full disk.
    limited = ["sh", "-c", "ulimit -f 8; trap '' XFSZ; exec \"$@\"", "sh"]
    expect("report, files of 4 kB at most", run(limited + [program, "report", GRAPH, "-o", "page", "--quiet"], folder), (2,), "error:")
    if os.path.exists(os.path.join(folder, "page")):
        wrong("report: a folder is left when the disk is full")
    expect(
        "diagram without TMPDIR", run([program, "diagram", GRAPH, "-o", "p.png"], folder, env=dict(os.environ, TMPDIR="/nowhere")),
        (0, 2), "")
    if os.geteuid() != 0:
        os.chmod(folder, 0o500)
        expect("diagram, read-only folder", run([program, "diagram", GRAPH, "-o", "q.svg"], folder), (2,), "error:")
        os.chmod(folder, 0o700)
    # The worker of the layout is the same program; it dies as soon as it begins.
    for number in ("KILL", "SEGV"):
        process = subprocess.Popen(
            [program, "report", GRAPH, "-o", f"dead-{number}", "--quiet"], cwd=folder, stderr=subprocess.PIPE,
            stdout=subprocess.DEVNULL)
        deaths = 0
        while process.poll() is None:
            listed = subprocess.run(["pgrep", "-P", str(process.pid)], capture_output=True, text=True).stdout.split()
            for child in listed:
                subprocess.run(["kill", f"-{number}", child])
                deaths += 1
            time.sleep(0.002)
        pages = os.path.join(folder, f"dead-{number}", "index.html")
        if process.returncode not in (0, 1) or not os.path.exists(pages):
            wrong(f"report with a worker that dies by {number}: exit {process.returncode}, {process.stderr.read()[-300:]!r}")
        else:
            print(f"report with a worker that dies by {number} ({deaths} deaths): exit {process.returncode}, the page is there", flush=True)
    # Six at once.
    six = [
        subprocess.Popen([program, "report", GRAPH, "-o", "six", "--quiet"], cwd=folder, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL)
        for _ in range(6)
    ]
    codes = [process.wait() for process in six]
    files, parts = tree(folder)
    alone = prepare(top, {})
    run([program, "report", GRAPH, "-o", "six", "--quiet"], alone)
    expected = {path: content for path, content in tree(alone)[0].items()}
    got = {path: content for path, content in files.items() if path.startswith("six/")}
    if set(codes) - {0, 1} or parts or got != expected:
        wrong(f"six reports at once: exits {codes}, {parts}, the same files: {got == expected}")
    else:
        print(f"six reports at once: exits {sorted(set(codes))}, the same files as of one", flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--moments", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    program = os.path.abspath(arguments.program)
    with tempfile.TemporaryDirectory() as top:
        faults(program, top)
        kill_at_moments(program, top, arguments.moments, random.Random(arguments.seed))
    print(f"{len(problems)} wrong")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
