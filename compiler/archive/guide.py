"""说明.txt: what is in the package and how to check it with common tools only.

Given the material and the payload, gives the text: plain UTF-8, lines ended as the oldest
Notepad wants them. It is for a reader who has never heard of this program.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from compiler import __version__
from compiler.archive.archival_code import RETENTIONS
from compiler.archive.bag import DECLARATION, INFORMATION, MANIFEST, SM3_LIST, TAG_MANIFEST
from compiler.archive.material import Holding, Material, fonts_of
from compiler.archive.names import CATALOGUE_LINE, DOCUMENT, GUIDE, METADATA, NATURES_FORM, PREMIS
from compiler.archive.pdf import Rendering
from compiler.archive.substitutes import substitutes
from compiler.text.characters import printable
from compiler.text.dates import moment_in_words


def guide(material: Material, held: Sequence[Holding]) -> bytes:
    return "".join(f"{line}\r\n" for line in _lines(material, held)).encode("utf-8", "replace")


def _lines(material: Material, held: Sequence[Holding]) -> Iterator[str]:
    code = material.archival_code
    yield printable(material.title)
    yield "归档包说明"
    yield ""
    yield f"档号：{code.text}"
    yield f"保管期限：{RETENTIONS[code.retention]}"
    yield f"立档单位：{printable(material.report.name)}"
    yield f"生成时间：{moment_in_words(material.at)}"
    yield f"生成程序：nianbao {__version__}"
    yield f"报告格式：{material.form.declaration.name}，{material.form.declaration.authority}"
    yield ""
    yield "一、包里有什么"
    yield ""
    yield from _contents(material, held)
    yield ""
    yield "二、怎样核对，不用专门的软件"
    yield ""
    yield from _checks(material)
    yield ""
    yield "三、怎样打开"
    yield ""
    yield from _opening(material)


def _contents(material: Material, held: Sequence[Holding]) -> Iterator[str]:
    yield "data 文件夹，归档的内容："
    for holding in held:
        before = f"；原名 {printable(holding.original)}" if holding.original else ""
        yield f"  {holding.name}　{holding.what}（{holding.format}，{len(holding.data)} 字节{before}）"
    if not isinstance(material.rendering, Rendering):
        yield f"  没有版式文件：{material.rendering.zh}。"
    yield "旁边的文件，说明归档的内容："
    yield f"  {GUIDE}　本说明"
    yield f"  {NATURES_FORM}　归档时的四性自检表，打印后由检测人签字"
    yield f"  {METADATA}　元数据，项名依 DA/T 46-2009"
    yield f"  {PREMIS}　保存元数据，PREMIS 3：文件、处理、执行者"
    yield f"  {CATALOGUE_LINE}　归档文件目录的一行，可复制到本单位的目录"
    yield "    （以 =、+、-、@ 开头的一格，前面加了撇号，免得表格软件当成公式；复制以后请去掉）"
    yield f"  {DECLARATION}、{INFORMATION}　按 BagIt 1.0（RFC 8493）组织的标记"
    yield f"  {MANIFEST}　data 内各文件的 SHA-256"
    yield f"  {TAG_MANIFEST}　旁边各文件的 SHA-256"
    yield f"  {SM3_LIST}　全部文件的 SM3（GB/T 32905），它自己和 {TAG_MANIFEST} 除外"


def _checks(material: Material) -> Iterator[str]:
    yield "Linux、macOS（macOS 上把 sha256sum 换成 shasum -a 256），在本文件夹里："
    yield f"  sha256sum -c {MANIFEST}"
    yield f"  sha256sum -c {TAG_MANIFEST}"
    yield "每个文件都应显示 OK（成功）。要核对 SM3 的，用 GNU coreutils 9.0 以上版本的 cksum："
    yield f"  cksum -a sm3 -c {SM3_LIST}"
    yield "或者用 OpenSSL 逐个与清单对照："
    yield f"  openssl dgst -sm3 data/{DOCUMENT}"
    yield "Windows，在命令提示符里，逐个与清单对照："
    yield f"  certutil -hashfile data\\{DOCUMENT} SHA256"
    yield "任何系统，装有 Python 的，用国会图书馆的 bagit（还能查出 data 里多出的文件）："
    yield "  python -m pip install bagit"
    yield "  python -m bagit --validate 本文件夹"
    yield ""
    yield "正式文档的 SHA-256（编成时显示，也记在校验记录里）："
    yield f"  {material.document_sha256}"
    yield "摘要能查出包内的改动，查不出连同清单一起重做的包。请把上面这个值另存一处，例如写在移交清单上。"


def _opening(material: Material) -> Iterator[str]:
    yield "所有文件都没有密码，没有加密。文本文件是 UTF-8 编码。"
    yield f"{DOCUMENT} 没有嵌入字体，指定的字体是：{'、'.join(fonts_of(material.document))}。"
    yield "打开的机器上没有这些字体时，由办公软件用别的字体代替，文字不变，换行和分页可能不同。"
    rendering = material.rendering
    if isinstance(rendering, Rendering):
        yield f"版式文件声明为 {rendering.flavour}，{rendering.pages} 页，由 {rendering.producer} 转换，嵌入的字体是："
        yield f"{'、'.join(rendering.fonts)}。"
        found = substitutes(material.document, rendering)
        if found.instead:
            yield f"版式文件{found.lacking.zh}，代用的是 {'、'.join(found.instead)}。"
