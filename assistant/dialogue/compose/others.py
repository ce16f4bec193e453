"""What is told without an assessment: fixed replies, prepared answers, clauses, the catalogue, lists, and the index."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from assistant.dialogue.answer import Option, Question, Role, Status
from assistant.dialogue.compose.draft import Draft
from assistant.dialogue.compose.english import named
from assistant.dialogue.compose.words import Text, replies
from assistant.dialogue.prepared import Entry
from assistant.dialogue.understand.subjects import other_subjects
from assistant.policy.model import Clause
from assistant.subsidy import SCHEMES, Rulebook, figures
from assistant.subsidy.assessment import Verdict
from assistant.yaml_file import read_data

NOTICE = "shanghai-key-industry-skills"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Suggestions(_Strict):
    zh: tuple[str, ...]
    en: tuple[str, ...]


class _Quoted(_Strict):
    clause: str
    words: str


class _Summary(Text):
    quotes: tuple[_Quoted, ...]


class OtherWords(_Strict):
    """`text.yaml`."""

    quoted: Text
    clause: Text
    clause_untitled: Text
    near: Text
    in_catalogue: Text
    not_in_catalogue: Text
    raised: Text
    not_raised: Text
    may_mean: Text
    of_trade: Text
    by_name: Text
    uplift: Text
    no_uplift: Text
    list_intro: Text
    list_all: Text
    list_joined: Text
    joins: dict[str, frozenset[str]]
    list_ask: Text
    not_in_force: Text
    moment: Text
    repaired: Text
    which_scheme: Text
    which_options: tuple[dict[str, str], ...]
    suggestions: dict[str, _Suggestions]
    summaries: dict[str, _Summary]


@lru_cache(maxsize=1)
def other_words() -> OtherWords:
    """`text.yaml`."""
    path = Path(__file__).with_name("text.yaml")
    return OtherWords.model_validate(read_data(path))


# The status of each fixed reply; whatever is not named here is small talk.
STATUS_OF_REPLY = {
    "injection": Status.BLOCKED,
    "prompt_theft": Status.BLOCKED,
    "others_data": Status.BLOCKED,
    "abuse": Status.BLOCKED,
    "cheat": Status.BLOCKED,
    "about_cheating": Status.NOT_IN_POLICY,
    "promise": Status.NOT_IN_POLICY,
    "elsewhere": Status.ELSEWHERE,
    "out_of_scope": Status.OUT_OF_SCOPE,
    "not_in_policy": Status.NOT_IN_POLICY,
    "no_such_clause": Status.NOT_IN_POLICY,
    "empty": Status.CLARIFY,
    "only_symbols": Status.CLARIFY,
}
HANDED_OFF = frozenset({"elsewhere", "out_of_scope", "not_in_policy", "promise", "others_data", "about_cheating"})


def tell_reply(draft: Draft, name: str, place: str = "", subject: str = "") -> None:
    """A fixed reply; another subject says where to ask, another city says its name."""
    draft.statuses.append(STATUS_OF_REPLY.get(name, Status.SMALLTALK))
    draft.hand_off = draft.hand_off or name in HANDED_OFF
    lines = list(replies()[name].say(draft.language, place=place))
    if name == "out_of_scope" and subject in other_subjects():
        lines = [lines[0], other_subjects()[subject].refer[draft.language]]
    for index, line in enumerate(lines):
        draft.say(Role.LEAD if index == 0 else Role.NEXT, line)


def tell_prepared(draft: Draft, entry: Entry) -> None:
    """A prepared answer with its quotes; where none of it holds yet, the clause and the day from which it will."""
    lines = entry.rendered(draft.language, draft.as_of)
    clauses = [draft.policies[quote.policy].by_id[quote.clause] for quote in entry.quotes]
    early = [clause for clause in clauses if not clause.in_force(draft.as_of)]
    if not lines and early:
        tell_clauses(draft, tuple(early[:1]))
        return
    proofs = draft.cite_all(entry.proofs(draft.as_of))
    for index, sentence in enumerate(lines):
        draft.say(Role.LEAD if index == 0 else Role.CONDITION, sentence, proofs)
    draft.statuses.append(entry.status)
    draft.hand_off = draft.hand_off or entry.status is Status.NOT_IN_POLICY
    draft.suggestions += [text for text in entry.suggestions if draft.language == "zh"]
    if entry.scheme in SCHEMES:
        draft.schemes.append(entry.scheme)


def tell_clauses(draft: Draft, clauses: tuple[Clause, ...]) -> None:
    """Whole clauses, verbatim."""
    words = other_words()
    for clause in clauses:
        proof = draft.cite(clause.quote(0, len(clause.text)))
        label = draft.policies[clause.policy].label(clause.id)
        wording = words.clause if clause.topic else words.clause_untitled
        draft.say(Role.LEAD, wording.say(draft.language, label=label, topic=clause.topic), [proof])
        if not clause.in_force(draft.as_of):
            since, today = figures.day(clause.in_force_from), figures.day(draft.as_of)
            draft.say(
                Role.REMARK,
                words.not_in_force.say(draft.language, label=label, since=since, as_of=today),
                [proof, "d0"],
            )
    draft.statuses.append(Status.ANSWERED)


def tell_catalogue(draft: Draft, rulebook: Rulebook, occupations: tuple[str, ...], *, raised: bool = False) -> None:
    """Whether occupations are in the catalogue, and what follows for the standard; the latter first where it was asked."""
    words = other_words()
    uplift = rulebook.parameter("skill_upgrade.uplift").at(draft.as_of)
    for name in occupations:
        found = rulebook.occupation(name)
        clause = draft.policies[NOTICE].by_id["(一)"]
        if found is None:
            table = draft.cite(clause.quote(clause.text.index("上海市重点支持"), clause.parts[1].end))
            lead = words.not_raised if raised else words.not_in_catalogue
            draft.say(Role.LEAD, lead.say(draft.language, occupation=name), [table])
            draft.say(Role.CONDITION, words.no_uplift.say(draft.language), [table])
            alike = [one.name for one in rulebook.nearest_occupations(name, 2) if _share_a_word(one.name, name)]
            if alike:
                names = (", " if draft.language == "en" else "、").join(named(one, draft.language) for one in alike)
                draft.say(Role.REMARK, words.may_mean.say(draft.language, names=names), [table])
        else:
            row = clause.find(f"{found.row}\t{found.code}\t{found.name}")
            proofs = [draft.cite(row)] if row else []
            values = {"occupation": named(found.name, draft.language), "row": str(found.row), "code": found.code}
            if uplift is not None and raised:
                proofs.append(draft.cite(uplift.quote))
                draft.say(Role.LEAD, words.raised.say(draft.language, raise_=uplift.says.text, **values), proofs)
                continue
            draft.say(Role.LEAD, words.in_catalogue.say(draft.language, **values), proofs)
            if uplift is not None:
                proofs.append(draft.cite(uplift.quote))
                draft.say(Role.CONDITION, words.uplift.say(draft.language, raise_=uplift.says.text), proofs)
    draft.statuses.append(Status.ANSWERED)


def tell_trade(draft: Draft, rulebook: Rulebook, occupations: tuple[str, ...]) -> None:
    """The occupations of the catalogue that belong to a trade, with their rows."""
    words = other_words()
    clause = draft.policies[NOTICE].by_id["(一)"]
    found = [one for one in map(rulebook.occupation, occupations) if one is not None]
    rows = [clause.find(f"{one.row}\t{one.code}\t{one.name}") for one in found]
    names = (", " if draft.language == "en" else "、").join(named(one.name, draft.language) for one in found)
    draft.say(Role.LEAD, words.of_trade.say(draft.language, names=names), [draft.cite(row) for row in rows if row])
    draft.say(Role.REMARK, words.by_name.say(draft.language), [draft.cite(row) for row in rows if row])
    uplift = rulebook.parameter("skill_upgrade.uplift").at(draft.as_of)
    if uplift is not None:
        draft.say(Role.CONDITION, words.uplift.say(draft.language, raise_=uplift.says.text), [draft.cite(uplift.quote)])
    draft.statuses.append(Status.ANSWERED)


def _share_a_word(name: str, other: str) -> bool:
    """Whether two names have two characters in a row in common: 医疗护理员 and 养老护理员."""
    return any(name[start : start + 2] in other for start in range(len(name) - 1))


def tell_list(draft: Draft, intro: Text, schemes: tuple[str, ...]) -> None:
    """Schemes, each in a sentence carried by words of its clause."""
    words = other_words()
    draft.say(Role.LEAD, intro.say(draft.language))
    for scheme in schemes:
        summary = words.summaries[scheme]
        quotes = [draft.policies[NOTICE].by_id[one.clause].find(one.words) for one in summary.quotes]
        draft.say(Role.CONDITION, summary.say(draft.language), [draft.cite(quote) for quote in quotes if quote])
        draft.schemes.append(scheme)
    draft.statuses.append(Status.ANSWERED)


def tell_found(draft: Draft, quotes: tuple[tuple[Clause, int, int], ...]) -> None:
    """What the index found, in the clause's own words."""
    for index, (clause, start, end) in enumerate(quotes):
        quote = clause.quote(start, end)
        text = other_words().quoted.say(draft.language, quote=quote.text.strip())
        draft.say(Role.LEAD if index == 0 else Role.CONDITION, text, [draft.cite(quote)])
    draft.statuses.append(Status.ANSWERED)


def tell_not_found(draft: Draft, near: tuple[Clause, ...]) -> None:
    """That the policy is silent, with the nearest clauses and the way to a person."""
    tell_reply(draft, "not_in_policy")
    for clause in near:
        draft.near_miss(clause)
    if near:
        labels = "、".join(f"{clause.id}{clause.topic}" for clause in near)
        proofs = [draft.cite(clause.sentences()[0]) for clause in near]
        draft.say(Role.REMARK, other_words().near.say(draft.language, labels=labels), proofs)


def ask_which(draft: Draft) -> None:
    """Which scheme is meant, with a button for each."""
    words = other_words()
    options = tuple(Option(label=option[draft.language], say=option["say"]) for option in words.which_options)
    draft.question = Question(fact="scheme", text=words.which_scheme.say(draft.language), options=options)
    draft.statuses.append(Status.CLARIFY)
    draft.verdicts.append(Verdict.UNKNOWN)
