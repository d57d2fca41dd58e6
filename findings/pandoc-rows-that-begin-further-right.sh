#!/usr/bin/env bash
# pandoc 3.6.1 (pypandoc_binary 1.15, PyPI), document by python-docx 1.2.0: the cells of a table row
# that begins further right move to the left.
#
# A good guess: a row that leaves its first column out (w:gridBefore) has its number in the second
# column, below the head it stands under.
# Seen: the number is the first cell of its row.
set -euo pipefail
folder="$(mktemp -d)"; trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv tools
tools/bin/pip install --quiet --disable-pip-version-check pypandoc_binary==1.15 python-docx==1.2.0 2>/dev/null
seen="$(tools/bin/python - <<'PY'
import docx
import pypandoc
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

document = docx.Document()
table = document.add_table(rows=2, cols=2)
table.rows[0].cells[0].text, table.rows[0].cells[1].text = "what", "how many"
row = table.rows[1]._tr
table.rows[1].cells[1].text = "36"
row.remove(row.tc_lst[0])
before = OxmlElement("w:gridBefore")
before.set(qn("w:val"), "1")
row.get_or_add_trPr().append(before)
document.save("in.docx")
print(pypandoc.convert_file("in.docx", "html"))
PY
)"
cells="$(printf '%s' "$seen" | tr -d '\n' | grep -o '<tbody>.*</tbody>' | grep -o '<td[^>]*>[^<]*</td>' | sed 's/<[^>]*>//g' | paste -sd'|')"
echo "the cells of the second row: $cells (expected guess: |36)"
[ "$cells" = "36" ]
