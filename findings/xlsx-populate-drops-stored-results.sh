#!/usr/bin/env bash
# xlsx-populate 1.21.0 (npm): saving a workbook drops the stored result of every formula.
#
# A good guess: a program that keeps "everything it does not touch" keeps the value that stands
# beside a formula, as SheetJS and ExcelJS do when they only open and save.
# Seen: <f> stays, <v> is gone; whoever reads stored results afterwards finds blanks until a
# spreadsheet has calculated again.
set -euo pipefail
folder="$(mktemp -d)"; trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv venv && venv/bin/pip install -q --disable-pip-version-check XlsxWriter==3.2.0
npm install --silent --no-audit --no-fund --prefix . xlsx-populate@1.21.0 >/dev/null
venv/bin/python - <<'PY'
import xlsxwriter
book = xlsxwriter.Workbook("in.xlsx")
sheet = book.add_worksheet()
sheet.write(0, 0, 2)
sheet.write_formula(1, 0, "=A1*21", None, 42)
book.close()
PY
node -e "require('xlsx-populate').fromFileAsync('in.xlsx').then(book => book.toFileAsync('out.xlsx'))"
result() { venv/bin/python - "$1" <<'PY'
import re, sys, zipfile
sheet = zipfile.ZipFile(sys.argv[1]).read("xl/worksheets/sheet1.xml").decode()
cell = re.search(r'<c r="A2".*?</c>', sheet)[0]
print("<f>" in cell, "<v>" in cell)
PY
}
before="$(result in.xlsx)"; after="$(result out.xlsx)"
echo "formula and stored result before: $before; after opening and saving: $after (expected guess: True True)"
[ "$before" = "True True" ] && [ "$after" = "True False" ]
