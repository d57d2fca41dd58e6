#!/usr/bin/env bash
# xlsx2csv 0.8.6 (PyPI), workbook by xlsxwriter 3.2.9: a unit in quotation marks in a number format
# is taken for a pattern of dates.
#
# A good guess: 11 under the format `0"day"` comes as 11, or as shown, 11day.
# Seen: it comes as 0"10ay": the d of the quoted word was replaced by the day of the month that
# is the eleventh since the end of 1899.
set -euo pipefail
folder="$(mktemp -d)"; trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv tools
tools/bin/pip install --quiet --disable-pip-version-check xlsx2csv==0.8.6 xlsxwriter==3.2.9 2>/dev/null
tools/bin/python - <<'PY'
import xlsxwriter

book = xlsxwriter.Workbook("in.xlsx")
book.add_worksheet().write_number(0, 0, 11, book.add_format({"num_format": '0"day"'}))
book.close()
PY
seen="$(tools/bin/xlsx2csv in.xlsx)"
echo "the cell: $seen (expected guess: 11 or 11day)"
[ "$seen" = '"0""10ay"""' ]
