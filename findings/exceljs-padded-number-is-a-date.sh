#!/usr/bin/env bash
# exceljs 4.4.0 (npm), workbook by xlsxwriter 3.2.9 (PyPI): a number padded by the width of a
# letter is a date.
#
# A good guess: in 0_d the d is no day but the width of a d left free beside the number; the value
# is the number 12.
# Seen: it comes as a Date of January 1900, as does 12 shown as 0\d, with the letter d behind it.
set -euo pipefail
folder="$(mktemp -d)"; trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv tools
tools/bin/pip install --quiet --disable-pip-version-check xlsxwriter==3.2.9 2>/dev/null
npm install --silent --no-audit --no-fund --prefix . exceljs@4.4.0 >/dev/null
tools/bin/python - <<'PY'
import xlsxwriter
book = xlsxwriter.Workbook("in.xlsx")
sheet = book.add_worksheet()
for row, code in enumerate(("0_d", "0\\d", "0_)")):
    sheet.write(row, 0, 12, book.add_format({"num_format": code}))
book.close()
PY

cat > read.js <<'JS'
const { Workbook } = require('exceljs');
const book = new Workbook();
book.xlsx.readFile('in.xlsx').then(() => {
  const sheet = book.worksheets[0];
  console.log([1, 2, 3].map((row) => {
    const { value } = sheet.getCell(row, 1);
    return value instanceof Date ? value.toISOString().slice(0, 10) : value;
  }).join(' '));
});
JS
seen="$(node read.js)"
echo "12 as 0_d, 0\\d, 0_): $seen (expected guess: 12 12 12)"
[ "$seen" = "1900-01-11 1900-01-11 12" ]
