"""`python -m eval dialogue`: the labelled conversations, scored turn by turn, every failure with its trace."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import uuid
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

from assistant.dialogue.answer import Answer, Status
from assistant.dialogue.assistant import Assistant, open_assistant
from assistant.settings import get_settings

QUESTIONS = Path(__file__).with_name("questions")
RESULTS = Path(__file__).with_name("results")
BASE = "shanghai-skill-upgrade-base"
BASE_CLAUSES = {
    "base:standard": "标准",
    "base:ratio": "比例",
    "base:deadline": "期限",
    "base:channel": "渠道",
    "base:certificate": "证书",
    "base:hukou": "户籍",
}
# The labels name the place of a course by the person's point of view.
PLACES = {"local": "shanghai", "outside": "other_province"}
REFUSALS = {Status.NOT_IN_POLICY, Status.OUT_OF_SCOPE, Status.ELSEWHERE, Status.BLOCKED}


class _Open(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class Wanted(_Open):
    """What a turn must give; what is absent does not matter."""

    status: list[str] | str
    verdict: str | None = "any"
    clauses: list[str] = []
    amounts: list[dict[str, str]] = []
    no_amounts: bool = False
    forbid: list[str] = []
    mention: list[str] = []
    facts: dict[str, object] = {}


class LabelledTurn(_Open):
    """One turn with its label."""

    say: str
    expect: Wanted


class Labelled(_Open):
    """One conversation with its place in the grid."""

    id: str
    grid: dict[str, str | int]
    as_of: dt.date = dt.date(2026, 11, 23)
    turns: list[LabelledTurn]


@dataclass
class Score:
    """Counts of right and wrong by kind of label, and the failures with their traces."""

    right: Counter[str] = field(default_factory=Counter)
    total: Counter[str] = field(default_factory=Counter)
    failures: list[dict[str, object]] = field(default_factory=list)
    by_grid: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    refused_wrongly: int = 0
    answerable: int = 0
    answered_wrongly: int = 0
    unanswerable: int = 0
    unproved: int = 0

    def add(self, kind: str, ok: bool) -> None:
        self.total[kind] += 1
        self.right[kind] += ok


def run(assistant: Assistant, conversations: list[Labelled]) -> Score:
    """Every conversation, in order, each in a thread of its own."""
    score = Score()
    for conversation in conversations:
        thread = uuid.uuid4().hex
        for number, turn in enumerate(conversation.turns):
            answer = assistant.reply(turn.say, thread, as_of=conversation.as_of)
            _judge(score, conversation, number, turn, answer)
        assistant.forget(thread)
    return score


def _judge(score: Score, conversation: Labelled, number: int, turn: LabelledTurn, answer: Answer) -> None:
    wanted, wrong = turn.expect, []
    for kind, ok in _checks(wanted, answer):
        score.add(kind, ok)
        if not ok:
            wrong.append(kind)
    statuses = [wanted.status] if isinstance(wanted.status, str) else wanted.status
    refusal = all(Status(status) in REFUSALS for status in statuses)
    if not refusal and not any(Status(status) in REFUSALS for status in statuses):
        score.answerable += 1
        score.refused_wrongly += answer.status in REFUSALS
    elif refusal:
        score.unanswerable += 1
        score.answered_wrongly += answer.status not in REFUSALS
    score.unproved += answer.unproved
    score.add("turn", not wrong)
    for axis, value in conversation.grid.items():
        score.by_grid[f"{axis}={value}"].update({"total": 1, "right": not wrong})
    if wrong:
        score.failures.append(_trace(conversation, number, turn, answer, wrong))


def _checks(wanted: Wanted, answer: Answer) -> list[tuple[str, bool]]:
    statuses = [wanted.status] if isinstance(wanted.status, str) else wanted.status
    checks = [("status", answer.status in statuses)]
    if wanted.verdict != "any" and "verdict" in wanted.model_fields_set:
        checks.append(("verdict", answer.verdict == wanted.verdict))
    if wanted.clauses:
        cited = {citation.clause for citation in answer.citations}
        checks.append(("clauses", all(BASE_CLAUSES.get(clause, clause) in cited for clause in wanted.clauses)))
    if wanted.amounts:
        given = {(amount.scheme, amount.kind, amount.yuan) for amount in answer.amounts}
        checks.append(("amounts", all((a["scheme"], a["kind"], a["yuan"]) in given for a in wanted.amounts)))
    if wanted.no_amounts:
        checks.append(("no_amounts", not answer.amounts))
    if wanted.forbid:
        spoken = "".join(sentence.text for sentence in answer.sentences)
        checks.append(("forbid", not any(word in spoken for word in wanted.forbid)))
    if wanted.mention:
        checks.append(("mention", all(word in answer.text for word in wanted.mention)))
    if wanted.facts:
        held: dict[str, set[str]] = defaultdict(set)
        for fact in answer.facts:
            held[fact.name].update(fact.value.split("|"))
        checks.append(("facts", all(_named(name, v) in held[name] for name, v in wanted.facts.items())))
    return checks


def _named(name: str, value: object) -> str:
    """A label's value by the name that the facts give it."""
    return PLACES.get(str(value), str(value)) if name == "course_place" else str(value)


def _trace(
    conversation: Labelled, number: int, turn: LabelledTurn, answer: Answer, wrong: list[str]
) -> dict[str, object]:
    return {
        "id": conversation.id,
        "turn": number,
        "wrong": wrong,
        "said": [one.say for one in conversation.turns[: number + 1]],
        "wanted": turn.expect.model_dump(exclude_unset=True),
        "status": answer.status,
        "verdict": answer.verdict,
        "amounts": [f"{a.scheme} {a.kind} {a.yuan}" for a in answer.amounts],
        "clauses": [c.clause for c in answer.citations],
        "facts": {f.name: f.value for f in answer.facts},
        "text": answer.text,
    }


def report(score: Score) -> dict[str, object]:
    """The figures, as committed under `eval/results/`."""
    return {
        "accuracy": {kind: round(score.right[kind] / total, 4) for kind, total in sorted(score.total.items())},
        "counts": dict(sorted(score.total.items())),
        "refused_though_answerable": round(score.refused_wrongly / max(score.answerable, 1), 4),
        "answered_though_unanswerable": round(score.answered_wrongly / max(score.unanswerable, 1), 4),
        "unproved_sentences": score.unproved,
        "by_grid": {key: f"{count['right']}/{count['total']}" for key, count in sorted(score.by_grid.items())},
    }


def main(argv: list[str]) -> int:
    """Score a set, compare with the last committed result, print the failures."""
    parser = argparse.ArgumentParser(prog="python -m eval dialogue")
    parser.add_argument("--set", default="dev", help="a file of eval/questions without its ending")
    parser.add_argument("--only", default="", help="conversation ids that begin with this")
    parser.add_argument("--failures", type=int, default=20, help="how many failures to print")
    parser.add_argument("--save", action="store_true", help="write the figures to eval/results/")
    options = parser.parse_args(argv)
    raw = yaml.safe_load((QUESTIONS / f"{options.set}.yaml").read_text(encoding="utf-8"))
    conversations = [c for c in (Labelled.model_validate(item) for item in raw) if c.id.startswith(options.only)]
    with open_assistant(get_settings(), keep=False) as assistant:
        score = run(assistant, conversations)
    figures = report(score)
    for failure in score.failures[: options.failures]:
        print(json.dumps(failure, ensure_ascii=False, indent=1, default=str))
    print(json.dumps(figures, ensure_ascii=False, indent=1))
    path = RESULTS / f"dialogue-{options.set}.json"
    if path.exists():
        last = json.loads(path.read_text(encoding="utf-8"))["accuracy"]
        now = {kind: score.right[kind] / total for kind, total in score.total.items()}
        print(
            "against the last committed result:",
            {kind: f"{now[kind] - last.get(kind, 0):+.4f}" for kind in sorted(now)},
        )
    if options.save:
        RESULTS.mkdir(exist_ok=True)
        path.write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 0
