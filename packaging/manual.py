"""Writes the manual page: exposure --experimental-dump-help | python3 packaging/manual.py VERSION

The page says what `--help` says of every command, so nothing is written twice. The date is SOURCE_DATE_EPOCH.
"""

import json
import os
import sys
import time

INHERITED = {"help", "version"}


def escaped(text):
    """Text as roff: nothing in it is read as a request, and a hyphen stays the one that a shell takes."""
    text = text.replace("\\", "\\e").replace("-", "\\-")
    lines = [line.strip() for line in text.splitlines()]
    return "\n".join("\\&" + line if line[:1] in (".", "'") else line for line in lines)


def spelled(name):
    return ("-" if name["kind"] == "short" else "--") + name["name"]


def shape(argument, names):
    """How an argument is typed, e.g. `-o, --output FILE`."""
    value = argument["valueName"].upper()
    if argument["kind"] == "positional":
        return f"\\fI{escaped(value)}\\fR"
    text = ", ".join(f"\\fB{escaped(spelled(n))}\\fR" for n in names)
    return text if argument["kind"] == "flag" else f"{text} \\fI{escaped(value)}\\fR"


def synopsis(command, words):
    parts = [f"\\fB{escaped(' '.join(words))}\\fR"]
    shown = displayed(command)
    if any(a["kind"] != "positional" for a in shown):
        parts.append("[\\fIOPTIONS\\fR]")
    for argument in shown:
        if argument["kind"] == "positional":
            text = shape(argument, []) + ("..." if argument["isRepeating"] else "")
            parts.append(f"[{text}]" if argument["isOptional"] else text)
    return " ".join(parts)


def displayed(command):
    return [a for a in command.get("arguments", []) if a["shouldDisplay"]]


def explained(argument):
    """What an argument is for, the values it takes and what it is when it is not given."""
    sentences = [escaped(argument.get("abstract", ""))]
    if argument.get("discussion"):
        sentences.append(escaped(argument["discussion"]))
    if argument.get("allValues"):
        sentences.append("Values: " + escaped(", ".join(argument["allValues"])) + ".")
    if argument.get("defaultValue"):
        sentences.append("Default: " + escaped(argument["defaultValue"]) + ".")
    return "\n".join(s for s in sentences if s) or "\\&"


def options(command, skip):
    for argument in displayed(command):
        names = argument.get("names", [])
        if skip and any(n["name"] in INHERITED for n in names):
            continue
        yield ".TP"
        yield shape(argument, names)
        yield explained(argument)


def page(root, version, date):
    name = root["commandName"]
    yield f'.TH {name.upper()} 1 "{date}" "{name} {escaped(version)}" "User Commands"'
    yield ".SH NAME"
    yield f"{name} \\- {escaped(root['abstract']).rstrip('.')}"
    yield ".SH SYNOPSIS"
    yield f"\\fB{name}\\fR \\fICOMMAND\\fR [\\fIOPTIONS\\fR] ..."
    yield ".SH DESCRIPTION"
    yield escaped(root.get("discussion", root["abstract"]))
    yield ".SH COMMANDS"
    for command in root.get("subcommands", []):
        if not command["shouldDisplay"] or command["commandName"] == "help":
            continue
        words = [name, command["commandName"]]
        yield f'.SS "{escaped(" ".join(words))}"'
        yield synopsis(command, words)
        yield ".PP"
        yield escaped(command["abstract"])
        if command.get("discussion"):
            yield ".PP"
            yield escaped(command["discussion"])
        yield from options(command, skip=True)
    yield ".SH OPTIONS"
    yield from options(root, skip=False)
    yield ".SH EXIT STATUS"
    for code, meaning in [
        ("0", "The question was answered."),
        ("1", "The answer is no, where a command was asked for a verdict, e.g. by \\fB\\-\\-strict\\fR."),
        ("2", "The input or the arguments were refused; a diagnostic says why."),
        ("3", "A fault of the program or the machine."),
    ]:
        yield ".TP"
        yield f"\\fB{code}\\fR"
        yield meaning
    yield ".SH FILES"
    yield ".TP"
    yield "\\fI/usr/share/doc/exposure/graphs\\fR"
    yield "Topologies to start from."
    yield ".TP"
    yield "\\fI/usr/share/doc/exposure/schemas\\fR"
    yield "JSON Schemas of the input and of every JSON answer."


def main():
    version = sys.argv[1]
    date = time.strftime("%Y-%m-%d", time.gmtime(int(os.environ.get("SOURCE_DATE_EPOCH", "0"))))
    root = json.load(sys.stdin)["command"]
    sys.stdout.write("\n".join(page(root, version, date)) + "\n")


main()
