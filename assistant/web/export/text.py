"""An answer as plain text and as Markdown, to be pasted into a reply."""

from __future__ import annotations

import re

from assistant.dialogue.answer import Answer
from assistant.web.export.sheet import Sheet, sheet_of

SIGNS = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~])")


def reply_text(answer: Answer, question: str = "") -> str:
    """The answer as plain text: sentences, sum, numbered clauses with their words, day and note.

    Args:
        answer: verified.
        question: to be shown above it, if anything.
    """
    sheet = sheet_of(answer, question)
    words = sheet.words
    parts = [f"{words.question}{words.colon}{sheet.question}"] if sheet.question else []
    parts.append("\n".join(sheet.sentences))
    parts += [f"{words.sum}{words.colon}\n" + "\n".join(sheet.steps)] if sheet.steps else []
    parts += [f"{words.basis}{words.colon}\n" + "\n".join(_numbered(sheet))] if sheet.basis else []
    parts.append("\n".join(line for line in (sheet.as_of, _hand_off(sheet), sheet.note) if line))
    return "\n\n".join(parts)


def reply_markdown(answer: Answer, question: str = "") -> str:
    """The same as Markdown; whatever a person or a clause says is escaped."""
    sheet = sheet_of(answer, question)
    words = sheet.words
    parts = [f"**{words.question}** {_plain(sheet.question)}"] if sheet.question else []
    parts.append("\n\n".join(_plain(sentence) for sentence in sheet.sentences))
    if sheet.amounts:
        head = f"| {words.item} | {words.amount} | {words.formula} |\n| --- | ---: | --- |"
        parts.append("\n".join([head, *(f"| {' | '.join(_plain(cell) for cell in row)} |" for row in sheet.amounts)]))
    if sheet.steps:
        parts.append("\n".join(f"{number}. {_plain(step)}" for number, step in enumerate(sheet.steps, 1)))
    if sheet.basis:
        quotes = (
            f"{number}. {_plain(one.label)}\n\n   > {_plain(one.quote)}" for number, one in enumerate(sheet.basis, 1)
        )
        parts.append(f"**{words.basis}**\n\n" + "\n".join(quotes))
    parts.append("\n\n".join(_plain(line) for line in (sheet.as_of, _hand_off(sheet), sheet.note) if line))
    return "\n\n".join(parts) + "\n"


def _numbered(sheet: Sheet) -> list[str]:
    words = sheet.words
    return [
        words.number.format(number=number) + one.label + words.quote.format(quote=one.quote.replace("\n", " "))
        for number, one in enumerate(sheet.basis, 1)
    ]


def _hand_off(sheet: Sheet) -> str:
    return f"{sheet.words.hand_off}{sheet.words.colon}{sheet.hand_off}" if sheet.hand_off else ""


def _plain(text: str) -> str:
    return SIGNS.sub(r"\\\1", " ".join(text.split()))
