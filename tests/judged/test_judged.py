"""What is said of reports with a few figures changed is on record, to the word."""

from __future__ import annotations

import pytest

from tests.judged.judged_forms import EVERY_FORM, HERE
from tests.judged.judging import told


@pytest.mark.parametrize("name", EVERY_FORM)
def test_what_is_said_is_on_record(name: str) -> None:
    assert told(name) == (HERE / f"{name}.txt").read_text("utf-8")
