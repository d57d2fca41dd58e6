#!/usr/bin/env bash
# openpyxl 3.1.5 (PyPI): a workbook in the Strict form of ISO/IEC 29500 has no sheets.
#
# A good guess: Excel offers the form in its dialogue for saving, so it is read, or refused.
# Seen: it loads, and sheetnames is []; the one warning ("invalid specification for 0", of a
# defined name) names neither the form nor the sheet. python-calamine 0.4.0 reads the sheet and
# its figure from the same bytes.
set -euo pipefail
folder="$(mktemp -d)"; trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check openpyxl==3.1.5 XlsxWriter==3.2.0 python-calamine==0.4.0
cat > run.py <<'PY'
import io, zipfile
import openpyxl, python_calamine, xlsxwriter

plain = io.BytesIO()
book = xlsxwriter.Workbook(plain, {"in_memory": True})
book.add_worksheet("one").write(0, 0, 42)
book.close()
names = {
    b"http://schemas.openxmlformats.org/spreadsheetml/2006/main": b"http://purl.oclc.org/ooxml/spreadsheetml/main",
    b"http://schemas.openxmlformats.org/officeDocument/2006/relationships": b"http://purl.oclc.org/ooxml/officeDocument/relationships",
}
strict = io.BytesIO()
with zipfile.ZipFile(plain) as old, zipfile.ZipFile(strict, "w") as new:
    for name in old.namelist():
        data = old.read(name)
        for before, after in names.items():
            data = data.replace(before, after)
        if name == "xl/workbook.xml":
            data = data.replace(b"<workbook ", b'<workbook conformance="strict" ', 1)
        new.writestr(name, data)
sheets = openpyxl.load_workbook(io.BytesIO(strict.getvalue())).sheetnames
other = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(strict.getvalue()))
print(sheets, other.sheet_names, other.get_sheet_by_index(0).to_python())
PY
seen="$(venv/bin/python run.py 2>/dev/null)"
echo "openpyxl, calamine: $seen (expected guess: ['one'] from both)"
[ "$seen" = "[] ['one'] [[42.0]]" ]
