#!/usr/bin/env bash
# SheetJS, xlsx 0.18.5 (npm), workbook by openpyxl 3.1.5: in a workbook whose days count from 1904
# a date comes out four years and a day too early.
#
# A good guess: with `cellDates` the cell that shows 2024-01-31 is that day, as the workbook says
# itself from when its days count (date1904).
# Seen: it is 2020-01-30.
set -euo pipefail
folder="$(mktemp -d)"; trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv tools
tools/bin/pip install --quiet --disable-pip-version-check openpyxl==3.1.5 2>/dev/null
npm install --silent --no-audit --no-fund --prefix . xlsx@0.18.5 >/dev/null 2>&1
tools/bin/python - <<'PY'
import datetime
import openpyxl
from openpyxl.utils.datetime import CALENDAR_MAC_1904

book = openpyxl.Workbook()
book.epoch = CALENDAR_MAC_1904
book.active["A1"] = datetime.date(2024, 1, 31)
book.save("in.xlsx")
book = openpyxl.load_workbook("in.xlsx")
assert book.active["A1"].value == datetime.datetime(2024, 1, 31)
PY
seen="$(TZ=UTC node -e '
const sheet = require("xlsx").readFile("in.xlsx", {cellDates: true}).Sheets.Sheet;
console.log(sheet.A1.v.toISOString().slice(0, 10));')"
echo "the date: $seen (expected guess: 2024-01-31)"
[ "$seen" = "2020-01-30" ]
