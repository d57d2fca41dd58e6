"""How the examples of many units are carried out: piles as values, and a batch where it needs one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from unittest.mock import patch

from compiler.commands.arguments import Arguments
from compiler.commands.batch import crew_of
from compiler.commands.batch_written import left_from_before
from compiler.commands.unit_work import done, lost
from compiler.edges.limited import OverLimitError, TooLongError, TooMuchError
from compiler.office.found import Candidate, Unit, superseded, units_of, usual_of
from compiler.office.overview import Context, besides
from compiler.office.result import Setting, Work
from compiler.office.roster import Roster, roster_of
from compiler.office.sums_apart import sums_apart
from compiler.office.year_before import last_year_of
from compiler.report.whose import Whose
from compiler.values.findings import Finding
from tests.support.workbooks import GOOD, SAMPLES

Found = Finding | Iterable[Finding] | None
FORMAT = "disclosure-2019"


def candidate(
    name: str,
    agency: str = "",
    *,
    year: int = 2020,
    saved: str = "2021-01-15T08:00:00",
    sha256: str = "",
    marked: bool = False,
    format: str = FORMAT,
) -> Candidate:
    """A file of this name; its agency is what stands before the ending, if none is named."""
    path = Path(name)
    whose = Whose(format, agency or path.stem, year, saved, marked)
    return Candidate(name, path.name, sha256 or name, saved, path.parts[:-1], whose)


def told(
    candidates: Sequence[Candidate],
    roster: Roster | None = None,
    earlier: Sequence[Candidate] | None = None,
) -> list[Finding]:
    """All that is said of a pile besides what its reports say themselves."""
    units = units_of(candidates, roster)
    priors = last_year_of(units, earlier or ())
    folder = "" if earlier is None else "上年"
    context = Context("zh", usual_of(units), roster, folder, "2021-03-01")
    found = list(roster.findings) if roster else []
    for unit in units:
        found += besides(unit, context, has_prior=unit.folder in priors)
        found += (finding for _, finding in superseded(unit))
    return found


def listed(
    *rows: Sequence[str], header: Sequence[str] = ("单位名称", "别名", "是否报送", "期限")
) -> Roster:
    roster = roster_of([header, *rows], "名册.csv")
    assert isinstance(roster, Roster)
    return roster


# The examples


def _sample_work() -> Work:
    Path("某局.xlsx").write_bytes((SAMPLES / f"{GOOD}.xlsx").read_bytes())
    return Work("某局.xlsx", "", "某局", "某局")


def _stopped(over: type[OverLimitError]) -> Callable[[], Found]:
    def doing() -> Found:
        with patch("compiler.commands.unit_work.compile_report", side_effect=over):
            return _of_work(lambda work: done(work, Setting()))

    return doing


def _of_work(work: Callable[[Work], object]) -> Found:
    """What the result of a unit tells, made while it is worked on."""
    from tests.support.ways import recorded

    with recorded() as made:
        work(_sample_work())
    return [finding for finding in made if finding.code.startswith("U")]


def _without_office() -> Found:
    with patch("compiler.edges.libreoffice.office_program", return_value=None):
        return _of_work(lambda work: done(work, Setting(pdf=True)))


def _only_a_lock() -> Found:
    from tests.support.ways import ran

    Path("收到的").mkdir()
    Path("收到的", "~$年报.xlsx").touch()
    return ran("batch", "收到的", "-o", "结果")


def _before(name: str) -> Found:
    """A unit done in an earlier run, and a run in which there is 某局."""
    done(_sample_work()._replace(folder=name), Setting())
    return list(left_from_before(Path(), [Unit("某局", "某局", "", None)], Setting()))


def _no_cluster(address: str) -> Found:
    with patch("compiler.commands.batch.cluster", side_effect=OSError):
        found = crew_of(Arguments(dask=address))
    assert isinstance(found, Finding)
    return found


def _years(*years: int) -> list[Candidate]:
    return [
        candidate(f"{name}局.xlsx", year=year)
        for name, year in zip("甲乙丙丁", years, strict=False)
    ]


def _with_sum(*units: str) -> list[Finding]:
    whole = Whose(FORMAT, "某县", 2020, units=units)
    lying = [candidate("甲局.xlsx"), candidate("乙局.xlsx")]
    return sums_apart([*lying, candidate("全县.xlsx")._replace(whose=whole)])[1]


def _listed(entry: str) -> Callable[[], Found]:
    return lambda: told([candidate("某局.xlsx")], listed(("某局",), (entry,)))


def _due(day: str) -> Callable[[], Found]:
    late = candidate("某局.xlsx", saved=f"{day}T10:00:00")
    return lambda: told([late], listed(("某局", "", "", "2021-01-31")))


def _known_as(alias: str) -> Callable[[], Found]:
    """One name in the roster, another on the cover; what the first then lacks is not asked."""
    roster = listed(("某某县司法局", alias, "否"))
    return lambda: told([candidate("a.xlsx", "某县司法局")], roster)


def _unusable() -> Found:
    found = roster_of([("序号", "备注"), ("1", "无")], "名册.csv")
    assert isinstance(found, Finding)
    return found


WAYS: Mapping[str, Callable[..., Found]] = {
    r"成批处理时，一份工作簿两次使进程中断（人为造成）。": lambda: _of_work(lambda work: lost(work, Setting())),
    r"成批处理时，一份工作簿三十秒没有做完（人为造成）。": _stopped(TooLongError),
    r"成批处理时，一份工作簿用的内存太多（人为造成）。": _stopped(TooMuchError),
    r"成批处理一份好的工作簿。": lambda: _of_work(lambda work: done(work, Setting())),
    r"收到“某局.xlsx”和第二天保存的“某局\(2\).xlsx”，两份内容不同。": lambda: told([
        candidate("某局.xlsx"), candidate("某局(2).xlsx", "某局", saved="2021-01-16T08:00:00")]),
    r"收到“某局.xlsx”和“某局 - 副本.xlsx”，是同一个文件。": lambda: told([
        candidate("某局 - 副本.xlsx", "某局", sha256="1"), candidate("某局.xlsx", sha256="1")]),
    r"收到“某局.xlsx”和“另一局.xlsx”，是两家单位的。": lambda: told([candidate("某局.xlsx"), candidate("另一局.xlsx")]),
    r"`nianbao batch 收到的 -o 结果`，而“收到的”里只有“~\$年报.xlsx”。": _only_a_lock,
    r"`--prior 上年`，而里面没有这家单位 2019 年的报告。": lambda: told(
        [candidate("某局.xlsx")], earlier=[candidate("某局.xlsx", year=2018)]),
    r"`--prior 上年`，里面有这家单位 2019 年的报告。": lambda: told(
        [candidate("某局.xlsx")], earlier=[candidate("某局.xlsx", year=2019)]),
    r"三家单位的报告是 2020 年的，一家是 2019 年的。": lambda: told(_years(2020, 2020, 2020, 2019)),
    r"三家单位的报告都是 2020 年的。": lambda: told(_years(2020, 2020, 2020)),
    r"`--pdf`，而机器上没有装 LibreOffice。": _without_office,
    r"`--dask (\S+)`，而那里没有集群。": _no_cluster,
    r"收到甲局、乙局的工作簿，还有由它们合并成的“全县.xlsx”。": lambda: _with_sum("甲局", "乙局"),
    r"收到甲局的工作簿，还有由丙局、丁局合并成的“全县.xlsx”。": lambda: _with_sum("丙局", "丁局"),
    r"上次处理过“(.+)”，这次.*": _before,
    r"名册上有某局、另一局，只收到某局的报告。": _listed("另一局"),
    r"名册上有某局、另一局（免报），只收到某局的报告。": lambda: told(
        [candidate("某局.xlsx")], listed(("某局",), ("另一局", "", "免报"))),
    r"名册上有某某县司法局，收到的报告是某县司法局的。": _known_as(""),
    r"名册上有某某县司法局（别名某县司法局），收到的报告是某县司法局的。": _known_as("某县司法局"),
    r"期限是 2021-01-31，工作簿是 (\S+) 保存的。": lambda day: _due(day)(),
    r"名册的第一行是“序号、备注”。": _unusable,
    r"名册上某局出现两次。": lambda: told([candidate("某局.xlsx")], listed(("某局",), ("某局",))),
    r"名册上某局的期限写成“(.+)”。": lambda day: told([candidate("某局.xlsx")], listed(("某局", "", "", day))),
}  # fmt: skip
