#!/usr/bin/env bash
# docx2txt 0.9, docx2python 3.7.1 (PyPI): a no-break hyphen is left out of the text.
#
# A good guess: <w:noBreakHyphen/>, which Word writes for Ctrl+Shift+hyphen so that a minus is not
# parted from its number, comes out as some hyphen, as in mammoth, pandoc and python-docx.
# Seen: nothing comes out. A change of -9 is read as 9, and nothing shows that a sign is gone.
set -euo pipefail
folder="$(mktemp -d)"; trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv tools
tools/bin/pip install --quiet --disable-pip-version-check docx2txt==0.9 docx2python==3.7.1 2>/dev/null
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
<w:p><w:r><w:t xml:space="preserve">net </w:t></w:r><w:r><w:noBreakHyphen/><w:t>9</w:t></w:r></w:p>
XML

seen="$(tools/bin/python - <<'PY'
import docx2txt
from docx2python import docx2python
print(docx2txt.process("in.docx").strip(), "|", docx2python("in.docx").text.strip())
PY
)"
echo "docx2txt | docx2python: $seen (expected guess: net -9 | net -9, with a hyphen of some kind)"
[ "$seen" = "net 9 | net 9" ]
