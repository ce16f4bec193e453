"""What every conversation shares: rulebook, index, lexicon, exemplars and prepared answers; opened once, read-only."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.dialogue.choose import MOST_ASKED
from assistant.dialogue.decide import Decider
from assistant.dialogue.guest import Guest
from assistant.dialogue.prepared import Entry, load_prepared
from assistant.dialogue.talk import Traffic
from assistant.dialogue.understand.exemplars import Exemplars
from assistant.dialogue.understand.guards import guards
from assistant.dialogue.understand.lexicon import PolicyLexicon
from assistant.dialogue.understand.subjects import other_subjects
from assistant.dialogue.vectors import Report, load_vectors
from assistant.language.normalise import normalise
from assistant.policy.model import Clause, Policy
from assistant.retrieval import Embedder, Searcher, load_embedder, open_index
from assistant.settings import Settings
from assistant.subsidy import SCHEMES, Rulebook, load_rulebook


@dataclass(frozen=True)
class Engine:
    """The resources of the pipeline; safe to share between threads."""

    rulebook: Rulebook
    policies: dict[str, Policy]
    lexicon: PolicyLexicon
    exemplars: Exemplars
    decider: Decider
    searcher: Searcher
    embedder: Embedder
    guest: Guest | None = None

    @property
    def notice_from(self) -> dt.date:
        """The day from which the policy of the subsidies holds."""
        return self.policies[SCHEMES[MOST_ASKED].wording.policy].manifest.in_force_from

    def clause(self, policy: str, clause: str) -> Clause | None:
        """The stored clause, or None; what a citation is checked against."""
        found = self.policies.get(policy)
        return found.by_id.get(clause) if found else None


def open_engine(settings: Settings, traffic: Traffic | None = None) -> Engine:
    """Open everything that the settings name.

    Args:
        settings: where everything is, and which language model is invited, if any.
        traffic: is given every request to a language model as it leaves.

    Raises:
        CorpusError: the corpus is missing or broken.
        IndexMissing, IndexMismatch: the index is not there or was built from something else; names the command.
    """
    rulebook = load_rulebook(settings.corpus)
    entries = load_prepared(settings.corpus, rulebook.policies, rulebook.parameters.values())
    embedder = load_embedder(settings.embedding_model)
    searcher = open_index(settings.index, embedder, chroma_url=settings.chroma_url)
    labelled = tuple(exemplar_sentences(entries))
    vectors = load_vectors(settings.index, [text for _, text in labelled], embedder)
    return Engine(
        rulebook=rulebook,
        policies={policy.id: policy for policy in rulebook.policies},
        lexicon=PolicyLexicon(rulebook.policies, settings.corpus),
        exemplars=Exemplars(labelled, vectors),
        decider=Decider(entries),
        searcher=searcher,
        embedder=embedder,
        guest=Guest.from_settings(settings, rulebook.policies, traffic),
    )


def exemplar_sentences(entries: tuple[Entry, ...]) -> Iterator[tuple[str, str]]:
    """Every labelled sentence that messages are compared with, normalised as messages are."""
    for entry in entries:
        yield from ((f"entry:{entry.id}", _plain(text)) for text in entry.asks)
    for name, guard in guards().items():
        yield from ((f"guard:{name}", _plain(text)) for text in guard.asks)
        yield from ((f"keep:{name}", _plain(text)) for text in guard.keep)
    for subject in other_subjects().values():
        yield from ((f"subject:{subject.id}", _plain(text)) for text in subject.asks)


def _plain(text: str) -> str:
    return normalise(text).text.lower()


def prepare_exemplars(settings: Settings, embedder: Embedder, report: Report) -> None:
    """Encode the exemplars that are new since the last time, beside the index.

    Args:
        settings: corpus and index.
        embedder: the model that encodes messages.
        report: is told how many of the new sentences are encoded.
    """
    rulebook = load_rulebook(settings.corpus)
    entries = load_prepared(settings.corpus, rulebook.policies, rulebook.parameters.values())
    load_vectors(settings.index, [text for _, text in exemplar_sentences(entries)], embedder, report)
