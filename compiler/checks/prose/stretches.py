"""A paragraph taken apart into stretches, as far as its words alone allow.

Given a text and a form, gives its skeleton and its stretches, from one end of a sentence to
the next. What they say depends on those before them, and is read in `thread`.
"""

from __future__ import annotations

import re
from functools import cached_property, lru_cache

from compiler.checks.prose.amounts import Skeleton, skeleton, with_years
from compiler.checks.prose.distributed import distributed
from compiler.checks.prose.own_name import names_of, with_own_name
from compiler.checks.prose.segments import Sentence, sentence_of
from compiler.checks.prose.tokens import Names, tokens_of
from compiler.format.form import Form
from compiler.format.lexicon import Lexicon, lexicon_of

_AMOUNTS = ("count", "money", "percent")
_STRETCH = re.compile("[^。!！?？\n]+[。!！?？\n]*")
# A sentence as short as this may be the heading of a paragraph: （二）依申请公开情况。
_HEADING = 26
# Words that claim something of what was named before.
_CLAIMING = frozenset(("none", "nought", "every", "finished", "more", "fewer", "largest"))


def _can_claim(sentence: Sentence) -> bool:
    """Whether it may name a figure, list parts, tell a share or a change, or say all or none."""
    if not _CLAIMING.isdisjoint(sentence.roles):
        return True
    numbers = [t.number for t in sentence.tokens if t.number is not None]
    told = len([n for n in numbers if n.kind in _AMOUNTS and not n.ordinal])
    if told != 1:
        return told > 1
    return "became" in sentence.roles or any(t.word and t.word.figures for t in sentence.tokens)


class Stretch:
    """Words up to the next end of a sentence, taken apart when that is asked for: most of what
    can claim nothing never is.
    """

    def __init__(
        self, words: Skeleton, span: tuple[int, int], lexicon: Lexicon, name: str, names: Names
    ) -> None:
        self._words, self._span, self.lexicon = words, span, lexicon
        self._name, self._names = name, names
        self._text = words.text[slice(*span)]
        self._tells = any(n.kind in _AMOUNTS for n in words.numbers_between(*span))
        # Whether it can claim anything.
        self.claims = self._can_claim()

    def _can_claim(self) -> bool:
        if self._tells:
            return self.sentence is not None and _can_claim(self.sentence)
        short = len(self._text) <= _HEADING
        return self.lexicon.denies(self._text) if short else self.lexicon.may_deny(self._text)

    @cached_property
    def sentence(self) -> Sentence | None:
        """None of what is too long for a heading and claims nothing, and where there is no word."""
        if not (self._tells or len(self._text) <= _HEADING or self.claims):
            return None
        tokens = tokens_of(self._words, *self._span, self.lexicon, self._names)
        return sentence_of(with_own_name(tokens, self._name))


# Many reports say the same in the same words, and one that is checked is read again for quotes.
@lru_cache(maxsize=256)
def taken_apart(
    written: str, year: int | None, form: Form, name: str
) -> tuple[Skeleton, tuple[Stretch, ...]]:
    """`written` is the text as printed, `name` that of the body."""
    lexicon = lexicon_of(form)
    names = names_of(name, form.language, form.prose.governments)
    words = _skeleton(written, year, english=form.language == "en")
    spans = (match.span() for match in _STRETCH.finditer(words.text))
    return words, tuple(Stretch(words, span, lexicon, name, names) for span in spans)


def _skeleton(written: str, year: int | None, *, english: bool) -> Skeleton:
    if english:
        from compiler.checks.prose.english import english_skeleton

        return english_skeleton(written, year)
    return distributed(with_years(skeleton(written), year))
