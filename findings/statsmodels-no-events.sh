#!/usr/bin/env bash
# statsmodels 0.15.0: for a rate with no event seen, the mid-p confidence interval is a single point
# above zero, and so is the square-root interval.
#
# Expected, from the reference of confint_poisson: an interval for the rate given a count and an
#   exposure, by one of several methods. With a count of 0 the lower end is 0 and the upper end near
#   3 or 4 divided by the exposure, as the methods exact-c, score and sqrt-centcc have it.
# Seen, for 0 events in 1000 years: midp-c gives 0.002996 for both ends, sqrt 0.000960 for both. There
#   is no warning. With one event both methods are fine.
# Here: how often a rare incident happens is estimated from years in which it never did. An interval
#   of no width says that the rate is known exactly, and one without 0 that it cannot be nothing.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check 'statsmodels==0.15.0'

cat >"$work/seen" <<'SEEN'
statsmodels 0.15.0, 95 % intervals for a rate in 1000 years
exact-c: 0 events [0.000000, 0.003689], 1 event [0.000025, 0.005572]
score: 0 events [0.000000, 0.003841], 1 event [0.000177, 0.005665]
midp-c: 0 events [0.002996, 0.002996] no width, 1 event [0.000050, 0.004932]
sqrt: 0 events [0.000960, 0.000960] no width, 1 event [0.000000, 0.003920]
SEEN

"$work/venv/bin/python" - >"$work/now" <<'PY'
import statsmodels
from statsmodels.stats.rates import confint_poisson

print(f"statsmodels {statsmodels.__version__}, 95 % intervals for a rate in 1000 years")


def interval(count, method):
    low, high = confint_poisson(count, 1000, method=method)
    return f"[{low:.6f}, {high:.6f}]" + (" no width" if abs(high - low) < 1e-6 else "")


for method in ("exact-c", "score", "midp-c", "sqrt"):
    print(f"{method}: 0 events {interval(0, method)}, 1 event {interval(1, method)}")
PY
cat "$work/now"
diff -u "$work/seen" "$work/now" || { echo 'It behaves differently now.' >&2; exit 1; }
