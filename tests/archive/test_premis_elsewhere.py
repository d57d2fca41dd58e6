"""premis.xml read by others: metsrw's premisrw, and the rules by which Archivematica imports events.

The rules are those of its job “Load PREMIS events from metadata/premis.xml” and of the page
“Import metadata” in its manual, told again here: what it finds, what it refuses and what it
would only leave out.
"""

from __future__ import annotations

import json
from copy import deepcopy
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from lxml import etree

from tests.support.packages import ENTRIES, archived, contents
from tests.support.workbooks import GOOD, SAMPLES

premisrw = pytest.importorskip(
    "metsrw.plugins.premisrw", reason="metsrw is not installed", exc_type=ImportError
)

NAMES = {
    "premis": "http://www.loc.gov/premis/v3",
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
}
WORKBOOK = SAMPLES / f"{GOOD}.xlsx"


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("archive") / "归档包"
    assert archived(WORKBOOK, folder).code == 0
    return folder


def root_of(package: Path) -> etree._Element:
    return etree.parse(package / "premis.xml").getroot()


def identifiers(package: Path, kind: str) -> list[str]:
    path = f"premis:{kind}/premis:{kind}Identifier/premis:{kind}IdentifierValue"
    return [e.text or "" for e in root_of(package).findall(path, NAMES)]


# Archivematica


class RefusedError(Exception):
    """Archivematica would import no event of this file."""


def imported(root: etree._Element, transferred: set[str]) -> list[tuple[str, str]]:
    """The events by the file they are put to; `transferred` are names as a bag hands them over."""
    version = root.get("version")
    assert version == "3.0"
    found = {
        kind: _elements(root, path, version)
        for kind, path in (
            ("object", 'premis:object[@xsi:type="premis:file"]'),
            ("event", "premis:event"),
            ("agent", "premis:agent"),
        )
    }
    files, agents = _names(found["object"]), set(found["agent"])
    _every_link_is_kept(found)
    events = []
    for event in found["event"].values():
        own = premisrw.PREMISEvent(data=event)
        datetime.fromisoformat(own.date_time)
        if not _linked(own, "linking_agent_identifier") & agents:
            raise RefusedError(f"{own.type} has no agent")
        known = [files[id] for id in _linked(own, "linking_object_identifier") if id in files]
        there = [name for name in known if name in transferred]
        if not there:
            raise RefusedError(f"{own.type} has no file in the transfer")
        events += [(own.type, name) for name in there]
    return events


def _elements(root: etree._Element, path: str, version: str) -> dict[tuple[str, str], Any]:
    elements = {}
    for element in root.findall(path, NAMES):
        element.set("version", version)
        data = premisrw.premis_to_data(element)
        kind = etree.QName(element).localname
        identifier = premisrw.data_find(data, f"{kind}_identifier")
        type, value = (part[1] for part in identifier[1:3])
        elements[type, value] = data
    return elements


def _names(objects: dict[tuple[str, str], Any]) -> dict[tuple[str, str], str]:
    return {
        id: name[1].strip()
        for id, data in objects.items()
        if (name := premisrw.data_find(data, "original_name"))
    }


def _linked(element: Any, name: str) -> set[tuple[str, str]]:
    return {(link.type, link.value) for link in element.findall(name)}


def _every_link_is_kept(found: dict[str, dict[tuple[str, str], Any]]) -> None:
    """An element to which nothing refers, or that refers to nothing there, ends the import."""
    events = [premisrw.PREMISEvent(data=data) for data in found["event"].values()]
    for kind in ("object", "agent"):
        linked = set().union(*(_linked(event, f"linking_{kind}_identifier") for event in events))
        if set(found[kind]) != linked:
            raise RefusedError(f"{kind}s and events do not refer to one another")
    for data in found["object"].values():
        if not _linked(premisrw.PREMISObject(data=data), "linking_event_identifier") <= set(
            found["event"]
        ):
            raise RefusedError("an object refers to an event that is not there")


def payload(package: Path) -> set[str]:
    """Archivematica numbers a bag's files before it moves them: each by its place in the bag."""
    return {name for name in contents(package) if name.startswith("data/")}


def test_archivematica_imports_every_event_of_every_file(package: Path) -> None:
    events = imported(root_of(package), payload(package))
    assert {name for kind, name in events if kind == "message digest calculation"} == payload(
        package
    )
    assert {kind for kind, _ in events} == {
        "validation", "creation", "filename change", "message digest calculation",
    }  # fmt: skip
    assert ("filename change", "data/工作簿.xlsx") in events


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("premis:file", "file"),
        ("premis:originalName>data/", "premis:originalName>"),
        ("premis:linkingObjectIdentifier>", "premis:note>"),
        ("premis:linkingAgentIdentifier>", "premis:note>"),
    ],
    ids=["type-without-prefix", "name-not-in-the-package", "no-objects", "no-agents"],
)
def test_the_rules_refuse_what_archivematica_does(package: Path, old: str, new: str) -> None:
    text = (package / "premis.xml").read_text("utf-8")
    assert old in text
    with pytest.raises(RefusedError):
        imported(etree.fromstring(text.replace(old, new).encode()), payload(package))


# premisrw and metsrw


def test_premisrw_reads_objects_events_and_agents(package: Path) -> None:
    root = root_of(package)
    formats = {}
    for element in root.findall("premis:object", NAMES):
        element.set("version", "3.0")
        read = premisrw.PREMISObject(data=premisrw.premis_to_data(element))
        assert (read.identifier_type, read.message_digest_algorithm) == ("UUID", "SHA-256")
        assert read.format_registry_name == "PRONOM"
        name = element.findtext("premis:originalName", "", NAMES)
        formats[name] = read.format_registry_key
        assert int(read.size) == (package / name).stat().st_size
    assert formats == {
        "data/报告.docx": "fmt/412",
        "data/校验记录.docx": "fmt/412",
        "data/工作簿.xlsx": "fmt/214",
        "data/数据.json": "fmt/817",
        "data/校验记录.json": "fmt/817",
    }


def test_metsrw_writes_it_into_a_mets_and_reads_it_back(package: Path, tmp_path: Path) -> None:
    import metsrw

    root = root_of(package)
    document = metsrw.METSDocument()
    names = []
    for element in root.findall("premis:object", NAMES):
        name = element.findtext("premis:originalName", "", NAMES)
        file = metsrw.FSEntry(
            path=name, label=Path(name).name, type="Item",
            file_uuid=element.findtext(".//premis:objectIdentifierValue", "", NAMES),
        )  # fmt: skip
        file.add_premis_object(deepcopy(element))
        for event in root.findall("premis:event", NAMES):
            file.add_premis_event(deepcopy(event))
        document.append_file(file)
        names.append(name)
    document.write(str(tmp_path / "METS.xml"))
    again = metsrw.METSDocument.fromfile(str(tmp_path / "METS.xml"))
    assert sorted(file.path for file in again.all_files()) == sorted(names)
    assert {file.file_uuid for file in again.all_files()} == set(identifiers(package, "object"))


# Identifiers


def test_the_same_input_has_the_same_identifiers_at_any_time(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.support.packages.EPOCH", "1700000000")
    assert archived(WORKBOOK, tmp_path / "包").code == 0
    later = set(identifiers(tmp_path / "包", "object"))
    # The readable record tells its time, so it is another file.
    assert len(set(identifiers(package, "object")) - later) == 1
    assert archived(WORKBOOK, tmp_path / "再").code == 0
    for kind in ("object", "event", "agent"):
        assert identifiers(tmp_path / "包", kind) == identifiers(tmp_path / "再", kind)


def _other_item(folder: Path) -> Path:
    assert archived(WORKBOOK, folder, *ENTRIES[:-1], "8").code == 0
    return folder


def _other_report(folder: Path) -> Path:
    data = json.loads((SAMPLES / f"{GOOD}.json").read_text("utf-8"))
    report = folder.with_suffix(".json")
    data["narrative"]["other"] = [{"level": "body", "text": "本单位没有别的事项要报告。"}]
    report.write_text(json.dumps(data), "utf-8")
    assert archived(report, folder).code == 0
    return folder


@pytest.mark.parametrize("other", [_other_item, _other_report])
def test_another_item_or_report_shares_no_file_and_no_event(
    package: Path, tmp_path: Path, other: Any
) -> None:
    elsewhere = other(tmp_path / "包")
    for kind in ("object", "event"):
        assert not set(identifiers(package, kind)) & set(identifiers(elsewhere, kind))
    assert identifiers(package, "agent") == identifiers(elsewhere, "agent")


def test_every_identifier_is_a_uuid(package: Path) -> None:
    for kind in ("object", "event", "agent"):
        assert {UUID(value).version for value in identifiers(package, kind)} == {5}
