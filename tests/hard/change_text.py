"""Changes of data and of declarations: of JSON values and keys, of TOML lines and values.

Each takes the file and a source of chance and gives the changed file.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from random import Random
from typing import Any

from tests.hard import odd
from tests.hard.change_package import Change
from tests.support.odd_sentences import sentences, with_odd_numbers

_QUOTED = re.compile(r'"[^"\n]*"')
_SPOKEN = re.compile(r'"[^"\n]*[^\x00-\x7f"\n][^"\n]*"')
_WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_.]*")
_KEYS = (
    "",
    "format",
    "year",
    "name",
    "text",
    "level",
    "after",
    "key",
    "figures",
    "小计",
    "a" * 300,
    "__class__",
)
_TOML = (
    "0", "-1", "1.5", "nan", "inf", "true", "[]", "{}", "[[]]", '""', '"x"', "2020-01-01", "[1, 2]", '"{a}"',
    "[2020, 2019]", "[9999999999999999999]", '["a", "a"]', "{ a = 1 }", "'''x'''", "0x7fffffffffffffff", "1e400",
    "[" * 60 + "]" * 60, "07:32:00", '"\\u0000"', '"\\ud800"', '"../x.toml"', '["/etc/passwd"]',
)  # fmt: skip
_EXPRESSIONS = (
    "==",
    "<=",
    "!=",
    "+",
    "-",
    "*",
    "/",
    "(",
    ")",
    "sum(",
    "..",
    "prior.",
    "0",
    "1.5",
    "",
    "a.b.c.d",
)
_LINES = (
    "[format]", "[[section]]", "[[rule]]", "[table.x]", "[prose]", "[unit.x]", "[[figure]]", 'id = "x"',
    "include = [\"x.toml\"]", "x = 1", "[a.b]", "}", "]", "\"", "#", "\0", "\ufeff", "each = [\"x.rows\"]",
    'holds = "1 == 1"', 'type = "amount"', 'unit = "x"', "years = [0, 99999]", "not_applicable = true",
)  # fmt: skip


# JSON


def _places(value: Any) -> list[tuple[Any, Any]]:
    """Every place in a document as its container and its key."""
    found: list[tuple[Any, Any]] = []
    waiting = [value]
    while waiting:
        each = waiting.pop()
        keys = list(each) if isinstance(each, dict) else range(len(each))
        found += [(each, key) for key in keys]
        waiting += [each[key] for key in keys if isinstance(each[key], dict | list)]
    return found


def _of_document(change: Callable[[Any, Random], None]) -> Change:
    def changed(data: bytes, rng: Random) -> bytes:
        try:
            document = json.loads(data)
        except ValueError:
            return data
        if isinstance(document, dict | list) and _places(document):
            change(document, rng)
        return json.dumps(document, ensure_ascii=rng.random() < 0.3).encode(
            "utf-8", "surrogatepass"
        )

    return changed


def _value(rng: Random) -> Any:
    return rng.choice(
        (None, True, False, 0, -1, 1.5, 10**40, 1e300, [], {}, [[]], {"": ""}, "/", [1, 2], odd.text(rng),
         odd.text(rng), rng.choice(odd.NUMBERS), {"level": "body", "text": odd.text(rng)})
    )  # fmt: skip


def _replaced(document: Any, rng: Random) -> None:
    for container, key in rng.sample(
        found := _places(document), min(len(found), rng.choice((1, 2, 9)))
    ):
        container[key] = _value(rng)


def _dropped(document: Any, rng: Random) -> None:
    container, key = rng.choice(_places(document))
    del container[key]


def _rekeyed(document: Any, rng: Random) -> None:
    container, key = rng.choice(_places(document))
    if isinstance(container, dict):
        other = rng.choice((*_KEYS, odd.text(rng), f"{key} ", str(key).upper()))
        container[other] = container.pop(key)


def _swapped(document: Any, rng: Random) -> None:
    (one, a), (other, b) = (rng.choice(_places(document)) for _ in range(2))
    kept, moved = json.dumps(one[a]), json.dumps(other[b])
    one[a] = json.loads(moved)
    if isinstance(other, dict) or b < len(other):
        other[b] = json.loads(kept)


def _figures(document: Any, rng: Random) -> None:
    """Numbers where numbers stand: all the arithmetic is asked about them."""
    numbers = [(c, k) for c, k in _places(document) if isinstance(c[k], int | float)]
    for container, key in rng.sample(numbers, min(len(numbers), rng.choice((1, 3, 50)))):
        container[key] = rng.choice((rng.choice(odd.NUMBERS), rng.randint(-5, 10**6), 0, None, "/"))


def _sentences(document: Any, rng: Random) -> None:
    """Texts cut, mixed and doubled, with numbers of their own."""
    texts = [(c, k) for c, k in _places(document) if isinstance(c[k], str) and len(c[k]) > 8]
    for container, key in rng.sample(texts, min(len(texts), rng.choice((1, 2, 6)))):
        text, (other, at) = container[key], rng.choice(texts)
        cut = rng.randrange(len(text))
        container[key] = rng.choice(
            (text[:cut] + odd.text(rng) + text[cut:], text[cut:] + str(other[at])[:2000], text[:3000] * 3,
             re.sub(r"\d+", lambda _: rng.choice(odd.NUMBERS)[:60], text))
        )[:40_000]  # fmt: skip


def _recorded(document: Any, rng: Random) -> None:
    """Sentences as reports have them, with noughts and endless numbers."""
    texts = [(c, k) for c, k in _places(document) if k == "text" and isinstance(c[k], str)]
    for container, key in rng.sample(texts, min(len(texts), rng.choice((1, 2, 6)))):
        said = rng.sample(sentences(), 3)
        container[key] = "".join(with_odd_numbers(sentence, rng) for sentence in said)


def as_text(data: bytes, rng: Random) -> bytes:
    """The notation itself: keys twice, brackets lost, numbers that JSON has none of."""
    old, new = rng.choice(
        ((b'"year"', b'"year": 1, "year"'), (b"{", b""), (b"}", b""), (b"[", b"[" * 40), (b":", b"::"),
         (b": 0", b": NaN"), (b": 0", b": 1e99999"), (b": 0", b": -0"), (b": 0", b": 00"), (b'"', b"'"),
         (b'"', b'"\\ud800'), (b'"', b"\0"), (b"{", b"\xef\xbb\xbf{"), (b",", b",,"), (b": 0", b": " + b"9" * 5000))
    )  # fmt: skip
    pieces = data.split(old)
    if len(pieces) < 2:
        return data
    cut = rng.randrange(1, len(pieces))
    return old.join(pieces[:cut]) + new + old.join(pieces[cut:])


JSON: dict[str, Change] = {
    "values replaced": _of_document(_replaced),
    "a value dropped": _of_document(_dropped),
    "a key renamed": _of_document(_rekeyed),
    "values swapped": _of_document(_swapped),
    "figures": _of_document(_figures),
    "sentences": _of_document(_sentences),
    "recorded sentences": _of_document(_recorded),
    "the notation": as_text,
}


# TOML


def _of_lines(change: Callable[[list[str], Random], None]) -> Change:
    def changed(data: bytes, rng: Random) -> bytes:
        lines = data.decode("utf-8", "surrogateescape").split("\n")
        change(lines, rng)
        return "\n".join(lines).encode("utf-8", "surrogateescape")

    return changed


def _line_dropped(lines: list[str], rng: Random) -> None:
    start = rng.randrange(len(lines))
    del lines[start : start + rng.choice((1, 1, 1, 6))]


def _line_repeated(lines: list[str], rng: Random) -> None:
    lines.insert(
        rng.randrange(len(lines) + 1),
        rng.choice((rng.choice(lines), rng.choice(_LINES))) if lines else "x",
    )


def _line_moved(lines: list[str], rng: Random) -> None:
    if lines:
        line = lines.pop(rng.randrange(len(lines)))
        lines.insert(rng.randrange(len(lines) + 1), line)


def _right_side(lines: list[str], rng: Random) -> None:
    places = [at for at, line in enumerate(lines) if " = " in line]
    if places:
        at = rng.choice(places)
        pieces = lines[at].split(" = ")
        cut = rng.randrange(1, len(pieces))
        rest = "" if rng.random() < 0.6 else pieces[cut]
        lines[at] = " = ".join(pieces[:cut]) + " = " + rng.choice(_TOML) + rest


def _quoted(lines: list[str], rng: Random) -> None:
    _within(
        lines,
        _QUOTED,
        rng,
        lambda others: json.dumps(odd.text(rng)) if rng.random() < 0.6 else rng.choice(others),
    )


def _label(lines: list[str], rng: Random) -> None:
    """Another text where one that people read stands: the form is still a form."""
    _within(lines, _SPOKEN, rng, lambda _: json.dumps(odd.text(rng)[:200]))


def _labels(lines: list[str], rng: Random) -> None:
    for _ in range(4):
        _label(lines, rng)


def _word(lines: list[str], rng: Random) -> None:
    _within(
        lines, _WORD, rng, lambda others: rng.choice((rng.choice(others), "x", "prior", "sum", "_"))
    )


def _within(
    lines: list[str], piece: re.Pattern[str], rng: Random, instead: Callable[[list[str]], str]
) -> None:
    places = [(at, m) for at, line in enumerate(lines) for m in piece.finditer(line)]
    if places:
        at, match = rng.choice(places)
        new = instead([m.group() for _, m in places])
        lines[at] = lines[at][: match.start()] + new + lines[at][match.end() :]


def _rule(lines: list[str], rng: Random) -> None:
    places = [at for at, line in enumerate(lines) if line.startswith(("holds", "value"))]
    if places:
        at = rng.choice(places)
        words = lines[at].split(" ")
        words[rng.randrange(2, len(words))] = rng.choice(_EXPRESSIONS)
        lines[at] = " ".join(words)


TOML: dict[str, Change] = {
    "a label": _of_lines(_label),
    "labels": _of_lines(_labels),
    "a rule again": _of_lines(_rule),
    "a line dropped": _of_lines(_line_dropped),
    "a line repeated": _of_lines(_line_repeated),
    "a line moved": _of_lines(_line_moved),
    "the right side": _of_lines(_right_side),
    "a quoted text": _of_lines(_quoted),
    "a word": _of_lines(_word),
    "a rule": _of_lines(_rule),
}
