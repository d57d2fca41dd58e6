#!/usr/bin/env bash
# SheetJS, xlsx 0.18.5 (npm), workbook by xlsxwriter 3.2.9: the exclamation mark by which Chinese
# Excel scales a number is printed.
#
# A good guess: `0!.0,` shows 961716 as 96.2, in units of ten thousand, as Excel, WPS and
# LibreOffice do: the mark only says that the point after it is meant as it stands.
# Seen: the cell's text is 961!.7, which is read as ten times as much.
set -euo pipefail
folder="$(mktemp -d)"; trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv tools
tools/bin/pip install --quiet --disable-pip-version-check xlsxwriter==3.2.9 2>/dev/null
npm install --silent --no-audit --no-fund --prefix . xlsx@0.18.5 >/dev/null 2>&1
tools/bin/python - <<'PY'
import xlsxwriter

book = xlsxwriter.Workbook("in.xlsx")
book.add_worksheet().write_number(0, 0, 961716, book.add_format({"num_format": "0!.0,"}))
book.close()
PY
seen="$(node -e 'console.log(require("xlsx").readFile("in.xlsx").Sheets.Sheet1.A1.w);')"
echo "the text of the cell: $seen (expected guess: 96.2)"
[ "$seen" = '961!.7' ]
