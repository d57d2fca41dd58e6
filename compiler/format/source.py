"""The text of a declaration file, with what it includes, as one document.

Given bytes and the folder they stand in, gives nested dicts and the digest of all that
was read. What the keys mean is the business of `load`.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any

from compiler.format.entry import Entry, Mistakes
from compiler.format.keys import Keys
from compiler.text.language import Text
from compiler.values.findings import Finding
from compiler.values.limits import DECLARATION
from compiler.values.named_tuple import NamedTuple
from compiler.values.sha256 import sha256

INCLUDE_KEYS = Keys()
_INCLUDE = INCLUDE_KEYS.texts(
    "include",
    "引入的文件，与本文件在同一个文件夹里；同名的列表接在一起，别的以本文件为准。",
    "Files beside this one that are taken in: lists of the same name are joined, else this file's hold.",
    written=Text("文件名的列表", "a list of file names"),
)
_PICTURES = "picture"
ReadFile = Callable[[Path], "bytes | Finding"]


class DeclarationSource(NamedTuple):
    """`digest` is the SHA-256 of what is declared, whatever its comments and line ends, and
    whatever is drawn: a workbook is the same without.
    """

    document: dict[str, Any]
    digest: str


def read_source(data: bytes, folder: Path, mistakes: Mistakes, read: ReadFile) -> DeclarationSource:
    """Included files: their lists precede the file's own, their tables stand where it has none."""
    document = _parsed(data, mistakes)
    names = Entry(document, "", mistakes).get(_INCLUDE)
    document.pop("include", None)
    for name in names:
        if not _stays_inside(folder, name):
            Entry({}, "", mistakes).wrong(
                "include",
                name,
                "声明文件所在文件夹里的文件（相对路径，不含 ..）",
                "a file inside the declaration's own folder (a relative path without ..)",
            )
            continue
        more = read(folder / name)
        if isinstance(more, Finding):
            mistakes.refused(more)
            continue
        for key, value in _parsed(more, mistakes).items():
            if isinstance(value, list) and isinstance(document.get(key), list):
                document[key] = [*value, *document[key]]
            else:
                document.setdefault(key, value)
    depended_on = {key: value for key, value in document.items() if key != _PICTURES}
    declared = json.dumps(depended_on, ensure_ascii=True, default=str)
    return DeclarationSource(document, sha256(declared.encode()).hexdigest())


def _stays_inside(folder: Path, name: str) -> bool:
    """By either system's way to write a path, and where links on the way lead."""
    for path in (PurePosixPath(name), PureWindowsPath(name)):
        if path.is_absolute() or path.anchor or ".." in path.parts:
            return False
    try:
        return (folder / name).resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError, ValueError):  # no such name, or links in a circle
        return False


def _parsed(data: bytes, mistakes: Mistakes) -> dict[str, Any]:
    if DECLARATION.passed(len(data)):
        mistakes.over(DECLARATION, len(data))
        return {}
    try:
        return tomllib.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        mistakes.not_toml(Text("不是 UTF-8 编码", "it is not UTF-8"))
    except RecursionError:
        mistakes.not_toml(Text("嵌套太深", "it is nested too deeply"))
    except tomllib.TOMLDecodeError as fault:
        mistakes.not_toml(_malformed(str(fault)))
    return {}


def _malformed(reason: str) -> Text:
    """The parser's English with the place it names, which Chinese words repeat."""
    at = re.search(r"at line (\d+), column (\d+)", reason)
    zh = f"第 {at[1]} 行第 {at[2]} 个字符处写法不对" if at else "结尾处写法不对"
    return Text(zh, reason)
