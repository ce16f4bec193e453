"""An answer as one message of the conversation: verdict, sentences whose numbers lead to their proof, sums, choices."""

from __future__ import annotations

from html import escape, unescape

from gradio.components.chatbot import MessageDict, OptionDict

from assistant.dialogue.answer import Answer, Role, Sentence
from assistant.dialogue.verify import Link, links
from assistant.web.anchors import number_link, proof_anchor, with_hotline
from assistant.web.sums import sums_table
from assistant.web.words import page_words

TOLD = '<p class="told">'  # what the page says itself
# The signs of Markdown, as entities: shown as typed, read as nothing.
INERT = {ord(sign): f"&#{ord(sign)};" for sign in "[]()*_`~|!:#-+<>&\"'\\"}


def question_message(text: str) -> MessageDict:
    """What the person wrote, inert: no markup of theirs is rendered."""
    return {"role": "user", "content": text.translate(INERT).replace("\n", "<br>")}


def unmarked(content: object) -> str:
    """What the person wrote, from its message as it went out or as it comes back, in pieces."""
    pieces = content if isinstance(content, list) else [content]
    texts = [str(piece["text"]) if isinstance(piece, dict) else str(piece) for piece in pieces]
    return unescape("".join(texts).replace("<br>", "\n"))


def answer_message(answer: Answer, turn: int) -> MessageDict:
    """The answer's message; its options are the choices of the question asked back, else follow-ups.

    Args:
        answer: verified.
        turn: the number of the turn, from 0; the numbers of its sentences lead to the evidence of this turn.
    """
    return {"role": "assistant", "content": answer_html(answer, turn), "options": _options(answer)}


def note_message(text: str) -> MessageDict:
    """What the page says itself in place of an answer."""
    return {"role": "assistant", "content": f"{TOLD}{escape(text)}</p>"}


def growing_message(answer: Answer, turn: int) -> MessageDict:
    """The first sentences of an answer that is still being worded; what stands below the sentences comes with the last."""
    return {"role": "assistant", "content": "".join(_opening(answer, turn))}


def answer_html(answer: Answer, turn: int) -> str:
    """The answer as HTML with everything escaped."""
    parts = _opening(answer, turn)
    if answer.amounts and answer.sentences:
        parts.append(sums_table(answer, turn))
    asked = [sentence for sentence in answer.sentences if sentence.role is Role.QUESTION]
    parts += [f'<p class="question">{escape(sentence.text)}</p>' for sentence in asked]
    if answer.hand_off:
        words = page_words(answer.language)
        parts.append(f'<p class="handoff">{words.hand_off}{words.colon}{with_hotline(escape(answer.hand_off))}</p>')
    return "".join(parts)


def _opening(answer: Answer, turn: int) -> list[str]:
    """Verdict and sentences, whose numbers lead to their proof."""
    words = page_words(answer.language)
    parts: list[str] = []
    if answer.verdict is not None and answer.schemes:
        parts.append(f'<p><span class="badge {answer.verdict}">{words.verdicts[answer.verdict]}</span></p>')
    told = zip(answer.sentences, links(answer), strict=True)
    for sentence, found in (one for one in told if one[0].role is not Role.QUESTION):
        tag = "strong" if sentence.role is Role.LEAD else "span"
        body = _with_links(sentence, found, turn, words.show_proof)
        parts.append(f'<p class="{sentence.role.value}"><{tag}>{body}</{tag}></p>')
    return parts


def _with_links(sentence: Sentence, found: tuple[Link, ...], turn: int, title: str) -> str:
    pieces: list[str] = []
    position = 0
    for link in found:
        number = sentence.text[link.start : link.end]
        pieces.append(escape(sentence.text[position : link.start]))
        pieces.append(number_link(number, proof_anchor(turn, link.proof), title))
        position = link.end
    return "".join([*pieces, escape(sentence.text[position:])])


def _options(answer: Answer) -> list[OptionDict]:
    if answer.question is not None and answer.question.options:
        return [{"label": option.label, "value": option.say} for option in answer.question.options]
    return [{"label": text, "value": text} for text in answer.suggestions]
