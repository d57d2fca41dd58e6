"""Explanations against findings: valid while the values are those that were explained."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from compiler.findings import Finding, Severity
from compiler.model import Slip


def explained(findings: Iterable[Finding], slips: Iterable[Slip]) -> list[Finding]:
    """Each finding with its slip, if one was written against its token.

    A slip against the same id with other values is stale. Errors can be explained only
    where the rule says so; an empty reason explains nothing.
    """
    written = [slip for slip in slips if slip.reason.strip()]
    by_token = {slip.token.strip(): slip for slip in written}
    by_id = {slip.token.strip().rpartition("-")[0]: slip for slip in written}
    return [_with_slip(finding, by_token, by_id) for finding in findings]


def _with_slip(finding: Finding, by_token: dict[str, Slip], by_id: dict[str, Slip]) -> Finding:
    if finding.level is Severity.ERROR and not finding.explainable:
        return finding
    if slip := by_token.get(finding.token):
        return replace(finding, slip=slip, slip_state="valid")
    if slip := by_id.get(finding.id):
        return replace(finding, slip=slip, slip_state="stale")
    return finding
