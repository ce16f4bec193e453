"""An answer as a Word document with Chinese fonts."""

from __future__ import annotations

import datetime as dt
import io

from docx import Document
from docx.document import Document as Doc
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from assistant.dialogue.answer import Answer
from assistant.web.export.sheet import Sheet, sheet_of

BODY, HEADING, LATIN = "宋体", "黑体", "Times New Roman"


def reply_docx(answer: Answer, question: str = "") -> bytes:
    """The answer as a document: sentences, sums as a table, clauses with their words, page numbers.

    Args:
        answer: verified.
        question: to be shown above it, if anything.
    """
    sheet = sheet_of(answer, question)
    words = sheet.words
    document = Document()
    _fonts(document)
    document.core_properties.title = words.title
    document.core_properties.author = ""
    document.core_properties.comments = ""
    document.core_properties.created = document.core_properties.modified = dt.datetime.combine(answer.as_of, dt.time())
    document.add_heading(words.title, 1)
    if sheet.question:
        document.add_heading(words.question, 2)
        document.add_paragraph(sheet.question)
    document.add_heading(words.answer, 2)
    for sentence in sheet.sentences:
        document.add_paragraph(sentence)
    _sums(document, sheet)
    _basis(document, sheet)
    for line in (sheet.as_of, f"{words.hand_off}{words.colon}{sheet.hand_off}" if sheet.hand_off else "", sheet.note):
        if line:
            document.add_paragraph(line)
    _page_number(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _fonts(document: Doc) -> None:
    """Word takes a font for Chinese only from its own attribute; without it the reader's default is used."""
    for name, font, size in (("Normal", BODY, 12), ("Heading 1", HEADING, 18), ("Heading 2", HEADING, 14)):
        style = document.styles[name]
        style.font.name = LATIN
        style.font.size = Pt(size)
        properties = style.element.get_or_add_rPr()
        fonts = properties.find(qn("w:rFonts"))
        if fonts is None:
            fonts = OxmlElement("w:rFonts")
            properties.append(fonts)
        fonts.set(qn("w:eastAsia"), font)
        for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(theme), None)  # a theme's font would be taken before the one named


def _sums(document: Doc, sheet: Sheet) -> None:
    words = sheet.words
    if sheet.amounts or sheet.steps:
        document.add_heading(words.sum, 2)
    if sheet.amounts:
        table = document.add_table(rows=1, cols=3, style="Table Grid")
        for cell, text in zip(table.rows[0].cells, (words.item, words.amount, words.formula), strict=True):
            cell.text = text
        for row in sheet.amounts:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
    for step in sheet.steps:
        document.add_paragraph(step, style="List Number")


def _basis(document: Doc, sheet: Sheet) -> None:
    if not sheet.basis:
        return
    document.add_heading(sheet.words.basis, 2)
    for number, one in enumerate(sheet.basis, 1):
        document.add_paragraph(f"{sheet.words.number.format(number=number)}{one.label}")
        quote = document.add_paragraph(one.quote)
        quote.paragraph_format.left_indent = Cm(0.9)


def _page_number(document: Doc) -> None:
    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run()
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        run._r.append(element)
