"""The reference of every key of a declaration, as Markdown, from the loader's own keys.

Nothing is said here that does not stand beside a key in `compiler/format`.
"""

from __future__ import annotations

from collections.abc import Iterator

from compiler.format.keys import ANYWHERE, Key, Keys, groups

_INTRODUCTION = """\
<!-- docs/rebuild.py 由 compiler/format 里各个键的声明生成，请勿手改。Made by docs/rebuild.py. -->

# 声明文件的每一个键 Every key of a declaration

一种报告格式是一个 TOML 文件。怎样一步一步写，见 [declaring-a-format.md](declaring-a-format.md)（英文）和
[declaring-open-rows.md](declaring-open-rows.md)（中文，有增加的行和金额）；这里是全部的键，由程序读取时用的声明生成。
没有列在这里的键一概不认，写错了会指出来。

A format is one TOML file; the two pages above make one step by step. This is the list of all its keys, made of what the loader itself reads by. A key that is not listed is refused.

**必** 必须写，不写就是错误。mandatory: whoever leaves it out hears of it.
"""


def reference_page(top: Keys) -> str:
    """One table of keys for each kind of TOML table."""
    found = [*groups(top), ANYWHERE]
    parts = [_INTRODUCTION]
    parts += [f"- [{_shown(group.title)}](#{_anchor(group)}) {group.tells.zh}" for group in found]
    for group in found:
        parts += _group(group)
    return "\n".join(parts) + "\n"


def _group(group: Keys) -> Iterator[str]:
    yield f'\n<a id="{_anchor(group)}"></a>\n\n## {_shown(group.title)}\n'
    yield f"{group.tells.zh} {group.tells.en}\n"
    keys = list(group)
    if not keys:
        return
    yield "| 键 key | 写什么 holds | 不写时 else | 作用 what it does |"
    yield "|---|---|---|---|"
    yield from map(_row, keys)


def _row(key: Key[object]) -> str:
    written = _both(key.written.zh, key.written.en)
    if key.within:
        written = f"[{_shown(key.within.title)}](#{_anchor(key.within)})"
    default = "**必**" if key.mandatory else f"`{key.default}`" if key.default else ""
    cells = f"`{key.name}`", written, default, _both(key.tells.zh, key.tells.en)
    return f"| {' | '.join(cells)} |"


def _both(zh: str, en: str) -> str:
    return _cell(zh) if zh == en else f"{_cell(zh)}<br>{_cell(en)}"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;").replace("*", "\\*")


def _shown(title: str) -> str:
    """TOML's brackets are no links."""
    return f"`{title}`" if "[" in title else title


def _anchor(group: Keys) -> str:
    return "keys-" + group.name
