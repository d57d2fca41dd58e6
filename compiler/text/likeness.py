"""“Did you mean”: of the names there are, those most like the one that was written."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from compiler.text.language import Text

# Of the likeness that difflib finds, from 0 to 1: below it names are not alike.
ALIKE = 0.6
_MOST_LISTED = 12


def alike(
    wanted: str,
    known: Iterable[str],
    *,
    most: int = 1,
    cutoff: float = ALIKE,
    compared_as: Callable[[str], str] = str,
) -> list[str]:
    """The known names most like the wanted one, the likest first; both compared as given."""
    # Not at the top: the command's help must not wait for it.
    import difflib

    names = {compared_as(name): name for name in known}
    close = difflib.get_close_matches(compared_as(wanted), names, n=most, cutoff=cutoff)
    return [names[name] for name in close]


def suggestion(written: str, known: tuple[str, ...]) -> Text:
    """“Did you mean” one of the known names, else what may stand there."""
    for close in alike(written, known):
        return Text(f"是不是“{close}”？", f"Did you mean “{close}”?")
    if not known:
        return Text("没有可用的名称。", "There is none to choose from.")
    names = listed(known)
    return Text(f"可以用的有：{names.zh}。", f"Known: {names.en}.")


def listed(known: tuple[str, ...]) -> Text:
    """The first few names."""
    few, more = known[:_MOST_LISTED], " …" if len(known) > _MOST_LISTED else ""
    return Text(f"{'、'.join(few)}{more}", f"{', '.join(few)}{more}")
