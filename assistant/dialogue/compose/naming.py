"""How a case is named in an answer: whom it concerns, and which certificate."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.dialogue.assess import Case
from assistant.dialogue.compose.english import label_in_english, named
from assistant.dialogue.compose.words import AssessWords, assess_words
from assistant.dialogue.memory import SELF
from assistant.dialogue.understand.schema import COMPANY, OF
from assistant.subsidy import FACT_FORMS, SCHEMES, figures


@dataclass(frozen=True, slots=True)
class Naming:
    """The names of one case in one language."""

    case: Case
    language: str
    words: AssessWords

    def who(self) -> str:
        """The person: nothing for the writer in Chinese, else 贵单位, 您妈妈."""
        words = self.words.who[self.language]
        person = self.case.person
        if person == SELF:
            return words.self_
        if person == COMPANY:
            return words.staff if SCHEMES[self.case.scheme].personal else words.company
        if person in self.words.pronouns:
            return self.words.pronouns[person][self.language]
        if person.split(OF)[0] in self.words.pronouns and self.language == "zh":
            return person
        return words.other.format(person=person_named(person, self.language))

    def address(self, sentence: str) -> str:
        """A sentence about somebody else speaks of them and not of the reader."""
        who = self.who()
        return sentence.replace("您", who) if who and self.language == "zh" else sentence

    def level(self) -> str:
        """The level alone."""
        return self.words.levels[self.language].get(self.case.facts.level or 0, "")

    def subject(self) -> str:
        """The certificate: occupation and level, or the project."""
        facts, subjects = self.case.facts, self.words.subject
        if self.case.scheme == "special_ability":
            kind = "project" if facts.special_project else "none"
        else:
            listed = facts.in_catalogue and not facts.occupation
            known = (("occupation", facts.occupation), ("catalogue", listed), ("level", facts.level))
            kind = "_".join(name for name, value in known if value) or "none"
        values = {
            "occupation": named(facts.occupation or "", self.language),
            "level": self.level(),
            "project": named(facts.special_project or "", self.language),
        }
        return subjects[kind].say(self.language, **values)

    def whole(self) -> str:
        """Person and certificate, as several cases in one answer are told apart."""
        facts = self.case.facts
        has_subject = facts.occupation or facts.level or facts.special_project
        subject = self.subject() if has_subject else "" if self.choices() else SCHEMES[self.case.scheme].title
        who = self.who() if self.case.person != SELF else ""
        return "·".join(part for part in (who, subject, self.choices(), self.days()) if part)

    def choices(self) -> str:
        """What was chosen of alternatives that the certificate's name does not tell: 在上海开班."""
        told = {"occupation", "level", "special_project"}
        shown = [
            FACT_FORMS[name].shown(value)
            for name, value in self.case.open
            if name not in told and FACT_FORMS[name].choices
        ]
        return ", ".join(map(label_in_english, shown)) if self.language == "en" else "、".join(shown)

    def days(self) -> str:
        """The days that this case stands for, where the day said leaves it open."""
        if self.case.bound is None:
            return ""
        name, side = self.case.bound
        value = getattr(self.case.facts, name)
        day = value.isoformat() if self.language == "en" else figures.day(value)
        return self.words.bound[side].say(self.language, label=FACT_FORMS[name].label, day=day)


def person_named(person: str, language: str) -> str:
    """Another person as they are called: 妈妈, mother."""
    words = assess_words()
    if person == COMPANY:
        return words.who[language].company
    return "'s ".join(words.people_en.get(part, part) for part in person.split(OF)) if language == "en" else person
