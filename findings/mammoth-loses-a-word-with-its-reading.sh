#!/usr/bin/env bash
# mammoth 1.13.0, python-docx 1.2.0 (PyPI): a word with its reading above it is lost.
#
# A good guess: of <w:ruby>, which Word and WPS write for a reading above a word, at least the
# word itself (<w:rubyBase>) is part of the text.
# Seen: neither the reading nor the word comes out; the sentence goes on as if nothing had stood
# there.
set -euo pipefail
folder="$(mktemp -d)"; trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv tools
tools/bin/pip install --quiet --disable-pip-version-check mammoth==1.13.0 python-docx==1.2.0 2>/dev/null
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
<w:p><w:r><w:t>of</w:t></w:r><w:r><w:ruby><w:rubyPr><w:rubyAlign w:val="center"/><w:hps w:val="10"/>
<w:hpsRaise w:val="18"/><w:hpsBaseText w:val="21"/><w:lid w:val="zh-CN"/></w:rubyPr>
<w:rt><w:r><w:t>reading</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>WORD</w:t></w:r></w:rubyBase></w:ruby></w:r>
<w:r><w:t>it</w:t></w:r></w:p>
XML

seen="$(tools/bin/python - <<'PY'
import docx, mammoth
with open("in.docx", "rb") as file:
    text = mammoth.extract_raw_text(file).value.strip()
print(text, "|", docx.Document("in.docx").paragraphs[0].text)
PY
)"
echo "mammoth | python-docx: $seen (expected guess: ofWORDit | ofWORDit)"
[ "$seen" = "ofit | ofit" ]
