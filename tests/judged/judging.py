"""Reports with a few figures changed, what is said of each, and `python -m tests.judged.judging`
to write that down.

A record beside this file holds a form's cases one after another: the changes, then each finding
with its numbers, its places and what follows from it. Whoever renews a record reads what changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy

from compiler.catalogue.c_cells import STALE_TOTAL
from compiler.checks.every_check import check
from compiler.format.judgement import State, judgements
from compiler.report.reading import Reading
from compiler.values.findings import Finding, Place
from tests.judged.judged_forms import EVERY_FORM, HERE, STALE, Changes, Data, Forms


def told(name: str) -> str:
    """The record of a form."""
    form = EVERY_FORM[name]()
    return "\n".join(_case(form, changes) for changes in form.cases)


def _case(form: Forms, changes: Changes) -> str:
    data = deepcopy(form.data)
    for path, value in changes.items():
        if not path.startswith(STALE):
            _put(data, path, value)
    head = "; ".join(f"{path} = {value!r}" for path, value in changes.items())
    stale = [_stale(path, value) for path, value in changes.items() if path.startswith(STALE)]
    reading = form.read(data)
    found = check(reading._replace(findings=(*reading.findings, *stale)), form.prior)
    lines = [line for each in found for line in _finding(each)]
    return f"# {head}\n" + "".join(f"{line}\n" for line in (*lines, *_undecided(reading, form)))


def _undecided(reading: Reading, form: Forms) -> Iterator[str]:
    """What is known of the identities that neither hold nor are broken."""
    assert reading.report is not None
    assert reading.form is not None
    last = form.prior.figures if form.prior else None
    by_state: dict[State, list[str]] = {}
    for judgement in judgements(reading.report, reading.form, last):
        line = judgement.identity.line
        name = f"{judgement.identity.rule.id} {line}" if line else judgement.identity.rule.id
        by_state.setdefault(judgement.state, []).append(name)
    for state in State:
        if state not in (State.HOLDS, State.BROKEN) and state in by_state:
            yield f"{state.value}: {', '.join(by_state[state])}"


def _stale(path: str, value: object) -> Finding:
    """As the reader of a workbook tells of a total that was not calculated again."""
    table, row, column = path.removeprefix(STALE).split(".")
    place = Place(table=table, row=row, column=column)
    values = {"label": path, "actual": "", "expected": str(value), "difference": ""}
    return Finding(STALE_TOTAL, place, values, expected=str(value))


def _put(data: Data, path: str, value: object) -> None:
    table, row, column = path.split(".")
    held = data["tables"][table]
    if isinstance(held, list):
        held = {each["key"]: each["figures"] for each in held}
    held[row][column] = value


def _finding(found: Finding) -> Iterator[str]:
    numbers = (found.expected, found.actual, found.difference)
    yield f"{found.code} {found.level.value} {found.rule or '-'} at {_address(found.place)}"
    yield f"  {found.message('zh')}｜{found.hint('zh')}"
    yield f"  {found.message('en')}｜{found.hint('en')}"
    if any(number is not None for number in numbers):
        yield "  numbers: " + ", ".join(number or "-" for number in numbers)
    if found.clause:
        yield f"  clause: {found.clause}"
    if found.involved:
        yield "  involved: " + ", ".join(found.involved)
    if found.related:
        yield "  related: " + ", ".join(map(_address, found.related))
    for each in found.consequences:
        yield f"  follows: {each.rule} at {_address(each.place)}"


def _address(place: Place) -> str:
    parts = (place.section, place.table, place.row, place.column)
    return ".".join(part for part in parts if part)


if __name__ == "__main__":
    for name in EVERY_FORM:
        (HERE / f"{name}.txt").write_text(told(name), "utf-8", newline="\n")
