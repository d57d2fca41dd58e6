"""Explanations against findings: valid while the values are those that were explained.

A slip that explains nothing is not passed over in silence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from compiler.catalogue import w_entries as kinds
from compiler.report.places import Places
from compiler.text.labels import folded
from compiler.values.dataclass import replace
from compiler.values.findings import Finding, Kind
from compiler.values.report import Slip


def explained(findings: Iterable[Finding], slips: Iterable[Slip]) -> list[Finding]:
    """Each finding with its slip, if one was written against its token.

    A slip against the same id with other values is stale. Errors can be explained only
    where the rule says so; an empty reason explains nothing.
    """
    written = [slip for slip in slips if slip.reason.strip()]
    by_token = {_bare(slip.token): slip for slip in written}
    by_id = {_bare(slip.token).rpartition("-")[0]: slip for slip in written}
    return [_with_slip(finding, by_token, by_id) for finding in findings]


def _with_slip(finding: Finding, by_token: dict[str, Slip], by_id: dict[str, Slip]) -> Finding:
    if not finding.can_be_explained:
        return finding
    if slip := by_token.get(_bare(finding.token)):
        return replace(finding, slip=slip, slip_state="valid")
    if slip := by_id.get(_bare(finding.id)):
        return replace(finding, slip=slip, slip_state="stale")
    return finding


def slip_findings(
    findings: Iterable[Finding], slips: tuple[Slip, ...], places: Places
) -> list[Finding]:
    """The slips that bear no token, one that no finding has, or one that others bear too."""
    known = {_bare(finding.id) for finding in findings}
    about_slips: list[Finding] = []
    for token, same in _positions(_bare(slip.token) for slip in slips).items():
        if not token:
            about_slips += _without_token(slips, same, places)
            continue
        if token.rpartition("-")[0] not in known:
            about_slips.append(_of_slips(kinds.SLIP_WITHOUT_FINDING, slips, same, places, token))
        written = [position for position in same if slips[position].reason]
        if len(written) > 1:
            about_slips.append(_of_slips(kinds.REPEATED_SLIP, slips, written[::-1], places, token))
    return about_slips


def _without_token(
    slips: tuple[Slip, ...], positions: list[int], places: Places
) -> Iterator[Finding]:
    """One finding for each text; the same text twice is one."""
    texts = [f"{slips[p].reason} {slips[p].by} {slips[p].date}".strip() for p in positions]
    for text, same in _positions(texts).items():
        at = [positions[index] for index in same]
        yield _of_slips(kinds.SLIP_WITHOUT_TOKEN, slips, at, places, text)


def _of_slips(
    kind: Kind, slips: tuple[Slip, ...], positions: list[int], places: Places, words: str
) -> Finding:
    first, *others = [places.slip(position) for position in positions]
    values = {
        "sheet": first.label or "",
        "text": words[:60],
        "count": str(len(positions)),
        "token": slips[positions[0]].token[:60],
    }
    return Finding(kind, first, values, related=tuple(others), words=words)


def _positions(texts: Iterable[str]) -> dict[str, list[int]]:
    """Where each text stands among them."""
    positions: dict[str, list[int]] = {}
    for position, text in enumerate(texts):
        positions.setdefault(text, []).append(position)
    return positions


def _bare(token: str) -> str:
    """A token in one writing: blanks, widths and capitals are no difference."""
    return folded(token).casefold()
