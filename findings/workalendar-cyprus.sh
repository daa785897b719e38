#!/usr/bin/env bash
# workalendar 17.0.0: the calendar of Cyprus keeps the western Easter and has the Dormition in July.
#
# Expected, from the package's documentation: the public holidays of the country whose ISO code is
#   asked for. Cyprus keeps the orthodox Easter (Good Friday 10 and Easter Monday 13 April 2026) and
#   the Dormition on 15 August. The package has an orthodox calendar, which its Greece uses.
# Seen: Good Friday on 3 April 2026, Easter Monday on 6 April, the Dormition on 15 July. 10 and 13
#   April 2026 count as working days. The package "holidays" has the right days.
# Here: by Regulation 1182/71 a period in days or months that ends on a public holiday of the
#   authority's state runs on to the next working day. For Cyprus a deadline moves where it should
#   not (6 April) and stays where it should move (13 April).
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check \
  'workalendar==17.0.0' 'holidays==0.109' 'python-dateutil==2.9.0.post0'

cat >"$work/seen" <<'SEEN'
workalendar 17.0.0, holidays 0.109
2024: orthodox Easter Monday 05-06, workalendar 04-01, holidays 05-06
2025: orthodox Easter Monday 04-21, workalendar 04-21, holidays 04-21
2026: orthodox Easter Monday 04-13, workalendar 04-06, holidays 04-13
2027: orthodox Easter Monday 05-03, workalendar 03-29, holidays 05-03
Dormition 2025: workalendar 07-15, holidays 08-15
13 April 2026 is a working day: workalendar True, holidays False
SEEN

"$work/venv/bin/python" -W ignore - >"$work/now" <<'PY'
from datetime import date, timedelta
from importlib.metadata import version

import holidays
from dateutil.easter import EASTER_ORTHODOX, easter
from workalendar.registry import registry

print(f"workalendar {version('workalendar')}, holidays {version('holidays')}")
cyprus = registry.get("CY")()


def days(year, label):
    """The day of that name in the one package and in the other."""
    first = [day for day, name in cyprus.holidays(year) if label in name]
    second = [day for day, name in holidays.country_holidays("CY", years=year, language="en_US").items() if label in name]
    return f"workalendar {first[0]:%m-%d}, holidays {min(second):%m-%d}"


for year in range(2024, 2028):
    monday = easter(year, EASTER_ORTHODOX) + timedelta(days=1)
    print(f"{year}: orthodox Easter Monday {monday:%m-%d}, {days(year, 'Easter Monday')}")
print("Dormition 2025:", days(2025, "Dormition"))
monday = date(2026, 4, 13)
there = holidays.country_holidays("CY").is_working_day(monday)
print("13 April 2026 is a working day:",
      f"workalendar {cyprus.is_working_day(monday)}, holidays {there}")
PY
cat "$work/now"
diff -u "$work/seen" "$work/now" || { echo 'It behaves differently now.' >&2; exit 1; }
