#!/usr/bin/env bash
# openpyxl 3.1.5 (PyPI), workbook by xlsxwriter 3.2.9: the escape of a control character is read
# as letters.
#
# A good guess: _x000D_ in a text, which Excel writes for a carriage return pasted into a cell
# (ECMA-376 part 1, ST_Xstring), is read back as that character.
# Seen: the seven letters stand in the text. python-calamine 0.9.1 gives the line break.
set -euo pipefail
folder="$(mktemp -d)"; trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv tools
tools/bin/pip install --quiet --disable-pip-version-check openpyxl==3.1.5 python-calamine==0.9.1 xlsxwriter==3.2.9 2>/dev/null
tools/bin/python - <<'PY'
import zipfile
import xlsxwriter
book = xlsxwriter.Workbook("made.xlsx")
sheet = book.add_worksheet()
sheet.write(0, 0, "oneCRtwo")
book.close()
with zipfile.ZipFile("made.xlsx") as made, zipfile.ZipFile("in.xlsx", "w") as altered:
    for name in made.namelist():
        altered.writestr(name, made.read(name).replace(b"CR", b"_x000D_\n"))
PY

seen="$(tools/bin/python -c '
import openpyxl, python_calamine
print(repr(openpyxl.load_workbook("in.xlsx").active["A1"].value),
      repr(python_calamine.load_workbook("in.xlsx").get_sheet_by_index(0).to_python()[0][0]))')"
echo "openpyxl, calamine: $seen (expected guess: 'one\r\ntwo' of both)"
[ "$seen" = "'one_x000D_\ntwo' 'one\r\ntwo'" ]
