"""The recorded sentences, and any of them with numbers that nobody expects in it."""

from __future__ import annotations

import random
import re
from functools import cache
from pathlib import Path

RECORDED = Path(__file__).parents[1] / "prose"
_SENTENCE = re.compile(r"[\u4e00-\u9fff][^\"\n\\]{6,120}[。；]")
_NUMBER = re.compile(r"\d[\d,，.．]*|[零一二两三四五六七八九十百千万]{1,5}(?=[件条次人份倍])")
_ODD = (
    "0", "0", "0.0", "零", "1", "2", "100", "0.5", "00", "-1", "1万", "一百", "两", "半",
    "9" * 12, "9" * 28, "0.000000000001",
)  # fmt: skip


@cache
def sentences() -> tuple[str, ...]:
    files = [*RECORDED.glob("*.toml"), *RECORDED.glob("rounds/*.json")]
    found = {text for path in files for text in _SENTENCE.findall(path.read_text("utf-8"))}
    return tuple(sorted(found))


def with_odd_numbers(sentence: str, choice: random.Random) -> str:
    """Some of its numbers, or all, are others, or noughts."""
    kept, odd = choice.random(), choice.choice((_ODD, ("0",)))
    return _NUMBER.sub(lambda m: m[0] if choice.random() < kept else choice.choice(odd), sentence)
