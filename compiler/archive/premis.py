"""premis.xml: the files, what was done with them and by whom, in PREMIS 3.

Given the material and the payload, gives the XML: an object for each file, the events of
this act with their outcome, the program and the agency as agents. Order and names follow
the PREMIS 3 schema (http://www.loc.gov/standards/premis/v3/premis-v3-0.xsd).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lxml import etree

from compiler import __version__
from compiler.archive.bag import MANIFEST, SM3_LIST
from compiler.archive.digests import sha256, sm3
from compiler.archive.material import Holding, Material
from compiler.archive.names import DOCUMENT, RENDERING, SOURCES
from compiler.archive.pdf import Rendering
from compiler.output.sentences import verdict_line
from compiler.text.characters import printable
from compiler.values.findings import Severity, counted

PREMIS_NAMESPACE = "http://www.loc.gov/premis/v3"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_TYPE = f"{{{_XSI}}}type"
_PREFIXES: dict[str, str] = {None: PREMIS_NAMESPACE, "xsi": _XSI}  # type: ignore[dict-item]  # lxml's own way
_EVENT_TYPES = "http://id.loc.gov/vocabulary/preservation/eventType"
_IDENTIFIER = "nianbao"
_PROGRAM, _AGENCY, _CONVERTER = "agent-program", "agent-agency", "agent-converter"


@dataclass(frozen=True, slots=True)
class _Event:
    """`kind` is a term of the Library of Congress's vocabulary of event types."""

    id: str
    kind: str
    detail: str
    outcome: str
    note: str
    agents: tuple[tuple[str, str], ...]
    objects: tuple[tuple[str, str], ...]


def premis(material: Material, held: Sequence[Holding]) -> bytes:
    root = etree.Element(f"{{{PREMIS_NAMESPACE}}}premis", nsmap=_PREFIXES)
    root.set("version", "3.0")
    events = _events(material, held)
    for holding in held:
        _add_object(root, holding, material, events)
    for event in events:
        _add_event(root, event, material)
    _add_agent(root, _PROGRAM, "nianbao", "software", __version__)
    _add_agent(root, _AGENCY, material.report.name, "organization")
    if isinstance(material.rendering, Rendering) and material.rendering.producer:
        _add_agent(root, _CONVERTER, material.rendering.producer, "software")
    etree.indent(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8") + b"\n"


def _events(material: Material, held: Sequence[Holding]) -> tuple[_Event, ...]:
    source = SOURCES[material.report.origin.source.kind]
    program, agency = (_PROGRAM, "executing program"), (_AGENCY, "authorizer")
    findings = material.findings
    numbers = ", ".join(f"{s.value} {counted(findings, s)}" for s in Severity)
    basis = material.form.declaration
    events = [
        _Event(
            "event-validation",
            "validation",
            f"核对来源文件：格式 {basis.id} 第 {basis.version} 版，{basis.authority}",
            "success",
            f"{verdict_line(findings, 'zh')} {numbers}",
            (program, agency),
            ((source, "source"),),
        ),
        _Event(
            "event-creation",
            "creation",
            "由来源文件编成正式文档，写出后重新打开逐字核对",
            "success",
            "看得见的文字与封存的数据一致",
            (program, agency),
            ((source, "source"), (DOCUMENT, "outcome")),
        ),
    ]
    if isinstance(material.rendering, Rendering):
        events.append(_converted(material.rendering))
    return (*events, _digested(held))


def _converted(rendering: Rendering) -> _Event:
    agent = (_CONVERTER if rendering.producer else _PROGRAM, "executing program")
    return _Event(
        "event-rendering",
        "migration",
        "由正式文档转换成版式文件",
        "success",
        f"{rendering.flavour}，{rendering.pages} 页，字体全部嵌入",
        (agent,),
        ((DOCUMENT, "source"), (RENDERING, "outcome")),
    )


def _digested(held: Sequence[Holding]) -> _Event:
    return _Event(
        "event-digest",
        "message digest calculation",
        "计算包内各文件的 SHA-256 和 SM3",
        "success",
        f"摘要见各对象、{MANIFEST} 和 {SM3_LIST}",
        ((_PROGRAM, "executing program"),),
        tuple((holding.name, "source") for holding in held),
    )


def _add_object(
    root: etree._Element, held: Holding, material: Material, events: Iterable[_Event]
) -> None:
    element = _sub(root, "object")
    element.set(_TYPE, "file")
    _identifier(element, "object", held.name)
    known = _sub(element, "objectCharacteristics")
    _sub(known, "compositionLevel", "0")
    for algorithm, digest in (("SHA-256", sha256(held.data)), ("SM3", sm3(held.data))):
        fixity = _sub(known, "fixity")
        _sub(fixity, "messageDigestAlgorithm", algorithm)
        _sub(fixity, "messageDigest", digest)
        _sub(fixity, "messageDigestOriginator", f"nianbao {__version__}")
    _sub(known, "size", str(len(held.data)))
    designation = _sub(_sub(known, "format"), "formatDesignation")
    _sub(designation, "formatName", held.format)
    _add_application(known, held, material)
    if held.original:
        _sub(element, "originalName", held.original)
    for kind, subtype, related in _relations(held, material):
        relationship = _sub(element, "relationship")
        _sub(relationship, "relationshipType", kind)
        _sub(relationship, "relationshipSubType", subtype)
        _identifier(relationship, "relatedObject", related)
    for event in events:
        if any(name == held.name for name, _ in event.objects):
            _identifier(element, "linkingEvent", event.id)


def _add_application(known: etree._Element, held: Holding, material: Material) -> None:
    """What made the file; staff's workbook could have been saved by anything."""
    if held.original:
        return
    application = _sub(known, "creatingApplication")
    if held.name == RENDERING and isinstance(material.rendering, Rendering):
        _sub(application, "creatingApplicationName", material.rendering.producer or "LibreOffice")
    else:
        _sub(application, "creatingApplicationName", "nianbao")
        _sub(application, "creatingApplicationVersion", __version__)
    _sub(application, "dateCreatedByApplication", _time(material))


def _relations(held: Holding, material: Material) -> Iterable[tuple[str, str, str]]:
    if held.name == DOCUMENT:
        return [("derivation", "has source", SOURCES[material.report.origin.source.kind])]
    if held.name == RENDERING:
        return [("derivation", "has source", DOCUMENT)]
    return []


def _add_event(root: etree._Element, event: _Event, material: Material) -> None:
    element = _sub(root, "event")
    _identifier(element, "event", event.id)
    kind = _sub(element, "eventType", event.kind)
    kind.set("authority", "eventType")
    kind.set("authorityURI", _EVENT_TYPES)
    _sub(element, "eventDateTime", _time(material))
    _sub(_sub(element, "eventDetailInformation"), "eventDetail", event.detail)
    outcome = _sub(element, "eventOutcomeInformation")
    _sub(outcome, "eventOutcome", event.outcome)
    _sub(_sub(outcome, "eventOutcomeDetail"), "eventOutcomeDetailNote", event.note)
    for agent, role in event.agents:
        _sub(_identifier(element, "linkingAgent", agent), "linkingAgentRole", role)
    for name, role in event.objects:
        _sub(_identifier(element, "linkingObject", name), "linkingObjectRole", role)


def _add_agent(root: etree._Element, id: str, name: str, kind: str, version: str = "") -> None:
    element = _sub(root, "agent")
    _identifier(element, "agent", id)
    _sub(element, "agentName", name)
    _sub(element, "agentType", kind)
    if version:
        _sub(element, "agentVersion", version)


def _identifier(parent: etree._Element, of: str, value: str) -> etree._Element:
    identifier = _sub(parent, f"{of}Identifier")
    _sub(identifier, f"{of}IdentifierType", _IDENTIFIER)
    _sub(identifier, f"{of}IdentifierValue", value)
    return identifier


def _time(material: Material) -> str:
    return material.at.isoformat(timespec="seconds")


def _sub(parent: etree._Element, name: str, text: str = "") -> etree._Element:
    element = etree.SubElement(parent, f"{{{PREMIS_NAMESPACE}}}{name}")
    if text:
        element.text = printable(text)
    return element
