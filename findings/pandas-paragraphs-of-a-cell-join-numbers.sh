#!/usr/bin/env bash
# pandas 3.1.1 with lxml 6.1.3 (PyPI): the paragraphs of a table cell are joined without a blank.
#
# A good guess: a cell with <p>4</p><p>5</p>, as pages pasted from Word have, is text with both
# numbers apart, or is told as no number.
# Seen: read_html gives the number 45.
set -euo pipefail
folder="$(mktemp -d)"; trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv tools
tools/bin/pip install --quiet --disable-pip-version-check pandas==3.1.1 lxml==6.1.3 2>/dev/null
seen="$(tools/bin/python - <<'PY'
import io
import pandas

page = "<table><tr><th>what</th><th>how many</th></tr><tr><td>received</td><td><p>4</p><p>5</p></td></tr></table>"
[table] = pandas.read_html(io.StringIO(page))
print(table["how many"].iloc[0], table["how many"].dtype)
PY
)"
echo "the cell: $seen (expected guess: not 45)"
[ "$seen" = "45 int64" ]
