"""Claims judged against the tables: given a report's prose, gives family P's findings."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Context, Decimal, localcontext
from itertools import pairwise

from compiler.catalogue import p_figures as kinds
from compiler.checks.prose.distributed import IN_ORDER
from compiler.checks.prose.equality import equality_findings
from compiler.checks.prose.paragraph import Paragraph, paragraphs
from compiler.checks.prose.reader import reader_of
from compiler.checks.prose.repeated import repeated_findings
from compiler.checks.prose.share_words import may_tell_share
from compiler.checks.prose.stated_changes import stated_changes
from compiler.checks.prose.sums import sum_findings
from compiler.checks.prose.thread import Spoken
from compiler.checks.prose.universal import universal_findings
from compiler.format.form import Form
from compiler.format.judgement import Figures
from compiler.report.places import Places
from compiler.values.dataclass import replace
from compiler.values.findings import Finding, Severity
from compiler.values.report import Report

# A sentence's number may have 30 digits, a share of two of them twice as many.
_ROOM = Context(prec=100)


def figure_findings(
    report: Report, form: Form, places: Places, prior: Figures | None
) -> list[Finding]:
    """Every claim of every paragraph about figures."""
    with localcontext(_ROOM):
        reader = reader_of(report, form, places, prior)
        read = tuple(paragraphs(reader))
        found = [f for paragraph in read if paragraph.spoken for f in judged(paragraph)]
        return [*found, *_repeated(read, found)]


def _repeated(read: tuple[Paragraph, ...], found: list[Finding]) -> Iterator[Finding]:
    """What is told twice, unless the tables have already said which one is wrong."""
    accused = {(f.place, f.actual) for f in found if f.level is not Severity.ADVICE}
    for one in repeated_findings(read):
        if (one.place, one.actual) not in accused and not any(
            f.actual == one.expected for f in found
        ):
            yield one


def judged(paragraph: Paragraph) -> Iterator[Finding]:
    before = None
    accused: list[tuple[str, Finding]] = []
    for spoken in paragraph.spoken:
        for found in _exchanged([*equality_findings(paragraph, spoken, before)]):
            accused.append((_words_of(paragraph, spoken), found))
            yield found
        yield from universal_findings(paragraph, spoken)
        yield from _of_one_sentence(paragraph, spoken)
        yield from stated_changes(paragraph, spoken)
        before = spoken
    for found in (*sum_findings(paragraph), *_of_sentences(paragraph)):
        if not any(_follows(found, *one) for one in accused):
            yield found


def _exchanged(found: list[Finding]) -> Iterator[Finding]:
    """执法案卷14件、行政查询27件, and 27 and 14 in the table: what each is told of stands at the other, and
    that is no chance.
    """
    told = {(f.actual, f.expected) for f in found if f.kind is kinds.CONTRADICTS_TABLE}
    for one in found:
        if one.level is Severity.ADVICE and (one.expected, one.actual) in told:
            yield replace(one, severity=Severity.WARNING)
        else:
            yield one


# Whoever judges a kind of claim is loaded where one is made: few reports make them all.
_OF_STOCKS = ("net", "beginning", "compared", "from")


def _of_one_sentence(paragraph: Paragraph, spoken: Spoken) -> Iterator[Finding]:
    roles, units = spoken.sentence.roles, spoken.sentence.units
    if "year_before" in roles and paragraph.reader.prior is not None:
        from compiler.checks.prose.former import former_findings

        yield from former_findings(paragraph, spoken)
    if "every" in roles or _says_which(spoken):
        from compiler.checks.prose.all_of import all_of_findings

        yield from all_of_findings(paragraph, spoken)
    if "compared" in roles:
        from compiler.checks.prose.unchanged import unchanged_findings

        yield from unchanged_findings(paragraph, spoken)
    if "than" in roles and not roles.isdisjoint(("more", "fewer")):
        from compiler.checks.prose.differences import difference_findings

        yield from difference_findings(paragraph, spoken)
    if not roles.isdisjoint(_OF_STOCKS):
        from compiler.checks.prose.stocks import stock_findings

        yield from stock_findings(paragraph, spoken)
    if not roles.isdisjoint(("part_of_year", "doubled")) or _is_multiple(spoken):
        from compiler.checks.prose.multiples import multiple_findings

        yield from multiple_findings(paragraph, spoken)
    if "largest" in roles:
        from compiler.checks.prose.largest import largest_findings

        yield from largest_findings(paragraph, spoken)
    if "largest" in roles or "位" in units:
        from compiler.checks.prose.ranks import rank_findings

        yield from rank_findings(paragraph, spoken)
    if not roles.isdisjoint(("rate", "finished")) and "%" in units:
        from compiler.checks.prose.line_rates import line_rate_findings

        yield from line_rate_findings(paragraph, spoken)
    if "finished" in roles and "%" in units:
        from compiler.checks.prose.rates import rate_findings

        yield from rate_findings(paragraph, spoken)


def _shares_in_order(spoken: Spoken) -> bool:
    shares = "share" in spoken.sentence.roles and "%" in spoken.sentence.units
    return shares and any(t.text.startswith(IN_ORDER) for t in spoken.sentence.tokens)


def _of_sentences(paragraph: Paragraph) -> Iterator[Finding]:
    """What is claimed of numbers in several sentences."""
    roles = frozenset[str]().union(*(spoken.sentence.roles for spoken in paragraph.spoken))
    if any("%" in spoken.sentence.units for spoken in paragraph.spoken):
        from compiler.checks.prose.shares import share_findings

        yield from share_findings(paragraph)
    if any(map(_shares_in_order, paragraph.spoken)):
        from compiler.checks.prose.ordered_shares import ordered_share_findings

        yield from ordered_share_findings(paragraph)
    words = paragraph.skeleton
    if "share" in roles or may_tell_share(words, 0, len(words.text)):
        from compiler.checks.prose.line_shares import line_share_findings

        yield from line_share_findings(paragraph)
    if not roles.isdisjoint(("more", "fewer", "became")):
        from compiler.checks.prose.changes import change_findings

        yield from change_findings(paragraph)


def _says_which(spoken: Spoken) -> bool:
    """Whether a clause without a number of its own names a row: 行政诉讼1件，系直接起诉."""
    return any(s.rows and s.segment.amount is None and not s.none for s in spoken.slots[1:])


def _is_multiple(spoken: Spoken) -> bool:
    """Whether a number is told as a multiple, or as an average: 场均65人."""
    if "倍" in spoken.sentence.units:
        return True
    texts = [token.text for token in spoken.sentence.tokens]
    return "均" in texts and any(b == "均" and a[-1:] in _APIECE for a, b in pairwise(texts))


_APIECE = tuple("期场次件篇项家")


def _words_of(paragraph: Paragraph, spoken: Spoken) -> str:
    tokens = spoken.sentence.tokens
    return paragraph.skeleton.span(tokens[0].start, tokens[-1].end)


def _follows(found: Finding, sentence: str, accused: Finding) -> bool:
    """Whether a sum is right once the number accused in its sentence is: it says nothing new."""
    if found.kind is not kinds.PARTS_DO_NOT_ADD_UP or not (accused.expected and accused.actual):
        return False
    words = found.words or ""
    if words not in sentence and sentence not in words:
        return False
    gap = Decimal(accused.expected) - Decimal(accused.actual)
    return (
        abs(Decimal(found.expected or 0) - Decimal(found.actual or 0)) == abs(gap)
        and accused.level is not Severity.ADVICE
    )
