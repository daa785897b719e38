#!/usr/bin/env bash
# mal-simulator 3.3.0, effort based time to compromise: of a step that takes one time and then
# another, only the time that is written first counts.
#
# Expected, from the Meta Attack Language: a time to compromise may be a sum of distributions, and a
#   sum does not depend on the order of its terms. The expected value of Exponential(1.0) +
#   Exponential(0.01) is 101, and in its mode EXPECTED_VALUE the simulator agrees in either order.
# Seen, as the median of 41 seeded runs that try the one step until it is compromised: in the mode
#   EFFORT_BASED_PER_STEP_SAMPLE 1 attempt, and 11 with the terms the other way round, as many as for
#   Exponential(0.01) alone.
# Here: results of such simulations are compared with an analysis of possible worlds. A barrier that
#   takes long disappears from the numbers when something quick is written before it.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check \
  'mal-simulator==3.3.0' 'mal-toolbox==2.11.0'

cat >"$work/seen" <<'SEEN'
mal-simulator 3.3.0
EXPECTED_VALUE: quickThenSlow 101, slowThenQuick 101, slow 100
EFFORT_BASED_PER_STEP_SAMPLE: quickThenSlow 1, slowThenQuick 11, slow 11
SEEN

cat >"$work/steps.mal" <<'MAL'
#id: "org.example.steps"
#version: "1.0.0"

category System {
  asset Host {
    | entry
      -> quickThenSlow, slowThenQuick, slow
    | quickThenSlow [Exponential(1.0) + Exponential(0.01)]
    | slowThenQuick [Exponential(0.01) + Exponential(1.0)]
    | slow [Exponential(0.01)]
  }
}
associations {
  Host [from] * <-- Link --> * [to] Host
}
MAL

cd "$work" # It writes logs where it runs.
"$work/venv/bin/python" -W ignore - "$work/steps.mal" >"$work/now" <<'PY'
import logging
import statistics
import sys
from importlib.metadata import version

from malsim import AttackerSettings, MalSimulator, MalSimulatorSettings
from maltoolbox.attackgraph import AttackGraph
from maltoolbox.language import LanguageGraph
from maltoolbox.model import Model

logging.disable(logging.CRITICAL)
print("mal-simulator", version("mal-simulator"))
language = LanguageGraph.from_mal_spec(sys.argv[1])
model = Model("example", language)
model.add_asset("Host", "host")
graph = AttackGraph(language, model)


def attempts(mode, step, seed):
    """How often an attacker tries the step until it is compromised."""
    simulator = MalSimulator(
        graph, [AttackerSettings("attacker", {"host:entry"})],
        MalSimulatorSettings(ttc_mode=mode, seed=seed))
    simulator.reset(seed)
    for attempt in range(1, 10_000):
        simulator.step({"attacker": [f"host:{step}"]})
        if simulator.node_is_compromised(f"host:{step}"):
            return attempt


for mode, runs in (("EXPECTED_VALUE", 1), ("EFFORT_BASED_PER_STEP_SAMPLE", 41)):
    medians = {step: statistics.median(attempts(mode, step, seed) for seed in range(runs))
               for step in ("quickThenSlow", "slowThenQuick", "slow")}
    print(f"{mode}:", ", ".join(f"{step} {median}" for step, median in medians.items()))
PY
cat "$work/now"
diff -u "$work/seen" "$work/now" || { echo 'It behaves differently now.' >&2; exit 1; }
