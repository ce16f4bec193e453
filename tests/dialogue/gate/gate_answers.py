"""Real answers for the tests of the gate: composed from the rulebook and the corpus, in both languages."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from assistant.dialogue.answer import Answer, FactLine, Sentence, Status
from assistant.dialogue.assess import cases_of
from assistant.dialogue.compose.assessment import tell
from assistant.dialogue.compose.case import Telling
from assistant.dialogue.compose.draft import Draft
from assistant.dialogue.memory import Held, Memory, Topic
from assistant.dialogue.understand.reading import Intent
from assistant.dialogue.verify import verify
from assistant.dialogue.verify.names import Names, names_of
from assistant.policy.model import Clause
from assistant.subsidy import FACT_FORMS, load_rulebook
from assistant.subsidy.rulebook import Rulebook

AS_OF = dt.date(2026, 11, 1)
Said = tuple[object, str]

OCCUPATIONS = (None, "人工智能训练师", "养老护理员", "焊工")
LEVELS = {None: "", 3: "三级", 4: "中级", 5: "五级", 1: "高级技师"}
STATUSES = {
    None: "",
    "in_work": "在职",
    "unemployed": "失业",
    "final_year_higher": "大学毕业学年",
    "civil_servant": "公务员",
}


@lru_cache(maxsize=1)
def rulebook() -> Rulebook:
    return load_rulebook(Path(__file__).parents[3] / "corpus")


class Stored:
    """The stored clauses of the corpus."""

    def clause(self, policy: str, clause: str, /) -> Clause | None:
        found = {one.id: one for one in rulebook().policies}.get(policy)
        return found.by_id.get(clause) if found else None


@lru_cache(maxsize=1)
def names() -> Names:
    return names_of(
        frozenset(one.name for policy in rulebook().policies for one in policy.occupations)
        | {"云南", "北京", "浦东", "Beijing"}
    )


def composed(scheme: str, intent: Intent, language: str, **said: Said) -> Answer:
    """What the assistant composes for these facts, before verification; each fact with the words that stated it."""
    held = {
        name: Held.model_validate({"fact": name, "values": (value,), "words": words, "turn": 0})
        for name, (value, words) in said.items()
    }
    memory = Memory(topics=[Topic(scheme=scheme, facts=held)], focus=(0,))
    draft = Draft({policy.id: policy for policy in rulebook().policies}, AS_OF, language)
    for case in cases_of(scheme, memory, AS_OF, rulebook()):
        tell(draft, case, Telling(intent, "", frozenset(said), False, frozenset(), frozenset()))
    return Answer(
        status=Status.ANSWERED,
        as_of=AS_OF,
        text="",
        sentences=tuple(draft.sentences),
        citations=tuple(draft.citations),
        amounts=tuple(draft.amounts),
        verdict=draft.verdicts[0].value if draft.verdicts else None,
        conditions=tuple(draft.conditions),
        steps=tuple(draft.steps),
        said=tuple(draft.said),
        facts=tuple(_line(name, one) for name, one in held.items()),
        language=language,
    )


def _line(name: str, held: Held) -> FactLine:
    label = FACT_FORMS[name].shown(held.parsed()[0])
    return FactLine(id=name, name=name, value=str(held.values[0]), label=label, words=held.words, turn=0)


def all_composed(language: str = "zh") -> Iterator[Answer]:
    """Answers over every scheme, with more and fewer facts known."""
    for (occupation, level, status), intent in itertools.product(
        itertools.product(OCCUPATIONS, LEVELS, STATUSES), (Intent.AMOUNT, Intent.MAY)
    ):
        said: dict[str, Said] = {}
        if occupation:
            said["occupation"] = (occupation, occupation)
        if level:
            said["level"] = (level, LEVELS[level])
        if status:
            said["status"] = (status, STATUSES[status])
        if occupation == "养老护理员":
            said |= {
                "certificate_issued": ("2026-01-15", "今年1月15日拿证"),
                "employment_started": ("2026-03-01", "三月一号上的班"),
            }
        yield composed("skill_upgrade", intent, language, **said)
    for project in ("数据标注", "模型运用"):
        yield composed("special_ability", Intent.AMOUNT, language, special_project=(project, project))
    for trained, employed, retained in itertools.product((30, 49), (24, 23, 39), (20, 12)):
        for place, words in (("shanghai", "在上海开班"), ("other_province", "到云南开班")):
            yield composed(
                "targeted_training",
                Intent.AMOUNT,
                language,
                trainees=(trained, f"全班{trained}人"),
                employed=(min(employed, trained), f"{min(employed, trained)}个就业"),
                retained=(retained, f"半年后还有{retained}人"),
                course_place=(place, words),
                trainee_hukou=("other", "外地户口"),
            )
    yield composed("evaluation_project", Intent.AMOUNT, language, projects=(3, "三个项目"))
    yield composed("apprenticeship", Intent.AMOUNT, language, apprentices=(20, "二十个学徒"), years=("2", "两年"))


@lru_cache(maxsize=2)
def verified(language: str = "zh") -> tuple[Answer, ...]:
    """The same answers as they are shown."""
    return tuple(verify(answer, Stored()) for answer in all_composed(language))


@lru_cache(maxsize=2)
def sentences(language: str = "zh") -> tuple[tuple[Sentence, Answer], ...]:
    """Every different sentence of the answers, with an answer that holds it."""
    seen: dict[str, tuple[Sentence, Answer]] = {}
    for answer in verified(language):
        for sentence in answer.sentences:
            seen.setdefault(sentence.text, (sentence, answer))
    return tuple(seen.values())
