#!/usr/bin/env bash
# exceljs 4.4.0 (npm), workbook by xlsxwriter 3.2.9 (PyPI): a cell with a reading ends the sheet.
#
# A good guess: an inline string <is> with its text and, as East Asian programs write, the reading
# of it (<rPh>) gives the text, and the rows below are read, as they are without a reading.
# Seen: the cell is empty, and no row after it exists; nothing is reported.
set -euo pipefail
folder="$(mktemp -d)"; trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv tools
tools/bin/pip install --quiet --disable-pip-version-check xlsxwriter==3.2.9 2>/dev/null
npm install --silent --no-audit --no-fund --prefix . exceljs@4.4.0 >/dev/null
tools/bin/python - <<'PY'
import zipfile
import xlsxwriter
book = xlsxwriter.Workbook("made.xlsx", {"constant_memory": True})
sheet = book.add_worksheet()
for row, text in enumerate(("first", "word", "third", "fourth")):
    sheet.write(row, 0, text)
book.close()
with zipfile.ZipFile("made.xlsx") as made, zipfile.ZipFile("in.xlsx", "w") as altered:
    for name in made.namelist():
        altered.writestr(name, made.read(name).replace(b"<t>word</t>", b"<t>word</t><rPh sb='0' eb='4'><t>reading</t></rPh><phoneticPr fontId='0'/>"))
PY

cat > read.js <<'JS'
const { Workbook } = require('exceljs');
const texts = async (name) => {
  const book = new Workbook();
  await book.xlsx.readFile(name);
  const found = [];
  book.worksheets[0].eachRow((row) => found.push(row.getCell(1).value));
  return found;
};
texts('made.xlsx').then(async (plain) => console.log(plain.join(' '), '|', (await texts('in.xlsx')).join(' ')));
JS
seen="$(node read.js)"
echo "without a reading | with: $seen (expected guess: four texts both times)"
[ "$seen" = "first word third fourth | first " ]
