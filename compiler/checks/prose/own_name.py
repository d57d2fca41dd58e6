"""The body's own name in a sentence: in full, shortened, or by one of its parts.

Given its name, gives what it is called; given a word, the word as this body's report means
it. It knows no table.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from compiler.checks.prose.tokens import OWN, Names, Token
from compiler.format.lexicon import word_of

# 司法局 alone may be another place's; with its place it is this one.
_SHORTEST_NAME = 4
_KINDS = ("局", "委", "厅", "办", "院", "镇", "乡", "县", "区", "街道")


def own_names(name: str, governments: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The body's name in full, without the places it begins with, and a government's short form.

    `governments`: what governments are called behind their place, in full first.
    """
    if not name:
        return ()
    found = [name[start:] for start in range(max(1, len(name) - _SHORTEST_NAME + 1))]
    office = name[-3:] if name.endswith(("办公室", "办公厅")) else ""
    government = name.removesuffix(office)
    place = government.removesuffix(governments[0]) if governments else government
    if place != government and place.endswith(("省", "市", "县", "区", "州", "镇", "乡")):
        calls = [f"{place[-1]}{word}" for word in governments]
        found += [f"{call}{office}" for call in calls]
        found += [f"{call}{office[0]}" for call in calls] if office else []
        found += calls
    # 市水务局 is 某市水务局's short form; its office is another body.
    last = max(name.rfind(kind) for kind in "省市县区州旗镇乡")
    if 0 <= last < len(name) - 2:
        found.append(name[last:])
    return tuple(sorted(set(found), key=len, reverse=True))


@lru_cache(maxsize=16)
def names_of(name: str, language: str, governments: tuple[str, ...]) -> Names:
    """What a body of this name is called, by first characters."""
    found: dict[str, list[str]] = {}
    for one in (name.lower(),) if language == "en" else own_names(name, governments):
        found.setdefault(one[:1], []).append(one)
    return found


def with_own_name(tokens: Sequence[Token], name: str) -> Sequence[Token]:
    """These words, those that are of the body's own name read so.

    They are unknown words or stand for others: 税务 in the report of a 税务局 narrows nothing;
    规划类 does.
    """
    found = list(tokens)
    for place, token in enumerate(tokens):
        word = token.word
        if token.is_unknown if word is None else "others" in word.roles:
            following = tokens[place + 1] if place + 1 < len(tokens) else None
            found[place] = _of_own_name(token, following, name)
    return found


def _of_own_name(token: Token, following: Token | None, name: str) -> Token:
    if following is not None and following.has("kindword"):
        return token
    if _is_short_name(token, name):
        return token._replace(word=OWN)
    if _is_own_zone(token, name):
        return token._replace(word=OWN)
    if token.text not in name:
        return token
    kind = token.has("others") or (token.is_unknown and token.text in _KINDS)
    if kind and name.endswith(token.text):
        return token._replace(word=OWN)  # 分局 in the report of a 分局
    if _is_own_unit(token, name):
        return token._replace(word=OWN)
    if token.is_unknown and len(token.text) >= 2:
        return token._replace(word=_FIELD)
    return token


def _is_own_unit(token: Token, name: str) -> bool:
    """镇综合执法队 in the report of a township: one of its own units."""
    if not token.is_unknown or token.text not in ("镇", "乡", "街道"):
        return False
    place = re.search("(镇|乡|街道)(?:人民政府|办事处|街道办事处)?$", name)
    return place is not None and token.text == place[1]


def _is_own_zone(token: Token, name: str) -> bool:
    """开发区, 管委会 in the report of a zone's committee."""
    if not name.endswith(("管理委员会", "管委会")) or len(token.text) < 2:
        return False
    return token.text in (*_COMMITTEE, *(zone for zone in _zones(name) if zone in name))


_COMMITTEE = ("管委会", "管理委员会")


def _zones(name: str) -> tuple[str, ...]:
    zone = re.search("(高新|经济技术|经济)?(?:技术产业)?(?:开发)?区", name)
    return ("开发区", "高新区", "经开区", "新区", zone[0]) if zone else ()


_LEVELS = "省市县区州盟旗镇乡"


def _is_short_name(token: Token, name: str) -> bool:
    """县卫健委 in the report of 某县卫生健康委员会."""
    text = token.text
    if not token.is_unknown or len(text) < len("县教委") or text[-1] not in "局委厅办":
        return False
    if text[0] not in _LEVELS:
        return False
    # 市教育局 is another body than 某市某区教育局.
    rest = iter(name[max(map(name.rfind, _LEVELS)) :])
    return all(character in rest for character in text)


_FIELD = word_of(roles=frozenset(("plain",)))
