"""What is drawn: declared by names of figures, and no part of what a workbook knows of it."""

from __future__ import annotations

from pathlib import Path

from compiler.edges.files import read_bytes
from compiler.format.declaration import Declaration, Picture
from compiler.format.load import load
from compiler.values.findings import Finding
from tests.support.examples import declaration_of

SHIPPED = Path(declaration_of("disclosure-2021").declaration.path)
TEXT = SHIPPED.read_text("utf-8")


def loaded(text: str) -> Declaration | tuple[Finding, ...]:
    return load(text.encode(), str(SHIPPED), read_bytes)


def test_a_picture_names_figures() -> None:
    whole = loaded(TEXT)
    assert isinstance(whole, Declaration)
    assert whole.pictures[0].figures[0] == "新收申请总数"


def test_no_workbook_is_stranded_by_what_is_drawn() -> None:
    drawn = loaded(TEXT + '\n[[picture]]\ntitle = "公文"\nfigures = ["规章制发件数"]\n')
    bare = loaded(TEXT)
    assert isinstance(drawn, Declaration)
    assert isinstance(bare, Declaration)
    assert drawn.pictures == (*bare.pictures, Picture("公文", ("规章制发件数",)))
    assert drawn.digest == bare.digest


def test_a_figure_that_is_not_declared_is_told_with_the_one_that_was_meant() -> None:
    [finding] = loaded(TEXT + '\n[[picture]]\ntitle = "公文"\nfigures = ["规章制发数"]\n')  # type: ignore[misc]
    assert (finding.code, "规章制发数" in finding.message("zh")) == ("W305", True)
    assert "规章制发件数" in finding.hint("zh")
