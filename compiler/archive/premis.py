"""premis.xml: the files, what was done with them and by whom, in PREMIS 3.

Given the material and the payload, gives the XML: an object for each file, the events of
this act with their outcome, the program and the agency as agents. Order and names follow
the PREMIS 3 schema (http://www.loc.gov/standards/premis/v3/premis-v3-0.xsd).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from lxml import etree

from compiler import __version__
from compiler.archive.bag import MANIFEST, PAYLOAD, SM3_LIST
from compiler.archive.digests import sha256, sm3
from compiler.archive.identifiers import (
    UUID_TYPE,
    agent_identifier,
    event_identifier,
    object_identifier,
)
from compiler.archive.material import Holding, Material
from compiler.archive.names import DOCUMENT, READABLE_RECORD, RECORD, RENDERING, SOURCES
from compiler.archive.pdf import Rendering
from compiler.output.sentences import verdict_line
from compiler.text.characters import printable
from compiler.values.dataclass import dataclass
from compiler.values.findings import Severity, counted

PREMIS_NAMESPACE = "http://www.loc.gov/premis/v3"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_TYPE = f"{{{_XSI}}}type"
# Archivematica finds its files by the words premis:file: the prefix must be this one.
_PREFIXES = {"premis": PREMIS_NAMESPACE, "xsi": _XSI}
_EVENT_TYPES = "http://id.loc.gov/vocabulary/preservation/eventType"


@dataclass(frozen=True, slots=True)
class _Agent:
    id: str
    name: str
    kind: str
    version: str = ""


@dataclass(frozen=True, slots=True)
class _Event:
    """`kind` is a term of the Library of Congress's vocabulary of event types.

    `agents` and `objects` come with their roles; objects are names of files.
    """

    kind: str
    detail: str
    note: str
    agents: tuple[tuple[_Agent, str], ...]
    objects: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _Package:
    """What the description refers to: its files, their identifiers by name, and who acted."""

    material: Material
    held: Sequence[Holding]
    ids: Mapping[str, str]
    program: _Agent
    agency: _Agent

    @property
    def source(self) -> str:
        return SOURCES[self.material.report.origin.source.kind]

    @property
    def at(self) -> str:
        return self.material.at.isoformat(timespec="seconds")

    def event_id(self, event: _Event) -> str:
        objects = tuple(self.ids[name] for name, _ in event.objects)
        return event_identifier(self.material.archival_code.text, event.kind, objects)


def premis(material: Material, held: Sequence[Holding]) -> bytes:
    root = etree.Element(f"{{{PREMIS_NAMESPACE}}}premis", nsmap=_PREFIXES)
    root.set("version", "3.0")
    package = _package(material, held)
    events = tuple(_events(package))
    for holding in held:
        _add_object(root, holding, package, events)
    for event in events:
        _add_event(root, event, package)
    for agent in dict.fromkeys(agent for event in events for agent, _ in event.agents):
        _add_agent(root, agent)
    etree.indent(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8") + b"\n"


def _package(material: Material, held: Sequence[Holding]) -> _Package:
    name, fonds = material.report.name, material.archival_code.fonds
    program = _Agent(
        agent_identifier("software", "nianbao", __version__), "nianbao", "software", __version__
    )
    # Two agencies of one name have two fonds.
    agency = _Agent(agent_identifier("organization", fonds, name), name, "organization")
    code = material.archival_code.text
    ids = {h.name: object_identifier(code, h.name, sha256(h.data)) for h in held}
    return _Package(material, held, ids, program, agency)


def _events(package: _Package) -> Iterator[_Event]:
    material, source = package.material, package.source
    program, agency = (package.program, "executing program"), (package.agency, "authorizer")
    findings, basis = material.findings, material.form.declaration
    numbers = ", ".join(f"{s.value} {counted(findings, s)}" for s in Severity)
    yield _Event(
        "validation",
        f"核对来源文件：格式 {basis.id} 第 {basis.version} 版，{basis.authority}",
        f"{verdict_line(findings, 'zh')} {numbers}",
        (program, agency),
        ((source, "source"), (RECORD, "outcome"), (READABLE_RECORD, "outcome")),
    )
    yield _Event(
        "creation",
        "由来源文件编成正式文档，写出后重新打开逐字核对",
        "看得见的文字与封存的数据一致",
        (program, agency),
        ((source, "source"), (DOCUMENT, "outcome")),
    )
    if isinstance(material.rendering, Rendering):
        yield _converted(material.rendering, package.program)
    if material.source_name != source:
        yield _Event(
            "filename change",
            f"来源文件放进包里，原名 {material.source_name}，改名 {source}",
            "内容一个字节没有动过",
            (program,),
            ((source, "source"),),
        )
    yield _Event(
        "message digest calculation",
        "计算包内各文件的 SHA-256 和 SM3",
        f"摘要见各对象、{MANIFEST} 和 {SM3_LIST}",
        (program,),
        tuple((holding.name, "source") for holding in package.held),
    )


def _converted(rendering: Rendering, program: _Agent) -> _Event:
    maker = rendering.producer
    converter = _Agent(agent_identifier("software", maker), maker, "software")
    return _Event(
        "migration",
        "由正式文档转换成版式文件",
        f"{rendering.flavour}，{rendering.pages} 页，字体全部嵌入",
        ((converter if maker else program, "executing program"),),
        ((DOCUMENT, "source"), (RENDERING, "outcome")),
    )


def _add_object(
    root: etree._Element, held: Holding, package: _Package, events: Iterable[_Event]
) -> None:
    element = _sub(root, "object")
    element.set(_TYPE, "premis:file")
    _identifier(element, "object", package.ids[held.name])
    known = _sub(element, "objectCharacteristics")
    _sub(known, "compositionLevel", "0")
    for algorithm, digest in (("SHA-256", sha256(held.data)), ("SM3", sm3(held.data))):
        fixity = _sub(known, "fixity")
        _sub(fixity, "messageDigestAlgorithm", algorithm)
        _sub(fixity, "messageDigest", digest)
        _sub(fixity, "messageDigestOriginator", f"nianbao {__version__}")
    _sub(known, "size", str(len(held.data)))
    _add_format(known, held)
    _add_application(known, held, package)
    # As it is handed over, which is what PREMIS means by it: the name under which whoever takes
    # the package finds the file. What staff called the source is told by an event.
    _sub(element, "originalName", PAYLOAD + held.name)
    for kind, subtype, related in _relations(held, package):
        relationship = _sub(element, "relationship")
        _sub(relationship, "relationshipType", kind)
        _sub(relationship, "relationshipSubType", subtype)
        _identifier(relationship, "relatedObject", package.ids[related])
    for event in events:
        if any(name == held.name for name, _ in event.objects):
            _identifier(element, "linkingEvent", package.event_id(event))


def _add_format(known: etree._Element, held: Holding) -> None:
    format = _sub(known, "format")
    _sub(_sub(format, "formatDesignation"), "formatName", held.format)
    registry = _sub(format, "formatRegistry")
    _sub(registry, "formatRegistryName", "PRONOM")
    _sub(registry, "formatRegistryKey", held.pronom)


def _add_application(known: etree._Element, held: Holding, package: _Package) -> None:
    """What made the file; staff's workbook could have been saved by anything."""
    if held.original:
        return
    rendering = package.material.rendering
    application = _sub(known, "creatingApplication")
    if held.name == RENDERING and isinstance(rendering, Rendering):
        _sub(application, "creatingApplicationName", rendering.producer or "LibreOffice")
    else:
        _sub(application, "creatingApplicationName", "nianbao")
        _sub(application, "creatingApplicationVersion", __version__)
    _sub(application, "dateCreatedByApplication", package.at)


def _relations(held: Holding, package: _Package) -> Iterable[tuple[str, str, str]]:
    if held.name == DOCUMENT:
        return [("derivation", "has source", package.source)]
    if held.name == RENDERING:
        return [("derivation", "has source", DOCUMENT)]
    return []


def _add_event(root: etree._Element, event: _Event, package: _Package) -> None:
    element = _sub(root, "event")
    _identifier(element, "event", package.event_id(event))
    kind = _sub(element, "eventType", event.kind)
    kind.set("authority", "eventType")
    kind.set("authorityURI", _EVENT_TYPES)
    _sub(element, "eventDateTime", package.at)
    _sub(_sub(element, "eventDetailInformation"), "eventDetail", event.detail)
    outcome = _sub(element, "eventOutcomeInformation")
    # Nothing that failed is packed.
    _sub(outcome, "eventOutcome", "success")
    _sub(_sub(outcome, "eventOutcomeDetail"), "eventOutcomeDetailNote", event.note)
    for agent, role in event.agents:
        _sub(_identifier(element, "linkingAgent", agent.id), "linkingAgentRole", role)
    for name, role in event.objects:
        linked = _identifier(element, "linkingObject", package.ids[name])
        _sub(linked, "linkingObjectRole", role)


def _add_agent(root: etree._Element, agent: _Agent) -> None:
    element = _sub(root, "agent")
    _identifier(element, "agent", agent.id)
    _sub(element, "agentName", agent.name)
    _sub(element, "agentType", agent.kind)
    if agent.version:
        _sub(element, "agentVersion", agent.version)


def _identifier(parent: etree._Element, of: str, value: str) -> etree._Element:
    identifier = _sub(parent, f"{of}Identifier")
    _sub(identifier, f"{of}IdentifierType", UUID_TYPE)
    _sub(identifier, f"{of}IdentifierValue", value)
    return identifier


def _sub(parent: etree._Element, name: str, text: str = "") -> etree._Element:
    element = etree.SubElement(parent, f"{{{PREMIS_NAMESPACE}}}{name}")
    if text:
        element.text = printable(text)
    return element
