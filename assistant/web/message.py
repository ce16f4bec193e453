"""An answer as one message of the conversation: verdict, sentences, sums as a table, choices as buttons."""

from __future__ import annotations

from html import escape

from gradio.components.chatbot import MessageDict, OptionDict

from assistant.dialogue.answer import Answer, Role
from assistant.web.words import page_words

# The signs of Markdown, as entities: shown as typed, read as nothing.
INERT = {ord(sign): f"&#{ord(sign)};" for sign in "[]()*_`~|!:"}
SHOWN_KINDS = ("standard", "amount", "first_instalment", "remainder", "total", "minimum", "maximum")


def question_message(text: str) -> MessageDict:
    """What the person wrote, inert: no markup of theirs is rendered."""
    return {"role": "user", "content": escape(text).translate(INERT).replace("\n", "<br>")}


def answer_message(answer: Answer) -> MessageDict:
    """The answer's message; its options are the choices of the question asked back, else follow-ups."""
    return {"role": "assistant", "content": answer_html(answer), "options": _options(answer)}


def answer_html(answer: Answer) -> str:
    """The answer as HTML with everything escaped."""
    words = page_words()
    parts: list[str] = []
    if answer.verdict is not None and answer.schemes:
        parts.append(f'<p><span class="badge {answer.verdict}">{words.verdicts[answer.verdict]}</span></p>')
    asked = [sentence for sentence in answer.sentences if sentence.role is Role.QUESTION]
    for sentence in (one for one in answer.sentences if one not in asked):
        tag = "strong" if sentence.role is Role.LEAD else "span"
        parts.append(f'<p class="{sentence.role.value}"><{tag}>{escape(sentence.text)}</{tag}></p>')
    if answer.amounts:
        parts.append(_table(answer))
    parts += [f'<p class="question">{escape(sentence.text)}</p>' for sentence in asked]
    if answer.hand_off:
        parts.append(f'<p class="handoff">{words.hand_off}:{escape(answer.hand_off)}</p>')
    return "".join(parts)


def _table(answer: Answer) -> str:
    words = page_words()
    rows = "".join(
        f"<tr><td>{escape(f'{line.case} {words.kinds[line.kind]}'.strip())}</td><td>{escape(line.yuan)}</td>"
        f"<td>{escape(line.formula)}</td></tr>"
        for line in answer.amounts
        if line.kind in SHOWN_KINDS
    )
    head = f"<tr><th>{words.sum_item}</th><th>{words.sum_yuan}</th><th>{words.sum_formula}</th></tr>"
    return f'<table class="sums"><thead>{head}</thead><tbody>{rows}</tbody></table>'


def _options(answer: Answer) -> list[OptionDict]:
    if answer.question is not None and answer.question.options:
        return [{"label": option.label, "value": option.say} for option in answer.question.options]
    return [{"label": text, "value": text} for text in answer.suggestions]
