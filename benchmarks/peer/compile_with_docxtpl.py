"""The report as an office programmer would make it: openpyxl reads, docxtpl fills.

    python benchmarks/peer/compile_with_docxtpl.py WORKBOOK.xlsx TEMPLATE.docx OUT.docx [usual]

Renders the template with what plain_reading.py found, sparing as it stands, or as usual.
"""

from __future__ import annotations

import sys

from docxtpl import DocxTemplate
from plain_reading import context, opened


def main(workbook: str, template: str, out: str, manner: str = "sparing") -> None:
    document = DocxTemplate(template)
    document.render(context(opened(workbook, manner)), autoescape=True)
    document.save(out)


if __name__ == "__main__":
    main(*sys.argv[1:])
