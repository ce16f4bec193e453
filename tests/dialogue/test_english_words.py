"""English answers: whatever the subsidy tool can find, choose from or ask has English words; a gap would be Chinese in them."""

from __future__ import annotations

import uuid
from pathlib import Path

import pytest
import yaml

import assistant.subsidy
from assistant.dialogue.assistant import Assistant
from assistant.dialogue.compose import english
from assistant.subsidy import FACT_FORMS

SUBSIDY = Path(assistant.subsidy.__file__).parent
FILES = (*sorted((SUBSIDY / "schemes").glob("*.yaml")), SUBSIDY / "wording" / "people.yaml")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_condition_has_english(path: Path) -> None:
    named = yaml.safe_load(path.read_text(encoding="utf-8")).get("conditions", {})
    words = yaml.safe_load(Path(english.__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
    assert set(named) - set(words["conditions"]) == set()


@pytest.mark.parametrize("name", sorted(FACT_FORMS))
def test_every_fact_has_an_english_question_and_choices(name: str) -> None:
    assert english.question_in_english(name)
    labels = [choice.label for choice in FACT_FORMS[name].choices]
    assert [label for label in labels if english.label_in_english(label) == label] == []


def test_a_conversation_stays_english_when_a_choice_is_pressed_or_a_day_given(assistant: Assistant) -> None:
    thread = uuid.uuid4().hex
    answer = assistant.reply("How much for AI trainer level 3?", thread)
    assert answer.question is not None
    pressed = assistant.reply(answer.question.options[0].say, thread)  # what is sent is Chinese
    assert pressed.language == "en"
    assert assistant.reply("2026-03-01", thread).language == "en"
    assert assistant.reply("那四级呢", thread).language == "zh"


def test_an_occupation_on_the_list_says_nothing_of_an_agency(assistant: Assistant) -> None:
    facts = {fact.name for fact in assistant.reply("Is software tester on the list?", uuid.uuid4().hex).facts}
    assert facts == {"occupation"}
    told = assistant.reply("Our agency is on the list. May we run the training?", uuid.uuid4().hex).facts
    assert "agency_listed" in {fact.name for fact in told}
