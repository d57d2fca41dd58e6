#!/usr/bin/env bash
# mammoth 1.13.0 (PyPI): a line that ends with <w:cr/> runs into the next one.
#
# A good guess: the carriage return of WordprocessingML breaks a line as <w:br/> does, which comes
# out as <br />.
# Seen: it leaves nothing behind. Two figures that stand one above the other in a cell become one:
# 1 and 2 are read as 12.
set -euo pipefail
folder="$(mktemp -d)"; trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv tools
tools/bin/pip install --quiet --disable-pip-version-check mammoth==1.13.0 2>/dev/null
cat > make.py <<'PY'
import sys, zipfile
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
P = "http://schemas.openxmlformats.org/package/2006"
DOC = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
RELS = "application/vnd.openxmlformats-package.relationships+xml"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
with zipfile.ZipFile("in.docx", "w") as package:
    package.writestr("[Content_Types].xml", f'<Types xmlns="{P}/content-types">'
        f'<Default Extension="rels" ContentType="{RELS}"/>'
        f'<Override PartName="/word/document.xml" ContentType="{DOC}"/></Types>')
    package.writestr("_rels/.rels", f'<Relationships xmlns="{P}/relationships">'
        f'<Relationship Id="rId1" Type="{R}/officeDocument" Target="word/document.xml"/></Relationships>')
    package.writestr("word/document.xml", f'<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>'
        + sys.stdin.read() + "<w:sectPr/></w:body></w:document>")
PY
python3 make.py <<'XML'
<w:p><w:r><w:t>1</w:t><w:cr/><w:t>2</w:t></w:r></w:p><w:p><w:r><w:t>3</w:t><w:br/><w:t>4</w:t></w:r></w:p>
XML

seen="$(tools/bin/python -c '
import mammoth
with open("in.docx", "rb") as file:
    print(mammoth.convert_to_html(file).value)')"
echo "by cr, by br: $seen (expected guess: <p>1<br />2</p><p>3<br />4</p>)"
[ "$seen" = "<p>12</p><p>3<br />4</p>" ]
