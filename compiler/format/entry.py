"""One table of a declaration file, read key by key; what does not fit is noted, not raised.

Every getter gives a usable value, so that one run reports all mistakes.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from compiler.catalogue import w_declarations as kinds
from compiler.catalogue.w_parts import OVER_A_LIMIT
from compiler.format.declaration import Guess
from compiler.format.keys import GUESS, REQUIRED, Key, Value
from compiler.text.characters import illegal
from compiler.text.language import Text
from compiler.text.likeness import listed, suggestion
from compiler.values.findings import Finding, Kind, Place
from compiler.values.limits import Limit
from compiler.values.named_tuple import NamedTuple

_SHOWN = ("看得见的文字，没有控制字符", "text that can be seen, without control characters")


def _can_be_shown(value: str) -> bool:
    """Whether every program shows it alike: it is not all blanks, and has no tab or control
    character. A line break is no such character where several lines are written.
    """
    if value.isprintable():
        return not value or not value.isspace()
    controls = any(unicodedata.category(char) == "Cc" and char != "\n" for char in value)
    return not controls and not illegal(value) and (not value or bool(value.strip()))


class Spelling(NamedTuple):
    """How a text is written, and what is said of one that is not written so."""

    pattern: re.Pattern[str]
    told: Text


# What rules name: a sign or a digit before it would make it a sum or a number.
ID = Spelling(
    re.compile(r"[A-Za-z_][A-Za-z0-9_]*"),
    Text(
        "由英文字母、数字和下划线组成、不以数字开头的编号",
        "an id of letters, digits and _, no digit first",
    ),
)


class Mistakes:
    """Collects the findings of one declaration file, and the guesses that are open in it."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._found: list[Finding] = []
        self.guesses: list[Guess] = []

    @property
    def findings(self) -> tuple[Finding, ...]:
        return tuple(self._found)

    def add(self, kind: Kind, key: str, **values: str | Text) -> None:
        place = Place(file=self._path, label=key or None)
        at = Text(f"，{key}", f", {key}") if key else ""
        known = {"file": self._path, "at": at, **values}
        self._found.append(Finding(kind, place, known, words=f"{key} {known.get('found', '')}"))

    def refused(self, finding: Finding) -> None:
        """A file that it needs cannot be read."""
        self._found.append(finding)

    def over(self, limit: Limit, found: int) -> None:
        """More than a declaration may have, of what the limit counts."""
        program = Text("文本编辑器", "a text editor")
        values = {"name": self._path, "program": program, **limit.told(found)}
        self.refused(Finding(OVER_A_LIMIT, Place(file=self._path), values))

    def not_toml(self, reason: Text) -> None:
        self.add(kinds.NOT_TOML, "", reason=reason)

    @property
    def keys(self) -> tuple[str, ...]:
        """Where the mistakes are that are noted so far."""
        return tuple(finding.place.label or "" for finding in self._found)

    def told(self, key: str) -> bool:
        """Whether a mistake of this key is noted."""
        return key in self.keys

    def unknown_name(
        self, key: str, found: str, known: tuple[str, ...], meant: Text | None = None
    ) -> None:
        """`meant` says what the known names are, where the one that is found is of another kind."""
        advice = suggestion(found, known) if meant is None else _listed_as(meant, known)
        self.add(kinds.UNKNOWN_NAME, key, found=found, suggestion=advice)


def _listed_as(meant: Text, known: tuple[str, ...]) -> Text:
    if not known:
        return Text(f"{meant.zh}。", f"{meant.en[:1].upper()}{meant.en[1:]}.")
    names = listed(known)
    return Text(f"{meant.zh}：{names.zh}。", f"{meant.en[:1].upper()}{meant.en[1:]}: {names.en}.")


class Entry:
    """A TOML table at `where` (a dotted key as it is written in the file)."""

    def __init__(
        self, data: Mapping[str, Any], where: str, mistakes: Mistakes, name: str = ""
    ) -> None:
        self._data = data
        self._where = where
        self._mistakes = mistakes
        self._asked: list[str] = []
        self.name = name

    def key(self, key: str) -> str:
        return f"{self._where}.{key}".strip(".")

    def wrong(self, key: str, found: object, zh: str, en: str) -> None:
        self._mistakes.add(
            kinds.WRONG_TYPE,
            self.key(key),
            found=str(found),
            wanted=Text(zh, en),
            suggestion=Text(f"请改为{zh}。", f"Write {en}."),
        )

    def missing(self, key: str) -> None:
        self._mistakes.add(kinds.MISSING_KEY, self.key(key), found=key)

    def unknown(self, key: str, found: str, known: tuple[str, ...]) -> None:
        self._mistakes.unknown_name(self.key(key), found, known)

    def bad_expression(self, key: str, found: str, reason: Text) -> None:
        self._mistakes.add(kinds.BAD_EXPRESSION, self.key(key), found=found, reason=reason)

    def get(self, key: Key[Value]) -> Value:
        """What is written under a key that is declared, or what goes without saying."""
        return key.read(self)

    def has(self, key: str) -> bool:
        return key in self._data

    def known(self, *keys: str) -> None:
        """Keys that may stand here, though nothing asks for them now."""
        self._asked += keys

    def names(self) -> tuple[str, ...]:
        return tuple(self._data)

    def inside(self, key: str) -> tuple[Entry, ...]:
        """The tables under a key of earlier versions, whatever stands there."""
        value = self._data.get(key)
        tables = value if isinstance(value, list) else [value]
        where = self.key(key)
        return tuple(Entry(t, where, self._mistakes) for t in tables if isinstance(t, dict))

    def replaced(self, kind: Kind, key: str, instead: Text) -> None:
        """A key of earlier versions: it is known, and says what is written now."""
        self._asked.append(key)
        self._mistakes.add(kind, self._where, found=key, instead=instead)

    def finish(self) -> None:
        """Reports every key that nothing asked for; a guess may stand in any table."""
        known = tuple(self._asked)
        if guess := self.get(GUESS):
            self._mistakes.guesses.append(Guess(self._where, guess))
        for key in self._data:
            if key not in self._asked:
                self._mistakes.add(
                    kinds.UNKNOWN_KEY,
                    self._where,
                    found=key,
                    suggestion=suggestion(key, known),
                )

    def _get(self, key: str, default: object) -> Any:
        self._asked.append(key)
        if key not in self._data and default is REQUIRED:
            self.missing(key)
            return None
        return self._data.get(key, default)

    def text(
        self, key: str, default: object = REQUIRED, *, spelling: Spelling | None = None
    ) -> str:
        value = self._get(key, default)
        if value is None:
            return ""
        if not isinstance(value, str) or (default is REQUIRED and not value):
            self.wrong(key, value, "文字", "text")
            return ""
        if not _can_be_shown(value):
            self.wrong(key, value, *_SHOWN)
            return ""
        if spelling and not spelling.pattern.fullmatch(value):
            self.wrong(key, value, spelling.told.zh, spelling.told.en)
        return value

    def choice(self, key: str, allowed: tuple[str, ...], default: object = REQUIRED) -> str | None:
        value: str | None = self._get(key, default)
        if value is None or value in allowed:
            return value
        self._mistakes.add(
            kinds.WRONG_TYPE,
            self.key(key),
            found=str(value),
            wanted=Text("、".join(allowed) + "之一", "one of " + ", ".join(allowed)),
            suggestion=suggestion(str(value), allowed),
        )
        return allowed[0]

    def flag(self, key: str, *, default: bool) -> bool:
        value = self._get(key, default)
        if not isinstance(value, bool):
            self.wrong(key, value, "true 或 false", "true or false")
            return default
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        return tuple(v for v in self._list(key, str, "文字的列表", "a list of text"))

    def shown_texts(self, key: str) -> tuple[str, ...]:
        """A list of text that is printed."""
        texts = self.texts(key)
        for text in texts:
            if not text or not _can_be_shown(text):
                self.wrong(key, text, *_SHOWN)
        return tuple(text for text in texts if text and _can_be_shown(text))

    def words(self, key: str) -> tuple[str, ...]:
        """A list of text, or one text with commas between the words: many are read faster so."""
        value = self._data.get(key)
        if not isinstance(value, str):
            return self.texts(key)
        self._asked.append(key)
        return tuple(word for part in value.split(",") if (word := part.strip()))

    def integers(self, key: str) -> tuple[int, ...]:
        return tuple(self._list(key, int, "整数的列表", "a list of whole numbers"))

    def integer(self, key: str, most: int | None = None) -> int | None:
        """A whole number, neither negative nor above `most`."""
        value = self._get(key, None)
        if value is None:
            return None
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            self.wrong(key, value, "不小于 0 的整数", "a whole number from 0")
            return None
        if most is not None and value > most:
            self.wrong(key, value, f"0 到 {most} 的整数", f"a whole number from 0 to {most}")
            return None
        return value

    def numbers(self, key: str) -> tuple[float, ...]:
        return tuple(self._list(key, (int, float), "数的列表", "a list of numbers"))

    def _list(self, key: str, wanted: Any, zh: str, en: str) -> list[Any]:
        value = self._get(key, [])
        if not isinstance(value, list) or not all(
            isinstance(v, wanted) and not isinstance(v, bool) for v in value
        ):
            self.wrong(key, value, zh, en)
            return []
        return value

    def is_list(self, key: str) -> bool:
        return isinstance(self._data.get(key), list)

    def lines(self, key: str) -> tuple[tuple[str, ...], ...]:
        """A list of lines, each a text or a list of texts, of which some may be empty."""
        lines = []
        for value in self._list(key, (str, list), "文字的列表", "a list of text"):
            pieces = [value] if isinstance(value, str) else value
            if not all(isinstance(p, str) and _can_be_shown(p) for p in pieces) or not any(pieces):
                self.wrong(key, value, *_SHOWN)
            else:
                lines.append(tuple(pieces))
        return tuple(lines)

    def path(self, key: str) -> tuple[str, ...]:
        """A label path; a single text is a path of one."""
        value = self._get(key, REQUIRED)
        parts = [value] if isinstance(value, str) else value
        if value is None:
            return ("",)
        if (
            not isinstance(parts, list)
            or not parts
            or not all(isinstance(p, str) and p for p in parts)
        ):
            self.wrong(key, value, "标签或标签的列表", "a label or a list of labels")
            return ("",)
        if not all(map(_can_be_shown, parts)):
            self.wrong(key, value, *_SHOWN)
            return ("",)
        return tuple(parts)

    def texts_by_key(self, key: str) -> dict[str, str]:
        value = self._get(key, {})
        if not isinstance(value, dict) or not all(isinstance(v, str) for v in value.values()):
            self.wrong(key, value, "名称与文字的对照", "names with text")
            return {}
        return dict(value)

    def entry(self, key: str) -> Entry:
        value = self._get(key, REQUIRED)
        if value is not None and not isinstance(value, dict):
            self.wrong(key, value, f"[{key}] 段", f"a [{key}] table")
        return Entry(value if isinstance(value, dict) else {}, self.key(key), self._mistakes)

    def optional(self, key: str) -> Entry | None:
        return self.entry(key) if key in self._data else None

    def entries(self, key: str, *, required: bool = True) -> Iterator[Entry]:
        """An array of tables; each is named in findings by its id where it has one."""
        value = self._get(key, REQUIRED if required else [])
        if value is None:
            return
        if not isinstance(value, list) or not all(isinstance(v, dict) for v in value):
            self.wrong(key, value, f"[[{key}]] 段", f"[[{key}]] tables")
            return
        if required and not value:
            self.missing(key)
        for position, item in enumerate(value, start=1):
            label = item.get("id") or item.get("name") or position
            yield Entry(item, f"{self.key(key)}[{label}]", self._mistakes)

    def named(self, key: str) -> Iterator[Entry]:
        """Tables under one key, each named by its own."""
        value = self._get(key, {})
        if not isinstance(value, dict) or not all(isinstance(v, dict) for v in value.values()):
            self.wrong(key, value, f"[{key}.编号] 段", f"[{key}.id] tables")
            return
        for name, item in value.items():
            yield Entry(item, f"{self.key(key)}.{name}", self._mistakes, name)
