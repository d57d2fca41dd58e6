#!/usr/bin/env bash
# inscriptis 2.7.6 (PyPI): a head over two rows moves the heads beside its second row to the left.
#
# A good guess: a converter that lays tables out as a browser shows them leaves the place of a
# cell with rowspan free in the row below.
# Seen: the second row begins at the first column, so that "persons" stands over the labels and
# the last column has no head.
set -euo pipefail
folder="$(mktemp -d)"; trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv tools
tools/bin/pip install --quiet --disable-pip-version-check inscriptis==2.7.6 2>/dev/null
seen="$(tools/bin/python - <<'PY'
from inscriptis import get_text
page = """<table><tr><td rowspan="2">item</td><td colspan="2">applicants</td></tr>
<tr><td>persons</td><td>firms</td></tr><tr><td>new</td><td>21</td><td>3</td></tr></table>"""
lines = [line for line in get_text(page).split("\n") if line.strip()]
print(lines[1].index("persons"), lines[2].index("21"))
PY
)"
echo "columns of 'persons' and of 21 below it: $seen (expected guess: the same)"
[ "$seen" = "0 9" ]
