#!/usr/bin/env bash
# clingo 5.8.3: a total of people that is asked for turns negative above 2,147,483,647, while the
# same total compared with a bound is right.
#
# Expected: a total, or a message. clingo reports other undefined operations, such as a division by
#   zero, on its logger.
# Seen: three groups of 1,000,000,000 sum to -1294967296, with nothing on the logger. In the same
#   program #sum{...} > 2500000000 cannot even be written down: the constant turns negative as it
#   is read. Against a bound that fits (2,000,000,000) the very same sum compares right.
# Here: attack graphs are computed with answer set programs, and people or records add up to
#   billions. A negative total passes every "fewer than" rule.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check 'clingo==5.8.3'

cat >"$work/seen" <<'SEEN'
clingo 5.8.3
total of three groups of 1000000000: total(-1294967296)
is that total small: small
is the sum above 2000000000: above
2500000000 as a constant: bound(-1794967296)
messages: 0
SEEN

"$work/venv/bin/python" - >"$work/now" <<'PY'
import clingo

print("clingo", clingo.__version__)
messages = []


def ask(what, rules, shown):
    control = clingo.Control(logger=lambda code, text: messages.append(text))
    control.add("base", [], f"people(1..3, 1000000000). {rules} #show {shown}.")
    control.ground([("base", [])])
    found = []
    control.solve(on_model=lambda model: found.extend(map(str, model.symbols(shown=True))))
    print(f"{what}:", " ".join(found) or "no")


total = "total(N) :- N = #sum { P,G : people(G,P) }."
ask("total of three groups of 1000000000", total, "total/1")
ask("is that total small", total + " small :- total(N), N < 1000.", "small/0")
ask("is the sum above 2000000000", "above :- #sum { P,G : people(G,P) } > 2000000000.", "above/0")
ask("2500000000 as a constant", "bound(2500000000).", "bound/1")
print("messages:", len(messages))
PY
cat "$work/now"
diff -u "$work/seen" "$work/now" || { echo 'It behaves differently now.' >&2; exit 1; }
