#!/usr/bin/env bash
# pandoc 3.6.1 (pypandoc_binary 1.15, PyPI), document by python-docx 1.2.0: hidden text of a Word
# document is printed among the rest.
#
# A good guess: words marked as hidden (w:vanish), which Word and LibreOffice neither show nor
# print, are left out, or are told apart.
# Seen: 36 and a hidden 9 stand side by side as one number, 369.
set -euo pipefail
folder="$(mktemp -d)"; trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv tools
tools/bin/pip install --quiet --disable-pip-version-check pypandoc_binary==1.15 python-docx==1.2.0 2>/dev/null
seen="$(tools/bin/python - <<'PY'
import docx
import pypandoc

document = docx.Document()
paragraph = document.add_paragraph("received 36")
paragraph.add_run("9").font.hidden = True
document.save("in.docx")
print(pypandoc.get_pandoc_version(), pypandoc.convert_file("in.docx", "plain").strip())
PY
)"
echo "pandoc's version and its text: $seen (expected guess: received 36)"
[ "${seen#* }" = "received 369" ]
