"""A template that a benchmark's peer fills asks for all that was read, else it would win by doing less."""

import re
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from benchmarks.peer.make_template import TAGS, main
from benchmarks.peer.plain_reading import context, flat, opened

WORKBOOK = Path(__file__).parents[2] / "sample_workbooks" / "cangshan-justice-2020.xlsx"
ASKED = {
    "docxtpl": r"\{\{ sheets\[(\d+)\]\.figures\.(\w+) \}\}",
    "docxtemplater": r"\{s(\d+)_(\w+)\}",
    "carbone": r"\{d\.s(\d+)_(\w+)\}",
}


@pytest.mark.parametrize("program", TAGS)
def test_a_template_has_one_tag_for_each_figure(program: str, tmp_path: Path) -> None:
    main(str(WORKBOOK), str(tmp_path / "template.docx"), program)
    body = docx.Document(str(tmp_path / "template.docx")).element.body
    markup = "".join(text.text for text in body.iter(qn("w:t")))
    sheets = context(opened(str(WORKBOOK), "sparing"))["sheets"]
    read = [(str(n), at) for n, sheet in enumerate(sheets) for at in sheet.get("figures", ())]
    assert len(read) == 198
    assert sorted(re.findall(ASKED[program], markup)) == sorted(read)
    for number, sheet in enumerate(sheets):
        prose = TAGS[program].prose[0][0].format(number)
        assert markup.count(prose) == ("paragraphs" in sheet), prose


def test_flat_data_tell_each_paragraph_with_its_kind() -> None:
    found = context(opened(str(WORKBOOK), "usual"))
    told = flat(found)
    for number, sheet in enumerate(found["sheets"]):
        if "paragraphs" in sheet:
            texts = [each["text"] for each in sheet["paragraphs"]]
            assert [each["text"] for each in told[f"s{number}"]] == texts
    kinds = [name for each in told["s1"] for name in each if name != "text"]
    assert kinds.count("second") == 5
    assert kinds.count("third") == 4
