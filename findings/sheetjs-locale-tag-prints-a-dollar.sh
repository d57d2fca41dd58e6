#!/usr/bin/env bash
# SheetJS, xlsx 0.18.5 (npm), workbook by xlsxwriter 3.2.9: a number format that only names a
# locale shows a dollar sign.
#
# A good guess: `[$-804]0`, the format of a whole number in a Chinese workbook, shows 5 as 5: what
# stands before the hyphen is the currency, and here none does (ECMA-376 Part 1, 18.8.31).
# Seen: the cell's text is $5.
set -euo pipefail
folder="$(mktemp -d)"; trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv tools
tools/bin/pip install --quiet --disable-pip-version-check xlsxwriter==3.2.9 2>/dev/null
npm install --silent --no-audit --no-fund --prefix . xlsx@0.18.5 >/dev/null 2>&1
tools/bin/python - <<'PY'
import xlsxwriter

book = xlsxwriter.Workbook("in.xlsx")
book.add_worksheet().write_number(0, 0, 5, book.add_format({"num_format": "[$-804]0"}))
book.close()
PY
seen="$(node -e 'console.log(require("xlsx").readFile("in.xlsx").Sheets.Sheet1.A1.w);')"
echo "the text of the cell: $seen (expected guess: 5)"
[ "$seen" = '$5' ]
