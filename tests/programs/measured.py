"""Every program run on every sample: what the page is made of, as plain values.

A program that is not installed, or gives up, has its reason instead.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from functools import reduce
from operator import add
from pathlib import Path
from typing import Any

from compiler.values.report import Report
from tests.programs.calculated import calculated
from tests.programs.facts import Fact, facts, opened
from tests.programs.installed import CALCULATING, SAVING, NotRunError, Tools
from tests.support.workbooks import findings, read

Data = dict[str, Any]


def measure(tools: Tools, samples: Mapping[str, bytes], folder: Path) -> Iterator[tuple[str, Any]]:
    """(`saved.<program>` or `calculated.<program>`, its data or its `NotRunError`), one after another."""
    sources = {}
    for name, data in samples.items():
        sources[name] = folder / f"{name}.xlsx"
        sources[name].write_bytes(data)
    for program in SAVING:
        yield f"saved.{program}", _or_reason(saved, tools, program, sources, folder)
    for program in CALCULATING:
        yield f"calculated.{program}", _or_reason(_calculated, tools, program, sources, folder)


def _or_reason(measuring: Any, tools: Tools, program: str, *given: Any) -> Data | NotRunError:
    try:
        found: Data = measuring(tools, program, *given)
    except NotRunError as reason:
        return reason
    return {"version": tools.version(program), **found}


def saved(tools: Tools, program: str, sources: Mapping[str, Path], folder: Path) -> Data:
    parts: dict[str, Fact] = {}
    had = same = 0
    more: Counter[str] = Counter()
    fewer: Counter[str] = Counter()
    for name, source in sources.items():
        target = folder / f"{name}-{program}.xlsx"
        tools.save(program, source, target)
        for id, fact in facts(opened(source), opened(target)).items():
            parts[id] = parts.get(id, Fact()) + fact
        before, after = source.read_bytes(), target.read_bytes()
        contents, found = _contents(read(before).report), _contents(read(after).report)
        had += len(contents)
        same += sum(found.get(place) == content for place, content in contents.items())
        told, now = (Counter(f.code for f in findings(data)) for data in (before, after))
        more += now - told
        fewer += told - now
    return {
        "read": {"had": had, "same": same},
        "more": dict(sorted(more.items())),
        "fewer": dict(sorted(fewer.items())),
        "parts": {id: _short(fact) for id, fact in parts.items()},
    }


def _short(fact: Fact) -> Data:
    """Without what did not happen."""
    return {
        key: value
        for key, value in asdict(fact).items()
        if value or key in ("had", "kept")
    }  # fmt: skip


def _contents(report: Report | None) -> Mapping[str, object]:
    """Every figure, entry of the cover and section of a report."""
    if report is None:
        return {}
    return {
        **{str(figure): quantity for figure, quantity in report.figures.items()},
        **{f"agency {key}": entry for key, entry in report.agency.items()},
        **{f"section {id}": paragraphs for id, paragraphs in report.narrative.items()},
        "year": report.year,
        "slips": report.slips,
    }


def _calculated(tools: Tools, program: str, sources: Mapping[str, Path], folder: Path) -> Data:
    found = reduce(add, (calculated(tools, program, each, folder) for each in sources.values()))
    return {
        "formulas": found.formulas,
        "same": found.same,
        "differ": dict(sorted(found.differ.items(), key=lambda each: (-each[1], each[0]))),
    }
