"""The keys of a declaration file: each is declared once, with what it holds and what it is for.

A group of `Keys` is one kind of TOML table. The loaders read an `Entry` by these keys and by
nothing else, and the reference in docs/ is written of them; so no key can be read that the
reference lacks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from compiler.text.language import Text

if TYPE_CHECKING:
    from compiler.format.entry import Entry, Spelling

Value = TypeVar("Value")
REQUIRED: Any = object()  # there is no default: who does not write it, hears of it


class Key(Generic[Value]):
    """One key: how an entry reads it, what may be `written` there, and what it is for.

    `default` is how what goes without saying would be written; `within` are the keys of the
    tables that it holds.
    """

    __slots__ = ("default", "mandatory", "name", "read", "tells", "within", "written")

    def __init__(
        self,
        name: str,
        read: Callable[[Entry], Value],
        written: Text,
        tells: Text,
        mandatory: bool = False,
        default: str = "",
        within: Keys | None = None,
    ) -> None:
        self.name, self.read, self.written, self.tells = name, read, written, tells
        self.mandatory, self.default, self.within = mandatory, default, within


class Keys:
    """The keys of one kind of TOML table, `title` as its head is written in the file.

    One without a name is a part of another, which joins it.
    """

    def __init__(self, name: str = "", title: str = "", zh: str = "", en: str = "") -> None:
        self.name = name
        self.title = title
        self.tells = Text(zh, en)
        self._keys: list[Key[Any]] = []

    def __iter__(self) -> Iterator[Key[Any]]:
        return iter(self._keys)

    def _add(self, key: Key[Value]) -> Key[Value]:
        self._keys.append(key)
        return key

    def join(self, more: Keys) -> None:
        """The keys of another module that stand in the same table."""
        self._keys += more

    def text(
        self,
        name: str,
        zh: str,
        en: str,
        default: str | None = REQUIRED,
        *,
        spelling: Spelling | None = None,
        written: Text | None = None,
        together: bool = False,
    ) -> Key[str]:
        """One that others need beside them (`together`) is only mandatory with them."""
        told = written or (spelling.told if spelling else Text("文字", "text"))
        missing = default is REQUIRED
        shown = f'"{default}"' if default and not missing else ""
        return self._add(
            Key(
                name,
                lambda entry: entry.text(name, default, spelling=spelling),
                told,
                Text(zh, en),
                missing and not together,
                shown,
            )
        )

    def choice(
        self, name: str, zh: str, en: str, allowed: tuple[str, ...], default: str = REQUIRED
    ) -> Key[str | None]:
        told = "、".join(f'"{each}"' for each in allowed)
        missing = default is REQUIRED
        return self._add(
            Key(
                name,
                lambda entry: entry.choice(name, allowed, default),
                Text(told, told.replace("、", ", ")),
                Text(zh, en),
                missing,
                "" if missing else f'"{default}"',
            )
        )

    def flag(self, name: str, zh: str, en: str, *, default: bool = False) -> Key[bool]:
        return self._add(
            Key(
                name,
                lambda entry: entry.flag(name, default=default),
                Text("true 或 false", "true or false"),
                Text(zh, en),
                default=str(default).lower(),
            )
        )

    def texts(self, name: str, zh: str, en: str, *, written: Text | None = None) -> Key[Texts]:
        told = written or Text("文字的列表", "a list of text")
        return self._add(Key(name, lambda entry: entry.texts(name), told, Text(zh, en)))

    def shown_texts(self, name: str, zh: str, en: str) -> Key[Texts]:
        told = Text("文字的列表", "a list of text")
        return self._add(Key(name, lambda entry: entry.shown_texts(name), told, Text(zh, en)))

    def words(self, name: str, zh: str, en: str, *, mandatory: bool = False) -> Key[Texts]:
        told = Text("词的列表，或者用逗号隔开的词", "a list of words, or words parted by commas")
        return self._add(Key(name, lambda entry: entry.words(name), told, Text(zh, en), mandatory))

    def integer(
        self, name: str, zh: str, en: str, most: int | None = None, *, default: str = ""
    ) -> Key[int | None]:
        told = Text("不小于 0 的整数", "a whole number from 0")
        if most is not None:
            told = Text(f"0 到 {most} 的整数", f"a whole number from 0 to {most}")
        return self._add(
            Key(name, lambda e: e.integer(name, most), told, Text(zh, en), default=default)
        )

    def integers(
        self, name: str, zh: str, en: str, *, mandatory: bool = False
    ) -> Key[tuple[int, ...]]:
        told = Text("整数的列表", "a list of whole numbers")
        return self._add(
            Key(name, lambda entry: entry.integers(name), told, Text(zh, en), mandatory)
        )

    def numbers(self, name: str, zh: str, en: str) -> Key[tuple[float, ...]]:
        told = Text("数的列表", "a list of numbers")
        return self._add(Key(name, lambda entry: entry.numbers(name), told, Text(zh, en)))

    def lines(self, name: str, zh: str, en: str) -> Key[tuple[Texts, ...]]:
        told = Text(
            "列表，每行是文字或文字的列表", "a list of lines, each a text or a list of text"
        )
        return self._add(Key(name, lambda entry: entry.lines(name), told, Text(zh, en)))

    def path(self, name: str, zh: str, en: str, *, mandatory: bool = True) -> Key[Texts]:
        """() where it may be left out and is."""
        told = Text("文字或文字的列表", "a text or a list of text")

        def read(entry: Entry) -> Texts:
            entry.known(name)
            return entry.path(name) if mandatory or entry.has(name) else ()

        return self._add(Key(name, read, told, Text(zh, en), mandatory))

    def heading(self, name: str, zh: str, en: str) -> Key[Texts]:
        """A text, or a list of those over it and itself; ("",) where there is none."""
        told = Text("文字或文字的列表", "a text or a list of text")

        def read(entry: Entry) -> Texts:
            return entry.path(name) if entry.is_list(name) else (entry.text(name, ""),)

        return self._add(Key(name, read, told, Text(zh, en)))

    def texts_by_key(
        self, name: str, zh: str, en: str, *, written: Text | None = None
    ) -> Key[dict[str, str]]:
        told = written or Text("名称 = 文字 的对照", "names with text")
        return self._add(Key(name, lambda entry: entry.texts_by_key(name), told, Text(zh, en)))

    def entry(self, name: str, within: Keys) -> Key[Entry]:
        return self._add(self._of(name, lambda entry: entry.entry(name), within, mandatory=True))

    def optional(self, name: str, within: Keys) -> Key[Entry | None]:
        return self._add(self._of(name, lambda entry: entry.optional(name), within))

    def entries(
        self,
        name: str,
        within: Keys,
        tells: Text | None = None,
        *,
        mandatory: bool = False,
        unless: str = "",
    ) -> Key[Iterator[Entry]]:
        """What is `mandatory` may be missing where there is a key `unless`."""

        def read(entry: Entry) -> Iterator[Entry]:
            return entry.entries(name, required=mandatory and not (unless and entry.has(unless)))

        return self._add(self._of(name, read, within, tells, mandatory=mandatory))

    def named(self, name: str, within: Keys) -> Key[Iterator[Entry]]:
        return self._add(self._of(name, lambda entry: entry.named(name), within))

    @staticmethod
    def _of(
        name: str,
        read: Callable[[Entry], Value],
        within: Keys,
        tells: Text | None = None,
        *,
        mandatory: bool = False,
    ) -> Key[Value]:
        told = Text(f"{within.title} 表", f"tables {within.title}")
        return Key(name, read, told, tells or within.tells, mandatory, within=within)


Texts = tuple[str, ...]


def groups(top: Keys) -> Iterator[Keys]:
    """`top` and every kind of table within it, each once, in the order of the keys."""
    seen: list[Keys] = []
    waiting = [top]
    while waiting:
        group = waiting.pop(0)
        if not any(group is other for other in seen):
            seen.append(group)
            waiting[:0] = [key.within for key in group if key.within]
    yield from seen


ANYWHERE = Keys("anywhere", "任何一张表", "每一张表里都可以写。", "May stand in every table.")
GUESS = ANYWHERE.text(
    "guess",
    "这里有待核定的推测：nianbao learn 起草时写上。还有一处，就只能用 formats 查看，不能用来做工作簿；核定后删去。",
    "A guess that a person has to settle, as nianbao learn writes it. While one is left, only formats takes the file; settle it and delete it.",
    "",
)
