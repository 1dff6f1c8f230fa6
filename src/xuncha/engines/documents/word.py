"""DOCX by python-docx: names the typefaces of GB/T 9704, so that an office's own are used where it has them."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from xuncha.domain.words import dated
from xuncha.engines.documents import layout
from xuncha.engines.documents.content import Block, Content, Heading, Paragraph, Table
from xuncha.engines.documents.kinds import Form, Kind

FANG, SONG, HEI, KAI = "仿宋_GB2312", "方正小标宋简体", "黑体", "楷体_GB2312"
LEVELS = (HEI, KAI, FANG, FANG)
PITCH_TWENTIETHS = int(layout.PITCH_PT * 20)
"""In the unit of the format; a fraction more would push the 22nd line off the page."""
HEAD_PT = 30.0
RIGHT, CENTRE, BOTH = WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY


def render_docx(content: Content, kind: Kind) -> bytes:
    """Set the document for a word processor."""
    page = _Page(kind.form)
    page.head(content)
    page.line(content.title, SONG, layout.TITLE_PT, align=CENTRE)
    page.blank()
    if content.to:
        page.line("、".join(content.to) + "：")
    for block in content.body:
        page.block(block)
    page.end(content)
    kept = BytesIO()
    page.document.core_properties.title = content.title
    page.document.core_properties.author = content.issuer
    page.document.save(kept)
    return kept.getvalue()


class _Page:
    """A document being set, line by line."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self.document: Any = Document()
        self._measure(self.document.sections[0])
        self._number_pages(self.document.sections[0])

    def head(self, content: Content) -> None:
        """The marks, the red head, the number."""
        marks = [each for each in (content.copy_number, content.secrecy, content.urgency) if each]
        if self.form is Form.HEADED:
            for mark in marks:
                self.line(mark, HEI)
            self.blank(max(0, 3 - len(marks)))
        if self.form is not Form.PLAIN:
            red = self.line(content.issuer, SONG, HEAD_PT, align=CENTRE, colour=layout.RED)
            if self.form is Form.LETTER:
                _rule(red, "bottom", "thickThinSmallGap")
        if self.form is Form.LETTER:
            for mark in marks:
                self.line(mark, HEI)
            if content.number:
                self.line(content.number, align=RIGHT)
        elif self.form is Form.HEADED:
            told = f"{content.number}　　签发人：{content.signatory}" if content.signatory else content.number
            _rule(self.line(told, align=CENTRE), "bottom", "single")
        self.blank()

    def line(
        self, text: str, face: str = FANG, size: float = layout.BODY_PT, *, align: Any = None, indent: int = 0,
        colour: str = "",
    ) -> Any:  # fmt: skip
        """One paragraph; `indent` is the first line's, in characters."""
        paragraph = self.document.add_paragraph()
        _write(paragraph, text, face, size, colour)
        paragraph.alignment = align
        if size <= layout.BODY_PT:
            spacing = _child(paragraph._p.get_or_add_pPr(), "w:spacing")
            _set(spacing, {"w:before": 0, "w:after": 0, "w:line": PITCH_TWENTIETHS, "w:lineRule": "exact"})
        else:
            _set(_child(paragraph._p.get_or_add_pPr(), "w:spacing"), {"w:before": 0, "w:after": 0})
        if indent:
            # Both: some word processors read only the one in points.
            told = {"w:firstLineChars": indent * 100, "w:firstLine": round(indent * layout.CELL_PT * 20)}
            _set(_child(paragraph._p.get_or_add_pPr(), "w:ind"), told)
        return paragraph

    def blank(self, lines: int = 1) -> None:
        """Leave lines empty."""
        for _ in range(lines):
            self.line("")

    def block(self, block: Block) -> None:
        """One part of the text."""
        if isinstance(block, Paragraph):
            for line in block.text.split("\n"):
                self.line(line, align=BOTH, indent=2)
        elif isinstance(block, Heading):
            self.line(block.text, LEVELS[block.level - 1], indent=2).paragraph_format.keep_with_next = True
        else:
            self._table(block)

    def end(self, content: Content) -> None:
        """Attachments, signature, note, copies."""
        for index, name in enumerate(content.attachments):
            number = f"{index + 1}. " if len(content.attachments) > 1 else ""
            self.line(("附件：" if index == 0 else "") + number + name, indent=2 if index == 0 else 5)
        if content.signer or content.date:
            self.blank()
            for told in (content.signer, dated(content.date) if content.date else ""):
                self.line(told, align=RIGHT).paragraph_format.right_indent = Pt(4 * layout.CELL_PT)
        if content.note:
            self.line(f"（{content.note}）", indent=2)
        ruled = self.form is not Form.LETTER
        if content.copies:
            copies = self.line(f"抄送：{'，'.join(content.copies)}。", size=layout.SMALL_PT)
            if ruled:
                _rule(copies, "top", "single", colour="000000")
        if content.print_office and ruled:
            printed = f"　　{dated(content.printed_on)}印发" if content.printed_on else ""
            last = self.line(content.print_office + printed, size=layout.SMALL_PT)
            _rule(last, "top", "single", colour="000000")
            _rule(last, "bottom", "single", colour="000000")

    def _table(self, block: Table) -> None:
        table = self.document.add_table(rows=0, cols=len(block.columns), style="Table Grid")
        for number, row in enumerate((block.columns, *block.rows)):
            for cell, text in zip(table.add_row().cells, row, strict=True):
                _write(cell.paragraphs[0], text, FANG if number else HEI, layout.SMALL_PT)
        _child(table.rows[0]._tr.get_or_add_trPr(), "w:tblHeader")

    def _measure(self, section: Any) -> None:
        section.page_width, section.page_height = Mm(layout.PAGE_WIDTH_MM), Mm(layout.PAGE_HEIGHT_MM)
        letter = self.form is Form.LETTER
        section.top_margin = Mm(layout.LETTER_HEAD_MM if letter else layout.TOP_MM)
        section.bottom_margin = Mm(layout.BOTTOM_MM)
        section.left_margin, section.right_margin = Mm(layout.LEFT_MM), Mm(layout.RIGHT_MM)
        number_mm = layout.SMALL_PT / layout.POINTS_A_MM
        section.footer_distance = Mm(layout.BOTTOM_MM - layout.NUMBER_BELOW_MM - number_mm)
        narrower = round((layout.CELL_PT - layout.BODY_PT) * 4096)
        grid = {"w:type": "linesAndChars", "w:linePitch": PITCH_TWENTIETHS, "w:charSpace": narrower}
        _set(_child(section._sectPr, "w:docGrid"), grid)

    def _number_pages(self, section: Any) -> None:
        self.document.settings.odd_and_even_pages_header_footer = True
        section.different_first_page_header_footer = self.form is Form.LETTER
        for footer, align in ((section.footer, RIGHT), (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT)):
            paragraph = footer.paragraphs[0]
            paragraph.alignment = align
            edge = Pt(layout.SMALL_PT)
            paragraph.paragraph_format.right_indent = paragraph.paragraph_format.left_indent = edge
            _write(paragraph, "— ", FANG, layout.SMALL_PT)
            field = OxmlElement("w:fldSimple")
            field.set(qn("w:instr"), "PAGE")
            paragraph._p.append(field)
            _write(paragraph, " —", FANG, layout.SMALL_PT)
        if self.form is Form.LETTER:
            _rule(section.first_page_footer.paragraphs[0], "top", "thinThickSmallGap")


def _write(paragraph: Any, text: str, face: str, size: float, colour: str = "") -> None:
    run = paragraph.add_run(text)
    run.font.size, run.font.name = Pt(size), face
    run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), face)
    if colour:
        run.font.color.rgb = RGBColor.from_string(colour)


def _rule(paragraph: Any, side: str, kind: str, *, colour: str = layout.RED) -> None:
    border = _child(_child(paragraph._p.get_or_add_pPr(), "w:pBdr"), f"w:{side}")
    _set(border, {"w:val": kind, "w:sz": 12, "w:space": 4, "w:color": colour})


def _child(element: Any, name: str) -> Any:
    found = element.find(qn(name))
    if found is None:
        found = OxmlElement(name)
        element.append(found)
    return found


def _set(element: Any, values: Mapping[str, object]) -> None:
    for name, value in values.items():
        element.set(qn(name), str(value))
