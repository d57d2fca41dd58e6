"""A slip of the user's on the command line, with what is said of it."""

from __future__ import annotations

from compiler.commands.option import Bilingual


class Misuse(Exception):  # noqa: N818 – the user's slip, not an error of ours
    def __init__(self, words: Bilingual, *values: str) -> None:
        super().__init__(words.en)
        self.words = words
        self.values = values


NEEDS_VALUE = Bilingual("选项 {0} 后面缺少 {1}。", "the option {0} needs {1} after it.")
TAKES_NO_VALUE = Bilingual("选项 {0} 后面不能带值。", "the option {0} takes no value.")
NOT_UNDERSTOOD = Bilingual("这样的写法无法理解。", "this cannot be understood.")
