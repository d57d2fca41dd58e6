#!/usr/bin/env bash
# python-calamine 0.9.1 (PyPI), workbook by xlsxwriter 3.2.9: a cell that shows an error is read
# as an empty one.
#
# A good guess: #DIV/0! comes as an error or as its text, so that nobody takes it for a cell left
# blank.
# Seen: it is "" as the blank cell beside it.
set -euo pipefail
folder="$(mktemp -d)"; trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv tools
tools/bin/pip install --quiet --disable-pip-version-check python-calamine==0.9.1 xlsxwriter==3.2.9 2>/dev/null
tools/bin/python - <<'PY'
import xlsxwriter
book = xlsxwriter.Workbook("in.xlsx")
sheet = book.add_worksheet()
sheet.write_formula(0, 0, "=1/0", None, "#DIV/0!")
sheet.write_blank(0, 1, None, book.add_format({"bold": True}))
sheet.write(0, 2, 3)
book.close()
PY

seen="$(tools/bin/python -c '
import python_calamine
print(python_calamine.load_workbook("in.xlsx").get_sheet_by_index(0).to_python()[0])')"
echo "an error, a blank, 3: $seen (expected guess: the first is not the second)"
[ "$seen" = "['', '', 3.0]" ]
