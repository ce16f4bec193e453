"""An answer as PDF. The font is one of those that every reader of Chinese PDF brings along, so none is shipped."""

from __future__ import annotations

import io
from html import escape

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from assistant.dialogue.answer import Answer
from assistant.web.export.sheet import Sheet, sheet_of

FONT = "STSong-Light"
BODY = ParagraphStyle("body", fontName=FONT, fontSize=11, leading=18, wordWrap="CJK")
SMALL = ParagraphStyle("small", BODY, fontSize=9.5, leading=15, textColor=colors.HexColor("#555555"))
TITLE = ParagraphStyle("title", BODY, fontSize=17, leading=24, spaceAfter=4 * mm)
HEADING = ParagraphStyle(
    "heading", BODY, fontSize=13, leading=20, spaceBefore=4 * mm, spaceAfter=1 * mm, keepWithNext=True
)
LABEL = ParagraphStyle("label", BODY, keepWithNext=True)
QUOTE = ParagraphStyle("quote", BODY, fontSize=10.5, leading=17, leftIndent=6 * mm, spaceAfter=2 * mm)


def answer_pdf(answer: Answer, question: str = "") -> bytes:
    """The answer as PDF with its sums, steps and clauses; the text can be searched and copied.

    Args:
        answer: verified.
        question: to be shown above it, if anything.
    """
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    sheet = sheet_of(answer, question)
    words = sheet.words
    story: list[Flowable] = [_paragraph(words.title, TITLE)]
    if sheet.question:
        story += [_paragraph(words.question, HEADING), _paragraph(sheet.question, BODY)]
    story += [_paragraph(words.answer, HEADING), *(_paragraph(sentence, BODY) for sentence in sheet.sentences)]
    story += _sums(sheet)
    story += _basis(sheet)
    story += [Spacer(1, 4 * mm), _paragraph(sheet.as_of, SMALL)]
    story += [_paragraph(f"{words.hand_off}{words.colon}{sheet.hand_off}", SMALL)] if sheet.hand_off else []
    story.append(_paragraph(sheet.note, SMALL))
    out = io.BytesIO()
    document = SimpleDocTemplate(
        out, pagesize=A4, title=words.title, author="", invariant=1, leftMargin=22 * mm, rightMargin=22 * mm
    )
    document.build(story)
    return out.getvalue()


def _paragraph(text: str, style: ParagraphStyle) -> Paragraph:
    return Paragraph(escape(text).replace("\n", "<br/>").replace("\t", "  "), style)


def _sums(sheet: Sheet) -> list[Flowable]:
    words = sheet.words
    story: list[Flowable] = [_paragraph(words.sum, HEADING)] if sheet.amounts or sheet.steps else []
    if sheet.amounts:
        rows = [(words.item, words.amount, words.formula), *sheet.amounts]
        table = Table([[_paragraph(cell, BODY) for cell in row] for row in rows], colWidths=[62 * mm, 34 * mm, 66 * mm])
        table.setStyle(
            TableStyle([("LINEBELOW", (0, 0), (-1, -1), 0.4, colors.grey), ("VALIGN", (0, 0), (-1, -1), "TOP")])
        )
        story += [table, Spacer(1, 2 * mm)]
    return [*story, *(_paragraph(step, BODY) for step in sheet.steps)]


def _basis(sheet: Sheet) -> list[Flowable]:
    words = sheet.words
    story: list[Flowable] = [_paragraph(words.basis, HEADING)] if sheet.basis else []
    for number, one in enumerate(sheet.basis, 1):
        story.append(_paragraph(words.number.format(number=number) + one.label, LABEL))
        story.append(_paragraph(one.quote, QUOTE))
    return story
