"""An answer in traditional characters, for whoever asks for them; the quotes stay as they stand in the clause."""

from __future__ import annotations

from assistant.dialogue.answer import Answer
from assistant.dialogue.text import render_text
from assistant.language.traditional import to_traditional


def in_traditional(answer: Answer) -> Answer:
    """The verified answer with its own words in traditional characters; no figure changes, no quote is touched."""
    question = answer.question
    if question is not None:
        options = tuple(one.model_copy(update={"label": to_traditional(one.label)}) for one in question.options)
        question = question.model_copy(update={"text": to_traditional(question.text), "options": options})
    told = answer.model_copy(
        update={
            "sentences": tuple(one.model_copy(update={"text": to_traditional(one.text)}) for one in answer.sentences),
            "question": question,
            "suggestions": tuple(to_traditional(one) for one in answer.suggestions),
            "hand_off": to_traditional(answer.hand_off) if answer.hand_off else None,
        }
    )
    return told.model_copy(update={"text": render_text(told)})
