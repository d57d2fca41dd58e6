#!/usr/bin/env bash
# docx2python 3.7.1, docx2txt 0.9 (PyPI): text that was moved with changes tracked is read twice.
#
# A good guess: as deleted text is left out (its letters stand in <w:delText>), so is text in
# <w:moveFrom>, the place it was moved away from; it stands once, in <w:moveTo>.
# Seen: letters that were moved keep <w:t> at both places, and both places are read. Whoever adds
# up what a draft says counts the sentence twice.
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
<w:p><w:moveFrom w:id="1" w:author="A" w:date="2024-01-01T00:00:00Z"><w:r><w:t>12 new</w:t></w:r></w:moveFrom>
<w:r><w:t xml:space="preserve"> 3 carried </w:t></w:r>
<w:moveTo w:id="2" w:author="A" w:date="2024-01-01T00:00:00Z"><w:r><w:t>12 new</w:t></w:r></w:moveTo>
<w:del w:id="3" w:author="A" w:date="2024-01-01T00:00:00Z"><w:r><w:delText>7 gone</w:delText></w:r></w:del></w:p>
XML

seen="$(tools/bin/python - <<'PY'
import docx2txt
from docx2python import docx2python
texts = docx2txt.process("in.docx"), docx2python("in.docx").text
print(" | ".join(" ".join(text.split()) for text in texts))
PY
)"
echo "docx2txt | docx2python: $seen (expected guess: 3 carried 12 new, once)"
[ "$seen" = "12 new 3 carried 12 new | 12 new 3 carried 12 new" ]
