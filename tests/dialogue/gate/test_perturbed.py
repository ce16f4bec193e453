"""Altered figures are caught, all of them, by both halves of the gate; unaltered ones never are."""

from __future__ import annotations

from gate_answers import Stored, names, sentences, verified
from gate_perturb import altered
from gate_spelling import number_spellings, ratio_spellings

from assistant.dialogue.verify import verify
from assistant.dialogue.verify.check import unproved_figures
from assistant.dialogue.verify.figure import Figure, unproved
from assistant.dialogue.verify.figures import canonical, read_figures
from assistant.dialogue.verify.gate import Basis, Fault, faults
from assistant.dialogue.verify.proofs import Proofs

AT_LEAST = 10_000


def test_every_altered_figure_is_unproved() -> None:
    missed, tried = [], 0
    proofs: dict[str, tuple[Figure, ...]] = {}
    for text, sentence, answer in altered(seed=1, rounds=3):
        tried += 1
        if sentence.text not in proofs:
            proofs[sentence.text] = Proofs(answer).of(sentence.proofs) or ()
        if not unproved(read_figures(text), proofs[sentence.text]):
            missed.append((sentence.text, text))
    assert tried >= AT_LEAST
    assert not missed, missed[:5]


def test_every_altered_figure_is_refused_to_a_model() -> None:
    missed, tried = [], 0
    bases: dict[str, Basis] = {}
    for text, sentence, answer in altered(seed=2, rounds=3):
        tried += 1
        basis = bases.setdefault(sentence.text, Basis.of([sentence], answer))
        if Fault.FIGURE not in faults(text, basis, names()):
            missed.append((sentence.text, text))
    assert tried >= AT_LEAST
    assert not missed, missed[:5]


def test_an_altered_sentence_leaves_the_answer() -> None:
    for index, (text, sentence, answer) in enumerate(altered(seed=3)):
        if index % 40:
            continue
        lie = sentence.model_copy(update={"text": text})
        told = answer.model_copy(
            update={"sentences": tuple(lie if one == sentence else one for one in answer.sentences)}
        )
        shown = verify(told, Stored())
        assert lie not in shown.sentences
        assert text not in shown.text
        assert shown.unproved == answer.unproved + 1


def test_the_same_figure_in_another_spelling_is_proved() -> None:
    refused, tried = [], 0
    for sentence, answer in sentences():
        text = canonical(sentence.text)
        for figure in read_figures(sentence.text):
            if figure.kind not in ("money", "ratio") or text[figure.start : figure.end][0] == "-":
                continue
            spellings = ratio_spellings(figure.value) if figure.kind == "ratio" else number_spellings(figure.value)
            for spelling in spellings:
                tried += 1
                new = text[: figure.start] + spelling + ("元" if figure.kind == "money" else "") + text[figure.end :]
                if unproved_figures(sentence.model_copy(update={"text": new}), answer):
                    refused.append((sentence.text, new))
    assert tried > 2000
    assert not refused, refused[:5]


def test_verifying_twice_changes_nothing() -> None:
    for language in ("zh", "en"):
        for answer in verified(language):
            assert verify(answer, Stored()) == answer
